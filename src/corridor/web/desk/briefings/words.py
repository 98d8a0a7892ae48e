"""Words of briefings: versions, levels, what stops a sentence, what a figure tells, the headings of a skeleton."""

from __future__ import annotations

from urllib.parse import parse_qs

from django.utils.translation import gettext, override

from corridor import shelf
from corridor.core.briefings.codes import Asks, Language, Level, NoFigure, Placed, Stops, Version
from corridor.core.briefings.records import Binding
from corridor.core.displacement.codes import Outcome
from corridor.core.series.records import Scope
from corridor.web.desk.displacement.wording import outcome_label
from corridor.web.desk.pages.imports import State
from corridor.web.desk.series.words import series_words


def version_words(version: Version) -> str:
    """Return what a version is called."""
    return {Version.FULL: gettext("Full version"), Version.OPEN: gettext("Open version")}[version]


def level_words(level: Level, language: str) -> str:
    """Return how far a version goes, as the marking is called."""
    return shelf.presets()[level.value].labels[language]


def stop_state(reason: Stops) -> State:
    """Return why a sentence stops every version, in words."""
    said = {
        Stops.LOOSE: gettext("a typed number that is not bound"),
        Stops.UNBOUND: gettext("a place without a figure"),
        Stops.GONE: gettext("its source is gone or says nothing of it any more"),
        Stops.STRICTER: gettext("what it rests on may go less far than before"),
        Stops.CHANGED: gettext("its figure changed"),
    }
    return State(reason.value, said[reason], "stopped" if reason is not Stops.CHANGED else "working")


def asks_words(asks: Asks) -> str:
    """Return what a figure tells."""
    return {
        Asks.VALUE: gettext("The figure of one month"),
        Asks.SUM: gettext("The sum of several months"),
        Asks.CHANGE: gettext("The change from earlier months, in percent"),
        Asks.LATEST: gettext("The figure of the latest month told"),
        Asks.PERIOD: gettext("The name of a month, or of several"),
        Asks.REFERENCE: gettext("A reference figure"),
        Asks.FORECAST: gettext("The forecast of one month ahead, with its interval"),
        Asks.SHIFT: gettext("A shift along a route, with its uncertainty"),
        Asks.ASSESSMENT: gettext("What followed a measure, as an assessment that was kept found it"),
        Asks.CHART: gettext("A chart"),
        Asks.MAP: gettext("A map"),
    }[asks]


def question_words(binding: Binding) -> str:
    """Return the question behind a figure."""
    scope = Scope.parse(binding.about) if binding.about else None
    months = "–".join(dict.fromkeys(month for month in (binding.since, binding.until) if month))
    base = "–".join(dict.fromkeys(month for month in (binding.base_since, binding.base_until) if month))
    beside = Scope.parse(binding.beside) if binding.beside else None
    series = [series_words(one) for one in (scope, beside) if one is not None]
    parts = [asks_words(binding.asks), *series, *_estimate_words(binding), months]
    parts.append(gettext("from %(months)s") % {"months": base} if base else "")
    return " · ".join(part for part in parts if part)


def _estimate_words(binding: Binding) -> tuple[str, ...]:
    """Return of which outcome and which area an estimate is; nothing of another figure."""
    if binding.asks is not Asks.ASSESSMENT:
        return ()
    told = parse_qs(binding.beside)
    outcome, area = (told.get(name, [""])[0] for name in ("outcome", "area"))
    return (outcome_label(Outcome(outcome)) if outcome in set(Outcome) else "", area)


def no_figure_words(reason: NoFigure) -> str:
    """Return why a typed number is no figure."""
    return {
        NoFigure.DATE: gettext("a date or a year"),
        NoFigure.CLAUSE: gettext("a number of a law, clause or document"),
        NoFigure.NAME: gettext("part of a name"),
        NoFigure.COUNTING: gettext("a number of the text itself, as in “three reasons”"),
    }[reason]


def why_left_out(placed: Placed, *, is_full_only: bool) -> str:
    """Return why a version does not show a sentence."""
    if is_full_only:
        return gettext("You keep it for the full version.")
    if placed is Placed.REPLACED:
        return gettext("What it rests on may not go so far; your other wording stands instead.")
    return gettext("What it rests on may not go so far.")


def skeleton(language: Language) -> tuple[str, ...]:
    """Return the headings of a threat assessment in a language."""
    with override(language.value):
        return (
            gettext("Question and scope"),
            gettext("Key judgements"),
            gettext("Routes and places"),
            gettext("How smuggling is organised"),
            gettext("Danger to the people smuggled"),
            gettext("What may come"),
            gettext("What is not known"),
            gettext("Options, and whom they may harm"),
        )
