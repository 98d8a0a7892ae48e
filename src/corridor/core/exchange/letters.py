"""The one written form of letters between nodes and of what an item says: canonical JSON, read strictly.

A letter carries items of the log for one partner, and the receipts for what came from there. What an item says is
signed by the authority that wrote it, so that the signature travels with it; the letter is signed by the node that
sends it. How both are signed and sealed is not here.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from corridor.core.exchange.codes import Kind, Outcome, Reason, Urgency
from corridor.core.exchange.errors import LetterRefused, WritingRefused
from corridor.core.exchange.records import Content, Item, Letter, Receipt
from corridor.core.kernel.identifiers import is_uid

FORM: Final = 1
LARGEST: Final = 4 * 1024 * 1024
"""The most bytes of a letter before it is sealed."""

MOST_ITEMS: Final = 1000
MOST_RECEIPTS: Final = 1000
LARGEST_CONTENT: Final = 512 * 1024
LARGEST_NUMBER: Final = 2**53 - 1
"""The largest whole number that every reader of JSON reads exactly."""

LARGEST_COUNT: Final = 2**31 - 1
"""The largest number of an item or of a version."""

DEEPEST: Final = 16
"""How deep the body of an item may be nested."""

CODE: Final = re.compile(r"[A-Z0-9]{2,10}(?:-[A-Z0-9]{1,10}){0,2}")
WORD: Final = re.compile(r"[a-z0-9][a-z0-9._:/-]{0,63}")
MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
DIGEST: Final = re.compile(r"[0-9a-f]{64}")

_LETTER = frozenset(("form", "from", "to", "at", "have", "receipts", "items"))
_ITEM = frozenset(("number", "kind", "originator", "about", "version", "digest", "link", "content"))
_RECEIPT = frozenset(("number", "digest", "outcome", "reason"))
_CONTENT = frozenset(
    (
        "form",
        "kind",
        "originator",
        "about",
        "version",
        "at",
        "marking",
        "purpose",
        "legal_basis",
        "retention",
        "until",
        "thread",
        "urgency",
        "body",
    )
)

Made = TypeVar("Made")


def canonical(document: Mapping[str, Any]) -> bytes:
    """Return the one written form of a document: UTF-8 JSON, keys sorted, no spaces, nothing escaped without need."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def letter_written(letter: Letter) -> bytes:
    """Return a letter as it is signed.

    Raises:
        WritingRefused: It holds more than a letter may.
    """
    if len(letter.items) > MOST_ITEMS or len(letter.receipts) > MOST_RECEIPTS:
        raise WritingRefused(where="items")
    written = canonical(
        {
            "form": FORM,
            "from": letter.sender,
            "to": letter.recipient,
            "at": letter.at,
            "have": letter.have,
            "receipts": [_receipt_written(receipt) for receipt in letter.receipts],
            "items": [_item_written(item) for item in letter.items],
        }
    )
    if len(written) > LARGEST:
        raise WritingRefused(where="size")
    return written


def letter_from(written: bytes) -> Letter:
    """Return the letter that was written; what is unknown, missing or of another form is refused, never guessed.

    Raises:
        LetterRefused: It is not the one written form of a letter.
    """
    if len(written) > LARGEST:
        raise LetterRefused(reason=Reason.TOO_LARGE.value, where="letter")
    said = _fields(_document(written), _LETTER, "letter")
    if len(_list(said, "items")) > MOST_ITEMS or len(_list(said, "receipts")) > MOST_RECEIPTS:
        raise LetterRefused(reason=Reason.TOO_LARGE.value, where="items")
    return Letter(
        sender=_text(said, "from", CODE),
        recipient=_text(said, "to", CODE),
        at=_text(said, "at", MOMENT),
        have=_number(said, "have", least=0),
        receipts=tuple(_receipt_from(one) for one in said["receipts"]),
        items=tuple(_item_from(one) for one in said["items"]),
    )


def content_written(content: Content) -> bytes:
    """Return what an item says as the authority signs it.

    Raises:
        WritingRefused: A field would be refused by every reader.
    """
    written = canonical(
        {
            "form": FORM,
            "kind": str(content.kind),
            "originator": content.originator,
            "about": content.about,
            "version": content.version,
            "at": content.at,
            "marking": content.marking,
            "purpose": content.purpose,
            "legal_basis": content.legal_basis,
            "retention": content.retention,
            "until": content.until,
            "thread": content.thread,
            "urgency": str(content.urgency),
            "body": dict(content.body),
        }
    )
    try:
        if content_from(written) != content:
            raise WritingRefused(where="fields")
    except LetterRefused as refused:
        raise WritingRefused(where=str(refused.params.get("where", ""))) from refused
    return written


def content_from(written: bytes) -> Content:
    """Return what an item says.

    Raises:
        LetterRefused: It is not the one written form.
    """
    if len(written) > LARGEST_CONTENT:
        raise LetterRefused(reason=Reason.TOO_LARGE.value, where="content")
    said = _fields(_document(written), _CONTENT, "content")
    if not isinstance(said["body"], dict) or not _is_plain(said["body"], DEEPEST):
        raise _form("body")
    return Content(
        kind=_one(said, "kind", Kind),
        originator=_text(said, "originator", CODE),
        about=_uid(said, "about"),
        version=_number(said, "version", least=1),
        at=_text(said, "at", MOMENT),
        marking=_text(said, "marking", DIGEST),
        purpose=_text(said, "purpose", WORD),
        legal_basis=_text(said, "legal_basis", WORD),
        retention=_text(said, "retention", WORD),
        until=_text(said, "until", DAY) if said["until"] != "" else "",
        thread=_uid(said, "thread") if said["thread"] != "" else "",
        urgency=_one(said, "urgency", Urgency),
        body=said["body"],
    )


def _item_written(item: Item) -> dict[str, Any]:
    return {
        "number": item.number,
        "kind": str(item.kind),
        "originator": item.originator,
        "about": item.about,
        "version": item.version,
        "digest": item.digest.hex(),
        "link": item.link.hex(),
        "content": urlsafe_b64encode(item.content).decode().rstrip("="),
    }


def _item_from(document: object) -> Item:
    said = _fields(document, _ITEM, "item")
    return Item(
        number=_number(said, "number", least=1),
        kind=_one(said, "kind", Kind),
        originator=_text(said, "originator", CODE),
        about=_uid(said, "about"),
        version=_number(said, "version", least=1),
        digest=bytes.fromhex(_text(said, "digest", DIGEST)),
        link=bytes.fromhex(_text(said, "link", DIGEST)),
        content=_bytes(said, "content"),
    )


def _receipt_written(receipt: Receipt) -> dict[str, Any]:
    return {
        "number": receipt.number,
        "digest": receipt.digest.hex(),
        "outcome": str(receipt.outcome),
        "reason": str(receipt.reason or ""),
    }


def _receipt_from(document: object) -> Receipt:
    said = _fields(document, _RECEIPT, "receipt")
    reason = _one(said, "reason", Reason) if said["reason"] != "" else None
    outcome = _one(said, "outcome", Outcome)
    if (reason is not None) != (outcome is Outcome.KEPT_ASIDE):
        raise _form("reason")
    digest = bytes.fromhex(_text(said, "digest", DIGEST))
    return Receipt(_number(said, "number", least=1), digest, outcome, reason)


def _document(written: bytes) -> object:
    """Return what was written, where it is the one form of what it says: no key twice, no space, no other escape."""
    try:
        document = json.loads(written)
        if not isinstance(document, dict) or canonical(document) != written:
            raise _form("form")
    except (ValueError, RecursionError) as wrong:
        raise _form("form") from wrong
    if document.get("form") != FORM or isinstance(document.get("form"), bool):
        raise LetterRefused(reason=Reason.VERSION.value, where="form")
    return document


def _is_plain(value: object, depth: int) -> bool:
    """Say whether a value reads the same in every language: texts, truth, whole numbers, lists and mappings of them.

    A text with the character of number 0 cannot be kept by every database.
    """
    if isinstance(value, dict):
        return depth > 0 and all("\0" not in name and _is_plain(one, depth - 1) for name, one in value.items())
    if isinstance(value, list):
        return depth > 0 and all(_is_plain(one, depth - 1) for one in value)
    if isinstance(value, int):
        return abs(value) <= LARGEST_NUMBER
    return isinstance(value, str) and "\0" not in value


def _fields(document: object, known: frozenset[str], where: str) -> dict[str, Any]:
    if not isinstance(document, dict) or document.keys() != known:
        raise _form(where)
    return document


def _list(said: Mapping[str, Any], name: str) -> list[Any]:
    value = said[name]
    if not isinstance(value, list):
        raise _form(name)
    return value


def _text(said: Mapping[str, Any], name: str, form: re.Pattern[str]) -> str:
    value = said[name]
    if not isinstance(value, str) or form.fullmatch(value) is None:
        raise _form(name)
    return value


def _uid(said: Mapping[str, Any], name: str) -> str:
    value = said[name]
    if not isinstance(value, str) or not is_uid(value):
        raise _form(name)
    return value


def _number(said: Mapping[str, Any], name: str, *, least: int) -> int:
    value = said[name]
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= LARGEST_COUNT:
        raise _form(name)
    return value


def _one(said: Mapping[str, Any], name: str, known: Callable[[str], Made]) -> Made:
    try:
        return known(said[name])
    except ValueError as wrong:
        raise LetterRefused(reason=Reason.FORM.value, where=name) from wrong


def _bytes(said: Mapping[str, Any], name: str) -> bytes:
    value = said[name]
    if not isinstance(value, str) or len(value) > 4 * LARGEST_CONTENT:
        raise _form(name)
    try:
        found = urlsafe_b64decode(value + "=" * (-len(value) % 4))
    except ValueError as wrong:
        raise _form(name) from wrong
    if urlsafe_b64encode(found).decode().rstrip("=") != value:
        raise _form(name)
    return found


def _form(where: str) -> LetterRefused:
    return LetterRefused(reason=Reason.FORM.value, where=where)
