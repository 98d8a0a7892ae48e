"""The written forms of casework: an entry as it is kept, and what bodies send each other; JSON with sorted keys.

What is read back must be exactly what is written; anything else is refused, so that two bodies never read one document
in two ways.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from corridor.core.casework.codes import FIELDS, OF_HEALTH, Asked, Confirmation, Item
from corridor.core.casework.errors import FormUnreadable
from corridor.core.casework.moments import moment_from, moment_text
from corridor.core.casework.records import (
    Attestation,
    CaseFile,
    Document,
    Entry,
    Need,
    Parcel,
    Service,
    Value,
    Withdrawal,
)
from corridor.core.kernel.identifiers import is_uid

FORM = 1
LARGEST = 64 * 1024 * 1024

Made = TypeVar("Made")


def encoded(fields: Mapping[str, object]) -> bytes:
    """Return the one written form of a document."""
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def decoded(written: bytes, what: str) -> dict[str, Any]:
    """Return what a written document says.

    Raises:
        FormUnreadable: It is no document, or not in its one written form.
    """
    try:
        fields = json.loads(written) if len(written) <= LARGEST else None
    except (ValueError, RecursionError):
        raise FormUnreadable(what=what, where="form") from None
    if not isinstance(fields, dict):
        raise FormUnreadable(what=what, where="form")
    try:
        same = encoded(fields) == written
    except (UnicodeEncodeError, RecursionError):
        same = False
    if not same:
        raise FormUnreadable(what=what, where="form")
    return fields


def entry_bytes(entry: Entry) -> bytes:
    """Return an entry as it is sealed into a case file."""
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in entry.values.items()}
    fields = {"at": moment_text(entry.at), "by": entry.by, "item": entry.item.value, "uid": entry.uid}
    return encoded({"entry": FORM, **fields, "values": values, "why": entry.why})


def entry_from(written: bytes) -> Entry:
    """Return the entry that was written.

    Raises:
        FormUnreadable: It is none.
    """
    fields = _of("entry", written, {"at", "by", "item", "uid", "values", "why"})
    values: dict[str, Value] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in fields["values"].items()
    }
    made = lambda: Entry(  # noqa: E731  # read where what is missing is refused
        moment_from(fields["at"]), fields["by"], Item(fields["item"]), fields["uid"], values, fields["why"]
    )
    return _read("entry", made)


def parcel_bytes(parcel: Parcel) -> bytes:
    """Return what one body is given of a case, as it is signed and sealed to it."""
    return encoded(
        {
            "parcel": FORM,
            "uid": parcel.uid,
            "sender": parcel.sender,
            "recipient": parcel.recipient,
            "purpose": parcel.purpose,
            "consent": parcel.consent,
            "fields": sorted(parcel.fields),
            "until": moment_text(parcel.until),
            "sent_at": moment_text(parcel.sent_at),
            "content": dict(parcel.content),
        }
    )


def parcel_from(written: bytes) -> Parcel:
    """Return the parcel that was written; it holds no part that it does not name.

    Raises:
        FormUnreadable: It is none, or holds more than it names.
    """
    keys = {"uid", "sender", "recipient", "purpose", "consent", "fields", "until", "sent_at", "content"}
    fields = _of("parcel", written, keys)
    parcel = _read(
        "parcel",
        lambda: Parcel(
            uid=fields["uid"],
            sender=fields["sender"],
            recipient=fields["recipient"],
            purpose=fields["purpose"],
            consent=fields["consent"],
            fields=frozenset(fields["fields"]),
            until=moment_from(fields["until"]),
            sent_at=moment_from(fields["sent_at"]),
            content=dict(fields["content"]),
        ),
    )
    texts = (parcel.sender, parcel.recipient, parcel.purpose)
    if not all(isinstance(text, str) for text in texts) or not is_uid(parcel.uid) or not is_uid(parcel.consent):
        raise FormUnreadable(what="parcel", where="uid")
    if not parcel.fields <= FIELDS.keys() or parcel.content.keys() != parcel.fields:
        raise FormUnreadable(what="parcel", where="fields")
    return parcel


def withdrawal_bytes(withdrawal: Withdrawal) -> bytes:
    """Return the message that a consent was taken back."""
    return encoded({"withdrawal": FORM, **_about(withdrawal)})


def withdrawal_from(written: bytes) -> Withdrawal:
    """Return the message that a consent was taken back.

    Raises:
        FormUnreadable: It is none.
    """
    fields = _of("withdrawal", written, {"share", "sender", "recipient", "at"})
    return _read("withdrawal", lambda: Withdrawal(**_told(fields)))


def attestation_bytes(attestation: Attestation) -> bytes:
    """Return what a body says of a parcel that it was given."""
    return encoded({"attestation": FORM, **_about(attestation), "state": attestation.state.value})


def attestation_from(written: bytes) -> Attestation:
    """Return what a body says of a parcel that it was given.

    Raises:
        FormUnreadable: It is none.
    """
    fields = _of("attestation", written, {"share", "sender", "recipient", "at", "state"})
    return _read("attestation", lambda: Attestation(**_told(fields), state=Confirmation(fields["state"])))


def content_of(case: CaseFile, fields: frozenset[str], papers: Mapping[str, bytes]) -> dict[str, object]:
    """Return the chosen parts of a case as they stand, for a parcel, a print or an export.

    Args:
        papers: The bytes of documents, by identifier; those that are missing are named without them.
    """
    made: dict[str, Callable[[], object]] = {
        "needs": lambda: [_need(need) for need in case.needs if need.kind not in OF_HEALTH],
        "services": lambda: [_service(service) for service in case.services if service.kind not in OF_HEALTH],
        "health": lambda: {
            "needs": [_need(need) for need in case.needs if need.kind in OF_HEALTH],
            "services": [_service(service) for service in case.services if service.kind in OF_HEALTH],
        },
        "steps": lambda: [
            {"kind": step.kind, "state": step.state.value, "due_on": step.due_on, "words": step.words}
            for step in case.steps
        ],
        "documents": lambda: [_document(one, papers) for one in case.documents if not one.is_removed],
    }
    return {name: made[name]() if name in made else _particulars(case, FIELDS[name]) for name in sorted(fields)}


def _particulars(case: CaseFile, names: tuple[str, ...]) -> dict[str, object]:
    """Return answers part by part; what was declined, or not asked, is told as such and never as unknown."""
    return {
        name: {"asked": case.person[name].asked.value, "said": case.person[name].said}
        for name in names
        if case.person[name].asked is not Asked.NOT_ASKED
    }


def _need(need: Need) -> dict[str, object]:
    return {"kind": need.kind, "state": need.state.value, "urgent": need.is_urgent, "words": need.words}


def _service(service: Service) -> dict[str, object]:
    told = {"kind": service.kind, "state": service.state.value}
    return {**told, "provider": service.provider, "words": service.words}


def _document(document: Document, papers: Mapping[str, bytes]) -> dict[str, object]:
    told = {"name": document.name, "kind": document.kind, "sha256": document.sha256, "words": document.words}
    return {**told, "content": b64encode(papers.get(document.uid, b"")).decode()}


def _about(message: Withdrawal | Attestation) -> dict[str, object]:
    at = moment_text(message.at)
    return {"share": message.share, "sender": message.sender, "recipient": message.recipient, "at": at}


def _told(fields: Mapping[str, Any]) -> dict[str, Any]:
    told: dict[str, str | datetime] = {name: fields[name] for name in ("share", "sender", "recipient")}
    if not all(isinstance(text, str) for text in told.values()) or not is_uid(fields["share"]):
        raise ValueError("not an identifier")
    return {**told, "at": moment_from(fields["at"])}


def _of(what: str, written: bytes, keys: set[str]) -> dict[str, Any]:
    fields = decoded(written, what)
    if fields.get(what) != FORM or fields.keys() != keys | {what}:
        raise FormUnreadable(what=what, where="keys")
    return fields


def _read(what: str, make: Callable[[], Made]) -> Made:
    try:
        return make()
    except (ValueError, TypeError, AttributeError, KeyError):
        raise FormUnreadable(what=what, where="values") from None
