"""Writes about what devices keep and send: the key of an account's devices, and that a form was received."""

from __future__ import annotations

from datetime import datetime, timedelta

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction

from corridor.core.access.records import Officer
from corridor.web.base import identity, keys
from corridor.web.base.keeping.models import DeviceSalt, Sending
from corridor.web.base.keeping.queries import NUMBER, digest_of
from corridor.web.base.ledger import turn

KEY_BYTES = 32
KEPT = timedelta(days=30)


def device_key(by: Officer) -> bytes:
    """Return the key under which an officer's devices seal drafts: it is told at sign-in and lies on no device.

    HKDF-SHA-256 of the zone's own key over a random salt of the account, which is made when it is first asked for.
    """
    row = DeviceSalt.objects.filter(officer_id=by.id).first()
    if row is None:
        with turn.write():
            row, _ = DeviceSalt.objects.get_or_create(officer_id=by.id, defaults={"salt": _fresh()})
    info = f"corridor device key\0{settings.ZONE}\0{by.id}".encode()
    derived: bytes = HKDF(SHA256(), KEY_BYTES, salt=bytes(row.salt), info=info).derive(keys.digest_key())
    return derived


def renew(account: int) -> None:
    """Make what an officer's devices keep unreadable for ever; runs inside a write."""
    DeviceSalt.objects.filter(officer_id=account).update(salt=_fresh())


def renew_own(by: Officer) -> None:
    """Make what the officer's own devices keep unreadable for ever."""
    with turn.write():
        renew(by.id)


def note_sending(by: Officer, once: str, *, to: str, now: datetime) -> None:
    """Note that a form was received and where it led; runs inside the act that carries it out.

    Of two sendings at the same moment one fails here, and its act with it.

    Raises:
        IntegrityError: It was received already; `queries.sent_to` tells where it led.
    """
    if NUMBER.fullmatch(once):
        Sending.objects.filter(at__lt=now - KEPT).delete()
        with transaction.atomic():
            Sending.objects.create(digest=digest_of(by, once), to=to, at=now)


def _fresh() -> bytes:
    return bytes.fromhex(identity.uid() + identity.uid())
