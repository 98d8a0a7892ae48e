"""The decisions of treaty status: how a State stands on a day, which sequences are impossible, what a sheet changed.

A State is said to be no party only where a depositary's whole list leaves it out; else its status is unknown.

Source: UNTOC, articles 36, 37(2) and 38; SOM, articles 21 and 22 (F-L2)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from corridor.core.bases.codes import Consent
from corridor.core.bases.records import Instrument, Known, Sheet, Status
from corridor.core.bases.rules import Sheets, bound_from, known_of
from corridor.core.treaties.codes import Change, Flaw, Stand
from corridor.core.treaties.records import Cell, Difference, Flag


def cell_of(
    instrument: Instrument, state: str, *, on: date, instruments: Mapping[str, Instrument], sheets: Sheets
) -> Cell:
    """Return how a State stands to an instrument on a day, with everything that cannot be so.

    Args:
        instrument: The instrument.
        state: The State, by its two letters.
        on: The day; what was done later is not told.
        instruments: Every instrument known, by its code.
        sheets: What is known of who is bound.
    """
    known = _known(state, sheets.get(instrument.code, ()), on)
    if known is None:
        if state in instrument.parties and instrument.in_force_on is not None and instrument.in_force_on <= on:
            return Cell(state, instrument.code, Stand.BOUND, source=instrument.source, bound_on=instrument.in_force_on)
        return Cell(state, instrument.code, Stand.UNKNOWN)
    is_older = known.as_of < on
    if known.status is None:
        return Cell(state, instrument.code, Stand.NOTHING, known.as_of, known.source, is_older=is_older)
    status = known.status
    bound = bound_from(instrument, status)
    stand = _stand(status, bound, on)
    return Cell(
        state=state,
        instrument=instrument.code,
        stand=stand,
        as_of=known.as_of,
        source=known.source,
        signed_on=_by(status.signed_on, on),
        consented_on=_by(status.consented_on, on),
        by=status.by,
        bound_on=_by(bound, on),
        denounced_from=_by(status.denounced_from, on),
        reservations=tuple(one for one in status.reservations if one.holds(on)),
        is_older=is_older,
        flags=(
            *_alone(instrument, state, stand, on, instruments, sheets),
            *flags_of(instrument, status, as_of=known.as_of),
        ),
    )


def _known(state: str, sheets: Sequence[Sheet], on: date) -> Known | None:
    """Return what is known of a State for a day; where the latest list has it no more, what the last that had it told.

    That list speaks of the day only if it was made on it or later.
    """
    known = known_of(state, sheets)
    if known is None or known.status is not None:
        return known
    having = [one.as_of for one in sheets if on <= one.as_of and any(each.state == state for each in one.statuses)]
    return known_of(state, [one for one in sheets if one.as_of <= max(having)]) if having else known


def _by(day: date | None, on: date) -> date | None:
    return day if day is not None and day <= on else None


def _stand(status: Status, bound: date | None, on: date) -> Stand:
    if status.denounced_from is not None and status.denounced_from <= on and not _came_back(status, on):
        return Stand.DENOUNCED
    if status.consented_on is not None and status.consented_on <= on:
        return Stand.BOUND if bound is not None and bound <= on else Stand.WAITING
    return Stand.SIGNED if status.signed_on is not None and status.signed_on <= on else Stand.NOTHING


def _came_back(status: Status, on: date) -> bool:
    """Return whether a State consented anew after it withdrew: a later list keeps the day of the new consent alone."""
    left, came = status.denounced_from, status.consented_on
    return left is not None and came is not None and left < came <= on


def _alone(
    instrument: Instrument,
    state: str,
    stand: Stand,
    on: date,
    instruments: Mapping[str, Instrument],
    sheets: Sheets,
) -> Iterator[Flag]:
    """Yield that a State is party to a protocol and, as far as is known, not to its convention.

    Source: UNTOC, article 37(2)
    """
    needed = instruments.get(instrument.needs)
    if needed is None or stand not in (Stand.BOUND, Stand.WAITING):
        return
    other = cell_of(needed, state, on=on, instruments={}, sheets=sheets)
    if other.stand not in (Stand.BOUND, Stand.WAITING, Stand.UNKNOWN):
        yield Flag(Flaw.ALONE, other=needed.code)


def flags_of(instrument: Instrument, status: Status, *, as_of: date) -> tuple[Flag, ...]:
    """Return which days of one status speak against each other or against the instrument."""
    return tuple(_flags(instrument, status, as_of))


def _flags(one: Instrument, status: Status, as_of: date) -> Iterator[Flag]:
    signed, consented = status.signed_on, status.consented_on
    if signed is not None and consented is not None and consented < signed:
        yield Flag(Flaw.SIGNED_AFTER_CONSENT, consented, signed)
    if signed is not None and one.signature_until is not None and one.signature_until < signed:
        yield Flag(Flaw.SIGNED_LATE, one.signature_until, signed)
    first = min((day for day in (signed, consented) if day is not None), default=None)
    if first is not None and one.opened_on is not None and first < one.opened_on and not _succeeds(status):
        yield Flag(Flaw.BEFORE_OPENING, first, one.opened_on)
    least = _earliest_bound(one, status)
    if status.in_force_on is not None and least is not None and status.in_force_on < least:
        yield Flag(Flaw.IN_FORCE_EARLY, status.in_force_on, least)
    bound = bound_from(one, status)
    if status.denounced_from is not None and (bound is None or status.denounced_from < bound):
        yield Flag(Flaw.DENOUNCED_EARLY, status.denounced_from, bound)
    last = max((day for day in (signed, consented) if day is not None), default=None)
    if last is not None and as_of < last:
        yield Flag(Flaw.AFTER_THE_SHEET, as_of, last)


def _succeeds(status: Status) -> bool:
    """Whether a State took the place of another: what that one did before counts for it."""
    return status.by is Consent.SUCCESSION


def _earliest_bound(one: Instrument, status: Status) -> date | None:
    if status.consented_on is None or _succeeds(status):
        return None
    least = status.consented_on + timedelta(days=one.waits_days)
    return max(least, one.in_force_on) if one.in_force_on is not None else least


def participants(sheets: Sheets) -> frozenset[str]:
    """Return every State of which any sheet speaks."""
    return frozenset(status.state for each in sheets.values() for sheet in each for status in sheet.statuses)


def differences(before: Sheet | None, after: Sheet) -> tuple[Difference, ...]:
    """Return what a sheet tells otherwise than the one before, by State; a whole list also tells who is gone."""
    old = {one.state: one for one in before.statuses} if before is not None else {}
    new = {one.state: one for one in after.statuses}
    found = []
    for state in sorted(old.keys() | new.keys()):
        was, now = old.get(state), new.get(state)
        if was is None:
            found.append(Difference(state, Change.NEW, None, now))
        elif now is None:
            if after.is_complete:
                found.append(Difference(state, Change.GONE, was, None))
        elif _told(was) != _told(now):
            found.append(Difference(state, Change.CHANGED, was, now))
    return tuple(found)


def _told(status: Status) -> tuple[object, ...]:
    """Return what any list can tell of a State; reservations and withdrawals stay with sheets about one State."""
    return (status.signed_on, status.consented_on, status.by if status.consented_on else None)
