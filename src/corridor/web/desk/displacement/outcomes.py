"""Lays an assessment out: each outcome in the figures of each source by itself, with both methods and the placebos."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, ngettext

from corridor.core.displacement.codes import Outcome
from corridor.core.displacement.rules.legs import ARROW
from corridor.core.kernel.months import after
from corridor.web.design.charts.before_after import before_after
from corridor.web.design.charts.records import Chart, Line, Mark, Point
from corridor.web.design.shown import day, isolated, named
from corridor.web.desk.displacement import wording
from corridor.web.desk.pages.displacement import (
    AreaPart,
    Assessment,
    MethodPart,
    OutcomePart,
    PlaceboRow,
    WeightRow,
)
from corridor.web.desk.series.models import Worked
from corridor.web.desk.statements.presenting import country_label, kind_label

MOST_CHARTS = 4
MOST_FAINT = 2
LEAST_SHOWN = 0.005
"""A weight below this is not shown."""

Told = Mapping[str, Any]


def assessment_of(inputs: Told, row: Worked | None, language: str) -> Assessment:
    """Return an assessment as far as it has been worked out."""
    if row is None:
        is_told = inputs["courses"] or any(any(sides) for sides in inputs["samples"])
        return Assessment("none" if is_told else "nothing", ())
    state = {Worked.State.DONE.value: "done", Worked.State.FAILED.value: "failed"}.get(row.state, "waiting")
    return laid_out(inputs, row.answer, language) if state == "done" else Assessment(state, ())


def laid_out(inputs: Told, answer: Told, language: str) -> Assessment:
    """Return an assessment that has been worked out."""
    parts: list[OutcomePart] = []
    for one, areas in zip(inputs["courses"], answer["courses"], strict=True):
        has_room = sum(part.chart is not None for part in parts) < MOST_CHARTS
        parts.append(_course_part(one, areas, inputs, language, draws=has_room))
    for outcome, told in zip(inputs["sampled"], answer["samples"], strict=True):
        parts.append(_sample_part(Outcome(outcome), told, inputs, language))
    return Assessment("done", tuple(parts), wording.tried_text(tried_in(answer)))


def tried_in(answer: Told) -> list[Told]:
    """Return every estimate of an assessment that says something."""
    areas = [told for line in answer["courses"] for told in line]
    every = [one for told in areas for one in (told["interrupted"], told["weighed"])] + list(answer["samples"])
    return [one for one in every if "lack" not in one]


def area_name(name: str, along: str, language: str) -> str:
    """Return what an area is called: a country in the page's language, a route as it is published, a leg from left to
    right in every script.
    """
    if along == "leg":
        start, _, end = name.partition(ARROW)
        return isolated(f"{named(start)}{ARROW}{named(end)}")
    return country_label(name, language) if along == "country" else name


def _course_part(one: Told, areas: list[Told], inputs: Told, language: str, *, draws: bool) -> OutcomePart:
    outcome = Outcome(one["outcome"])
    roles = [gettext("where the measure is"), *[gettext("beside it")] * (len(areas) - 1)]
    kind = kind_label(one["kind"], language) if one["kind"] else ""
    counted = wording.counted_label(one["counted"])
    return OutcomePart(
        title=wording.outcome_label(outcome),
        counted=f"{counted} · {kind}" if kind else counted,
        publisher=one["publisher"] or gettext("all sources together, each thing once"),
        covered=_covered(one["covered"], language),
        areas=tuple(
            AreaPart(
                area_name(told["area"], inputs["along"], language), role, _methods(told, inputs["along"], language)
            )
            for role, told in zip(roles, areas, strict=True)
        ),
        chart=_chart(one, areas[0], inputs, language) if draws and areas[0]["after"] else None,
        explanations=wording.explanations(outcome, one["counted"]),
    )


def _covered(covered: list[Any], language: str) -> str:
    """Return what the sources of deaths and of crossings each cover; the rate rests on months that both tell."""
    if not covered:
        return ""
    words = {
        "dead_since": day(covered[0], language),
        "dead_until": day(covered[1], language),
        "dead": covered[2],
        "since": day(covered[3], language),
        "until": day(covered[4], language),
        "crossed": covered[5],
    }
    return (
        gettext(
            "Deaths are told for %(dead)s months from %(dead_since)s to %(dead_until)s, crossings for %(crossed)s "
            "months from %(since)s to %(until)s; the rate rests on the months that both tell."
        )
        % words
    )


def _methods(told: Told, along: str, language: str) -> tuple[MethodPart, ...]:
    one, other = told["interrupted"], told["weighed"]
    return (
        MethodPart(
            name=gettext("Against itself"),
            state=wording.state_of(one),
            sentence=wording.sentence(one, wording.against_itself()),
            rests=rests_of_itself(one, language),
        ),
        MethodPart(
            name=gettext("Against others"),
            state=wording.state_of(other),
            sentence=wording.sentence(other, wording.against_others()),
            rests=rests_on_others(other, language),
            weights=tuple(
                WeightRow(area_name(name, along, language), isolated(f"{weight * 100:.0f} %"))
                for name, weight in sorted(other.get("weights", {}).items(), key=lambda pair: -pair[1])
                if weight >= LEAST_SHOWN
            ),
            in_space=tuple(_placebo(_where(one, along, language), one, other) for one in other.get("in_space", ())),
            in_time=tuple(_placebo(day(one["name"], language), one, other) for one in other.get("in_time", ())),
        ),
    )


def _where(one: Told, along: str, language: str) -> str:
    """Return the area of a placebo, with the month in which it is made believe to begin where that is another."""
    name, month = area_name(one["name"], along, language), one.get("month", "")
    return f"{name} · {day(month, language)}" if month else name


def _placebo(name: str, one: Told, other: Told) -> PlaceboRow:
    is_farther = abs(one["distance"]) >= abs(other["distance"])
    return PlaceboRow(name, wording.factor_text(one["factor"]), is_farther)


def rests_of_itself(told: Told, language: str) -> str:
    """Return on how many months an interrupted series rests, and how often chance alone gives as much."""
    if "lack" in told:
        return ""
    words = {
        "before": told["before"],
        "after": told["after"],
        "chance": isolated(f"{told['chance'] * 100:.1f} %"),
    }
    text = gettext(
        "%(before)s months before, %(after)s after; so much comes about without a measure in %(chance)s of series."
    )
    if told["slope"] is None:
        return text % words
    slope = gettext("The change itself changes by %(slope)s a month.")
    return f"{text % words} {slope % {'slope': wording.factor_text(told['slope'])}}"


def rests_on_others(told: Told, language: str) -> str:
    """Return how well a weighed comparison fits, and how many placebos lie as far off."""
    if "lack" in told:
        return ""
    placebos = len(told["in_space"]) + len(told["in_time"])
    farther = sum(abs(one["distance"]) >= abs(told["distance"]) for one in (*told["in_space"], *told["in_time"]))
    fit = gettext("Before, the mean explains %(fit)s of how this area moved.") % {
        "fit": isolated(f"{told['fit'] * 100:.0f} %")
    }
    text = ngettext(
        "Of %(placebos)s placebos, %(farther)s lies as far off or farther.",
        "Of %(placebos)s placebos, %(farther)s lie as far off or farther.",
        farther,
    )
    return f"{fit} {text % {'placebos': placebos, 'farther': farther}}"


def rests_on_figures(told: Told, language: str) -> str:
    """Return on how many single figures a comparison rests."""
    if "lack" in told:
        return ""
    words = {"before": told["before"], "after": told["after"]}
    return gettext("%(before)s figures before, %(after)s after; ranks, no shape supposed.") % words


def _sample_part(outcome: Outcome, told: Told, inputs: Told, language: str) -> OutcomePart:
    method = MethodPart(
        name=gettext("Before and after"),
        state=wording.state_of(told),
        sentence=wording.sentence(told, wording.against_before()),
        rests=rests_on_figures(told, language),
    )
    area = AreaPart(area_name(inputs["area"], inputs["along"], language), gettext("where the measure is"), (method,))
    counted = gettext("US dollars of one year") if outcome is Outcome.PRICE else gettext("kilometres")
    return OutcomePart(
        title=wording.outcome_label(outcome),
        counted=counted,
        publisher=gettext("what officers and studies tell"),
        covered="",
        areas=(area,),
        chart=None,
        explanations=wording.explanations(outcome, ""),
    )


def _chart(one: Told, found: Told, inputs: Told, language: str) -> Chart:
    """Return the course of the area before and after, what was to be expected, and the areas it leans on most."""
    months = [*found["before"], *found["after"]]
    window = [after(months[0], step) for step in range(_apart(months[0], months[-1]) + 1)]
    expected = next((part for part in (found["interrupted"], found["weighed"]) if part.get("expected")), None)
    weights = found["weighed"].get("weights", {})
    leaned = sorted((name for name in weights if weights[name] > 0.1), key=lambda name: -weights[name])[:MOST_FAINT]
    compared = [told for told in one["compared"] if told["area"] in leaned]
    without = None
    if expected is not None:
        points = [Point(month, figure) for month, figure in zip(months, expected["expected"], strict=True)]
        without = Line(gettext("To be expected"), [point for point in points if point.month >= found["after"][0]])
    return before_after(
        wording.outcome_label(Outcome(one["outcome"])),
        _line(one["target"], window, inputs["along"], language),
        [_line(told, window, inputs["along"], language) for told in compared],
        since=Mark(found["after"][0], gettext("measure")),
        without=without,
        unit=wording.counted_label(one["counted"]) if one["outcome"] != Outcome.DANGER else "",
        source=one["publisher"],
    )


def _apart(first: str, last: str) -> int:
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7])


def _line(told: Told, window: list[str], along: str, language: str) -> Line:
    figures = {after(told["first"], step): figure for step, figure in enumerate(told["figures"])}
    return Line(area_name(told["area"], along, language), [Point(month, figures.get(month)) for month in window])
