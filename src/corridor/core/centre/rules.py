"""The decisions of the joint centre: what an alert may be about, who has not answered, what waits in a shift log."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import datetime

from corridor.core.centre.codes import (
    HOURS,
    LONGEST_HOURS,
    PURPOSES,
    SUBJECTS,
    AlertKind,
    AlertState,
    EntryKind,
    Haste,
    Response,
)
from corridor.core.centre.errors import AlertOfPersons, SubjectUnfit
from corridor.core.centre.records import Entry, Saying, Standing
from corridor.core.handling.codes import Audience, Use
from corridor.core.handling.records import Marking, SchemeCode
from corridor.core.kernel.text import has_forbidden

LONGEST_WORDS, LONGEST_AREA, MOST_ABOARD = 500, 120, 5000
POSITION = re.compile(r"(-?\d{1,2}(?:\.\d{1,5})?), ?(-?\d{1,3}(?:\.\d{1,5})?)")
PERSONS = frozenset({"Person", "Group"})
"""Classes of people. Whoever is wanted is wanted in a role that stands by the rules of suspicion (R-01, R-02)."""

WORK = frozenset(
    {
        "prevention",
        "detection-and-investigation",
        "strategic-analysis",
        "operational-analysis",
        "prosecution",
        "border-management",
        "search-and-rescue",
    }
)
RETENTION = "operational-1y"
SHOWN = Use.READ | Use.COUNT | Use.PRINT
"""Alerts and log are read, counted and printed; they are neither matched nor passed on."""


def saying_problems(saying: Saying) -> tuple[tuple[str, str], ...]:
    """Return what must be corrected about an alert: the field, and a code that says why."""
    checks = (
        ("words", "missing", not saying.words.strip()),
        ("words", "too-long", len(saying.words) > LONGEST_WORDS),
        ("words", "hidden-signs", has_forbidden(saying.words)),
        ("area", "missing", not saying.area.strip()),
        ("area", "too-long", len(saying.area) > LONGEST_AREA),
        ("area", "hidden-signs", has_forbidden(saying.area)),
        ("hours", "unknown", saying.hours not in HOURS),
        ("hours", "too-long", saying.hours > LONGEST_HOURS[saying.kind]),
        ("haste", "life-first", saying.kind is AlertKind.DISTRESS and saying.haste is not Haste.FLASH),
        ("position", "malformed", bool(saying.position) and not _is_position(saying.position)),
        ("aboard", "not-danger", bool(saying.aboard) and saying.kind is not AlertKind.DISTRESS),
        ("aboard", "malformed", bool(saying.aboard) and not _is_count(saying.aboard)),
    )
    found: dict[str, str] = {}
    for field, why, applies in checks:
        if applies:
            found.setdefault(field, why)
    return tuple(found.items())


def _is_position(written: str) -> bool:
    found = POSITION.fullmatch(written)
    return found is not None and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180


def _is_count(written: str) -> bool:
    return written.isascii() and written.isdigit() and len(written) < 6 and 0 < int(written) <= MOST_ABOARD


def check_subject(kind: AlertKind, schema: str, *, is_suspended: bool = False) -> None:
    """Refuse an alert about people, or about a thing of a class that this kind of alert is not for.

    Args:
        is_suspended: Whether coercion suspends the role that it is about.

    Raises:
        AlertOfPersons: It is about a person or group as such, or about a role that may not stand.
        SubjectUnfit: This kind of alert is for other things.
    Source: R-01, R-03
    """
    if schema in PERSONS or is_suspended:
        raise AlertOfPersons
    if schema not in SUBJECTS[kind]:
        raise SubjectUnfit(kind=kind.value)


def alert_marking(originator: str, kind: AlertKind, recipients: Collection[str]) -> Marking:
    """Return the marking of an alert: for its originator and the authorities named, for the purposes of its kind.

    Source: R-19
    """
    return _marking(originator, PURPOSES[kind], recipients)


def log_marking(originator: str, recipients: Collection[str]) -> Marking:
    """Return the marking of an entry of the shift log: for its originator, and for the authorities named."""
    return _marking(originator, WORK, recipients)


def _marking(originator: str, purposes: frozenset[str], recipients: Collection[str]) -> Marking:
    others = frozenset(recipients) - {originator}
    return Marking(
        originator=originator,
        audience=Audience.NAMED if others else Audience.ORIGINATOR,
        recipients=others,
        functions=frozenset(),
        purposes=purposes,
        handling=(SchemeCode("tlp", "2.0", "AMBER"),),
        uses=SHOWN,
        clearance=0,
        compartments=frozenset(),
        retention=RETENTION,
    )


def unanswered(standing: Standing) -> tuple[str, ...]:
    """Return the authorities that an alert was sent to and that have not answered, by code."""
    if standing.state is not AlertState.SENT:
        return ()
    return tuple(sorted(one.authority for one in standing.answers if one.response is None))


def is_expired(standing: Standing, now: datetime) -> bool:
    """Return whether the validity of an alert that was sent has passed."""
    return standing.state is AlertState.SENT and standing.until <= now


def is_shown(standing: Standing, now: datetime) -> bool:
    """Return whether an alert stays on the first page: while it is valid, and as long as somebody has not answered.

    What nobody answered does not go away by itself: it is shown until it is ended with a reason.
    Source: R-19
    """
    if standing.state is AlertState.ASKED:
        return True
    return standing.state is AlertState.SENT and (not is_expired(standing, now) or bool(unanswered(standing)))


def may_answer_again(before: Response | None, response: Response) -> bool:
    """Return whether an answer says more than the one before: having seen an alert says least, and is not repeated."""
    return before is None or (response is not before and response is not Response.SEEN)


def open_matters(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return the entries that still wait, in the order of writing: marked as open, and settled by none that follows."""
    waiting: dict[str, None] = {}
    for entry in entries:
        if entry.kind is EntryKind.SETTLED:
            waiting.pop(entry.about, None)
        elif entry.is_open:
            waiting[entry.uid] = None
    return tuple(waiting)


def hand_over_waiting(entries: Iterable[Entry]) -> str:
    """Return the last hand-over that nobody has taken over, or nothing."""
    waiting = ""
    for entry in entries:
        if entry.kind is EntryKind.HAND_OVER:
            waiting = entry.uid
        elif entry.kind is EntryKind.TAKEN_OVER and entry.about == waiting:
            waiting = ""
    return waiting
