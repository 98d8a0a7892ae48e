"""Reads of treaty status: cells of the table, as of any day, with what cannot be so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.bases.codes import Form
from corridor.core.bases.records import Instrument, Sheet
from corridor.core.bases.rules import Sheets
from corridor.core.kernel.errors import NotFound
from corridor.core.treaties.records import Cell, Difference
from corridor.core.treaties.rules import cell_of, differences, participants
from corridor.web.desk.partners import instruments as bases

FORMS = (Form.CONVENTION, Form.REGIONAL)
"""What has a depositary or many parties; what two States agreed stands with the legal bases."""


@dataclass(frozen=True, slots=True)
class Table:
    """States by their code, instruments in their order, and a cell for each pair."""

    on: date
    instruments: tuple[Instrument, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One sheet that counts, and what it tells otherwise than the one before it."""

    sheet: Sheet
    changes: tuple[Difference, ...]
    is_first: bool


def _known(codes: Sequence[str] = ()) -> dict[str, Instrument]:
    every = {code: one for code, one in bases.instruments().items() if one.form in FORMS}
    if not codes:
        return every
    needed = {code: every[code] for code in codes if code in every}
    return needed | {one.needs: every[one.needs] for one in tuple(needed.values()) if one.needs in every}


def known_for(officer: Officer) -> tuple[frozenset[str], dict[str, str]]:
    """Return the States of which a sheet or an instrument speaks, and the titles of instruments by code.

    Raises:
        NotPermitted: The function does not read commitments.
    """
    check_permission(officer, Permission.COMMITMENT_READ)
    known = _known()
    return participants(bases.sheets(known)) | _parties(tuple(known.values())), {
        c: one.title for c, one in known.items()
    }


def table_for(officer: Officer, *, on: date, states: Sequence[str] = (), codes: Sequence[str] = ()) -> Table:
    """Return how States stand to instruments on a day.

    Args:
        officer: Who reads.
        on: The day.
        states: These States alone; else every State of which a sheet speaks.
        codes: These instruments alone.

    Raises:
        NotPermitted: The function does not read commitments.
    """
    check_permission(officer, Permission.COMMITMENT_READ)
    known = _known(codes)
    told = bases.sheets(known)
    shown = tuple(one for code, one in known.items() if not codes or code in codes)
    found = sorted(states) if states else sorted(participants(told) | _parties(shown))
    rows = tuple((state, _row(state, shown, on, known, told)) for state in found)
    return Table(on, shown, rows)


def _parties(shown: Sequence[Instrument]) -> frozenset[str]:
    return frozenset(state for one in shown for state in one.parties)


def _row(
    state: str, shown: Sequence[Instrument], on: date, known: Mapping[str, Instrument], told: Sheets
) -> tuple[Cell, ...]:
    """Return the cells of a State: invented instruments are for invented States alone, and real ones never for them."""
    is_invented = state in bases.INVENTED
    return tuple(
        cell_of(one, state, on=on, instruments=known, sheets=told)
        for one in shown
        if one.is_invented is is_invented or one.parties
    )


def status_for(officer: Officer, state: str, instrument: str, *, on: date) -> Cell:
    """Return how one State stands to one instrument on a day.

    Raises:
        NotFound: There is no such instrument.
    """
    check_permission(officer, Permission.COMMITMENT_READ)
    known = _known([instrument])
    if instrument not in known:
        raise NotFound(kind="instrument")
    return cell_of(known[instrument], state, on=on, instruments=known, sheets=bases.sheets(known))


def sheets_for(officer: Officer, instrument: str) -> tuple[Instrument, tuple[Told, ...]]:
    """Return an instrument and its sheets that count, the latest as-of day first, each with what it changed.

    Raises:
        NotFound: There is no such instrument.
    """
    check_permission(officer, Permission.COMMITMENT_READ)
    known = _known([instrument])
    if instrument not in known:
        raise NotFound(kind="instrument")
    found = sorted(bases.sheets([instrument]).get(instrument, ()), key=lambda one: one.as_of)
    lists: Sheet | None = None
    told = []
    for sheet in found:
        is_first = sheet.is_complete and lists is None
        told.append(Told(sheet, () if is_first else differences(lists, sheet), is_first))
        lists = sheet if sheet.is_complete else lists
    return known[instrument], tuple(reversed(told))
