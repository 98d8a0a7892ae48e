"""Who speaks for an authority, where cards contradict each other or people revoked it: two people settle it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.cards.errors import ClaimStays
from corridor.core.cards.records import Spoken
from corridor.core.doors.errors import SecondOfficerNeeded
from corridor.core.kernel.errors import NotFound
from corridor.web.base.exchange.wire import key_id
from corridor.web.base.ledger.actions import act
from corridor.web.desk.cards import queries
from corridor.web.desk.cards.models import Claim, Moved, RevokedAuthority
from corridor.web.desk.lines import queries as partners
from corridor.web.desk.lines.models import AuthorityKey


def note(node: str, claimed: Sequence[Spoken], *, now: datetime) -> None:
    """Note for which authorities the newest card of a partner would speak in vain; runs inside an act.

    A claim with another key than before is another claim: what somebody proposed does not count for it.
    """
    Claim.objects.filter(node=node).exclude(authority__in=[one.code for one in claimed]).delete()
    for one in claimed:
        since = datetime.strptime(one.since, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        told = {"name": one.name, "country": one.country, "kind": one.kind, "since": since}
        row, is_new = Claim.objects.get_or_create(
            node=node, authority=one.code, defaults={**told, "public": one.key, "told_at": now}
        )
        if not is_new and bytes(row.public) != one.key:
            told |= {"public": one.key, "told_at": now, "proposed_by": ""}
        if not is_new:
            Claim.objects.filter(pk=row.pk).update(**told)


def let_in(node: str, authority: str, *, now: datetime) -> bool:
    """Let a partner speak for an authority that it claimed, and nobody else any more; runs inside an act.

    Returns: whether it did; not where its key was known before, so that it is over.
    """
    claim = Claim.objects.filter(node=node, authority=authority).first()
    if claim is None or AuthorityKey.objects.filter(kid=key_id(bytes(claim.public))).exists():
        return False
    public = bytes(claim.public)
    AuthorityKey.objects.filter(authority=authority, ended_at=None).update(ended_at=now)
    told = {"name": claim.name, "country": claim.country, "kind": claim.kind, "since": claim.since}
    AuthorityKey.objects.create(node=node, authority=authority, kid=key_id(public), public=public, **told)
    claim.delete()
    return True


def propose(*, by: Officer, node: str, authority: str, now: datetime) -> None:
    """Propose that a partner speaks for an authority that it claims; somebody else settles it.

    Raises:
        ClaimStays: The authority is one of this node.
        NotFound: The partner does not claim it, or its line is not open.
        NotPermitted: The officer's function does not manage the node.
    """
    check_permission(by, Permission.OFFICER_MANAGE)
    with act(Event.SPEAKER_PROPOSED, by=by, now=now, about=authority, node=node):
        claim = _claim(node, authority)
        Claim.objects.filter(pk=claim.pk).update(proposed_by=by.handle)


def settle(*, by: Officer, node: str, authority: str, now: datetime) -> None:
    """Settle that a partner speaks for an authority that it claims, as somebody else proposed.

    Whoever spoke for it before does not any more, and that people revoked it does not stand against the claimed key.

    Raises:
        ClaimStays: The authority is one of this node, or the claimed key was known before.
        NotFound: The partner does not claim it, or its line is not open.
        NotPermitted: The officer's function does not oversee.
        SecondOfficerNeeded: Nobody else proposed it.
    """
    check_permission(by, Permission.LEDGER_VERIFY)
    with act(Event.SPEAKER_SETTLED, by=by, now=now, about=authority, node=node):
        claim = _claim(node, authority)
        if claim.proposed_by in ("", by.handle):
            raise SecondOfficerNeeded
        if not let_in(node, authority, now=now):
            raise ClaimStays(authority=authority, why="key-known")
        Moved.objects.update_or_create(authority=authority, defaults={"giver": node, "to": node, "at": now})
        RevokedAuthority.objects.filter(authority=authority).delete()


def _claim(node: str, authority: str) -> Claim:
    claim = Claim.objects.select_for_update().filter(node=partners.partner(node).code, authority=authority).first()
    if claim is None:
        raise NotFound(kind="claim")
    if queries.speaker_of(authority) == queries.own_code():
        raise ClaimStays(authority=authority, why="own")
    return claim
