"""Acts on the vault as a whole: proposed by one person, approved by another who works on cases, done once, in a day.

An administrator proposes, and sees counts and codes; whoever approves answers for the persons whose cases they are.
Nobody carries out alone what touches content.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.web.base import identity
from corridor.web.base.accounts.queries import account_of, colleague
from corridor.web.base.ledger.actions import act
from corridor.web.protection.vault import keyring
from corridor.web.protection.vault.actions import WORKING
from corridor.web.protection.vault.errors import ProposalMissing, ProposalOver, SamePerson
from corridor.web.protection.vault.models import Case, CaseMember, CaseNotice, VaultProposal

GOOD_FOR = timedelta(hours=24)

UNDER_WAY = "under-way"
"""What stands in a proposal of renewal that was begun: it is finished even after the day is over."""


class Kind(enum.StrEnum):
    """What can be proposed."""

    RENEW_KEYS = "renew-keys"
    REASSIGN = "reassign"


@dataclass(frozen=True)
class Renewed:
    """What a renewal of keys did: how many data keys were wrapped anew, and which generations were removed."""

    wrapped: int
    removed: tuple[int, ...]
    newest: int


def propose(*, by: Officer, kind: Kind, now: datetime, about: tuple[str, ...] = ()) -> str:
    """Propose an act on the vault, and return its identifier.

    Args:
        about: For a reassignment: the officer who left, and the colleague who takes over.

    Raises:
        NotPermitted: The function may not.
        NotFound: There is no such officer, or who left has not.
    """
    check_permission(by, Permission.VAULT_ADMINISTER)
    uid = str(identity.uid())
    with act(Event.VAULT_PROPOSED, by=by, now=now, about=uid, kind=kind.value, concerning=list(about)):
        if kind is Kind.REASSIGN:
            _check_reassignment(by, about)
        VaultProposal.objects.create(
            uid=uid, kind=kind.value, about=" ".join(about), asked_by=by.handle, asked_at=now, until=now + GOOD_FOR
        )
    return uid


def _check_reassignment(by: Officer, about: tuple[str, ...]) -> None:
    leaver, successor = about
    has_left = account_of(leaver) is None and CaseMember.objects.filter(handle=leaver).exists()
    if not has_left or colleague(successor, by.reader.authority, WORKING) is None:
        raise NotFound(kind="officer")


def proposals_for(reader: Officer) -> tuple[VaultProposal, ...]:
    """Return what was proposed, the latest first.

    Raises:
        NotPermitted: The function neither proposes nor approves.
    """
    check_permission(reader, Permission.VAULT_ADMINISTER)
    return tuple(VaultProposal.objects.order_by("-asked_at", "uid")[:50])


def state_of(proposal: VaultProposal, now: datetime) -> str:
    """Return how a proposal stands: open, approved, done, denied or expired."""
    if proposal.done_at is not None:
        return "done"
    if proposal.decided_at is not None and not proposal.is_approved:
        return "denied"
    if now >= proposal.until:
        return "expired"
    return "open" if proposal.decided_at is None else "approved"


def approve(*, by: Officer, uid: str, now: datetime) -> None:
    """Approve what another person proposed; a reassignment is carried out with it.

    Raises:
        NotPermitted: The function does not work on cases.
        NotFound: There is none, or somebody of another body proposed it.
        SamePerson: The officer proposed it.
        ProposalOver: It was decided, or has run out.
    """
    check_permission(by, Permission.CASE_READ)
    with act(Event.VAULT_APPROVED, by=by, now=now, about=uid) as doing:
        proposal = _open(by, uid, now)
        VaultProposal.objects.filter(pk=proposal.pk).update(decided_by=by.handle, decided_at=now, is_approved=True)
        if proposal.kind == Kind.REASSIGN:
            leaver, successor = proposal.about.split()
            moved = _reassign(leaver, successor, by, now)
            VaultProposal.objects.filter(pk=proposal.pk).update(done_at=now)
            doing.note(Event.CASES_REASSIGNED, about=uid, cases=moved, to=successor)


def deny(*, by: Officer, uid: str, now: datetime) -> None:
    """Deny what another person proposed.

    Raises:
        NotPermitted, SamePerson, ProposalOver: As `approve`.
    """
    check_permission(by, Permission.CASE_READ)
    with act(Event.VAULT_DENIED, by=by, now=now, about=uid):
        proposal = _open(by, uid, now)
        VaultProposal.objects.filter(pk=proposal.pk).update(decided_by=by.handle, decided_at=now)


def _open(by: Officer, uid: str, now: datetime) -> VaultProposal:
    proposal = VaultProposal.objects.filter(uid=uid).select_for_update().first()
    proposer = account_of(proposal.asked_by) if proposal is not None else None
    if proposal is None or proposer is None or proposer.authority.code != by.reader.authority:
        raise NotFound(kind="proposal")
    if proposal.asked_by == by.handle:
        raise SamePerson
    if (state := state_of(proposal, now)) != "open":
        raise ProposalOver(state=state)
    return proposal


def _reassign(leaver: str, successor: str, by: Officer, now: datetime) -> int:
    """Let a colleague take over the cases of somebody who left; the rest of each team is told."""
    moved = 0
    of_leaver = CaseMember.objects.filter(handle=leaver, until=None, case__authority=by.reader.authority)
    for member in of_leaver.select_related("case"):
        for other in CaseMember.objects.filter(case=member.case, until=None).exclude(handle=leaver):
            CaseNotice.objects.create(
                uid=str(identity.uid()),
                case=member.case,
                to=other.handle,
                what="reassigned",
                by=by.handle,
                reason="",
                at=now,
            )
        CaseMember.objects.get_or_create(case=member.case, handle=successor, until=None, defaults={"since": now})
        member.delete()
        moved += 1
    return moved


def renew_keys(*, by: Officer, now: datetime) -> Renewed:
    """Carry out the renewal of keys that was approved: a new key, every data key wrapped under it, the old key removed.

    It may be stopped at any point and begun again; the approval is used up when no data key is behind.

    Raises:
        ProposalMissing: Nobody approved one that is still good, and none is under way.
    """
    check_permission(by, Permission.VAULT_ADMINISTER)
    with act(Event.VAULT_KEYS_RENEWED, by=by, now=now, state="begun"):
        proposal = _approved_renewals(now).select_for_update().first()
        if proposal is None:
            raise ProposalMissing(kind=Kind.RENEW_KEYS.value)
        is_new = proposal.about != UNDER_WAY
        VaultProposal.objects.filter(pk=proposal.pk).update(about=UNDER_WAY)
        if is_new:
            keyring.begin_generation()
    wrapped = 0
    while done := keyring.renew():
        wrapped += done
    removed = keyring.retire()
    renewed = Renewed(wrapped, removed, keyring.standing().newest)
    told = {"state": "done", "wrapped": wrapped, "newest": renewed.newest}
    with act(Event.VAULT_KEYS_RENEWED, by=by, now=now, about=proposal.uid, **told):
        VaultProposal.objects.filter(pk=proposal.pk).update(done_at=now)
    return renewed


def may_renew(now: datetime) -> bool:
    """Return whether a renewal of keys was approved and is still to be carried out or finished."""
    return _approved_renewals(now).exists()


def _approved_renewals(now: datetime) -> QuerySet[VaultProposal]:
    approved = VaultProposal.objects.filter(kind=Kind.RENEW_KEYS.value, is_approved=True, done_at=None)
    return approved.filter(Q(until__gt=now) | Q(about=UNDER_WAY)).order_by("asked_at")


def orphaned(reader: Officer) -> dict[str, int]:
    """Return who left while working on how many cases of the own body, for whoever must see that somebody takes over.

    Raises:
        NotPermitted: The function does not administer the vault.
    """
    check_permission(reader, Permission.VAULT_ADMINISTER)
    counts: dict[str, int] = {}
    of_body = CaseMember.objects.filter(until=None, case__authority=reader.reader.authority)
    for handle in of_body.order_by("handle").values_list("handle", flat=True):
        counts[handle] = counts.get(handle, 0) + 1
    return {handle: count for handle, count in counts.items() if account_of(handle) is None}


def cases_kept(reader: Officer) -> int:
    """Return how many cases the own body keeps, and nothing else of them.

    Raises:
        NotPermitted: The function does not administer the vault.
    """
    check_permission(reader, Permission.VAULT_ADMINISTER)
    return Case.objects.filter(authority=reader.reader.authority).count()
