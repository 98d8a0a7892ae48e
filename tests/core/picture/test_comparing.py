"""Only sources that tell of both periods take part in a difference; competing figures never make a false rise."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corridor.core.picture.comparing import Difference, Share, covered, differences


def share(source: str, month: str, low: int, high: int | None = None, part: str = "") -> Share:
    return Share(source, part, month, low, low if high is None else high)


def compared(before: list[Share], after: list[Share]) -> tuple[Difference, ...]:
    takes_part = {cover.source: cover.is_compared for cover in covered(before, after)}
    return differences(before, after, takes_part)


def test_a_source_that_falls_silent_is_no_fall() -> None:
    before, after = [share("a", "2020-01", 5), share("b", "2020-01", 90)], [share("a", "2021-01", 6)]

    assert compared(before, after) == (Difference("", (5, 5), (6, 6)),)
    assert [(cover.source, cover.before, cover.after) for cover in covered(before, after)] == [("a", 1, 1), ("b", 1, 0)]


def test_parts_are_compared_each_by_itself() -> None:
    before = [share("a", "2020-01", 5, part="north"), share("a", "2020-02", 2, part="south")]
    after = [share("a", "2021-01", 9, part="south")]

    found = {one.part: one.direction for one in compared(before, after)}

    assert found == {"north": -1, "south": 1}


def test_spans_that_overlap_do_not_tell_which_way_it_went() -> None:
    assert Difference("", (5, 9), (8, 12)).direction == 0
    assert Difference("", (5, 7), (8, 12)).direction == 1
    assert (Difference("", (5, 9), (8, 12)).least, Difference("", (5, 9), (8, 12)).most) == (-1, 7)


shares = st.lists(
    st.builds(
        lambda source, month, low, more, part: Share(source, part, month, low, low + more),
        st.sampled_from("abc"),
        st.sampled_from(["2020-01", "2020-02"]),
        st.integers(0, 99),
        st.integers(0, 9),
        st.sampled_from(["north", "south"]),
    )
)


@given(shares, shares)
def test_periods_exchanged_give_the_opposite(before: list[Share], after: list[Share]) -> None:
    there, back = compared(before, after), compared(after, before)

    assert [(one.part, -one.most, -one.least) for one in there] == [(one.part, one.least, one.most) for one in back]


@given(shares, shares)
def test_what_a_left_out_source_says_changes_nothing(before: list[Share], after: list[Share]) -> None:
    silent = [*before, share("silent", "2020-01", 1000, part="north")]

    assert compared(silent, after) == compared(before, after)
