"""Every text is found by itself, by its beginnings, by what is inside it and with a typing error."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from corridor.core.kernel.search import (
    AllOf,
    AnyOf,
    Lexicon,
    Lookup,
    Query,
    Rank,
    Text,
    grams,
    is_alike,
    lookup,
    plain_words,
    rank,
    tokens,
)
from corridor.core.kernel.text import fold

LETTERS = "abcdeéstmnrıőşغةأمحدлиüከሠ北京"
letters = st.text(alphabet=LETTERS, min_size=1, max_size=12)
words = st.one_of(letters, letters, st.from_regex(r"[A-Z0-9]{2,10}", fullmatch=True), st.text(max_size=60))
written = st.lists(words, min_size=1, max_size=9).map(" ".join).filter(lambda text: fold(text) != "")


def lexicon(*texts: str) -> Lexicon:
    """Return a lexicon of the words of some texts."""
    known = {word for text in texts for word in plain_words(text)}

    def near(word: str) -> Iterable[str]:
        return [other for other in known if grams(word) & grams(other)]

    return Lexicon(
        beginning=lambda part: [word for word in known if word.startswith(part)],
        containing=lambda part: [word for word in known if part in word],
        ending=lambda end: [word for word in known if word.endswith(end)],
        near=near,
    )


def reaches(wanted: Lookup | None, kept: set[str]) -> bool:
    """Say whether a look-up reaches a text kept under these tokens, as the engines do."""
    if wanted is None:
        return False
    if isinstance(wanted, AllOf):
        return all(reaches(part, kept) for part in wanted.parts)
    if isinstance(wanted, AnyOf):
        return any(reaches(part, kept) for part in wanted.parts)
    if wanted.endswith("*"):
        return any(token.startswith(wanted[:-1]) for token in kept)
    return wanted in kept


def found(asked: str, *texts: str, is_identifier: bool = False) -> Rank | None:
    """Return how well texts answer, as far as a look-up reaches them: what the node would tell."""
    query = Query(fold(asked))
    kept = [Text(fold(text), is_identifier) for text in texts]
    under = {token for text in kept for token in tokens(text).split()}
    told = rank(query, kept)
    reached = [way for way in Rank if reaches(lookup(query, way, lexicon(*(text.folded for text in kept))), under)]
    return told if told in reached else None


@given(written, st.booleans())
def test_a_text_is_found_by_itself(text: str, is_identifier: bool) -> None:
    assert found(text, text, is_identifier=is_identifier) in (Rank.EXACT, Rank.BEGINS)


@given(written, st.data(), st.booleans())
def test_a_text_is_found_by_every_beginning_of_two_letters_or_more(
    text: str, data: st.DataObject, is_identifier: bool
) -> None:
    folded = fold(text)
    assume(len(folded) > 1)
    beginning = folded[: data.draw(st.integers(2, len(folded)))]
    assume(len(beginning.replace(" ", "")) > 1)

    assert found(beginning, text, is_identifier=is_identifier) in (Rank.EXACT, Rank.BEGINS)


@given(written, st.data(), st.booleans())
def test_a_text_is_found_by_any_three_letters_or_more_inside_it(
    text: str, data: st.DataObject, is_identifier: bool
) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded) - 1))
    inside = folded[start : data.draw(st.integers(start, len(folded)))]
    assume(len(inside.replace(" ", "")) > 2)

    how = found(inside, text, is_identifier=is_identifier)

    assert how is not None and how <= Rank.INSIDE


@given(st.lists(letters, min_size=1, max_size=6).map(" ".join).map(fold), st.data())
def test_a_text_of_six_letters_is_found_with_one_typing_error(text: str, data: st.DataObject) -> None:
    assume(len(text.replace(" ", "")) > 5)
    place = data.draw(st.sampled_from([n for n, letter in enumerate(text) if letter != " "]))
    other = data.draw(st.sampled_from("abcdestz"))
    wrong = data.draw(
        st.sampled_from(
            [
                text[:place] + other + text[place + 1 :],
                text[:place] + text[place + 1 :],
                text[:place] + other + text[place:],
                text[:place] + text[place : place + 2][::-1] + text[place + 2 :],
            ]
        )
    )
    assume(wrong.count(" ") == text.count(" ") and "  " not in wrong and wrong == wrong.strip())
    # A letter that changes places with a space is an error in two words.
    assume(sum(one != two for one, two in zip(wrong.split(), text.split(), strict=True)) <= 1)

    assert found(wrong, text) is not None


@given(written, st.lists(written, max_size=3))
def test_what_one_record_says_is_found_by_words_of_several_texts(text: str, others: list[str]) -> None:
    asked = " ".join(fold(one).split()[-1] for one in (text, *others))

    how = found(asked, text, *others)

    assert how is not None and how <= Rank.WORDS


@given(written, written, st.booleans())
def test_what_is_found_is_always_reached(asked: str, text: str, is_identifier: bool) -> None:
    expected = rank(Query(fold(asked)), [Text(fold(text), is_identifier)])

    assert found(asked, text, is_identifier=is_identifier) == expected


@given(st.text("ab1 ", min_size=1, max_size=8), st.text("ab1 ", min_size=1, max_size=16), st.booleans())
def test_what_is_found_among_words_alike_is_always_reached(asked: str, text: str, is_identifier: bool) -> None:
    expected = rank(Query(fold(asked)), [Text(fold(text), is_identifier)])

    assert found(asked, text, is_identifier=is_identifier) == expected


@pytest.mark.parametrize(
    ("asked", "text", "how"),
    [
        ("muller", "Müller", Rank.EXACT),
        ("احمد", "أحمد", Rank.EXACT),
        ("istanbul", "İstanbul", Rank.EXACT),
        ("ash", "Ashmar Point", Rank.BEGINS),
        ("point ash", "Ashmar Point", Rank.WORDS),
        ("shma", "Ashmar Point", Rank.INSIDE),
        ("ar po", "Ashmar Point", Rank.INSIDE),
        ("asmhar", "Ashmar Point", Rank.CLOSE),
        ("lampeduza", "Lampedusa", Rank.CLOSE),
        ("lanpeduza", "Lampedusa", Rank.ALIKE),
        ("zephyr", "Ashmar Point", None),
        ("2014", "2015", None),
        ("a", "Ashmar", None),
        ("", "Ashmar", None),
        ("...", "Ashmar", None),
    ],
)
def test_answers_are_told_apart(asked: str, text: str, how: Rank | None) -> None:
    assert found(asked, text) == how


@pytest.mark.parametrize("asked", ["XA-123 45", "xa12345", "XA 12345", "xa 1-2-3-4-5"])
def test_an_identifier_is_the_same_however_it_is_separated(asked: str) -> None:
    assert found(asked, "XA 123-45", is_identifier=True) is Rank.EXACT


def test_a_part_of_a_number_plate_is_found_across_its_separators() -> None:
    assert found("2345", "XA 123-45", is_identifier=True) is Rank.INSIDE


def test_another_number_is_not_a_typing_error() -> None:
    assert found("2014 MMP00252", "2014 MMP00253") is None


@given(letters, letters)
def test_being_alike_is_mutual(one: str, other: str) -> None:
    assert is_alike(fold(one), fold(other), 1) == is_alike(fold(other), fold(one), 1)


@given(written)
def test_tokens_hold_nothing_that_an_engine_could_take_for_its_own_words(text: str) -> None:
    assert not set("\"'*\\:&|!()<>") & set(tokens(Text(fold(text), True)))
