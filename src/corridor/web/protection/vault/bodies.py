"""Other protection bodies: their cards, the fingerprint that two officers compare, whether they are ready."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.casework.errors import FormUnreadable
from corridor.core.casework.exchange import decoded, encoded
from corridor.core.casework.rules import check_recipient
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.text import clean, has_forbidden
from corridor.web.base.accounts.queries import authority_of
from corridor.web.base.doors.keyring import public_key, signing_key
from corridor.web.base.ledger.actions import act
from corridor.web.protection.vault.errors import BodyUnready, CardRefused, SamePerson
from corridor.web.protection.vault.models import ProtectionBody

FORM = 1
CODE = re.compile(r"[A-Z0-9]{2,10}(?:-[A-Z0-9]{1,10}){0,2}")
KEY_BYTES = 32
LONGEST_NAME = 200


@dataclass(frozen=True)
class Card:
    """How a body introduces itself: its code, name and kind, and its two public keys."""

    code: str
    name: str
    kind: str
    sealing_key: bytes
    signing_key: bytes

    @property
    def fingerprint(self) -> str:
        """By what people compare the keys aloud: 12 groups of 4 digits and letters."""
        digest = hashlib.sha256(b"corridor body 1|" + self.code.encode() + b"|" + self.sealing_key + self.signing_key)
        told = digest.hexdigest()[:48].upper()
        return " ".join(told[at : at + 4] for at in range(0, 48, 4))


def own_card(authority: str) -> Card:
    """Return the card of the own body."""
    own = authority_of(authority)
    return Card(own.code, own.name, own.kind, public_key(), signing_key())


def card_bytes(card: Card) -> bytes:
    """Return a card as it is handed over; it holds nothing secret."""
    fields = {"card": FORM, "code": card.code, "name": card.name, "kind": card.kind}
    return encoded({**fields, "sealing_key": card.sealing_key.hex(), "signing_key": card.signing_key.hex()})


def card_from(written: bytes) -> Card:
    """Return the card that was brought.

    Raises:
        CardRefused: It is none.
    """
    try:
        fields = decoded(written.strip(), "card")
        card = Card(
            str(fields["code"]),
            clean(str(fields["name"])),
            str(fields["kind"]),
            bytes.fromhex(fields["sealing_key"]),
            bytes.fromhex(fields["signing_key"]),
        )
    except (FormUnreadable, KeyError, TypeError, ValueError):
        raise CardRefused(why="form") from None
    is_right = fields.get("card") == FORM and len(fields) == 6 and CODE.fullmatch(card.code)
    if not is_right or {len(card.sealing_key), len(card.signing_key)} != {KEY_BYTES}:
        raise CardRefused(why="form")
    if not card.name or len(card.name) > LONGEST_NAME or has_forbidden(card.name):
        raise CardRefused(why="name")
    return card


def card_of(body: ProtectionBody) -> Card:
    """Return the card of a body as it is kept."""
    return Card(body.code, body.name, body.kind, bytes(body.sealing_key), bytes(body.signing_key))


def bodies_for(reader: Officer) -> tuple[ProtectionBody, ...]:
    """Return the bodies that this node knows, by code.

    Raises:
        NotPermitted: The function shares nothing.
    """
    check_permission(reader, Permission.CASE_SHARE)
    return tuple(ProtectionBody.objects.order_by("code"))


def ready_body(code: str) -> ProtectionBody:
    """Return a body that parts may be sent to and taken from.

    Raises:
        BodyUnready: It is not known, was closed, or its fingerprint was not compared.
        RecipientRefused: It does not protect.
    """
    body = ProtectionBody.objects.filter(code=code).first()
    if body is None or body.closed_at is not None or body.checked_at is None:
        raise BodyUnready(body=code)
    check_recipient(body.code, body.kind)
    return body


def add_body(*, by: Officer, written: bytes, now: datetime) -> str:
    """Keep the card of a body, until a second officer has compared its fingerprint; return its code.

    Raises:
        CardRefused: It is none, it is the own one, or other keys are known for the code.
        RecipientRefused: The body does not protect.
    """
    check_permission(by, Permission.CASE_SHARE)
    card = card_from(written)
    with act(Event.BODY_ADDED, by=by, now=now, about=card.code, kind=card.kind):
        check_recipient(card.code, card.kind)
        known = ProtectionBody.objects.filter(code=card.code).first()
        if card.signing_key == signing_key() or (known is not None and known.closed_at is None):
            raise CardRefused(why="known")
        ProtectionBody.objects.update_or_create(
            code=card.code,
            defaults={
                "name": card.name,
                "kind": card.kind,
                "sealing_key": card.sealing_key,
                "signing_key": card.signing_key,
                "added_by": by.handle,
                "added_at": now,
                "checked_by": "",
                "checked_at": None,
                "closed_at": None,
            },
        )
    return card.code


def check_body(*, by: Officer, code: str, fingerprint: str, now: datetime) -> None:
    """Note that a second officer compared the fingerprint, as typed from what the body said.

    Raises:
        NotFound: There is no such body.
        SamePerson: The officer added the card.
        CardRefused: The fingerprint is another one.
    """
    check_permission(by, Permission.CASE_SHARE)
    with act(Event.BODY_CHECKED, by=by, now=now, about=code):
        body = _known(code)
        if body.added_by == by.handle:
            raise SamePerson
        if "".join(fingerprint.split()).upper() != card_of(body).fingerprint.replace(" ", ""):
            raise CardRefused(why="fingerprint")
        ProtectionBody.objects.filter(pk=body.pk, checked_at=None).update(checked_by=by.handle, checked_at=now)


def close_body(*, by: Officer, code: str, now: datetime) -> None:
    """Give a body nothing any more and take nothing from it; what it was given stays to be withdrawn."""
    check_permission(by, Permission.CASE_SHARE)
    with act(Event.BODY_CLOSED, by=by, now=now, about=code):
        ProtectionBody.objects.filter(pk=_known(code).pk).update(closed_at=now)


def _known(code: str) -> ProtectionBody:
    body = ProtectionBody.objects.filter(code=code, closed_at=None).first()
    if body is None:
        raise NotFound(kind="body")
    return body
