"""The decisions of reviews: who may say what and when, the clocks, and from when a finding is shown to the forum.

Nobody reviews its own State, and the reviewed State sees what is said about it first.

Source: UNTOC art. 32
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta

from corridor.core.kernel.text import has_forbidden
from corridor.core.progress.codes import Status
from corridor.core.progress.periods import half_of, half_on, is_half, number_of
from corridor.core.reviews.codes import OF_THE_STATE, REFERS_TO, Kind, Say, Step, Why
from corridor.core.reviews.records import Clock, Known, Opening, Turn

LONGEST_TEXT, LONGEST_SOURCE = 2000, 120
MOST_ITEMS, MOST_TURNS = 60, 400
STEP_MONTHS, LONGEST_STEP = 6, 12
REPLY_DAYS = 30
"""So long the State alone, with its reviewers, sees what is said about it, unless it replies before."""

CLOCKED = (Step.ASKING, Step.ANSWERING, Step.FINDING, Step.REPLYING)
Problems = tuple[tuple[str, str], ...]
"""The field that must be corrected, and a code that says why."""


def is_state(subject: str) -> bool:
    """Return whether somebody is a State, by its two letters, and no organisation."""
    return len(subject) == 2


def opening_problems(opening: Opening, *, members: Mapping[str, str], items: Collection[str] | None) -> Problems:
    """Return what must be corrected about a review before it is opened.

    Args:
        opening: The review.
        members: For whom each member of the forum speaks, by its authority.
        items: What may be reviewed; nothing where that is not asked.
    """
    return tuple(_opening_problems(opening, members, items))


def _opening_problems(
    opening: Opening, members: Mapping[str, str], items: Collection[str] | None
) -> Iterator[tuple[str, str]]:
    if members.get(opening.reviewed) != opening.subject or not is_state(opening.subject):
        yield "reviewed", "unknown"
    if not opening.reviewers:
        yield "near", "missing"
    states = [opening.subject]
    for field, reviewer in (("near", opening.near), ("far", opening.far)):
        state = members.get(reviewer, "")
        if reviewer and not is_state(state):
            yield field, "unknown"
        elif reviewer and state in states:
            yield field, "own-state" if state == opening.subject else "same-state"
        states.append(state)
    if not is_half(opening.period):
        yield "period", "malformed"
    if not opening.items:
        yield "items", "missing"
    if len(opening.items) > MOST_ITEMS or len(set(opening.items)) != len(opening.items):
        yield "items", "too-many"
    if items is not None and not set(opening.items) <= set(items):
        yield "items", "unknown"
    if not 1 <= opening.months <= LONGEST_STEP:
        yield "months", "malformed"


def turn_problems(turn: Turn, opening: Opening) -> Problems:
    """Return what must be corrected about something that is said in a review."""
    return tuple(_turn_problems(turn, opening))


def _turn_problems(turn: Turn, opening: Opening) -> Iterator[tuple[str, str]]:
    if not turn.text.strip():
        yield "text", "missing"
    if len(turn.text) > LONGEST_TEXT:
        yield "text", "too-long"
    if has_forbidden(turn.text) or has_forbidden(turn.source):
        yield "text", "malformed"
    if turn.item and (turn.item not in opening.items or turn.say in OF_THE_STATE):
        yield "item", "unknown"
    if bool(turn.to) != (turn.say in REFERS_TO):
        yield "to", "missing"
    if isinstance(turn.kind, Kind) != (turn.say is Say.FINDING):
        yield "kind", "missing"
    if bool(turn.source.strip()) != (turn.say is Say.SUBMISSION) or len(turn.source) > LONGEST_SOURCE:
        yield "source", "missing"
    is_later = is_half(turn.period) and number_of(turn.period) > number_of(opening.period)
    if (isinstance(turn.status, Status) and is_later) != (turn.say is Say.FOLLOW_UP):
        yield "status", "missing"


def speakers(say: Say, opening: Opening, *, bodies: Collection[str]) -> frozenset[str]:
    """Return which authorities may say something in a review.

    Args:
        say: What is said.
        opening: The review.
        bodies: The authorities through which civil society may speak: organisations of the forum, and its host.
    """
    if say in OF_THE_STATE:
        return frozenset({opening.reviewed})
    if say is Say.SUBMISSION:
        return frozenset(bodies) - opening.parties
    return frozenset(opening.reviewers)


def refusal(say: Say, known: Known, *, to: str = "", today: date) -> Why | None:
    """Return why something may not be said in a review as it stands, or nothing.

    Args:
        say: What is said.
        known: The review, as far as who speaks may know it.
        to: The turn to which it refers.
        today: The day.
    """
    if len(known.turns) >= MOST_TURNS:
        return Why.TOO_MANY
    target = next((one for one in known.turns if one.uid == to), None)
    if (say is Say.FOLLOW_UP) != known.is_closed and not is_reply_to_submission(say, target):
        return Why.CLOSED if known.is_closed else Why.NOT_CLOSED
    if say in REFERS_TO:
        if target is None or target.say not in REFERS_TO[say]:
            return Why.NOTHING_THERE
        if say is not Say.FOLLOW_UP and answer_to(known.turns, to) is not None:
            return Why.SAID_ALREADY
    waiting = any(answer_to(known.turns, one.uid) is None for one in known.of(Say.QUESTION))
    if say is Say.FINDING and waiting and today <= due_of(known.opening, Step.ANSWERING):
        return Why.UNANSWERED
    return None


def is_reply_to_submission(say: Say, target: Turn | None) -> bool:
    """Return whether something replies to a submission: the State may, also after the close."""
    return say is Say.REPLY and target is not None and target.say is Say.SUBMISSION


def closing_refusal(known: Known, shown: Mapping[str, date], today: date) -> Why | None:
    """Return why a review may not be closed today: nothing was found before its day, or a reply is still awaited.

    Args:
        known: The review as its lead reviewer knows it.
        shown: From which day each thing said about the State is shown; without one it has not reached the State.
        today: The day.
    """
    findings = known.of(Say.FINDING)
    if known.is_closed:
        return Why.CLOSED
    if not findings and today <= due_of(known.opening, Step.FINDING):
        return Why.NOTHING_THERE
    if any(shown.get(one.uid, date.max) > today for one in findings):
        return Why.UNSHOWN
    return None


def answer_to(turns: Sequence[Turn], uid: str) -> Turn | None:
    """Return the answer to a question, or the reply to what was said about the State."""
    return next((one for one in turns if one.to == uid and one.say in (Say.ANSWER, Say.REPLY)), None)


def shown_from(turn: Turn, reply: Turn | None, *, came_on: date) -> date:
    """Return from which day what is said about the State is shown to the forum.

    The 30 days count from when it was said or came here, whichever is later: no date that its author writes shortens
    them.

    Args:
        turn: A finding or a submission.
        reply: What the State replied to it, if it did.
        came_on: When it was said or came here.
    """
    last = max(turn.on, came_on) + timedelta(days=REPLY_DAYS)
    return min(last, max(reply.on, turn.on)) if reply is not None else last


def due_of(opening: Opening, step: Step) -> date:
    """Return until when a step was to be done; it follows from the day of opening alone."""
    return _months_after(opening.opened_on, opening.months * (CLOCKED.index(step) + 1))


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def clocks(known: Known) -> tuple[Clock, ...]:
    """Return the clocks of a review."""
    questions, findings = known.of(Say.QUESTION), known.of(Say.FINDING)
    done = {
        Step.ASKING: max((one.on for one in questions), default=None),
        Step.ANSWERING: _all_answered(known.turns, questions),
        Step.FINDING: max((one.on for one in findings), default=None),
        Step.REPLYING: _all_answered(known.turns, findings),
    }
    return tuple(Clock(step, due_of(known.opening, step), done[step]) for step in CLOCKED)


def _all_answered(turns: Sequence[Turn], asked: Sequence[Turn]) -> date | None:
    days = [answer.on for one in asked if (answer := answer_to(turns, one.uid)) is not None]
    return max(days) if days and len(days) == len(asked) else None


def step_of(known: Known) -> Step:
    """Return where a review stands: the first step that is not done."""
    if known.is_closed:
        return Step.CLOSED
    if known.of(Say.FINDING):
        return Step.REPLYING
    return next((one.step for one in clocks(known) if one.done_on is None), Step.REPLYING)


def next_half(day: date) -> str:
    """Return the half-year after the one that holds a day, in which findings are followed up."""
    return half_of(number_of(half_on(day)) + 1)
