"""Consent and what rests on it: giving parts of a case to another body, taking them back, what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.casework.codes import Confirmation, GivenBy, Item
from corridor.core.casework.errors import EntryRefused
from corridor.core.casework.exchange import (
    attestation_from,
    content_of,
    parcel_bytes,
    withdrawal_bytes,
)
from corridor.core.casework.moments import moment_text
from corridor.core.casework.records import CaseFile, Entry, Giving, Parcel, Value, Withdrawal
from corridor.core.casework.rules import check_consent, consent_named, is_live
from corridor.core.kernel.errors import CorridorError, NotFound
from corridor.web.base import identity
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act, record
from corridor.web.protection.vault import actions, bodies, files, keyring, queries
from corridor.web.protection.vault.errors import LetterRefused
from corridor.web.protection.vault.letters import Letter, body_of, letter_from, sealed_letter
from corridor.web.protection.vault.models import Case, CaseShare, ProtectionBody
from corridor.web.protection.vault.queries import Kept


@dataclass(frozen=True)
class Agreed:
    """A consent as the officer writes it down: what was agreed, until when, and how it was given."""

    giving: Giving
    until: datetime
    given_by: GivenBy
    informed: frozenset[str]
    way: str
    language: str = ""
    interpreter: str = ""
    words: str = ""


def record_consent(*, by: Officer, ref: str, agreed: Agreed, now: datetime) -> str:
    """Write down that the person agreed, and return the identifier of the consent.

    It may be written into a case whose keeping has ended: that is how a person who comes back agrees again.

    Raises:
        EntryRefused: It ends before it begins, or a code is in no list.
        NotFound: The case is not this officer's.
    """
    uid = str(identity.uid())

    def entries(file: CaseFile) -> Sequence[Entry]:
        if agreed.until <= now:
            raise EntryRefused(item=Item.CONSENT.value, field="until")
        values: dict[str, Value] = {
            "purpose": agreed.giving.purpose,
            "recipient": agreed.giving.recipient,
            "fields": tuple(sorted(agreed.giving.fields)),
            "until": moment_text(agreed.until),
            "given_by": agreed.given_by.value,
            "informed": tuple(sorted(agreed.informed)),
            "way": agreed.way,
            "language": agreed.language,
            "interpreter": agreed.interpreter,
            "words": agreed.words,
        }
        return [Entry(now, by.handle, Item.CONSENT, uid, values)]

    with actions.writing(Event.CONSENT_GIVEN, by=by, ref=ref, now=now, consent=uid) as case:
        case.add(entries, even_closed=True)
    return uid


def withdraw_consent(*, by: Officer, ref: str, uid: str, why: str, now: datetime) -> int:
    """Take a consent back: access under it ends with this act, and everybody who was given something is written to.

    Returns:
        How many recipients must confirm.

    Raises:
        NotFound: The case has no such consent that stands.
    """

    def entries(file: CaseFile) -> Sequence[Entry]:
        consent = consent_named(file, uid)
        if consent is None or consent.withdrawn_at is not None:
            raise NotFound(kind="consent")
        return [Entry(now, by.handle, Item.CONSENT, uid, {"withdrawn_at": moment_text(now)}, why)]

    with actions.writing(Event.CONSENT_WITHDRAWN, by=by, ref=ref, now=now, consent=uid) as case:
        kept = case.add(entries, even_closed=True)
        given = CaseShare.objects.filter(case=kept.row, consent=uid, ended_at=None).select_related("partner")
        for share in given:
            _end(share, kept.row.authority, now)
    return len(given)


def _end(share: CaseShare, authority: str, now: datetime) -> None:
    """Write to a recipient that a part was taken back; runs inside an act."""
    told = Withdrawal(share=share.uid, sender=authority, recipient=share.partner.code, at=now)
    letter = sealed_letter(
        "withdrawal",
        withdrawal_bytes(told),
        sender=authority,
        recipient=share.partner.code,
        sealing_key=bytes(share.partner.sealing_key),
    )
    CaseShare.objects.filter(pk=share.pk).update(
        state=Confirmation.UNCONFIRMED.value, ended_at=now, parcel=None, withdrawal=letter
    )


def share_parts(*, by: Officer, ref: str, consent: str, fields: frozenset[str], now: datetime) -> str:
    """Give parts of a case to the recipient of a live consent, for its purpose, and return the identifier of the share.

    Raises:
        NotFound: The case is not this officer's.
        ConsentRefused: The consent does not cover it, for every reason named.
        BodyUnready, RecipientRefused: The recipient is not known, not checked, or does not protect.
    """
    check_permission(by, Permission.CASE_SHARE)
    uid = str(identity.uid())
    with actions.writing(Event.PART_SHARED, by=by, ref=ref, now=now, share=uid, consent=consent) as case:
        kept = queries.opened(queries.row_for(by, ref, now=now, to_write=True))
        agreed = consent_named(kept.file, consent)
        giving = Giving(agreed.purpose if agreed else "", agreed.recipient if agreed else "", fields)
        check_consent(kept.file, agreed, giving, ref=ref, now=now)
        assert agreed is not None
        body = bodies.ready_body(agreed.recipient)
        values: dict[str, Value] = {
            "consent": consent,
            "recipient": body.code,
            "purpose": agreed.purpose,
            "fields": tuple(sorted(fields)),
            "until": moment_text(agreed.until),
        }
        entry = Entry(now, by.handle, Item.SHARE, uid, values)
        case.add(lambda _: [entry])
        parcel = Parcel(
            uid=uid,
            sender=kept.row.authority,
            recipient=body.code,
            purpose=agreed.purpose,
            consent=consent,
            fields=fields,
            until=agreed.until,
            sent_at=now,
            content=content_of(kept.file, fields, _papers(kept) if "documents" in fields else {}),
        )
        _keep(kept.row, body, parcel)
    return uid


def _keep(row: Case, body: ProtectionBody, parcel: Parcel) -> None:
    letter = sealed_letter(
        "parcel",
        parcel_bytes(parcel),
        sender=parcel.sender,
        recipient=parcel.recipient,
        sealing_key=bytes(body.sealing_key),
    )
    CaseShare.objects.create(
        uid=parcel.uid,
        case=row,
        partner=body,
        consent=parcel.consent,
        state=Confirmation.SENT.value,
        sent_at=parcel.sent_at,
        until=parcel.until,
        parcel=letter,
    )


def _papers(kept: Kept) -> dict[str, bytes]:
    key = keyring.key_of(kept.row.uid)
    found = {one.uid: files.paper(kept.row, key, one.uid) for one in kept.file.documents if not one.is_removed}
    return {uid: content for uid, content in found.items() if content is not None}


def letter_for(reader: Officer, ref: str, uid: str, *, now: datetime) -> bytes:
    """Return the letter that is to be carried to a recipient: the parts, or that they were taken back.

    The parts are handed out only as long as the consent stands.

    Raises:
        NotFound: There is none, or the case is not this officer's.
    """
    check_permission(reader, Permission.CASE_SHARE)
    row = queries.row_for(reader, ref, now=now)
    share = CaseShare.objects.filter(case=row, uid=uid).first()
    if share is None:
        raise NotFound(kind="share")
    if share.withdrawal is not None:
        return bytes(share.withdrawal)
    consent = consent_named(queries.opened(row).file, share.consent)
    if share.parcel is None or consent is None or not is_live(consent, now) or now >= share.until:
        raise NotFound(kind="share")
    return bytes(share.parcel)


def drop_what_has_run_out(now: datetime) -> int:
    """Drop the sealed letters of parts that have run out, and return how many; a worker calls this once a minute."""
    over = CaseShare.objects.filter(until__lte=now).exclude(parcel=None)
    if not over.exists():
        return 0
    with turn.write():
        return over.update(parcel=None)


def confirm(*, by: Officer, written: bytes, now: datetime) -> str:
    """Take in what a recipient attests of a part that it was given, and return the state that is now known.

    Raises:
        LetterRefused: It is not from the recipient, or about nothing that was given to it.
    """
    check_permission(by, Permission.CASE_SHARE)
    try:
        share, state = _attested(by, letter_from(written))
    except CorridorError as refused:
        record(Event.ACT_REFUSED, by=by, now=now, act=Event.PART_CONFIRMED.value, code=refused.code)
        raise
    with act(Event.PART_CONFIRMED, by=by, now=now, about=share.uid, state=state.value):
        return _believed(CaseShare.objects.select_for_update().get(pk=share.pk), state, now)


def _attested(by: Officer, letter: Letter) -> tuple[CaseShare, Confirmation]:
    body = ProtectionBody.objects.filter(code=letter.sender).exclude(checked_at=None).first()
    if letter.kind != "attestation" or letter.recipient != by.reader.authority or body is None:
        raise LetterRefused(why="sender")
    told = attestation_from(body_of(letter, signing_key=bytes(body.signing_key)))
    share = CaseShare.objects.filter(uid=told.share, partner=body, case__authority=by.reader.authority).first()
    if share is None or (told.sender, told.recipient) != (letter.sender, letter.recipient):
        raise LetterRefused(why="share")
    return share, told.state


def _believed(share: CaseShare, state: Confirmation, now: datetime) -> str:
    """Note what a recipient attested: that a part came says nothing about one that was taken back since."""
    if state is Confirmation.ERASED:
        changed = {"state": state.value, "confirmed_at": now, "ended_at": share.ended_at or now, "parcel": None}
        CaseShare.objects.filter(pk=share.pk).update(**changed, withdrawal=None)
        return state.value
    if share.state == Confirmation.SENT.value:
        CaseShare.objects.filter(pk=share.pk).update(state=Confirmation.RECEIVED.value, confirmed_at=now)
        return Confirmation.RECEIVED.value
    return share.state
