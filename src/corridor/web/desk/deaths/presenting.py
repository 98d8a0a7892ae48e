"""Puts the register into the words, figures and addresses of its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.deaths.codes import Reason
from corridor.core.deaths.records import Proposal, Told
from corridor.core.kernel.counts import Count
from corridor.core.kernel.months import between
from corridor.core.picture.records import Question
from corridor.web.design.charts.calendar import calendar
from corridor.web.design.charts.records import Chart, Point
from corridor.web.design.paging import pagination_of
from corridor.web.design.pieces import Choice, FormProblem, Link, Pagination
from corridor.web.design.shown import day, number, span
from corridor.web.desk.deaths.queries import COUNTS, Alike, Entry, Register, Saying
from corridor.web.desk.deaths.remaining import Remainder
from corridor.web.desk.entities.breakdown import remainder
from corridor.web.desk.entities.saying import count_text
from corridor.web.desk.pages import Figure
from corridor.web.desk.pages.deaths import (
    AlikePage,
    AlikeRow,
    DeathRow,
    DeathsForm,
    DeathsPage,
    RemainingRow,
    SayingRow,
    TellingShown,
)
from corridor.web.desk.pages.deaths import Told as Said
from corridor.web.desk.picture.addresses import address, query
from corridor.web.desk.picture.filters import options
from corridor.web.desk.picture.queries import DEEPEST_ROW, PAGE_ROWS, Answer
from corridor.web.desk.statements.presenting import country_label, source_label

REASONS = {
    Reason.SAME_DAY: gettext_noop("the same day"),
    Reason.DAYS_APART: gettext_noop("a few days apart"),
    Reason.DAY_UNSURE: gettext_noop("the day is not told"),
    Reason.SAME_PLACE: gettext_noop("the same place"),
    Reason.PLACE_NEAR: gettext_noop("places near each other"),
    Reason.PLACE_UNSURE: gettext_noop("the same country, no place to compare"),
    Reason.SAME_FIGURE: gettext_noop("the same figure"),
    Reason.FIGURES_OVERLAP: gettext_noop("figures that overlap"),
    Reason.FIGURES_NEAR: gettext_noop("figures near each other"),
    Reason.FIGURE_UNTOLD: gettext_noop("a figure is not told"),
    Reason.ONE_SOURCE: gettext_noop("against it: one source tells both"),
}

BROKEN_DOWN = ("dead_or_missing", "dead", "missing")
"""Of the first of these that is told, sex and age are shown."""

CALENDAR_YEARS = 15

REMAINING_SHOWN = 60
"""So many lines of what remains of incidents are shown, the latest."""


def register_page(
    officer: Officer, register: Register, routes: Sequence[str], problems: tuple[FormProblem, ...], language: str
) -> DeathsPage:
    """Return the page of the register."""
    answer = register.answer
    question = answer.question
    may_judge = Permission.JUDGEMENT_MAKE in officer.permissions
    return DeathsPage(
        form=_form(answer, routes, problems, language),
        figures=_figures(register, language),
        chart=_chart(answer),
        rows=tuple(_row(entry, language) for entry in register.entries),
        pagination=_pagination(answer),
        worlds=_worlds(question),
        danger=Link(gettext("Deaths for each crossing"), f"{reverse('desk:picture-danger')}{query(question)}"),
        picture=Link(gettext("The same question on the map"), address(question)),
        alike=Link(gettext("Incidents that may be one"), f"{reverse('desk:deaths-alike')}{query(question)}")
        if may_judge
        else None,
        remaining=tuple(_remaining(one, language) for one in register.remaining[:REMAINING_SHOWN]),
        is_cut=len(register.remaining) > REMAINING_SHOWN,
    )


def _form(answer: Answer, routes: Sequence[str], problems: tuple[FormProblem, ...], language: str) -> DeathsForm:
    question = answer.question
    known = sorted(
        ((code, country_label(code, language)) for code in shelf.countries().by_code), key=lambda one: one[1]
    )
    sources = sorted({one.dataset.source.code: source_label(one.dataset) for one in answer.editions}.items())
    return DeathsForm(
        action=reverse("desk:deaths"),
        since=question.since,
        until=question.until,
        countries=options(known, question.country),
        routes=options([(route, route) for route in routes], question.route),
        sources=options(sources, question.source),
        world="invented" if question.invented else "",
        problems=problems,
    )


def _worlds(question: Question) -> tuple[Choice, ...]:
    if not settings.DEMONSTRATION:
        return ()
    own, here = replace(question, editions=frozenset()), reverse("desk:deaths")
    labels = ((False, gettext("Published series")), (True, gettext("Invented corridor")))
    return tuple(
        Choice(f"{here}{query(replace(own, invented=world))}", label, world == question.invented)
        for world, label in labels
    )


def _figures(register: Register, language: str) -> tuple[Figure, ...]:
    answer = register.answer
    figures = (
        Figure(gettext("Dead and missing"), answer.low, answer.high, main=True),
        Figure(gettext("Incidents"), answer.things),
        Figure(gettext("Without a figure"), answer.things - answer.told),
    )
    if not register.remaining:
        return figures
    low, high = sum(one.low for one in register.remaining), sum(one.high for one in register.remaining)
    return (
        Figure(gettext("Dead and missing"), answer.low + low, answer.high + high, main=True),
        Figure(gettext("Of them no longer kept in detail"), low, high),
        *figures[1:],
    )


def _remaining(one: Remainder, language: str) -> RemainingRow:
    country = country_label(one.country, language) if one.country else ""
    return RemainingRow(
        on=day(one.month, language) if one.month else gettext("day not told"),
        where=tuple(part for part in (country, one.route) if part),
        incidents=number(one.incidents, language),
        total=span(one.low, one.high, language),
        source=source_label(one.dataset) if one.dataset is not None else gettext("a source that you may not know"),
    )


def _chart(answer: Answer) -> Chart | None:
    """Return the months as a calendar; what has no month is in none of its squares."""
    told = {month.on: month for month in answer.months if len(month.on) == 7}
    if len(told) < 2:
        return None
    first = max(min(told), f"{int(max(told)[:4]) - CALENDAR_YEARS + 1:04d}-01")
    points = [
        Point(on, told[on].low, told[on].high if told[on].high != told[on].low else None) if on in told else Point(on)
        for on in between(first, max(told))
    ]
    return calendar(
        gettext("Dead and missing by month"),
        points,
        unit=gettext("people"),
        notes=[gettext("A month without a square tells nothing: nobody may have died, or nobody told.")],
    )


def _row(entry: Entry, language: str) -> DeathRow:
    listed = shelf.registry().vocabulary_of("cause")
    terms = listed.terms if listed is not None else {}
    names = [terms[code].labels[language] if code in terms else code for code in entry.causes]
    country = country_label(entry.country, language) if entry.country else ""
    return DeathRow(
        url=reverse("desk:thing", args=[entry.uid]),
        title=entry.place or country or gettext("Place not told"),
        on=day(entry.day, language) if entry.day else gettext("day not told"),
        where=tuple(part for part in (country if entry.place else "", entry.route) if part),
        total=span(entry.low, entry.high, language) if entry.low is not None else gettext("no figure"),
        is_competing=entry.low != entry.high or len(entry.sayings) > 1,
        causes=", ".join(names),
        sayings=tuple(_saying(saying, language) for saying in entry.sayings),
    )


def _saying(saying: Saying, language: str) -> SayingRow:
    properties = shelf.registry().properties
    figures = [
        Said(properties[prop].labels[language], _said(told.get("", []), language) or gettext("not told"))
        for prop in COUNTS
        if (told := saying.counts.get(prop)) is not None
    ]
    main = next((saying.counts[prop] for prop in BROKEN_DOWN if prop in saying.counts), {})
    parts = [Said(name, value) for name, value in _parts(main, language)]
    source = source_label(saying.dataset) if saying.dataset is not None else gettext("a source that you may not know")
    return SayingRow(source, tuple(figures), tuple(parts))


def _parts(told: dict[str, list[Count]], language: str) -> list[tuple[str, str]]:
    """Return what is told by sex and by age, and what of the whole has none: unknown is never spread (R-28)."""
    named = {
        "female": gettext("women and girls"),
        "male": gettext("men and boys"),
        "|child": gettext("children"),
        "|adult": gettext("adults"),
    }
    found = [(label, _said(told[part], language)) for part, label in named.items() if part in told]
    for by_sex, label in ((True, gettext("sex not known")), (False, gettext("age not known"))):
        rest = remainder(told, by_sex=by_sex)
        whole = told.get("", [])
        if rest is None and whole:
            rest = whole[0] if not any(part.startswith("|") != by_sex for part in told if part) else None
        if rest is not None and rest.high != 0:
            found.append((label, count_text(rest, language)))
    return found


def _said(counts: Sequence[Count], language: str) -> str:
    return " / ".join(count_text(count, language) for count in counts)


def _pagination(answer: Answer) -> Pagination:
    def at(page: int) -> str:
        return f"{reverse('desk:deaths')}{query(answer.question, page)}#incidents"

    return pagination_of(
        first=answer.first,
        shown=len(answer.rows),
        total=answer.things,
        size=PAGE_ROWS,
        at=at,
        most=DEEPEST_ROW // PAGE_ROWS + 1,
    )


def alike_page(found: Alike, question: Question, language: str) -> AlikePage:
    """Return the page of incidents that may be one."""
    return AlikePage(
        rows=tuple(_alike(one, found, language) for one in found.found),
        compared=number(found.compared, language),
        is_cut=found.is_cut,
        back=Link(gettext("Register of deaths"), f"{reverse('desk:deaths')}{query(question)}"),
    )


def _alike(proposal: Proposal, found: Alike, language: str) -> AlikeRow:
    one, other, likeness = proposal.one, proposal.other, proposal.likeness
    reasons = [gettext(REASONS[reason]) for reason in likeness.reasons]
    if likeness.km_apart:
        reasons.append(gettext("%(km)s km between them") % {"km": number(round(likeness.km_apart), language)})
    return AlikeRow(
        ref=f"{one.thing[:8]}-{other.thing[:8]}",
        one=_telling(one, found, language),
        other=_telling(other, found, language),
        score=number(round(likeness.score * 100), language),
        reasons=tuple(reasons),
        compare_url=f"{reverse('desk:thing-compare', args=[one.thing])}?with={other.thing}",
    )


def _telling(told: Told, found: Alike, language: str) -> TellingShown:
    days = sorted({date.fromordinal(at).isoformat() for at in (told.first_day, told.last_day)})
    source = found.sources.get(told.source)
    return TellingShown(
        url=reverse("desk:thing", args=[told.thing]),
        on=" – ".join(day(on, language) for on in days),
        total=span(told.low, told.high, language),
        source=source_label(source) if source is not None else gettext("a source that you may not know"),
    )
