"""Departures are late and coarse, whatever is asked."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.watching.codes import Counted
from corridor.core.watching.errors import SubjectUnclear
from corridor.core.watching.records import Subject
from corridor.core.watching.rules.departures import AFTERWARDS, is_open, is_settled, kinds_counted, last_month
from corridor.core.watching.rules.subjects import check_subject


@pytest.mark.parametrize(
    ("today", "last"),
    [("2026-03-14", "2026-01"), ("2026-03-15", "2026-02"), ("2026-03-31", "2026-02"), ("2026-01-10", "2025-11")],
)
def test_a_month_is_judged_when_it_has_been_over_for_a_fortnight(today: str, last: str) -> None:
    assert last_month(date.fromisoformat(today)) == last


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.dates(date(2019, 1, 1), date(2031, 12, 31)))
def test_departures_are_settled_by_open_months_and_years_whose_last_month_is_open(today: date, on: date) -> None:
    day, last = on.isoformat(), last_month(today)

    assert is_settled(day[:7], last) == is_open(day[:7], today)
    assert is_settled(day[:4], last) == is_open(f"{day[:4]}-12", today)
    assert not is_settled(day, last)
    assert not is_settled("", last)


def test_a_watch_of_a_place_counts_only_what_comes_after_the_departure() -> None:
    kinds = shelf.registry().vocabulary_of("incident_kind")
    assert kinds is not None

    counted = kinds_counted(Subject(Counted.INCIDENTS, place="morrin"))

    assert counted == AFTERWARDS
    assert set(kinds.terms) >= AFTERWARDS
    assert {"interception", "found-in-transport", "movement", "holding-place", "other"}.isdisjoint(AFTERWARDS)
    assert kinds_counted(Subject(Counted.INCIDENTS, route="Northern crossing")) is None


@pytest.mark.parametrize(
    "subject",
    [
        Subject(Counted.DETECTIONS, place="morrin"),
        Subject(Counted.DETECTIONS, transport="lorry"),
        Subject(Counted.METHOD),
        Subject(Counted.TRANSPORT, method="concealment"),
    ],
)
def test_a_watch_is_not_narrowed_by_what_its_figures_are_not_told_for(subject: Subject) -> None:
    with pytest.raises(SubjectUnclear):
        check_subject(subject)
