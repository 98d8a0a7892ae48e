"""Until when a hold may keep something."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.retention.errors import HoldDayInvalid, HoldReferenceInvalid
from corridor.core.retention.rules import LONGEST_HOLD, check_hold, is_live

TODAY = date(2026, 3, 1)


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 1, 1)))
def test_every_hold_ends_within_a_year(until: date) -> None:
    allowed = TODAY < until <= TODAY + LONGEST_HOLD

    try:
        check_hold(until=until, reference="XA-1", today=TODAY)
    except HoldDayInvalid:
        assert not allowed
    else:
        assert allowed


@pytest.mark.parametrize("reference", ["", "two words", "x" * 65, "é", "-1", "XA\n1", "XA-1\n"])
def test_a_file_mark_holds_no_words(reference: str) -> None:
    with pytest.raises(HoldReferenceInvalid):
        check_hold(until=TODAY + timedelta(days=1), reference=reference, today=TODAY)


@pytest.mark.parametrize(
    ("days", "is_ended", "live"), [(1, False, True), (0, False, False), (-1, False, False), (1, True, False)]
)
def test_a_hold_lapses_on_its_day(days: int, is_ended: bool, live: bool) -> None:
    assert is_live(until=TODAY + timedelta(days=days), is_ended=is_ended, today=TODAY) is live
