"""What an officer may type of an entry: read field by field and row by row; rows that are left empty are no rows.

A row without a key is a new one; it is given its key when it is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Final, TypeVar

from django.http import QueryDict

from corridor.core.kernel.text import clean, storable
from corridor.core.progress.codes import Found, How, Level, Money, Proof, Status
from corridor.core.progress.records import Budget, Evidence, Milestone, Said, Value
from corridor.core.progress.rules import MOST_PIECES
from corridor.web.desk.progress.actions import Writing

Code = TypeVar("Code", bound=StrEnum)
Row = Mapping[str, str]

ROWS: Final[Mapping[str, tuple[str, ...]]] = {
    "milestones": ("key", "text", "due", "done_on"),
    "budgets": ("amount", "currency", "year", "money"),
    "evidence": ("key", "proof", "title", "reference", "level", "is_told"),
    "values": ("indicator", "low", "high", "method", "how", "source"),
}
"""The columns of each kind of row."""

TELLING: Final[Mapping[str, tuple[str, ...]]] = {
    "milestones": ("text", "due", "done_on"),
    "budgets": ("amount",),
    "evidence": ("title", "reference"),
    "values": ("low", "high", "method"),
}
"""The columns of which one must be filled for a row to be one: what is chosen from a list says nothing by itself."""


@dataclass(frozen=True)
class Typed:
    """An entry as it was typed, what it says as far as it could be read, and what could not."""

    fields: Mapping[str, str]
    answers: tuple[str, ...]
    forums: tuple[str, ...]
    rows: Mapping[str, tuple[Row, ...]]
    writing: Writing
    problems: tuple[tuple[str, str], ...] = ()


@dataclass
class _Reader:
    """Reads values and keeps what was wrong with them."""

    problems: dict[str, str] = field(default_factory=dict)

    def day(self, name: str, text: str) -> date | None:
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.problems[name] = "no-day"
            return None

    def number(self, name: str, text: str) -> Decimal:
        plain = text.replace(" ", "").replace("\u202f", "").replace("\xa0", "")
        try:
            found = Decimal(plain)
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite() or abs(found) >= LARGEST or "e" in plain.lower():
            self.problems[name] = "missing" if not plain else "no-number"
            return Decimal(0)
        return found.quantize(FINEST).normalize() + 0

    def code(self, name: str, text: str, codes: type[Code]) -> Code:
        try:
            return codes(text)
        except ValueError:
            self.problems[name] = "choose"
            return next(iter(codes))


LARGEST, FINEST = Decimal(10) ** 15, Decimal("0.000001")


def typed_from(posted: QueryDict) -> Typed:
    """Read an entry as the form sends it."""
    fields = {name: _line(posted.get(name, "")) for name in ("item", "period", "status", "level", "responsible")}
    fields["actions"] = storable(posted.get("actions", "")).strip()
    rows = {kind: tuple(_rows(posted, kind)) for kind in ROWS}
    return read(fields, tuple(posted.getlist("answers")), tuple(posted.getlist("forums")), rows)


def read(
    fields: Mapping[str, str],
    answers: Sequence[str],
    forums: Sequence[str],
    rows: Mapping[str, Sequence[Row]],
) -> Typed:
    """Read an entry from its texts, wherever they come from; what cannot be read stands in `problems`."""
    reader = _Reader()
    said = Said(
        item=fields["item"],
        status=reader.code("status", fields["status"], Status),
        answers=tuple(dict.fromkeys(_line(one) for one in answers)),
        responsible=fields["responsible"],
        actions=fields["actions"],
        milestones=_each(rows, "milestones", reader, _milestone),
        budgets=_each(rows, "budgets", reader, _budget),
        evidence=_each(rows, "evidence", reader, _evidence),
        values=tuple(
            _value(f"values-{number}", row, reader, fields["period"])
            for number, row in enumerate(rows["values"], start=1)
        ),
    )
    level = reader.code("level", fields["level"], Level)
    chosen = tuple(dict.fromkeys(_line(one) for one in forums))
    return Typed(
        fields=fields,
        answers=said.answers,
        forums=chosen,
        rows={kind: tuple(rows[kind]) for kind in ROWS},
        writing=Writing(said, fields["period"], level, chosen, _sources(rows["values"])),
        problems=tuple(reader.problems.items()),
    )


def _sources(rows: Sequence[Row]) -> dict[str, str]:
    return {row.get("indicator", ""): row["source"] for row in rows if row.get("source")}


def _each(
    rows: Mapping[str, Sequence[Row]], kind: str, reader: _Reader, one: Callable[[str, Row, _Reader], Any]
) -> tuple[Any, ...]:
    return tuple(one(f"{kind}-{number}", row, reader) for number, row in enumerate(rows[kind], start=1))


def _milestone(name: str, row: Row, reader: _Reader) -> Milestone:
    due, done_on = (reader.day(f"{name}-{part}", row.get(part, "")) for part in ("due", "done_on"))
    return Milestone(row.get("key", ""), row.get("text", ""), due, done_on)


def _budget(name: str, row: Row, reader: _Reader) -> Budget:
    year = row.get("year", "")
    if not (year.isascii() and year.isdigit()):
        reader.problems[f"{name}-year"] = "malformed"
    return Budget(
        amount=reader.number(f"{name}-amount", row.get("amount", "")),
        currency=row.get("currency", "").upper(),
        year=int(year[:4]) if year.isascii() and year.isdigit() else 0,
        money=reader.code(f"{name}-money", row.get("money", ""), Money),
    )


def _evidence(name: str, row: Row, reader: _Reader) -> Evidence:
    return Evidence(
        key=row.get("key", ""),
        proof=reader.code(f"{name}-proof", row.get("proof", ""), Proof),
        title=row.get("title", ""),
        reference=row.get("reference", ""),
        level=reader.code(f"{name}-level", row.get("level", ""), Level),
        is_told=bool(row.get("is_told")),
        found=Found.NOT_LOOKED,
    )


def _value(name: str, row: Row, reader: _Reader, period: str) -> Value:
    low = reader.number(f"{name}-low", row.get("low", ""))
    high = reader.number(f"{name}-high", row["high"]) if row.get("high") else low
    how = How.COMPUTED if row.get("how") == How.COMPUTED else How.BY_HAND
    return Value(row.get("indicator", ""), low, high, period, how, row.get("method", ""))


def _rows(posted: QueryDict, kind: str) -> Iterator[Row]:
    """Yield the rows of a kind that say something, in their order."""
    for number in range(1, MOST_PIECES + 2):
        row = {part: _line(posted.get(f"{kind}-{number}-{part}", "")) for part in ROWS[kind]}
        if any(row[part] for part in TELLING[kind]):
            yield row


def _line(text: str) -> str:
    return clean(storable(text))[:LONGEST]


LONGEST = 5000
"""So many characters are read of a field; more is told to be too long."""


def typed_of(writing: Writing) -> Typed:
    """Return a version as the form would send it."""
    said = writing.said
    fields = {
        "item": said.item,
        "period": writing.period,
        "status": said.status.value,
        "level": writing.level.value,
        "responsible": said.responsible,
        "actions": said.actions,
    }
    rows: dict[str, tuple[Row, ...]] = {
        "milestones": tuple(
            {"key": one.key, "text": one.text, "due": _iso(one.due), "done_on": _iso(one.done_on)}
            for one in said.milestones
        ),
        "budgets": tuple(
            {
                "amount": f"{one.amount:f}",
                "currency": one.currency,
                "year": str(one.year),
                "money": one.money.value,
            }
            for one in said.budgets
        ),
        "evidence": tuple(
            {
                "key": one.key,
                "proof": one.proof.value,
                "title": one.title,
                "reference": one.reference,
                "level": one.level.value,
                "is_told": "1" if one.is_told else "",
            }
            for one in said.evidence
        ),
        "values": tuple(value_row(one, writing.sources.get(one.indicator, "")) for one in said.values),
    }
    return Typed(fields, said.answers, writing.forums, rows, writing)


def value_row(one: Value, source: str = "") -> Row:
    """Return a value as the form would send it, with what it was computed by where somebody chose that."""
    return {
        "indicator": one.indicator,
        "low": f"{one.low:f}",
        "high": f"{one.high:f}",
        "method": one.method,
        "how": one.how.value,
        "source": source if one.how is How.COMPUTED else "",
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
