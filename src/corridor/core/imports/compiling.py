"""Turns a mapping and the header of a file into a function that reads one row: plain tuples, one cache a column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from sys import intern
from typing import NamedTuple, cast

from corridor.core.entities import records as entities
from corridor.core.entities.registry import Registry
from corridor.core.entities.rules import drafts as safeguards
from corridor.core.imports.arranging import needed
from corridor.core.imports.cells import Claims, ReadCell, Unfit, figure, guard, reader_of
from corridor.core.imports.codes import Reason
from corridor.core.imports.counting import read_counts
from corridor.core.imports.errors import FileRefused
from corridor.core.imports.exported import as_exported
from corridor.core.imports.records import (
    Broken,
    Cells,
    Check,
    Claim,
    Field,
    ImportMapping,
    Problem,
    Refused,
    Row,
    problem,
)
from corridor.core.kernel.countries import Countries
from corridor.core.kernel.identifiers import Uid
from corridor.core.kernel.points import PointInvalid, point_text
from corridor.core.kernel.text import clean, fold

_CACHE = 8192
_TRAILING = re.compile(r"-?\d+\.\d*", re.ASCII)
_DEGREES = re.compile(r"[+-]?\d{1,3}(?:\.\d{0,30})?", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,6}(?:[.,]\d{0,30})?(?:[eE]-?\d{1,2})?", re.ASCII)

# Kinds that hold counts only, and the properties whose safeguards look at several values together.
_PLAIN = frozenset(("Incident", "SeriesObservation"))
_DELICATE = frozenset(("smuggling", "trafficking", "benefit", "coercion", "unpaid_helpers", "organised_by"))
_NOBODY = Uid("0" * 32)

ReadCells = Callable[[Cells], Claims]


class _Grade(NamedTuple):
    place: int
    column: str
    codes: Mapping[str, str]


class RowReader:
    """Reads the rows of one file: called with the cells of a row, it gives a `Row` or what is wrong with it, `Refused`.

    `unread` names the columns of the file that the mapping neither reads nor says it leaves out.
    """

    __slots__ = (
        "_always",
        "_checks",
        "_degrees",
        "_grade",
        "_keys",
        "_pairs",
        "_registry",
        "_required",
        "_steps",
        "_width",
        "mapping",
        "unread",
    )

    def __init__(
        self,
        mapping: ImportMapping,
        header: Sequence[str],
        countries: Countries,
        today: str | None,
        registry: Registry | None,
    ) -> None:
        places = _places(mapping, header)
        self.mapping = mapping
        self._registry = registry
        self._width = len(header)
        self._keys = tuple((header[places[name]], places[name]) for name in mapping.key if name in places)
        pairs = {
            column
            for field in mapping.fields
            if field.type == "point" and len(field.columns) == 2
            for column in field.columns
        }
        self._degrees = [at for at, name in enumerate(name for name in mapping.key if name in places) if name in pairs]
        self._always: tuple[Claim, ...] = (("kind", intern(mapping.kind), None),)
        self._steps: list[tuple[int, dict[str, Claims], ReadCell]] = []
        self._pairs: list[ReadCells] = []
        self._required: list[tuple[int, str]] = []
        self._checks: list[Callable[[Cells], Problem | None]] = []
        for field in mapping.fields:
            self._add(field, places, header, countries, today)
        read = {places[column] for field in mapping.fields for column in field.columns if column in places}
        groups = (group for field in mapping.fields for group in (field.sex_from, field.age_from) if group)
        grouped = {places[group.column] for group in groups if group.column in places}
        for index, name in enumerate(header):
            if index not in read:
                self._steps.append((index, {}, guard(name)))
        for check in mapping.checks:
            if {check.total, *check.at_least} <= places.keys():
                self._checks.append(_checker(check, places, header))
        self._grade: _Grade | None = None
        if mapping.grading is not None and mapping.grading.column in places:
            index = places[mapping.grading.column]
            self._grade = _Grade(index, header[index], mapping.grading.codes)
        named = read | grouped | {index for _, index in self._keys} | ({self._grade.place} if self._grade else set())
        self.unread = tuple(
            name for i, name in enumerate(header) if i not in named and fold(name) not in mapping.unread and name
        )

    def _add(
        self,
        field: Field,
        places: dict[str, int],
        header: Sequence[str],
        countries: Countries,
        today: str | None,
    ) -> None:
        if field.constant is not None:
            self._always += ((intern(field.prop), field.constant, None),)
            return
        if not all(column in places for column in field.columns) or field.instead_of in places:
            return
        if field.type == "count" and (len(field.columns) > 1 or field.sex_from or field.age_from):
            self._pairs.append(read_counts(field, places, header, countries))
            return
        if len(field.columns) > 1:
            self._pairs.append(_pair(field, places, header, countries, today))
            return
        index = places[field.columns[0]]
        reader = reader_of(field, header[index], countries, today)
        self._steps.append((index, {}, as_exported(field, reader) if self.mapping.is_export else reader))
        if field.required:
            self._required.append((index, header[index]))

    def __call__(self, cells: Cells) -> Row | Refused:
        """Read one row."""
        if len(cells) != self._width or type(cells) is not list:
            return self._misshapen(cells)
        claims = list(self._always)
        problems: list[Problem] = []
        for index, cache, read in self._steps:
            cell = cells[index]
            if cell:
                found = cache.get(cell)
                if found is None:
                    try:
                        found = read(cell)
                    except Unfit as unfit:
                        problems.append(unfit.problem)
                        continue
                    if len(cache) >= _CACHE:
                        cache.clear()
                    cache[cell] = found
                claims += found
        for pair in self._pairs:
            try:
                claims += pair(cells)
            except Unfit as unfit:
                problems.append(unfit.problem)
        for index, column in self._required:
            if not cells[index]:
                problems.append(problem(Reason.VALUE_MISSING, column))
        for check in self._checks:
            if (failed := check(cells)) is not None:
                problems.append(failed)
        key = self.key_of(cells)
        if not key:
            problems.append(problem(Reason.KEY_MISSING, self._keys[0][0]))
        grade = None
        if self._grade is not None and (text := (cells[self._grade.place] or "").strip()):
            grade = self._grade.codes.get(fold(text))
            if grade is None:
                problems.append(problem(Reason.GRADE_UNKNOWN, self._grade.column))
        if self._registry is not None and not problems:
            problems += self._unsafe(claims)
        if problems:
            return Refused(tuple(problems))
        return Row(key, claims, grade)

    def key_of(self, cells: Cells) -> str:
        """Return the key of a row's record, empty where every column of the key is; repeats are numbered elsewhere."""
        if len(cells) != self._width:
            return ""
        if len(self._keys) == 1:
            return clean(cells[self._keys[0][1]] or "")
        parts = [clean(cells[index] or "") for _, index in self._keys]
        if not any(parts):
            return ""
        for at in self._degrees:  # A workbook keeps 28.0 as the number 28: it is the same record.
            if _TRAILING.fullmatch(parts[at]):
                parts[at] = parts[at].rstrip("0").rstrip(".")
        return "|".join([part.replace("\\", "\\\\").replace("|", "\\|") for part in parts])

    def _unsafe(self, claims: list[Claim]) -> Iterator[Problem]:
        """Yield the safeguards that a row breaks, so that a table is no way around what a form refuses."""
        said = tuple(entities.Claim(*claim) for claim in claims[1:])
        draft = entities.Draft(_NOBODY, self.mapping.kind, said)
        for found in safeguards.problems(draft, cast("Registry", self._registry)):
            if not found.warning:
                yield problem(Reason.SAFEGUARD, rule=found.code)

    def _misshapen(self, cells: Cells) -> Refused:
        if isinstance(cells, Broken):
            return Refused((cells.problem,))
        return Refused((problem(Reason.CELL_COUNT, found=len(cells), expected=self._width),))


def compile_mapping(
    mapping: ImportMapping,
    registry: Registry,
    countries: Countries,
    *,
    header: Sequence[str] | None = None,
    today: str | None = None,
) -> RowReader:
    """Return the function that reads the rows of one file.

    Args:
        mapping: As `mapping_from` made it.
        header: The header of the file; without it the cells come in the order of the mapping's own columns.
        today: The present day as 2021-03-14; dates after it are refused. Without it no date is too late.
    Raises:
        FileRefused: A column that the mapping needs is not there, or two columns carry its name.
    """
    columns = tuple(mapping.columns) if header is None else tuple(header)
    return RowReader(mapping, columns, countries, today, registry if _is_delicate(mapping) else None)


def _is_delicate(mapping: ImportMapping) -> bool:
    """Say whether rows must pass every safeguard: all that are more than plain counts of what happened."""
    return mapping.kind not in _PLAIN or any(field.prop in _DELICATE for field in mapping.fields)


def _places(mapping: ImportMapping, header: Sequence[str]) -> dict[str, int]:
    """Find the place of each column of the mapping; the first of its headers that is there counts."""
    folded = [fold(name) for name in header]
    places: dict[str, int] = {}
    for column, names in mapping.columns.items():
        present = next((name for name in names if name in folded), None)
        if present is not None:
            if folded.count(present) > 1:
                raise FileRefused(fault="column-twice", line=1)
            places[column] = folded.index(present)
    if not places.keys() >= needed(mapping):
        raise FileRefused(fault="column-missing", line=1)
    return places


def _pair(
    field: Field, places: dict[str, int], header: Sequence[str], countries: Countries, today: str | None
) -> ReadCells:
    """Return the function that reads one property from several columns."""
    indices = [places[column] for column in field.columns]
    label = " / ".join(header[index] for index in indices)
    if field.type == "point":
        return _two_halves(field, indices, label)
    # Year, month and day, or amount and currency: read as one text, written as the style or the type expects it.
    read = reader_of(field, label, countries, today)
    gap = "-" if field.type == "date" else " "

    def joined(cells: Cells) -> Claims:
        parts = [(cells[index] or "").strip() for index in indices]
        while parts and not parts[-1]:
            parts.pop()
        return read(gap.join(parts))

    return joined


def _two_halves(field: Field, indices: list[int], label: str) -> ReadCells:
    first, second = indices if field.order == "lat,lon" else indices[::-1]
    prop, required, missing, zero = intern(field.prop), field.required, field.missing, field.zero
    whole = _DEGREES.fullmatch

    def read(cells: Cells) -> Claims:
        lat, lon = (cells[first] or "").strip(), (cells[second] or "").strip()
        if not lat or not lon or lat in missing or lon in missing:
            if (lat and lat not in missing) or (lon and lon not in missing):
                raise Unfit(problem(Reason.POINT_HALF, label))
            if required:
                raise Unfit(problem(Reason.VALUE_MISSING, label))
            return ()
        if not (whole(lat) and whole(lon)):
            if not (_NUMBER.fullmatch(lat) and _NUMBER.fullmatch(lon)):
                raise Unfit(problem(Reason.POINT_FORM, label))
            lat_text, lon_text = lat.replace(",", "."), lon.replace(",", ".")
        else:
            lat_text, lon_text = lat, lon
        try:
            value = point_text(float(lat_text), float(lon_text))
        except PointInvalid:
            raise Unfit(problem(Reason.POINT_OUTSIDE, label)) from None
        if value == "0,0" and not zero:
            raise Unfit(problem(Reason.POINT_ZERO, label))
        recorded = f"{lat},{lon}"
        return ((prop, value, None if value == recorded else f"{lat}, {lon}"),)

    return read


def _checker(check: Check, places: dict[str, int], header: Sequence[str]) -> Callable[[Cells], Problem | None]:
    total, parts = places[check.total], [places[part] for part in check.at_least]
    named = " + ".join(f"“{header[part]}”" for part in parts)

    def failed(cells: Cells) -> Problem | None:
        whole = figure((cells[total] or "").strip(), ",")
        figures = [figure((cells[part] or "").strip(), ",") or 0 for part in parts]
        if whole is None or whole >= sum(figures):
            return None
        return problem(Reason.CHECK_FAILED, header[total], parts=named)

    return failed
