"""What a hit tells, how a set is padded, how often it errs, and what looks like guessing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.matching.codes import (
    MOST_ALIKE,
    MOST_KEYS,
    MOST_KEYS_A_CASE,
    MOST_KEYS_A_DAY,
    NARROWNESS,
    Domain,
    Guess,
    KeyKind,
    Result,
    Telling,
)
from corridor.core.matching.errors import LooksLikeGuessing, PurposeUnfit, SetTooLarge
from corridor.core.matching.keys import Key
from corridor.core.matching.rules import (
    check_may_match,
    check_not_guessing,
    false_hits,
    guesses,
    padded_size,
    result_of,
    telling,
)


def keys(*numbers: int) -> list[Key]:
    """Return telephone numbers far apart."""
    return [Key(KeyKind.PHONE, f"+9995{number * 7919:07}") for number in numbers]


@given(st.booleans(), st.booleans(), st.sampled_from(Telling))
def test_a_hit_never_tells_more_than_the_marking_lets_or_the_owner_chose(
    may_match: bool, may_read: bool, chosen: Telling
) -> None:
    told = telling(may_match=may_match, may_read=may_read, chosen=chosen)

    assert NARROWNESS[told] >= NARROWNESS[chosen]
    assert may_match or told is Telling.SILENT
    assert may_read or told is not Telling.VISIBLE


def test_what_may_be_matched_and_not_read_is_a_hit_and_no_more() -> None:
    assert telling(may_match=True, may_read=False) is Telling.HIT_ONLY
    assert telling(may_match=True, may_read=True) is Telling.VISIBLE


@pytest.mark.parametrize("kind", ["protection", "asylum", "return", "oversight", "carrier", "statistics", "other", ""])
def test_no_body_of_protection_and_no_carrier_matches(kind: str) -> None:
    with pytest.raises(PurposeUnfit):
        check_may_match(purpose="prosecution", kinds=["police", kind])


@pytest.mark.parametrize("purpose", ["border-management", "search-and-rescue", "protection", "asylum", "research", ""])
def test_nothing_is_matched_to_manage_borders_or_to_protect(purpose: str) -> None:
    with pytest.raises(PurposeUnfit):
        check_may_match(purpose=purpose, kinds=["police"])


@given(st.integers(0, 2**18))
def test_the_size_of_a_set_tells_at_most_between_which_powers_of_two_it_lies(held: int) -> None:
    size = padded_size(held)

    assert size >= max(held, 1024)
    assert size & (size - 1) == 0
    assert size == 1024 or size < 2 * held


def test_a_set_larger_than_any_is_refused() -> None:
    with pytest.raises(SetTooLarge):
        padded_size(2**18 + 1)


def test_a_set_of_targets_is_no_dictionary() -> None:
    assert padded_size(2**12, Domain.TARGETS) == 2**12
    with pytest.raises(SetTooLarge):
        padded_size(2**12 + 1, Domain.TARGETS)


def test_a_thousand_keys_against_the_largest_set_err_once_in_a_million_questions() -> None:
    assert 0 < false_hits(keys=1000, size=2**18) < 1e-6


def test_a_question_of_a_case_is_asked() -> None:
    asked = keys(*range(40))

    check_not_guessing(asked, again={})


def test_numbers_in_a_row_are_not_asked() -> None:
    asked = [Key(KeyKind.PHONE, f"+99955{number:05}") for number in range(MOST_ALIKE + 1)]

    assert guesses(asked, again={}) == {Guess.CONSECUTIVE}
    assert guesses(asked[:-1], again={}) == frozenset()


@pytest.mark.parametrize(
    ("form", "found"),
    [
        ("XB:ab{:03}cd", {Guess.CONSECUTIVE}),
        ("mesengo:lantern{}", {Guess.CONSECUTIVE}),
        ("+999550{}00", frozenset()),
        ("lantern", frozenset()),
    ],
)
def test_a_row_is_seen_wherever_the_last_number_stands(form: str, found: set[Guess]) -> None:
    asked = [Key(KeyKind.PLATE, form.format(3 * number)) for number in range(MOST_ALIKE + 1)]

    assert guesses(asked, again={}) == found


def test_the_same_key_again_and_again_and_too_many_at_once_are_not_asked() -> None:
    asked = keys(*range(MOST_KEYS + 1))

    assert guesses(asked, again={}) == {Guess.TOO_MANY}
    with pytest.raises(LooksLikeGuessing) as refused:
        check_not_guessing(asked[:3], again={asked[1].written: 3})
    assert refused.value.params == {"guess": "repeated"}
    assert "999" not in refused.value.message


@given(st.integers(1, 1000), st.integers(0, 4000), st.integers(0, 4000))
def test_an_owner_answers_only_within_the_day_and_the_case(asked: int, today: int, case: int) -> None:
    result = result_of(keys=asked, today=today, case=case)

    fits = today + asked <= MOST_KEYS_A_DAY and case + asked <= MOST_KEYS_A_CASE
    assert (result is Result.ANSWERED) is fits
