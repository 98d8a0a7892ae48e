"""Sets, questions and answers as they cross between nodes: the bodies of items, read strictly."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from corridor.core.kernel.identifiers import is_uid
from corridor.core.kernel.text import clean
from corridor.core.matching.codes import LEAST_IN_A_SET, MOST_IN, MOST_KEYS, Domain, Result
from corridor.core.matching.errors import FormRefused
from corridor.core.matching.packing import ENTRY_BYTES, PART_ENTRIES, REFERENCE_BYTES, is_in_order

FORM: Final = 1
POINT_BYTES: Final = 32
LONGEST_CONTACT: Final = 120
_CODE = re.compile(r"[A-Z0-9]{2,10}(?:-[A-Z0-9]{1,10}){0,2}")
_DIGEST = re.compile(r"[0-9a-f]{16}")
_REFERENCE = re.compile(rf"[0-9a-f]{{{2 * REFERENCE_BYTES}}}")


@dataclass(frozen=True, slots=True)
class SetPart:
    """One part of a set that an owner made ready for one authority; `contact` is whom to ask after a visible hit."""

    to: str
    domain: Domain
    set_uid: str
    part: int
    parts: int
    size: int
    contact: str
    entries: bytes


@dataclass(frozen=True, slots=True)
class Asking:
    """A question to the owner of a set: keys under a cover that only the asker can lift, for one case."""

    to: str
    domain: Domain
    set_uid: str
    case: str
    points: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """What the asker tells the owner afterwards: how many hits, and, of targets, the references of those that met."""

    to: str
    hits: int
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answering:
    """The owner's answer: each point raised by its secret, in the order of the question; none where it refuses."""

    to: str
    question: str
    result: Result
    points: tuple[bytes, ...] = ()


def part_written(part: SetPart) -> dict[str, Any]:
    """Return the body of an item that carries one part of a set."""
    return {
        "form": FORM,
        "to": part.to,
        "domain": str(part.domain),
        "set": part.set_uid,
        "part": part.part,
        "parts": part.parts,
        "size": part.size,
        "contact": part.contact,
        "entries": _text(part.entries),
    }


def part_from(body: Mapping[str, Any]) -> SetPart:
    """Return the part of a set that a body says.

    Raises:
        FormRefused: A field is missing, unknown or wrong.
    """
    said = _fields(body, "to", "domain", "set", "part", "parts", "size", "contact", "entries")
    domain = _domain(said)
    size = _number(said, "size", LEAST_IN_A_SET, MOST_IN[domain])
    parts = _number(said, "parts", 1, -(-MOST_IN[domain] // PART_ENTRIES))
    entries = _bytes(said, "entries", ENTRY_BYTES * PART_ENTRIES)
    contact = said["contact"]
    if not isinstance(contact, str) or len(contact) > LONGEST_CONTACT or clean(contact) != contact:
        raise FormRefused(where="contact")
    if size & (size - 1) or parts != -(-size // PART_ENTRIES):
        raise FormRefused(where="size")
    if not entries or not is_in_order(entries):
        raise FormRefused(where="entries")
    return SetPart(
        to=_match(said, "to", _CODE),
        domain=domain,
        set_uid=_uid(said, "set"),
        part=_number(said, "part", 1, parts),
        parts=parts,
        size=size,
        contact=contact,
        entries=entries,
    )


def asking_written(asking: Asking) -> dict[str, Any]:
    """Return the body of an item that asks."""
    return {
        "form": FORM,
        "step": "ask",
        "to": asking.to,
        "domain": str(asking.domain),
        "set": asking.set_uid,
        "case": asking.case,
        "points": _text(b"".join(asking.points)),
    }


def telling_written(telling: Telling) -> dict[str, Any]:
    """Return the body of an item that tells the owner what came of the question."""
    return {
        "form": FORM,
        "step": "told",
        "to": telling.to,
        "hits": telling.hits,
        "references": list(telling.references),
    }


def question_from(body: Mapping[str, Any]) -> Asking | Telling:
    """Return the question that a body says, or what is told after one.

    Raises:
        FormRefused: A field is missing, unknown or wrong.
    """
    if body.get("step") == "told":
        return _telling_from(body)
    said = _fields(body, "step", "to", "domain", "set", "case", "points")
    if said["step"] != "ask":
        raise FormRefused(where="step")
    return Asking(
        to=_match(said, "to", _CODE),
        domain=_domain(said),
        set_uid=_uid(said, "set"),
        case=_match(said, "case", _DIGEST),
        points=_points(said, least=1),
    )


def _telling_from(body: Mapping[str, Any]) -> Telling:
    said = _fields(body, "step", "to", "hits", "references")
    references = said["references"]
    if not isinstance(references, list) or len(references) > MOST_KEYS:
        raise FormRefused(where="references")
    if not all(isinstance(one, str) and _REFERENCE.fullmatch(one) for one in references):
        raise FormRefused(where="references")
    return Telling(_match(said, "to", _CODE), _number(said, "hits", 0, MOST_KEYS), tuple(references))


def answer_written(answer: Answering) -> dict[str, Any]:
    """Return the body of an item that answers."""
    return {
        "form": FORM,
        "to": answer.to,
        "question": answer.question,
        "result": str(answer.result),
        "points": _text(b"".join(answer.points)),
    }


def answer_from(body: Mapping[str, Any]) -> Answering:
    """Return the answer that a body says.

    Raises:
        FormRefused: A field is missing, unknown or wrong.
    """
    said = _fields(body, "to", "question", "result", "points")
    try:
        result = Result(said["result"])
    except ValueError as wrong:
        raise FormRefused(where="result") from wrong
    points = _points(said, least=1 if result is Result.ANSWERED else 0)
    if points and result is not Result.ANSWERED:
        raise FormRefused(where="points")
    return Answering(_match(said, "to", _CODE), _uid(said, "question"), result, points)


def _fields(body: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    if body.keys() != {"form", *names} or body["form"] != FORM or isinstance(body["form"], bool):
        raise FormRefused(where="fields")
    return body


def _match(said: Mapping[str, Any], name: str, form: re.Pattern[str]) -> str:
    value = said[name]
    if not isinstance(value, str) or form.fullmatch(value) is None:
        raise FormRefused(where=name)
    return value


def _uid(said: Mapping[str, Any], name: str) -> str:
    value = said[name]
    if not isinstance(value, str) or not is_uid(value):
        raise FormRefused(where=name)
    return value


def _number(said: Mapping[str, Any], name: str, least: int, most: int) -> int:
    value = said[name]
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise FormRefused(where=name)
    return value


def _domain(said: Mapping[str, Any]) -> Domain:
    try:
        return Domain(said["domain"])
    except ValueError as wrong:
        raise FormRefused(where="domain") from wrong


def _points(said: Mapping[str, Any], *, least: int) -> tuple[bytes, ...]:
    joined = _bytes(said, "points", MOST_KEYS * POINT_BYTES)
    if len(joined) % POINT_BYTES or len(joined) < least * POINT_BYTES:
        raise FormRefused(where="points")
    return tuple(joined[at : at + POINT_BYTES] for at in range(0, len(joined), POINT_BYTES))


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


def _bytes(said: Mapping[str, Any], name: str, most: int) -> bytes:
    value = said[name]
    if not isinstance(value, str) or len(value) > 2 * most:
        raise FormRefused(where=name)
    try:
        found = urlsafe_b64decode(value + "=" * (-len(value) % 4))
    except ValueError as wrong:
        raise FormRefused(where=name) from wrong
    if _text(found) != value or len(found) > most:
        raise FormRefused(where=name)
    return found
