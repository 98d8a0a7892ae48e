"""Writes of the doors: accepting a card, putting a message out, delivering, taking in, opening."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

from django.db import IntegrityError, connection
from django_tasks import default_task_backend

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.doors import exchange
from corridor.core.doors.codes import Kind, Trouble
from corridor.core.doors.errors import CardInvalid, DoorFull, EnvelopeRefused, SecondOfficerNeeded
from corridor.core.doors.fingerprints import is_same
from corridor.core.doors.records import Card, Message
from corridor.core.kernel.errors import CorridorError, NotFound
from corridor.web.base import identity, keys
from corridor.web.base.accounts import queries as people
from corridor.web.base.doors import answers, keyring, queries, transport
from corridor.web.base.doors.models import Arrival, Door, FormerKey, Outgoing
from corridor.web.base.exchange.wire import key_id
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.base.sealing import seal_to
from corridor.web.base.zone import zone

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
AT_ONCE = 100
"""So many envelopes are delivered or opened in one go."""

MOST_WAITING = 5000
"""More than so many that nobody has opened are not taken in: somebody floods the door."""

MOST_ASIDE = 2000
"""Of what is kept aside, the oldest beyond so many is forgotten."""

log = logging.getLogger("corridor.doors")


def service() -> Officer:
    """Return the node's own service officer, who carries envelopes and sees no content."""
    return people.without_content(f"{people.service_handle()}:administrator")


def add_door(*, by: Officer, written: bytes, fingerprint: str, now: datetime) -> Card:
    """Accept another node's card, whose fingerprint was compared by another way; a second person confirms it.

    Raises:
        CardInvalid: It is no card, not signed by its own key, or its fingerprint is another.
        NotPermitted: The officer's function does not manage the node.
    """
    check_permission(by, Permission.OFFICER_MANAGE)
    card, signed, signature = exchange.card_from(written)
    with act(Event.DOOR_ADDED, by=by, now=now, about=card.code, fingerprint=exchange.fingerprint(card)):
        if not keyring.holds(card.signing_key, signature, signed):
            raise CardInvalid(where="signature")
        full = exchange.fingerprint(card)
        if not is_same(fingerprint, full):
            raise CardInvalid(where="fingerprint")
        _end_key(card, now)
        told = {"name": card.name, "kind": card.kind, "country": card.country, "zone": card.zone, "origin": card.origin}
        held = {"sealing_key": card.sealing_key, "signing_key": card.signing_key, "fingerprint": full}
        by_whom = {"added_by": by.handle, "added_at": now, "confirmed_by": "", "closed_at": None, "knows": 0}
        Door.objects.update_or_create(code=card.code, defaults={**told, **held, **by_whom})
    return card


def confirm_door(*, by: Officer, code: str, fingerprint: str, now: datetime) -> None:
    """Confirm a card that somebody else accepted, after comparing its fingerprint again.

    Raises:
        CardInvalid: The fingerprint is another.
        NotFound: There is no such card.
        SecondOfficerNeeded: It is the person who accepted it.
    """
    check_permission(by, Permission.LEDGER_VERIFY)
    with act(Event.DOOR_CONFIRMED, by=by, now=now, about=code):
        door = _door(code)
        if door.added_by == by.handle:
            raise SecondOfficerNeeded
        if not is_same(fingerprint, door.fingerprint):
            raise CardInvalid(where="fingerprint")
        Door.objects.filter(pk=door.pk).update(confirmed_by=by.handle)


def _end_key(card: Card, now: datetime) -> None:
    """End the keys by which a node was known, where people accept another in their place."""
    door = Door.objects.filter(code=card.code).first()
    if door is not None and bytes(door.signing_key) != card.signing_key:
        keep_former(door, until=now)
        FormerKey.objects.filter(code=card.code, until__gt=now).update(until=now)


def keep_former(door: Door, *, until: datetime) -> None:
    """Keep the key by which a node is known now as one it had: good until a moment for what is on its way."""
    public = bytes(door.signing_key)
    FormerKey.objects.get_or_create(kid=key_id(public), defaults={"code": door.code, "public": public, "until": until})


def revoke_key(door: Door, *, by: Officer, now: datetime) -> None:
    """Take nothing more that a node's keys signed, those it had before among them; at once, for good, inside an act."""
    keep_former(door, until=now)
    revoked = {"until": now, "is_revoked": True, "revoked_by": by.handle}
    FormerKey.objects.filter(code=door.code, is_revoked=False).update(**revoked)
    Door.objects.filter(pk=door.pk).update(closed_at=now)


def follow_card(door: Door, *, name: str, sealing_key: bytes, signing_key: bytes, until: datetime) -> None:
    """Take the keys that a known node tells by the key it is known by; runs inside an act.

    Its address stays: a node must not be able to let others knock wherever it likes.
    """
    if bytes(door.signing_key) != signing_key:
        keep_former(door, until=until)
    changed = replace(queries.card_of(door), sealing_key=sealing_key, signing_key=signing_key)
    told = {"name": name, "fingerprint": exchange.fingerprint(changed)}
    Door.objects.filter(pk=door.pk).update(sealing_key=sealing_key, signing_key=signing_key, **told)


def note_address(code: str, origin: str) -> None:
    """Note where another node is reached now, as who runs both nodes knows; joins the write that is open."""
    Door.objects.filter(code=code).update(origin=origin)


def note_known(code: str, number: int) -> None:
    """Note which of this node's key pairs another node knows; runs inside an act."""
    Door.objects.filter(code=code).update(knows=number)


def close_door(*, by: Officer, code: str, now: datetime) -> None:
    """Send nothing to a node any more, and take nothing from it."""
    check_permission(by, Permission.OFFICER_MANAGE)
    with act(Event.DOOR_CLOSED, by=by, now=now, about=code):
        Door.objects.filter(pk=_door(code).pk).update(closed_at=now)


def note_sealed_to(code: str, kid: str) -> None:
    """Note that another node knows the key pair to which its letter was sealed; joins the write that is open."""
    number = keyring.number_of(kid)
    Door.objects.filter(code=code, knows__lt=number).update(knows=number)


def put_out(*, kind: Kind, to: Door, body: Mapping[str, Any], about: str, now: datetime) -> str:
    """Seal a message to another node and keep only the sealed bytes until they are delivered; runs inside an act.

    Returns: the uid of the message.
    Raises:
        ContentTooLong: The largest envelope does not hold it.
    """
    at = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    message = Message(kind, identity.uid(), queries.own_code(), to.code, at, body)
    content = exchange.content_of(message, keys.sign(exchange.signed_form(message)), keyring.signing_key())
    head = exchange.header(bytes(to.sealing_key))
    envelope = head + seal_to(bytes(to.sealing_key), content, bound=head)
    Outgoing.objects.create(
        uid=identity.uid(), recipient=to.code, about=about, envelope=envelope, made_at=now, next_at=now
    )
    return message.uid


def hurry() -> None:
    """Let a worker deliver and open what waits now, instead of at its next round."""
    from corridor.web.base.doors.tasks import carry

    with turn.write() if default_task_backend.supports_get_result else nullcontext():
        carry.enqueue()


def deliver_due(*, now: datetime) -> int:
    """Bring the envelopes that are due to their doors, and forget each once its door has answered.

    Returns: how many were delivered.
    """
    delivered = 0
    for one in Outgoing.objects.filter(next_at__lte=now).order_by("next_at", "uid")[:AT_ONCE]:
        door = Door.objects.filter(code=one.recipient).first()
        envelope = bytes(one.envelope)
        try:
            answer = transport.deliver(envelope, door.origin if door is not None else "")
        except transport.NotDelivered:
            answer = b""
        signing_key = bytes(door.signing_key) if door is not None else b""
        signature = answers.signature_of(answer, envelope, by=one.recipient, signing_key=signing_key)
        if signature is None:
            _later(one, now)
            continue
        if not Outgoing.objects.filter(pk=one.pk).exists():
            continue  # Another worker has brought it meanwhile.
        with act(Event.ENVELOPE_DELIVERED, by=service(), now=now, about=one.about, answer=signature):
            forget(one)
        delivered += 1
    return delivered


def forget(one: Outgoing) -> None:
    """Overwrite an envelope and delete it; what its pages held before is overwritten in the database file too."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
    Outgoing.objects.filter(pk=one.pk).update(envelope=bytes(len(one.envelope)))
    Outgoing.objects.filter(pk=one.pk).delete()


def _later(one: Outgoing, now: datetime) -> None:
    wait = min(FIRST_WAIT * 2 ** min(one.tries, 10), LONGEST_WAIT)
    with turn.write():
        Outgoing.objects.filter(pk=one.pk).update(tries=one.tries + 1, next_at=now + wait)


def take_in(brought: bytes, *, now: datetime) -> bytes:
    """Keep bytes that came until they are opened, and return the answer, which does not depend on what they say.

    Of what is no envelope, the fact alone is kept, and only so often.

    Raises:
        DoorFull: Too much waits already; without an answer, the sender keeps its envelope.
    """
    is_envelope = exchange.is_envelope(brought)
    with turn.write():
        if Arrival.objects.filter(state="waiting").count() >= MOST_WAITING:
            if is_envelope:
                raise DoorFull
        else:
            arrival = Arrival(uid=identity.uid(), digest=answers.digest_of(brought), at=now, state="waiting")
            arrival.envelope = brought if is_envelope else b""
            Arrival.objects.bulk_create([arrival], ignore_conflicts=True)
    if is_envelope:
        hurry()
    return answers.answer_to(brought, by=queries.own_code(), now=now)


def open_waiting(*, now: datetime) -> int:
    """Open the envelopes that came, in their order: each is carried out whole, or kept aside with the reason.

    Returns: how many were carried out.
    """
    carried_out = 0
    for one in Arrival.objects.filter(state="waiting").order_by("pk")[:AT_ONCE]:
        try:
            _carry_out(one, now)
            carried_out += 1
        except (OpenedMeanwhile, IntegrityError):
            continue
        except CorridorError as refused:
            if refused.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                raise  # The node's own fault: what waits goes on waiting.
            _keep_aside(one, str(refused.params.get("trouble", Trouble.CONTENT_REFUSED)), now)
    return carried_out


class OpenedMeanwhile(Exception):
    """Another worker has opened the envelope."""


def _carry_out(one: Arrival, now: datetime) -> None:
    message = queries.opened(bytes(one.envelope), now)
    told: dict[str, object] = {"kind": str(message.kind), "sender": message.sender}
    with act(Event.ENVELOPE_OPENED, by=service(), now=now, about=message.uid, **told) as doing:
        if Arrival.objects.select_for_update().filter(pk=one.pk, state="waiting").first() is None:
            raise OpenedMeanwhile
        if Arrival.objects.filter(state="applied", sender=message.sender, message=message.uid).exists():
            raise EnvelopeRefused(trouble=Trouble.REPEATED)
        zone().receive(message, doing=doing)
        Arrival.objects.filter(pk=one.pk).update(
            state="applied", envelope=b"", sender=message.sender, message=message.uid
        )


def _keep_aside(one: Arrival, trouble: str, now: datetime) -> None:
    with act(Event.ENVELOPE_KEPT_ASIDE, by=service(), now=now, about=one.uid, trouble=trouble):
        Arrival.objects.filter(pk=one.pk, state="waiting").update(state="aside", trouble=trouble)


def sweep(*, now: datetime) -> None:
    """Forget what was carried out or kept aside longer ago than a repetition could come."""
    old = Arrival.objects.filter(at__lt=now - 2 * queries.OLDEST).exclude(state="waiting")
    kept = Arrival.objects.filter(state="aside").order_by("-at").values_list("at", flat=True)[MOST_ASIDE:][:1]
    if flood := list(kept):
        old |= Arrival.objects.filter(state="aside", at__lte=flood[0])
    if old.exists():
        with turn.write():
            old.delete()


def _door(code: str) -> Door:
    door = Door.objects.filter(code=code).first()
    if door is None:
        raise NotFound(kind="door")
    return door


def look_after(*, now: datetime) -> None:
    """Deliver, open and forget what is due; a worker of either zone calls this."""
    deliver_due(now=now)
    open_waiting(now=now)
    zone().follow_up(now)
    sweep(now=now)
    if waiting := queries.waiting_outside():
        log.warning("envelopes wait for their doors", extra={"facts": {"envelopes": waiting}})
