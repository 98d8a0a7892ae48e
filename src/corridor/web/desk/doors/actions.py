"""Writes of the doors on the desk: handing a person over, keeping what is disclosed, erasing it."""

from __future__ import annotations

import json
import secrets
from datetime import date, datetime

from django.db import connection

from corridor import shelf
from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.doors import bodies
from corridor.core.doors.codes import Held, Kind, Trouble
from corridor.core.doors.errors import EnvelopeRefused
from corridor.core.doors.padding import padded
from corridor.core.doors.records import HandOver, Message
from corridor.core.doors.rules import check_hand_over, is_over
from corridor.web.base import keys
from corridor.web.base.doors import actions as doors
from corridor.web.base.doors import queries as known
from corridor.web.base.ledger.actions import act
from corridor.web.base.sealing import seal
from corridor.web.desk.doors import queries
from corridor.web.desk.doors.models import Disclosed

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
RECEIPT_GROUPS, RECEIPT_LETTERS = 4, 4


def new_receipt() -> str:
    """Return a random receipt number; it says nothing of whom it is about."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(RECEIPT_LETTERS)) for _ in range(RECEIPT_GROUPS))
    return "-".join(groups)


def hand_over(*, by: Officer, one: HandOver, to: str, now: datetime) -> None:
    """Seal a hand-over to a protection body; the ledger learns the number of its receipt and nothing else.

    Raises:
        HandOverIncomplete: It does not say how the person can be reached, or something in an unknown code.
        NotFound: There is no such body.
        NotPermitted: The officer's function does not meet people.
    """
    check_permission(by, Permission.PERSON_HAND_OVER)
    with act(Event.PERSON_HANDED_OVER, by=by, now=now, about=one.receipt):
        check_hand_over(one, **{name: queries.codes_of(list_) for name, list_ in LISTS.items()})
        door = queries.body_for(by, to)
        doors.put_out(kind=Kind.HAND_OVER, to=door, body=bodies.hand_over_body(one), about=one.receipt, now=now)
    doors.hurry()


LISTS = {"ages": "age", "sexes": "sex", "needs": "urgent-needs"}
"""Which list the codes of each field come from."""


def receive(message: Message, *, now: datetime) -> None:
    """Carry out what a protection body sent: a disclosure, or its end; runs inside the write that opens it.

    Raises:
        EnvelopeRefused: It is another kind, or says something that this node cannot carry out.
        NotFound: The sender is no protection body.
    """
    known.open_door(message.sender, queries.PROTECTION)
    if message.kind is Kind.DISCLOSURE:
        _keep(message, now)
    elif message.kind is Kind.WITHDRAWAL:
        uid, _ = bodies.withdrawal_from(message.body)
        _erase(uid, message.sender)
        _attest(uid, message.sender, Held.ERASED, now)
    else:
        raise EnvelopeRefused(trouble=Trouble.KIND_NOT_TAKEN)


def _keep(message: Message, now: datetime) -> None:
    one = bodies.disclosed_from(message.body, queries.codes_of("disclosure-fields"))
    function = shelf.functions().get(one.function)
    is_ours = (
        function is not None and one.purpose in function.purposes and Permission.DISCLOSED_READ in function.permissions
    )
    until = date.fromisoformat(one.until)
    if not is_ours or is_over(until, now.date()) or Disclosed.objects.filter(uid=one.uid).exists():
        raise EnvelopeRefused(trouble=Trouble.CONTENT_REFUSED)
    said = {"their_ref": one.their_ref, "fields": [list(pair) for pair in one.fields]}
    content = json.dumps(said, ensure_ascii=False).encode()
    Disclosed.objects.create(
        uid=one.uid,
        sender=message.sender,
        authority=one.authority,
        function=one.function,
        purpose=one.purpose,
        until=until,
        came_on=now.date(),
        sealed=seal(keys.sealing_key(), _filled(content), bound=queries.bound(one.uid)),
    )
    _attest(one.uid, message.sender, Held.HELD, now)


def _filled(content: bytes) -> bytes:
    """Return a document filled up with spaces to the size class that an envelope of it would have."""
    return content.ljust(len(padded(content)))


def _erase(uid: str, sender: str) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
    Disclosed.objects.filter(uid=uid, sender=sender).delete()


def _attest(uid: str, to: str, held: Held, now: datetime) -> None:
    door = known.open_door(to, queries.PROTECTION)
    body = bodies.attestation_body(uid, held)
    doors.put_out(kind=Kind.ATTESTATION, to=door, body=body, about=uid, now=now)


def erase_over(*, now: datetime) -> int:
    """Erase what has passed its day, and attest it; return how many. Readers stopped seeing it when the day ended."""
    rows = list(Disclosed.objects.filter(until__lt=now.date()).order_by("uid").values_list("uid", "sender")[:100])
    for uid, sender in rows:
        with act(Event.DISCLOSED_ERASED, by=doors.service(), now=now, about=uid):
            _erase(uid, sender)
            _attest(uid, sender, Held.ERASED, now)
    return len(rows)
