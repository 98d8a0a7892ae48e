"""What stood on a day follows from when it first stood and from every turn since, whatever was withdrawn beside it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.picture.errors import KnownDayInvalid, KnownDayToCome
from corridor.core.picture.past import Turn, Turned, known_day, stood_on

TODAY = date(2026, 6, 1)
FIRST = date(2026, 1, 1)
ACTS = ("undo", "redo", "withdraw", "restore")


def on(day: int) -> str:
    return (FIRST + timedelta(days=day)).isoformat()


def moment(day: int, number: int) -> str:
    return f"{on(day)}T{number % 24:02d}:{number // 24:02d}:00.000000Z"


def test_no_day_is_now_and_today_has_begun() -> None:
    assert known_day("", TODAY) == ""
    assert known_day("2026-06-01", TODAY) == "2026-06-01"


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026-2-1", "20260201", "2026-W05-1", "٢٠٢٦-٠١-٠١", "\x00", "yesterday"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(KnownDayInvalid):
        known_day(text, TODAY)


def test_a_day_to_come_is_refused_by_its_own_name() -> None:
    with pytest.raises(KnownDayToCome):
        known_day("2026-06-02", TODAY)


def test_the_last_turn_of_a_day_decides_how_it_ended() -> None:
    turns = [Turn(moment(2, 9), Turned.FELL), Turn(moment(2, 10), Turned.STOOD), Turn(moment(4, 1), Turned.FELL)]

    found = [stood_on(on(day), moment(1, 0), turns, stands=False) for day in range(6)]

    assert found == [False, True, True, True, False, False]


def test_a_source_withdrawn_before_a_load_came_says_nothing_of_it() -> None:
    turns = [Turn(moment(1, 9), Turned.FELL_WITH_SOURCE), Turn(moment(5, 9), Turned.FELL_WITH_SOURCE)]

    found = [stood_on(on(day), moment(1, 10), turns, stands=False) for day in (1, 4, 5)]

    assert found == [True, True, False]


def test_what_a_withdrawing_officer_could_not_see_stood_on() -> None:
    turns = [Turn(moment(2, 9), Turned.FELL_WITH_SOURCE)]

    assert stood_on(moment(3, 0)[:10], moment(1, 0), turns, stands=True)


@given(
    st.lists(st.tuples(st.sampled_from(ACTS), st.integers(min_value=0, max_value=3)), max_size=12), st.integers(0, 3)
)
def test_every_evening_is_told_as_it_was(story: list[tuple[str, int]], published: int) -> None:
    """A load is undone, redone, withdrawn with its source and restored as its state allows; every evening is noted."""
    state, day, turns = "published", published, []
    evenings: dict[int, bool] = {}
    for number, (act, later) in enumerate(story, 1):
        for passed in range(day, day + later):
            evenings[passed] = state == "published"
        day += later
        if (state, act) == ("published", "undo"):
            state, turned = "undone", Turned.FELL
        elif (state, act) == ("undone", "redo"):
            state, turned = "published", Turned.STOOD
        elif act == "withdraw":
            state, turned = "withdrawn" if state == "published" else state, Turned.FELL_WITH_SOURCE
        elif (state, act) == ("withdrawn", "restore"):
            state, turned = "published", Turned.STOOD
        else:
            continue
        turns.append(Turn(moment(day, number), turned))
    evenings[day] = state == "published"

    since = moment(published, 0)
    for evening, stood in evenings.items():
        assert stood_on(on(evening), since, turns, stands=state == "published") is stood
    assert not stood_on(on(published - 1), since, turns, stands=True)
