"""Reads of cards: the own card, what is known of partners' keys and authorities, heads of ledgers, drills."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db.models import Max, QuerySet

from corridor.core.access.codes import Permission
from corridor.core.access.ledger import SignedHead
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.cards.codes import Ending, Says
from corridor.core.cards.exchange import about_of
from corridor.core.cards.records import Former, Known, Roster, Spoken, Told
from corridor.core.cards.rules import is_drill_due
from corridor.core.exchange.codes import Kind, Outcome
from corridor.core.kernel.errors import NotFound
from corridor.web.base import keys
from corridor.web.base.accounts import queries as people
from corridor.web.base.doors import keyring
from corridor.web.base.doors import queries as doors
from corridor.web.desk.cards.models import (
    Claim,
    Drill,
    HeadFault,
    KeptHead,
    Moved,
    OwnCard,
    OwnKey,
    PartnerCard,
    RevokedAuthority,
)
from corridor.web.desk.directory import queries as directory
from corridor.web.desk.lines import queries as lines
from corridor.web.desk.lines.models import AuthorityKey, Came, Posted

if TYPE_CHECKING:
    from corridor.web.base.doors.models import Door

ZONE = "desk"
MOST_FAULTS = 100


def moment(at: datetime) -> str:
    """Return a moment as cards write it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def own_code() -> str:
    """Return the code by which partners know this node."""
    return doors.own_code()


def own_roster() -> Roster:
    """Return what this node says of itself now."""
    pair = keyring.pair(keyring.newest())
    spoken, former = [], []
    for key in OwnKey.objects.order_by("authority", "since", "pk"):
        if key.ended_at is None:
            authority = people.authority_of(key.authority)
            since = moment(key.since)
            spoken.append(
                Spoken(key.authority, authority.name, authority.country, authority.kind, bytes(key.public), since)
            )
        else:
            ended = moment(key.ended_at)
            former.append(Former(key.authority, bytes(key.public), ended, Ending(key.why), key.to))
    return Roster(
        name=people.authority_of(own_code()).name,
        sealing_key=pair.sealing_public,
        signing_key=pair.signing_public,
        ledger_key=keys.public_key().public_bytes_raw(),
        authorities=tuple(spoken),
        former=tuple(former),
    )


def own_contacts() -> tuple[Told, ...]:
    """Return the contacts that this node publishes: those of its own authorities that somebody chose to publish."""
    return tuple(
        Told(
            uid=one.row.uid,
            authority=one.row.authority,
            kind=one.row.kind,
            name=one.row.name,
            country=one.row.country,
            mandates=tuple(one.row.mandates),
            languages=tuple(one.row.languages),
            days=one.row.days,
            begins=one.row.begins.strftime("%H:%M"),
            ends=one.row.ends.strftime("%H:%M"),
            offset=one.row.offset,
            channels=tuple((kind, address) for kind, address in one.row.channels),
            tested_on=one.contact.tested_on.isoformat() if one.contact.tested_on is not None else "",
        )
        for one in directory.published(lines.own_authorities())
    )


def own_card(officer: Officer, origin: str) -> bytes:
    """Return the card to hand to a partner: signed by the newest key pair.

    Raises:
        NotPermitted: The officer's function does not see how the node is known.
    """
    check_permission(officer, Permission.LEDGER_VERIFY)
    return doors.own_card(origin, number=keyring.newest())


def known_of(node: str) -> Known:
    """Return what is known before a roster of a partner is taken: of itself, and of who speaks for which authority."""
    card = PartnerCard.objects.filter(node=node, says=Says.ROSTER.value).first()
    rows = AuthorityKey.objects.order_by("pk")
    keys_known = {bytes(row.public): (row.node, row.authority) for row in rows}
    for own in OwnKey.objects.all():
        keys_known[bytes(own.public)] = (own_code(), own.authority)
    for door in doors.known_doors(ZONE):
        keys_known[bytes(door.signing_key)] = (door.code, "")
    return Known(
        version=card.version if card is not None else 0,
        digest=bytes(card.digest) if card is not None else b"",
        ledger_key=bytes(card.ledger_key) if card is not None else b"",
        speaks=_speaks(rows),
        moved=_moved(),
        keys=keys_known,
        revoked=doors.revoked_keys() | {bytes(row.public) for row in rows if row.is_revoked},
        barred=frozenset(RevokedAuthority.objects.values_list("authority", flat=True)),
    )


def _moved() -> Mapping[str, str]:
    """Return the authorities that their node, this one included, gave to another, and to which.

    Nothing stands that was given to a node whose line is closed, or by one to a node that nobody knows.
    """
    given = OwnKey.objects.filter(why=Ending.MOVED.value).order_by("ended_at", "pk").values_list("authority", "to")
    told = {door.code: door.closed_at is None for door in doors.known_doors(ZONE)}
    stand = {one.authority: one.to for one in Moved.objects.all() if told.get(one.to, told.get(one.giver, False))}
    return dict(given) | stand


def _speaks(rows: Iterable[AuthorityKey]) -> Mapping[str, str]:
    """Return which node speaks for each authority: an own one first, then whose key it uses, then its namesake.

    Whose line is closed, or whose keys ended or were revoked, speaks for nobody.
    """
    known = doors.known_doors(ZONE)
    is_open = {door.code for door in known if door.closed_at is None}
    found = {door.code: door.code for door in known}
    found |= {key.authority: own_code() for key in OwnKey.objects.all()}
    live = (row for row in rows if row.ended_at is None and not row.is_revoked and row.node in is_open)
    found |= {row.authority: row.node for row in live}
    return found | dict.fromkeys(lines.own_authorities(), own_code())


def speaker_of(authority: str) -> str:
    """Return the node that speaks for an authority now, this one included; nothing where none does."""
    return _moved().get(authority) or _speaks(AuthorityKey.objects.order_by("pk")).get(authority, "")


def claims_of(node: str) -> tuple[Claim, ...]:
    """Return the authorities for which a partner would speak and does not, by code."""
    return tuple(Claim.objects.filter(node=node).order_by("authority"))


def ledger_key_of(node: str) -> bytes:
    """Return the key of a partner's ledger; nothing before it told its card."""
    card = PartnerCard.objects.filter(node=node, says=Says.ROSTER.value).first()
    return bytes(card.ledger_key) if card is not None else b""


def ledger_key_in(node: str) -> bytes:
    """Return the key of a ledger, the own one included; nothing where it is not known."""
    return keys.public_key().public_bytes_raw() if node == own_code() else ledger_key_of(node)


def ledgers() -> Mapping[str, tuple[str, bytes]]:
    """Return the ledgers that are known, the own one among them: by the digest of the key, whose it is and the key."""
    cards = PartnerCard.objects.filter(says=Says.ROSTER.value)
    found = {one.node: bytes(one.ledger_key) for one in cards}
    found[own_code()] = keys.public_key().public_bytes_raw()
    return {key_digest(key): (node, key) for node, key in found.items()}


def key_digest(key: bytes) -> str:
    """Return by what a ledger's key is named to whoever may not know it."""
    return hashlib.sha256(b"corridor ledger key 1\n" + key).hexdigest()


def signed_of(row: KeptHead) -> SignedHead:
    """Return a kept head as its node signed it."""
    return SignedHead(row.written.encode("ascii"), bytes(row.signature))


def heads_of(node: str, *, is_joined: bool) -> list[KeptHead]:
    """Return the heads that are kept of a node's ledger: those that a proof led to, or those that are yet a word."""
    rows = KeptHead.objects.filter(node=node, ledger_key=ledger_key_in(node), is_joined=is_joined)
    return list(rows.order_by("size", "pk"))


def newest_heads() -> Mapping[str, KeptHead]:
    """Return the newest head that a proof led to, by node."""
    known = dict(ledgers().values())
    rows = KeptHead.objects.filter(is_joined=True).order_by("size", "pk")
    return {row.node: row for row in rows if known.get(row.node) == bytes(row.ledger_key)}


@dataclass(frozen=True)
class KeyAbroad:
    """A key with which an authority signs, as the card of its node says."""

    authority: str
    name: str
    kid: str
    since: datetime
    ended_at: datetime | None
    is_revoked: bool


@dataclass(frozen=True)
class Partner:
    """A node of the desk that this one was told of: its card, how far it is trusted, and what is due."""

    code: str
    name: str
    country: str
    origin: str
    fingerprint: str
    added_by: str
    added_at: datetime
    confirmed_by: str
    closed_at: datetime | None
    is_revoked: bool
    knows_our_newest: bool
    card_version: int
    card_taken_at: datetime | None
    refused: str
    keys: tuple[KeyAbroad, ...]
    head: KeptHead | None
    faults: int
    drill: Drill | None
    is_drill_due: bool

    @property
    def state(self) -> str:
        """How far the card came: waits, open, closed, revoked."""
        if self.is_revoked:
            return "revoked"
        if self.closed_at is not None:
            return "closed"
        return "open" if self.confirmed_by else "waits"


def partners_for(officer: Officer, *, now: datetime) -> tuple[Partner, ...]:
    """Return every node of the desk that this one was told of, by code.

    Raises:
        NotPermitted: The officer's function does not see how nodes are known.
    """
    known = [door for door in doors.doors_for(officer) if door.zone == ZONE]
    heads = newest_heads()
    return tuple(_partner(door, heads.get(door.code), now) for door in known)


def partner_for(officer: Officer, code: str, *, now: datetime) -> Partner:
    """Return one node of the desk.

    Raises:
        NotFound: There is none.
    """
    found = next((one for one in partners_for(officer, now=now) if one.code == code), None)
    if found is None:
        raise NotFound(kind="door")
    return found


def _partner(door: Door, head: KeptHead | None, now: datetime) -> Partner:
    card = PartnerCard.objects.filter(node=door.code, says=Says.ROSTER.value).first()
    drill = Drill.objects.filter(node=door.code).order_by("-began_at").first()
    done = Drill.objects.filter(node=door.code).exclude(ended_at=None).order_by("-ended_at").first()
    last = done.ended_at.date() if done is not None and done.ended_at is not None else None
    rows = AuthorityKey.objects.filter(node=door.code).order_by("authority", "-since", "-pk")
    return Partner(
        code=door.code,
        name=door.name,
        country=door.country,
        origin=door.origin,
        fingerprint=door.fingerprint,
        added_by=door.added_by,
        added_at=door.added_at,
        confirmed_by=door.confirmed_by,
        closed_at=door.closed_at,
        is_revoked=doors.is_revoked_key(bytes(door.signing_key)),
        knows_our_newest=door.knows == keyring.newest(),
        card_version=card.version if card is not None else 0,
        card_taken_at=card.taken_at if card is not None else None,
        refused=_refused(door.code, card),
        keys=tuple(
            KeyAbroad(row.authority, row.name, row.kid, row.since, row.ended_at, row.is_revoked) for row in rows
        ),
        head=head,
        faults=HeadFault.objects.filter(node=door.code).count(),
        drill=drill,
        is_drill_due=bool(door.confirmed_by) and is_drill_due(last, today=now.date()),
    )


def _refused(node: str, card: PartnerCard | None) -> str:
    """Return why the newest card of a partner is kept aside; nothing where it was taken."""
    about = about_of(node, Says.ROSTER)
    came = Came.objects.filter(partner=node, kind=Kind.CARD.value, about=about).defer("content").order_by("-number")
    row = came.first()
    is_newer = row is not None and (card is None or row.version > card.version)
    return row.reason if row is not None and is_newer and row.outcome == Outcome.KEPT_ASIDE.value else ""


def faults_for(officer: Officer) -> tuple[HeadFault, ...]:
    """Return the contradictions between heads, the latest first.

    Raises:
        NotPermitted: The officer's function does not oversee.
    """
    check_permission(officer, Permission.LEDGER_VERIFY)
    return tuple(HeadFault.objects.select_related("kept", "shown").order_by("-at", "-pk")[:MOST_FAULTS])


def fault_for(officer: Officer, uid: str) -> HeadFault:
    """Return one contradiction.

    Raises:
        NotFound: There is none.
    """
    check_permission(officer, Permission.LEDGER_VERIFY)
    found = HeadFault.objects.select_related("kept", "shown").filter(uid=uid).first()
    if found is None:
        raise NotFound(kind="fault")
    return found


def own_keys(officer: Officer) -> tuple[OwnKey, ...]:
    """Return the keys with which the authorities of this node sign, or signed.

    Raises:
        NotPermitted: The officer's function does not see how the node is known.
    """
    check_permission(officer, Permission.LEDGER_VERIFY)
    return tuple(OwnKey.objects.order_by("authority", "-since", "-pk"))


def drills_for(officer: Officer, node: str) -> tuple[Drill, ...]:
    """Return the drills for one node, the latest first.

    Raises:
        NotPermitted: The officer's function does not see how nodes are known.
    """
    check_permission(officer, Permission.LEDGER_VERIFY)
    return tuple(Drill.objects.filter(node=node).order_by("-began_at")[:20])


def posted_card(partner: str, card: OwnCard) -> Posted | None:
    """Return the item by which a partner was told a version of the own card last."""
    return _posted(partner, card).defer("content").order_by("-number").first()


def last_taken() -> datetime:
    """Return when a partner said something new of itself last."""
    last = PartnerCard.objects.filter(says=Says.ROSTER.value).aggregate(last=Max("taken_at"))["last"]
    return last or datetime.min.replace(tzinfo=UTC)


def times_posted(partner: str, card: OwnCard) -> int:
    """Return how often a partner was told a version of the own card."""
    return _posted(partner, card).count()


def _posted(partner: str, card: OwnCard) -> QuerySet[Posted]:
    about = about_of(own_code(), Says(card.says))
    return Posted.objects.filter(partner=partner, kind=Kind.CARD.value, about=about, version=card.version)
