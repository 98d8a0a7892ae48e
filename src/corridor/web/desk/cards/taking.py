"""Carries out what partners say of themselves: cards with keys and authorities, contacts, heads of their ledgers."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Final

from corridor.core.access.codes import Event
from corridor.core.cards import exchange, rules
from corridor.core.cards.codes import Asks, Ending, Says, Trouble
from corridor.core.cards.errors import RosterMalformed
from corridor.core.cards.records import Known, Roster, Told
from corridor.core.directory.errors import ContactsRefused
from corridor.core.directory.records import Published
from corridor.core.exchange.codes import Reason
from corridor.core.exchange.errors import ContentRefused
from corridor.web.base.doors import actions as doors
from corridor.web.base.doors import keyring
from corridor.web.base.exchange.wire import key_id
from corridor.web.base.ledger import checking
from corridor.web.base.ledger.actions import Act
from corridor.web.desk.cards import claims, heads, queries
from corridor.web.desk.cards.models import Moved, PartnerCard
from corridor.web.desk.directory import actions as directory
from corridor.web.desk.lines import queries as partners
from corridor.web.desk.lines.models import AuthorityKey
from corridor.web.desk.lines.records import Arrived

UNDER_WAY: Final = timedelta(days=30)
"""What a partner signed with the key it had before is taken for this long after the change."""

_REASONS: Final = {
    Trouble.KEY_TAKEN: Reason.NOT_THE_ORIGINATORS,
    Trouble.KEY_REVOKED: Reason.KEY_REVOKED,
    Trouble.KEY_NOT_HELD: Reason.SIGNATURE,
    Trouble.LEDGER_KEY: Reason.SIGNATURE,
    Trouble.ANOTHER: Reason.FORKED,
    Trouble.OLDER: Reason.CONTENT_REFUSED,
}


MOST_KEYS: Final = 2000
"""So many keys of the authorities of one node are kept; one that renews them without end is refused."""


def take_card(came: Arrived, *, doing: Act) -> None:
    """Take what a partner says of itself, or whom to call there.

    Raises:
        ContentRefused: It does not have the agreed form, or contradicts what is known.
    """
    try:
        says = exchange.asks_of(came.content.body, Says)
        if came.content.about != exchange.about_of(came.partner, says):
            raise ContentRefused(reason=Reason.CONTENT_REFUSED.value)
        if says is Says.ROSTER:
            _take_roster(came, doing)
        else:
            _take_contacts(came, exchange.contacts_from(came.content.body), doing)
    except RosterMalformed as wrong:
        raise ContentRefused(reason=Reason.CONTENT_REFUSED.value) from wrong


def take_head(came: Arrived, *, doing: Act) -> None:
    """Take the head of a partner's ledger with the heads that it passes on, or note that it wants to see ours.

    Raises:
        ContentRefused: It does not have the agreed form, or its ledger's key did not sign it.
    """
    try:
        if exchange.asks_of(came.content.body, Asks) is Asks.ASKED:
            heads.note_wanted(came.partner, exchange.asked_from(came.content.body), doing=doing)
            return
        shown = exchange.shown_from(came.content.body)
    except RosterMalformed as wrong:
        raise ContentRefused(reason=Reason.CONTENT_REFUSED.value) from wrong
    key = queries.ledger_key_of(came.partner)
    if not key:
        raise ContentRefused(reason=Reason.NOTHING_KNOWN.value)
    if not checking.is_signed(shown.head, key):
        raise ContentRefused(reason=Reason.SIGNATURE.value)
    heads.keep_shown(came.partner, shown, doing=doing)
    for passed in shown.others:
        heads.hear(came.partner, passed, doing=doing)


def _take_roster(came: Arrived, doing: Act) -> None:
    body, node, version = came.content.body, came.partner, came.content.version
    roster, held = exchange.roster_from(body)
    if not keyring.holds(roster.signing_key, held, exchange.held_form(body, version)):
        raise ContentRefused(reason=Reason.SIGNATURE.value)
    known = queries.known_of(node)
    digest = hashlib.sha256(exchange.canonical(body)).digest()
    if found := rules.troubles(roster, node=node, version=version, digest=digest, known=known):
        raise ContentRefused(reason=_REASONS[found[0]].value)
    if version == known.version:
        return
    door = partners.partner(node)
    doors.follow_card(
        door,
        name=roster.name,
        sealing_key=roster.sealing_key,
        signing_key=roster.signing_key,
        until=doing.now + UNDER_WAY,
    )
    _note_moved(roster, node, known, doing)
    claimed = rules.claimed(roster, node=node, known=known)
    _follow_keys(roster, node, claimed, doing)
    claims.note(node, [one for one in roster.authorities if one.code in claimed], now=doing.now)
    _note(came, Says.ROSTER, digest, roster.ledger_key, doing)


def _note_moved(roster: Roster, node: str, known: Known, doing: Act) -> None:
    for authority, to in sorted(rules.given_away(roster, node=node, known=known).items()):
        Moved.objects.update_or_create(authority=authority, defaults={"giver": node, "to": to, "at": doing.now})
        doing.note(Event.AUTHORITY_MOVED, about=authority, giver=node, to=to)
        if authority not in known.barred:
            claims.let_in(to, authority, now=doing.now)


def _follow_keys(roster: Roster, node: str, claimed: frozenset[str], doing: Act) -> None:
    """Add the keys of a roster that are new, but of what it only claims; end those that it does not name any more."""
    former = {one.key: one for one in roster.former}
    spoken = [one for one in roster.authorities if one.code not in claimed]
    current = {one.key for one in spoken}
    for row in AuthorityKey.objects.filter(node=node, ended_at=None):
        if bytes(row.public) in current:
            continue
        told = former.get(bytes(row.public))
        at = min(_moment(told.at), doing.now) if told is not None else doing.now
        is_revoked = row.is_revoked or (told is not None and told.why is Ending.REVOKED)
        AuthorityKey.objects.filter(pk=row.pk).update(ended_at=at, is_revoked=is_revoked)
    if AuthorityKey.objects.filter(node=node).count() + len(roster.authorities) > MOST_KEYS:
        raise ContentRefused(reason=Reason.TOO_LARGE.value)
    for one in spoken:
        said = {"name": one.name, "country": one.country, "kind": one.kind}
        made = {**said, "node": node, "authority": one.code, "public": one.key, "since": _moment(one.since)}
        row, is_new = AuthorityKey.objects.get_or_create(kid=key_id(one.key), defaults=made)
        if not is_new:
            AuthorityKey.objects.filter(pk=row.pk).update(**said)


def _take_contacts(came: Arrived, contacts: tuple[Told, ...], doing: Act) -> None:
    node, version = came.partner, came.content.version
    before = PartnerCard.objects.filter(node=node, says=Says.CONTACTS.value).first()
    digest = hashlib.sha256(exchange.canonical(came.content.body)).digest()
    if before is not None and version == before.version and digest == bytes(before.digest):
        return
    if before is not None and version <= before.version:
        raise ContentRefused(reason=Reason.CONTENT_REFUSED.value)
    speaks = {row.authority for row in AuthorityKey.objects.filter(node=node, ended_at=None, is_revoked=False)}
    if not {one.authority for one in contacts} <= speaks:
        raise ContentRefused(reason=Reason.NOT_THE_ORIGINATORS.value)
    try:
        directory.follow_contacts(node, [Published(**asdict(one)) for one in contacts], now=doing.now)
    except ContactsRefused as wrong:
        raise ContentRefused(reason=Reason.CONTENT_REFUSED.value) from wrong
    _note(came, Says.CONTACTS, digest, b"", doing)


def _note(came: Arrived, says: Says, digest: bytes, ledger_key: bytes, doing: Act) -> None:
    taken = {"version": came.content.version, "digest": digest, "ledger_key": ledger_key, "taken_at": doing.now}
    taken["signing_key"] = bytes(partners.partner(came.partner).signing_key)
    PartnerCard.objects.update_or_create(node=came.partner, says=says.value, defaults=taken)
    doing.note(Event.CARD_TAKEN, about=came.partner, says=says.value, version=came.content.version)


def _moment(written: str) -> datetime:
    try:
        return datetime.strptime(written, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError as wrong:
        raise RosterMalformed(where="moment") from wrong
