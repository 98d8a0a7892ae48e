"""Lays out the hub of analyses, the list of series, and one series with the table behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.series.codes import NOTED, Counted, State
from corridor.core.series.errors import ScopeDiffers
from corridor.core.series.records import Break, Scope, Series, Value
from corridor.web.base.marks.presets import presets
from corridor.web.design.charts.lines import lines
from corridor.web.design.charts.multiples import Panel, multiples
from corridor.web.design.charts.records import Chart, Line, Mark, points_of
from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.design.shown import number, span
from corridor.web.desk.imports.queries import presets_for
from corridor.web.desk.pages.imports import State as Tag
from corridor.web.desk.pages.series import (
    AnalysisPage,
    AnalysisRow,
    BreakForm,
    BreakRow,
    MonthRow,
    SeriesListPage,
    SeriesPage,
    SeriesRow,
    SourcePart,
)
from corridor.web.desk.series import words
from corridor.web.desk.series.forms import ALONG, MOST_TOGETHER, Asked
from corridor.web.desk.series.hub import ENTRIES
from corridor.web.desk.series.queries import Shown
from corridor.web.desk.statements.presenting import country_label, marking_badge

MOST_DRAWN = 6
"""So many small drawings of one source stand in the list, those with the highest figures; all stand in its table."""

PARTS_DRAWN = 4
"""So many sources have drawings in the list; the others have tables and their own pages."""

MOST_LISTED = 40
LATEST_MONTHS = 72
"""A small drawing shows so many months, the latest; the page of the series shows all."""

TONES = {State.TOLD: "neutral", State.ZERO: "neutral", State.MISSING: "attention"}


def analysis_page(officer: Officer) -> AnalysisPage:
    """Return the analyses that the officer's function may open."""
    return AnalysisPage(
        tuple(
            AnalysisRow(gettext(label), gettext(about), reverse(name))
            for name, permission, label, about in ENTRIES
            if permission in officer.permissions
        )
    )


def list_page(officer: Officer, asked: Asked, found: Sequence[Series]) -> SeriesListPage:
    """Return what is counted, each source apart."""
    by_source: dict[tuple[str, str, str], list[Series]] = {}
    for one in found:
        by_source.setdefault((one.scope.source, one.scope.edition, one.scope.kind), []).append(one)
    by = asked.by or "whole"
    return SeriesListPage(
        action=reverse("desk:all-series"),
        counted=tuple(Choice(one.value, words.counted_words(one), one is asked.counted) for one in Counted),
        by=tuple(Choice(part or "whole", _by_words(part), (part or "whole") == by) for part in ALONG),
        worlds=_worlds(asked),
        world="invented" if asked.invented else "",
        unit=words.unit_words(asked.counted),
        parts=tuple(_part(n, of, asked) for n, of in enumerate(by_source.values())),
        import_url=reverse("desk:imports") if Permission.IMPORT_RUN in officer.permissions else "",
        problems=asked.problems,
    )


def _by_words(part: str) -> str:
    return {"route": gettext("By route"), "country": gettext("By country"), "": gettext("As a whole")}[part]


def _worlds(asked: Asked) -> tuple[Choice, ...]:
    if not settings.DEMONSTRATION:
        return ()
    here = {"counted": asked.counted.value, "by": asked.by or "whole"}
    return tuple(
        Choice(f"{reverse('desk:all-series')}?{urlencode({**here, **world})}", label, asked.invented == bool(world))
        for world, label in (({}, gettext("Published series")), ({"world": "invented"}, gettext("Invented corridor")))
    )


def _part(place: int, of: Sequence[Series], asked: Asked) -> SourcePart:
    first = of[0]
    ranked = sorted(of, key=lambda one: (-sum(value.high for value in one.values), one.scope))
    return SourcePart(
        key=f"part-{place}",
        title=words.source_words(first),
        edition=first.scope.edition,
        about=words.meaning_of(first.scope),
        released_on=first.publisher.released_on,
        loaded_on=first.publisher.loaded_on,
        chart=_small(ranked[:MOST_DRAWN], asked) if place < PARTS_DRAWN else None,
        rows=tuple(_series_row(one) for one in ranked[:MOST_LISTED]),
        more=max(0, len(ranked) - MOST_LISTED),
    )


def _small(of: Sequence[Series], asked: Asked) -> Chart | None:
    drawn = [one for one in of if one.values]
    if not drawn:
        return None
    return multiples(
        words.series_words(Scope(asked.counted, drawn[0].scope.kind)),
        [
            Panel(words.scope_words(one.scope), points_of(one.values[-LATEST_MONTHS:]), _marks(one, LATEST_MONTHS))
            for one in drawn
        ],
        is_common=False,
        unit=words.unit_words(asked.counted),
        source=words.source_words(drawn[0]),
    )


def _marks(of: Series, months: int = 0) -> tuple[Mark, ...]:
    since = of.months[-months:][0] if of.values else ""
    return tuple(Mark(one.month, words.reason_words(one.reason)) for one in of.breaks if one.month >= since)


def _series_row(of: Series) -> SeriesRow:
    return SeriesRow(
        title=words.scope_words(of.scope),
        url=address_of(of.scope),
        since=of.first,
        until=of.last,
        told=sum(value.state is State.TOLD for value in of.values),
        zero=len(of.zeros),
        missing=len(of.missing),
        breaks=len(of.breaks),
        undated=of.undated,
    )


def address_of(scope: Scope, beside: Sequence[Scope] = ()) -> str:
    """Return where a series is shown, and others of its scope but for the route beside it."""
    further = urlencode([("with", one.key) for one in beside])
    here = reverse("desk:one-series", args=[scope.key])
    return f"{here}?{further}" if further else here


def series_page(
    officer: Officer,
    shown: Shown,
    typed: Mapping[str, str] | None = None,
    problems: tuple[FormProblem, ...] = (),
    refused: str = "",
) -> SeriesPage:
    """Return one series, or several in one chart, with the table behind them.

    Args:
        typed: A break as it was typed, with its `problems`, where it could not be noted.
        refused: Why other series are not laid in the same chart, where they were asked for.
    """
    first, scopes = shown.series[0], tuple(one.scope for one in shown.series)
    language = get_language() or "en"
    return SeriesPage(
        title=words.series_words(first.scope),
        counted=words.counted_words(first.scope.counted),
        unit=words.unit_words(first.scope.counted),
        scope=_scope_parts(first.scope, language),
        source=words.source_words(first),
        edition=first.scope.edition,
        credit=first.publisher.credit,
        licence=first.publisher.licence,
        released_on=first.publisher.released_on,
        loaded_on=first.publisher.loaded_on,
        is_invented=first.scope.is_invented,
        note=words.meaning_of(first.scope),
        chart=_chart(shown.series),
        months=_months(first, language),
        missing=first.missing,
        zeros=tuple(value.month for value in first.values if value.state is State.ZERO),
        undated=first.undated,
        breaks=tuple(_break_row(officer, one, language) for one in first.breaks),
        revised=len(first.revised),
        beside=_beside(shown.scopes, scopes),
        beside_action=address_of(first.scope),
        together=tuple(Link(words.series_words(one), address_of(one)) for one in scopes[1:]),
        form=_form(officer, first, typed or {}, problems, language),
        export_url=_export_url(officer, scopes),
        back_url=_back_url(first.scope),
        problems=(FormProblem("", refused),) if refused else (),
    )


def apart_words(part: str) -> str:
    """Return why two series cannot stand in one line, by the part of the scope in which they differ."""
    told = {"part": words.part_words(part), "code": ScopeDiffers.code}
    return gettext("Figures that differ in %(part)s cannot stand in one line (%(code)s). Look at each alone.") % told


def _scope_parts(scope: Scope, language: str) -> tuple[tuple[str, str], ...]:
    parts = [(gettext("Route"), scope.route)] if scope.route else []
    parts += [(gettext("Country"), country_label(scope.country, language))] if scope.country else []
    return tuple(parts)


def _chart(of: Sequence[Series]) -> Chart | None:
    if not any(one.values for one in of):
        return None
    first = of[0]
    return lines(
        words.series_words(first.scope) if len(of) == 1 else words.counted_words(first.scope.counted),
        [Line(words.scope_words(one.scope), points_of(one.values)) for one in of],
        marks=[mark for one in of for mark in _marks(one)] if len(of) == 1 else (),
        unit=words.unit_words(first.scope.counted),
        source=words.source_words(first),
    )


def _months(of: Series, language: str) -> tuple[MonthRow, ...]:
    broken = {one.month for one in of.breaks}
    return tuple(
        MonthRow(
            month=value.month,
            figure="" if value.state is State.MISSING else span(value.low, value.high, language),
            of=number(value.of, language) if value.state is State.TOLD else "",
            state=_tag(value),
            earlier=span(*of.revised[value.month], language) if value.month in of.revised else "",
            is_break=value.month in broken,
        )
        for value in reversed(of.values)
    )


def _tag(value: Value) -> Tag:
    return Tag(value.state.value, words.state_words(value.state), TONES[value.state])


def _break_row(officer: Officer, one: Break, language: str) -> BreakRow:
    is_link = one.by.startswith("https://")
    is_own = bool(one.uid) and one.by == officer.reader.authority and Permission.BREAK_NOTE in officer.permissions
    return BreakRow(
        month=one.month,
        reason=words.reason_words(one.reason),
        words=one.words,
        by=gettext("the source itself") if is_link else one.by or gettext("seen in the series"),
        url=one.by if is_link else "",
        withdraw_url=reverse("desk:series-break-withdraw", args=[one.uid]) if is_own else "",
        marking=None if one.mark is None else marking_badge(one.mark, language),
    )


def _beside(known: Sequence[Scope], shown: Sequence[Scope]) -> tuple[Choice, ...]:
    """Return the series that can be laid in the same chart: those that differ in the route alone."""
    first = shown[0]
    if not first.route or len(shown) > MOST_TOGETHER:
        return ()
    like = [one for one in known if one.route and one != first and _but_for_route(one) == _but_for_route(first)]
    return tuple(Choice(one.key, one.route, one in shown) for one in like)


def _but_for_route(scope: Scope) -> tuple[str, ...]:
    return (scope.counted.value, scope.kind, scope.country, scope.source, scope.edition)


def _form(
    officer: Officer, of: Series, typed: Mapping[str, str], problems: tuple[FormProblem, ...], language: str
) -> BreakForm | None:
    if Permission.BREAK_NOTE not in officer.permissions or not of.values:
        return None
    offered, marking = presets(), typed.get("marking", "own-authority")
    return BreakForm(
        action=reverse("desk:series-break", args=[of.scope.key]),
        month=typed.get("month", "")[:7],
        words=typed.get("words", "")[:300],
        reasons=tuple(Choice(one.value, words.reason_words(one), one.value == typed.get("reason")) for one in NOTED),
        markings=tuple(
            Choice(name, offered[name].labels[language], name == marking)
            for name, preset in presets_for(officer).items()
            if not preset.needs_recipients
        ),
        problems=problems,
    )


def _export_url(officer: Officer, scopes: Sequence[Scope]) -> str:
    if Permission.ENTITY_EXPORT not in officer.permissions:
        return ""
    further = urlencode([("with", one.key) for one in scopes[1:]])
    here = reverse("desk:series-take-along", args=[scopes[0].key])
    return f"{here}?{further}" if further else here


def _back_url(scope: Scope) -> str:
    by = "route" if scope.route else "country" if scope.country else "whole"
    told = {"counted": scope.counted.value, "by": by} | ({"world": "invented"} if scope.is_invented else {})
    return f"{reverse('desk:all-series')}?{urlencode(told)}"
