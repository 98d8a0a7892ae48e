"""Figures on a map: where they are, on land that is cut at the edges, told whole to who cannot see it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.web.design.charts.document import to_svg
from corridor.web.design.charts.maps import MOST_ROWS, Spot, clip, name_of, on_map, stretched

SICILY = Spot(36.0, 14.0, 100, 100)
CRETE = Spot(34.5, 24.0, 25, 30, "South of Crete")


def circles(drawn: str) -> list[tuple[float, float, float]]:
    found = re.findall(r'<circle[^>]*cx="([\d.-]+)" cy="([\d.-]+)" r="([\d.]+)"', drawn)
    return [(float(x), float(y), float(r)) for x, y, r in found]


def test_places_stand_where_they_are_and_the_area_of_a_circle_is_its_figure() -> None:
    chart = on_map("Dead and missing", [CRETE, SICILY], unit="people", source="a register")

    (x0, y0, r0), (x1, y1, r1) = circles(str(chart.drawn).split("</svg>")[0])

    assert x0 < x1
    assert y0 < y1
    assert r0**2 / r1**2 == pytest.approx(100 / 27.5, rel=0.05)
    assert "chart__missing" in str(chart.drawn)
    assert [row.name for row in chart.table.rows] == ["latitude 36°, longitude 14°", "South of Crete"]
    assert chart.table.rows[1].cells == ("25–30",)
    assert "South of Crete: 25–30" in chart.description
    assert "no border is drawn" in " ".join(chart.notes)
    assert to_svg(chart).count("<circle") == 2


def test_one_place_has_its_surroundings_and_none_is_no_figure() -> None:
    assert "chart__missing" in str(on_map("One", [SICILY]).drawn)
    assert on_map("None", []).is_empty
    assert on_map("None", []).description == "None: no figure."


def test_what_is_not_in_the_table_is_said() -> None:
    chart = on_map("Many", [Spot(n / 10, n / 10, n, n) for n in range(1, MOST_ROWS + 4)])

    assert len(chart.table.rows) == MOST_ROWS
    assert "Drawn and not in the table: 3." in chart.notes
    assert name_of(Spot(-3.24, -58.3, 1, 1), str) == "latitude -3.2°, longitude -58.3°"


POINTS = st.tuples(st.floats(-500, 1500), st.floats(-500, 1500))


@given(st.lists(POINTS, min_size=3, max_size=12))
def test_what_is_clipped_lies_on_the_ground(ring: list[tuple[float, float]]) -> None:
    assert all(-1e-6 <= x <= 760 + 1e-6 and -1e-6 <= y <= 400 + 1e-6 for x, y in clip(ring, 760, 400))


@given(st.floats(-90, 90), st.floats(-90, 90))
def test_what_lies_farther_north_is_drawn_no_lower(one: float, other: float) -> None:
    assert (one <= other) is False or stretched(one) <= stretched(other)
