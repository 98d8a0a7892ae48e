"""Acts of people on cards: bringing, confirming, closing, revoking, other keys, handing an authority over, drills."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.cards.codes import Ending, Step
from corridor.core.cards.errors import AuthorityStays, CardRevoked, DrillUnderway
from corridor.core.doors.errors import CardInvalid
from corridor.core.doors.exchange import card_from
from corridor.core.doors.records import Card
from corridor.core.kernel.errors import NotFound
from corridor.web.base import identity
from corridor.web.base.administration import actions as administration
from corridor.web.base.doors import actions as doors
from corridor.web.base.doors import keyring
from corridor.web.base.doors import queries as known
from corridor.web.base.exchange.wire import key_id
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.desk.cards import heads, queries, telling
from corridor.web.desk.cards.models import Drill, OwnKey, PartnerCard, RevokedAuthority
from corridor.web.desk.cards.queries import ZONE
from corridor.web.desk.lines import queries as partners
from corridor.web.desk.lines.keyring import public_of
from corridor.web.desk.lines.models import AuthorityKey


def bring_card(*, by: Officer, written: bytes, fingerprint: str, now: datetime) -> Card:
    """Accept the card of another node of the desk, whose fingerprint was compared by another way.

    A card in the place of another says that the keys before are lost: they end at once, and a second person confirms.

    Raises:
        CardInvalid: It is no card of another node of the desk, or its fingerprint is another.
        CardRevoked: Its key was revoked here.
        NotPermitted: The officer's function does not manage the node.
    """
    check_permission(by, Permission.OFFICER_MANAGE)
    card, _, _ = card_from(written)
    if card.zone != ZONE or card.code == queries.own_code():
        raise CardInvalid(where="zone" if card.zone != ZONE else "own")
    if known.is_revoked_key(card.signing_key):
        raise CardRevoked
    made = doors.add_door(by=by, written=written, fingerprint=fingerprint, now=now)
    if known.has_former(card.code):
        with turn.write():  # What a node with other keys says of itself begins anew, as a stranger's would.
            PartnerCard.objects.filter(node=card.code).exclude(signing_key=card.signing_key).delete()
    return made


def confirm_card(*, by: Officer, code: str, fingerprint: str, now: datetime) -> None:
    """Confirm a card that somebody else accepted; from then on the line is open, and the node is told our card.

    Raises:
        CardInvalid: The fingerprint is another.
        CardRevoked: Its key was revoked here.
        NotFound: There is no such card.
        SecondOfficerNeeded: It is the person who accepted it.
    """
    check_permission(by, Permission.LEDGER_VERIFY)
    door = known.door_known(code, ZONE)
    if known.is_revoked_key(bytes(door.signing_key)):
        raise CardRevoked
    doors.confirm_door(by=by, code=code, fingerprint=fingerprint, now=now)
    with act(Event.CARD_TOLD, by=by, now=now, about=code):
        doors.note_known(code, keyring.newest())
        telling.tell_within(now=now)
    heads.tell_heads(now=now, to=[code])  # Something goes at once, sealed to its key: so it learns that it is known.


def close_card(*, by: Officer, code: str, now: datetime) -> None:
    """Send nothing to a node any more, and take nothing from it; its card can be accepted again."""
    known.door_known(code, ZONE)
    doors.close_door(by=by, code=code, now=now)


def revoke(*, by: Officer, code: str, now: datetime) -> None:
    """Take nothing any more that a node, or one authority abroad, signed with the keys that are known, at once.

    One person is enough: whoever learns of it first must be able to act. Two people undo it: for a node by a card with
    other keys that they compare, for an authority by settling who speaks for it.

    Raises:
        NotFound: There is neither a node nor an authority of this code.
        NotPermitted: The officer's function does not see how nodes are known.
    """
    check_permission(by, Permission.LEDGER_VERIFY)
    door = next((door for door in known.doors_for(by) if (door.code, door.zone) == (code, ZONE)), None)
    rows = AuthorityKey.objects.filter(is_revoked=False)
    rows = rows.filter(node=code) if door is not None else rows.filter(authority=code)
    with act(Event.KEY_REVOKED, by=by, now=now, about=code, node=door is not None):
        if door is None and not rows.exists():
            raise NotFound(kind="door")
        if door is not None:
            doors.revoke_key(door, by=by, now=now)
        else:
            RevokedAuthority.objects.get_or_create(authority=code, defaults={"revoked_by": by.handle, "at": now})
        rows.filter(ended_at=None).update(ended_at=now)
        rows = AuthorityKey.objects.filter(is_revoked=False)
        (rows.filter(node=code) if door is not None else rows.filter(authority=code)).update(is_revoked=True)


def rotate_node(*, by: Officer, is_lost: bool, now: datetime) -> str:
    """Give the node other keys and return the new card's fingerprint.

    Partners that know the keys before take the new ones without a new comparison, because the keys before say so.
    Where those are lost or in other hands, nobody is told by them: every partner compares the new card anew, and the
    keys of the node's authorities, which lay beside them, are renewed too.

    Raises:
        NotPermitted: The officer's function does not manage the node.
    """
    check_permission(by, Permission.OFFICER_MANAGE)
    with act(Event.KEY_ROTATED, by=by, now=now, about=queries.own_code(), lost=is_lost):
        pair = keyring.make_pair()
        if is_lost:
            for door in partners.partners():
                doors.note_known(door.code, pair.number)
            for authority in partners.own_authorities():
                _renew_key(authority, Ending.REVOKED, now)
        telling.tell_within(now=now)
    return known.own_fingerprint(number=pair.number)


def rotate_authority(*, by: Officer, authority: str, is_lost: bool, now: datetime) -> None:
    """Give an authority of this node another signing key, and tell every partner.

    What was signed before stays as it is, unless the key was lost or is in other hands.

    Raises:
        NotFound: The node does not speak for this authority.
        NotPermitted: The officer's function does not manage the node.
    """
    check_permission(by, Permission.OFFICER_MANAGE)
    why = Ending.REVOKED if is_lost else Ending.ROTATED
    with act(Event.KEY_ROTATED, by=by, now=now, about=authority, lost=is_lost):
        if authority not in partners.own_authorities():
            raise NotFound(kind="authority")
        _renew_key(authority, why, now)
        telling.tell_within(now=now)


def _renew_key(authority: str, why: Ending, now: datetime) -> None:
    telling.keep_own_keys(now=now)
    OwnKey.objects.filter(authority=authority, ended_at=None).update(ended_at=now, why=why.value)
    public = public_of(keyring.make_authority_key(authority))
    OwnKey.objects.create(authority=authority, kid=key_id(public), public=public, since=now)


def move_authority(*, by: Officer, authority: str, to: str, now: datetime) -> None:
    """Hand an authority over to a node of its own: this one signs nothing in its name any more and tells partners.

    What this node and its partners hold of it stays; the other node's card is taken by partners from then on.

    Raises:
        AuthorityInUse: Officers of it may still act here.
        AuthorityStays: It keeps this node, or the other node is no confirmed partner.
        NotFound: The node does not speak for this authority.
    """
    check_permission(by, Permission.OFFICER_MANAGE)
    if authority == queries.own_code():
        raise AuthorityStays(authority=authority, why="keeps-the-node")
    if to not in {door.code for door in partners.partners()}:
        raise AuthorityStays(authority=authority, why="no-partner")
    if authority not in partners.own_authorities():
        raise NotFound(kind="authority")
    with act(Event.AUTHORITY_MOVED, by=by, now=now, about=authority, to=to) as doing:
        telling.keep_own_keys(now=now)
        administration.close_within(by=by, code=authority, now=now)
        doing.note(Event.AUTHORITY_CLOSED, about=authority)
        OwnKey.objects.filter(authority=authority, ended_at=None).update(ended_at=now, why=Ending.MOVED.value, to=to)
        telling.tell_within(now=now)


def ask_head(*, by: Officer, code: str, now: datetime) -> None:
    """Ask a partner to show the head of its ledger now, and tell it ours.

    Raises:
        NotFound: There is no such partner.
        NotPermitted: The officer's function does not oversee.
    """
    check_permission(by, Permission.LEDGER_VERIFY)
    with act(Event.HEAD_ASKED, by=by, now=now, about=code):
        kept = queries.heads_of(code, is_joined=True)
        heads.ask(partners.partner(code).code, [row.size for row in kept[-1:]], now=now)
    heads.tell_heads(now=now, to=[code])


def begin_drill(*, by: Officer, code: str, now: datetime) -> Drill:
    """Begin to go through the loss of a node's keys on paper; nothing is revoked.

    Raises:
        DrillUnderway: One is under way.
        NotFound: There is no such node.
    """
    check_permission(by, Permission.LEDGER_VERIFY)
    uid = str(identity.uid())
    with act(Event.DRILL_BEGUN, by=by, now=now, about=code, drill=uid):
        if code != queries.own_code():
            known.door_known(code, ZONE)
        if Drill.objects.filter(node=code, ended_at=None).exists():
            raise DrillUnderway(state="under-way")
        return Drill.objects.create(uid=uid, node=code, by=by.handle, began_at=now)


def end_drill(*, by: Officer, code: str, steps: Collection[str], now: datetime) -> Drill:
    """End a drill: which of the steps could be gone through, and by that how long it took.

    Raises:
        DrillUnderway: None is under way.
    """
    check_permission(by, Permission.LEDGER_VERIFY)
    done = [step.value for step in Step if step.value in steps]
    with act(Event.DRILL_ENDED, by=by, now=now, about=code, steps=len(done)):
        drill = Drill.objects.select_for_update().filter(node=code, ended_at=None).first()
        if drill is None:
            raise DrillUnderway(state="not-begun")
        Drill.objects.filter(pk=drill.pk).update(ended_at=now, steps=done, by=by.handle)
        drill.refresh_from_db()
        return drill


def own_card_read(*, by: Officer, origin: str, now: datetime) -> bytes:
    """Return the card to hand to a partner, and note that it was taken out.

    Raises:
        CardInvalid: The address is none at which a partner could reach the node.
    """
    written = queries.own_card(by, origin)
    card_from(written)
    with act(Event.CARD_TOLD, by=by, now=now, about=queries.own_code()):
        telling.keep_own_keys(now=now)
    return written


def evidence(*, by: Officer, uid: str, now: datetime) -> str:
    """Return a contradiction as a document: the heads as their node signed them, and the key by which anybody checks.

    Raises:
        NotFound: There is none.
        NotPermitted: The officer's function does not oversee.
    """
    fault = queries.fault_for(by, uid)
    rows = [row for row in (fault.kept, fault.shown) if row is not None]
    told = {
        "corridor_evidence": 1,
        "node": fault.node,
        "fault": fault.fault,
        "at": queries.moment(fault.at),
        "ledger_key": bytes(fault.kept.ledger_key).hex(),
        "heads": [
            {
                "head": row.written,
                "signature": bytes(row.signature).hex(),
                "way": row.way or fault.node,
                "came_at": queries.moment(row.came_at),
            }
            for row in rows
        ],
    }
    with act(Event.EVIDENCE_WRITTEN, by=by, now=now, about=uid, node=fault.node):
        return json.dumps(told, indent=1) + "\n"
