"""The written forms of requests: what crosses to another node, and the files of clocks, kinds and templates.

The marking of a request does not cross. Both ends make it from the kind and the authorities, which both know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from corridor.core.kernel.documents import LANGUAGES, Document
from corridor.core.requests.codes import Kind, What
from corridor.core.requests.errors import BodyRefused, RequestsInvalid
from corridor.core.requests.records import (
    Clock,
    Equipment,
    Identifier,
    KindRules,
    Regime,
    Request,
    Rescue,
    Said,
)

FORM: Final = 1
CODE: Final = re.compile(r"[A-Z0-9]{2,10}(?:-[A-Z0-9]{1,10}){0,2}")

_SAID = ("what", "words", "ground", "reason", "until", "granted")
_REQUEST = (
    *("kind", "asked", "case", "clock", "words", "language", "urgent_because", "copy"),
    *("identifiers", "equipment", "rescue", "about", "use"),
)
_EQUIPMENT = ("make", "serial", "model")
_RESCUE = ("place", "position", "seen_at", "people", "distress")


def turn_body(said: Said, request: Request | None = None) -> dict[str, Any]:
    """Return what an item says of a turn; the first one carries the request."""
    turn = {name: str(getattr(said, name)) for name in _SAID}
    return {"form": FORM, "turn": turn, "request": {} if request is None else request_written(request)}


def request_written(request: Request) -> dict[str, Any]:
    """Return what an item says of a request; who asks, for what and on which basis stands on the item itself."""
    piece, rescue = request.equipment, request.rescue
    return {
        "kind": request.kind.value,
        "asked": request.asked,
        "case": request.case,
        "clock": request.clock,
        "words": request.words,
        "language": request.language,
        "urgent_because": request.urgent_because,
        "copy": request.copy,
        "identifiers": [[one.kind, one.value] for one in request.identifiers],
        "equipment": {} if piece is None else {name: getattr(piece, name) for name in _EQUIPMENT},
        "rescue": {}
        if rescue is None
        else {**{name: getattr(rescue, name) for name in _RESCUE}, "distress": list(rescue.distress)},
        "about": request.about,
        "use": request.use,
    }


def turn_from(body: object) -> tuple[Said, Mapping[str, Any]]:
    """Return the turn that an item says, and the request as written; empty on later turns.

    Raises:
        BodyRefused: A field is unknown, missing or of another type.
    """
    fields = _fields(body, ("form", "turn", "request"), "body")
    if fields["form"] != FORM or isinstance(fields["form"], bool):
        raise BodyRefused(where="form")
    turn = _fields(fields["turn"], _SAID, "turn")
    texts = {name: _text(turn, name, 4000) for name in _SAID}
    if texts["what"] not in set(What):
        raise BodyRefused(where="turn.what")
    if not isinstance(fields["request"], Mapping):
        raise BodyRefused(where="request")
    said = Said(
        what=What(texts["what"]),
        words=texts["words"],
        ground=texts["ground"],
        reason=texts["reason"],
        until=texts["until"],
        granted=texts["granted"],
    )
    if (said.what is What.ASKED) != bool(fields["request"]):
        raise BodyRefused(where="request")
    return said, fields["request"]


def request_from(written: object, *, asker: str, purpose: str, legal_basis: str) -> Request:
    """Return the request that was written; what is unknown, missing or of another type is refused.

    Raises:
        BodyRefused: It is not the written form.
    """
    fields = _fields(written, _REQUEST, "request")
    kind = _text(fields, "kind", 32)
    asked, copy = _text(fields, "asked", 32), _text(fields, "copy", 32)
    if kind not in set(Kind):
        raise BodyRefused(where="kind")
    if not CODE.fullmatch(asked) or (copy and not CODE.fullmatch(copy)):
        raise BodyRefused(where="asked")
    return Request(
        kind=Kind(kind),
        asker=asker,
        asked=asked,
        purpose=purpose,
        legal_basis=legal_basis,
        case=_text(fields, "case", 64),
        clock=_text(fields, "clock", 32),
        words=_text(fields, "words", 4000),
        language=_text(fields, "language", 2),
        urgent_because=_text(fields, "urgent_because", 64),
        copy=copy,
        identifiers=_identifiers(fields["identifiers"]),
        equipment=_equipment(fields["equipment"]),
        rescue=_rescue(fields["rescue"]),
        about=_text(fields, "about", 32),
        use=_text(fields, "use", 16),
    )


def _identifiers(written: object) -> tuple[Identifier, ...]:
    if not isinstance(written, list) or len(written) > 20:
        raise BodyRefused(where="identifiers")
    found = []
    for one in written:
        if not isinstance(one, list) or len(one) != 2 or not all(isinstance(part, str) for part in one):
            raise BodyRefused(where="identifiers")
        found.append(Identifier(one[0], one[1]))
    return tuple(found)


def _equipment(written: object) -> Equipment | None:
    if written == {}:
        return None
    fields = _fields(written, _EQUIPMENT, "equipment")
    return Equipment(*(_text(fields, name, 64) for name in _EQUIPMENT))


def _rescue(written: object) -> Rescue | None:
    if written == {}:
        return None
    fields = _fields(written, _RESCUE, "rescue")
    distress = fields["distress"]
    if not isinstance(distress, list) or len(distress) > 20 or not all(isinstance(one, str) for one in distress):
        raise BodyRefused(where="rescue.distress")
    place, position, seen_at, people = (_text(fields, name, 200) for name in _RESCUE[:-1])
    return Rescue(place, position, seen_at, people, tuple(distress))


def _fields(written: object, names: Iterable[str], where: str) -> Mapping[str, Any]:
    if not isinstance(written, Mapping) or set(written) != set(names):
        raise BodyRefused(where=where)
    return written


def _text(fields: Mapping[str, Any], name: str, longest: int) -> str:
    found = fields[name]
    if not isinstance(found, str) or len(found) > longest:
        raise BodyRefused(where=name)
    return found


def regimes_from(document: Document) -> Mapping[str, tuple[Regime, ...]]:
    """Return the regimes of clocks by name, each in its versions, the oldest first.

    Raises:
        RequestsInvalid: The file does not say what a clock needs.
    """
    found: dict[str, tuple[Regime, ...]] = {}
    try:
        for name, versions in document["regimes"].items():
            made = [_regime(name, int(number), entry) for number, entry in versions.items()]
            found[name] = tuple(sorted(made, key=lambda one: one.version))
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise RequestsInvalid(where="regimes") from wrong
    return found


def _regime(name: str, version: int, entry: Mapping[str, Any]) -> Regime:
    return Regime(name, version, entry["since"], {code: _clock(code, one) for code, one in entry["clocks"].items()})


def _clock(code: str, entry: Mapping[str, Any]) -> Clock:
    limit = timedelta(hours=entry.get("hours", 0), days=entry.get("days", 0), minutes=entry.get("minutes", 0))
    if limit <= timedelta(0):
        raise RequestsInvalid(where=f"clock {code}")
    return Clock(
        code=code,
        limit=limit,
        source=str(entry["source"]),
        labels={language: str(entry["labels"][language]) for language in LANGUAGES},
        is_urgent=bool(entry.get("urgent", False)),
        pauses=bool(entry.get("pauses", True)),
    )


def regime_on(regimes: tuple[Regime, ...], day: date) -> Regime:
    """Return the version of a regime that counts on a day."""
    return [one for one in regimes if one.since <= day][-1]


def kinds_from(document: Document) -> Mapping[Kind, KindRules]:
    """Return what each kind of request carries.

    Raises:
        RequestsInvalid: A kind is missing, or does not say what it needs.
    """
    try:
        return {kind: _rules_of(kind, document["kinds"][kind.value]) for kind in Kind}
    except (KeyError, TypeError) as wrong:
        raise RequestsInvalid(where="kinds") from wrong


def _rules_of(kind: Kind, entry: Mapping[str, Any]) -> KindRules:
    return KindRules(
        kind=kind,
        regime=entry["regime"],
        functions=frozenset(entry["functions"]),
        purposes=frozenset(entry["purposes"]),
        bases=tuple(entry["bases"]),
        identifiers=frozenset(entry["identifiers"]),
        mandate=entry["mandate"],
        longest_words=int(entry["longest_words"]),
        asks_of=entry.get("asks_of", ""),
    )
