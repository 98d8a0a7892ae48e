"""Takes interviews from telephones, lets the person withdraw one, and releases counts by two officers after a delay."""

from __future__ import annotations

import base64
import binascii
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings

from corridor import shelf
from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.interviews import rules
from corridor.core.interviews.codes import ONE_OF, SOME_OF, ReleaseState, Repeated
from corridor.core.interviews.errors import InterviewRefused, InterviewsTooFew, ReleaseDecided
from corridor.core.interviews.exchange import interview_from, told_of
from corridor.core.interviews.records import Interview
from corridor.core.interviews.tables import LEAST, tables
from corridor.core.kernel.spoken import spoken
from corridor.web.base import sealing
from corridor.web.base.accounts import queries as people
from corridor.web.base.doors import keyring
from corridor.web.base.ledger.actions import act
from corridor.web.protection.interviews import queries
from corridor.web.protection.interviews.models import HeldInterview, InterviewRelease
from corridor.web.protection.pages.sealed import keyed, sealed

KEPT = timedelta(days=365)
REF_SIGNS = 8
BOUND = b"corridor interview 1\0"


@dataclass(frozen=True)
class Answer:
    """What a telephone is told of one interview: its receipt, or why it is not taken."""

    uid: str
    receipt: str = ""
    refused: str = ""


def receive(*, by: Officer, items: Sequence[Mapping[str, Any]], now: datetime) -> tuple[Answer, ...]:
    """Take interviews that were sealed on a telephone; one that was received before gets the receipt it got then.

    Raises:
        NotPermitted: The function holds no interviews.
    """
    check_permission(by, Permission.INTERVIEW_RECORD)
    before = queries.known([str(item.get("uid", ""))[:32] for item in items])
    answers, taken = [], []
    for item in items:
        uid = str(item.get("uid", ""))[:32]
        try:
            if uid not in before:
                taken.append(_opened(uid, str(item.get("sealed", ""))))
            answers.append(Answer(uid, receipt=receipt_of(uid)))
        except InterviewRefused as refused:
            answers.append(Answer(uid, refused=str(refused.params["fields"])))
    keep(by=by, interviews={one.uid: one for one in taken}, now=now)
    return tuple(answers)


def keep(*, by: Officer, interviews: Mapping[str, Interview], now: datetime) -> None:
    """Keep interviews, each sealed by itself; the ledger tells how many and by whom, not which.

    Raises:
        NotPermitted: The function holds no interviews.
        InterviewRefused: One has no consent or is not whole.
    """
    check_permission(by, Permission.INTERVIEW_RECORD)
    for one in interviews.values():
        check(one)
    if not interviews:
        return
    with act(Event.INTERVIEW_RECEIVED, by=by, now=now, about="interviews", interviews=len(interviews)):
        new = [one for uid, one in sorted(interviews.items()) if uid not in queries.known(list(interviews))]
        HeldInterview.objects.bulk_create(_row(one, by.reader.authority, now) for one in new)


def check(interview: Interview) -> None:
    """Refuse an interview without consent, or one that is not whole.

    Raises:
        InterviewRefused: Fields and faults are named.
    """
    found = rules.problems(
        interview,
        lists=queries.codes(),
        versions={one.version for one in shelf.consent_wordings()},
        countries=queries.countries(),
        looks_personal=bool(shelf.screening().screen(interview.words)),
    )
    rules.check_interview(found)


def receipt_of(uid: str) -> str:
    """Return the receipt of an interview: the same whenever it is sent."""
    return keyed("interview receipt", uid)[:16]


def _opened(uid: str, closed: str) -> Interview:
    """Return the interview that a telephone sealed.

    Raises:
        InterviewRefused: It cannot be opened, is another one than it says, has no consent, or is not whole.
    """
    try:
        content = base64.b64decode(closed, validate=True)
        plain = sealing.open_with(keyring.private_key(), content, bound=BOUND + uid.encode())
        interview = interview_from(json.loads(sealing.unpadded(plain)))
    except (binascii.Error, sealing.SealBroken, ValueError):
        raise InterviewRefused(fields="sealed") from None
    if interview.uid != uid:
        raise InterviewRefused(fields="uid")
    check(interview)
    return interview


def _row(interview: Interview, body: str, now: datetime) -> HeldInterview:
    before = queries.held_under(interview.slip_before) if interview.slip_before else None
    return HeldInterview(
        uid=interview.uid,
        body=body,
        month=rules.month_of(now.date()),
        slip=queries.slip_digest(interview.slip),
        repeats=rules.repeated(body=body, before=before.body if before is not None else None).value,
        sealed=sealed(queries.OF, interview.uid, {"told": json.dumps(told_of(interview), ensure_ascii=False)}),
    )


def asked_before(*, by: Officer, slip: str) -> Repeated:
    """Return whether the slip that somebody shows is of an earlier interview, before the same is asked again.

    Raises:
        NotPermitted: The function holds no interviews.
    """
    check_permission(by, Permission.INTERVIEW_RECORD)
    row = queries.held_under(slip)
    return rules.repeated(body=by.reader.authority, before=row.body if row is not None else None)


def withdraw(*, by: Officer, slip: str, now: datetime) -> bool:
    """Delete what somebody told, who shows the slip and wishes so; return whether there was something to delete.

    What was counted in a release stays counted.

    Raises:
        NotPermitted: The function holds no interviews.
    """
    check_permission(by, Permission.INTERVIEW_RECORD)
    row = queries.held_under(slip)
    if row is None or queries.is_released(row):
        return False
    with act(Event.INTERVIEW_WITHDRAWN, by=by, now=now, about="interviews"):
        HeldInterview.objects.filter(pk=row.pk).update(slip="", sealed=b"", repeats="")
    return True


def propose(*, by: Officer, until: str, now: datetime) -> str:
    """Propose to release the months up to one, and return the reference; nobody sees a figure of it before.

    Raises:
        NotPermitted: The function does not release interviews.
        ReleaseTooEarly: The delay is not over.
        ReleaseDecided: Another proposal waits.
        InterviewsTooFew: There are fewer interviews than a table may tell of.
    """
    ref = f"I-{spoken(os.urandom(REF_SIGNS), REF_SIGNS)}"
    with act(Event.INTERVIEW_RELEASE_PROPOSED, by=by, now=now, about=ref, until=until[:7]):
        check_permission(by, Permission.INTERVIEW_RELEASE)
        standing = queries.standing_for(by, now.date())
        if standing.has_proposal:
            raise ReleaseDecided
        rules.check_months(
            until[:7], since=standing.since or "9999-01", today=now.date(), delay_days=settings.INTERVIEW_DELAY_DAYS
        )
        if len(queries.held_in(standing.since, until)) < LEAST:
            raise InterviewsTooFew(least=LEAST)
        InterviewRelease.objects.create(
            ref=ref,
            since=standing.since,
            until=until,
            state=ReleaseState.PROPOSED.value,
            proposed_by=by.handle,
            proposed_on=now.date(),
            decided_by="",
        )
    return ref


def decide(*, by: Officer, ref: str, approves: bool, now: datetime) -> None:
    """Approve or deny a release that a colleague proposed; on approval its tables are made, once and for all.

    Raises:
        NotPermitted: The function does not release interviews.
        NotFound: There is none of this reference.
        SecondOfficerNeeded: Who decides proposed it.
        ReleaseDecided: It was decided already.
        InterviewsTooFew: So many were withdrawn meanwhile that too few are left.
    """
    state = ReleaseState.APPROVED if approves else ReleaseState.DENIED
    with act(Event.INTERVIEW_RELEASE_DECIDED, by=by, now=now, about=ref, state=state.value):
        check_permission(by, Permission.INTERVIEW_RELEASE)
        row = queries.release_for(by, ref)
        if row.state != ReleaseState.PROPOSED.value:
            raise ReleaseDecided
        rules.check_second(proposed_by=row.proposed_by, decided_by=by.handle)
        made = _tables(row) if approves else {}
        InterviewRelease.objects.filter(pk=row.pk).update(
            state=state.value, decided_by=by.handle, decided_on=now.date(), tables=made
        )


def _tables(row: InterviewRelease) -> dict[str, Any]:
    rows = queries.held_in(row.since, row.until)
    if len(rows) < LEAST:
        raise InterviewsTooFew(least=LEAST)
    lists = {**ONE_OF, **SOME_OF}
    codes = {axis: queries.codes()[name] for axis, name in lists.items()}
    low = len(rows) - len(rows) % LEAST
    return {
        "interviews": [low, low + LEAST - 1],
        "tables": [asdict(table) for table in tables(queries.opened(rows), codes=codes)],
    }


def erase_overdue(*, now: datetime) -> int:
    """Erase interviews that are older than they are kept; return how many."""
    until = rules.month_of(_a_year_before(now.date()))
    rows = HeldInterview.objects.filter(month__lt=until)
    if not rows.exists():
        return 0
    by = people.without_content(f"{people.service_handle()}:administrator")
    with act(Event.RETENTION_ERASED, by=by, now=now, about="interviews"):
        return rows.delete()[0]


def _a_year_before(day: date) -> date:
    return day - KEPT
