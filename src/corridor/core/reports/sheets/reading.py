"""Reads a filled workbook: puts rows together to reports, and refuses rows one by one, never repeating a cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from corridor.core.kernel.text import clean, fold, storable
from corridor.core.reports.records import Field, Form
from corridor.core.reports.sheets.layout import LANGUAGES, MOST, NUMBER, columns_of
from corridor.core.reports.sheets.records import (
    SENTENCES,
    Brought,
    Cell,
    Filled,
    Line,
    Lists,
    Page,
    Refusal,
    Wrong,
)
from corridor.core.reports.sheets.workbook import column_letter, sheet_name

LONGEST = 4_000
MOST_REFUSALS = 500
"""So many refusals are told; a workbook with more of them is not the one that was given out."""

MOST_LINES = 5_000


@dataclass
class _Building:
    """One report as its rows come."""

    number: str
    at: Cell
    values: dict[str, str] = field(default_factory=dict)
    where: dict[str, Cell] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    is_refused: bool = False


@dataclass(frozen=True)
class _Known:
    """One sheet as it was given out, in any of the languages: its columns by folded heading."""

    group: str
    fields: Mapping[str, Field]
    most: int


class Workbook:
    """Reads the sheets of one workbook into reports."""

    def __init__(self, form: Form, lists: Lists, is_formula: Callable[[str], bool]) -> None:
        self.form, self.lists, self.is_formula = form, lists, is_formula
        self.sheets = _sheets(form, lists)
        self.numbers = {fold(label) for label in NUMBER.values()}
        self.reports: dict[str, _Building] = {}
        self.refusals: list[Refusal] = []
        self.read = 0

    def add(self, pages: Iterable[Page]) -> Brought:
        """Return what the sheets say; the sheet of reports may stand anywhere among them."""
        further: list[tuple[_Known, Page, list[Line]]] = []
        for page in pages:
            known = self.sheets.get(fold(sheet_name(page.name)))
            if known is None:
                continue
            self.read += 1
            lines = [line for _, line in zip(range(MOST_LINES), page.lines, strict=False) if any(line.cells)]
            if known.group:
                further.append((known, page, lines))
            else:
                self._reports(known, page, lines)
        for known, page, lines in further:
            self._rows(known, page, lines)
        whole = [one for one in self.reports.values() if one.values and not one.is_refused]
        return Brought(
            tuple(Filled(one.number, one.at, one.values, one.where) for one in whole),
            tuple(self.refusals[:MOST_REFUSALS]),
            self.read,
        )

    def refuse(self, at: Cell, why: Wrong) -> None:
        self.refusals.append(Refusal(at, why, SENTENCES[why]))

    def _reports(self, known: _Known, page: Page, lines: list[Line]) -> None:
        for line in lines:
            at = Cell(page.name, line.number)
            number, filled = self._split(known, page, line)
            if not filled:
                continue
            if not number:
                self.refuse(at, Wrong.NO_NUMBER)
            elif number in self.reports:
                self.refuse(at, Wrong.TWICE)
                self.reports[number].is_refused = True
            elif len(self.reports) >= MOST:
                self.refuse(at, Wrong.TOO_MANY)
            else:
                self.reports[number] = report = _Building(number, at)
                self._put(report, known, "", filled)

    def _rows(self, known: _Known, page: Page, lines: list[Line]) -> None:
        for line in lines:
            at = Cell(page.name, line.number)
            number, filled = self._split(known, page, line)
            if not filled:
                continue
            report = self.reports.get(number)
            if report is None:
                self.refuse(at, Wrong.UNKNOWN_NUMBER if number else Wrong.NO_NUMBER)
                continue
            place = report.rows.get(known.group, 0)
            if place >= known.most:
                self.refuse(at, Wrong.TOO_MANY)
                report.is_refused = True
                continue
            report.rows[known.group] = place + 1
            self._put(report, known, f"{known.group}.{place}.", filled)

    def _split(self, known: _Known, page: Page, line: Line) -> tuple[str, list[tuple[str, str, Cell]]]:
        """Return the number of the report, and the cells that are filled: folded heading, text and where.

        A heading that nobody gave out is not repeated; the letter of its column stands for it.
        """
        number, filled = "", []
        for place, cell in enumerate(line.cells):
            text = clean(storable(cell or ""))
            if not text:
                continue
            heading = page.headings[place] if place < len(page.headings) else ""
            if fold(heading) in self.numbers:
                number = text
            else:
                told = heading if fold(heading) in known.fields else column_letter(place)
                filled.append((fold(heading), text, Cell(page.name, line.number, told)))
        return number, filled

    def _put(self, report: _Building, known: _Known, before: str, filled: list[tuple[str, str, Cell]]) -> None:
        for heading, text, at in filled:
            one = known.fields.get(heading)
            wrong = Wrong.COLUMN if one is None else self._wrong(one, text)
            value = None if one is None or wrong else self._value(known.group, one, text)
            if one is None or value is None:
                self.refuse(at, wrong or Wrong.NOT_LISTED)
                report.is_refused = True
            else:
                report.values[before + one.name] = value
                report.where[before + one.name] = at

    def _wrong(self, one: Field, text: str) -> Wrong | None:
        if self.is_formula(text):
            return Wrong.FORMULA
        return Wrong.LONG if len(text) > min(LONGEST, max(one.longest, 200)) else None

    def _value(self, group: str, one: Field, text: str) -> str | None:
        """Return what stands in a cell as the form takes it: labels of whatever language as codes."""
        entries = self.lists.entries(group, one)
        parts = [part.strip() for part in text.replace("؛", ";").split(";")] if one.is_many else [text]
        if not entries:
            return ",".join(filter(None, parts))
        codes = {fold(name): entry.code for entry in entries for name in (*entry.labels.values(), entry.code)}
        found = [codes.get(fold(part)) for part in parts if part]
        return None if None in found else ",".join(filter(None, found))


def _sheets(form: Form, lists: Lists) -> dict[str, _Known]:
    """Return the sheets by folded name, as they are called in each language."""
    rows = {section.rows.name: section.rows for section in form.sections if section.rows is not None}
    own = {one.name: one for section in form.sections for one in section.fields}
    found: dict[str, _Known] = {}
    for language in LANGUAGES:
        for group, name, columns in columns_of(form, lists, language):
            fields = {one.name: one for one in rows[group].fields} if group else own
            by_heading = {fold(column.heading): fields[column.path] for column in columns}
            found[fold(name)] = _Known(group, by_heading, rows[group].most if group else 1)
    return found
