"""Who may agree and approve, and when an identity opens."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.compartments.errors import OpeningState, SecondPersonMissing
from corridor.core.compartments.rules import (
    DECIDED_WITHIN,
    OPEN_FOR,
    check_open,
    check_second,
    check_waiting,
    may_agree,
)

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
PEOPLE = ("owner", "second", "third", "fourth")
people = st.sampled_from(PEOPLE)


@given(people, people, people, st.sets(people))
def test_nobody_is_named_by_one_person(by: str, named_by: str, proposed: str, named: set[str]) -> None:
    agreed = {named_by, *named} - {proposed}

    if may_agree(by=by, named_by=named_by, proposed=proposed, agreed=agreed):
        assert by != named_by
        assert by in agreed or len(agreed) == 1


@given(people, people)
def test_who_asks_never_approves(by: str, asked_by: str) -> None:
    if by == asked_by:
        with pytest.raises(SecondPersonMissing):
            check_second(by=by, asked_by=asked_by)
    else:
        check_second(by=by, asked_by=asked_by)


@given(st.booleans(), st.booleans(), st.timedeltas(timedelta(hours=-2), timedelta(hours=2)))
def test_an_identity_opens_once_in_time_and_approved_or_not_at_all(
    approved: bool, used: bool, since: timedelta
) -> None:
    until, now = (NOW + OPEN_FOR if approved else None), NOW + since
    opens = approved and not used and since < OPEN_FOR

    if opens:
        check_open(is_approved=approved, open_until=until, opened_at=None, now=now)
    else:
        with pytest.raises(OpeningState):
            check_open(is_approved=approved, open_until=until, opened_at=NOW if used else None, now=now)


@given(st.booleans(), st.timedeltas(timedelta(0), timedelta(hours=48)))
def test_an_opening_waits_a_day_for_its_decision(is_decided: bool, since: timedelta) -> None:
    if is_decided or since >= DECIDED_WITHIN:
        with pytest.raises(OpeningState):
            check_waiting(asked_at=NOW, is_decided=is_decided, now=NOW + since)
    else:
        check_waiting(asked_at=NOW, is_decided=is_decided, now=NOW + since)
