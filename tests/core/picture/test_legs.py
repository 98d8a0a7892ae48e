"""A leg stands from the first month told until it ended; people are added over months and spanned within one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corridor.core.picture.codes import Band
from corridor.core.picture.legs import End, Leg, People, band_of, stands, volume

HERE, THERE = End("Here"), End("There")


def leg(*told_on: str, until: str = "") -> Leg:
    return Leg("f" * 32, HERE, THERE, told_on=told_on, until=until)


def test_a_leg_stands_from_its_first_month_on() -> None:
    assert not stands(leg("2021-03"), "", "2021-02")
    assert stands(leg("2021-03"), "", "2021-03")
    assert stands(leg("2021-03-14"), "2021-03", "2021-03")
    assert stands(leg("2021-03"), "2025-01", "2025-12")


def test_a_leg_stands_until_the_day_it_ended() -> None:
    assert stands(leg("2021-03", until="2021-06"), "2021-06", "")
    assert not stands(leg("2021-03", until="2021-06"), "2021-07", "")
    assert stands(leg("2021-03", until="2021-06-30"), "", "2024-01")


def test_a_leg_without_a_date_stands_in_every_period() -> None:
    assert stands(leg(), "1999-01", "1999-01")


def test_a_year_beside_its_months_is_not_added_to_them() -> None:
    assert volume([People("2021", 100, 100), People("2021-03", 7, 9)], "", "") == (7, 9)
    assert volume([People("2021", 100, 100)], "2021", "2021") == (100, 100)
    assert volume([People("2021", 100, 100)], "2021-03", "2021-03") is None


def test_what_has_no_date_counts_only_where_no_period_is_asked_for() -> None:
    assert volume([People("", 4, 4)], "", "") == (4, 4)
    assert volume([People("", 4, 4)], "2021-01", "") is None


def test_bands_follow_the_higher_figure() -> None:
    figures = [None, (0, 9), (0, 10), (50, 100), (10, 1000)]

    assert [band_of(figure) for figure in figures] == list(Band)


months = st.sampled_from(["", "2020", "2021", "2021-01", "2021-02", "2021-03-04", "2021-03-05", "2022-12"])
people = st.builds(lambda on, low, more: People(on, low, low + more), months, st.integers(0, 500), st.integers(0, 50))
edges = st.sampled_from(["", "2020-06", "2021", "2021-01", "2021-03", "2022-12"])


@given(st.lists(people), edges, edges)
def test_a_volume_lies_between_its_largest_part_and_the_sum_of_all(told: list[People], since: str, until: str) -> None:
    found = volume(told, since, until)

    if found is not None:
        assert found[0] <= found[1] <= sum(one.high for one in told)
        assert volume(list(reversed(told)), since, until) == found


@given(st.lists(people), people)
def test_one_more_record_of_the_same_month_never_narrows_the_span(told: list[People], more: People) -> None:
    known = [one for one in told if one.on[:7] == more.on[:7]]
    before, after = volume(known, "", ""), volume([*known, more], "", "")

    assert after is not None
    if before is not None:
        assert after[0] <= before[0]
        assert after[1] >= before[1]


@given(st.lists(months.filter(bool), max_size=3), st.sampled_from(["", "2021-02", "2022"]), edges, edges)
def test_a_wider_period_never_loses_a_leg(told_on: list[str], ended: str, since: str, until: str) -> None:
    one = leg(*told_on, until=ended)

    if stands(one, since, until):
        assert stands(one, "", until)
        assert stands(one, since, "")
