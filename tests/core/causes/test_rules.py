"""What may be put together, and what may be said of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.causes.codes import Grain, Unassessed, Verdict
from corridor.core.causes.errors import LinesDiffer
from corridor.core.causes.records import AreaFigure, AreaLine, Finding
from corridor.core.causes.rules import (
    FALSE_SHARE,
    associations,
    check_compared,
    corrected,
    is_found,
    lines_of,
    to_years,
)

LINE = AreaLine("inflation", "per-cent", "XA", "bank.indicators", Grain.YEAR, {"2010": 1.0})


def figure(code: str, unit: str, period: str, value: float, source: str = "s.e") -> AreaFigure:
    return AreaFigure(code, unit, "XA", period, value, source)


def test_an_index_whose_scale_changed_is_two_lines() -> None:
    found = lines_of(
        [
            figure("corruption-perceptions", "index-10", "2010", 2.1),
            figure("corruption-perceptions", "index-10", "2011", 2.2),
            figure("corruption-perceptions", "index-100", "2012", 22),
        ]
    )

    assert [(line.unit, dict(line.values)) for line in found] == [
        ("index-10", {"2010": 2.1, "2011": 2.2}),
        ("index-100", {"2012": 22.0}),
    ]


def test_years_and_months_of_one_indicator_are_two_lines() -> None:
    found = lines_of([figure("inflation", "per-cent", "2010", 1), figure("inflation", "per-cent", "2010-01", 5)])

    assert {line.grain for line in found} == {Grain.YEAR, Grain.MONTH}


def test_single_events_are_added_by_month_and_a_covered_month_without_one_is_zero() -> None:
    events = [
        figure("conflict-deaths", "deaths", "2010-01-03", 2),
        figure("conflict-deaths", "deaths", "2010-01-30", 3),
    ]

    (line,) = lines_of(events, covered={"s.e": ["2010-01", "2010-02"]})

    assert line.values == {"2010-01": 5, "2010-02": 0}


def test_years_are_not_compared_with_months() -> None:
    check_compared(LINE, replace(LINE, code="population", unit="people"))

    with pytest.raises(LinesDiffer):
        check_compared(LINE, replace(LINE, grain=Grain.MONTH))


def test_months_become_years_only_where_all_twelve_are_told_and_the_line_says_so() -> None:
    months = {f"2010-{month:02d}": 2.0 for month in range(1, 13)} | {"2011-01": 9.0}
    line = replace(LINE, grain=Grain.MONTH, values=months)

    added, mean = to_years(line, is_count=True), to_years(line, is_count=False)

    assert (dict(added.values), added.added_up, added.grain) == ({"2010": 24.0}, True, Grain.YEAR)
    assert dict(mean.values) == {"2010": 2.0}
    assert to_years(LINE, is_count=True) is LINE


def tried(p: float | None, line: str = "a", rho: float = 0.6) -> Finding:
    return Finding(line, 0, 20, rho if p is not None else None, 0.2, 0.9, p, None, None if p else Unassessed.TOO_SHORT)


def test_one_small_chance_among_many_that_were_tried_is_no_finding() -> None:
    alone = corrected([tried(0.02)])
    among = corrected([tried(0.02), *(tried(0.5 + number / 100) for number in range(40))])

    assert is_found(alone[0])
    assert not is_found(among[0])


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=12))
@settings(max_examples=25)
def test_the_correction_never_makes_a_chance_smaller_and_keeps_the_order(chances: list[int]) -> None:
    found = corrected([tried(p / 1000) for p in chances])

    assert all(one.q is not None and one.p is not None and one.p <= one.q + 1e-12 <= 1 + 1e-9 for one in found)
    ordered = sorted(found, key=lambda one: one.p or 0)
    assert [one.q for one in ordered] == sorted(one.q or 0 for one in found)


def test_what_cannot_be_assessed_is_said_and_does_not_weigh_on_the_rest() -> None:
    found = associations([tried(0.01), tried(None, "b"), tried(None, "b")])

    assert [(one.line, one.verdict, one.reason) for one in found] == [
        ("a", Verdict.TOGETHER, None),
        ("b", Verdict.UNASSESSED, Unassessed.TOO_SHORT),
    ]
    assert found[0].best is not None
    assert found[0].best.q == pytest.approx(0.01)
    assert FALSE_SHARE == 0.05


def test_an_interval_that_holds_zero_is_no_finding() -> None:
    (found,) = corrected([replace(tried(0.001), low=-0.1)])

    assert not is_found(found)
