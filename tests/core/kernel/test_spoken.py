"""Codes that people copy by hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corridor.core.kernel.spoken import ALPHABET, read_spoken, spoken

codes = st.binary(min_size=19, max_size=19).map(lambda made: spoken(made, 20))


@given(codes)
def test_a_code_is_read_as_it_was_given_whatever_the_case_and_the_groups(code: str) -> None:
    signs = code.replace("-", "")

    assert read_spoken(code, 20) == signs
    assert read_spoken(f"  {code.lower().replace('-', ' ')} ", 20) == signs


@given(codes, st.integers(0, 19), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_noticed(code: str, place: int, other: str) -> None:
    signs = code.replace("-", "")
    wrong = signs[:place] + other + signs[place + 1 :]

    assert (read_spoken(wrong, 20) is None) == (wrong != signs)


@given(st.text(max_size=60))
def test_anything_else_is_no_code_or_a_code_of_the_right_form(typed: str) -> None:
    found = read_spoken(typed, 20)

    assert found is None or (len(found) == 20 and set(found) <= set(ALPHABET))


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    code = spoken(bytes([1, 0] * 10), 20)

    assert read_spoken(code.replace("1", "l").replace("0", "O"), 20) == code.replace("-", "")
