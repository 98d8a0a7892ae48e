"""Parts of a case that another body gave: read for their purpose until they run out or the consent is taken back.

A part that has run out, or whose consent was taken back, does not exist for any reader from that moment; its key and
its bytes are erased, and the sender gets a signed attestation.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.casework.codes import Confirmation
from corridor.core.casework.exchange import attestation_bytes, parcel_from, withdrawal_from
from corridor.core.casework.records import Attestation, Parcel
from corridor.core.kernel.errors import CorridorError, NotFound
from corridor.web.base.accounts.queries import colleague
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act, record
from corridor.web.base.sealing import padded, seal, unpadded, unseal
from corridor.web.protection.vault import bodies, keyring
from corridor.web.protection.vault.actions import WORKING
from corridor.web.protection.vault.errors import LetterRefused
from corridor.web.protection.vault.letters import Letter, body_of, letter_from, sealed_letter
from corridor.web.protection.vault.models import ProtectionBody, ReceivedPart


@dataclass(frozen=True)
class Arrived:
    """What became of a letter that was brought: which part it is about, and the state that the sender will be told."""

    uid: str
    state: Confirmation


def parts_for(reader: Officer, *, now: datetime) -> tuple[ReceivedPart, ...]:
    """Return the parts that an officer keeps and that may still be read, the latest first."""
    return tuple(_readable(reader, now).order_by("-received_at", "uid"))


def attestations_for(reader: Officer) -> tuple[ReceivedPart, ...]:
    """Return the parts that an officer kept and that were erased, so that the sender can be told; the latest first."""
    check_permission(reader, Permission.CASE_READ)
    gone = ReceivedPart.objects.filter(authority=reader.reader.authority, keeper=reader.handle, sealed=None)
    return tuple(gone.select_related("partner").order_by("-erased_at", "uid"))


def attestation_for(reader: Officer, uid: str) -> bytes:
    """Return the letter that tells the sender what became of a part.

    Raises:
        NotFound: There is none, or another officer keeps it.
    """
    check_permission(reader, Permission.CASE_READ)
    row = ReceivedPart.objects.filter(uid=uid, authority=reader.reader.authority, keeper=reader.handle).first()
    if row is None:
        raise NotFound(kind="part")
    return bytes(row.attestation)


def read_part(*, by: Officer, uid: str, now: datetime) -> Parcel:
    """Return a part that may still be read, and write down that it was.

    Raises:
        NotFound: There is none, it has run out or was taken back, or another officer keeps it.
    """
    with act(Event.PART_READ, by=by, now=now, about=uid):
        row = _readable(by, now).filter(uid=uid).first()
        if row is None or row.sealed is None:
            raise NotFound(kind="part")
        return parcel_from(unpadded(unseal(keyring.key_of(uid), bytes(row.sealed), bound=_bound(uid))))


def hand_on(*, by: Officer, uid: str, handle: str, now: datetime) -> None:
    """Let a colleague of the own body keep a part instead.

    Raises:
        NotFound: There is no such part, or no such colleague.
    """
    with act(Event.CASE_TEAM_CHANGED, by=by, now=now, about=uid, added=handle):
        row = _readable(by, now).filter(uid=uid).first()
        if row is None:
            raise NotFound(kind="part")
        if colleague(handle, by.reader.authority, WORKING) is None:
            raise NotFound(kind="officer")
        ReceivedPart.objects.filter(pk=row.pk).update(keeper=handle)


def take_in_letter(*, by: Officer, written: bytes, now: datetime) -> Arrived:
    """Take in a letter that another body sent: parts of a case, or that they were taken back.

    The same letter brought twice changes nothing; parts that arrive after they were taken back are not kept.

    Raises:
        LetterRefused: It is not for this body, not from one that was checked, or was changed.
        FormUnreadable: What it says is not in the form that was agreed.
    """
    check_permission(by, Permission.CASE_SHARE)
    try:
        letter = letter_from(written)
        body = _sender(by, letter)
        content = body_of(letter, signing_key=bytes(body.signing_key))
        parcel = parcel_from(content) if letter.kind == "parcel" else None
        told = parcel or withdrawal_from(content)
        if (told.sender, told.recipient) != (letter.sender, letter.recipient):
            raise LetterRefused(why="sender")
    except CorridorError as refused:
        record(Event.ACT_REFUSED, by=by, now=now, act=Event.PART_RECEIVED.value, code=refused.code)
        raise
    if parcel is not None:
        return _keep(by, body, parcel, content, now)
    return _take_back(by, body, withdrawal_from(content).share, now)


def _keep(by: Officer, body: ProtectionBody, parcel: Parcel, content: bytes, now: datetime) -> Arrived:
    with act(Event.PART_RECEIVED, by=by, now=now, about=parcel.uid, sender=body.code):
        known = ReceivedPart.objects.filter(uid=parcel.uid).select_for_update().first()
        if known is not None:
            return _as_known(known, body)
        if now >= parcel.until:
            raise LetterRefused(why="expired")
        key = keyring.create(parcel.uid)
        ReceivedPart.objects.create(
            uid=parcel.uid,
            partner=body,
            authority=by.reader.authority,
            keeper=by.handle,
            received_at=now,
            until=parcel.until,
            sealed=seal(key, padded(content), bound=_bound(parcel.uid)),
            attestation=_attested(parcel.uid, body, by.reader.authority, Confirmation.RECEIVED, now),
        )
    return Arrived(parcel.uid, Confirmation.RECEIVED)


def _take_back(by: Officer, body: ProtectionBody, uid: str, now: datetime) -> Arrived:
    with act(Event.PART_ERASED, by=by, now=now, about=uid, sender=body.code):
        row = ReceivedPart.objects.filter(uid=uid).select_for_update().first()
        attestation = _attested(uid, body, by.reader.authority, Confirmation.ERASED, now)
        if row is None:  # The parts themselves may come later, and must find this.
            ReceivedPart.objects.create(
                uid=uid,
                partner=body,
                authority=by.reader.authority,
                keeper=by.handle,
                received_at=now,
                until=now,
                erased_at=now,
                is_withdrawn=True,
                attestation=attestation,
            )
        else:
            _as_known(row, body)
            if row.sealed is not None:
                _erase(row, attestation, now, is_withdrawn=True)
    return Arrived(uid, Confirmation.ERASED)


def erase_what_has_run_out(now: datetime) -> int:
    """Erase every part that has run out, and return how many; a worker calls this once a minute."""
    over = ReceivedPart.objects.filter(until__lte=now).exclude(sealed=None)
    if not over.exists():
        return 0
    with turn.write():
        rows = list(over.select_for_update().select_related("partner"))
        for row in rows:
            _erase(row, _attested(row.uid, row.partner, row.authority, Confirmation.ERASED, now), now)
    return len(rows)


def _erase(row: ReceivedPart, attestation: bytes, now: datetime, *, is_withdrawn: bool = False) -> None:
    keyring.forget(row.uid)
    ReceivedPart.objects.filter(pk=row.pk).update(
        sealed=None, erased_at=now, is_withdrawn=is_withdrawn, attestation=attestation
    )


def _as_known(row: ReceivedPart, body: ProtectionBody) -> Arrived:
    if row.partner_id != body.pk:
        raise LetterRefused(why="share")
    return Arrived(row.uid, Confirmation.ERASED if row.sealed is None else Confirmation.RECEIVED)


def _readable(reader: Officer, now: datetime) -> QuerySet[ReceivedPart]:
    check_permission(reader, Permission.CASE_READ)
    mine = ReceivedPart.objects.filter(authority=reader.reader.authority, keeper=reader.handle, until__gt=now)
    return mine.exclude(sealed=None).select_related("partner")


def _sender(by: Officer, letter: Letter) -> ProtectionBody:
    """Return the body that sent a letter. One that was closed may still take back what it gave."""
    if letter.kind not in ("parcel", "withdrawal") or letter.recipient != by.reader.authority:
        raise LetterRefused(why="recipient")
    if letter.kind == "parcel":
        return bodies.ready_body(letter.sender)
    body = ProtectionBody.objects.filter(code=letter.sender).exclude(checked_at=None).first()
    if body is None:
        raise LetterRefused(why="sender")
    return body


def _attested(uid: str, body: ProtectionBody, authority: str, state: Confirmation, now: datetime) -> bytes:
    told = Attestation(share=uid, sender=authority, recipient=body.code, state=state, at=now)
    return sealed_letter(
        "attestation",
        attestation_bytes(told),
        sender=authority,
        recipient=body.code,
        sealing_key=bytes(body.sealing_key),
    )


def _bound(uid: str) -> bytes:
    return f"corridor vault 1|received|{uid}".encode()
