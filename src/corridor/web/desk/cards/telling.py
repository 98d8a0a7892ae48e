"""Tells partners what the node says of itself, in a new version whenever it changed, and follows what they answer."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.db.models import QuerySet

from corridor.core.access.codes import Event
from corridor.core.cards.codes import Ending, Says
from corridor.core.cards.exchange import about_of, canonical, contacts_body, roster_body
from corridor.core.exchange.codes import Kind, Outcome, Reason
from corridor.web.base.doors import actions as doors
from corridor.web.base.doors import keyring
from corridor.web.base.exchange.wire import key_id
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.desk.cards import queries
from corridor.web.desk.cards.models import OwnCard, OwnKey
from corridor.web.desk.lines import actions as lines
from corridor.web.desk.lines import queries as partners
from corridor.web.desk.lines.keyring import public_of
from corridor.web.desk.lines.records import Saying

AGAIN_AFTER = timedelta(hours=1)
"""A card that a partner kept aside is told again after this long, and at once where somebody else's card changed."""

SOON = timedelta(seconds=30)
"""Where the key that signed it counts no more there, the next one may: people compared it meanwhile."""

MOST_TIMES = 200
"""So often one version is told to one partner at most."""

OLD_PAIR_FOR = timedelta(days=30)
"""How long a key pair is kept after every partner knows the next: letters may be under way for weeks."""

_TAKEN = (Outcome.APPLIED.value, Outcome.HELD_ALREADY.value)


def tell(*, now: datetime) -> int:
    """Renew the own card where it changed, and put it in the log for every partner that was not told it.

    Returns: how many items were put.
    """
    if not _is_due(now):
        return 0
    with act(Event.CARD_TOLD, by=doors.service(), now=now, about=queries.own_code()):
        return tell_within(now=now)


def _is_due(now: datetime) -> bool:
    if _unkept() or _over():
        return True
    cards = {card.says: card for card in OwnCard.objects.all()}
    if any(cards.get(says) is None or bytes(cards[says].digest) != _digest(plain) for says, plain in _plains()):
        return True
    return any(_is_to_tell(door.code, card, now) for door in partners.partners() for card in cards.values())


def tell_within(*, now: datetime) -> int:
    """As `tell`, inside an act that is under way."""
    keep_own_keys(now=now)
    cards = [_renewed(says, plain, now) for says, plain in _plains()]
    told = 0
    for door in partners.partners():
        for card in cards:
            if _is_to_tell(door.code, card, now):
                lines.post(to=door.code, saying=_saying(card), now=now)
                told += 1
    return told


def keep_own_keys(*, now: datetime) -> None:
    """Give each authority of the node a key, and end those of authorities that the node does not speak for any more."""
    for code in _unkept():
        public = public_of(keyring.authority_key(code))
        if OwnKey.objects.filter(kid=key_id(public)).exists():
            public = public_of(keyring.make_authority_key(code))
        OwnKey.objects.create(authority=code, kid=key_id(public), public=public, since=now)
    _over_rows().update(ended_at=now, why=Ending.CLOSED.value)


def _unkept() -> list[str]:
    having = set(OwnKey.objects.filter(ended_at=None).values_list("authority", flat=True))
    gone = set(OwnKey.objects.filter(why=Ending.MOVED.value).values_list("authority", flat=True))
    return [code for code in partners.own_authorities() if code not in having | gone]


def _over_rows() -> QuerySet[OwnKey]:
    return OwnKey.objects.filter(ended_at=None).exclude(authority__in=partners.own_authorities())


def _over() -> bool:
    return _over_rows().exists()


def _plains() -> list[tuple[str, dict[str, object]]]:
    """Return what each card says now, before the version and what the key signs."""
    roster = roster_body(queries.own_roster(), 0, lambda _: bytes(64))
    return [
        (Says.ROSTER.value, {name: said for name, said in roster.items() if name != "held"}),
        (Says.CONTACTS.value, contacts_body(queries.own_contacts())),
    ]


def _digest(plain: dict[str, object]) -> bytes:
    return hashlib.sha256(canonical(plain)).digest()


def _renewed(says: str, plain: dict[str, object], now: datetime) -> OwnCard:
    """Return the newest version of a card; one more where it says something else than before."""
    before = OwnCard.objects.filter(says=says).first()
    if before is not None and bytes(before.digest) == _digest(plain):
        return before
    version = before.version + 1 if before is not None else 1
    pair = keyring.pair(keyring.newest())
    body = roster_body(queries.own_roster(), version, pair.sign) if says == Says.ROSTER.value else plain
    made = {"version": version, "digest": _digest(plain), "body": body, "pair": pair.number, "made_at": now}
    return OwnCard.objects.update_or_create(says=says, defaults=made)[0]


def _is_to_tell(partner: str, card: OwnCard, now: datetime) -> bool:
    posted = queries.posted_card(partner, card)
    if posted is None:
        return True
    at = posted.answered_at
    if posted.outcome != Outcome.KEPT_ASIDE.value or at is None:
        return False
    wait = SOON if posted.reason == Reason.KEY_REVOKED.value else AGAIN_AFTER
    if at + wait > now and queries.last_taken() < at:
        return False
    return queries.times_posted(partner, card) < MOST_TIMES


def _saying(card: OwnCard) -> Saying:
    own = queries.own_code()
    return Saying(Kind.CARD, own, about_of(own, Says(card.says)), card.version, card.body)


def follow_answers(*, now: datetime) -> None:
    """Go on to the newest key pair with each partner that took it, and forget pairs by which nobody knows the node."""
    card = OwnCard.objects.filter(says=Says.ROSTER.value).first()
    if card is None:
        return
    behind = [door for door in partners.partners() if door.knows < card.pair]
    for door in behind:
        posted = queries.posted_card(door.code, card)
        if posted is not None and posted.outcome in _TAKEN:
            with turn.write():
                doors.note_known(door.code, card.pair)
    if not behind and card.made_at + OLD_PAIR_FOR <= now:
        for number in keyring.numbers():
            keyring.drop_pair(number)
