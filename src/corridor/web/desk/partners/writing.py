"""Writes of legal bases: an instrument or a status is written down or read in, confirmed by a second person, ended."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from corridor import shelf
from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.bases.declarations import DeclarationsRead, declarations_read, not_listed, with_declared
from corridor.core.bases.errors import (
    InstrumentIncomplete,
    SecondPersonNeeded,
    SheetDoubled,
    StatusIncomplete,
    TableUnreadable,
)
from corridor.core.bases.exchange import TableRead, status_written, table_read
from corridor.core.bases.records import Instrument, Sheet
from corridor.core.bases.rules import known_of
from corridor.core.bases.writing import Problems, instrument_problems, sheet_problems
from corridor.core.kernel.errors import NotFound
from corridor.web.base import identity
from corridor.web.base.ledger.actions import act
from corridor.web.desk.partners import instruments
from corridor.web.desk.partners.models import OwnInstrument, StatusSheet


def problems_of_instrument(one: Instrument) -> Problems:
    """Return what must be corrected about an instrument."""
    own = OwnInstrument.objects.filter(withdrawn_at=None).values_list("code", flat=True)
    return instrument_problems(one, countries=instruments.states(), taken={*own, *shelf.instruments()})


def problems_of_sheet(sheet: Sheet, *, today: date) -> Problems:
    """Return what must be corrected about a sheet; it cannot tell how things stand on a day to come."""
    wrong = sheet_problems(sheet, countries=instruments.states(), instruments=instruments.instruments())
    return (*wrong, ("as_of", "not-yet")) if sheet.as_of > today else wrong


def add_instrument(*, by: Officer, one: Instrument, now: datetime) -> str:
    """Write down an agreement or a national law, and return its identifier; it counts once confirmed.

    Raises:
        InstrumentIncomplete: A field must be corrected.
    """
    check_permission(by, Permission.BASIS_MANAGE)
    uid = str(identity.uid())
    with act(Event.BASIS_ADDED, by=by, now=now, about=uid, parties=sorted(one.parties), measures=sorted(one.measures)):
        wrong = problems_of_instrument(one)
        if wrong or one.in_force_on is None:
            raise InstrumentIncomplete(field=wrong[0][0] if wrong else "in_force_on")
        OwnInstrument.objects.create(
            uid=uid,
            code=one.code,
            form=str(one.form),
            title=one.title,
            source=one.source,
            measures={str(measure): article for measure, article in one.measures.items()},
            parties=sorted(one.parties),
            in_force_on=one.in_force_on,
            ended_on=one.ended_on,
            added_by=by.handle,
            added_at=now,
        )
    return uid


def confirm_instrument(*, by: Officer, uid: str, now: datetime) -> None:
    """Confirm an instrument that somebody else wrote down.

    Raises:
        NotFound: None of this identifier waits.
        SecondPersonNeeded: It is who wrote it down.
    """
    check_permission(by, Permission.PARTNER_CONFIRM)
    with act(Event.BASIS_CONFIRMED, by=by, now=now, about=uid):
        row = OwnInstrument.objects.filter(uid=uid, confirmed_by="", withdrawn_at=None).first()
        if row is None:
            raise NotFound(kind="instrument")
        if row.added_by == by.handle:
            raise SecondPersonNeeded
        OwnInstrument.objects.filter(pk=row.pk).update(confirmed_by=by.handle, confirmed_at=now)


def end_instrument(*, by: Officer, uid: str, on: date, now: datetime) -> None:
    """Write down that an instrument ends on a day, or put one aside that waits; what closes needs no second person.

    Raises:
        NotFound: There is none that has not ended.
        InstrumentIncomplete: It would end before it began, or end later than it does.
    """
    check_permission(by, Permission.BASIS_MANAGE)
    with act(Event.BASIS_ENDED, by=by, now=now, about=uid, on=str(on)):
        row = OwnInstrument.objects.filter(uid=uid, withdrawn_at=None).first()
        if row is None:
            raise NotFound(kind="instrument")
        if not row.confirmed_by:
            OwnInstrument.objects.filter(pk=row.pk).update(ended_by=by.handle, withdrawn_at=now)
            return
        if on < row.in_force_on or (row.ended_on is not None and row.ended_on <= on):
            raise InstrumentIncomplete(field="ended_on")
        OwnInstrument.objects.filter(pk=row.pk).update(ended_on=on, ended_by=by.handle)


def read_in(*, by: Officer, instrument: str, written: str, as_of: date, source: str, now: datetime) -> TableRead:
    """Read in a depositary's list of participants; it counts once a second person has compared and confirmed it.

    Raises:
        TableUnreadable: It is no such list.
        StatusIncomplete: A field must be corrected.
    """
    check_permission(by, Permission.BASIS_MANAGE)
    read = table_read(written, shelf.countries())
    add_sheet(by=by, sheet=Sheet(instrument, as_of, source, read.statuses, is_complete=True), now=now, read=read)
    return read


def read_declarations(
    *, by: Officer, instrument: str, written: str, as_of: date, source: str, now: datetime
) -> DeclarationsRead:
    """Read in reservations and declarations as a depositary publishes them; they count once confirmed.

    They are laid onto what the list of participants of the same day tells, so that no day is told as of another one.

    Raises:
        TableUnreadable: It is no such page; no list of that day counts; or it leaves out a State that declared.
        SheetDoubled: The same was read in before.
        StatusIncomplete: A field must be corrected.
    """
    check_permission(by, Permission.BASIS_MANAGE)
    read = declarations_read(written, shelf.countries())
    told = [one for one in instruments.sheets([instrument]).get(instrument, ()) if one.as_of <= as_of]
    if not any(one.is_complete and one.as_of == as_of for one in told):
        raise TableUnreadable(why="no-list", line=0)
    known = {one.state: found.status for one in read.declared if (found := known_of(one.state, told)) is not None}
    statuses = {state: status for state, status in known.items() if status is not None}
    if missing := not_listed(read.declared, statuses):
        raise TableUnreadable(why="not-listed", line=missing[0])
    laid = tuple(with_declared(statuses[one.state], one) for one in read.declared)
    add_sheet(by=by, sheet=Sheet(instrument, as_of, source, laid), now=now)
    return read


def add_sheet(*, by: Officer, sheet: Sheet, now: datetime, read: TableRead | None = None) -> str:
    """Write down who is bound by an instrument as of a day, and return its identifier; it counts once confirmed.

    Raises:
        StatusIncomplete: A field must be corrected.
    """
    check_permission(by, Permission.BASIS_MANAGE)
    uid = str(identity.uid())
    told = {"instrument": sheet.instrument, "as_of": str(sheet.as_of), "states": len(sheet.statuses)}
    with act(Event.STATUS_ADDED, by=by, now=now, about=uid, **told):
        if wrong := problems_of_sheet(sheet, today=now.date()):
            raise StatusIncomplete(field=wrong[0][0])
        statuses = list(map(status_written, sheet.statuses))
        _check_new(sheet, statuses)
        StatusSheet.objects.create(
            uid=uid,
            instrument=sheet.instrument,
            as_of=sheet.as_of,
            source=sheet.source,
            is_complete=sheet.is_complete,
            statuses=statuses,
            lines=list(read.not_recognised) if read is not None else [],
            not_read=len(read.not_recognised) if read is not None else 0,
            out_of_order=len(read.out_of_order) if read is not None else 0,
            added_by=by.handle,
            added_at=now,
        )
    return uid


def _check_new(sheet: Sheet, statuses: list[dict[str, Any]]) -> None:
    """Refuse a list that is here already.

    Raises:
        SheetDoubled: One of the same instrument and day tells the same.
    """
    same = StatusSheet.objects.filter(instrument=sheet.instrument, as_of=sheet.as_of, is_complete=sheet.is_complete)
    is_read_in = sheet.is_complete or any(held.text for one in sheet.statuses for held in one.reservations)
    if is_read_in and any(row.statuses == statuses for row in same.filter(withdrawn_at=None)):
        raise SheetDoubled(instrument=sheet.instrument, as_of=sheet.as_of.isoformat())


def confirm_sheet(*, by: Officer, uid: str, now: datetime) -> None:
    """Confirm a sheet that somebody else read in or wrote down.

    Raises:
        NotFound: None of this identifier waits.
        SecondPersonNeeded: It is who brought it.
    """
    check_permission(by, Permission.PARTNER_CONFIRM)
    with act(Event.STATUS_CONFIRMED, by=by, now=now, about=uid):
        row = StatusSheet.objects.filter(uid=uid, confirmed_by="", withdrawn_at=None).first()
        if row is None:
            raise NotFound(kind="sheet")
        if row.added_by == by.handle:
            raise SecondPersonNeeded
        StatusSheet.objects.filter(pk=row.pk).update(confirmed_by=by.handle, confirmed_at=now)


def withdraw_sheet(*, by: Officer, uid: str, now: datetime) -> None:
    """Put a sheet aside that waits. One that counts stays: a later one takes its place, and nothing told by it is lost.

    Raises:
        NotFound: None of this identifier waits.
    """
    check_permission(by, Permission.BASIS_MANAGE)
    with act(Event.STATUS_WITHDRAWN, by=by, now=now, about=uid):
        waiting = StatusSheet.objects.filter(uid=uid, confirmed_by="", withdrawn_at=None)
        if not waiting.update(withdrawn_at=now):
            raise NotFound(kind="sheet")
