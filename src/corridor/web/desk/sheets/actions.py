"""Writes of workbooks: an empty one to fill in, and what a filled one brings.

Each report of it becomes a draft of whoever brings it, or is refused with every row and reason. A report comes in once,
however often its workbook is brought.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.utils.translation import gettext, override

from corridor import shelf
from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.imports.errors import FileRefused
from corridor.core.imports.formulas import is_formula
from corridor.core.imports.records import Layout
from corridor.core.imports.tables import tables
from corridor.core.reports.rules import read
from corridor.core.reports.sheets.layout import MOST, workbook
from corridor.core.reports.sheets.reading import Workbook
from corridor.core.reports.sheets.records import SENTENCES, Cell, Filled, Line, Page, Refusal, Wrong
from corridor.web.base import identity, keys
from corridor.web.base.ledger.actions import record
from corridor.web.desk.reports import forms, queries, writing
from corridor.web.desk.reports.queries import Kept
from corridor.web.desk.reports.readers import default_for, offered_to
from corridor.web.desk.sheets.lists import lists_for
from corridor.web.desk.sheets.words import heading, what_to_do
from corridor.web.desk.statements.preparing import key_digest

FIRST_LINE = Layout(header=1, header_rows=1)
LARGEST = 4 * 1024 * 1024
"""A filled workbook takes some tens of kilobytes."""


@dataclass(frozen=True)
class Made:
    """A report of a workbook that became a draft."""

    number: str
    uid: str


@dataclass(frozen=True)
class Outcome:
    """What became of a workbook."""

    made: tuple[Made, ...]
    refusals: tuple[Refusal, ...]


def empty_workbook(*, by: Officer, language: str, now: datetime) -> bytes:
    """Return an empty workbook in a language, with numbers of its own for the reports on it."""
    check_permission(by, Permission.REPORT_FILE)
    own = identity.uid()[:6].upper()
    numbers = tuple(f"{own}-{n}" for n in range(1, MOST + 1))
    with override(language):
        sentences = tuple(gettext(one) for one in what_to_do())
    made = workbook(shelf.report_form(), lists_for(by), language, numbers=numbers, sentences=sentences)
    record(Event.PAGE_READ, by=by, now=now, about="report-sheet", language=language)
    return made


def bring(*, by: Officer, name: str, content: BinaryIO, language: str, now: datetime) -> Outcome:
    """Read a filled workbook: what is whole becomes drafts, what is not is refused row by row.

    Raises:
        NotPermitted: The officer's function does not file reports.
        FileRefused: It is no workbook, or none of its sheets was given out here.
    """
    check_permission(by, Permission.REPORT_FILE)
    brought = Workbook(shelf.report_form(), lists_for(by), is_formula).add(_pages(content, name))
    if not brought.sheets:
        raise FileRefused(fault="no-sheet")
    made, refusals = [], list(brought.refusals)
    for filled in brought.reports:
        values = _completed(by, filled.values)
        found = _refusals(by, filled, values, language, now)
        if not found:
            key = _key(by, filled.number)
            made.append(
                Made(filled.number, writing.save_draft(by=by, values=values, now=now, key=key, language=language))
            )
        refusals += found
    return Outcome(tuple(made), tuple(sorted(refusals, key=lambda one: (one.at, one.why))))


def _pages(content: BinaryIO, name: str) -> Iterator[Page]:
    for table in tables(content, name, FIRST_LINE):
        if table.format not in ("xlsx", "ods"):
            raise FileRefused(fault="no-sheet")
        yield Page(table.sheet, table.header, (Line(line, cells) for line, cells in table.rows))


def _completed(by: Officer, values: Mapping[str, str]) -> dict[str, str]:
    """Return what was typed with the marking that a report of this officer begins with, where none is chosen."""
    return {"marking": default_for(by, offered_to(by)), **values}


def _refusals(by: Officer, filled: Filled, values: Mapping[str, str], language: str, now: datetime) -> list[Refusal]:
    """Return why a report cannot come in, cell by cell."""
    if queries.is_known(_key(by, filled.number)):
        return [Refusal(filled.at, Wrong.KNOWN, SENTENCES[Wrong.KNOWN])]
    kept = Kept({}, {}, language)
    reading = read(values, forms.asking(by, kept, filled.number, language, now))
    return [
        Refusal(
            filled.where.get(problem.path) or Cell(*filled.at[:2], heading(problem.path, language)),
            problem.fault,
            problem.sentence,
            problem.params,
            problem.kind,
        )
        for problem in reading.problems
    ]


def _key(by: Officer, number: str) -> str:
    """Return the identifier of the draft that a report of a workbook becomes: the same whenever it is brought."""
    return key_digest(f"report-sheet\n{by.reader.authority}\n{by.handle}\n{number}", keys.digest_key()).hex()
