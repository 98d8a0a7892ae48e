"""Other explanations: each is weighed by the figures that can tell of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from corridor.core.shifts.codes import Rival, Weight
from corridor.core.shifts.records import Family, RivalFound
from corridor.core.shifts.rules.rivals import meeting, rivals_of
from corridor.core.shifts.rules.scanning import scan
from tests.core.shifts import make


def weighed(family: Family, *, is_of_reports: bool = False) -> dict[Rival, RivalFound]:
    found = scan(family, chance=make.chance(7), times=300)
    first = next(one for one in found.shifts if (one.fall.route, one.rise.route) == ("Route 0", "Route 1"))
    return {one.kind: one for one in rivals_of(first, family, found, is_of_reports=is_of_reports)}


def test_a_shift_with_nothing_else_has_no_rival_in_season_reporting_demand_or_other_routes() -> None:
    found = weighed(make.shifted())

    assert list(found) == list(Rival)
    for kind in (Rival.SEASON, Rival.REPORTING, Rival.DEMAND, Rival.OTHER_ROUTES, Rival.EARLIER):
        assert found[kind].weight is Weight.AGAINST, kind


def test_other_routes_that_fall_as_well_speak_for_demand_and_are_named() -> None:
    moved = make.shifted()
    rows = moved.figures.copy()
    rows[2:, 60:] *= 0.2

    found = weighed(replace(moved, figures=np.round(rows)))

    assert found[Rival.DEMAND].weight is Weight.FOR
    assert found[Rival.DEMAND].figures["others-fell"] == 1
    assert "Route 2" in found[Rival.OTHER_ROUTES].routes


def test_missing_months_and_reports_of_many_are_no_proof_against_a_change_in_reporting() -> None:
    gap = replace(make.shifted(), missing=frozenset({63}))

    assert weighed(gap)[Rival.REPORTING].weight is Weight.FOR
    assert weighed(make.shifted(), is_of_reports=True)[Rival.REPORTING].weight is Weight.UNKNOWN


def test_a_rise_that_was_under_way_before_the_fall_is_told() -> None:
    moved = make.shifted()
    rows = moved.figures.copy()
    rows[1, :48] /= 4

    found = weighed(replace(moved, figures=np.round(rows)))

    assert found[Rival.EARLIER].weight is Weight.FOR


def test_histories_that_rise_all_the_time_meet_by_accident_more_often() -> None:
    moved = make.shifted()
    found = scan(moved, chance=make.chance(7), times=300)
    rows = moved.figures.copy()
    for begun in range(15, 120, 30):
        rows[1, begun : begun + 15] *= 6

    once = meeting(found.shifts[0], moved, found)
    often = meeting(found.shifts[0], replace(moved, figures=np.round(rows)), found)

    assert once.figures["share"] < often.figures["share"]
    assert often.weight is Weight.FOR
