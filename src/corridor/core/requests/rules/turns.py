"""Where a request stands: a pure fold of its turns, and who may take which turn when.

The clock runs from the moment at which the request arrived on this node. It stands still while whoever asked has been
asked to clarify, and while a judicial authorisation is awaited. Nothing else stops it: an extension is a promise that
is shown, and the limit stays. A turn that does not fit where the request stands changes nothing; this happens where two
turns cross on their way.

Source: EU-2023-977 art. 5, 6 and 9
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final, NamedTuple

from corridor.core.requests.codes import OPEN, Kind, Obstacle, Party, Stage, What
from corridor.core.requests.errors import TurnRefused
from corridor.core.requests.records import Clock, State, Turn


class Rule(NamedTuple):
    """Who may take a turn, at which stages, and how often in all."""

    parties: frozenset[Party]
    stages: frozenset[Stage]
    most: int


_ASKER, _ASKED = frozenset({Party.ASKER}), frozenset({Party.ASKED})
_WAITING = frozenset({Stage.WAITING})
_ENDED = frozenset({Stage.ANSWERED, Stage.REFUSED})

RULES: Final = MappingProxyType(
    {
        What.ACKNOWLEDGED: Rule(frozenset({Party.ASKED, Party.COPY}), OPEN, 2),
        What.CLARIFICATION_ASKED: Rule(_ASKED, _WAITING, 5),
        What.CLARIFIED: Rule(_ASKER, frozenset({Stage.CLARIFYING}), 5),
        What.AUTHORISATION_AWAITED: Rule(_ASKED, _WAITING, 1),
        What.AUTHORISATION_GIVEN: Rule(_ASKED, frozenset({Stage.AUTHORISING}), 1),
        What.EXTENDED: Rule(_ASKED, _WAITING, 1),
        What.PARTLY_ANSWERED: Rule(_ASKED, _WAITING, 20),
        What.ANSWERED: Rule(_ASKED, OPEN, 1),
        What.REFUSED: Rule(_ASKED, OPEN, 1),
        What.ESCALATED: Rule(_ASKER, OPEN, 3),
        What.WITHDRAWN: Rule(_ASKER, OPEN, 1),
        What.CLOSED: Rule(_ASKER, _ENDED, 1),
    }
)
"""The turns after the first; a request about danger to life bends a few of them, see `rule_for`."""

MOST_TURNS: Final = 60
"""No thread is longer: what all rules together allow."""


def rule_for(what: What, kind: Kind) -> Rule | None:
    """Return the rule of a turn for a kind of request; nothing where that kind does not have the turn.

    Danger to life is never refused, withdrawn or waited with. Whoever sent it closes it with a reason, answered or not,
    so that everybody who has it learns of its end (R-19).
    """
    if kind is not Kind.DANGER:
        return RULES.get(what)
    if what in (What.REFUSED, What.WITHDRAWN, What.EXTENDED, What.AUTHORISATION_AWAITED):
        return None
    if what is What.CLOSED:
        return Rule(_ASKER, OPEN | _ENDED, 1)
    return RULES.get(what)


def begun(turn: Turn) -> State:
    """Return where a request stands when it was asked and nothing else happened."""
    return State(
        stage=Stage.WAITING,
        ran=timedelta(0),
        running_since=turn.at,
        counts=MappingProxyType({turn.party: 1}),
        taken=MappingProxyType({What.ASKED: 1}),
    )


def state_of(turns: Iterable[Turn], kind: Kind, clock: Clock) -> State:
    """Return where a request stands after its turns, in the order in which they came to this node."""
    first, *others = turns
    state = begun(first)
    for turn in others:
        state = after(state, turn, kind, clock)
    return state


def after(state: State, turn: Turn, kind: Kind, clock: Clock) -> State:
    """Return where a request stands after one more turn; one that does not fit is counted and changes nothing else."""
    counted = replace(state, counts=MappingProxyType({**state.counts, turn.party: turn.number}))
    if obstacles(state, turn.party, turn.said.what, kind):
        return counted
    what, said = turn.said.what, turn.said
    taken = MappingProxyType({**state.taken, what: state.taken.get(what, 0) + 1})
    moved = replace(counted, taken=taken)
    match what:
        case What.ACKNOWLEDGED:
            is_asked = turn.party is Party.ASKED
            return replace(moved, acknowledged_at=turn.at) if is_asked and not state.acknowledged_at else moved
        case What.CLARIFICATION_ASKED:
            return _paused(moved, turn.at, Stage.CLARIFYING, clock)
        case What.AUTHORISATION_AWAITED:
            return replace(_paused(moved, turn.at, Stage.AUTHORISING, clock), promised=said.until)
        case What.CLARIFIED | What.AUTHORISATION_GIVEN:
            return replace(moved, stage=Stage.WAITING, running_since=state.running_since or turn.at)
        case What.EXTENDED:
            return replace(moved, promised=said.until)
        case What.ANSWERED:
            return replace(_ended(moved, turn.at, Stage.ANSWERED), granted=said.granted)
        case What.REFUSED:
            return replace(_ended(moved, turn.at, Stage.REFUSED), reason=said.ground)
        case What.WITHDRAWN:
            return _ended(moved, turn.at, Stage.WITHDRAWN)
        case What.CLOSED:
            return replace(_ended(moved, turn.at, Stage.CLOSED), reason=said.reason)
        case _:
            return moved


def _paused(state: State, at: datetime, stage: Stage, clock: Clock) -> State:
    return replace(_stopped(state, at), stage=stage) if clock.pauses else replace(state, stage=stage)


def _ended(state: State, at: datetime, stage: Stage) -> State:
    return replace(_stopped(state, at), stage=stage, ended_at=state.ended_at or at)


def _stopped(state: State, at: datetime) -> State:
    return replace(state, ran=ran_until(state, at), running_since=None)


def ran_until(state: State, moment: datetime) -> timedelta:
    """Return how long the clock has run by a moment, without its pauses."""
    if state.running_since is None:
        return state.ran
    return state.ran + max(moment - state.running_since, timedelta(0))


def due_at(state: State, clock: Clock) -> datetime | None:
    """Return when the answer is due; nothing while the clock stands still or after the request has ended."""
    return None if state.running_since is None else state.running_since + (clock.limit - state.ran)


def is_overdue(state: State, clock: Clock, now: datetime) -> bool:
    """Return whether the answer should have come by now."""
    due = due_at(state, clock)
    return due is not None and due < now


def obstacles(state: State, party: Party, what: What, kind: Kind) -> frozenset[Obstacle]:
    """Return every reason why a party cannot take a turn where the request stands; empty when it can."""
    rule = rule_for(what, kind)
    if rule is None:
        return frozenset({Obstacle.NOT_THIS_KIND})
    found = set[Obstacle]()
    if party not in rule.parties:
        found.add(Obstacle.NOT_THIS_PARTY)
    if state.stage not in rule.stages:
        found.add(Obstacle.NOT_NOW)
    if state.taken.get(what, 0) >= rule.most:
        found.add(Obstacle.TOO_OFTEN)
    return frozenset(found)


def possible(state: State, party: Party, kind: Kind, clock: Clock, now: datetime) -> tuple[What, ...]:
    """Return the turns that a party may take now, in their order."""
    return tuple(what for what in RULES if not _against(state, party, what, kind, clock, now))


def check_turn(state: State, party: Party, what: What, kind: Kind, clock: Clock, now: datetime) -> None:
    """Refuse a turn that cannot be taken now.

    Raises:
        TurnRefused: It cannot, with every reason.
    """
    if found := _against(state, party, what, kind, clock, now):
        raise TurnRefused(why=", ".join(sorted(found)))


def _against(state: State, party: Party, what: What, kind: Kind, clock: Clock, now: datetime) -> frozenset[Obstacle]:
    found = obstacles(state, party, what, kind)
    if what is What.ESCALATED and not is_overdue(state, clock, now):
        found |= {Obstacle.NOT_OVERDUE}
    return found
