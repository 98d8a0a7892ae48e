"""Writes of answers to forums: a report leaves as a file, and words are written by one officer, approved by another."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.answers.codes import Form, WordsState
from corridor.core.answers.errors import AnotherPersonNeeded, FileMissing, WordsNotNow, WordsUnfit
from corridor.core.answers.records import Asked
from corridor.core.answers.rules import span_of
from corridor.core.kernel.documents import LANGUAGES
from corridor.core.kernel.text import has_forbidden
from corridor.core.progress.codes import Level
from corridor.core.progress.periods import is_half
from corridor.web.base import identity
from corridor.web.base.ledger.actions import act
from corridor.web.desk.answers import making, queries
from corridor.web.desk.answers.models import AnswerWords
from corridor.web.desk.forums.queries import spaces_for
from corridor.web.desk.progress.marking import mark_of
from corridor.web.desk.progress.queries import subject_of
from corridor.web.desk.reports.screening import findings_in
from corridor.web.desk.series import worked
from corridor.web.desk.series.models import Worked
from corridor.web.desk.statements.shown import shown_in_bulk

LONGEST_WORDS, LONGEST_WHY = 4000, 500


# --- a report as a file -----------------------------------------------------------------------------------------------


def check_may_take(by: Officer) -> None:
    """Refuse who neither writes nor approves reports.

    Raises:
        NotPermitted: The function does neither.
    """
    if Permission.PROGRESS_APPROVE not in by.permissions:
        check_permission(by, Permission.PROGRESS_WRITE)


def ask_files(*, by: Officer, asked: Asked, now: datetime) -> None:
    """Have a report made as PDF and DOCX in the background, as it stands today.

    Raises:
        NotPermitted: The function neither writes nor approves reports.
        AskedUnfit: A field does not fit.
    """
    check_may_take(by)
    made = queries.made_for(by, asked, today=now.date())
    worked.ask(making.KIND, making.document_of(by, made), by=by, now=now)


def take(*, by: Officer, asked: Asked, form: Form, now: datetime) -> bytes:
    """Return a report as a file, of which the ledger knows; only what may leave at its level is in it.

    A file that was made of entries which changed since is not given out.

    Raises:
        NotPermitted: The function neither writes nor approves reports.
        AskedUnfit: A field does not fit.
        FileMissing: PDF or DOCX was not made of the report as it stands now.
    """
    check_may_take(by)
    made = queries.made_for(by, asked, today=now.date())
    content = _content(by, made, form)
    with act(
        Event.PROGRESS_EXPORTED,
        by=by,
        now=now,
        about=asked.template,
        period=span_of(asked),
        form=form.value,
        level=asked.level.value,
        forum=asked.forum,
        digest=making.digest_of(content),
        **shown_in_bulk(by, made.marks),
    ):
        return content


def _content(by: Officer, made: queries.Made, form: Form) -> bytes:
    if form is Form.JSON:
        return making.json_of(made)
    if form is Form.XLSX:
        return making.workbook_of(made)
    found = worked.found(making.KIND, making.document_of(by, made))
    if found is None or found.state != Worked.State.DONE:
        raise FileMissing
    return b64decode(found.answer[form.value])


def compose(*, by: Officer, asked: Asked, form: Form, now: datetime) -> bytes:
    """Return a report as a file at once, without keeping it: how long a report takes is measured with it."""
    made = queries.made_for(by, asked, today=now.date())
    if form in making.APART:
        from corridor.web.desk.briefings import apart

        return b64decode(apart.work(making.document_of(by, made))[form.value])
    return _content(by, made, form)


# --- words ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Writing:
    """What an officer answers in words: to which question of which template, for which half-year, how far it may go."""

    template: str
    question: str
    period: str
    text: str
    language: str
    level: Level = Level.OWN
    forums: tuple[str, ...] = ()


def write_words(*, by: Officer, writing: Writing, now: datetime) -> AnswerWords:
    """Keep a draft of words; an open draft of the same question is replaced.

    Raises:
        NotPermitted: The function does not write reports.
        WordsUnfit: Fields must be corrected; nothing was kept.
        WordsNotNow: The words are with their approver.
    """
    check_permission(by, Permission.PROGRESS_WRITE)
    if found := words_problems(by, writing):
        raise WordsUnfit(fields=", ".join(f"{field} {why}" for field, why in found))
    uid = str(identity.uid())
    with act(
        Event.PROGRESS_WRITTEN, by=by, now=now, about=uid, item=f"{writing.template} {writing.question}",
        period=writing.period,
    ):  # fmt: skip
        rows = AnswerWords.objects.filter(
            authority=by.reader.authority,
            template=writing.template,
            question=writing.question,
            period=writing.period,
        )
        if rows.filter(state=WordsState.SUBMITTED).exists():
            raise WordsNotNow(state=WordsState.SUBMITTED.value)
        rows.filter(state=WordsState.DRAFT).delete()
        return AnswerWords.objects.create(
            uid=uid,
            authority=by.reader.authority,
            subject=subject_of(by),
            template=writing.template,
            question=writing.question,
            period=writing.period,
            language=writing.language,
            text=writing.text.strip(),
            level=writing.level.value,
            forums=list(writing.forums),
            mark=mark_of(Level.OWN, authority=by.reader.authority, forums=(), now=now),
            state=WordsState.DRAFT.value,
            written_by=by.handle,
            written_at=now,
        )


def words_problems(by: Officer, writing: Writing) -> tuple[tuple[str, str], ...]:
    """Return what must be corrected about words before they are kept: each field with a code that says why."""
    found = []
    template = queries.templates().get(writing.template)
    questions = {one.key for section in template.sections for one in section.questions} if template else set()
    if writing.question not in questions:
        found.append(("question", "unknown"))
    if not is_half(writing.period):
        found.append(("period", "malformed"))
    if writing.language not in LANGUAGES:
        found.append(("language", "unknown"))
    text = writing.text.strip()
    if not text:
        found.append(("text", "missing"))
    elif len(text) > LONGEST_WORDS:
        found.append(("text", "too-long"))
    elif has_forbidden(text.replace("\r", "").replace("\n", " ")):
        found.append(("text", "malformed"))
    elif findings_in(text):
        found.append(("text", "personal"))
    known = {space.uid for space in spaces_for(by)}
    if not set(writing.forums) <= known or (writing.level is Level.FORUM and not writing.forums):
        found.append(("reach", "unknown"))
    return tuple(found)


def submit_words(*, by: Officer, uid: str, now: datetime) -> None:
    """Hand words to whoever approves them.

    Raises:
        WordsNotNow: They are no draft.
    """
    check_permission(by, Permission.PROGRESS_WRITE)
    row = queries.own_words(by, uid)
    with act(Event.PROGRESS_SUBMITTED, by=by, now=now, about=uid):
        _check_state(row, WordsState.DRAFT)
        _change(row, state=WordsState.SUBMITTED.value, submitted_by=by.handle, submitted_at=now, why="")


def send_back_words(*, by: Officer, uid: str, why: str, now: datetime) -> None:
    """Give submitted words back to their author with what must be changed.

    Raises:
        WordsUnfit: No reason is told.
        WordsNotNow: They were not submitted.
    """
    check_permission(by, Permission.PROGRESS_APPROVE)
    row = queries.own_words(by, uid)
    if not why.strip() or len(why) > LONGEST_WHY or has_forbidden(why):
        raise WordsUnfit(fields="why missing")
    with act(Event.PROGRESS_RETURNED, by=by, now=now, about=uid):
        _check_state(row, WordsState.SUBMITTED)
        _change(row, state=WordsState.DRAFT.value, why=why.strip())


def approve_words(*, by: Officer, uid: str, now: datetime) -> None:
    """Approve words of a colleague: they stand in reports from now on, as far as their level goes.

    Raises:
        AnotherPersonNeeded: The officer wrote or submitted them.
        WordsNotNow: They were not submitted.
    """
    check_permission(by, Permission.PROGRESS_APPROVE)
    row = queries.own_words(by, uid)
    if by.handle in (row.written_by, row.submitted_by):
        raise AnotherPersonNeeded
    with act(Event.PROGRESS_APPROVED, by=by, now=now, about=uid, period=row.period):
        _check_state(row, WordsState.SUBMITTED)
        before = AnswerWords.objects.filter(
            authority=row.authority, template=row.template, question=row.question, period=row.period
        )
        before.filter(state=WordsState.APPROVED).update(state=WordsState.SUPERSEDED.value, ended_at=now)
        _change(
            row,
            state=WordsState.APPROVED.value,
            mark=mark_of(Level(row.level), authority=row.authority, forums=row.forums, now=now),
            approved_by=by.handle,
            approved_at=now,
        )


def withdraw_words(*, by: Officer, uid: str, now: datetime) -> None:
    """Withdraw approved words: they stand in no report made from now on.

    Raises:
        WordsNotNow: They are not approved.
    """
    check_permission(by, Permission.PROGRESS_APPROVE)
    row = queries.own_words(by, uid)
    with act(Event.PROGRESS_WITHDRAWN, by=by, now=now, about=uid):
        _check_state(row, WordsState.APPROVED)
        _change(row, state=WordsState.WITHDRAWN.value, ended_at=now)


def _check_state(row: AnswerWords, state: WordsState) -> None:
    current = AnswerWords.objects.values_list("state", flat=True).get(pk=row.pk)
    if current != state:
        raise WordsNotNow(state=current)


def _change(row: AnswerWords, **fields: object) -> None:
    AnswerWords.objects.filter(pk=row.pk).update(**fields)
