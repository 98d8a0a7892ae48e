"""An alert as it crosses between nodes: sent, answered, ended. What comes in is hostile until it was read here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from corridor.core.centre.codes import HOURS, LONGEST_HOURS, AlertKind, EndReason, Haste, Response
from corridor.core.centre.errors import AlertUnreadable
from corridor.core.centre.records import Saying
from corridor.core.centre.rules import saying_problems
from corridor.core.kernel.identifiers import is_uid

Code = TypeVar("Code", bound=StrEnum)

FORM = "1"
SENT, ANSWERED, ENDED = "sent", "answered", "ended"
MOST_RECIPIENTS = 64
LATE = timedelta(minutes=15)
"""So far two clocks may be apart."""

_FIELDS = {
    SENT: {"form", "say", "kind", "haste", "words", "area", "position", "aboard", "thing", "hours", "until", "to"},
    ANSWERED: {"form", "say", "response"},
    ENDED: {"form", "say", "reason"},
}


@dataclass(frozen=True, slots=True)
class SentAlert:
    """An alert from another node: what it says, until when it is valid, and to which authorities it was sent."""

    saying: Saying
    until: datetime
    to: tuple[str, ...]


def sent_written(saying: Saying, *, until: datetime, to: tuple[str, ...]) -> dict[str, Any]:
    """Return the body of an item that carries an alert; it is for one node, and names its authorities alone."""
    return {
        "form": FORM,
        "say": SENT,
        "kind": saying.kind.value,
        "haste": saying.haste.value,
        "words": saying.words,
        "area": saying.area,
        "position": saying.position,
        "aboard": saying.aboard,
        "thing": saying.thing,
        "hours": saying.hours,
        "until": _moment_text(until),
        "to": list(to),
    }


def answered_written(response: Response) -> dict[str, Any]:
    """Return the body of an item by which an authority answers an alert."""
    return {"form": FORM, "say": ANSWERED, "response": response.value}


def ended_written(reason: EndReason) -> dict[str, Any]:
    """Return the body of an item that ends an alert."""
    return {"form": FORM, "say": ENDED, "reason": reason.value}


def said_in(body: Mapping[str, Any]) -> str:
    """Return what an item says: that an alert is sent, answered or ended; its fields are those and no others.

    Raises:
        AlertUnreadable: It says something else.
    """
    say = _text(body, "say")
    if _FIELDS.get(say) != set(body) or _text(body, "form") != FORM:
        raise AlertUnreadable(field="say")
    return say


def sent_from(body: Mapping[str, Any], *, at: datetime) -> SentAlert:
    """Return the alert that an item carries.

    Args:
        at: When its originator signed it.

    Raises:
        AlertUnreadable: A field is missing, unknown, or not what it must be.
    """
    if said_in(body) != SENT:
        raise AlertUnreadable(field="say")
    kind, haste = _one_of(AlertKind, body, "kind"), _one_of(Haste, body, "haste")
    hours = body["hours"]
    if isinstance(hours, bool) or hours not in HOURS:
        raise AlertUnreadable(field="hours")
    thing = _text(body, "thing")
    if thing and not is_uid(thing):
        raise AlertUnreadable(field="thing")
    saying = Saying(
        kind=kind,
        haste=haste,
        words=_text(body, "words"),
        area=_text(body, "area"),
        hours=hours,
        position=_text(body, "position"),
        aboard=_text(body, "aboard"),
        thing=thing,
    )
    if wrong := saying_problems(saying):
        raise AlertUnreadable(field=wrong[0][0])
    until = _moment(_text(body, "until"))
    if until > at + timedelta(hours=LONGEST_HOURS[kind]) + LATE:
        raise AlertUnreadable(field="until")
    return SentAlert(saying, until, _recipients(body["to"]))


def answered_from(body: Mapping[str, Any]) -> Response:
    """Return what an authority answered.

    Raises:
        AlertUnreadable: The item says something else.
    """
    if said_in(body) != ANSWERED:
        raise AlertUnreadable(field="say")
    return _one_of(Response, body, "response")


def ended_from(body: Mapping[str, Any]) -> EndReason:
    """Return why an alert is over.

    Raises:
        AlertUnreadable: The item says something else.
    """
    if said_in(body) != ENDED:
        raise AlertUnreadable(field="say")
    return _one_of(EndReason, body, "reason")


def _recipients(written: object) -> tuple[str, ...]:
    if not isinstance(written, list) or not 0 < len(written) <= MOST_RECIPIENTS:
        raise AlertUnreadable(field="to")
    if not all(isinstance(one, str) for one in written) or len(set(written)) != len(written):
        raise AlertUnreadable(field="to")
    return tuple(written)


def _text(body: Mapping[str, Any], field: str) -> str:
    found = body.get(field)
    if not isinstance(found, str):
        raise AlertUnreadable(field=field)
    return found


def _one_of(codes: type[Code], body: Mapping[str, Any], field: str) -> Code:
    written = _text(body, field)
    if written not in {one.value for one in codes}:
        raise AlertUnreadable(field=field)
    return codes(written)


def _moment_text(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment(written: str) -> datetime:
    try:
        return datetime.strptime(written, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise AlertUnreadable(field="until") from None
