"""The decisions of rights: until when a request is answered, how it may be decided, and what concerns an authority."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from corridor.core.handling.codes import Audience
from corridor.core.handling.records import Marking
from corridor.core.rights.codes import GROUNDS, Ground, Heard, Outcome
from corridor.core.rights.errors import GroundUnfit, RequestMalformed

ANSWERED_WITHIN = timedelta(days=30)
"""So long an authority has to answer; a rule of this project, which each authority replaces by its law."""

EXTENDED_BY = timedelta(days=60)
"""So much longer it has, once, if it says why."""

EARLIEST = date(2000, 1, 1)
REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,63}", re.ASCII)


def due_on(received_on: date) -> date:
    """Return the day on which a request must be answered at the latest."""
    return received_on + ANSWERED_WITHIN


def extended(due: date) -> date:
    """Return the later day of a request that was extended."""
    return due + EXTENDED_BY


def check_request(*, file_mark: str, received_on: date, today: date) -> None:
    """Refuse a request that no clock could run for, or whose file mark could hold words about somebody.

    Raises:
        RequestMalformed: The file mark or the day cannot be used.
    """
    if not REFERENCE.fullmatch(file_mark):
        raise RequestMalformed(field="file_mark")
    if not EARLIEST <= received_on <= today:
        raise RequestMalformed(field="received_on")


def check_decision(outcome: Outcome, ground: Ground) -> None:
    """Refuse an outcome without a ground that it can stand on.

    Raises:
        GroundUnfit: The ground does not fit.
    """
    if ground not in GROUNDS[outcome]:
        raise GroundUnfit(outcome=outcome.value)


def concerns(marking: Marking, authority: str) -> bool:
    """Return whether what carries a marking concerns an authority: it said so itself, or it may have it.

    In which function and for which purpose its officers may read is another question.
    """
    if marking.originator == authority:
        return True
    if marking.audience in (Audience.PUBLIC, Audience.PARTNERS):
        return True
    return marking.audience is Audience.NAMED and authority in marking.recipients


def file_mark_of(authority: str, ref: str) -> str:
    """Return the file mark of a request that another authority passed on under a random reference."""
    return f"{authority}/{ref[:20]}"


def heard_by(outcome: Outcome) -> Heard:
    """Return what an originator's decision says of what it still holds: granted in full, it holds nothing of it."""
    return {Outcome.GRANTED: Heard.CONFIRMED, Outcome.PARTLY: Heard.PARTLY, Outcome.REFUSED: Heard.REFUSED}[outcome]


def least_settled(heard: Iterable[Heard]) -> Heard:
    """Return what stands for an authority that was told of several things: what leaves most to do.

    Who was told of nothing has confirmed nothing.
    """
    order = list(Heard)
    return max(heard, key=order.index, default=Heard.WAITING)
