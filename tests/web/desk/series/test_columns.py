"""The expressions on the engine in the process: they answer what the plain rule answers, and touch no file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.series import expressions
from corridor.core.series.codes import Counted
from corridor.core.series.records import Cell, Scope
from corridor.core.series.rules import MONTH, series_from, series_of
from corridor.web.desk.series.columns import along, collected, framed
from corridor.web.desk.series.engine import engine

MONTHS = ("2021-01", "2021-02", "2021-04", "2021-11", "2021", "")
PARTS = ("kind", "route", "country")


@st.composite
def cell(draw: st.DrawFn) -> Cell:
    """Draw what one data set tells of a kind, route, country and month."""
    things = draw(st.integers(1, 3))
    told = draw(st.integers(0, things))
    low = draw(st.integers(0, 9)) if told else 0
    kind, route, country = (draw(st.sampled_from(("", value))) for value in ("kind", "Northern crossing", "XA"))
    high = low + draw(st.integers(0, 2)) * (told > 0)
    return Cell(1, kind, route, country, draw(st.sampled_from(MONTHS)), things, told, low, high)


@settings(max_examples=10, deadline=None)
@given(st.lists(cell(), max_size=25), st.sets(st.sampled_from(PARTS)))
def test_every_series_is_what_the_plain_rule_makes_of_its_cells(cells: list[Cell], parts: set[str]) -> None:
    by = tuple(part for part in PARTS if part in parts)

    found = along(cells, by)

    for key, told in found.values.items():
        parts_told = dict(zip(by, key, strict=True))
        kind, route, country = (parts_told.get(part, "") for part in PARTS)
        scope = Scope(Counted.DEATHS, kind, route, country)
        mine = [one for one in cells if all(getattr(one, part) == value for part, value in zip(by, key, strict=True))]
        covered = frozenset(one.month for one in cells if "kind" not in by or one.kind == scope.kind)
        plain = series_of(scope, mine, covered)
        assert series_from(scope, told, undated=found.undated.get(key, 0)) == plain
    dated = {tuple(getattr(one, part) for part in by) for one in cells if len(one.month) == MONTH}
    narrowed = {key for key in dated if all(key[by.index(part)] for part in ("route", "country") if part in by)}
    assert narrowed <= set(found.values)


def test_a_month_that_is_missing_stays_empty_when_series_stand_side_by_side() -> None:
    cells = [
        Cell(1, "kind", "north", "", "2021-01", 1, 1, 4, 6),
        Cell(1, "kind", "south", "", "2021-01", 1, 0, 0, 0),
        Cell(1, "kind", "south", "", "2021-02", 1, 1, 2, 2),
    ]

    with engine() as database:
        values = expressions.values(framed(database, cells), ("kind", "route"))
        rows = collected(expressions.pivot(values, ("kind", "route"), ("2021-01", "2021-02", "2021-03")))

    assert sorted(rows) == [("kind", "north", 6, 0, None), ("kind", "south", None, 2, None)]


def test_a_forecast_starts_from_the_middle_and_the_same_month_a_year_before_up_to_its_last_month() -> None:
    cells = [Cell(1, "kind", "north", "", month, 1, 1, low, low + 2) for month, low in (("2020-03", 4), ("2021-03", 8))]
    cells += [Cell(1, "kind", "north", "", "2021-04", 1, 1, 1, 1)]

    with engine() as database:
        values = expressions.values(framed(database, cells), ("route",))
        rows = collected(expressions.forecast_inputs(values, ("route",), last="2021-03"))

    first, second = 2020 * 12 + 2, 2021 * 12 + 2
    assert sorted(row[1:] for row in rows) == [("2020-03", first, 5.0, None), ("2021-03", second, 9.0, 5.0)]


def test_the_engine_reaches_no_file_and_cannot_be_told_to(tmp_path: Path) -> None:
    import duckdb

    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n", encoding="utf-8")
    with engine() as database, pytest.raises(duckdb.Error):
        database.execute("SELECT * FROM read_csv(?)", [str(secret)])
    with engine() as database, pytest.raises(duckdb.Error):
        database.execute("SET enable_external_access = true")
    with engine(file=tmp_path / "other") as database, pytest.raises(duckdb.Error):
        database.execute("SELECT * FROM read_csv(?)", [str(secret)])
