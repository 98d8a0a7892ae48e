"""Puts the third door into the words of its page."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import pgettext

from corridor.core.access.records import Officer
from corridor.core.publishing.calendar import next_day, periods_due
from corridor.core.publishing.exchange import content_from
from corridor.web.base.published.grid import grid_of
from corridor.web.base.published.wording import attack_words, code_word, fixed_words, grouped, method_words
from corridor.web.design.pieces import FormProblem
from corridor.web.design.shown import day
from corridor.web.protection.pages.claims import State
from corridor.web.protection.pages.publishing import FixedPage, FixedRow, FixedTable
from corridor.web.protection.publishing import queries
from corridor.web.protection.publishing.models import FixedTables


def fixed_page(officer: Officer, today: date, language: str, problems: tuple[FormProblem, ...] = ()) -> FixedPage:
    """Return the periods whose day has come, each with what was made of it, and the next day of the calendar."""
    rows = {row.period: row for row in queries.all_for(officer)}
    due = periods_due(queries.calendar(), today=today)
    period, on = next_day(queries.calendar(), today=today)
    return FixedPage(
        rows=tuple(_row(one, rows.get(one), officer, language) for one in reversed(due)),
        next_period=code_word("month", period, language),
        next_on=day(on.isoformat(), language),
        problems=problems,
    )


def _row(period: str, row: FixedTables | None, officer: Officer, language: str) -> FixedRow:
    tables = content_from(bytes(row.content)).tables if row is not None else ()
    is_published = row is not None and row.published_at is not None
    waits = row is not None and not is_published
    decides = row is not None and waits and row.proposed_by != officer.handle
    names = fixed_words()
    return FixedRow(
        period=code_word("month", period, language),
        state=_state(is_published, waits),
        tables=tuple(
            FixedTable(names.get(one.name, one.name), grid_of(one, language), method_words(one)) for one in tables
        ),
        attack=attack_words(row.attack, sum(one.hidden for one in tables)) if row is not None else "",
        make_url=reverse("protection:fixed-make", args=[period]) if row is None else "",
        publish_url=reverse("protection:fixed-publish", args=[period]) if decides else "",
        drop_url=reverse("protection:fixed-drop", args=[period]) if waits else "",
        file_url=reverse("protection:fixed-file", args=[period]) if is_published else "",
        digest=grouped(row.digest) if row is not None else "",
        waits_for_another=waits and not decides,
    )


def _state(is_published: bool, waits: bool) -> State:
    if is_published:
        return State(pgettext("table", "published"), "good")
    if waits:
        return State(pgettext("table", "waits for a second officer"), "attention")
    return State(pgettext("table", "its day has come"), "neutral")
