"""A rate stands only where deaths and crossings cover the same route and the same months."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.picture.danger import Danger, Months, Unassessed, danger_of


def series(*told: tuple[str, int]) -> list[Months]:
    return [Months(on, figure, figure) for on, figure in told]


def asked(
    deaths: list[Months], crossings: list[Months], *, since: str = "", until: str = "", is_narrowed: bool = False
) -> Danger:
    measured = ("dead", deaths), ("crossed", crossings)
    return danger_of("Central", *measured, since=since, until=until, is_narrowed=is_narrowed)


DEATHS = series(("2021-01", 3), ("2021-02", 0), ("2021-03", 9))
CROSSINGS = series(("2021-02", 500), ("2021-03", 1000), ("2021-04", 700))


def test_the_rate_rests_on_the_common_months_alone() -> None:
    found = asked(DEATHS, CROSSINGS)

    assert found.rate == (6.0, 6.0)
    assert (found.since, found.until) == ("2021-02", "2021-03")


def test_both_coverages_stand_beside_each_other_whether_or_not_there_is_a_rate() -> None:
    found = asked(DEATHS, CROSSINGS, since="2021-01", until="2021-03")

    assert found.reason is Unassessed.PERIOD_NOT_COVERED
    assert found.rate is None
    assert found.deaths is not None
    assert found.crossings is not None
    assert (found.deaths.since, found.deaths.until, found.deaths.low) == ("2021-01", "2021-03", 12)
    assert (found.crossings.since, found.crossings.until, found.crossings.low) == ("2021-02", "2021-03", 1500)


@pytest.mark.parametrize(
    ("deaths", "crossings", "is_narrowed", "reason"),
    [
        ([], CROSSINGS, False, Unassessed.NO_DEATHS_SERIES),
        (DEATHS, [], False, Unassessed.NO_CROSSINGS),
        (DEATHS, series(("2021-02", 0)), False, Unassessed.NO_CROSSINGS),
        (DEATHS, series(("2022-01", 5)), False, Unassessed.NO_COMMON_MONTHS),
        (DEATHS, CROSSINGS, True, Unassessed.NARROWED),
        (DEATHS, series(("2021", 5000)), False, Unassessed.NO_CROSSINGS),
    ],
)
def test_what_cannot_be_assessed_says_why(
    deaths: list[Months], crossings: list[Months], is_narrowed: bool, reason: Unassessed
) -> None:
    found = asked(deaths, crossings, is_narrowed=is_narrowed)

    assert (found.rate, found.reason) == (None, reason)


def test_a_span_of_deaths_gives_a_span_of_rates() -> None:
    found = asked([Months("2021-03", 9, 12)], series(("2021-03", 1000)))

    assert found.rate == (9.0, 12.0)


on = st.sampled_from([f"2021-{month:02}" for month in range(1, 13)])
told = st.dictionaries(on, st.integers(0, 999), max_size=8).map(lambda months: series(*months.items()))


@given(told, told, st.sampled_from(["", *[f"2021-{month:02}" for month in range(1, 13)]]))
def test_a_rate_never_counts_a_month_that_one_source_lacks(
    deaths: list[Months], crossings: list[Months], since: str
) -> None:
    found = asked(deaths, crossings, since=since)

    common = {one.on for one in deaths} & {one.on for one in crossings}
    if found.rate is None:
        assert found.reason is not None
        return
    kept = {month for month in common if month >= since}
    dead = sum(one.low for one in deaths if one.on in kept)
    crossed = sum(one.low for one in crossings if one.on in kept)
    assert found.rate[0] == pytest.approx(1000 * dead / crossed)
    assert {found.since, found.until} <= kept
