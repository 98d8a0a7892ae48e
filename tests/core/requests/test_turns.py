"""Where a request stands after any turns: the clock, its pauses, and who may take which turn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.requests.codes import OPEN, Kind, Obstacle, Party, Stage, What
from corridor.core.requests.errors import TurnRefused
from corridor.core.requests.records import Clock, Said, State, Turn
from corridor.core.requests.rules.turnaround import LEAST, medians
from corridor.core.requests.rules.turns import (
    RULES,
    after,
    begun,
    check_turn,
    due_at,
    is_overdue,
    obstacles,
    possible,
    ran_until,
    rule_for,
    state_of,
)

START = datetime(2030, 3, 1, 9, tzinfo=UTC)
CLOCK = shelf.request_regimes()["eu-2023-977"][-1].clocks["ordinary"]
RESCUE = shelf.request_regimes()["rescue"][-1].clocks["at-once"]
HOUR = timedelta(hours=1)


def turn(party: Party, what: What, hours: float, number: int = 1, **said: str) -> Turn:
    return Turn(party, number, START + hours * HOUR, Said(what, **said))


FIRST = turn(Party.ASKER, What.ASKED, 0)


def folded(*others: Turn, kind: Kind = Kind.INFORMATION, clock: Clock = CLOCK) -> State:
    return state_of((FIRST, *others), kind, clock)


turns = st.builds(
    lambda party, what, hours: turn(party, what, hours, until="2030-04-01", reason="used", ground="not-available"),
    st.sampled_from(Party),
    st.sampled_from([what for what in What if what is not What.ASKED]),
    st.integers(0, 400),
)
threads = st.lists(turns, max_size=12).map(lambda found: sorted(found, key=lambda one: one.at))


@pytest.mark.parametrize(
    ("clock", "limit", "article"),
    [
        ("ordinary", timedelta(days=7), "point (c)"),
        ("urgent", timedelta(days=3), "point (b)"),
        ("urgent-direct", timedelta(hours=8), "point (a)"),
    ],
)
def test_the_clocks_are_those_of_the_directive(clock: str, limit: timedelta, article: str) -> None:
    found = shelf.request_regimes()["eu-2023-977"][-1].clocks[clock]

    assert (found.limit, found.is_urgent) == (limit, clock != "ordinary")
    assert article in found.source


def test_a_question_back_stops_the_clock_until_whoever_asked_has_clarified() -> None:
    asked_back = turn(Party.ASKED, What.CLARIFICATION_ASKED, 10)
    paused = folded(asked_back)
    resumed = folded(asked_back, turn(Party.ASKER, What.CLARIFIED, 110, 2))

    assert (paused.stage, due_at(paused, CLOCK)) == (Stage.CLARIFYING, None)
    assert not is_overdue(paused, CLOCK, START + 9000 * HOUR)
    assert due_at(resumed, CLOCK) == START + CLOCK.limit + 100 * HOUR


def test_a_judicial_authorisation_stops_the_clock_and_tells_until_when() -> None:
    waits = turn(Party.ASKED, What.AUTHORISATION_AWAITED, 24, until="2030-03-20")
    state = folded(waits)

    assert (state.stage, state.promised, due_at(state, CLOCK)) == (Stage.AUTHORISING, "2030-03-20", None)
    assert due_at(folded(waits, turn(Party.ASKED, What.AUTHORISATION_GIVEN, 48, 2)), CLOCK) == START + 8 * 24 * HOUR


def test_an_extension_is_a_promise_and_moves_no_limit() -> None:
    state = folded(turn(Party.ASKED, What.EXTENDED, 5, until="2030-12-31"))

    assert state.promised == "2030-12-31"
    assert due_at(state, CLOCK) == START + CLOCK.limit


def test_danger_to_life_never_pauses_and_is_neither_refused_nor_withdrawn() -> None:
    state = folded(turn(Party.ASKED, What.CLARIFICATION_ASKED, 0.1), kind=Kind.DANGER, clock=RESCUE)

    assert due_at(state, RESCUE) == START + RESCUE.limit
    for what in (What.REFUSED, What.WITHDRAWN, What.EXTENDED, What.AUTHORISATION_AWAITED):
        assert rule_for(what, Kind.DANGER) is None


def test_danger_to_life_is_closed_by_who_sent_it_alone_before_or_after_an_answer() -> None:
    answered = folded(turn(Party.ASKED, What.ANSWERED, 0.2), kind=Kind.DANGER, clock=RESCUE)
    for state in (folded(kind=Kind.DANGER, clock=RESCUE), answered):
        assert not obstacles(state, Party.ASKER, What.CLOSED, Kind.DANGER)
        for party in (Party.ASKED, Party.COPY):
            assert obstacles(state, party, What.CLOSED, Kind.DANGER) == {Obstacle.NOT_THIS_PARTY}


def test_it_is_called_again_only_when_it_is_overdue() -> None:
    state = folded()

    with pytest.raises(TurnRefused) as refused:
        check_turn(state, Party.ASKER, What.ESCALATED, Kind.INFORMATION, CLOCK, START + 6 * 24 * HOUR)

    assert refused.value.params["why"] == Obstacle.NOT_OVERDUE
    check_turn(state, Party.ASKER, What.ESCALATED, Kind.INFORMATION, CLOCK, START + 8 * 24 * HOUR)


def test_a_copy_confirms_for_itself_and_not_for_who_was_asked() -> None:
    seen = folded(turn(Party.COPY, What.ACKNOWLEDGED, 0.1), kind=Kind.DANGER, clock=RESCUE)
    taken = folded(turn(Party.ASKED, What.ACKNOWLEDGED, 0.1), kind=Kind.DANGER, clock=RESCUE)

    assert seen.acknowledged_at is None
    assert taken.acknowledged_at is not None


@given(threads, turns)
@settings(max_examples=40)
def test_a_turn_that_does_not_fit_changes_nothing_but_its_count(before: Sequence[Turn], one: Turn) -> None:
    state = folded(*before)
    moved = after(state, one, Kind.INFORMATION, CLOCK)

    if obstacles(state, one.party, one.said.what, Kind.INFORMATION):
        assert (moved.stage, moved.ran, moved.running_since, moved.taken, moved.ended_at) == (
            state.stage,
            state.ran,
            state.running_since,
            state.taken,
            state.ended_at,
        )


@given(threads)
@settings(max_examples=40)
def test_the_clock_never_runs_longer_than_time_has_passed_and_stops_for_good_at_the_end(thread: Sequence[Turn]) -> None:
    state = folded(*thread)
    now = START + 500 * HOUR

    assert timedelta(0) <= ran_until(state, now) <= now - START
    if state.stage not in OPEN:
        assert due_at(state, CLOCK) is None
        assert state.ended_at is not None
        assert ran_until(state, now) == ran_until(state, now + HOUR)


@given(threads)
@settings(max_examples=40)
def test_no_number_of_pauses_or_promises_makes_the_limit_longer(thread: Sequence[Turn]) -> None:
    state = folded(*thread)
    due = due_at(state, CLOCK)

    if due is not None and state.running_since is not None:
        assert ran_until(state, due) == max(CLOCK.limit, state.ran)


@given(threads, st.sampled_from(Party))
@settings(max_examples=40)
def test_what_is_offered_is_what_can_be_taken(thread: Sequence[Turn], party: Party) -> None:
    state, now = folded(*thread), START + 450 * HOUR
    offered = possible(state, party, Kind.INFORMATION, CLOCK, now)

    for what in RULES:
        if what in offered:
            check_turn(state, party, what, Kind.INFORMATION, CLOCK, now)
        else:
            with pytest.raises(TurnRefused):
                check_turn(state, party, what, Kind.INFORMATION, CLOCK, now)


def test_who_was_asked_cannot_pause_for_ever_by_asking_back() -> None:
    state = begun(FIRST)
    for n in range(10):
        state = after(state, turn(Party.ASKED, What.CLARIFICATION_ASKED, 2 * n + 1, n + 1), Kind.INFORMATION, CLOCK)
        state = after(state, turn(Party.ASKER, What.CLARIFIED, 2 * n + 2, n + 2), Kind.INFORMATION, CLOCK)

    assert state.taken[What.CLARIFICATION_ASKED] == RULES[What.CLARIFICATION_ASKED].most
    assert due_at(state, CLOCK) == START + CLOCK.limit + RULES[What.CLARIFICATION_ASKED].most * HOUR


def test_a_median_of_few_answers_is_not_told() -> None:
    few = [(Kind.INFORMATION, n * HOUR) for n in range(LEAST - 1)]
    enough = [(Kind.LEAVE, n * HOUR) for n in range(LEAST)]

    assert medians([*few, *enough]) == {Kind.INFORMATION: (LEAST - 1, None), Kind.LEAVE: (LEAST, 2 * HOUR)}
