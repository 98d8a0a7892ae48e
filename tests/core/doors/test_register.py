"""The published register tells bands, and only of quarters that have ended."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.doors.codes import Ground
from corridor.core.doors.register import Decided, band, published, quarter_of

BEGAN = date(2026, 1, 10)
days = st.dates(BEGAN, date(2027, 12, 31))
decisions = st.lists(st.builds(Decided, st.sampled_from(Ground), st.booleans(), days), max_size=80)


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "0"), (1, "1-9"), (9, "1-9"), (10, "10-49"), (49, "10-49"), (50, "50+"), (9000, "50+")]
)
def test_counts_are_told_in_bands(count: int, expected: str) -> None:
    assert band(count) == expected


@given(decisions, days)
def test_nothing_of_the_running_quarter_is_told(decided: list[Decided], today: date) -> None:
    running = quarter_of(today)

    lines = published(decided, since=BEGAN, today=today)
    without = published([one for one in decided if quarter_of(one.on) != running], since=BEGAN, today=today)

    assert lines == without
    assert running not in {line.quarter for line in lines}


@given(decisions, days)
def test_every_ground_has_a_line_in_every_ended_quarter(decided: list[Decided], today: date) -> None:
    lines = published(decided, since=BEGAN, today=today)

    assert len(lines) == len(Ground) * len({line.quarter for line in lines})
    assert lines == published(list(reversed(decided)), since=BEGAN, today=today)


@given(decisions, days, st.sampled_from(Ground))
def test_one_more_disclosure_within_a_band_changes_no_byte(decided: list[Decided], today: date, ground: Ground) -> None:
    few = [Decided(ground, True, date(2026, 2, 1))]
    others = [one for one in decided if (one.ground, quarter_of(one.on)) != (ground, "2026-Q1")]

    assert published(others + few, since=BEGAN, today=today) == published(others + few * 9, since=BEGAN, today=today)
