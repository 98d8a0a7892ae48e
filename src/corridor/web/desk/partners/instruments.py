"""Reads of legal bases: what ships, what officers wrote down and confirmed, and what follows for two States."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.bases.codes import Form, Measure
from corridor.core.bases.exchange import status_from
from corridor.core.bases.records import Answer, Instrument, Sheet
from corridor.core.bases.rules import Sheets, bases_between, rests_on
from corridor.web.desk.partners.models import OwnInstrument, StatusSheet

INVENTED = frozenset({"XA", "XB", "XC"})


def states() -> frozenset[str]:
    """Return the States that can be asked about."""
    return frozenset(shelf.countries().by_code) | INVENTED


def instruments() -> dict[str, Instrument]:
    """Return every instrument that counts: those that ship, and those that two officers wrote down and confirmed."""
    own = OwnInstrument.objects.filter(withdrawn_at=None).exclude(confirmed_by="")
    return {**{row.code: instrument_of(row) for row in own}, **shelf.instruments()}


def instrument_of(row: OwnInstrument) -> Instrument:
    """Return an instrument that was written down by hand."""
    return Instrument(
        code=row.code,
        form=Form(row.form),
        title=row.title,
        measures={Measure(measure): article for measure, article in row.measures.items()},
        source=row.source,
        in_force_on=row.in_force_on,
        ended_on=row.ended_on,
        parties=frozenset(row.parties),
    )


def is_instrument(uid: str) -> bool:
    """Tell whether an identifier is that of an instrument that was written down, as against a sheet."""
    return OwnInstrument.objects.filter(uid=uid, withdrawn_at=None).exists()


def sheets(codes: Collection[str]) -> Sheets:
    """Return the sheets of instruments that count, by instrument, in the order in which they were confirmed."""
    found: dict[str, list[Sheet]] = {}
    for sheet in shelf.shipped_sheets():
        if sheet.instrument in codes:
            found.setdefault(sheet.instrument, []).append(sheet)
    rows = StatusSheet.objects.filter(instrument__in=codes, withdrawn_at=None).exclude(confirmed_by="")
    for row in rows.order_by("confirmed_at", "pk"):
        found.setdefault(row.instrument, []).append(sheet_of(row))
    return found


def sheet_of(row: StatusSheet) -> Sheet:
    """Return a sheet that was read in or written down."""
    return Sheet(row.instrument, row.as_of, row.source, tuple(map(status_from, row.statuses)), row.is_complete)


def answer(a: str, b: str, *, on: date, measure: Measure) -> Answer:
    """Return what is known of the bases of a measure between two States on a day.

    Invented instruments are for invented States alone, and real ones never for them.
    """
    known = _for_states(instruments(), (a, b))
    return bases_between(a, b, on=on, measure=measure, instruments=known, sheets=sheets(known))


def answer_for(reader: Officer, a: str, b: str, *, on: date, measure: Measure) -> Answer:
    """Return the answer to an officer's question.

    Raises:
        NotPermitted: The function does not look at partners and legal bases.
    """
    check_permission(reader, Permission.PARTNER_READ)
    return answer(a, b, on=on, measure=measure)


def in_force(a: str, b: str, *, on: date) -> tuple[tuple[Measure, Instrument], ...]:
    """Return every measure between two States with each instrument that carries it on a day."""
    known = _for_states(instruments(), (a, b))
    told = sheets(known)
    return tuple(
        (measure, basis.instrument)
        for measure in Measure
        for basis in bases_between(a, b, on=on, measure=measure, instruments=known, sheets=told).bases
    )


def stands(a: str, b: str, *, on: date, measure: str, code: str) -> bool:
    """Tell whether one instrument carries a measure between two States on a day."""
    known = _for_states(instruments(), (a, b))
    if measure not in set(Measure) or code not in known:
        return False
    needed = {name: known[name] for name in (code, known[code].needs) if name in known}
    found = bases_between(a, b, on=on, measure=Measure(measure), instruments=needed, sheets=sheets(needed))
    return rests_on(found, code)


def _for_states(known: Mapping[str, Instrument], between: Sequence[str]) -> dict[str, Instrument]:
    """Return the instruments of the world in which these States are: by hand ones are of either."""
    is_invented = bool(INVENTED & set(between))
    shipped = shelf.instruments()
    return {
        code: one
        for code, one in known.items()
        if one.is_invented is is_invented or (code not in shipped and one.parties)
    }


def kept_for(reader: Officer) -> tuple[tuple[OwnInstrument, ...], tuple[StatusSheet, ...]]:
    """Return what officers wrote down and did not withdraw, the latest first: instruments, then sheets.

    Raises:
        NotPermitted: The function does not look at partners and legal bases.
    """
    check_permission(reader, Permission.PARTNER_READ)
    own = OwnInstrument.objects.filter(withdrawn_at=None).order_by("-added_at", "-pk")
    listed = StatusSheet.objects.filter(withdrawn_at=None).order_by("-added_at", "-pk")
    return tuple(own[:MOST_SHOWN]), tuple(listed[:MOST_SHOWN])


MOST_SHOWN = 60
