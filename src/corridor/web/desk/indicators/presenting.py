"""Puts indicators and their readings into the words of their pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from corridor.core.access.records import Officer
from corridor.core.indicators.codes import Measure, Per, Period
from corridor.core.indicators.records import OF_NODE, Definition, Reading
from corridor.core.series.codes import Counted
from corridor.web.design.charts.lines import lines
from corridor.web.design.charts.records import Chart, Line, Point
from corridor.web.design.charts.words import figures, span
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.design.shown import day, isolated
from corridor.web.desk.indicators import queries, words
from corridor.web.desk.indicators.models import Indicator
from corridor.web.desk.pages.indicators import (
    IndicatorFormPage,
    IndicatorPage,
    IndicatorRow,
    IndicatorsPage,
    ReadingRow,
    VersionRow,
)
from corridor.web.desk.series.queries import scopes_of, sheets_for

MOST_PARTS = 300
"""So many series are offered as parts of an indicator; the widest first."""

FIELDS = ("name", "counted", "numerator", "denominator", "per", "period", "method")


def indicators_page(officer: Officer, *, now: datetime, language: str) -> IndicatorsPage:
    """Return the indicators of the officer's authority, each with its last reading."""
    rows = []
    for row in queries.indicators_for(officer):
        found = queries.latest(officer, queries.definition_of(row), now=now, count=1)
        rows.append(
            IndicatorRow(
                name=row.name,
                counted=row.counted,
                url=reverse("desk:indicator", args=[row.about]),
                period=words.period_words(Period(row.period)),
                reading=_reading(found[-1], language) if found else None,
            )
        )
    return IndicatorsPage(
        rows=tuple(rows),
        new_url=reverse("desk:indicator-new") if queries.may_define(officer) else "",
        figures_url=reverse("desk:figures"),
    )


def _reading(reading: Reading, language: str) -> ReadingRow:
    """Return one reading in words: a figure, an interval, or why there is none."""
    if reading.low is None or reading.high is None:
        figure, why = "", words.uncomputed_words(reading.reason) if reading.reason else ""
    else:
        figure, why = isolated(span(reading.low, reading.high, figures(language))), ""
    told = {"told": reading.told, "months": reading.months}
    return ReadingRow(
        period=_period(reading.period, language),
        figure=figure,
        why=why,
        coverage=gettext("%(told)s of %(months)s months are told") % told,
        note=gettext("at least: months are missing") if reading.is_least else "",
    )


def _period(period: str, language: str) -> str:
    if "-Q" in period:
        return gettext("quarter %(quarter)s of %(year)s") % {"quarter": period[-1], "year": period[:4]}
    return day(period, language)


def indicator_page(
    officer: Officer, versions: Sequence[Indicator], readings: Sequence[Reading], *, now: datetime, language: str
) -> IndicatorPage:
    """Return one indicator with its definition, readings and versions."""
    row = versions[0]
    definition = queries.definition_of(row)
    return IndicatorPage(
        name=row.name,
        counted=row.counted,
        numerator=words.part_words(row.numerator),
        denominator=words.part_words(row.denominator),
        unit=words.per_words(definition.per) if row.denominator else "",
        method=row.method,
        as_of=now.date().isoformat(),
        readings=tuple(_reading(one, language) for one in reversed(readings)),
        chart=_chart(definition, readings),
        versions=tuple(_version(one) for one in versions),
        back_url=reverse("desk:indicators"),
        revise_url=reverse("desk:indicator-revise", args=[row.about]) if queries.may_define(officer) else "",
        withdraw_url=reverse("desk:indicator-withdraw", args=[row.about]) if queries.may_define(officer) else "",
    )


def _chart(definition: Definition, readings: Sequence[Reading]) -> Chart | None:
    """Return one line of one definition; counts that are least figures are gaps, since they are not comparable.

    Quarters are told in the table alone: on a line of months, those between would look missing.
    """
    if definition.period is Period.QUARTER:
        return None
    points = [
        Point(one.period, None if one.is_least else one.low, None if one.is_least else one.high) for one in readings
    ]
    if sum(not point.is_missing for point in points) < 2:
        return None
    return lines(definition.name, [Line(definition.name, points)], unit=definition.counted)


def _version(row: Indicator) -> VersionRow:
    parts = [words.part_words(row.numerator), *([words.part_words(row.denominator)] if row.denominator else [])]
    return VersionRow(
        number=row.version,
        since=row.defined_at.date().isoformat(),
        until=row.superseded_at.date().isoformat() if row.superseded_at else "",
        method=row.method,
        parts=" / ".join(parts),
    )


def parts_for(officer: Officer) -> dict[str, str]:
    """Return what a numerator or denominator can be, with its words: measures of the node, then series."""
    found = {f"{OF_NODE}{one.value}": words.measure_words(one) for one in Measure}
    scopes = [scope for counted in Counted for sheet in sheets_for(officer, counted) for scope in scopes_of(sheet)]
    for scope in sorted(scopes, key=lambda one: (bool(one.country), bool(one.route), one))[:MOST_PARTS]:
        found[scope.key] = words.part_words(scope.key)
    return found


def indicator_form_page(
    parts: Mapping[str, str], values: Mapping[str, str], problems: tuple[FormProblem, ...], about: str = ""
) -> IndicatorFormPage:
    """Return the form that defines an indicator, or revises the one that is named."""
    said = {name: values.get(name, "")[:2000] for name in FIELDS}
    own = reverse("desk:indicator", args=[about]) if about else reverse("desk:indicators")
    return IndicatorFormPage(
        title=gettext("Revise the indicator") if about else gettext("Define an indicator"),
        action=reverse("desk:indicator-revise", args=[about]) if about else reverse("desk:indicator-new"),
        back_url=own,
        values=said,
        numerators=_choices(parts, said["numerator"]),
        denominators=_choices(parts, said["denominator"]),
        pers=tuple(Choice(str(int(one)), words.per_words(one), str(int(one)) == said["per"]) for one in Per),
        periods=tuple(Choice(one.value, words.period_words(one), one.value == said["period"]) for one in Period),
        problems=problems,
    )


def _choices(parts: Mapping[str, str], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(name, label, name == chosen) for name, label in parts.items())


def said_by(row: Indicator) -> dict[str, str]:
    """Return what a version says, as the form would send it."""
    return {**{name: str(getattr(row, name)) for name in FIELDS}, "per": str(row.per)}
