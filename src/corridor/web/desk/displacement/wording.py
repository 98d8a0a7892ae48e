"""Says what was found of a measure: never as a cause, and never as no effect where too little is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext, ngettext

from corridor.core.displacement.codes import Change, Lack, Outcome, Part, Verdict
from corridor.core.displacement.rules.together import held
from corridor.core.series.codes import Counted
from corridor.web.design.shown import MINUS, isolated
from corridor.web.desk.pages.imports import State

MANY_TIMES = 3.0
MOST_TIMES = 1000


def outcome_label(outcome: Outcome) -> str:
    """Return what an outcome is called."""
    return {
        Outcome.MOVEMENTS: gettext("People and detections"),
        Outcome.DEATHS: gettext("Deaths"),
        Outcome.DANGER: gettext("Deaths for 1,000 crossings"),
        Outcome.VIOLENCE: gettext("Violence: violations of rights"),
        Outcome.PRICE: gettext("Price for one person"),
        Outcome.DETOUR: gettext("Length of a leg"),
    }[outcome]


def counted_label(counted: str) -> str:
    """Return what a series counts."""
    return {
        Counted.DETECTIONS.value: gettext("detections of crossings"),
        Counted.PEOPLE.value: gettext("people"),
        Counted.PEOPLE_CONCERNED.value: gettext("people concerned by incidents"),
        Counted.DEATHS.value: gettext("recorded deaths"),
        Counted.INCIDENTS.value: gettext("recorded incidents"),
    }.get(counted, counted)


def lack_text(lack: Lack) -> str:
    """Return why something cannot be assessed, in a sentence."""
    return {
        Lack.NOTHING_TOLD: gettext("No source that you may read tells of it here."),
        Lack.DAY_UNKNOWN: gettext("Nobody says in which month the measure began."),
        Lack.TOO_FEW_BEFORE: gettext("Fewer than 24 months are told before the measure."),
        Lack.TOO_FEW_AFTER: gettext("Fewer than 6 whole months are told after the measure, while it stood."),
        Lack.MONTHS_MISSING: gettext("More than one month in ten is missing."),
        Lack.MOSTLY_ZERO: gettext("In most months before, nothing is recorded."),
        Lack.BROKEN: gettext("The figures mean something else since a month in between, or too few months since then."),
        Lack.NEVER_VARIES: gettext("The figures before do not vary, so that nothing says how far chance goes."),
        Lack.NO_COMPARISON: gettext("There are fewer than two areas to compare with. Choose some."),
        Lack.POOR_FIT: gettext("The chosen areas do not move as this one did before: choose others."),
        Lack.TOO_FEW_PLACEBOS: gettext("There are fewer than 19 areas and months without a measure to tell chance by."),
        Lack.TOO_FEW_FIGURES: gettext("Fewer than six figures are told before, or fewer than six after."),
    }[lack]


def state_of(told: Mapping[str, Any]) -> State:
    """Return what an estimate says, in a word."""
    if "lack" in told:
        return State("unassessed", gettext("cannot be assessed"), "neutral")
    return {
        Change.ROSE: State("rose", gettext("rose"), "attention"),
        Change.FELL: State("fell", gettext("fell"), "attention"),
        Change.NOT_TOLD_APART: State("not-told-apart", gettext("not told apart from chance"), "neutral"),
    }[Change(told["change"])]


def factor_text(factor: float) -> str:
    """Return a factor as people say it: in per cent, and in times where it is large."""
    if factor >= MOST_TIMES:
        return isolated(f">{MOST_TIMES}×")
    if factor >= MANY_TIMES:
        return isolated(f"{factor:.1f}×" if factor < 10 else f"{factor:.0f}×")
    percent = round((factor - 1) * 100)
    sign = MINUS if percent < 0 else "+" if percent > 0 else ""
    return isolated(f"{sign}{abs(percent)} %")


def sentence(told: Mapping[str, Any], against: str) -> str:
    """Return what an estimate says, with its interval and what it is measured against; or why there is none.

    Args:
        against: What it is relative to, in words.
    """
    if "lack" in told:
        return lack_text(Lack(told["lack"]))
    words = {
        "change": factor_text(told["factor"]),
        "low": factor_text(told["low"]),
        "high": factor_text(told["high"]),
        "against": against,
    }
    match Change(told["change"]):
        case Change.ROSE:
            return gettext("Rose: %(change)s (95 %% interval: %(low)s to %(high)s), relative to %(against)s.") % words
        case Change.FELL:
            return gettext("Fell: %(change)s (95 %% interval: %(low)s to %(high)s), relative to %(against)s.") % words
        case _:
            text = gettext(
                "Cannot be told apart from chance: between %(low)s and %(high)s, relative to %(against)s. That is not "
                "the same as no change."
            )
            return text % words


def tried_text(told: Sequence[Mapping[str, Any]]) -> str:
    """Return how many comparisons were tried, and how many stand out; of many, some do by chance."""
    if not told:
        return ""
    text = ngettext(
        "%(tried)s comparison was tried; by chance alone one in twenty stands out.",
        "%(tried)s comparisons were tried; by chance alone one in twenty stands out.",
        len(told),
    ) % {"tried": len(told)}
    counts = gettext(
        "Standing out by themselves: %(alone)s. Standing out where all are taken together (Holm): %(held)s."
    )
    words = {
        "alone": sum(one["change"] != Change.NOT_TOLD_APART for one in told),
        "held": held([one["chance"] for one in told]),
    }
    return f"{text} {counts % words}"


def explanations(outcome: Outcome, counted: str) -> tuple[str, ...]:
    """Return the other explanations that stand beside what was found: what an estimate cannot rule out."""
    detected = gettext(
        "Detections rise and fall with the effort to detect: more patrols see more, moved patrols see less here."
    )
    found = {
        Outcome.MOVEMENTS: (detected,) if counted == Counted.DETECTIONS else (),
        Outcome.DEATHS: (
            gettext("Recorded deaths depend on who looks; where nobody is left to look, fewer are found."),
        ),
        Outcome.DANGER: (
            gettext("Both figures are recorded ones and lower than the true ones; the rate moves with either record."),
            detected,
        ),
        Outcome.VIOLENCE: (gettext("Violations are recorded where somebody is there to record them."),),
        Outcome.PRICE: (gettext("Prices are told by few; they follow demand, season and the means of transport too."),),
        Outcome.DETOUR: (gettext("A leg that nobody has told of may exist; legs that are new to us need not be new."),),
    }[outcome]
    return (
        *found,
        gettext("Something else may have happened in the same months: war, weather, work, another measure, demand."),
    )


def against_itself() -> str:
    """Return what an interrupted series is relative to."""
    return gettext("its own course before, carried on with trend and season")


def against_others() -> str:
    """Return what a weighed comparison is relative to."""
    return gettext("a weighed mean of the chosen areas")


def against_before() -> str:
    """Return what single figures are relative to."""
    return gettext("what was told of the 24 months before")


def part_label(part: Part) -> str:
    """Return what a plan needs."""
    return {
        Part.HARM_CHECK: gettext("the harm check"),
        Part.CONSULTATION: gettext("a consultation of the community that stands"),
        Part.REVIEW_DATE: gettext("a day of review to come"),
    }[part]


def verdict_label(verdict: Verdict) -> str:
    """Return what a review decides."""
    return {
        Verdict.CONTINUE: gettext("goes on as it is"),
        Verdict.CHANGE: gettext("goes on changed"),
        Verdict.END: gettext("ends"),
    }[verdict]
