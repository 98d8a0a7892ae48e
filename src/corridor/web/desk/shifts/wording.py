"""Words for shifts: what is said of one, of its rivals, and of how it is found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext, ngettext

from corridor.core.shifts.codes import Rival, Verdict, Weight
from corridor.core.shifts.rules.along import LEVEL
from corridor.web.design.shown import MINUS, isolated, locale_of, named, number
from corridor.web.desk.pages.imports import State

TONES = {Weight.AGAINST: "good", Weight.FOR: "attention", Weight.UNKNOWN: "neutral"}

LEAST_SHOWN = 0.001
"""What is smaller is said to be smaller than this."""


def whole(figure: float) -> str:
    """Return a figure without its fractions, in the page's language."""
    return number(round(figure), get_language() or "en")


def share(part: float) -> str:
    """Return a part of 1 in per cent, with a digit after the point where it is small."""
    least = max(part, LEAST_SHOWN) if part else 0
    pattern = "#,##0.#" if least < 0.1 else "#,##0"
    told = format_decimal(least * 100, format=pattern, locale=locale_of(get_language() or "en")) + "\u202f%"
    return told if part == least else f"<\u202f{told}"


def change(by: float) -> str:
    """Return a change in per cent, or how many times as many where it is more than twice."""
    if by >= 1:
        return isolated("×\u202f" + format_decimal(1 + by, format="#,##0.#", locale=locale_of(get_language() or "en")))
    sign = MINUS if by < 0 else "+"
    return isolated(f"{sign}{share(abs(by))}")


def between(low: float, high: float) -> str:
    """Return the two changes between which one lies."""
    return gettext("%(low)s to %(high)s") % {"low": change(low), "high": change(high)}


def said_of(shift: Mapping[str, Any]) -> tuple[str, ...]:
    """Return a shift in sentences: the lag, what was taken up, and how much of it may be chance."""
    lag = int(shift["lag"])
    later = (
        ngettext(
            "The rise is clearest %(count)s month after the fall.",
            "The rise is clearest %(count)s months after the fall.",
            lag,
        )
        % {"count": lag}
        if lag
        else gettext("Both are clearest in the same months.")
    )
    return later, taken_up(shift["share"]), chance(float(shift["chance"]))


def taken_up(part: Mapping[str, float] | None) -> str:
    """Return how the rise compares with the fall."""
    if part is None:
        return gettext(
            "How large the rise is beside the fall cannot be assessed: the fall in figures is not sure enough."
        )
    return gettext("The rise is %(middle)s of the fall (95%% interval %(low)s to %(high)s).") % {
        "middle": isolated(share(part["middle"])),
        "low": isolated(share(part["low"])),
        "high": isolated(share(part["high"])),
    }


def chance(part: float) -> str:
    """Return how much of what is proposed, down to a shift, may be chance."""
    return gettext(
        "Of all pairs that are proposed down to this one, %(share)s are expected to be chance alone, "
        "after correction for all pairs, months and lags."
    ) % {"share": isolated(share(part))}


def rival_label(rival: Rival) -> str:
    """Return what another explanation is called."""
    return {
        Rival.SEASON: gettext("Season"),
        Rival.REPORTING: gettext("A change in reporting"),
        Rival.DEMAND: gettext("Demand"),
        Rival.OTHER_ROUTES: gettext("Other routes"),
        Rival.EARLIER: gettext("A rise that was under way"),
        Rival.MEETING: gettext("Two histories that meet by accident"),
    }[rival]


def weight_of(weight: Weight) -> State:
    """Return on which side something weighs."""
    label = {
        Weight.AGAINST: gettext("does not explain it"),
        Weight.FOR: gettext("may explain it"),
        Weight.UNKNOWN: gettext("cannot be assessed"),
    }[weight]
    return State(weight.value, label, TONES[weight])


def rival_said(rival: Mapping[str, Any]) -> str:
    """Return in one sentence what the figures say of another explanation."""
    kind, weight, figures = Rival(rival["kind"]), Weight(rival["weight"]), rival["figures"]
    if kind is Rival.SEASON:
        return gettext(
            "The same months of two years are compared. The fall holds in %(fall)s of %(of)s months, "
            "the rise in %(rise)s of %(of)s."
        ) % {name: whole(figures[name]) for name in ("fall", "rise", "of")}
    if kind is Rival.REPORTING:
        return _reporting(weight, figures)
    if kind is Rival.DEMAND:
        return _demand(figures)
    if kind is Rival.OTHER_ROUTES:
        return _others(rival["routes"], int(figures["rose"]))
    if kind is Rival.EARLIER:
        return _earlier(weight, figures)
    return _meeting(weight, figures)


def _reporting(weight: Weight, figures: Mapping[str, float]) -> str:
    if weight is Weight.FOR:
        return gettext(
            "Of the months compared, %(missing)s are missing and filled from their neighbours; "
            "%(breaks)s breaks in definition lie between them."
        ) % {"missing": whole(figures["missing"]), "breaks": whole(figures["breaks"])}
    if weight is Weight.UNKNOWN:
        return gettext("Incidents are counted as they are reported; who reports may have changed.")
    return gettext("One source counts both routes; no month compared is missing, and no break is known between them.")


def _demand(figures: Mapping[str, float]) -> str:
    totals = gettext("All routes together went from %(before)s to %(after)s.") % {
        name: isolated(whole(figures[name])) for name in ("before", "after")
    }
    if "others-fell" not in figures:
        return f"{totals} {gettext('There is no third route to compare with.')}"
    if figures["others-fell"]:
        return f"{totals} {gettext('The other routes fell as well: fewer people may have moved at all.')}"
    if figures["others-rose"]:
        return f"{totals} {gettext('The other routes rose as well: more people may have moved altogether.')}"
    return f"{totals} {gettext('The other routes together did not change beyond the usual.')}"


def _others(routes: list[str], rose: int) -> str:
    if not routes:
        return gettext("No other route rose or fell with them by a size that matters.")
    isolate = [named(one) for one in routes]
    parts = []
    if isolate[:rose]:
        parts.append(gettext("Rose as well: %(routes)s.") % {"routes": " · ".join(isolate[:rose])})
    if isolate[rose:]:
        parts.append(gettext("Fell as well: %(routes)s.") % {"routes": " · ".join(isolate[rose:])})
    return " ".join(parts)


def _earlier(weight: Weight, figures: Mapping[str, float]) -> str:
    if weight is Weight.UNKNOWN:
        return gettext("The year before the fall is not told.")
    told = gettext("In the year before the fall the route that rises had changed by %(by)s.") % {
        "by": change(figures["by"])
    }
    ends = (
        gettext("It rose already, beyond the usual.")
        if weight is Weight.FOR
        else gettext("That is no rise beyond the usual.")
    )
    return f"{told} {ends}"


def _meeting(weight: Weight, figures: Mapping[str, float]) -> str:
    if weight is Weight.UNKNOWN:
        return gettext("The series are too short to slide one along the other.")
    return gettext(
        "Were one history slid along the other, they would meet as clearly in %(share)s of all positions, "
        "by accident alone."
    ) % {"share": isolated(share(figures["share"]))}


def verdict_label(verdict: Verdict, explained_by: str = "") -> str:
    """Return what an officer found."""
    if verdict is Verdict.EXPLAINED and explained_by:
        return gettext("Explained by something else: %(what)s") % {"what": rival_label(Rival(explained_by))}
    return {
        Verdict.PLAUSIBLE: gettext("Plausible: people may have moved from one to the other"),
        Verdict.EXPLAINED: gettext("Explained by something else"),
        Verdict.NOT: gettext("No shift"),
    }[verdict]


def method_of() -> tuple[str, ...]:
    """Return how shifts are found, and how often wrongly."""
    return (
        gettext(
            "Only routes that one source counts in the same way are compared; never nationalities. The mean of a year "
            "(half a year where fewer than six years are told) of each route is compared with the same months of the "
            "year before, on a scale on which equal steps are equal proportions."
        ),
        gettext(
            "A change is measured by how much the route usually changes: what each month carries over from the month "
            "before, read from how it varies about its own level. Both routes must be beyond it, within half a year."
        ),
        gettext(
            "How often chance does as much is asked of invented routes without any shift. Of what is proposed, at most "
            "%(share)s are expected to be chance alone; where nothing moves, the scan raises an alarm no more often."
        )
        % {"share": isolated(share(LEVEL))},
        gettext(
            "Beyond chance does not mean that one was the cause of the other: two large movements also meet by "
            "accident. An officer looks into each, and says what came of it."
        ),
    )
