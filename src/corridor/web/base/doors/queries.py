"""Reads of the doors: the own card, whom the node knows, what waits, and what an envelope says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.doors import exchange
from corridor.core.doors.codes import Trouble
from corridor.core.doors.errors import EnvelopeRefused
from corridor.core.doors.records import Card, Message
from corridor.core.kernel.errors import NotFound
from corridor.web.base.accounts import queries as people
from corridor.web.base.doors import keyring
from corridor.web.base.doors.models import Arrival, Door, FormerKey, Outgoing
from corridor.web.base.exchange.letters import Known
from corridor.web.base.exchange.wire import key_id
from corridor.web.base.sealing import SealBroken, open_with

OLDEST = timedelta(days=30)
"""A message older than this is not carried out; it may be a repetition whose first coming is forgotten."""

AHEAD = timedelta(days=1)
"""How far a sender's clock may be ahead."""

LINE_DOWN = timedelta(minutes=10)
"""An envelope that waits longer means that the line is down."""


def own_code() -> str:
    """Return the code of the authority that keeps the node."""
    account = people.account_of(people.service_handle())
    assert account is not None
    return account.authority.code


def own_card(origin: str = "", *, number: int = 0) -> bytes:
    """Return the card by which others know this node, signed.

    Args:
        number: Of the key pair; doors between zones know the first, partners the newest.
    """
    pair = keyring.pair(number)
    account = people.account_of(people.service_handle())
    assert account is not None
    authority = account.authority
    card = Card(
        code=authority.code,
        name=authority.name,
        kind=authority.kind,
        country=authority.country,
        zone=settings.ZONE,
        origin=origin,
        sealing_key=pair.sealing_public,
        signing_key=pair.signing_public,
    )
    return exchange.card_written(card, pair.sign)


def doors_for(officer: Officer) -> tuple[Door, ...]:
    """Return every node that this one was told of, by code.

    Raises:
        NotPermitted: The officer's function does not manage the node.
    """
    check_permission(officer, Permission.LEDGER_VERIFY)
    return tuple(Door.objects.order_by("code"))


def known_doors(zone: str) -> tuple[Door, ...]:
    """Return the nodes of a zone whose card two people accepted, closed ones too, by code."""
    return tuple(Door.objects.filter(zone=zone).exclude(confirmed_by="").order_by("code"))


def card_of(door: Door) -> Card:
    """Return the card of a node as it is known now."""
    held = bytes(door.sealing_key), bytes(door.signing_key)
    return Card(door.code, door.name, door.kind, door.country, door.zone, door.origin, *held)


def door_known(code: str, zone: str) -> Door:
    """Return a node of a zone that this one was told of, confirmed or not.

    Raises:
        NotFound: There is none of this code.
    """
    found = Door.objects.filter(zone=zone, code=code).first()
    if found is None:
        raise NotFound(kind="door")
    return found


def signer(kid: str, zone: str, *, now: datetime | None = None) -> Known | None:
    """Return the node of a zone that signs with a key: the one it has, or for a while the one it had before."""
    for door in known_doors(zone):
        if key_id(bytes(door.signing_key)) == kid:
            is_revoked = door.closed_at is not None or is_revoked_key(bytes(door.signing_key))
            return Known(door.code, bytes(door.signing_key), is_revoked=is_revoked)
    former = FormerKey.objects.filter(kid=kid).first()
    theirs = Door.objects.filter(code=former.code, zone=zone).first() if former is not None else None
    if former is None or theirs is None:
        return None
    is_over = theirs.closed_at is not None or former.until <= (now or datetime.now(UTC))
    return Known(former.code, bytes(former.public), is_revoked=former.is_revoked or is_over)


def has_former(code: str) -> bool:
    """Say whether a node had another signing key before the one by which it is known now."""
    return FormerKey.objects.filter(code=code).exists()


def own_fingerprint(*, number: int = 0) -> str:
    """Return the fingerprint of this node's card with one of its key pairs, in hexadecimal."""
    card, _, _ = exchange.card_from(own_card(number=number))
    return exchange.fingerprint(card)


def is_revoked_key(public: bytes) -> bool:
    """Say whether a signing key was revoked here: nothing is taken that it signed."""
    return FormerKey.objects.filter(kid=key_id(public), is_revoked=True).exists()


def revoked_keys() -> frozenset[bytes]:
    """Return the signing keys of nodes that were revoked here."""
    return frozenset(bytes(key) for key in FormerKey.objects.filter(is_revoked=True).values_list("public", flat=True))


def open_doors(zone: str) -> tuple[Door, ...]:
    """Return the nodes of a zone to which something can be sent, by code."""
    return tuple(Door.objects.filter(zone=zone, closed_at=None).exclude(confirmed_by="").order_by("code"))


def open_door(code: str, zone: str) -> Door:
    """Return a node of a zone to which something can be sent.

    Raises:
        NotFound: There is none of this code.
    """
    found = next((door for door in open_doors(zone) if door.code == code), None)
    if found is None:
        raise NotFound(kind="door")
    return found


def is_line_down(code: str, now: datetime) -> bool:
    """Say whether something waits for this node longer than a line that works would let it."""
    return Outgoing.objects.filter(recipient=code, made_at__lt=now - LINE_DOWN).exists()


def waiting_outside() -> int:
    """Return how many envelopes wait to leave."""
    return Outgoing.objects.count()


def kept_aside() -> tuple[Arrival, ...]:
    """Return what came and could not be carried out, the latest first; never what it says."""
    return tuple(Arrival.objects.filter(state="aside").defer("envelope").order_by("-at", "uid")[:200])


def opened(envelope: bytes, now: datetime) -> Message:
    """Return the message of an envelope, once everything about it holds.

    Raises:
        EnvelopeRefused: Something does not; nothing may be carried out.
    """
    if not exchange.is_envelope(envelope):
        raise EnvelopeRefused(trouble=Trouble.NO_ENVELOPE)
    head = exchange.header(keyring.public_key())
    if not envelope.startswith(head):
        raise EnvelopeRefused(trouble=Trouble.ADDRESSED_ELSEWHERE)
    try:
        content = open_with(keyring.private_key(), envelope[len(head) :], bound=head)
    except SealBroken as broken:
        raise EnvelopeRefused(trouble=Trouble.NOT_OPENED) from broken
    found = exchange.content_from(content)
    door = Door.objects.filter(code=found.message.sender, closed_at=None).exclude(confirmed_by="").first()
    if door is None:
        raise EnvelopeRefused(trouble=Trouble.SENDER_UNKNOWN)
    is_theirs = found.public_key == bytes(door.signing_key)
    if not is_theirs or not keyring.holds(found.public_key, found.signature, found.signed):
        raise EnvelopeRefused(trouble=Trouble.SIGNATURE_WRONG)
    if found.message.recipient != own_code():
        raise EnvelopeRefused(trouble=Trouble.ADDRESSED_ELSEWHERE)
    try:
        sent = datetime.fromisoformat(found.message.at)
    except ValueError as wrong:
        raise EnvelopeRefused(trouble=Trouble.MALFORMED) from wrong
    if not now - OLDEST < sent < now + AHEAD:
        raise EnvelopeRefused(trouble=Trouble.OUT_OF_TIME)
    return found.message
