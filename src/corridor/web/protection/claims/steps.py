"""Takes steps of status and return for a person, where the rules leave them open; and keeps what was tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.claims import rules
from corridor.core.claims.codes import Answer, ClaimKind, Closed, StepKind, StepState
from corridor.core.claims.errors import ActNotOpen, ClaimInFuture, StepClosed
from corridor.core.kernel.errors import NotFound
from corridor.web.base.ledger.actions import Act, act
from corridor.web.protection.claims import actions, queries
from corridor.web.protection.claims.models import FileEntry, PersonFile, StatusStep
from corridor.web.protection.pages.sealed import name_key, sealed

FROM = {
    StepState.DONE: frozenset({StepState.UNDER_WAY}),
    StepState.ABANDONED: frozenset({StepState.UNDER_WAY, StepState.HALTED}),
    StepState.UNDER_WAY: frozenset({StepState.HALTED}),
}
"""From which states a step comes into another."""


@dataclass(frozen=True)
class Asked:
    """What a person was told and asked in a language they understand, and what they answered."""

    on: date
    language: str
    right_told: bool
    notice_wished: Answer
    fears_return: Answer
    words: str = ""


def open_file(*, by: Officer, name: str, receipt: str, now: datetime) -> str:
    """Open a file for a person and return its reference; a receipt that the person shows ties it to their claim.

    Raises:
        NotPermitted: The function takes no steps.
        NotFound: There is no receipt of this number.
    """
    ref = actions.new_ref("P")
    with act(Event.FILE_OPENED, by=by, now=now, about=ref):
        check_permission(by, Permission.STEP_TAKE)
        actions.hold()
        person = PersonFile.objects.create(
            ref=ref,
            made_at=now,
            authority=by.reader.authority,
            name_key=name_key(name),
            sealed=sealed("person", ref, {"name": name}),
        )
        if receipt:
            shown = PersonFile.objects.filter(claims__ref=receipt.strip().upper()).first()
            if shown is None:
                raise NotFound(kind="receipt")
            _entry(by, now, person, kind=queries.SAME, other=shown)
    return ref


def ask_person(*, by: Officer, ref: str, asked: Asked, now: datetime) -> actions.Recorded | None:
    """Keep what a person was told and answered; a fear of return becomes a claim with the same act.

    Raises:
        NotPermitted: The function takes no steps.
        NotFound: There is no such file, or another authority opened it.
        ClaimInFuture: The day has not come.
    """
    with act(Event.PERSON_ASKED, by=by, now=now, about=ref) as doing:
        person = _own_file(by, ref)
        if asked.on > now.date():
            raise ClaimInFuture
        if asked.right_told:
            _entry(by, now, person, kind=queries.TOLD, asked=asked)
        if asked.notice_wished is not Answer.NOT_ASKED:
            _entry(by, now, person, kind=queries.WISHED, answer=asked.notice_wished.value, asked=asked)
        if asked.fears_return is Answer.NOT_ASKED:
            return None
        _entry(by, now, person, kind=queries.FEARED, answer=asked.fears_return.value, asked=asked)
        return _claim_of_fear(doing, person, asked) if asked.fears_return is Answer.YES else None


def _claim_of_fear(doing: Act, person: PersonFile, asked: Asked) -> actions.Recorded:
    wish = actions.Wish(
        kind=ClaimKind.FEARS_RETURN,
        said_on=asked.on,
        reference=person.ref,
        name=queries.name_of(person),
        words=asked.words,
        language=asked.language,
    )
    return actions.lay_claim(doing, wish)


def take_step(*, by: Officer, ref: str, kind: StepKind, now: datetime) -> str:
    """Take a step for a person, where it is open; return its reference. What was tried and closed is kept in the file.

    Raises:
        NotPermitted: The function takes no steps.
        NotFound: There is no such file, or another authority opened it.
        StepClosed: The step is closed.
    """
    check_permission(by, Permission.STEP_TAKE)
    person = queries.file_for(by, ref)
    if closed := rules.refusals(kind, queries.file_of(person), on=now.date()):
        _keep_refusal(by, person, kind, closed, now)
        raise StepClosed(step=kind.value, closed=", ".join(sorted(closed)))
    step_ref = actions.new_ref("S")
    with act(Event.STEP_TAKEN, by=by, now=now, about=ref, step=step_ref, kind=kind.value):
        # What came while this waited for its turn counts too.
        actions.hold()
        rules.check_step(kind, queries.file_of(person), on=now.date())
        StatusStep.objects.create(
            ref=step_ref, person=person, kind=kind.value, at=now, by=by.handle, authority=by.reader.authority
        )
    return step_ref


def _keep_refusal(by: Officer, person: PersonFile, kind: StepKind, closed: frozenset[Closed], now: datetime) -> None:
    told = ", ".join(sorted(closed))
    with act(Event.STEP_CLOSED, by=by, now=now, about=person.ref, kind=kind.value, closed=told):
        _entry(by, now, person, kind=queries.REFUSED, answer=f"{kind.value}: {told}")


def move_step(*, by: Officer, ref: str, to: StepState, now: datetime) -> str:
    """Carry a step out, abandon it, or take a halted one up again; return the reference of its file.

    To abandon is always open. What goes on needs that the step is open for the person at this moment.

    Raises:
        NotPermitted: The function takes no steps.
        NotFound: There is no such step, or it is another authority's.
        ActNotOpen: The step does not stand where this can follow.
        StepClosed: The step is closed.
    """
    with act(Event.STEP_ENDED, by=by, now=now, about=ref, to=to.value):
        actions.hold()
        step = queries.step_for(by, ref)
        if queries.standing_of(step).state not in FROM.get(to, frozenset()):
            raise ActNotOpen(act=to.value)
        if to is not StepState.ABANDONED:
            found = rules.refusals(StepKind(step.kind), queries.file_of(step.person), on=now.date())
            if found:
                raise StepClosed(step=step.kind, closed=", ".join(sorted(found)))
        _entry(by, now, step.person, kind=to.value, step=step)
    return step.person.ref


def _own_file(by: Officer, ref: str) -> PersonFile:
    check_permission(by, Permission.STEP_TAKE)
    return queries.file_for(by, ref)


def _entry(
    by: Officer,
    now: datetime,
    person: PersonFile,
    *,
    kind: str,
    answer: str = "",
    step: StatusStep | None = None,
    other: PersonFile | None = None,
    asked: Asked | None = None,
) -> None:
    FileEntry.objects.create(
        person=person,
        step=step,
        other=other,
        kind=kind,
        answer=answer,
        language=asked.language if asked is not None else "",
        happened_on=asked.on if asked is not None else now.date(),
        at=now,
        by=by.handle,
        authority=by.reader.authority,
    )
