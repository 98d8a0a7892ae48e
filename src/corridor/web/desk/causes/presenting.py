"""Puts what is measured of an area, and what was found, into the words of the page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from corridor.core.causes.codes import Grain, Unassessed, Verdict
from corridor.core.causes.records import AreaLine, Association
from corridor.core.causes.rules import FALSE_SHARE, FEWEST, LAGS
from corridor.core.kernel.months import between
from corridor.web.design.charts.lines import lines
from corridor.web.design.charts.records import Chart, Line, Point
from corridor.web.design.charts.words import figures
from corridor.web.design.pieces import Choice
from corridor.web.design.shown import isolated
from corridor.web.desk.causes import queries, words
from corridor.web.desk.causes.queries import Question, Told
from corridor.web.desk.pages.causes import AssociationRow, CausesPage
from corridor.web.desk.series.models import Worked
from corridor.web.desk.statements.presenting import country_label

TONES = {Verdict.TOGETHER: "info", Verdict.NOT_FOUND: "neutral", Verdict.UNASSESSED: "warning"}


def address(question: Question, **changed: str) -> str:
    """Return the address of a question, some of it changed."""
    said = {
        "area": question.area,
        "outcome": question.outcome,
        "beside": question.beside,
        "years": "yes" if question.by_year else "",
        **changed,
    }
    return f"{reverse('desk:causes')}?{urlencode({name: value for name, value in said.items() if value})}"


def causes_page(areas: tuple[str, ...], told: Told, work: Worked | None, language: str) -> CausesPage:
    """Return the page: the two lines in panels of their own, and what was found of every indicator."""
    question, outcome, beside = told.question, told.outcome, told.beside
    state = _state(told, work)
    found = queries.associations_in(work.answer, told) if work is not None and work.answer and state == "done" else ()
    labelled = sorted((country_label(area, language), area) for area in areas)
    chosen = [line for line in (outcome, beside) if line is not None]
    offered = [line for line in told.indicators if outcome is None or line.key != outcome.key]
    return CausesPage(
        areas=tuple(Choice(area, label, area == question.area) for label, area in labelled),
        outcomes=_choices(told, told.outcomes, outcome, language),
        besides=_choices(told, offered, beside, language),
        by_year=question.by_year,
        area=country_label(question.area, language) if question.area else "",
        panels=_panels(told, chosen, language),
        notes=_notes(told),
        sources=_sources(told, chosen),
        apart=tuple(words.named(line, told.sources, language) for line in told.apart),
        state=state,
        ask_url=address(question) if state in ("asked", "failed") else "",
        tried=len(told.comparable) * len(LAGS[outcome.grain]) if outcome is not None else 0,
        rows=tuple(_row(one, told, language) for one in found),
        export_url=reverse("desk:causes-table") + "?" + address(question).partition("?")[2] if found else "",
    )


def _state(told: Told, work: Worked | None) -> str:
    if told.outcome is None or not told.comparable:
        return "none"
    return "asked" if work is None else str(work.state)


def _choices(
    told: Told, offered: tuple[AreaLine, ...] | list[AreaLine], chosen: AreaLine | None, language: str
) -> tuple[Choice, ...]:
    return tuple(
        Choice(line.key, words.named(line, told.sources, language), chosen is not None and line.key == chosen.key)
        for line in offered
    )


def _panels(told: Told, chosen: list[AreaLine], language: str) -> tuple[Chart, ...]:
    """Return a panel for each line, one below the other: each has its own unit and scale, and shares no axis."""
    return tuple(
        lines(
            words.line_words(line, language),
            [Line(words.line_words(line, language), _points(line, chosen))],
            unit=words.unit_words(line, language),
            source=words.source_words(line, told.sources),
        )
        for line in chosen
    )


def _points(line: AreaLine, chosen: list[AreaLine]) -> list[Point]:
    """Return the points of a line from the first to the last period that any line of its kind on the page tells."""
    told = sorted(period for other in chosen if other.grain is line.grain for period in other.values)
    if not told:
        return []
    years = (str(year) for year in range(int(told[0][:4]), int(told[-1][:4]) + 1))
    periods = between(told[0], told[-1]) if line.grain is Grain.MONTH else years
    return [Point(period, line.values.get(period), line.values.get(period)) for period in periods]


def _notes(told: Told) -> tuple[str, ...]:
    notes = []
    if told.outcome is not None and told.beside is not None and told.outcome.grain is not told.beside.grain:
        notes.append(gettext("One is told for months and the other for years: they are not compared."))
    if any(line.added_up for line in (told.outcome, told.beside) if line is not None):
        notes.append(gettext("Years were made of months, of those years of which all twelve are told."))
    units = {line.unit for line in told.indicators if told.beside is not None and line.code == told.beside.code}
    if len(units) > 1:
        notes.append(gettext("This indicator is told in several units; each is a line of its own, and none is joined."))
    return tuple(notes)


def _sources(told: Told, chosen: list[AreaLine]) -> tuple[str, ...]:
    rows = [told.sources[line.source] for line in chosen if line.source in told.sources]
    return tuple(dict.fromkeys(" · ".join(part for part in (row.credit, row.licence) if part) for row in rows))


def _row(one: Association, told: Told, language: str) -> AssociationRow:
    line = next(line for line in told.comparable if line.key == one.line)
    write, best = figures(language), one.best
    common = {
        "title": words.line_words(line, language),
        "unit": words.unit_words(line, language),
        "source": words.source_words(line, told.sources),
        "verdict": words.verdict_words(one.verdict),
        "tone": TONES[one.verdict],
        "beside_url": address(told.question, beside=line.key),
    }
    if best is None or best.rho is None:
        return AssociationRow(**common, why=words.unassessed_words(one.reason or Unassessed.NOTHING_TOLD))
    return AssociationRow(
        **common,
        why="",
        lag=words.lag_words(best.lag, line.grain),
        rho=isolated(write(round(best.rho, 2))),
        interval=isolated(f"{write(round(best.low or 0.0, 2))} … {write(round(best.high or 0.0, 2))}"),
        q=isolated(write(round(best.q, 3))) if best.q is not None else "",
        pairs=str(best.pairs),
    )


def method(grain: Grain) -> tuple[str, ...]:
    """Return how it was worked out, in sentences."""
    told = {"share": int(FALSE_SHARE * 100), "fewest": FEWEST[grain]}
    return (
        gettext("Compared are changes from one period to the next, with the season of months taken out."),
        gettext("An indicator is put up to some periods before the outcome, never after it."),
        gettext("At least %(fewest)s changes must be known of both at the same time.") % told,
        gettext(
            "Chance is measured by shuffling blocks of neighbouring periods, and corrected for all that was tried: of "
            "what is found, about %(share)s in 100 is chance."
        )
        % told,
    )
