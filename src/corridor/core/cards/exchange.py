"""What the items card and head say, read strictly: one field too many, and nothing of it is taken."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from corridor.core.access.errors import HeadUnreadable, LogMalformed
from corridor.core.access.ledger import SignedHead, signed_head_from
from corridor.core.cards.codes import Asks, Ending, Says
from corridor.core.cards.errors import RosterMalformed
from corridor.core.cards.records import Former, Passed, Roster, Shown, Spoken, Told
from corridor.core.kernel.identifiers import is_uid
from corridor.core.kernel.text import has_forbidden

MARK: Final = b"corridor roster 1\n"
"""Stands before what the new signing key signs, so that no other signature fits."""

MOST_AUTHORITIES: Final = 200
MOST_FORMER: Final = 1000
MOST_CONTACTS: Final = 300
MOST_PROOFS: Final = 20
MOST_HASHES: Final = 128
MOST_OTHERS: Final = 50
LONGEST_NAME: Final = 200
LONGEST_ADDRESS: Final = 200
LONGEST_HEAD: Final = 512
KEY_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64

_CODE = re.compile(r"[A-Z0-9]{2,10}(?:-[A-Z0-9]{1,10}){0,2}")
_WORD = re.compile(r"[a-z0-9][a-z0-9._:/-]{0,63}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_DAY = re.compile(r"\d{4}-\d\d-\d\d|")
_TIME = re.compile(r"\d\d:\d\d")
_OFFSET = re.compile(r"[+-]\d\d:\d\d")
_DAYS = re.compile(r"1?2?3?4?5?6?7?")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_HEX = re.compile(r"(?:[0-9a-f]{2})*")
_DIGEST = re.compile(r"[0-9a-f]{64}")

_ROSTER = frozenset(("says", "name", "sealing_key", "signing_key", "ledger_key", "authorities", "former", "held"))
_SPOKEN = frozenset(Spoken.__dataclass_fields__)
_FORMER = frozenset(Former.__dataclass_fields__)
_TOLD = frozenset(Told.__dataclass_fields__)
_SHOWN = frozenset(("says", "head", "signature", "proofs", "others"))

Made = TypeVar("Made")


def about_of(node: str, says: Says) -> str:
    """Return under which identifier a node tells of itself; the same for every version."""
    return hashlib.sha256(MARK + f"{node}\n{says}".encode()).hexdigest()[:32]


def canonical(document: Mapping[str, Any]) -> bytes:
    """Return the one written form of a document."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def held_form(body: Mapping[str, Any], version: int) -> bytes:
    """Return what the new signing key signs, to show that whoever sends the roster holds it."""
    said = {name: value for name, value in body.items() if name != "held"}
    return MARK + canonical({"version": version, "body": said})


def roster_body(roster: Roster, version: int, sign: Callable[[bytes], bytes]) -> dict[str, Any]:
    """Return what the item says of a node, shown to be its own by the key that it names."""
    body: dict[str, Any] = {
        "says": str(Says.ROSTER),
        "name": roster.name,
        "sealing_key": roster.sealing_key.hex(),
        "signing_key": roster.signing_key.hex(),
        "ledger_key": roster.ledger_key.hex(),
        "authorities": [_plain(one) for one in roster.authorities],
        "former": [_plain(one) for one in roster.former],
    }
    return {**body, "held": sign(held_form(body, version)).hex()}


def roster_from(body: Mapping[str, Any]) -> tuple[Roster, bytes]:
    """Return the roster of an item, and the signature of the key that it names.

    Raises:
        RosterMalformed: A field is missing, unknown, or of another form.
    """
    said = _fields(body, _ROSTER, "roster")
    if said["says"] != Says.ROSTER:
        raise RosterMalformed(where="says")
    roster = Roster(
        name=_name(said["name"]),
        sealing_key=_key(said, "sealing_key"),
        signing_key=_key(said, "signing_key"),
        ledger_key=_key(said, "ledger_key"),
        authorities=tuple(_spoken(one) for one in _list(said, "authorities", MOST_AUTHORITIES)),
        former=tuple(_former(one) for one in _list(said, "former", MOST_FORMER)),
    )
    codes = [one.code for one in roster.authorities]
    keys = [one.key for one in roster.authorities] + [one.key for one in roster.former]
    own = {roster.signing_key, roster.sealing_key, roster.ledger_key}
    if not codes or len(set(codes)) != len(codes) or len(set(keys)) != len(keys) or own & set(keys):
        raise RosterMalformed(where="authorities")
    if not {one.code for one in roster.former if one.why is Ending.MOVED}.isdisjoint(codes):
        raise RosterMalformed(where="former")  # Nobody speaks for what it gave away.
    return roster, _bytes(said, "held", SIGNATURE_BYTES)


def contacts_body(contacts: tuple[Told, ...]) -> dict[str, Any]:
    """Return what the item says of whom to call."""
    return {"says": str(Says.CONTACTS), "contacts": [_plain(one) for one in contacts]}


def contacts_from(body: Mapping[str, Any]) -> tuple[Told, ...]:
    """Return the contacts of an item; whether their codes are known is for who has the lists.

    Raises:
        RosterMalformed: A field is missing, unknown, or of another form.
    """
    said = _fields(body, frozenset(("says", "contacts")), "contacts")
    found = tuple(_told(one) for one in _list(said, "contacts", MOST_CONTACTS))
    if said["says"] != Says.CONTACTS or len({one.uid for one in found}) != len(found):
        raise RosterMalformed(where="contacts")
    return found


def shown_body(shown: Shown) -> dict[str, Any]:
    """Return what the item says of a ledger: its head, the proofs, and the heads of others."""
    return {
        "says": str(Asks.SHOWN),
        "head": shown.head.written.decode("ascii"),
        "signature": shown.head.signature.hex(),
        "proofs": [
            {"earlier": size, "path": [one.hex() for one in path]} for size, path in sorted(shown.proofs.items())
        ],
        "others": [
            {"key": one.key, "head": one.head.written.decode("ascii"), "signature": one.head.signature.hex()}
            for one in shown.others
        ],
    }


def asked_body(sizes: tuple[int, ...]) -> dict[str, Any]:
    """Return what the item says of which earlier sizes a ledger is asked to be led from."""
    return {"says": str(Asks.ASKED), "sizes": sorted(sizes)}


def asked_from(body: Mapping[str, Any]) -> tuple[int, ...]:
    """Return from which earlier sizes a partner wants to be led.

    Raises:
        RosterMalformed: A field is missing, unknown, or of another form.
    """
    said = _fields(body, frozenset(("says", "sizes")), "asked")
    return tuple(_size(one) for one in _list(said, "sizes", MOST_PROOFS))


def shown_from(body: Mapping[str, Any]) -> Shown:
    """Return the head that an item shows, with its proofs and the heads of others.

    Raises:
        RosterMalformed: A field is missing, unknown, or of another form.
    """
    said = _fields(body, _SHOWN, "shown")
    proofs = {}
    for one in _list(said, "proofs", MOST_PROOFS):
        proof = _fields(one, frozenset(("earlier", "path")), "proof")
        path = tuple(_hash(hashed) for hashed in _list(proof, "path", MOST_HASHES))
        proofs[_size(proof["earlier"])] = path
    others = []
    for one in _list(said, "others", MOST_OTHERS):
        passed = _fields(one, frozenset(("key", "head", "signature")), "passed")
        others.append(Passed(_text(passed, "key", _DIGEST), _signed(passed)))
    return Shown(_signed(said), proofs, tuple(others))


def asks_of(body: Mapping[str, Any], known: Callable[[str], Made]) -> Made:
    """Return which of its kinds an item is.

    Raises:
        RosterMalformed: It is none of them.
    """
    try:
        return known(str(body.get("says")))
    except ValueError as wrong:
        raise RosterMalformed(where="says") from wrong


def _plain(one: Spoken | Former | Told) -> dict[str, Any]:
    found = {name: getattr(one, name) for name in one.__dataclass_fields__}
    return {name: _plainly(value) for name, value in found.items()}


def _plainly(value: object) -> object:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, tuple):
        return [_plainly(one) for one in value]
    return str(value)


def _spoken(document: object) -> Spoken:
    said = _fields(document, _SPOKEN, "authority")
    return Spoken(
        code=_text(said, "code", _CODE),
        name=_name(said["name"]),
        country=_text(said, "country", _COUNTRY),
        kind=_text(said, "kind", _WORD),
        key=_key(said, "key"),
        since=_text(said, "since", _MOMENT),
    )


def _former(document: object) -> Former:
    said = _fields(document, _FORMER, "former")
    why = asks_of({"says": said["why"]}, Ending)
    to = _text(said, "to", _CODE) if said["to"] != "" else ""
    if (why is Ending.MOVED) != bool(to):
        raise RosterMalformed(where="to")
    return Former(_text(said, "code", _CODE), _key(said, "key"), _text(said, "at", _MOMENT), why, to)


def _told(document: object) -> Told:
    said = _fields(document, _TOLD, "contact")
    if not isinstance(said["uid"], str) or not is_uid(said["uid"]):
        raise RosterMalformed(where="uid")
    pairs = [_list({"pair": one}, "pair", 2) for one in _list(said, "channels", 20)]
    if any(len(pair) != 2 for pair in pairs):
        raise RosterMalformed(where="channels")
    return Told(
        uid=said["uid"],
        authority=_text(said, "authority", _CODE),
        kind=_text(said, "kind", _WORD),
        name=_name(said["name"]),
        country=_text(said, "country", _COUNTRY),
        mandates=tuple(_each(said, "mandates", _WORD)),
        languages=tuple(_each(said, "languages", _LANGUAGE)),
        days=_text(said, "days", _DAYS),
        begins=_text(said, "begins", _TIME),
        ends=_text(said, "ends", _TIME),
        offset=_text(said, "offset", _OFFSET),
        channels=tuple((_text({"kind": kind}, "kind", _WORD), _address(address)) for kind, address in pairs),
        tested_on=_text(said, "tested_on", _DAY),
    )


def _signed(said: Mapping[str, Any]) -> SignedHead:
    written, signature = said["head"], said["signature"]
    if not isinstance(written, str) or not isinstance(signature, str) or len(written) > LONGEST_HEAD:
        raise RosterMalformed(where="head")
    try:
        found = signed_head_from(json.dumps({"head": written, "signature": signature}))
    except (HeadUnreadable, LogMalformed) as wrong:
        raise RosterMalformed(where="head") from wrong
    if not found.head.size or len(found.signature) != SIGNATURE_BYTES:
        raise RosterMalformed(where="head")
    return found


def _fields(document: object, known: frozenset[str], where: str) -> dict[str, Any]:
    if not isinstance(document, Mapping) or document.keys() != known:
        raise RosterMalformed(where=where)
    return dict(document)


def _list(said: Mapping[str, Any], name: str, most: int) -> list[Any]:
    value = said[name]
    if not isinstance(value, list) or len(value) > most:
        raise RosterMalformed(where=name)
    return value


def _each(said: Mapping[str, Any], name: str, form: re.Pattern[str]) -> list[str]:
    return [_text({name: one}, name, form) for one in _list(said, name, 50)]


def _text(said: Mapping[str, Any], name: str, form: re.Pattern[str]) -> str:
    value = said[name]
    if not isinstance(value, str) or form.fullmatch(value) is None:
        raise RosterMalformed(where=name)
    return value


def _name(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_NAME or has_forbidden(value):
        raise RosterMalformed(where="name")
    return value


def _address(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_ADDRESS or has_forbidden(value):
        raise RosterMalformed(where="address")
    return value


def _size(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value < 2**53:
        raise RosterMalformed(where="size")
    return value


def _bytes(said: Mapping[str, Any], name: str, length: int) -> bytes:
    found = bytes.fromhex(_text(said, name, _HEX))
    if len(found) != length:
        raise RosterMalformed(where=name)
    return found


def _key(said: Mapping[str, Any], name: str) -> bytes:
    return _bytes(said, name, KEY_BYTES)


def _hash(value: object) -> bytes:
    return bytes.fromhex(_text({"hash": value}, "hash", _DIGEST))
