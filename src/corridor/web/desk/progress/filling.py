"""A half-year as a file: the empty table of what some documents ask, and what a filled one would make, line by line.

A line is an entry; a further line of the same commitment and half-year without a status adds a step, a piece of
evidence or a value to it. A line that says nothing is none.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, BinaryIO, Final

from django.core import signing

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.commitments.rules import asked_by
from corridor.core.imports.errors import FileRefused
from corridor.core.imports.formulas import is_formula
from corridor.core.imports.tables import table
from corridor.core.kernel.text import clean, storable
from corridor.core.progress.codes import Level, Money, Proof, Status
from corridor.core.progress.errors import EntryIncomplete
from corridor.core.progress.exchange import said_document, said_from
from corridor.web.desk.commitments import wording
from corridor.web.desk.commitments.queries import catalogue_for
from corridor.web.desk.progress import actions, forms
from corridor.web.desk.progress.actions import Writing

COLUMNS: Final = (
    "item",
    "title",
    "period",
    "status",
    "level",
    "answers",
    "responsible",
    "actions",
    "milestone",
    "milestone_due",
    "milestone_done_on",
    "budget_amount",
    "budget_currency",
    "budget_year",
    "budget_kind",
    "evidence_kind",
    "evidence_title",
    "evidence_reference",
    "evidence_level",
    "indicator",
    "value_low",
    "value_high",
    "value_method",
)
PIECES: Final[Mapping[str, Mapping[str, str]]] = {
    "milestones": {"milestone": "text", "milestone_due": "due", "milestone_done_on": "done_on"},
    "budgets": {
        "budget_amount": "amount",
        "budget_currency": "currency",
        "budget_year": "year",
        "budget_kind": "money",
    },
    "evidence": {
        "evidence_kind": "proof",
        "evidence_title": "title",
        "evidence_reference": "reference",
        "evidence_level": "level",
    },
    "values": {"indicator": "indicator", "value_low": "low", "value_high": "high", "value_method": "method"},
}
"""The columns of the file that make a row of the form, and what they are there."""
CODES: Final[Mapping[str, type[StrEnum]]] = {
    "status": Status,
    "level": Level,
    "budget_kind": Money,
    "evidence_kind": Proof,
    "evidence_level": Level,
}
"""The columns in which a code of a closed list stands."""
OF_FIRST: Final = ("level", "responsible", "actions")
"""What only the line with the status tells."""

MOST_LINES, LARGEST = 2000, 4 * 1024 * 1024
STANDS_SECONDS = 3600
"""So long a looked-at file can be taken up."""

Line = Mapping[str, str]


@dataclass
class Group:
    """The lines of a file about one commitment and half-year; the first is the one with the status."""

    at: int
    first: Line
    answers: list[str] = field(default_factory=list)
    rows: dict[str, list[dict[str, str]]] = field(default_factory=lambda: {kind: [] for kind in forms.ROWS})
    lines: dict[str, list[int]] = field(default_factory=lambda: {kind: [] for kind in forms.ROWS})


@dataclass(frozen=True)
class Good:
    """An entry that a file would make, with its line."""

    line: int
    writing: Writing


@dataclass(frozen=True)
class Refused:
    """A line that makes no entry: the field as a form names it, and a code that says why."""

    line: int
    item: str
    field: str
    why: str

    @property
    def column(self) -> str:
        """The column of the file that must be corrected; empty where it is the line as a whole."""
        kind, _, rest = self.field.partition("-")
        part = rest.partition("-")[2]
        named = {there: column for column, there in PIECES.get(kind, {}).items()}
        return named.get(part, self.field if self.field in COLUMNS else "")


@dataclass(frozen=True)
class Looked:
    """What a file would make, and what it would not."""

    good: tuple[Good, ...]
    refused: tuple[Refused, ...]


def empty_table(officer: Officer, instruments: Sequence[str], period: str, language: str) -> bytes:
    """Return the table of everything that some documents ask, to be filled in for a half-year, as CSV."""
    check_permission(officer, Permission.PROGRESS_WRITE)
    known = catalogue_for(officer)
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(COLUMNS)
    for key in instruments:
        for item in asked_by(known, key):
            told = {"item": item.id, "title": wording.title(item, language), "period": period}
            lines.writerow([told.get(column, "") for column in COLUMNS])
    return written.getvalue().encode("utf-8-sig")


def looked_at(officer: Officer, name: str, content: BinaryIO, *, now: datetime) -> Looked:
    """Read a filled table and return what it would make; nothing is kept.

    Raises:
        NotPermitted: The function does not write entries.
        FileRefused: It is no table, has other columns, or too many lines.
    """
    check_permission(officer, Permission.PROGRESS_WRITE)
    refused: list[Refused] = []
    groups = _groups(_lines(name, content), refused)
    good = []
    for one in groups:
        typed = _typed(one)
        unread = dict(typed.problems)
        found = {**dict(actions.problems_of(officer, typed.writing, now=now)), **unread}
        if found.pop("forums", ""):  # a file names no forum
            found["level"] = "by-hand"
        refused += [Refused(_line_of(one, name), one.first["item"], name, why) for name, why in found.items()]
        if not found:
            good.append(Good(one.at, typed.writing))
    return Looked(tuple(good), tuple(sorted(refused, key=lambda one: (one.line, one.field))))


def _lines(name: str, content: BinaryIO) -> Iterator[tuple[int, Line]]:
    found = table(content, name)
    columns = [clean(storable(one)).casefold() for one in found.header]
    if not {"item", "period", "status"} <= set(columns):
        raise FileRefused(fault="no-sheet")
    for count, (line, cells) in enumerate(found.rows, start=1):
        if count > MOST_LINES:
            raise FileRefused(fault="too-large", line=line)
        texts = [clean(storable(str(cell or ""))) for cell in cells]
        told = dict.fromkeys(COLUMNS, "") | dict(zip(columns, texts, strict=False))
        yield line, told | {column: _code(told[column]) for column in CODES}


def _code(text: str) -> str:
    """Return a code as people write it, such as "Under way", as it stands in the list."""
    return text.casefold().replace("_", "-").replace(" ", "-")


def _groups(lines: Iterable[tuple[int, Line]], refused: list[Refused]) -> list[Group]:
    groups: dict[tuple[str, str], Group] = {}
    for number, line in lines:
        said = [line[column] for column in COLUMNS if column not in ("item", "title", "period") and line[column]]
        if not said:
            continue
        key = line["item"], line["period"]
        if any(is_formula(text) for text in said):
            refused.append(Refused(number, line["item"], "row", "malformed"))
            continue
        if line["status"] and key in groups:
            refused.append(Refused(number, line["item"], "item", "twice"))
            continue
        if not line["status"] and key not in groups:
            refused.append(Refused(number, line["item"], "status", "missing"))
            continue
        if late := [column for column in OF_FIRST if line[column] and not line["status"]]:
            refused += [Refused(number, line["item"], column, "not-first") for column in late]
            continue
        group = groups.setdefault(key, Group(number, line))
        group.answers += line["answers"].replace(",", " ").replace(";", " ").split()
        for kind, columns in PIECES.items():
            row = {part: line[column] for column, part in columns.items()}
            if any(row.values()):
                group.rows[kind].append(row)
                group.lines[kind].append(number)
    return list(groups.values())


def _typed(group: Group) -> forms.Typed:
    first = group.first
    fields = {name: first[name] for name in ("item", "period", "status", "responsible", "actions")}
    level = first["level"] or Level.OWN.value
    return forms.read({**fields, "level": level}, group.answers, (), group.rows)


def _line_of(group: Group, name: str) -> int:
    """Return the line on which a field stands that must be corrected."""
    kind, _, rest = name.partition("-")
    number = rest.partition("-")[0]
    lines = group.lines.get(kind, [])
    return lines[int(number) - 1] if number.isdigit() and int(number) <= len(lines) else group.at


def sealed(officer: Officer, looked: Looked) -> str:
    """Return what a looked-at file would make, sealed for the officer who looked at it."""
    document = [
        {"said": said_document(one.writing.said), "period": one.writing.period, "level": one.writing.level.value}
        for one in looked.good
    ]
    return signing.dumps(document, salt=_salt(officer), compress=True)


def taken_up(officer: Officer, text: str, *, now: datetime) -> int:
    """Make the drafts of a file that was looked at, all or none, and return how many.

    Raises:
        EntryIncomplete: It was not looked at by this officer within the hour, or an entry does not hold any more.
    """
    try:
        document: list[dict[str, Any]] = signing.loads(text, salt=_salt(officer), max_age=STANDS_SECONDS)
    except signing.BadSignature:
        raise EntryIncomplete(fields="file unknown") from None
    writings = [Writing(said_from(one["said"]), one["period"], Level(one["level"])) for one in document]
    for writing in writings:
        if found := actions.problems_of(officer, writing, now=now):
            raise EntryIncomplete(fields=", ".join(f"{field} {why}" for field, why in found))
    for writing in writings:
        actions.write(by=officer, writing=writing, now=now)
    return len(writings)


def _salt(officer: Officer) -> str:
    return f"progress-file:{officer.reader.authority}:{officer.handle}"
