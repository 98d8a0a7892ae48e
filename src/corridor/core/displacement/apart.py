"""Assesses a measure in a process of its own: what it rests on comes and its answer goes as what JSON can hold."""

from __future__ import annotations

from typing import Any

from corridor.core.displacement.codes import Lack
from corridor.core.displacement.records import Assessed, Course, Estimate, Placebo
from corridor.core.displacement.rules.assessing import assessed
from corridor.core.displacement.rules.two_samples import shifted


def work(inputs: Any) -> Any:
    """Return the assessment of one measure.

    Args:
        inputs: `since` and `until` of the measure, a `seed`, `courses` (each with its target, the areas beside it and
            those compared) and `samples` (each with the figures before and after).
    """
    since, until, seed = inputs["since"], inputs["until"], inputs["seed"]
    courses = []
    for one in inputs["courses"]:
        compared = [_course(told) for told in one["compared"]]
        areas = [_course(told) for told in (one["target"], *one["beside"])]
        courses.append([_area_told(area, compared, since, until, seed) for area in areas])
    return {"courses": courses, "samples": [_estimate_told(shifted(*some)) for some in inputs["samples"]]}


def _area_told(area: Course, compared: list[Course], since: str, until: str, seed: int) -> dict[str, Any]:
    window, found = assessed(area, compared, since=since, until=until, seed=seed)
    return {
        "area": area.area,
        "before": list(window.before) if window else [],
        "after": list(window.after) if window else [],
        "interrupted": _estimate_told(found.interrupted),
        "weighed": _weighed_told(found),
    }


def _course(told: Any) -> Course:
    return Course(told["area"], told["first"], tuple(told["figures"]), tuple(told["breaks"]))


def _estimate_told(one: Estimate | Lack) -> dict[str, Any]:
    if isinstance(one, Lack):
        return {"lack": one.value}
    return {
        "change": one.change.value,
        "factor": one.factor,
        "low": one.low,
        "high": one.high,
        "chance": one.chance,
        "before": one.before,
        "after": one.after,
        "slope": one.slope,
        "expected": list(one.expected),
    }


def _weighed_told(found: Assessed) -> dict[str, Any]:
    one = found.weighed
    if isinstance(one, Lack):
        return {"lack": one.value}
    return {
        **_estimate_told(one.estimate),
        "weights": dict(one.weights),
        "fit": one.fit,
        "distance": one.distance,
        "in_space": [_placebo_told(placebo) for placebo in one.in_space],
        "in_time": [_placebo_told(placebo) for placebo in one.in_time],
    }


def _placebo_told(one: Placebo) -> dict[str, Any]:
    return {"name": one.name, "month": one.month, "factor": one.factor, "distance": one.distance}
