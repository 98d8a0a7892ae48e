"""Reads JSON one record at a time: a list `[{...}, ...]`, an object that holds such a list, or one record a line.

What a record holds inside another is named by both, as `place.name`. In GeoJSON a feature is its properties, with the
latitude and longitude of its point.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from corridor.core.imports.codes import CELL_LIMIT, COLUMN_LIMIT, Reason
from corridor.core.imports.errors import FileRefused
from corridor.core.imports.records import Broken, Cells, problem

_LARGEST = 2_000_000
_PEEK = 200
# Under which names exports keep their list of records.
_LISTS = frozenset(
    ("data", "results", "records", "rows", "items", "incidents", "result", "value", "values", "features", "objects")
)
_DEEPEST = 8
_LARGEST_OBJECT = 16_000_000
# The column for the names under which an object lists records.
_NAME = "key"
_something = re.compile(r"[^ \t\r\n]")


class _Repetitive(dict[str, Any]):
    """A record in which a field stands twice, in itself or in what it holds."""


def json_table(text: Iterator[str]) -> tuple[tuple[str, ...], Iterator[tuple[int, Cells]]]:
    """Return the header and the rows of a JSON text.

    The header is the union of the fields of the first records. A row comes with the number of its record, from 1.

    Raises:
        FileRefused: There is no list of records, or the JSON is damaged.
    """
    records = _flat(_records(_Text(text)))
    peeked: list[dict[str, Any]] = []
    for record in records:
        peeked.append(record)
        if len(peeked) == _PEEK:
            break
    header = tuple(dict.fromkeys(name for record in peeked for name in record))
    if not header:
        raise FileRefused(fault="empty", line=1)
    if len(header) > COLUMN_LIMIT:
        raise FileRefused(fault="columns", line=1)
    return tuple(name.strip() for name in header), _rows(header, peeked, records)


def _rows(
    header: tuple[str, ...], peeked: list[dict[str, Any]], records: Iterator[dict[str, Any]]
) -> Iterator[tuple[int, Cells]]:
    known = frozenset(header)
    number = 0
    for source in (iter(peeked), records):
        for record in source:
            number += 1
            cells: Cells = [_cell(record.get(name)) for name in header]
            if isinstance(record, _Repetitive):
                cells = Broken(cells, problem(Reason.FIELD_TWICE))
            elif not record.keys() <= known:
                cells = Broken(cells, problem(Reason.UNKNOWN_KEY))
            elif any(cell is not None and len(cell) > CELL_LIMIT for cell in cells):
                shortened: Cells = [cell and cell[:CELL_LIMIT] for cell in cells]
                cells = Broken(shortened, problem(Reason.CELL_TOO_LONG, limit=CELL_LIMIT))
            yield number, cells


def _flat(records: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield records whose fields are no records any more; a feature of GeoJSON becomes its properties and its point."""
    for record in records:
        if record.get("type") == "Feature" and "geometry" in record and not isinstance(record, _Repetitive):
            yield _feature(record)
        elif any(type(value) is dict for value in record.values()):
            flat = type(record)()
            _spread(flat, record, "", _DEEPEST)
            yield flat
        else:
            yield record


def _spread(flat: dict[str, Any], record: dict[str, Any], before: str, deepest: int) -> None:
    for name, value in record.items():
        if isinstance(value, dict) and value and deepest:
            _spread(flat, value, f"{before}{name}.", deepest - 1)
        else:
            # Two fields may come to the same name, as "a.b" and b within a; then both stay, told apart.
            while f"{before}{name}" in flat:
                name += "."
            flat[f"{before}{name}"] = value


def _feature(record: dict[str, Any]) -> dict[str, Any]:
    geometry = record["geometry"] if isinstance(record["geometry"], dict) else {}
    place = geometry.get("coordinates")
    lon = lat = None
    if geometry.get("type") == "Point" and isinstance(place, list) and len(place) >= 2:
        lon, lat = place[:2]
    found: dict[str, Any] = {"latitude": lat, "longitude": lon, "geometry": geometry.get("type")}
    properties = record.get("properties")
    if "id" in record:
        found["feature.id"] = record["id"]
    said: dict[str, Any] = {}
    _spread(said, properties if isinstance(properties, dict) else {}, "", _DEEPEST)
    for name, value in said.items():
        found[f"properties.{name}" if name.strip().casefold() in found else name] = value
    return found


def _cell(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ", ".join(value)
    return json.dumps(value, ensure_ascii=False)


class _Text:
    """A text that arrives in pieces, with a position in it and the number of the line there."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self._pieces = pieces
        self._buffer = ""
        self._at = 0
        self._line = 1
        self._ended = False
        self._passed = 0
        self.repeats = False
        # Numbers stay as they are written: 21.10 is not 21.1, and no count passes through floating point.
        self._decoder = json.JSONDecoder(
            parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=self._object
        )

    def _object(self, fields: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(fields)
        if len(found) != len(fields):
            self.repeats = True
        return found

    @property
    def line(self) -> int:
        return self._line + self._buffer.count("\n", 0, self._at)

    @property
    def place(self) -> int:
        return self._passed + self._at

    def peek(self) -> str:
        """Return the next character that is not white space, or nothing at the end."""
        while True:
            if (found := _something.search(self._buffer, self._at)) is not None:
                self._at = found.start()
                return found.group()
            self._at = len(self._buffer)
            if not self._more():
                return ""

    def take(self) -> str:
        """Return the next character that is not white space and step over it."""
        character = self.peek()
        self._at += 1
        return character

    def value(self) -> Any:
        """Read one JSON value; an object in which a field stands twice, however deep, comes as `_Repetitive`.

        Raises:
            FileRefused: It is damaged, too deep or too large.
        """
        self.peek()
        while True:
            self.repeats = False
            try:
                found, end = self._decoder.raw_decode(self._buffer, self._at)
            except RecursionError:
                raise FileRefused(fault="json-deep", line=self.line) from None
            except ValueError:
                if not self._double():
                    raise FileRefused(fault="json", line=self.line) from None
                continue
            # A number at the very end of the buffer may go on in the next piece.
            if end == len(self._buffer) and not isinstance(found, dict | list) and self._more():
                continue
            self._at = end
            return _Repetitive(found) if self.repeats and isinstance(found, dict) else found

    def _more(self) -> bool:
        if self._ended:
            return False
        piece = next(self._pieces, None)
        if piece is None:
            self._ended = True
            return False
        self._line += self._buffer.count("\n", 0, self._at)
        self._passed += self._at
        self._buffer = self._buffer[self._at :] + piece
        self._at = 0
        return True

    def _double(self) -> bool:
        """Read on until the unread part has doubled, so that a long value is not tried again for every piece."""
        unread = len(self._buffer) - self._at
        if unread > _LARGEST:
            raise FileRefused(fault="json-element", line=self.line)
        target = 2 * unread
        grown = False
        while len(self._buffer) - self._at < target or not grown:
            if not self._more():
                break
            grown = True
        return grown


def _records(text: _Text) -> Iterator[dict[str, Any]]:
    start = text.take()
    if start == "[":
        yield from _list(text)
    else:
        yield from _in_object(text)
    if text.peek():
        raise FileRefused(fault="json", line=text.line)


def _list(text: _Text) -> Iterator[dict[str, Any]]:
    """Yield the records of a list whose opening bracket was read."""
    if text.peek() == "]":
        text.take()
        return
    while True:
        if text.peek() != "{":
            raise FileRefused(fault="json-shape" if text.peek() else "json", line=text.line)
        yield text.value()
        mark = text.take()
        if mark == "]":
            return
        if mark != ",":
            raise FileRefused(fault="json", line=text.line)


def _in_object(text: _Text) -> Iterator[dict[str, Any]]:
    """Yield the records of the first list of records in an object.

    Without such a list, an object that holds nothing but objects lists them by their names; any other is a record.
    """
    single: dict[str, Any] = {}
    begun = text.place
    listed = ""
    if text.peek() == "}":
        raise FileRefused(fault="json-shape", line=1)
    while True:
        name = text.value() if text.peek() == '"' else None
        if not isinstance(name, str) or text.take() != ":":
            raise FileRefused(fault="json", line=text.line)
        if not listed and text.peek() == "[" and name.casefold() in _LISTS:
            text.take()
            listed = name
            yield from _list(text)
        elif name == listed:
            # A second list under the name of the first: its records would be lost in silence.
            raise FileRefused(fault="json", line=text.line)
        else:
            is_known = name in single
            single[name] = text.value()
            if is_known or text.repeats:
                single = _Repetitive(single)
            if text.place - begun > _LARGEST_OBJECT:
                raise FileRefused(fault="json-element", line=text.line)
        mark = text.take()
        if mark == "}":
            break
        if mark != ",":
            raise FileRefused(fault="json", line=text.line)
    if listed:
        return
    if len(single) > 1 and not text.peek() and all(isinstance(value, dict) for value in single.values()):
        if isinstance(single, _Repetitive):
            raise FileRefused(fault="json", line=text.line)
        yield from ({_NAME: name, **value} for name, value in single.items())
        return
    if text.peek() != "{" and not any(isinstance(value, dict) for value in single.values()) and text.peek():
        raise FileRefused(fault="json", line=text.line)
    if text.peek() != "{":
        raise FileRefused(fault="json-shape", line=text.line)
    yield single
    while text.peek() == "{":
        yield text.value()
