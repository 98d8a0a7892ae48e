"""What each kind of message says inside, read strictly: one field too many or one code unknown, and it is not taken."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from corridor.core.doors.codes import Ending, Held, Said, Trouble
from corridor.core.doors.errors import EnvelopeRefused
from corridor.core.doors.records import Disclosed, HandOver
from corridor.core.doors.rules import LONGEST, hand_over_problems
from corridor.core.kernel.identifiers import is_uid

_HAND_OVER: Final = frozenset(HandOver.__dataclass_fields__)
_DISCLOSED: Final = frozenset(Disclosed.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes that a hand-over may use, from the lists of the node that reads it."""

    ages: Collection[str]
    sexes: Collection[str]
    needs: Collection[str]


def hand_over_body(one: HandOver) -> dict[str, Any]:
    """Return the body of a message that hands a person over."""
    plain = {name: getattr(one, name) for name in _HAND_OVER}
    return {**{name: str(value) for name, value in plain.items()}, "needs": list(one.needs)}


def hand_over_from(body: Mapping[str, Any], codes: Codes) -> HandOver:
    """Return the hand-over of a message.

    Raises:
        EnvelopeRefused: A field is missing, unknown, or not one of its codes.
    """
    _check_fields(body, _HAND_OVER)
    needs = body["needs"]
    if not isinstance(needs, list) or not all(isinstance(value, str) for value in needs):
        raise EnvelopeRefused(trouble=Trouble.CONTENT_REFUSED)
    texts = {name: _text(body[name]) for name in _HAND_OVER - {"needs"}}
    try:
        asks, fears, interviewer = (Said(texts.pop(name)) for name in ("asks", "fears", "interviewer"))
        date.fromisoformat(texts["on"])
    except ValueError as wrong:
        raise EnvelopeRefused(trouble=Trouble.CONTENT_REFUSED) from wrong
    one = HandOver(
        receipt=texts["receipt"],
        on=texts["on"],
        reach=texts["reach"],
        age=texts["age"],
        sex=texts["sex"],
        languages=texts["languages"],
        needs=tuple(needs),
        together=texts["together"],
        asks=asks,
        fears=fears,
        interviewer=interviewer,
        contact=texts["contact"],
    )
    if hand_over_problems(one, ages=codes.ages, sexes=codes.sexes, needs=codes.needs):
        raise EnvelopeRefused(trouble=Trouble.CONTENT_REFUSED)
    return one


def disclosed_body(one: Disclosed) -> dict[str, Any]:
    """Return the body of a message that discloses."""
    plain = {name: getattr(one, name) for name in _DISCLOSED - {"fields"}}
    return {**plain, "fields": [[code, value] for code, value in one.fields]}


def disclosed_from(body: Mapping[str, Any], fields: Collection[str]) -> Disclosed:
    """Return what a message discloses.

    Raises:
        EnvelopeRefused: A field is missing, unknown, or not one of its codes.
    """
    _check_fields(body, _DISCLOSED)
    texts = {name: _text(body[name]) for name in _DISCLOSED - {"fields"}}
    try:
        pairs = tuple((_text(code), _text(value)) for code, value in body["fields"])
        date.fromisoformat(texts["until"])
    except (ValueError, TypeError) as wrong:
        raise EnvelopeRefused(trouble=Trouble.CONTENT_REFUSED) from wrong
    if not is_uid(texts["uid"]) or not pairs or any(code not in fields for code, _ in pairs):
        raise EnvelopeRefused(trouble=Trouble.CONTENT_REFUSED)
    return Disclosed(**texts, fields=pairs)


def withdrawal_body(uid: str, ending: Ending) -> dict[str, Any]:
    """Return the body of a message that ends a disclosure."""
    return {"uid": uid, "ending": str(ending)}


def withdrawal_from(body: Mapping[str, Any]) -> tuple[str, Ending]:
    """Return which disclosure a message ends, and why.

    Raises:
        EnvelopeRefused: It is not such a message.
    """
    uid, ending = _about(body, "ending")
    try:
        return uid, Ending(ending)
    except ValueError as wrong:
        raise EnvelopeRefused(trouble=Trouble.CONTENT_REFUSED) from wrong


def attestation_body(uid: str, held: Held) -> dict[str, Any]:
    """Return the body of a message that attests what a recipient holds of a disclosure."""
    return {"uid": uid, "held": str(held)}


def attestation_from(body: Mapping[str, Any]) -> tuple[str, Held]:
    """Return of which disclosure a recipient attests what.

    Raises:
        EnvelopeRefused: It is not such a message.
    """
    uid, held = _about(body, "held")
    try:
        return uid, Held(held)
    except ValueError as wrong:
        raise EnvelopeRefused(trouble=Trouble.CONTENT_REFUSED) from wrong


def _about(body: Mapping[str, Any], name: str) -> tuple[str, str]:
    _check_fields(body, frozenset(("uid", name)))
    if not is_uid(uid := _text(body["uid"])):
        raise EnvelopeRefused(trouble=Trouble.CONTENT_REFUSED)
    return uid, _text(body[name])


def _check_fields(body: Mapping[str, Any], wanted: frozenset[str]) -> None:
    if body.keys() != wanted:
        raise EnvelopeRefused(trouble=Trouble.CONTENT_REFUSED)


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST["value"]:
        raise EnvelopeRefused(trouble=Trouble.CONTENT_REFUSED)
    return value
