"""The decisions about claims: is it still open, is a step closed by it, and who may end it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final

from corridor.core.claims.codes import ActKind, Answer, Closed, Standing, StepKind
from corridor.core.claims.errors import (
    ActNotOpen,
    ClaimBackdated,
    ClaimInFuture,
    EraserNeeded,
    EraserReturns,
    RemedyTooShort,
    SecondPersonNeeded,
    StepClosed,
)
from corridor.core.claims.records import Claim, ClaimAct, PersonFile

ACKNOWLEDGE_WITHIN: Final = timedelta(hours=24)
"""Until when the asylum body says that it has a claim."""

REMEDY_DAYS: Final = 7
"""A refusal becomes final this many days after it at the earliest; the law of the place may give more."""

ERASING: Final = frozenset({ActKind.ERASURE_ASKED, ActKind.PARTICULARS_ERASED})
"""The acts about what was written beside a claim; where the claim stands does not depend on them."""


def standing(claim: Claim, *, on: date) -> Standing:
    """Return where a claim stands on a day: open, unless the last word of the asylum body is another.

    Source: SOM art. 19
    """
    found, final_on, heard_by = Standing.OPEN, None, ""
    for act in claim.acts:
        if act.kind is ActKind.GRANTED:
            return Standing.GRANTED
        if act.kind is ActKind.REFUSED:
            final_on = act.final_on
        elif act.kind is ActKind.REMEDY_LODGED:
            final_on, heard_by, found = None, "", Standing.OPEN
        elif act.kind is ActKind.WITHDRAWAL_HEARD and act.counselled_on is not None:
            heard_by = act.by
        elif act.kind is ActKind.WITHDRAWAL_CONFIRMED and heard_by and act.by != heard_by:
            found = Standing.ENDED
    return Standing.ENDED if final_on is not None and final_on <= on else found


def refusals(step: StepKind, file: PersonFile, *, on: date) -> frozenset[Closed]:
    """Return every reason why a step is closed for a person; empty when it is open. Unknown means closed.

    Source: SOM art. 19; SOM art. 16(5)
    """
    found = set()
    if not file.is_whole:
        found.add(Closed.FILE_NOT_WHOLE)
    if any(standing(claim, on=on) is not Standing.ENDED for claim in file.claims):
        found.add(Closed.PROTECTION_OPEN)
    if file.answers.fears_return is Answer.NOT_ASKED:
        found.add(Closed.FEAR_NOT_ASKED)
    if step is StepKind.CONSULAR_NOTICE:
        found |= _notice_refusals(file)
    return frozenset(found)


def _notice_refusals(file: PersonFile) -> set[Closed]:
    """Return why the consulate is not told: the right was not explained first, or the person does not wish it."""
    found = set()
    if file.answers.right_told_on is None:
        found.add(Closed.RIGHT_NOT_TOLD)
    if file.answers.notice_wished is Answer.NOT_ASKED:
        found.add(Closed.WISH_NOT_ASKED)
    if file.answers.notice_wished is Answer.NO:
        found.add(Closed.NOT_WISHED)
    return found


def check_step(step: StepKind, file: PersonFile, *, on: date) -> None:
    """Refuse a step that is closed.

    Raises:
        StepClosed: It is.
    """
    if found := refusals(step, file, on=on):
        raise StepClosed(step=step.value, closed=", ".join(sorted(found)))


def check_recording(*, said_on: date, now: datetime, last: datetime | None) -> None:
    """Refuse a claim that was said in the future, or a clock that went back behind the last one written down.

    Raises:
        ClaimInFuture: The day when it was said has not come.
        ClaimBackdated: The clock is behind the last claim.
    """
    if said_on > now.date():
        raise ClaimInFuture
    if last is not None and now < last:
        raise ClaimBackdated


def check_act(claim: Claim, act: ClaimAct) -> None:
    """Refuse an act that does not fit where a claim stands.

    Raises:
        ActNotOpen: The claim is not open for it, or counsel is missing or in the future; or it is one of `ERASING`.
        RemedyTooShort: A refusal would be final before the person could seek a remedy.
        SecondPersonNeeded: Who heard a withdrawal would confirm it, or nobody heard it.
    """
    if act.kind in ERASING:
        raise ActNotOpen(act=act.kind.value)
    today = act.at.date()
    now = standing(claim, on=today)
    acknowledged = is_acknowledged(claim)
    if now is Standing.GRANTED or (now is Standing.ENDED and act.kind is not ActKind.REMEDY_LODGED):
        raise ActNotOpen(act=act.kind.value)
    if (act.kind is ActKind.ACKNOWLEDGED) is acknowledged:
        raise ActNotOpen(act=act.kind.value)
    if act.kind is ActKind.REFUSED and (act.final_on is None or act.final_on < today + timedelta(days=REMEDY_DAYS)):
        raise RemedyTooShort(days=REMEDY_DAYS)
    if act.kind is ActKind.WITHDRAWAL_HEARD and (act.counselled_on is None or act.counselled_on > today):
        raise ActNotOpen(act=act.kind.value)
    if act.kind is ActKind.WITHDRAWAL_CONFIRMED and heard_by(claim) in ("", act.by):
        raise SecondPersonNeeded


def heard_by(claim: Claim) -> str:
    """Return who heard that the person takes the claim back, where that waits for a second person; else nothing."""
    found = ""
    for act in claim.acts:
        if act.kind is ActKind.WITHDRAWAL_HEARD:
            found = act.by
        elif act.kind in (ActKind.REMEDY_LODGED, ActKind.WITHDRAWAL_CONFIRMED):
            found = ""
    return found


def check_erasing(claim: Claim, act: ClaimAct, *, returning: Collection[str]) -> None:
    """Refuse an act of erasing that does not fit: it takes two officers of the asylum body, wherever the claim stands.

    Args:
        returning: Who took a step for the person or spoke with them about one.
    Raises:
        ActNotOpen: The asylum body has not acknowledged the claim, or it was asked or erased before.
        EraserReturns: The officer worked on the return of the person.
        EraserNeeded: Nobody noted that the person asks, or the same officer did.
    """
    if act.kind not in ERASING or not is_acknowledged(claim) or is_erased(claim):
        raise ActNotOpen(act=act.kind.value)
    if act.by in returning:
        raise EraserReturns
    asked = erasure_asked_by(claim)
    if act.kind is ActKind.ERASURE_ASKED and asked:
        raise ActNotOpen(act=act.kind.value)
    if act.kind is ActKind.PARTICULARS_ERASED and asked in ("", act.by):
        raise EraserNeeded


def erasure_asked_by(claim: Claim) -> str:
    """Return who noted that the person asks for the erasure of the particulars; nothing where nobody did."""
    return next((act.by for act in claim.acts if act.kind is ActKind.ERASURE_ASKED), "")


def is_erased(claim: Claim) -> bool:
    """Return whether the particulars of a claim were erased on request."""
    return any(act.kind is ActKind.PARTICULARS_ERASED for act in claim.acts)


def is_acknowledged(claim: Claim) -> bool:
    """Return whether the asylum body said that it has the claim."""
    return any(act.kind is ActKind.ACKNOWLEDGED for act in claim.acts)


def is_overdue(claim: Claim, *, now: datetime) -> bool:
    """Return whether the asylum body has let the time for its acknowledgement pass."""
    return not is_acknowledged(claim) and now - claim.recorded_at > ACKNOWLEDGE_WITHIN
