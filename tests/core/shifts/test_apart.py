"""The scan as work: what goes in and comes out is JSON, gaps are filled and told, nationality is refused."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from corridor.core.series.records import Scope
from corridor.core.shifts.apart import family_of, work
from corridor.core.shifts.codes import Along
from corridor.core.shifts.errors import AlongRefused, VerdictUnclear
from corridor.core.shifts.rules.verdicts import check_verdict
from tests.core.shifts import make


def answer(told: dict[str, Any], along: str = "route") -> dict[str, Any]:
    inputs = json.loads(json.dumps({"along": along, "seed": 5, "families": [told]}))
    found: dict[str, Any] = json.loads(json.dumps(work(inputs)))["families"][0]
    return found


def test_the_answer_has_months_sizes_the_part_taken_up_and_every_rival() -> None:
    found = answer(make.written(make.shifted(at=60, lag=2)))

    shift = found["shifts"][0]
    assert (shift["fall"]["route"], shift["rise"]["route"]) == ("Route 0", "Route 1")
    assert shift["since"] <= make.month(62) <= shift["until"]
    assert shift["share"]["low"] < shift["share"]["middle"] < shift["share"]["high"]
    assert len(shift["rivals"]) == 6
    assert found["pairs"] == 20


def test_a_month_of_which_nothing_is_known_is_filled_from_its_neighbours_and_not_zero() -> None:
    moved = make.shifted()
    moved.figures[2, 30] = np.nan

    family = family_of(make.written(moved))

    around = sorted((moved.figures[2, 29], moved.figures[2, 31]))
    assert around[0] <= family.figures[2, 30] <= around[1]
    assert family.missing == {30}


@pytest.mark.parametrize("along", ["nationality", "kind", "source", "", "sex"])
def test_no_scan_runs_along_nationality_or_anything_but_routes_and_countries_of_incidents(along: str) -> None:
    with pytest.raises(AlongRefused):
        answer(make.written(make.family(2, 48)), along=along)


def test_no_series_knows_a_nationality_along_which_a_scan_could_run() -> None:
    assert not [field.name for field in fields(Scope) if "national" in field.name]
    assert set(Along) == {"route", "country"}


@pytest.mark.parametrize(("verdict", "explained_by", "by"), [("", "", "verdict"), ("explained", "x", "explained_by")])
def test_a_verdict_needs_its_explanation(verdict: str, explained_by: str, by: str) -> None:
    with pytest.raises(VerdictUnclear) as refused:
        check_verdict(verdict, explained_by)

    assert refused.value.params["by"] == by
