"""Words of causes. None of them says what made anybody leave: two lines move together, or they do not."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from corridor import shelf
from corridor.core.causes.codes import Grain, Outcome, Unassessed, Verdict
from corridor.core.causes.records import AreaLine
from corridor.web.desk.causes.queries import UNIT_OF_COUNTS
from corridor.web.desk.statements.models import Dataset


def line_words(line: AreaLine, language: str) -> str:
    """Return what a line counts or measures."""
    if line.unit == UNIT_OF_COUNTS:
        return {
            Outcome.DETECTIONS: gettext("Crossings detected, by origin as published"),
            Outcome.PEOPLE: gettext("People counted, by origin as published"),
            Outcome.APPLICATIONS: gettext("Asylum applications, by origin as published"),
        }[Outcome(line.code)]
    vocabulary = shelf.registry().vocabulary_of("area_indicator")
    term = vocabulary.terms.get(line.code) if vocabulary is not None else None
    return term.labels[language] if term is not None else line.code


def unit_words(line: AreaLine, language: str) -> str:
    """Return the unit of a line, with the period that its figures are for."""
    period = gettext("a month") if line.grain is Grain.MONTH else gettext("a year")
    if line.unit == UNIT_OF_COUNTS:
        return period
    vocabulary = shelf.registry().vocabulary_of("reading_unit")
    term = vocabulary.terms.get(line.unit) if vocabulary is not None else None
    return f"{term.labels[language] if term is not None else line.unit} · {period}"


def source_words(line: AreaLine, sources: Mapping[str, Dataset]) -> str:
    """Return who publishes a line."""
    row = sources.get(line.source)
    return row.title or row.publisher or line.source if row is not None else line.source


def named(line: AreaLine, sources: Mapping[str, Dataset], language: str) -> str:
    """Return a line in words: what it is, its unit, its source."""
    return f"{line_words(line, language)} ({unit_words(line, language)}; {source_words(line, sources)})"


def verdict_words(verdict: Verdict) -> str:
    """Return what can be said of an indicator and the outcome."""
    return {
        Verdict.TOGETHER: gettext("moves together with it"),
        Verdict.NOT_FOUND: gettext("no association found"),
        Verdict.UNASSESSED: gettext("cannot be assessed"),
    }[verdict]


def unassessed_words(reason: Unassessed) -> str:
    """Return why an association cannot be assessed."""
    return {
        Unassessed.TOO_SHORT: gettext("too few changes are known of both at the same time"),
        Unassessed.STANDS_STILL: gettext("one of the two hardly changes"),
        Unassessed.NOTHING_TOLD: gettext("nothing is told"),
    }[reason]


def lag_words(lag: int, grain: Grain) -> str:
    """Return by how much an indicator comes before the outcome."""
    if not lag:
        return gettext("in the same period")
    if grain is Grain.MONTH:
        return gettext("months before: %(lag)s") % {"lag": lag}
    return gettext("years before: %(lag)s") % {"lag": lag}
