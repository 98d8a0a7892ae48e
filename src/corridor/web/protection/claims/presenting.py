"""Lays the pages of claims, files and findings out in the reader's language."""

from __future__ import annotations

import base64
from datetime import date, datetime, timedelta

from cryptography.hazmat.primitives import serialization
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language, gettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.claims import rules
from corridor.core.claims.codes import Answer, Closed, Standing, StepKind, StepState
from corridor.core.claims.exchange import Receipt
from corridor.core.claims.records import Claim as KnownClaim
from corridor.web.base import keys
from corridor.web.base.ledger.checking import fingerprint_of
from corridor.web.design import shown
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.protection.claims import offering, queries
from corridor.web.protection.claims.actions import Recorded
from corridor.web.protection.claims.forms import WishTyped
from corridor.web.protection.claims.models import Claim, FileEntry, Finding, PersonFile
from corridor.web.protection.claims.steps import FROM
from corridor.web.protection.claims.wording import (
    ACTS,
    ANSWERS,
    KINDS,
    MOVES,
    PARTICULARS,
    REASONS,
    STANDINGS,
    STATES,
    STEPS,
)
from corridor.web.protection.pages.claims import (
    ClaimNewPage,
    ClaimPage,
    ClaimRow,
    ClaimsPage,
    Fact,
    FilePage,
    FileRow,
    FilesPage,
    FindingRow,
    FollowPage,
    Happened,
    ReceiptPage,
    ReceiptWords,
    State,
    StepOffer,
    StepRow,
)

Problems = tuple[FormProblem, ...]


def _day(of: date) -> str:
    return shown.day(of.isoformat(), get_language() or "en")


def _moment(of: datetime) -> str:
    return shown.moment(of, get_language() or "en")


# --- claims ------------------------------------------------------------------------------------------------------


def new_page(typed: WishTyped, today: date, problems: Problems = ()) -> ClaimNewPage:
    """Return the form by which a claim is written down."""
    return ClaimNewPage(
        action=reverse("protection:claim-new"),
        kinds=tuple(
            Choice(kind.value, gettext(name), typed.kind == kind.value, gettext(note))
            for kind, (name, note) in KINDS.items()
        ),
        bodies=tuple(Choice(code, name, typed.body == code) for code, name in queries.bodies()),
        said_on=typed.said_on or today.isoformat(),
        today=today.isoformat(),
        reference=typed.reference,
        name=typed.name,
        place=typed.place,
        words=typed.words,
        language=typed.language,
        problems=problems,
    )


def receipt_page(made: Recorded, back_url: str) -> ReceiptPage:
    """Return the receipt that is printed for the person."""
    return ReceiptPage(
        facts=_receipt_facts(made.receipt),
        words=tuple(_receipt_words(made.receipt, language) for language, _ in settings.LANGUAGES),
        code=made.code,
        follow_url=reverse("protection:claim-follow"),
        signature=base64.b64encode(made.signature).decode(),
        key=fingerprint_of(keys.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)),
        has_body=bool(made.receipt.body),
        back_url=back_url,
    )


def _receipt_words(receipt: Receipt, language: str) -> ReceiptWords:
    with translation.override(language):
        follow = gettext(
            "With this code the person sees where the claim stands, at the address of this node followed by "
            "%(address)s, without an account. It is shown this once."
        )
        return ReceiptWords(
            language=language,
            is_bidi=translation.get_language_bidi(),
            title=gettext("Receipt for the person"),
            sentence=gettext(
                "Whoever is shown this must not send the person away or tell the consulate: "
                "a wish for protection was written down."
            ),
            kind=gettext(KINDS[receipt.kind][0]),
            follow=follow % {"address": reverse("protection:claim-follow")},
        )


def _receipt_facts(receipt: Receipt) -> tuple[Fact, ...]:
    bodies = dict(queries.bodies())
    return (
        Fact(gettext("Number"), receipt.ref, code=True),
        Fact(gettext("What was said"), gettext(KINDS[receipt.kind][0])),
        Fact(gettext("Said on"), _day(receipt.said_on)),
        Fact(gettext("Written down"), _moment(receipt.recorded_at)),
        Fact(gettext("Asylum body"), bodies.get(receipt.body, receipt.body) or gettext("none is known yet")),
        Fact(gettext("Reference of the person"), receipt.person, code=True),
    )


def claims_page(reader: Officer, now: datetime) -> ClaimsPage:
    """Return the inbox of an asylum body: overdue and open claims first."""
    known = [(row, queries.told(row)) for row in queries.claims_for(reader)]
    ordered = sorted(known, key=lambda pair: (_rank(pair[1], now), pair[1].recorded_at, pair[1].ref))
    rows = tuple(_claim_row(row, claim, now) for row, claim in ordered)
    return ClaimsPage(
        rows=rows,
        waiting=sum(not rules.is_acknowledged(claim) for _, claim in known),
        overdue=sum(row.overdue for row in rows),
        new_url=reverse("protection:claim-new"),
        review_url="" if queries.is_reviewed() else reverse("protection:claims-review"),
    )


def _rank(claim: KnownClaim, now: datetime) -> int:
    if not rules.is_acknowledged(claim):
        return 0
    return 1 if rules.standing(claim, on=now.date()) is Standing.OPEN else 2


def _claim_row(row: Claim, claim: KnownClaim, now: datetime) -> ClaimRow:
    return ClaimRow(
        ref=row.ref,
        url=reverse("protection:claim", args=(row.ref,)),
        kind=gettext(KINDS[claim.kind][0]),
        recorded=_moment(row.recorded_at),
        said_on=_day(row.said_on),
        authority=row.authority,
        state=_claim_state(claim, now),
        overdue=rules.is_overdue(claim, now=now),
    )


def _claim_state(claim: KnownClaim, now: datetime) -> State:
    if not rules.is_acknowledged(claim):
        late = rules.is_overdue(claim, now=now)
        return State(gettext("overdue") if late else gettext("new"), "stopped" if late else "attention")
    label, tone = STANDINGS[rules.standing(claim, on=now.date())]
    return State(gettext(label), tone)


def claim_page(officer: Officer, row: Claim, now: datetime, problems: Problems = ()) -> ClaimPage:
    """Return one claim as an officer of the asylum body works on it."""
    claim, found = queries.told(row), queries.said_in(row)
    said = found.words
    words = (
        (gettext("Name as said"), said.get("name", "")),
        (gettext("Where the person is"), said.get("place", "")),
        (gettext("Language"), said.get("language", "")),
        (gettext("Reference that was shown"), said.get("reference", "")),
    )
    return ClaimPage(
        ref=row.ref,
        back_url=reverse("protection:claims"),
        state=_claim_state(claim, now),
        genuine=queries.is_genuine(row),
        facts=(
            *_receipt_facts(queries.receipt_of(row)),
            Fact(gettext("Written down by"), row.authority, code=True),
            *(Fact(label, value) for label, value in words if value),
        ),
        words=said.get("words", ""),
        particulars=gettext(PARTICULARS[found.standing]) if found.standing in PARTICULARS else "",
        erasing=offering.erasing(officer, row, claim, found.standing),
        happened=tuple(_claim_happened(claim)),
        moves=tuple(offering.moves(officer, claim, now)),
        moves_url=reverse("protection:claim-decide", args=(row.ref,)),
        ties_url=reverse("protection:claim-tie", args=(row.ref,)),
        earliest=(now.date() + timedelta(days=rules.REMEDY_DAYS)).isoformat(),
        today=now.date().isoformat(),
        problems=problems,
    )


def _claim_happened(claim: KnownClaim) -> list[Happened]:
    told = []
    for act in claim.acts:
        what = gettext(ACTS[act.kind][2])
        if act.final_on is not None:
            what = gettext("%(what)s, final on %(day)s") % {"what": what, "day": _day(act.final_on)}
        told.append(Happened(_moment(act.at), what, act.by))
    return told


def follow_page(row: Claim | None, *, asked: bool, now: datetime) -> FollowPage:
    """Return where a claim stands, for who has the code; nothing that would tell who the person is."""
    action = reverse("protection:claim-follow")
    if row is None:
        return FollowPage(action, asked=asked)
    claim = queries.told(row)
    label, _ = STANDINGS[rules.standing(claim, on=now.date())]
    state = (
        gettext(label) if rules.is_acknowledged(claim) else gettext("the asylum body has it and has not answered yet")
    )
    happened = tuple(Happened(_day(act.at.date()), gettext(ACTS[act.kind][2])) for act in claim.acts)
    facts = (
        Fact(gettext("Written down"), _day(row.recorded_at.date())),
        Fact(gettext("Asylum body"), dict(queries.bodies()).get(row.body, row.body) or gettext("none is known yet")),
        Fact(gettext("Where it stands"), state),
    )
    return FollowPage(action, asked=asked, found=True, facts=facts, happened=happened)


# --- files -------------------------------------------------------------------------------------------------------


def files_page(reader: Officer, words: str, *, name: str = "", receipt: str = "", problems: Problems = ()) -> FilesPage:
    """Return the files of a status officer's authority, or every file for a monitor."""
    monitors = Permission.STEP_MONITOR in reader.permissions
    files = queries.monitored_for(reader) if monitors else queries.files_for(reader, name=words)
    if monitors and words:
        files = tuple(file for file in files if file.ref == words.strip().upper())
    rows = tuple(_file_row(file, monitors=monitors) for file in files)
    return FilesPage(
        rows=rows,
        words=words,
        monitors=monitors,
        halted=sum(row.halted for row in rows),
        open_url="" if monitors else reverse("protection:files"),
        name=name,
        receipt=receipt,
        problems=problems,
    )


def _file_row(file: PersonFile, *, monitors: bool) -> FileRow:
    steps = queries.steps_of([file.pk])
    return FileRow(
        ref=file.ref,
        url=reverse("protection:monitored" if monitors else "protection:file", args=(file.ref,)),
        name="" if monitors else queries.name_of(file),
        opened=_day(file.made_at.date()),
        steps=len(steps),
        halted=sum(step.state is StepState.HALTED for step in steps),
        findings=len(queries.findings_of(file)),
    )


def file_page(reader: Officer, file: PersonFile, now: datetime, problems: Problems = ()) -> FilePage:
    """Return one file: what was told, which steps are open and why others are not, what happened, what was found."""
    monitors = Permission.STEP_MONITOR in reader.permissions
    known, answers = queries.file_of(file), queries.answers_of(file)
    closed = {kind: rules.refusals(kind, known, on=now.date()) for kind in StepKind}
    return FilePage(
        ref=file.ref,
        back_url=reverse("protection:monitoring" if monitors else "protection:files"),
        name="" if monitors else queries.name_of(file),
        monitors=monitors,
        protection_open=any(Closed.PROTECTION_OPEN in reasons for reasons in closed.values()),
        told=(
            Fact(
                gettext("Right to speak with the consulate explained"),
                _day(answers.right_told_on) if answers.right_told_on else gettext("not yet"),
            ),
            Fact(gettext("Wishes that the consulate is told"), gettext(ANSWERS[answers.notice_wished])),
            Fact(gettext("Asked whether they fear return"), _asked(answers.fears_return)),
        ),
        steps=tuple(_step_row(step, monitors=monitors) for step in queries.steps_of([file.pk])),
        offers=tuple(
            StepOffer(kind.value, gettext(STEPS[kind]), tuple(gettext(REASONS[one]) for one in sorted(reasons)))
            for kind, reasons in closed.items()
        ),
        happened=tuple(_entry_happened(entry) for entry in queries.entries_of(file)),
        findings=tuple(_finding_row(found, monitors=monitors) for found in queries.findings_of(file)),
        right_untold=answers.right_told_on is None,
        steps_url="" if monitors else reverse("protection:file-step", args=(file.ref,)),
        ask_url="" if monitors else reverse("protection:file-ask", args=(file.ref,)),
        finding_url=reverse("protection:finding-new", args=(file.ref,)) if monitors else "",
        today=now.date().isoformat(),
        wished=_answers(Answer.NOT_ASKED),
        fears=_answers(Answer.NOT_ASKED),
        problems=problems,
    )


def _asked(answer: Answer) -> str:
    """Return whether somebody was asked, never what they answered: a yes is a claim, and that is another's matter."""
    return gettext("not yet") if answer is Answer.NOT_ASKED else gettext("yes")


def _answers(chosen: Answer) -> tuple[Choice, ...]:
    return tuple(Choice(answer.value, gettext(ANSWERS[answer]), answer is chosen) for answer in Answer)


def _step_row(found: queries.StepStanding, *, monitors: bool) -> StepRow:
    label, tone = STATES[found.state]
    moves = tuple(Choice(to.value, gettext(MOVES[to])) for to, before in FROM.items() if found.state in before)
    return StepRow(
        ref=found.row.ref,
        kind=gettext(STEPS[StepKind(found.row.kind)]),
        since=_moment(found.since),
        state=State(gettext(label), tone),
        move_url="" if monitors or not moves else reverse("protection:step-move", args=(found.row.ref,)),
        moves=moves,
    )


def _entry_happened(entry: FileEntry) -> Happened:
    if entry.kind == queries.REFUSED:
        kind, _, told = entry.answer.partition(": ")
        reasons = " ".join(gettext(REASONS[Closed(one)]) for one in told.split(", "))
        what = gettext("Tried and closed: %(step)s. %(reasons)s") % {
            "step": gettext(STEPS[StepKind(kind)]),
            "reasons": reasons,
        }
    elif entry.step is not None:
        label = gettext(STATES[StepState(entry.kind)][0])
        what = f"{gettext(STEPS[StepKind(entry.step.kind)])}: {label}"
    elif entry.kind == queries.TOLD:
        what = gettext("Right to speak with the consulate explained, in %(language)s") % {"language": entry.language}
    elif entry.kind == queries.WISHED:
        what = f"{gettext('Wishes that the consulate is told')}: {gettext(ANSWERS[Answer(entry.answer)])}"
    else:
        what = gettext("Asked whether they fear return, in %(language)s") % {"language": entry.language}
    return Happened(_moment(entry.at), what, entry.by)


def _finding_row(found: Finding, *, monitors: bool) -> FindingRow:
    answers = sorted(found.answers.all(), key=lambda answer: (answer.at, answer.ref))
    return FindingRow(
        ref=found.ref,
        at=_moment(found.at),
        by=found.authority,
        words=queries.words_of(found),
        unchanged=queries.is_unchanged(found),
        answers=tuple(Happened(_moment(one.at), queries.words_of(one), one.authority) for one in answers),
        answer_url="" if monitors else reverse("protection:finding-answer", args=(found.ref,)),
    )
