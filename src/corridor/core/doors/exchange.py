"""The one written form of cards and messages: JSON with sorted keys, signed, then padded and sealed to one recipient.

An envelope is a mark, the digest of the recipient's sealing key, and what was sealed; who sent it and what it is about
stand inside. Whoever sees it pass learns for whom it is and which of three sizes it has.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from corridor.core.doors.codes import Kind, Trouble
from corridor.core.doors.errors import CardInvalid, EnvelopeRefused
from corridor.core.doors.padding import CLASSES, padded, unpadded
from corridor.core.doors.records import Card, Message, Signed
from corridor.core.kernel.identifiers import is_uid

FORM: Final = 1
MARK: Final = b"corridor door 1\n"
"""What every envelope begins with; it also stands before what is signed, so that no other signature fits."""

CARD_MARK: Final = b"corridor card 1\n"
KEY_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64
SEAL_BYTES: Final = 48
"""What sealing adds: a public key of 32 bytes for this envelope alone, and a tag of 16."""

HEADER_BYTES: Final = len(MARK) + 32
SIZES: Final = tuple(HEADER_BYTES + SEAL_BYTES + size for size in CLASSES)
"""The sizes that an envelope may have."""

ZONES: Final = ("desk", "protection")
_CODE = re.compile(r"[A-Z0-9]{2,10}(?:-[A-Z0-9]{1,10}){0,2}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_ORIGIN = re.compile(r"https://[a-z0-9.-]+(?::\d{1,5})?|http://(?:127\.0\.0\.1|localhost)(?::\d{1,5})?|beside|")
_CARD_FIELDS = frozenset(("form", "code", "name", "kind", "country", "zone", "origin", "sealing_key", "signing_key"))
_MESSAGE_FIELDS = frozenset(("form", "kind", "message", "from", "to", "at", "body"))
_LONGEST_NAME = 200


def canonical(document: Mapping[str, Any]) -> bytes:
    """Return the one written form of a document."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def fingerprint(card: Card) -> str:
    """Return a card in short, to be compared by telephone: SHA-256 over its code and both keys, in hexadecimal."""
    return hashlib.sha256(CARD_MARK + card.code.encode() + b"\n" + card.sealing_key + card.signing_key).hexdigest()


def card_written(card: Card, sign: Callable[[bytes], bytes]) -> bytes:
    """Return a card as its node hands it out, signed by its own key."""
    said = {
        "form": FORM,
        "code": card.code,
        "name": card.name,
        "kind": card.kind,
        "country": card.country,
        "zone": card.zone,
        "origin": card.origin,
        "sealing_key": card.sealing_key.hex(),
        "signing_key": card.signing_key.hex(),
    }
    return canonical({"card": said, "signature": sign(CARD_MARK + canonical(said)).hex()})


def card_from(written: bytes) -> tuple[Card, bytes, bytes]:
    """Return a card with what was signed and the signature; whether it holds is for who has the means to check it.

    Raises:
        CardInvalid: It does not have the agreed form.
    """
    try:
        document = json.loads(written)
        said, signature = document["card"], bytes.fromhex(document["signature"])
        texts = all(isinstance(said[name], str) for name in _CARD_FIELDS - {"form"})
        if document.keys() != {"card", "signature"} or said.keys() != _CARD_FIELDS or said["form"] != FORM or not texts:
            raise CardInvalid(where="fields")
        sealing, signing = bytes.fromhex(said["sealing_key"]), bytes.fromhex(said["signing_key"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as wrong:
        raise CardInvalid(where="form") from wrong
    if {len(sealing), len(signing)} != {KEY_BYTES} or len(signature) != SIGNATURE_BYTES:
        raise CardInvalid(where="keys")
    if not _CODE.fullmatch(said["code"]) or said["zone"] not in ZONES or not 0 < len(said["name"]) <= _LONGEST_NAME:
        raise CardInvalid(where="names")
    if not _ORIGIN.fullmatch(said["origin"]):
        raise CardInvalid(where="origin")
    card = Card(
        said["code"], said["name"], said["kind"], said["country"], said["zone"], said["origin"], sealing, signing
    )
    return card, CARD_MARK + canonical(said), signature


def signed_form(message: Message) -> bytes:
    """Return the bytes of a message that are signed."""
    return MARK + canonical(_said(message))


def content_of(message: Message, signature: bytes, public_key: bytes) -> bytes:
    """Return what is sealed into an envelope: the message with its signature, padded.

    Raises:
        ContentTooLong: The largest envelope does not hold it.
    """
    signed = {"message": _said(message), "key": public_key.hex(), "signature": signature.hex()}
    return padded(canonical(signed))


def content_from(filled: bytes) -> Signed:
    """Return the message of an envelope that was opened.

    Raises:
        EnvelopeRefused: It is not the one written form of a message.
    """
    content = unpadded(filled)
    try:
        document = json.loads(content)
        said = document["message"]
        signature, key = bytes.fromhex(document["signature"]), bytes.fromhex(document["key"])
        is_whole = (
            document.keys() == {"message", "key", "signature"}
            and said.keys() == _MESSAGE_FIELDS
            and said["form"] == FORM
            and isinstance(said["body"], dict)
            and canonical(document) == content
        )
        message = Message(Kind(said["kind"]), said["message"], said["from"], said["to"], said["at"], said["body"])
        codes = all(_CODE.fullmatch(code) for code in (message.sender, message.recipient))
        is_plain = is_whole and is_uid(message.uid) and codes and _MOMENT.fullmatch(message.at) is not None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as wrong:
        raise EnvelopeRefused(trouble=Trouble.MALFORMED) from wrong
    if not is_plain or len(signature) != SIGNATURE_BYTES or len(key) != KEY_BYTES:
        raise EnvelopeRefused(trouble=Trouble.MALFORMED)
    return Signed(message, signed_form(message), signature, key)


def header(sealing_key: bytes) -> bytes:
    """Return what stands before the sealed content: the mark, and for whose key it was sealed."""
    return MARK + hashlib.sha256(sealing_key).digest()


def is_envelope(brought: bytes) -> bool:
    """Say whether bytes have the outer form of an envelope."""
    return len(brought) in SIZES and brought.startswith(MARK)


def _said(message: Message) -> dict[str, Any]:
    return {
        "form": FORM,
        "kind": str(message.kind),
        "message": message.uid,
        "from": message.sender,
        "to": message.recipient,
        "at": message.at,
        "body": dict(message.body),
    }
