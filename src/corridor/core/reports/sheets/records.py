"""The nouns: a workbook to fill in, what stands where in it, and why a row is refused."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corridor.core.reports.codes import Fault
from corridor.core.reports.records import Field, Labels


class Listed(NamedTuple):
    """One entry of a list: its code, and what it is called in each language."""

    code: str
    labels: Labels


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what is said to whoever fills it in, and the entries to choose from, if any.

    `path` is the name of the field; it is empty for the number of the report.
    """

    path: str
    heading: str
    note: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet to fill in; `rows` stand in it from the beginning."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]] = ()
    room: int = 0


@dataclass(frozen=True, slots=True)
class Notes:
    """A sheet of sentences for whoever fills the others in."""

    name: str
    sentences: tuple[str, ...]


class Wrong(enum.StrEnum):
    """Why a row of a workbook is refused before its report is read."""

    FORMULA = "sheet-formula"
    NO_NUMBER = "sheet-no-number"
    UNKNOWN_NUMBER = "sheet-unknown-number"
    TWICE = "sheet-twice"
    TOO_MANY = "sheet-too-many"
    NOT_LISTED = "sheet-not-listed"
    COLUMN = "sheet-column"
    LONG = "sheet-long"
    KNOWN = "sheet-known"


SENTENCES = {
    Wrong.FORMULA: "This is a formula. Write the value itself.",
    Wrong.NO_NUMBER: "This row does not say to which report it belongs. Copy the number from the sheet of reports.",
    Wrong.UNKNOWN_NUMBER: "No report with this number is filled in. Correct the number, or fill in the report.",
    Wrong.TWICE: "Another row has this number already. Give each report a number of its own.",
    Wrong.TOO_MANY: "A report has no room for so many rows of this kind. Put the rest into another report.",
    Wrong.NOT_LISTED: "This is no entry of the list. Choose one of the list of the cell.",
    Wrong.COLUMN: "There is something in a column that has no heading, or an unknown one. Use the workbook as it came.",
    Wrong.LONG: "This text is too long for a report. Shorten it.",
    Wrong.KNOWN: "This report was brought in before. Go on with it among your reports.",
}
"""What is wrong and what to do; what stands in the cell is never repeated."""


class Cell(NamedTuple):
    """Where something stands: the sheet, the line, and the heading of the column ("" for the whole row)."""

    sheet: str
    line: int
    heading: str = ""


class Refusal(NamedTuple):
    """Why a row is refused: where, the code, and the sentence with what it needs to be said in another language."""

    at: Cell
    why: Wrong | Fault
    sentence: str
    params: Mapping[str, str] = {}
    kind: str = ""


class Line(NamedTuple):
    """One row that was read from a sheet; a cell without a text is empty."""

    number: int
    cells: Sequence[str | None]


class Page(NamedTuple):
    """One sheet that was read: its name, its headings and its rows."""

    name: str
    headings: Sequence[str]
    lines: Iterable[Line]


@dataclass(frozen=True, slots=True)
class Filled:
    """One report of a workbook: its number, what was typed by path, and where each path stands."""

    number: str
    at: Cell
    values: Mapping[str, str]
    where: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Brought:
    """What a filled workbook says: reports that can be read, and rows that are refused."""

    reports: tuple[Filled, ...]
    refusals: tuple[Refusal, ...]
    sheets: int = 0


@dataclass(frozen=True, slots=True)
class Lists:
    """The entries of every field that is chosen from a list."""

    of_field: Mapping[tuple[str, str], tuple[Listed, ...]] = field(default_factory=dict)

    def entries(self, group: str, one: Field) -> tuple[Listed, ...]:
        """Return the entries of a field of a group of rows, or of the report itself for an empty group."""
        return self.of_field.get((group, one.name), ())
