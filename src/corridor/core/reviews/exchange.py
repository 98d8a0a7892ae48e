"""A review as it is kept and as it crosses between nodes. What comes in is hostile until it was read here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar

from corridor.core.kernel.identifiers import is_uid
from corridor.core.progress.codes import Status
from corridor.core.reviews.codes import Kind, Say, Tell
from corridor.core.reviews.errors import ReviewUnreadable
from corridor.core.reviews.records import Opening, Turn
from corridor.core.reviews.rules import LONGEST_SOURCE, LONGEST_TEXT, MOST_ITEMS, MOST_TURNS

Code = TypeVar("Code", bound=StrEnum)

FORM: Final = "1"
LONGEST_CODE: Final = 64
_FIELDS: Final = {
    Tell.OPENED: frozenset(
        {
            *("form", "tell", "forum", "subject", "reviewed", "near", "far"),
            *("period", "items", "months", "opened_on"),
        }
    ),
    Tell.SAID: frozenset(
        {
            *("form", "tell", "review", "say", "on", "text", "item"),
            *("to", "kind", "source", "status", "period"),
        }
    ),
    Tell.CLOSED: frozenset({"form", "tell", "on", "turns"}),
}


def opening_document(opening: Opening) -> dict[str, Any]:
    """Return the body of an item that tells that a review was opened."""
    return {
        "form": FORM,
        "tell": Tell.OPENED.value,
        "forum": opening.forum,
        "subject": opening.subject,
        "reviewed": opening.reviewed,
        "near": opening.near,
        "far": opening.far,
        "period": opening.period,
        "items": list(opening.items),
        "months": opening.months,
        "opened_on": opening.opened_on.isoformat(),
    }


def turn_document(turn: Turn, *, review: str) -> dict[str, Any]:
    """Return the body of an item that tells what was said in a review."""
    return {
        "form": FORM,
        "tell": Tell.SAID.value,
        "review": review,
        "say": turn.say.value,
        "on": turn.on.isoformat(),
        "text": turn.text,
        "item": turn.item,
        "to": turn.to,
        "kind": turn.kind.value if turn.kind is not None else "",
        "source": turn.source,
        "status": turn.status.value if turn.status is not None else "",
        "period": turn.period,
    }


def closing_document(turns: tuple[str, ...], *, on: date) -> dict[str, Any]:
    """Return the body of an item that tells that a review is closed, and what counts in it."""
    return {"form": FORM, "tell": Tell.CLOSED.value, "on": on.isoformat(), "turns": list(turns)}


def told_in(body: Mapping[str, Any]) -> Tell:
    """Return what an item about a review tells; its fields are those and no others.

    Raises:
        ReviewUnreadable: It tells something else.
    """
    tell = body.get("tell")
    if not isinstance(tell, str) or tell not in list(Tell) or body.get("form") != FORM:
        raise ReviewUnreadable(field="tell")
    if set(body) != _FIELDS[Tell(tell)]:
        raise ReviewUnreadable(field="tell")
    return Tell(tell)


def opening_from(uid: str, opened_by: str, body: Mapping[str, Any]) -> Opening:
    """Return a review as it was opened; its form is checked, and nothing that it means.

    Raises:
        ReviewUnreadable: A field is missing, unknown, too long, or not what it must be.
    """
    if told_in(body) is not Tell.OPENED:
        raise ReviewUnreadable(field="tell")
    months = body["months"]
    if isinstance(months, bool) or not isinstance(months, int):
        raise ReviewUnreadable(field="months")
    return Opening(
        uid=_uid(uid, "about"),
        forum=_uid(body["forum"], "forum"),
        subject=_text(body, "subject", LONGEST_CODE),
        reviewed=_text(body, "reviewed", LONGEST_CODE),
        near=_text(body, "near", LONGEST_CODE),
        far=_text(body, "far", LONGEST_CODE),
        period=_text(body, "period", LONGEST_CODE),
        items=_texts(body, "items", MOST_ITEMS),
        months=months,
        opened_by=opened_by,
        opened_on=_day(body, "opened_on"),
    )


def turn_from(uid: str, authority: str, body: Mapping[str, Any]) -> Turn:
    """Return what was said in a review; its form is checked, and nothing that it means.

    Raises:
        ReviewUnreadable: A field is missing, unknown, too long, or not what it must be.
    """
    if told_in(body) is not Tell.SAID:
        raise ReviewUnreadable(field="tell")
    _uid(body["review"], "review")
    return Turn(
        uid=_uid(uid, "about"),
        say=_one_of(Say, body["say"], "say"),
        authority=authority,
        on=_day(body, "on"),
        text=_text(body, "text", LONGEST_TEXT),
        item=_text(body, "item", LONGEST_CODE),
        to=_uid(body["to"], "to") if body["to"] != "" else "",
        kind=_one_of(Kind, body["kind"], "kind") if body["kind"] != "" else None,
        source=_text(body, "source", LONGEST_SOURCE),
        status=_one_of(Status, body["status"], "status") if body["status"] != "" else None,
        period=_text(body, "period", LONGEST_CODE),
    )


def closing_from(body: Mapping[str, Any]) -> tuple[date, tuple[str, ...]]:
    """Return on which day a review was closed, and the turns that count in it.

    Raises:
        ReviewUnreadable: A field is missing, unknown, too long, or not what it must be.
    """
    if told_in(body) is not Tell.CLOSED:
        raise ReviewUnreadable(field="tell")
    turns = _texts(body, "turns", MOST_TURNS)
    return _day(body, "on"), tuple(_uid(one, "turns") for one in turns)


def _uid(value: object, field: str) -> str:
    if not isinstance(value, str) or not is_uid(value):
        raise ReviewUnreadable(field=field)
    return value


def _text(body: Mapping[str, Any], key: str, longest: int) -> str:
    found = body[key]
    if not isinstance(found, str) or len(found) > longest:
        raise ReviewUnreadable(field=key)
    return found


def _texts(body: Mapping[str, Any], key: str, most: int) -> tuple[str, ...]:
    found = body[key]
    if not isinstance(found, list) or len(found) > most:
        raise ReviewUnreadable(field=key)
    if not all(isinstance(one, str) and len(one) <= LONGEST_CODE for one in found):
        raise ReviewUnreadable(field=key)
    return tuple(found)


def _one_of(codes: type[Code], value: object, field: str) -> Code:
    if not isinstance(value, str) or value not in list(codes):
        raise ReviewUnreadable(field=field)
    return codes(value)


def _day(body: Mapping[str, Any], key: str) -> date:
    try:
        return date.fromisoformat(_text(body, key, 10))
    except ValueError:
        raise ReviewUnreadable(field=key) from None
