"""An alert as it crosses between nodes: what was written is read again, and nothing else is."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.centre.codes import AlertKind, EndReason, Haste, Response
from corridor.core.centre.errors import AlertUnreadable
from corridor.core.centre.exchange import (
    answered_from,
    answered_written,
    ended_from,
    ended_written,
    said_in,
    sent_from,
    sent_written,
)
from corridor.core.centre.records import Saying

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
SAID = Saying(AlertKind.DISTRESS, Haste.FLASH, "Boat taking water.", "Coast of Ashmar", 24, "-35.5, -20.1", "40")


def body(**changed: Any) -> dict[str, Any]:
    return {**sent_written(SAID, until=AT + timedelta(hours=24), to=("XB-CGD",)), **changed}


def test_an_alert_is_read_as_it_was_written() -> None:
    found = sent_from(body(), at=AT)

    assert (found.saying, found.until, found.to) == (SAID, AT + timedelta(hours=24), ("XB-CGD",))


def test_answers_and_ends_are_read_as_they_were_written() -> None:
    assert [answered_from(answered_written(one)) for one in Response] == list(Response)
    assert [ended_from(ended_written(one)) for one in EndReason] == list(EndReason)


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "person-sought"},
        {"haste": "panic"},
        {"hours": "24"},
        {"hours": True},
        {"hours": 10**9},
        {"until": "2036-03-01T12:00:00Z"},
        {"until": "tomorrow"},
        {"words": ""},
        {"words": "x" * 501},
        {"words": ["a"]},
        {"to": []},
        {"to": ["XB-CGD", "XB-CGD"]},
        {"to": [1]},
        {"to": ["X"] * 65},
        {"thing": "../../etc"},
        {"aboard": "-3"},
        {"position": "1e5, 2"},
        {"form": "2"},
        {"say": "ended"},
        {"person": "somebody"},
    ],
)
def test_a_hostile_alert_is_refused_whole(changed: dict[str, Any]) -> None:
    with pytest.raises(AlertUnreadable):
        sent_from(body(**changed), at=AT)


@pytest.mark.parametrize("field", sorted(body()))
def test_an_alert_without_one_of_its_fields_is_refused(field: str) -> None:
    missing = {name: value for name, value in body().items() if name != field}

    with pytest.raises(AlertUnreadable):
        sent_from(missing, at=AT)


plain = st.recursive(
    st.text(max_size=8) | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(body())), plain, max_size=12))
def test_whatever_is_sent_is_read_or_refused_and_never_fails_otherwise(written: dict[str, Any]) -> None:
    for read in (said_in, answered_from, ended_from, lambda one: sent_from(one, at=AT)):
        try:
            read({**body(), **written})
        except AlertUnreadable as refused:
            assert json.dumps(refused.params)
