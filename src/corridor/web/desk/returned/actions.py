"""Writes of what comes back: ask about a report, answer, thank. The ledger has codes and never the words."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from corridor import shelf
from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.text import clean
from corridor.core.returned.codes import Sentence
from corridor.web.base import identity
from corridor.web.base.ledger.actions import act
from corridor.web.desk.returned import queries
from corridor.web.desk.returned.errors import AnsweredAlready, AskedAlready, OwnReport, ThankedAlready, WordsRefused
from corridor.web.desk.returned.models import Question, Thanks
from corridor.web.desk.statements.models import Load

LONGEST = 500


def ask(*, by: Officer, thing: str, load: str, text: str, now: datetime) -> str:
    """Ask the author of a report that the officer may read; return the reference of the question.

    Raises:
        NotFound: The officer may not read the thing, or the report behind it.
        WordsRefused: The question is empty, too long, or names or reaches somebody.
        AskedAlready: A question of the officer about it waits.
        OwnReport: The officer wrote it.
    """
    check_permission(by, Permission.FEEDBACK_GIVE)
    uid = str(identity.uid())
    with act(Event.QUESTION_ASKED, by=by, now=now, about=thing, question=uid):
        found = _behind(by, thing, load)
        said = checked(text)
        try:
            with transaction.atomic():
                Question.objects.create(
                    uid=uid,
                    load=found.load,
                    thing=thing,
                    to_authority=found.authority,
                    to_author=found.author,
                    asked_by=by.handle,
                    of_authority=by.reader.authority,
                    text=said,
                    asked_at=now,
                )
        except IntegrityError:
            raise AskedAlready from None
    return uid


def answer(*, by: Officer, question: str, text: str, now: datetime) -> None:
    """Answer a question about one's own report.

    Raises:
        NotFound: There is no such question for the officer, or the report can no longer be read.
        WordsRefused: The answer is empty, too long, or names or reaches somebody.
        AnsweredAlready: It was answered meanwhile.
    """
    check_permission(by, Permission.REPORT_FILE)
    found = queries.question_for(by, question)
    with act(Event.QUESTION_ANSWERED, by=by, now=now, about=found.thing, question=found.uid):
        said = checked(text)
        waiting = Question.objects.filter(pk=found.pk, answered_at=None)
        if waiting.update(answer=said, answered_by=by.handle, answered_at=now) != 1:
            raise AnsweredAlready


def thank(*, by: Officer, thing: str, load: str, sentence: Sentence, is_named: bool, now: datetime) -> None:
    """Thank for a report with one sentence; the authority is named to the author where the officer says so.

    Raises:
        NotFound: The officer may not read the thing, or the report behind it.
        OwnReport: The officer wrote it.
        ThankedAlready: Somebody of the authority did.
    """
    check_permission(by, Permission.FEEDBACK_GIVE)
    with act(Event.THANKS_GIVEN, by=by, now=now, about=thing, sentence=sentence.value):
        found = _behind(by, thing, load)
        try:
            with transaction.atomic():
                Thanks.objects.create(
                    load=found.load,
                    of_authority=by.reader.authority,
                    is_named=is_named,
                    sentence=sentence.value,
                    given_by=by.handle,
                    given_at=now,
                )
        except IntegrityError:
            raise ThankedAlready from None


def _behind(by: Officer, thing: str, load: str) -> queries.Behind:
    _, reports = queries.behind(by, thing)
    found = next((one for one in reports if one.load == load), None)
    if found is None:
        raise NotFound(kind="report")
    if found.is_own:
        raise OwnReport
    return found


def checked(text: str) -> str:
    """Return words that may be kept and shown to another officer.

    Raises:
        WordsRefused: They are empty, too long, or name or reach somebody.
    """
    said = clean(text)
    if not said:
        raise WordsRefused(reason="missing")
    if len(said) > LONGEST:
        raise WordsRefused(reason="too-long")
    if shelf.screening().screen(said):
        raise WordsRefused(reason="names-somebody")
    return said


def erase_over() -> int:
    """Erase questions and thanks about reports that were erased; return how many."""
    gone = 0
    for table in (Question, Thanks):
        loads = set(table.objects.values_list("load", flat=True).distinct())
        held = set(Load.objects.filter(uid__in=loads).exclude(state=Load.State.ERASED).values_list("uid", flat=True))
        gone += table.objects.filter(load__in=loads - held).delete()[0]
    return gone
