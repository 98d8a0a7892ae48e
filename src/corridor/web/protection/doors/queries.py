"""Reads of the doors of protection: who was handed over, what is disclosed, and the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.doors import bodies, register
from corridor.core.doors.codes import Ground, Notice, Outcome
from corridor.core.doors.records import FieldChosen, HandOver, Proposal
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.web.base.doors import queries as doors
from corridor.web.base.ledger import queries as ledger
from corridor.web.protection.doors import closets, models

UNREAD = timedelta(hours=24)
"""A hand-over that nobody has taken for so long is shown first and in red."""

DESK = "desk"


@dataclass(frozen=True)
class Handed:
    """A hand-over as protection officers read it; `claims` are references and codes to give to the person."""

    uid: str
    sender: str
    came_at: datetime
    state: str
    closed_for: str
    case_ref: str
    one: HandOver
    claims: tuple[tuple[str, str], ...]
    is_claim_lacking: bool


@dataclass(frozen=True)
class Shown:
    """A disclosure as those who may see it read it."""

    uid: str
    case_ref: str
    ground: Ground
    proposed_by: str
    proposed_at: datetime
    outcome: str
    decided_by: str
    decided_at: datetime | None
    until: date
    held: str
    attested_at: datetime | None
    ending: str
    proposal: Proposal
    remark: str

    @property
    def state(self) -> str:
        """Where the disclosure stands, as a code."""
        if self.ending:
            return f"{self.ending}-{'confirmed' if self.held == 'erased' else 'unconfirmed'}"
        if self.outcome == Outcome.APPROVED:
            return "confirmed" if self.held else "unconfirmed"
        return self.outcome or "proposed"


def codes() -> bodies.Codes:
    """Return the codes that a hand-over may use."""
    lists = shelf.vocabularies()
    return bodies.Codes(ages=lists["age"].terms, sexes=lists["sex"].terms, needs=lists["urgent-needs"].terms)


def field_codes() -> tuple[str, ...]:
    """Return the codes of what can be disclosed at all."""
    return tuple(shelf.vocabularies()["disclosure-fields"].terms)


def handed_over(officer: Officer) -> tuple[Handed, ...]:
    """Return the hand-overs that nobody has taken yet, the oldest first.

    Raises:
        NotPermitted: The officer's function does not take persons over.
    """
    _check_house(officer)
    return tuple(_handed(row) for row in models.HandOver.objects.filter(state="waiting").order_by("came_at", "uid"))


def one_handed_over(officer: Officer, uid: str) -> Handed:
    """Return one hand-over, or behave as if it did not exist."""
    return _handed(hand_over_row(officer, uid))


def hand_over_row(officer: Officer, uid: str) -> models.HandOver:
    """Return the row of a hand-over, or behave as if it did not exist."""
    _check_house(officer)
    row = models.HandOver.objects.filter(uid=uid if is_uid(uid) else "").first()
    if row is None:
        raise NotFound(kind="hand-over")
    return row


def disclosures_for(officer: Officer) -> tuple[Shown, ...]:
    """Return the disclosures that wait for a second officer, and those the officer had part in, the latest first."""
    check_permission(officer, Permission.DISCLOSURE_REVIEW)
    rows = models.Disclosure.objects.filter(authority=officer.reader.authority).order_by("-proposed_at", "uid")
    return tuple(_shown(row) for row in rows if _is_for(row, officer))


def disclosure_for(officer: Officer, uid: str) -> Shown:
    """Return one disclosure, or behave as if it did not exist."""
    return _shown(disclosure_row(officer, uid))


def disclosure_row(officer: Officer, uid: str) -> models.Disclosure:
    """Return the row of a disclosure, or behave as if it did not exist."""
    check_permission(officer, Permission.DISCLOSURE_REVIEW)
    row = models.Disclosure.objects.filter(authority=officer.reader.authority, uid=uid if is_uid(uid) else "").first()
    if row is None or not _is_for(row, officer):
        raise NotFound(kind="disclosure")
    return row


def recipients() -> tuple[tuple[str, str], ...]:
    """Return the desks to which something can be disclosed: code and name."""
    return tuple((door.code, door.name) for door in doors.open_doors(DESK))


def duties_that_receive() -> tuple[tuple[str, str], ...]:
    """Return the functions and purposes of a desk that can receive a disclosure."""
    return tuple(
        (function.code, purpose)
        for function in shelf.functions().values()
        if Permission.DISCLOSED_READ in function.permissions
        for purpose in function.purposes
    )


def register_for(officer: Officer) -> tuple[models.Disclosure, ...]:
    """Return every disclosure for whoever oversees: ground, days and how it was decided, never content or case.

    Raises:
        NotPermitted: The officer's function does not oversee.
    """
    check_permission(officer, Permission.REGISTER_READ)
    plain = ("uid", "ground", "proposed_at", "outcome", "decided_at", "until", "held", "ending", "ended_at")
    return tuple(models.Disclosure.objects.only(*plain).order_by("-proposed_at", "uid"))


def published(today: date) -> tuple[register.Line, ...]:
    """Return the register as anybody may read it."""
    rows = models.Disclosure.objects.exclude(decided_at=None).order_by("decided_at", "uid")
    decided = [
        register.Decided(Ground(row.ground), row.outcome == Outcome.APPROVED, row.decided_at.date())
        for row in rows.only("ground", "outcome", "decided_at")
        if row.decided_at is not None
    ]
    return register.published(decided, since=kept_since(today), today=today)


def kept_since(today: date) -> date:
    """Return the day on which the body began to keep the register."""
    return ledger.first_day() or today


def _check_house(officer: Officer) -> None:
    """Refuse whoever is not of the body that keeps the node: persons are handed over to it and nobody else."""
    check_permission(officer, Permission.HAND_OVER_TAKE)
    if officer.reader.authority != doors.own_code():
        raise NotFound(kind="hand-over")


def _is_for(row: models.Disclosure, officer: Officer) -> bool:
    return not row.outcome or officer.handle in (row.proposed_by, row.decided_by)


def _handed(row: models.HandOver) -> Handed:
    said = closets.opened(row.uid, row.sealed)
    one = bodies.hand_over_from(said["body"], codes())
    claims = tuple((ref, code) for ref, code in said["claims"])
    return Handed(
        row.uid, row.sender, row.came_at, row.state, row.closed_for, row.case_ref, one, claims, said["claim_lacking"]
    )


def _shown(row: models.Disclosure) -> Shown:
    said = closets.opened(row.uid, row.sealed)
    return Shown(
        uid=row.uid,
        case_ref=row.case_ref,
        ground=Ground(row.ground),
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        outcome=row.outcome,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        until=row.until,
        held=row.held,
        attested_at=row.attested_at,
        ending=row.ending,
        proposal=proposal_from(said),
        remark=said.get("remark", ""),
    )


def proposal_written(one: Proposal) -> dict[str, Any]:
    """Return a proposal as it is sealed."""
    return {
        "ground": str(one.ground),
        "particulars": dict(one.particulars),
        "authority": one.authority,
        "function": one.function,
        "purpose": one.purpose,
        "fields": [[chosen.field, chosen.value, chosen.reason] for chosen in one.fields],
        "until": one.until.isoformat(),
        "notice": str(one.notice),
        "notice_reason": one.notice_reason,
        "notice_review_on": one.notice_review_on.isoformat() if one.notice_review_on is not None else "",
        "their_ref": one.their_ref,
    }


def proposal_from(said: dict[str, Any]) -> Proposal:
    """Return a proposal that was sealed."""
    review = said["notice_review_on"]
    return Proposal(
        ground=Ground(said["ground"]),
        particulars=said["particulars"],
        authority=said["authority"],
        function=said["function"],
        purpose=said["purpose"],
        fields=tuple(FieldChosen(*chosen) for chosen in said["fields"]),
        until=date.fromisoformat(said["until"]),
        notice=Notice(said["notice"]),
        notice_reason=said["notice_reason"],
        notice_review_on=date.fromisoformat(review) if review else None,
        their_ref=said["their_ref"],
    )
