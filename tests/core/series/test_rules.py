"""Rules of series: zero is not missing, a year is no month, what stands together, and where a series breaks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.kernel.months import after, between
from corridor.core.series.codes import BreakReason, Counted, State, Unassessed
from corridor.core.series.errors import ScopeDiffers
from corridor.core.series.exchange import documented_from
from corridor.core.series.records import Break, Cell, Scope, Series
from corridor.core.series.rules import GAP_MONTHS, series_of, since_break, together, unassessed

SCOPE = Scope(Counted.DETECTIONS, "border-detections", "Northern crossing", source="one", edition="months")
parts = st.text(max_size=12)
scopes = st.builds(Scope, st.sampled_from(Counted), parts, parts, parts, parts, parts, st.booleans())


def cell(month: str, low: int = 5, *, told: int = 1, things: int = 1) -> Cell:
    return Cell(1, "border-detections", "Northern crossing", "", month, things, told, low, low)


def of(*cells: Cell, covered: tuple[str, ...] = (), last: str = "", breaks: tuple[Break, ...] = ()) -> Series:
    return series_of(SCOPE, cells, frozenset((*covered, *(one.month for one in cells))), last=last, breaks=breaks)


def test_a_covered_month_without_a_cell_is_zero_and_one_that_is_not_covered_is_missing() -> None:
    found = of(cell("2021-01"), cell("2021-04"), covered=("2021-02",))

    assert [value.state for value in found.values] == [State.TOLD, State.ZERO, State.MISSING, State.TOLD]
    assert found.missing == ("2021-03",)
    assert found.middles == (5.0, 0.0, None, 5.0)


def test_things_without_a_figure_leave_a_month_missing_and_not_zero() -> None:
    found = of(cell("2021-01"), cell("2021-02", 0, told=0))

    assert found.missing == ("2021-02",)


def test_incidents_count_themselves_whether_or_not_they_carry_a_figure() -> None:
    scope = replace(SCOPE, counted=Counted.INCIDENTS)

    found = series_of(scope, [cell("2021-01", 1, told=0, things=3)], frozenset(("2021-01",)))

    assert found.values[0].state is State.TOLD
    assert found.values[0].of == 3


def test_a_figure_of_a_year_is_undated_and_in_no_month() -> None:
    found = of(cell("2021"), cell("2021-01"), cell("", things=2))

    assert found.months == ("2021-01",)
    assert found.undated == 3


def test_a_source_that_tells_years_only_cannot_be_assessed_by_month() -> None:
    assert unassessed(of(cell("2021"), cell("2022")), months=12) is Unassessed.YEARS_ONLY


def test_nothing_is_shown_after_the_last_month_that_may_be_shown() -> None:
    found = of(cell("2021-01"), cell("2021-03"), last="2021-02")

    assert found.months == ("2021-01",)


@pytest.mark.parametrize(("silent", "breaks"), [(GAP_MONTHS - 1, []), (GAP_MONTHS, [BreakReason.GAP])])
def test_a_source_that_resumes_after_a_quarter_breaks_its_series(silent: int, breaks: list[BreakReason]) -> None:
    found = of(cell("2021-01"), cell(after("2021-02", silent)))

    assert [one.reason for one in found.breaks] == breaks


def test_after_a_break_only_what_means_the_same_is_used() -> None:
    months = [cell(month) for month in between("2020-01", "2021-12")]
    whole, broken = of(*months), of(*months, breaks=(Break("2021-07", BreakReason.METHOD),))

    assert since_break(whole) == whole
    assert since_break(broken).first == "2021-07"
    assert unassessed(whole, months=24) is None
    assert unassessed(broken, months=24) is Unassessed.BROKEN


def test_a_break_before_the_first_month_or_after_the_last_breaks_nothing() -> None:
    months = [cell(month) for month in between("2020-01", "2020-12")]

    found = of(*months, breaks=tuple(Break(month, BreakReason.AREA) for month in ("2019-05", "2020-01", "2021-01")))

    assert found.breaks == ()


def test_routes_of_one_source_stand_in_one_line_and_other_scopes_do_not() -> None:
    together([SCOPE, replace(SCOPE, route="Southern crossing")], along="route")

    with pytest.raises(ScopeDiffers) as refused:
        together([SCOPE, replace(SCOPE, counted=Counted.DEATHS)], along="route")
    assert refused.value.params["by"] == "counted"
    with pytest.raises(ScopeDiffers):
        together([SCOPE, replace(SCOPE, is_invented=True)], along="route")


@settings(max_examples=60)
@given(st.lists(scopes, min_size=2, max_size=4))
def test_what_stands_together_is_equal_but_for_the_route(found: list[Scope]) -> None:
    is_equal = len({replace(scope, route="") for scope in found}) == 1

    try:
        together(found, along="route")
    except ScopeDiffers:
        assert not is_equal
    else:
        assert is_equal


@settings(max_examples=100)
@given(scopes)
def test_a_scope_is_found_again_by_its_key(scope: Scope) -> None:
    assert Scope.parse(scope.key) == scope
    assert "/" not in scope.key


@pytest.mark.parametrize("key", ["", "nonsense", "detections~a~b~c~d~e~f~g"])
def test_a_word_that_names_no_scope_is_none(key: str) -> None:
    assert Scope.parse(key) is None


months = st.integers(24240, 24280).map(lambda number: f"{number // 12:04d}-{number % 12 + 1:02d}")
cells = st.builds(
    lambda month, low, told: cell(month, low * told, told=told), months, st.integers(0, 9), st.integers(0, 1)
)


@settings(max_examples=60)
@given(st.lists(cells, max_size=30), st.frozensets(months, max_size=20))
def test_every_month_is_there_once_and_nothing_is_lost(told: list[Cell], covered: frozenset[str]) -> None:
    found = of(*told, covered=tuple(covered))

    assert list(found.months) == (list(between(found.first, found.last)) if found.values else [])
    assert sum(value.high for value in found.values) == sum(one.high for one in told)
    assert set(found.missing).isdisjoint(found.zeros)
    assert all(value.low == value.high == 0 for value in found.values if value.state is not State.TOLD)


def test_every_break_that_ships_says_where_its_source_documents_it_in_four_languages() -> None:
    found = documented_from(shelf.document("corridor.core.series", "breaks.yaml"))

    assert found
    assert all(set(one.words) == {"en", "fr", "es", "ar"} for one in found)


def test_a_break_without_a_place_where_it_is_documented_is_not_taken() -> None:
    told = {
        "source": "a",
        "edition": "b",
        "counted": "deaths",
        "month": "2020-03",
        "reason": "area-changed",
        "words": {},
    }

    with pytest.raises(ValueError, match="a"):
        documented_from({"breaks": [told]})
