"""The pages of treaty status, ready to be laid out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.bases.records import Instrument, Reservation
from corridor.core.treaties.codes import Stand
from corridor.core.treaties.records import Cell
from corridor.web.design.paging import pagination_of
from corridor.web.design.pieces import Choice
from corridor.web.design.shown import day
from corridor.web.desk.pages.treaties import (
    SheetRow,
    TreatiesPage,
    TreatyCell,
    TreatyPage,
    TreatyRow,
    TreatyStatePage,
)
from corridor.web.desk.partners.wording import consents
from corridor.web.desk.statements.presenting import country_label
from corridor.web.desk.treaties import words
from corridor.web.desk.treaties.forms import Asked
from corridor.web.desk.treaties.queries import Table, Told

PAGE_ROWS = 30
MOST_CHANGES = 60


def treaties_page(
    officer: Officer, asked: Asked, table: Table, states: Collection[str], codes: Mapping[str, str], language: str
) -> TreatiesPage:
    """Return the table of States and instruments; States by name."""
    titles = {code: gettext(title) for code, title in codes.items()}
    concerned = {cell.instrument for _, cells in table.rows for cell in cells} | {asked.instrument}
    table = replace(table, instruments=tuple(one for one in table.instruments if one.code in concerned))
    found = [(country_label(state, language), state, cells) for state, cells in table.rows]
    kept = [row for row in found if not asked.only_flags or any(cell.flags for cell in row[2])]
    kept.sort(key=lambda row: row[0].casefold())
    first = (asked.page - 1) * PAGE_ROWS
    part = kept[first : first + PAGE_ROWS]
    return TreatiesPage(
        on=asked.on.isoformat(),
        states=tuple(
            sorted(
                (Choice(state, country_label(state, language), state == asked.state) for state in states),
                key=lambda one: one.label.casefold(),
            )
        ),
        instruments=tuple(Choice(code, title, code == asked.instrument) for code, title in titles.items()),
        heads=tuple((titles[one.code], reverse("desk:treaty", args=[one.code])) for one in table.instruments),
        rows=tuple(
            TreatyRow(
                name,
                f"{reverse('desk:treaty-state', args=[state])}?on={asked.on.isoformat()}",
                _in_columns(table, cells, titles, language),
            )
            for name, state, cells in part
        ),
        pagination=pagination_of(
            first=first, shown=len(part), total=len(kept), size=PAGE_ROWS, at=lambda page: _address(asked, page)
        ),
        only_flags=asked.only_flags,
        keep_url=reverse("desk:bases-kept") if Permission.PARTNER_READ in officer.permissions else "",
        problems=asked.problems,
    )


def _address(asked: Asked, page: int) -> str:
    told = {
        "on": asked.on.isoformat(),
        "state": asked.state,
        "instrument": asked.instrument,
        "flags": "1" if asked.only_flags else "",
        "page": str(page),
    }
    return f"{reverse('desk:treaties')}?{urlencode({key: value for key, value in told.items() if value})}"


def _in_columns(
    table: Table, cells: tuple[Cell, ...], titles: Mapping[str, str], language: str
) -> tuple[TreatyCell, ...]:
    by_code = {cell.instrument: cell for cell in cells}
    return tuple(
        _cell(by_code[one.code], titles, language)
        if one.code in by_code
        else TreatyCell(titles[one.code], gettext("does not concern it"), "none", (), "", ())
        for one in table.instruments
    )


def _cell(cell: Cell, titles: Mapping[str, str], language: str) -> TreatyCell:
    days = []
    if cell.signed_on is not None:
        days.append(gettext("signed %(day)s") % {"day": _day(cell.signed_on, language)})
    if cell.consented_on is not None:
        days.append(f"{consents()[cell.by]} {_day(cell.consented_on, language)}")
    if cell.bound_on is not None:
        days.append(gettext("in force for it %(day)s") % {"day": _day(cell.bound_on, language)})
    if cell.denounced_from is not None:
        days.append(gettext("withdrew from %(day)s") % {"day": _day(cell.denounced_from, language)})
    if cell.reservations:
        days.append(gettext("reservations or declarations: %(count)s") % {"count": len(cell.reservations)})
    return TreatyCell(
        instrument=titles.get(cell.instrument, cell.instrument),
        stand=words.stands()[cell.stand],
        code=cell.stand.value,
        days=tuple(days),
        as_of=_as_of(cell, language),
        flags=tuple(words.flag_words(flag, titles, language) for flag in cell.flags),
    )


def _as_of(cell: Cell, language: str) -> str:
    if cell.as_of is None:
        return "" if cell.stand is Stand.UNKNOWN else gettext("by its own text")
    told = {"day": _day(cell.as_of, language)}
    if cell.is_older:
        return gettext("as of %(day)s; what was done since is not known") % told
    return gettext("as of %(day)s") % told


def _day(on: date, language: str) -> str:
    return day(on.isoformat(), language)


def state_page(state: str, table: Table, language: str) -> TreatyStatePage:
    """Return how one State stands to every instrument that concerns it, with reservations and sources."""
    titles = {one.code: gettext(one.title) for one in table.instruments}
    cells = next((found for code, found in table.rows if code == state), ())
    return TreatyStatePage(
        name=country_label(state, language),
        on=_day(table.on, language),
        cells=tuple(
            (
                _cell(cell, titles, language),
                cell.source,
                tuple(_reservation(one, language) for one in cell.reservations),
            )
            for cell in cells
        ),
    )


def _reservation(one: Reservation, language: str) -> str:
    """Return a reservation with its article and day; one that was read in with its text, which names its articles."""
    since = gettext("since %(day)s") % {"day": _day(one.since, language)} if one.since else ""
    article = gettext("article %(article)s") % {"article": one.article} if one.article else ""
    told = " ".join(part for part in (article, since) if part)
    return ": ".join(part for part in (told, one.text) if part)


def treaty_page(one: Instrument, told: tuple[Told, ...], table: Table, language: str) -> TreatyPage:
    """Return one instrument: its days, how many States stand how on the day, and what each sheet changed."""
    stands = Counter(cell.stand for _, cells in table.rows for cell in cells if cell.instrument == one.code)
    days = (
        (gettext("Opened for signature"), one.opened_on),
        (gettext("Open for signature until"), one.signature_until),
        (gettext("In force since"), one.in_force_on),
        (gettext("Ended"), one.ended_on),
    )
    return TreatyPage(
        title=gettext(one.title),
        source=one.source,
        facts=tuple((label, _day(on, language)) for label, on in days if on is not None),
        counts=tuple((words.stands()[stand], stands[stand]) for stand in Stand if stands[stand]),
        on=_day(table.on, language),
        rows=tuple(_sheet(each, language) for each in told),
    )


def _sheet(told: Told, language: str) -> SheetRow:
    listed = [
        f"{country_label(one.state, language)}: {words.changes()[one.change]}" for one in told.changes[:MOST_CHANGES]
    ]
    if len(told.changes) > MOST_CHANGES:
        listed.append(gettext("and %(count)s more") % {"count": len(told.changes) - MOST_CHANGES})
    if told.is_first:
        listed = [gettext("the first list: nothing to compare it with")]
    return SheetRow(
        as_of=_day(told.sheet.as_of, language),
        source=told.sheet.source,
        kind=gettext("whole list of participants") if told.sheet.is_complete else gettext("about one State"),
        changes=tuple(listed),
    )
