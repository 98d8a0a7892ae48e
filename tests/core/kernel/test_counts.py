from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.kernel.counts import AGES, SEXES, Count, CountInvalid

figures = st.none() | st.integers(0, 1_000_000_000)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("12", Count(12, 12)),
        ("10..14", Count(10, 14)),
        ("10..", Count(10, None)),
        ("..14", Count(None, 14)),
        ("2|female", Count(2, 2, "female")),
        ("1||child", Count(1, 1, None, "child")),
        ("3|unknown", Count(3, 3, "unknown")),
        ("4..6|male|adult", Count(4, 6, "male", "adult")),
    ],
)
def test_a_count_reads_and_writes_its_canonical_text(text: str, count: Count) -> None:
    assert Count.parse(text) == count
    assert count.text == text


@pytest.mark.parametrize(
    "text", ["", "..", "-3", "3-5", "5..3", "1|woman", "1|female|old", "1.5", "1e3", "٣|x", "99999999999"]
)
def test_what_is_no_count_is_refused(text: str) -> None:
    with pytest.raises(CountInvalid):
        Count.parse(text)


def test_an_exact_figure_is_written_once() -> None:
    assert Count.parse("5..5").text == "5"


def test_a_sex_said_to_be_unknown_differs_from_nothing_said() -> None:
    assert Count.parse("3|unknown") != Count.parse("3")


@given(figures, figures, st.sampled_from([None, *SEXES]), st.sampled_from([None, *AGES]))
def test_every_count_survives_being_written(
    low: int | None, high: int | None, sex: str | None, age: str | None
) -> None:
    try:
        count = Count(low, high, sex, age)
    except CountInvalid:
        return

    assert Count.parse(count.text) == count
