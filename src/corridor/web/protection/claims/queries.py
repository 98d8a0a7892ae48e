"""Reads of claims and files: for the asylum body, for who takes steps, and for who monitors returns."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from django.db.models import Q, QuerySet

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.claims import records, rules
from corridor.core.claims.codes import ActKind, Answer, ClaimKind, Particulars, StepState
from corridor.core.claims.exchange import Receipt, written
from corridor.core.kernel.errors import NotFound
from corridor.web.base import keys
from corridor.web.base.accounts.queries import authorities_of
from corridor.web.base.ledger.queries import counted_about, last_of, told_about
from corridor.web.base.sealing import SealBroken
from corridor.web.protection.claims import outside, particulars
from corridor.web.protection.claims.models import (
    Claim,
    ClaimAct,
    FileEntry,
    Finding,
    FindingAnswer,
    PersonFile,
    StatusStep,
)
from corridor.web.protection.pages.sealed import keyed, name_key, unsealed

ASYLUM = "asylum"
"""The kind of authority that is told of claims."""

SAME, APART = "same", "apart"
TOLD, WISHED, FEARED, REFUSED = "right-told", "notice-wished", "fears-return", "closed"


def bodies() -> tuple[tuple[str, str], ...]:
    """Return code and name of every asylum body."""
    return authorities_of(ASYLUM)


# --- claims ------------------------------------------------------------------------------------------------------


def claims_for(reader: Officer) -> tuple[Claim, ...]:
    """Return the claims of the reader's asylum body, and those that came while there was none, the oldest first.

    Raises:
        NotPermitted: The function does not handle claims.
    """
    return tuple(_handled(reader).prefetch_related("acts").select_related("person").order_by("recorded_at", "ref"))


def claim_for(reader: Officer, ref: str) -> Claim:
    """Return one claim of the reader's asylum body.

    Raises:
        NotPermitted: The function does not handle claims.
        NotFound: There is none, or it is another body's.
    """
    found = _handled(reader).prefetch_related("acts").select_related("person").filter(ref=ref).first()
    if found is None:
        raise NotFound(kind="claim")
    return found


def _handled(reader: Officer) -> QuerySet[Claim]:
    check_permission(reader, Permission.CLAIM_HANDLE)
    return Claim.objects.filter(body__in=("", reader.reader.authority))


def claim_followed(signs: str) -> Claim | None:
    """Return the claim that a person follows by the code of the receipt; nothing where there is none."""
    return Claim.objects.prefetch_related("acts").filter(follow=keyed("claim", signs)).first()


@dataclass(frozen=True)
class Said:
    """What was written about the person beside a claim: empty unless it may be read and opens."""

    standing: Particulars
    words: dict[str, str]


def said_in(claim: Claim) -> Said:
    """Return what was written about the person, unsealed, unless it was erased or may have been.

    What an older database brings back is not shown: not where it is known beside the database that it was erased, and
    after a restore not before the asylum body has looked.
    """
    if rules.is_erased(told(claim)) or claim.ref in outside.erased():
        return Said(Particulars.ERASED, {})
    if not is_reviewed():
        return Said(Particulars.UNREVIEWED, {})
    try:
        return Said(Particulars.READABLE, particulars.opened(claim.ref, claim.sealed))
    except SealBroken:
        return Said(Particulars.BROKEN, {})


def returning(claim: Claim) -> frozenset[str]:
    """Return the handles of those who took a step for whoever may be the person, or asked them about one."""
    persons = together(claim.person_id)
    taken = StatusStep.objects.filter(person__in=persons).values_list("by", flat=True)
    entries = FileEntry.objects.filter(person__in=persons).exclude(kind__in=(SAME, APART, StepState.HALTED.value))
    return frozenset({*taken, *entries.values_list("by", flat=True)})


def told(claim: Claim) -> records.Claim:
    """Return a claim as the rules know it."""
    acts = sorted(claim.acts.all(), key=lambda act: (act.at, act.pk))
    return records.Claim(
        ref=claim.ref,
        kind=ClaimKind(claim.kind),
        said_on=claim.said_on,
        recorded_at=claim.recorded_at,
        acts=tuple(_act(act) for act in acts),
    )


def _act(act: ClaimAct) -> records.ClaimAct:
    return records.ClaimAct(ActKind(act.kind), act.at, act.by, act.final_on, act.counselled_on)


def last_recorded() -> datetime | None:
    """Return when the last claim was written down."""
    return Claim.objects.order_by("-recorded_at").values_list("recorded_at", flat=True).first()


def receipt_of(claim: Claim) -> Receipt:
    """Return what the receipt of a claim says."""
    return Receipt(
        ref=claim.ref,
        person=claim.person.ref,
        kind=ClaimKind(claim.kind),
        said_on=claim.said_on,
        recorded_at=claim.recorded_at,
        body=claim.body,
        sealed_digest=keyed("seal", bytes(claim.sealed).hex()),
    )


def is_genuine(claim: Claim) -> bool:
    """Return whether a claim still is what the node signed when it was written down."""
    try:
        keys.public_key().verify(bytes(claim.signature), written(receipt_of(claim)))
    except InvalidSignature:
        return False
    return True


@dataclass(frozen=True)
class Checked:
    """How many claims there are, and the references of persons whose claims are not as they were written down."""

    claims: int
    amiss: tuple[str, ...]


def checked(reader: Officer) -> Checked:
    """Return whether every claim is there as the node signed it, for who oversees the node; nothing that was said.

    Raises:
        NotPermitted: The function does not oversee.
    """
    check_permission(reader, Permission.LEDGER_VERIFY)
    kept: dict[str, list[Claim]] = {}
    for claim in Claim.objects.select_related("person").order_by("recorded_at", "ref"):
        kept.setdefault(claim.person.ref, []).append(claim)
    amiss = {ref for ref, claims in kept.items() if not all(is_genuine(claim) for claim in claims)}
    for person, claims in outside.claims_by_person().items():
        if not claims <= {claim.ref for claim in kept.get(person, ())}:
            amiss.add(person)
    for person, times in counted_about(Event.CLAIM_RECORDED).items():
        if times != len(kept.get(person, ())):
            amiss.add(person)
    return Checked(sum(map(len, kept.values())), tuple(sorted(amiss)))


# --- the persons a step is decided for ---------------------------------------------------------------------------


def together(person: int) -> frozenset[int]:
    """Return the rows of everybody who may be this person: tied to them, or of the same name; unless ruled apart.

    What is unknown keeps steps closed: two of one name are taken for one until the asylum body says otherwise.
    """
    apart = _ruled(APART, {person}) - {person}
    found: set[int] = set()
    fresh = {person}
    while fresh:
        found |= fresh
        names = _names(found)
        of_name = PersonFile.objects.filter(Q(name_key__in=names) | Q(claims__name_key__in=names))
        fresh = (set(of_name.values_list("pk", flat=True)) | _ruled(SAME, found)) - found - apart
    return frozenset(found)


def _names(persons: Collection[int]) -> set[str]:
    own = PersonFile.objects.filter(pk__in=persons).values_list("name_key", flat=True)
    said = Claim.objects.filter(person__in=persons).values_list("name_key", flat=True)
    return {*own, *said} - {""}


def _ruled(kind: str, persons: Collection[int]) -> set[int]:
    """Return who was last ruled to be the same as, or apart from, one of these."""
    rows = FileEntry.objects.filter(kind__in=(SAME, APART)).filter(Q(person__in=persons) | Q(other__in=persons))
    last = {frozenset((row.person_id, row.other_id)): row.kind for row in rows.order_by("at", "pk")}
    return {person for pair, ruling in last.items() if ruling == kind for person in pair if person is not None}


def file_of(person: PersonFile) -> records.PersonFile:
    """Return all that decides about a step for one person.

    The file is whole only where the ledger tells of as many claims as there are, each is what the node signed, none
    that is known beside the database is lacking, and no restore of the node stands unreviewed.
    """
    persons = together(person.pk)
    claims = tuple(
        Claim.objects.filter(person__in=persons)
        .prefetch_related("acts")
        .select_related("person")
        .order_by("recorded_at")
    )
    refs = tuple(PersonFile.objects.filter(pk__in=persons).values_list("ref", flat=True))
    is_whole = (
        told_about(Event.CLAIM_RECORDED, refs) == len(claims)
        and all(is_genuine(claim) for claim in claims)
        and is_reviewed()
        and outside.claims_of(refs) <= {claim.ref for claim in claims}
    )
    return records.PersonFile(tuple(told(claim) for claim in claims), answers_of(person), is_whole)


def is_reviewed() -> bool:
    """Return whether the asylum body has entered anew, after the last restore, what it may have lost."""
    return last_of(Event.NODE_RESTORED) <= last_of(Event.FILES_REVIEWED)


def answers_of(person: PersonFile) -> records.Answers:
    """Return what the person was told and what they answered last."""
    last: dict[str, FileEntry] = {}
    for entry in FileEntry.objects.filter(person=person, kind__in=(TOLD, WISHED, FEARED)).order_by("at", "pk"):
        last[entry.kind] = entry
    return records.Answers(
        right_told_on=last[TOLD].happened_on if TOLD in last else None,
        notice_wished=Answer(last[WISHED].answer) if WISHED in last else Answer.NOT_ASKED,
        fears_return=Answer(last[FEARED].answer) if FEARED in last else Answer.NOT_ASKED,
    )


# --- files of steps ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class StepStanding:
    """One step and where it stands."""

    row: StatusStep
    state: StepState
    since: datetime


def files_for(reader: Officer, *, name: str = "") -> tuple[PersonFile, ...]:
    """Return the files that the reader's authority opened, the newest first; those of one name where one is given.

    Raises:
        NotPermitted: The function takes no steps.
    """
    check_permission(reader, Permission.STEP_TAKE)
    found = PersonFile.objects.filter(authority=reader.reader.authority)
    if name:
        found = found.filter(Q(name_key=name_key(name) or "none") | Q(ref=name.strip().upper()))
    return tuple(found.order_by("-made_at", "ref"))


def file_for(reader: Officer, ref: str) -> PersonFile:
    """Return one file that the reader's authority opened, or any file for a monitor of returns.

    Raises:
        NotPermitted: The function neither takes steps nor monitors them.
        NotFound: There is none, or another authority opened it.
    """
    found = PersonFile.objects.filter(ref=ref)
    if Permission.STEP_MONITOR in reader.permissions:
        found = _monitored(reader).filter(ref=ref)
    else:
        check_permission(reader, Permission.STEP_TAKE)
        found = found.filter(authority=reader.reader.authority)
    person = found.first()
    if person is None:
        raise NotFound(kind="file")
    return person


def monitored_for(reader: Officer) -> tuple[PersonFile, ...]:
    """Return every file in which a step was taken or refused, for a monitor; without names.

    Raises:
        NotPermitted: The function does not monitor.
    """
    return tuple(_monitored(reader).order_by("-made_at", "ref"))


def _monitored(reader: Officer) -> QuerySet[PersonFile]:
    check_permission(reader, Permission.STEP_MONITOR)
    return PersonFile.objects.exclude(authority="")


def steps_of(persons: Iterable[int]) -> tuple[StepStanding, ...]:
    """Return the steps of some persons, each with its state, the oldest first."""
    steps = StatusStep.objects.filter(person__in=tuple(persons)).select_related("person").prefetch_related("entries")
    return tuple(standing_of(step) for step in steps.order_by("at", "ref"))


def standing_of(step: StatusStep) -> StepStanding:
    """Return where a step stands: what its last entry says."""
    state, since = StepState.UNDER_WAY, step.at
    for entry in sorted(step.entries.all(), key=lambda entry: (entry.at, entry.pk)):
        state, since = StepState(entry.kind), entry.at
    return StepStanding(step, state, since)


def step_for(reader: Officer, ref: str) -> StatusStep:
    """Return one step in a file that the reader's authority opened.

    Raises:
        NotPermitted: The function takes no steps.
        NotFound: There is none, or it is another authority's.
    """
    check_permission(reader, Permission.STEP_TAKE)
    found = StatusStep.objects.select_related("person").filter(ref=ref, person__authority=reader.reader.authority)
    step = found.first()
    if step is None:
        raise NotFound(kind="step")
    return step


def entries_of(person: PersonFile) -> tuple[FileEntry, ...]:
    """Return what happened in a file, in order; ties between files are the matter of the asylum body."""
    found = FileEntry.objects.filter(person=person).exclude(kind__in=(SAME, APART)).select_related("step")
    return tuple(found.order_by("at", "pk"))


def name_of(person: PersonFile) -> str:
    """Return the name in a file, unsealed."""
    return unsealed("person", person.ref, person.sealed).get("name", "")


# --- findings ----------------------------------------------------------------------------------------------------


def findings_of(person: PersonFile) -> tuple[Finding, ...]:
    """Return the findings about a file with their answers, in order."""
    found = Finding.objects.filter(person=person).prefetch_related("answers").select_related("person")
    return tuple(found.order_by("at", "ref"))


def finding_for(reader: Officer, ref: str) -> Finding:
    """Return a finding about a file that the reader's authority opened.

    Raises:
        NotPermitted: The function takes no steps.
        NotFound: There is none, or it is about another authority's file.
    """
    check_permission(reader, Permission.STEP_TAKE)
    found = Finding.objects.select_related("person").filter(ref=ref, person__authority=reader.reader.authority).first()
    if found is None:
        raise NotFound(kind="finding")
    return found


def words_of(row: Finding | FindingAnswer) -> str:
    """Return the text of a finding or of an answer, unsealed."""
    return unsealed("finding" if isinstance(row, Finding) else "answer", row.ref, row.sealed)["words"]


def signed_finding(finding: Finding, words: str) -> bytes:
    """Return what the node signs of a finding: its file, its moment, who found it, and its words."""
    moment = finding.at.isoformat(timespec="microseconds")
    return f"corridor finding 1\n{finding.ref}\n{finding.person.ref}\n{moment}\n{finding.authority}\n{words}".encode()


def is_unchanged(finding: Finding) -> bool:
    """Return whether a finding still is what the node signed."""
    try:
        keys.public_key().verify(bytes(finding.signature), signed_finding(finding, words_of(finding)))
    except InvalidSignature:
        return False
    return True
