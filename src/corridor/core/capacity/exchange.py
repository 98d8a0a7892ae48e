"""Needs and pledges as rows of a table that somebody brings: read row by row, each mistake with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from corridor.core.capacity.codes import Kind, Side, Unit
from corridor.core.capacity.errors import TableUnreadable
from corridor.core.capacity.records import Pledge, Post, Quantity
from corridor.core.commitments.codes import Pillar
from corridor.core.commitments.levels import Level
from corridor.core.kernel.text import clean, storable

MOST_ROWS = 500
COMMON = ("kind", "pillar", "corridor", "title", "amount", "unit", "currency", "level", "forums")
NEED_COLUMNS = (*COMMON, "words", "until", "items")
PLEDGE_COLUMNS = (*COMMON, "donors", "receiver", "since", "until", "reference")

Code = TypeVar("Code", Kind, Pillar, Unit, Level)


@dataclass(frozen=True, slots=True)
class Row:
    """One row with the line where it begins."""

    line: int
    cells: Mapping[str, str]


def rows_in(text: str, columns: tuple[str, ...]) -> tuple[Row, ...]:
    """Return the rows of a table that has these columns, in any order; further ones are refused.

    Raises:
        TableUnreadable: It is no table, lacks a column, has one that is not known, or is too long.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found = []
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        if set(header) != set(columns) or len(header) != len(columns):
            raise TableUnreadable(why="columns")
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                full = cells + [""] * (len(header) - len(cells))
                extra = {"": "more"} if len(cells) > len(header) else {}
                found.append(Row(line, {**dict(zip(header, full, strict=False)), **extra}))
            if len(found) > MOST_ROWS:
                raise TableUnreadable(why="too-many-rows")
            line = reader.line_num + 1
    except csv.Error as broken:
        raise TableUnreadable(why="quotes") from broken
    return tuple(found)


class Typed:
    """Reads the fields of a form or a row, and gathers what must be corrected."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self.problems: list[tuple[str, str]] = [("row", "too-many")] if "" in values else []

    def text(self, field: str) -> str:
        """Return a text."""
        return clean(storable(self._values.get(field, "")))

    def code(self, field: str, codes: type[Code], default: Code) -> Code:
        """Return a code of a closed list."""
        typed = self.text(field)
        if typed in {one.value for one in codes}:
            return codes(typed)
        self.problems.append((field, "unknown" if typed else "missing"))
        return default

    def amount(self, field: str) -> Decimal:
        """Return a plain number, with a point before its fraction."""
        try:
            found = Decimal(self.text(field))
        except InvalidOperation:
            found = Decimal("NaN")
        return found

    def day(self, field: str) -> date | None:
        """Return a day written as 2027-03-14, or nothing where nothing is written."""
        typed = self.text(field)
        try:
            return date.fromisoformat(typed) if typed else None
        except ValueError:
            self.problems.append((field, "malformed"))
            return None

    def names(self, field: str) -> tuple[str, ...]:
        """Return codes that stand beside each other, each once."""
        return tuple(dict.fromkeys(self.text(field).replace(";", " ").replace(",", " ").split()))


def _quantity(typed: Typed) -> Quantity:
    return Quantity(typed.amount("amount"), typed.code("unit", Unit, Unit.PIECES), typed.text("currency").upper())


def post_from(values: Mapping[str, str], side: Side) -> tuple[Post, tuple[tuple[str, str], ...]]:
    """Return a need or an offer as it was typed, and what could not be read."""
    typed = Typed(values)
    post = Post(
        side=side,
        kind=typed.code("kind", Kind, Kind.TRAINING),
        pillar=typed.code("pillar", Pillar, Pillar.COOPERATION),
        corridor=typed.text("corridor"),
        title=typed.text("title"),
        words=typed.text("words"),
        quantity=_quantity(typed),
        until=typed.day("until"),
        level=typed.code("level", Level, Level.OWN),
        items=typed.names("items"),
        conditions=typed.text("conditions"),
        forums=typed.names("forums"),
    )
    return post, tuple(typed.problems)


def pledge_from(values: Mapping[str, str], reporter: str) -> tuple[Pledge, tuple[tuple[str, str], ...]]:
    """Return a pledge as it was typed, and what could not be read; who reports it is one of its donors."""
    typed = Typed(values)
    since, until = typed.day("since"), typed.day("until")
    for field, found in (("since", since), ("until", until)):
        if found is None and not typed.text(field):
            typed.problems.append((field, "missing"))
    donors = tuple(sorted({reporter, *typed.names("donors")}))
    pledge = Pledge(
        donors=donors,
        receiver=typed.text("receiver"),
        kind=typed.code("kind", Kind, Kind.TRAINING),
        pillar=typed.code("pillar", Pillar, Pillar.COOPERATION),
        corridor=typed.text("corridor"),
        title=typed.text("title"),
        quantity=_quantity(typed),
        since=since or until or date(2000, 1, 1),
        until=until or since or date(2000, 1, 1),
        level=typed.code("level", Level, Level.OWN),
        reference=typed.text("reference"),
        forums=typed.names("forums"),
    )
    return pledge, tuple(typed.problems)


def post_cells(post: Post) -> dict[str, str]:
    """Return a need or an offer in the form in which it is read back."""
    return {
        **_common(post),
        "words": post.words,
        "until": post.until.isoformat() if post.until else "",
        "items": " ".join(post.items),
        "conditions": post.conditions,
    }


def pledge_cells(pledge: Pledge) -> dict[str, str]:
    """Return a pledge in the form in which it is read back."""
    return {
        **_common(pledge),
        "donors": " ".join(pledge.donors),
        "receiver": pledge.receiver,
        "since": pledge.since.isoformat(),
        "until": pledge.until.isoformat(),
        "reference": pledge.reference,
    }


def _common(one: Post | Pledge) -> dict[str, str]:
    return {
        "kind": one.kind.value,
        "pillar": one.pillar.value,
        "corridor": one.corridor,
        "title": one.title,
        "amount": f"{one.quantity.amount:f}",
        "unit": one.quantity.unit.value,
        "currency": one.quantity.currency,
        "level": one.level.value,
        "forums": " ".join(one.forums),
    }
