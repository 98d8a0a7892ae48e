"""The written forms of legal bases: instruments as they ship, sheets as they are kept, tables of a depositary."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from corridor.core.bases.codes import Consent, Form, Measure
from corridor.core.bases.errors import TableUnreadable
from corridor.core.bases.records import Instrument, Reservation, Sheet, Status
from corridor.core.kernel.countries import Countries

MOST_ROWS, LONGEST_TABLE = 400, 200_000
CONSENTS = ("ratification", "acceptance", "approval", "accession", "definitive signature", "formal confirmation")
"""A column that tells consent has one of these words in its title, or is one of successions."""

EMPTY = frozenset({"-", "\u2013", "\u2014", "\u2026", "..."})
"""What some lists write where nothing was done."""

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
FIRST_COLUMNS = ("participant", "state", "country", "party", "parties")
WRITTEN_DAY = re.compile(r"(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?\s+(\d{4})(?:\s*(AA|A|a|d|s|c))?")
NUMBERED_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:\s*(AA|A|a|d|s|c))?")
SLASHED_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:\s*(AA|A|a|d|s|c))?")
FOOTNOTE = re.compile(r"\s*\[[\d,\s]+\]|(?<=[A-Za-z\d])\s+\d{1,2}(?:,\s*\d{1,2})*$")
LAST_MONTH = 12
SUFFIXES = {
    None: Consent.RATIFICATION,
    "A": Consent.ACCEPTANCE,
    "AA": Consent.APPROVAL,
    "a": Consent.ACCESSION,
    "d": Consent.SUCCESSION,
    "s": Consent.DEFINITIVE_SIGNATURE,
    "c": Consent.FORMAL_CONFIRMATION,
}
"""How a depositary's list writes the kind of consent, behind the day."""


@dataclass(frozen=True, slots=True)
class TableRead:
    """What a depositary's list says, on which lines names were not recognised, and where days stand out of order."""

    statuses: tuple[Status, ...]
    not_recognised: tuple[int, ...] = ()
    out_of_order: tuple[int, ...] = ()


def table_read(text: str, countries: Countries) -> TableRead:
    """Return the status of every participant in a depositary's list.

    The first column names the participant; one may tell the signature, others consent, by a letter behind the day.

    Raises:
        TableUnreadable: It is too long, has no such columns, a day cannot be read, or a State stands in it twice.
    """
    if len(text) > LONGEST_TABLE:
        raise TableUnreadable(why="too-long", line=0)
    lines = text.lstrip("\ufeff").splitlines()
    rows = list(csv.reader(lines, delimiter="\t" if lines and "\t" in lines[0] else ","))
    columns = _columns(rows[0] if rows else [])
    if len(rows) - 1 > MOST_ROWS:
        raise TableUnreadable(why="too-long", line=MOST_ROWS)
    found: dict[str, Status] = {}
    unknown, disordered = [], []
    for line, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        if (state := state_named(row[0], countries)) is None:
            unknown.append(line)
            continue
        if state in found:
            raise TableUnreadable(why="twice", line=line)
        status = found[state] = _status(state, row, columns, line)
        if status.signed_on and status.consented_on and status.consented_on < status.signed_on:
            disordered.append(line)
    return TableRead(tuple(found.values()), tuple(unknown), tuple(disordered))


def state_named(name: str, countries: Countries) -> str | None:
    """Return a State by its name; footnotes and what stands in brackets behind a name do not belong to it."""
    plain = re.sub(r"[\d,\s]+$", "", name.strip())
    return countries.code(plain) or countries.code(re.sub(r"\s*\(.*\)$", "", plain))


def _columns(head: Sequence[str]) -> tuple[int | None, tuple[int, ...]]:
    """Return where the signature stands, if anywhere, and where consent does.

    Raises:
        TableUnreadable: The first column is not that of participants, or none tells consent.
    """
    names = [name.strip().lower() for name in head]
    if not names or not names[0].startswith(FIRST_COLUMNS):
        raise TableUnreadable(why="columns-not-known", line=1)
    consents = tuple(n for n, name in enumerate(names) if n and _tells_consent(name))
    signed = next((n for n, name in enumerate(names) if n not in consents and "signature" in name), None)
    if not consents:
        raise TableUnreadable(why="columns-not-known", line=1)
    return signed, consents


def _tells_consent(title: str) -> bool:
    return any(word in title for word in CONSENTS) or ("succession" in title and "signature" not in title)


def _status(state: str, row: Sequence[str], columns: tuple[int | None, tuple[int, ...]], line: int) -> Status:
    signed_in, consented_in = columns
    signed = _day(row[signed_in], line) if signed_in is not None and signed_in < len(row) else None
    consents = [found for n in consented_in if n < len(row) and (found := _day(row[n], line)) is not None]
    if len(consents) > 1:
        raise TableUnreadable(why="two-consents", line=line)
    consented = consents[0] if consents else (None, Consent.RATIFICATION)
    return Status(state, signed[0] if signed else None, consented[0], consented[1])


def _day(cell: str, line: int) -> tuple[date, Consent] | None:
    """Return the day of a cell and the kind of consent behind it; nothing where the cell is empty."""
    told = FOOTNOTE.sub("", cell.strip()).strip()
    if not told or told in EMPTY:
        return None
    try:
        if found := WRITTEN_DAY.fullmatch(told):
            return date(int(found[3]), MONTHS.index(found[2].lower()) + 1, int(found[1])), SUFFIXES[found[4]]
        if found := NUMBERED_DAY.fullmatch(told):
            return date(int(found[1]), int(found[2]), int(found[3])), SUFFIXES[found[4]]
        if found := SLASHED_DAY.fullmatch(told):
            return _slashed(int(found[1]), int(found[2]), int(found[3]), line), SUFFIXES[found[4]]
    except ValueError as wrong:
        raise TableUnreadable(why="day-not-read", line=line) from wrong
    raise TableUnreadable(why="day-not-read", line=line)


def _slashed(first: int, second: int, year: int, line: int) -> date:
    """Return the day of numbers with slashes, where it is clear which of them is the month.

    Raises:
        TableUnreadable: Both could be.
    """
    if first <= LAST_MONTH and second <= LAST_MONTH and first != second:
        raise TableUnreadable(why="day-ambiguous", line=line)
    return date(year, second, first) if second <= LAST_MONTH else date(year, first, second)


def instruments_from(documents: Iterable[Mapping[str, Any]]) -> dict[str, Instrument]:
    """Return the instruments that ship, by code."""
    return {one.code: one for document in documents for one in _instruments(document)}


def _instruments(document: Mapping[str, Any]) -> Iterator[Instrument]:
    for code, said in document["instruments"].items():
        yield Instrument(
            code=code,
            form=Form(said["form"]),
            title=said["title"],
            measures=_articles(said.get("measures", {})),
            source=said["source"],
            in_force_on=said.get("in_force_on"),
            ended_on=said.get("ended_on"),
            waits_days=said.get("waits_days", 0),
            parties=frozenset(said.get("parties", ())),
            needs=said.get("needs", ""),
            bars=_articles(said.get("bars", {})),
            is_invented=document.get("invented", False),
            opened_on=said.get("opened_on"),
            signature_until=said.get("signature_until"),
        )


def _articles(said: Mapping[str, str]) -> dict[Measure, str]:
    return {Measure(measure): str(article) for measure, article in said.items()}


def sheets_from(documents: Iterable[Mapping[str, Any]]) -> tuple[Sheet, ...]:
    """Return the sheets that ship: those of the invented States."""
    return tuple(
        Sheet(
            code,
            document["as_of"],
            document["source"],
            tuple(_shipped(state, one) for state, one in rows.items()),
            True,
        )
        for document in documents
        for code, rows in document.get("sheets", {}).items()
    )


def _shipped(state: str, said: Mapping[str, Any]) -> Status:
    return Status(
        state,
        signed_on=said.get("signed_on"),
        consented_on=said.get("consented_on"),
        denounced_from=said.get("denounced_from"),
        reservations=tuple(
            Reservation(str(one["article"]), frozenset(map(Measure, one.get("measures", ()))), one.get("since"))
            for one in said.get("reservations", ())
        ),
        authority=said.get("authority", ""),
        languages=tuple(said.get("languages", ())),
    )


def status_written(one: Status) -> dict[str, Any]:
    """Return a status as it is kept: texts and lists."""
    return {
        "state": one.state,
        "signed_on": _iso(one.signed_on),
        "consented_on": _iso(one.consented_on),
        "by": str(one.by),
        "in_force_on": _iso(one.in_force_on),
        "denounced_from": _iso(one.denounced_from),
        "reservations": [
            [held.article, sorted(map(str, held.measures)), _iso(held.since), _iso(held.withdrawn_on), held.text]
            for held in one.reservations
        ],
        "authority": one.authority,
        "languages": list(one.languages),
    }


def status_from(said: Mapping[str, Any]) -> Status:
    """Return a status that was kept."""
    return Status(
        state=said["state"],
        signed_on=_read(said["signed_on"]),
        consented_on=_read(said["consented_on"]),
        by=Consent(said["by"]),
        in_force_on=_read(said["in_force_on"]),
        denounced_from=_read(said["denounced_from"]),
        reservations=tuple(
            Reservation(article, frozenset(map(Measure, measures)), _read(since), _read(withdrawn), *text)
            for article, measures, since, withdrawn, *text in said["reservations"]
        ),
        authority=said["authority"],
        languages=tuple(said["languages"]),
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _read(day: str) -> date | None:
    return date.fromisoformat(day) if day else None
