"""Writes of shifts: have the families scanned, and say what became of a proposal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from corridor import shelf
from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.text import clean
from corridor.core.series.records import Scope
from corridor.core.shifts.errors import ShiftGone
from corridor.core.shifts.rules.verdicts import check_verdict
from corridor.web.base import identity
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.desk.series import queries as series
from corridor.web.desk.series import worked
from corridor.web.desk.series.models import Worked
from corridor.web.desk.shifts import queries
from corridor.web.desk.shifts.errors import WordsRefused
from corridor.web.desk.shifts.models import ShiftCount, ShiftJudgement

LONGEST = 500


@dataclass(frozen=True)
class Judged:
    """What an officer says of one proposed shift, as it was typed."""

    fall: str = ""
    rise: str = ""
    since: str = ""
    verdict: str = ""
    explained_by: str = ""
    words: str = ""


def ask(*, by: Officer, question: queries.Question, now: datetime) -> Worked | None:
    """Have what a reader sees scanned in the background; None where there is nothing to scan."""
    looked = queries.looked_for(by, question, today=now.date())
    if not looked.inputs["families"]:
        return None
    return worked.ask(queries.KIND, looked.inputs, by=by, now=now)


def keep_count(*, by: Officer, looked: queries.Looked, now: datetime) -> None:
    """Keep for the first page how many shifts were found of what a reader sees; a print keeps nothing."""
    if looked.count is None or looked.question != queries.Question() or by.reader.is_printing:
        return
    _keep(by, looked.count, now)


def keep_none(*, by: Officer, now: datetime) -> None:
    """Keep for the first page that nothing can be found today of what a reader sees."""
    _keep(by, 0, now)


def _keep(by: Officer, count: int, now: datetime) -> None:
    told = {"stamp": queries.stamp_of(now.date()), "count": count}
    if not ShiftCount.objects.filter(reader_class=by.reader_class, **told).exists():
        with turn.write():
            ShiftCount.objects.update_or_create(reader_class=by.reader_class, defaults=told)


def judge(*, by: Officer, question: queries.Question, said: Judged, now: datetime) -> str:
    """Say what became of a proposed shift; a later word of the same authority takes the place of an earlier one.

    Raises:
        VerdictUnclear: The verdict is none of the list, or lacks its explanation.
        WordsRefused: What is written beside it is too long, or names somebody.
        ShiftGone: The scan of what the officer sees does not propose it.
    """
    check_permission(by, Permission.JUDGEMENT_MAKE)
    uid = identity.uid()
    with act(Event.ROUTE_SHIFT_JUDGED, by=by, now=now, about=uid, verdict=_known(said.verdict)):
        verdict, explained_by = check_verdict(said.verdict, said.explained_by)
        words = checked(said.words)
        fall, rise, since, until = _proposed(by, question, said, now)
        earlier = queries.judged(queries.judgements_for(by), fall.key, rise.key, since, until)
        ShiftJudgement.objects.filter(pk__in=[row.pk for row in earlier], ended_at=None).update(ended_at=now)
        ShiftJudgement.objects.create(
            uid=uid,
            fall=fall.key,
            rise=rise.key,
            since=since,
            until=until,
            verdict=verdict.value,
            explained_by=explained_by.value if explained_by else "",
            words=words,
            marks=sorted(series.marks_of(by, [fall, rise])),
            of_authority=by.reader.authority,
            judged_by=by.handle,
            judged_at=now,
        )
    return uid


def erase_over(now: datetime) -> int:
    """Erase the judgements that may not be kept any longer; return how many."""
    gone = queries.expired(ShiftJudgement.objects.all(), now)
    if gone:
        with turn.write():
            ShiftJudgement.objects.filter(pk__in=gone).delete()
    return len(gone)


def _proposed(by: Officer, question: queries.Question, said: Judged, now: datetime) -> tuple[Scope, Scope, str, str]:
    """Return the two series and the months of a shift, as the scan of what the officer sees proposes it."""
    looked = queries.looked_for(by, question, today=now.date())
    for told, answer in ((one, looked.answers.get(one.scope.key)) for one in looked.families):
        scopes = {getattr(one.scope, question.along.value): one.scope for one in told.series}
        for shift in answer["shifts"] if answer else ():
            fall, rise = (scopes[shift[side]["route"]] for side in ("fall", "rise"))
            if (fall.key, rise.key, shift["since"]) == (said.fall, said.rise, said.since):
                return fall, rise, shift["since"], shift["until"]
    raise ShiftGone


def checked(text: str) -> str:
    """Return words that may be kept beside a judgement.

    Raises:
        WordsRefused: They are too long, or name or reach somebody.
    """
    said = clean(text)
    if len(said) > LONGEST:
        raise WordsRefused(reason="too-long")
    if said and shelf.screening().screen(said):
        raise WordsRefused(reason="names-somebody")
    return said


def _known(verdict: str) -> str:
    return verdict if verdict in ("plausible", "explained", "not") else ""
