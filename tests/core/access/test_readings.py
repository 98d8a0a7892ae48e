"""Notes of what was shown: read back as they were written, and nothing else is taken for one."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.access.codes import Event
from corridor.core.access.ledger import Entry, entry_bytes
from corridor.core.access.readings import Shown, Way, noted, shown_in, way_of

hexadecimal = st.text("0123456789abcdef", min_size=16, max_size=16)
things = st.one_of(st.just(""), st.text("0123456789abcdef", min_size=32, max_size=32))
many = st.lists(st.builds(Shown, hexadecimal, st.integers(0, 10**8), things), max_size=6)


@given(many)
def test_what_was_noted_is_read_back(shown: list[Shown]) -> None:
    detail = json.loads(json.dumps(noted(shown)))

    assert list(shown_in(detail)) == shown


@given(many)
def test_a_note_can_stand_in_an_entry(shown: list[Shown]) -> None:
    assert entry_bytes(Entry(0, "2030", Event.PAGE_READ, "a", "XA", "b", "c", "", noted(shown)))


def test_nothing_shown_leaves_no_trace_in_the_entry() -> None:
    assert noted([]) == {}


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_what_is_no_note_is_passed_over(anything: object) -> None:
    for shown in shown_in({"of": anything}):
        assert len(shown.marking) == 16
        assert shown.items >= 0


@pytest.mark.parametrize(
    ("event", "detail", "way"),
    [
        (Event.PAGE_READ, {}, Way.PAGE),
        (Event.PAGE_READ, {"by_token": "t"}, Way.PROGRAM),
        (Event.SEARCH_MADE, {"by_token": "t"}, Way.LISTED),
        (Event.ITEM_PRINTED, {}, Way.PRINT),
        (Event.ITEM_EXPORTED, {}, Way.EXPORT),
        (Event.REPORT_FILED, {}, None),
    ],
)
def test_an_entry_tells_in_which_way_items_were_shown(event: Event, detail: dict[str, object], way: Way | None) -> None:
    assert way_of(event, detail) is way
