"""Writes down claims and what the asylum body does with them. A claim reaches it with the act that writes it down."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.claims import records, rules
from corridor.core.claims.codes import ActKind, ClaimKind, StepState
from corridor.core.claims.errors import BodyMissing, ClaimBackdated, ClaimStays, ParticularsWhole
from corridor.core.claims.exchange import Receipt, written
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.spoken import spoken
from corridor.web.base import keys
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger.actions import Act, act
from corridor.web.protection.claims import outside, particulars, queries
from corridor.web.protection.claims.models import Claim, ClaimAct, FileEntry, FilesReview, PersonFile
from corridor.web.protection.pages.sealed import keyed, name_key, sealed

CODE_SIGNS, REF_SIGNS = 20, 8
WAITED = timedelta(minutes=1)
"""For so long an act may have waited for its turn: within it the moments of two acts may be out of order."""

_LOCK = 0x636F7272_636C6169


@dataclass(frozen=True)
class Wish:
    """What somebody writes down about a person who asks for protection or fears return; all but the kind may be empty.

    `reference` is what the person shows: the number of an earlier receipt or of a file. `sender` is the authority of
    the desk that sent it through the door.
    """

    kind: ClaimKind
    said_on: date
    body: str = ""
    reference: str = ""
    name: str = ""
    place: str = ""
    words: str = ""
    language: str = ""
    sender: str = ""


@dataclass(frozen=True)
class Recorded:
    """A claim that was written down: the code is told this once, and kept as a digest only."""

    receipt: Receipt
    code: str
    signature: bytes


@dataclass(frozen=True)
class Move:
    """What the asylum body does with a claim."""

    kind: ActKind
    final_on: date | None = None
    counselled_on: date | None = None
    language: str = ""


def new_ref(letter: str) -> str:
    """Return a random reference that can be said aloud."""
    return f"{letter}-{spoken(os.urandom(REF_SIGNS), REF_SIGNS)}"


def record_claim(*, by: Officer, wish: Wish, now: datetime) -> Recorded:
    """Write a claim down: the asylum body has it, and steps under way are halted, with the same act.

    Raises:
        NotPermitted: The function does not record claims.
        ClaimInFuture: The day when it was said has not come.
        ClaimBackdated: The clock is behind the last claim.
        BodyMissing: The asylum body is not one of the node's.
    """
    person, ref = _person_of(wish), new_ref("C")
    about = person.ref if person is not None else new_ref("P")
    with act(Event.CLAIM_RECORDED, by=by, now=now, about=about, claim=ref, kind=wish.kind.value) as doing:
        check_permission(by, Permission.CLAIM_RECORD)
        return _lay(doing, wish, person or _new_person(about, now), ref)


def lay_claim(doing: Act, wish: Wish) -> Recorded:
    """Write a claim down inside an act that is under way: one that came through the door, or was said in an interview.

    Whoever carries out the act has looked whether it may be.

    Raises:
        ClaimInFuture, ClaimBackdated, BodyMissing: As `record_claim`.
    """
    ref, person = new_ref("C"), _person_of(wish) or _new_person(new_ref("P"), doing.now)
    made = _lay(doing, wish, person, ref)
    doing.note(Event.CLAIM_RECORDED, about=person.ref, claim=ref, kind=wish.kind.value)
    return made


def hold() -> None:
    """Let claims and steps wait for each other, so that none is decided on what the other is about to change."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _lay(doing: Act, wish: Wish, person: PersonFile, ref: str) -> Recorded:
    hold()
    last = queries.last_recorded()
    moment = last if last is not None and doing.now < last <= doing.now + WAITED else doing.now
    rules.check_recording(said_on=wish.said_on, now=moment, last=last)
    code = spoken(os.urandom(CODE_SIGNS), CODE_SIGNS)
    said = {"name": wish.name, "place": wish.place, "words": wish.words, "language": wish.language}
    claim = Claim(
        ref=ref,
        person=person,
        kind=wish.kind.value,
        said_on=wish.said_on,
        recorded_at=moment,
        by=doing.by.handle,
        authority=wish.sender or doing.by.reader.authority,
        sender=wish.sender,
        body=_body(wish.body),
        name_key=name_key(wish.name),
        follow=keyed("claim", code.replace("-", "")),
        sealed=particulars.closed(ref, said | {"reference": wish.reference}),
    )
    receipt = queries.receipt_of(claim)
    claim.signature = keys.sign(written(receipt))
    claim.save(force_insert=True)
    outside.note(person.ref, ref)
    _halt(doing, person)
    return Recorded(receipt, code, claim.signature)


def _person_of(wish: Wish) -> PersonFile | None:
    """Return the person whose receipt or file was shown; nothing where the reference is none of ours."""
    ref = wish.reference.strip().upper()
    if not ref:
        return None
    return PersonFile.objects.filter(ref=ref).first() or PersonFile.objects.filter(claims__ref=ref).first()


def _new_person(ref: str, now: datetime) -> PersonFile:
    empty = sealed("person", ref, {})
    return PersonFile.objects.create(ref=ref, made_at=now, authority="", name_key="", sealed=empty)


def _body(asked: str) -> str:
    """Return the asylum body to tell: the one asked for, else the first; nothing where the node knows none."""
    known = [code for code, _ in queries.bodies()]
    if asked and asked not in known:
        raise BodyMissing(body=asked)
    return asked or next(iter(known), "")


def _halt(doing: Act, person: PersonFile) -> None:
    """Halt every step under way of whoever may be this person."""
    for found in queries.steps_of(queries.together(person.pk)):
        if found.state is StepState.UNDER_WAY:
            FileEntry.objects.create(
                person=found.row.person,
                step=found.row,
                kind=StepState.HALTED.value,
                happened_on=doing.now.date(),
                at=doing.now,
                by=doing.by.handle,
                authority=doing.by.reader.authority,
            )
            doing.note(Event.STEP_HALTED, about=found.row.ref)


# --- what the asylum body does -----------------------------------------------------------------------------------


def decide(*, by: Officer, ref: str, move: Move, now: datetime) -> None:
    """Add an act of the asylum body to a claim; nothing else ends one.

    What was written about the person is erased with the act of the second officer, and nothing else of the claim.

    Raises:
        NotPermitted: The function does not handle claims.
        NotFound: There is no such claim, or it is another body's.
        ActNotOpen, RemedyTooShort, SecondPersonNeeded: As `check_act`.
        EraserNeeded, EraserReturns: As `check_erasing`.
        ParticularsWhole: What is to be erased has no key of its own.
    """
    with act(Event.CLAIM_DECIDED, by=by, now=now, about=ref, what=move.kind.value) as doing:
        hold()
        claim = queries.claim_for(by, ref)
        added = records.ClaimAct(move.kind, now, by.handle, move.final_on, move.counselled_on)
        if move.kind in rules.ERASING:
            _check_erasing(claim, added)
        else:
            rules.check_act(queries.told(claim), added)
        ClaimAct.objects.create(
            claim=claim,
            kind=move.kind.value,
            at=now,
            by=by.handle,
            authority=by.reader.authority,
            final_on=move.final_on,
            counselled_on=move.counselled_on,
            language=move.language,
        )
        if move.kind is ActKind.PARTICULARS_ERASED:
            particulars.erase(ref)
            doing.note(Event.CLAIM_PARTICULARS_ERASED, about=ref)


def _check_erasing(claim: Claim, added: records.ClaimAct) -> None:
    rules.check_erasing(queries.told(claim), added, returning=queries.returning(claim))
    if not particulars.can_be_erased(claim.ref):
        raise ParticularsWhole


def erase_again(*, now: datetime) -> int:
    """Erase the particulars that were erased before and came back with an older database; return of how many claims.

    A worker calls this once a minute.
    """
    found = particulars.brought_back()
    if found:
        by = people.without_content(f"{people.service_handle()}:administrator")
        for ref in found:
            with act(Event.CLAIM_PARTICULARS_ERASED, by=by, now=now, about=ref, again=True):
                particulars.erase(ref)
    return len(found)


def rule_on_persons(*, by: Officer, ref: str, other: str, same: bool, now: datetime) -> None:
    """Say that the person of a claim is the person of another receipt or file, or is somebody else.

    Raises:
        NotPermitted: The function does not handle claims.
        NotFound: There is no such claim, receipt or file.
    """
    with act(Event.FILE_TIED, by=by, now=now, about=ref, other=other[:16], same=same) as doing:
        hold()
        claim = queries.claim_for(by, ref)
        found = _person_of(Wish(ClaimKind.ASKS_PROTECTION, now.date(), reference=other))
        if found is None or found.pk == claim.person_id:
            raise NotFound(kind="file")
        FileEntry.objects.create(
            person=claim.person,
            other=found,
            kind=queries.SAME if same else queries.APART,
            happened_on=now.date(),
            at=now,
            by=by.handle,
            authority=by.reader.authority,
        )
        if same:
            _halt(doing, claim.person)


def review_files(*, by: Officer, now: datetime) -> None:
    """Note that the asylum body entered anew, from receipts and its own papers, what a restore may have lost.

    Raises:
        NotPermitted: The function does not handle claims.
    """
    with act(Event.FILES_REVIEWED, by=by, now=now):
        check_permission(by, Permission.CLAIM_HANDLE)
        FilesReview.objects.create(at=now, by=by.handle, authority=by.reader.authority)


# --- what nobody does --------------------------------------------------------------------------------------------


def refuse_deletion(*, by: Officer, ref: str, now: datetime) -> None:
    """Refuse to delete a claim, and write the attempt to the ledger without looking the reference up.

    Raises:
        ClaimStays: Always.
    """
    with act(Event.CLAIM_DELETED, by=by, now=now, about=ref):
        raise ClaimStays


def refuse_backdating(*, by: Officer, about: str, now: datetime) -> None:
    """Refuse to write a claim down under a moment that somebody chose, and write the attempt to the ledger.

    Raises:
        ClaimBackdated: Always.
    """
    with act(Event.CLAIM_BACKDATED, by=by, now=now, about=about):
        raise ClaimBackdated
