"""Writes of the doors of protection: taking persons over, disclosing, and what recipients attest."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.claims.codes import ClaimKind
from corridor.core.doors import bodies
from corridor.core.doors.codes import Ending, Ground, Held, Kind, Lack, Outcome, Said, Trouble
from corridor.core.doors.errors import DisclosureLacks, DisclosureState, EnvelopeRefused
from corridor.core.doors.records import Disclosed, HandOver, Message, Proposal
from corridor.core.doors.rules import check_proposal, check_second_officer, is_over
from corridor.core.kernel.errors import CorridorError, NotFound
from corridor.web.base import identity
from corridor.web.base.doors import actions as doors
from corridor.web.base.doors import queries as known
from corridor.web.base.ledger.actions import Act, act
from corridor.web.protection.claims.actions import Wish, lay_claim
from corridor.web.protection.doors import cases, closets, models, queries
from corridor.web.protection.vault import keyring

CLOSED_FOR = ("duplicate", "not-found", "other-body", "declined")
"""Why a hand-over is closed without a case: known already, not found, with another body, nothing wished."""


KEPT = timedelta(days=90)
"""How long a hand-over is kept after it was taken or closed."""


def receive(message: Message, *, doing: Act) -> None:
    """Carry out what a desk sent: a person handed over, or an attestation; runs inside the act that opens it.

    Raises:
        EnvelopeRefused: It is another kind, or says something that this node cannot carry out.
        NotFound: The sender is no desk.
    """
    known.open_door(message.sender, queries.DESK)
    if message.kind is Kind.HAND_OVER:
        _take_in(message, doing)
    elif message.kind is Kind.ATTESTATION:
        _note_attestation(message, doing)
    else:
        raise EnvelopeRefused(trouble=Trouble.KIND_NOT_TAKEN)


def _take_in(message: Message, doing: Act) -> None:
    one = bodies.hand_over_from(message.body, queries.codes())
    claims, is_lacking = _claims_of(one, message.sender, doing)
    content = {"body": bodies.hand_over_body(one), "claims": claims, "claim_lacking": is_lacking}
    uid = identity.uid()
    models.HandOver.objects.create(
        uid=uid, sender=message.sender, came_at=doing.now, state="waiting", sealed=closets.closed(uid, content)
    )


def _claims_of(one: HandOver, sender: str, doing: Act) -> tuple[list[tuple[str, str]], bool]:
    """Write down a wish for protection and a fear of return as claims, so that the asylum body has them at once.

    A hand-over is taken in even where a claim is refused: whoever reads it sees that the claim is lacking.
    """
    claims: list[tuple[str, str]] = []
    said_on = min(date.fromisoformat(one.on), doing.now.date())
    for answer, kind in ((one.asks, ClaimKind.ASKS_PROTECTION), (one.fears, ClaimKind.FEARS_RETURN)):
        if answer is not Said.YES:
            continue
        reference = claims[0][0] if claims else ""
        wish = Wish(
            kind=kind, said_on=said_on, reference=reference, place=one.reach, language=one.languages, sender=sender
        )
        try:
            made = lay_claim(doing, wish)
        except CorridorError:
            return claims, True
        claims.append((made.receipt.ref, made.code))
    return claims, False


def _note_attestation(message: Message, doing: Act) -> None:
    uid, held = bodies.attestation_from(message.body)
    row = models.Disclosure.objects.filter(uid=uid, outcome=Outcome.APPROVED).first()
    if row is None or queries.proposal_from(closets.opened(uid, row.sealed)).authority != message.sender:
        raise EnvelopeRefused(trouble=Trouble.CONTENT_REFUSED)
    if row.held != Held.ERASED:
        models.Disclosure.objects.filter(pk=row.pk).update(held=str(held), attested_at=doing.now)
    doing.note(Event.DISCLOSURE_ATTESTED, about=uid, held=str(held))


def read_hand_over(*, by: Officer, uid: str, now: datetime) -> queries.Handed:
    """Return one hand-over and note who read it."""
    with act(Event.HAND_OVER_READ, by=by, now=now, about=uid):
        return queries.one_handed_over(by, uid)


def take(*, by: Officer, uid: str, now: datetime) -> str:
    """Open a case for a person who was handed over, and return its reference.

    Raises:
        NotFound: There is no such hand-over.
        DisclosureState: Somebody took or closed it already.
    """
    check_permission(by, Permission.HAND_OVER_TAKE)
    found = queries.one_handed_over(by, uid)
    _check_waiting(found.state)
    ref = cases.open_for(found, by=by, now=now)
    with act(Event.HAND_OVER_TAKEN, by=by, now=now, about=uid):
        _check_waiting(queries.hand_over_row(by, uid).state)
        models.HandOver.objects.filter(uid=uid).update(state="taken", case_ref=ref, closed_by=by.handle, closed_at=now)
    return ref


def close_hand_over(*, by: Officer, uid: str, why: str, now: datetime) -> None:
    """Close a hand-over without a case, with the reason; the desk learns nothing of it.

    Raises:
        NotFound: There is no such hand-over, or no such reason.
        DisclosureState: Somebody took or closed it already.
    """
    check_permission(by, Permission.HAND_OVER_TAKE)
    with act(Event.HAND_OVER_CLOSED, by=by, now=now, about=uid, why=why if why in CLOSED_FOR else ""):
        row = queries.hand_over_row(by, uid)
        _check_waiting(row.state)
        if why not in CLOSED_FOR:
            raise NotFound(kind="reason")
        models.HandOver.objects.filter(pk=row.pk).update(
            state="closed", closed_for=why, closed_by=by.handle, closed_at=now
        )


def _check_waiting(state: str) -> None:
    if state != "waiting":
        raise DisclosureState(state=state, act="taken")


def propose(*, by: Officer, case_ref: str, proposal: Proposal, now: datetime) -> str:
    """Propose a disclosure from a case; nothing leaves until another officer approved it. Return its reference.

    Raises:
        DisclosureLacks: The ground does not have what it asks for, or the consent does not cover it.
        NotFound: There is no such case for this officer, or no such desk.
    """
    check_permission(by, Permission.DISCLOSURE_PROPOSE)
    uid = identity.uid()
    with act(Event.DISCLOSURE_PROPOSED, by=by, now=now, about=uid, ground=str(proposal.ground)):
        cases.check_member(by, case_ref, now)
        check_proposal(proposal, fields=queries.field_codes(), today=now.date())
        _check_recipient(proposal)
        _check_consent(case_ref, proposal, now)
        models.Disclosure.objects.create(
            uid=uid,
            case_ref=case_ref,
            authority=by.reader.authority,
            ground=proposal.ground,
            proposed_by=by.handle,
            proposed_at=now,
            until=proposal.until,
            sealed=closets.closed(uid, queries.proposal_written(proposal)),
        )
    return uid


def decide(*, by: Officer, uid: str, outcome: Outcome, remark: str, now: datetime) -> None:
    """Decide about a disclosure as a second officer; only when it is approved does something leave.

    Raises:
        DisclosureLacks: The consent does not cover it any more, or it has run out meanwhile.
        DisclosureState: It was decided already.
        NotFound: There is no such disclosure for this officer.
        SecondOfficerNeeded: It is the officer who proposed it.
    """
    check_permission(by, Permission.DISCLOSURE_REVIEW)
    with act(Event.DISCLOSURE_DECIDED, by=by, now=now, about=uid, outcome=str(outcome)):
        row = queries.disclosure_row(by, uid)
        check_second_officer(proposed_by=row.proposed_by, decides=by.handle)
        if row.outcome:
            raise DisclosureState(state=row.outcome, act="decided")
        said = closets.opened(uid, row.sealed)
        if outcome is Outcome.APPROVED:
            _send(row, queries.proposal_from(said), now)
        sealed = closets.closed_again(uid, {**said, "remark": remark})
        models.Disclosure.objects.filter(pk=row.pk).update(
            outcome=outcome, decided_by=by.handle, decided_at=now, sealed=sealed
        )
    doors.hurry()


def _send(row: models.Disclosure, proposal: Proposal, now: datetime) -> None:
    check_proposal(proposal, fields=queries.field_codes(), today=now.date())
    _check_consent(row.case_ref, proposal, now)
    said = Disclosed(
        uid=row.uid,
        authority=proposal.authority,
        function=proposal.function,
        purpose=proposal.purpose,
        until=proposal.until.isoformat(),
        their_ref=proposal.their_ref,
        fields=tuple((chosen.field, chosen.value) for chosen in proposal.fields),
    )
    to = known.open_door(proposal.authority, queries.DESK)
    doors.put_out(kind=Kind.DISCLOSURE, to=to, body=bodies.disclosed_body(said), about=row.uid, now=now)


def end(*, by: Officer, uid: str, now: datetime) -> None:
    """End a disclosure that was made: its recipient is told to erase it, and stays unconfirmed until it attests that.

    Raises:
        DisclosureState: It was not made, or has ended.
        NotFound: There is no such disclosure for this officer.
    """
    check_permission(by, Permission.DISCLOSURE_PROPOSE)
    with act(Event.DISCLOSURE_ENDED, by=by, now=now, about=uid, ending=str(Ending.WITHDRAWN)):
        _end(queries.disclosure_row(by, uid), Ending.WITHDRAWN, now)
    doors.hurry()


def end_over(*, now: datetime) -> int:
    """End the disclosures whose day has passed or whose consent was taken back; return how many."""
    ended = 0
    for row in models.Disclosure.objects.filter(outcome=Outcome.APPROVED, ending="").order_by("uid"):
        over = is_over(row.until, now.date())
        if not over and not _has_lost_consent(row, now):
            continue
        ending = Ending.EXPIRED if over else Ending.WITHDRAWN
        with act(Event.DISCLOSURE_ENDED, by=doors.service(), now=now, about=row.uid, ending=str(ending)):
            _end(row, ending, now)
        ended += 1
    return ended


def _end(row: models.Disclosure, ending: Ending, now: datetime) -> None:
    if row.outcome != Outcome.APPROVED or row.ending:
        raise DisclosureState(state=row.ending or row.outcome or "proposed", act="ended")
    authority = queries.proposal_from(closets.opened(row.uid, row.sealed)).authority
    to = known.open_door(authority, queries.DESK)
    doors.put_out(kind=Kind.WITHDRAWAL, to=to, body=bodies.withdrawal_body(row.uid, ending), about=row.uid, now=now)
    models.Disclosure.objects.filter(pk=row.pk).update(ending=str(ending), ended_at=now)


def _has_lost_consent(row: models.Disclosure, now: datetime) -> bool:
    if row.ground != Ground.CONSENT:
        return False
    proposal = queries.proposal_from(closets.opened(row.uid, row.sealed))
    return cases.is_consent_gone(row.case_ref, proposal.particulars["consent"], now)


def _check_recipient(proposal: Proposal) -> None:
    """Refuse a desk, function or purpose that does not receive disclosures."""
    known.open_door(proposal.authority, queries.DESK)
    if (proposal.function, proposal.purpose) not in queries.duties_that_receive():
        raise DisclosureLacks(lacks=str(Lack.RECIPIENT_MISSING))


def _check_consent(case_ref: str, proposal: Proposal, now: datetime) -> None:
    if proposal.ground is Ground.CONSENT and not cases.is_covered(case_ref, proposal, now):
        raise DisclosureLacks(lacks=str(Lack.CONSENT_DOES_NOT_COVER))


def follow_up(*, now: datetime) -> None:
    """Do what is due without anybody asking."""
    end_over(now=now)
    erase_closed(now=now)


def erase_closed(*, now: datetime) -> int:
    """Erase hand-overs that were taken or closed long ago, their data keys with them; return how many."""
    old = models.HandOver.objects.filter(closed_at__lt=now - KEPT).exclude(state="waiting").order_by("uid")
    uids = list(old.values_list("uid", flat=True)[:100])
    for uid in uids:
        with act(Event.HAND_OVER_CLOSED, by=doors.service(), now=now, about=uid, erased=True):
            keyring.forget(uid)
            models.HandOver.objects.filter(uid=uid).delete()
    return len(uids)


def signed_register(now: datetime) -> bytes:
    """Return the published register as a signed file."""
    from corridor.core.doors.exchange import canonical
    from corridor.web.base import keys
    from corridor.web.base.doors import keyring

    lines: list[dict[str, Any]] = [
        {"quarter": one.quarter, "ground": str(one.ground), "made": one.made, "refused": one.refused}
        for one in queries.published(now.date())
    ]
    said = {"form": 1, "body": known.own_code(), "lines": lines}
    signature = keys.sign(b"corridor disclosure register 1\n" + canonical(said)).hex()
    return canonical({"register": said, "key": keyring.signing_key().hex(), "signature": signature})
