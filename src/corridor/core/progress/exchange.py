"""An entry as it is kept and as it crosses between nodes. What comes in is hostile until it was read here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from corridor.core.progress.codes import Found, How, Level, Money, Proof, Status
from corridor.core.progress.errors import EntryUnreadable
from corridor.core.progress.records import Budget, Evidence, Milestone, Said, Value
from corridor.core.progress.rules import LONGEST_TEXT, MOST_PIECES

Code = TypeVar("Code", bound=StrEnum)
Piece = TypeVar("Piece")

NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?")
MOST_ANSWERS = 100


def said_document(said: Said) -> dict[str, Any]:
    """Return what an entry says as it is kept and sent: texts, lists and mappings alone."""
    return {
        "item": said.item,
        "answers": list(said.answers),
        "status": said.status.value,
        "responsible": said.responsible,
        "actions": said.actions,
        "milestones": [
            {"key": one.key, "text": one.text, "due": _day_text(one.due), "done_on": _day_text(one.done_on)}
            for one in said.milestones
        ],
        "budgets": [
            {"amount": str(one.amount), "currency": one.currency, "year": one.year, "money": one.money.value}
            for one in said.budgets
        ],
        "evidence": [
            {
                "key": one.key,
                "proof": one.proof.value,
                "title": one.title,
                "reference": one.reference,
                "level": one.level.value,
                "is_told": one.is_told,
                "found": one.found.value,
            }
            for one in said.evidence
        ],
        "values": [
            {
                "indicator": one.indicator,
                "low": str(one.low),
                "high": str(one.high),
                "period": one.period,
                "how": one.how.value,
                "method": one.method,
            }
            for one in said.values
        ],
    }


COMPUTED = "computed"
"""Under this key a node keeps, beside what an entry says, how its values were computed; it is never sent."""


def said_kept(content: Mapping[str, Any], evidence: list[Any]) -> Said:
    """Return what an entry says from its content as a node keeps it, with some of its evidence.

    Raises:
        EntryUnreadable: See `said_from`.
    """
    return said_from({**{key: one for key, one in content.items() if key != COMPUTED}, "evidence": evidence})


def said_from(document: Mapping[str, Any]) -> Said:
    """Return what an entry says; its form is checked, and nothing that it means.

    Raises:
        EntryUnreadable: A field is missing, unknown, too long or not what it must be.
    """
    _check_keys(document, Said)
    return Said(
        item=_text(document, "item"),
        status=_one_of(Status, document, "status"),
        answers=tuple(_named(one, "answers") for one in _list(document, "answers", MOST_ANSWERS)),
        responsible=_text(document, "responsible"),
        actions=_text(document, "actions"),
        milestones=_pieces(document, "milestones", Milestone, _milestone),
        budgets=_pieces(document, "budgets", Budget, _budget),
        evidence=_pieces(document, "evidence", Evidence, _evidence),
        values=_pieces(document, "values", Value, _value),
    )


def _milestone(one: Mapping[str, Any]) -> Milestone:
    return Milestone(_text(one, "key"), _text(one, "text"), _day(one, "due"), _day(one, "done_on"))


def _budget(one: Mapping[str, Any]) -> Budget:
    year = one["year"]
    if isinstance(year, bool) or not isinstance(year, int):
        raise EntryUnreadable(field="year")
    return Budget(_number(one, "amount"), _text(one, "currency"), year, _one_of(Money, one, "money"))


def _evidence(one: Mapping[str, Any]) -> Evidence:
    if not isinstance(one["is_told"], bool):
        raise EntryUnreadable(field="is_told")
    return Evidence(
        key=_text(one, "key"),
        proof=_one_of(Proof, one, "proof"),
        title=_text(one, "title"),
        reference=_text(one, "reference"),
        level=_one_of(Level, one, "level"),
        is_told=one["is_told"],
        found=_one_of(Found, one, "found"),
    )


def _value(one: Mapping[str, Any]) -> Value:
    return Value(
        indicator=_text(one, "indicator"),
        low=_number(one, "low"),
        high=_number(one, "high"),
        period=_text(one, "period"),
        how=_one_of(How, one, "how"),
        method=_text(one, "method"),
    )


def _pieces(
    document: Mapping[str, Any], key: str, kind: type[Piece], read: Callable[[Mapping[str, Any]], Piece]
) -> tuple[Piece, ...]:
    found = []
    for one in _list(document, key, MOST_PIECES):
        _check_keys(one, kind)
        found.append(read(one))
    return tuple(found)


def _check_keys(document: object, kind: type[Any]) -> None:
    if not isinstance(document, Mapping) or set(document) != set(kind.__dataclass_fields__):
        raise EntryUnreadable(field=kind.__name__.lower())


def _list(document: Mapping[str, Any], key: str, most: int) -> list[Any]:
    found = document[key]
    if not isinstance(found, list) or len(found) > most:
        raise EntryUnreadable(field=key)
    return found


def _named(value: object, field: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise EntryUnreadable(field=field)
    return value


def _text(document: Mapping[str, Any], key: str) -> str:
    return _named(document[key], key)


def _one_of(codes: type[Code], document: Mapping[str, Any], key: str) -> Code:
    try:
        return codes(document[key])
    except ValueError:
        raise EntryUnreadable(field=key) from None


def _number(document: Mapping[str, Any], key: str) -> Decimal:
    text = _text(document, key)
    if NUMBER.fullmatch(text) is None:
        raise EntryUnreadable(field=key)
    try:
        return Decimal(text)
    except InvalidOperation:
        raise EntryUnreadable(field=key) from None


def _day_text(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _day(document: Mapping[str, Any], key: str) -> date | None:
    text = _text(document, key)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise EntryUnreadable(field=key) from None
