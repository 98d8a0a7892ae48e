"""Series over the same months: every figure inside the frame and in the table, and no gap drawn as 0."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.kernel.months import after
from corridor.core.series.codes import State
from corridor.core.series.records import Value
from corridor.web.design.charts.document import to_svg
from corridor.web.design.charts.fan import fan
from corridor.web.design.charts.lines import lines
from corridor.web.design.charts.multiples import Panel, multiples
from corridor.web.design.charts.records import Chart, Fan, Line, Mark, Point, points_of
from corridor.web.design.charts.shapes import Drawing, Shape

ATTACK = '"><script>alert(1)</script>'
figures = st.one_of(st.none(), st.integers(0, 10**9), st.floats(0, 10**9, allow_nan=False))
points = st.lists(st.tuples(figures, st.integers(0, 10**6)), min_size=1, max_size=40)


def line_of(name: str, values: Sequence[tuple[float | None, int]]) -> Line:
    months = [after("2015-11", step) for step in range(len(values))]
    return Line(
        name,
        [
            Point(month) if low is None else Point(month, low, low + spread)
            for month, (low, spread) in zip(months, values, strict=True)
        ],
    )


def corners(shape: Shape) -> list[tuple[float, float]]:
    """Return the corners of paths of straight lines, each written from the one before it, and of rectangles."""
    places = dict(shape.places)
    if shape.tag == "rect":
        x, y, width, height = (float(places[name]) for name in ("x", "y", "width", "height"))
        return [(x, y), (x + width, y + height)]
    found = []
    for part in places["d"].split("M")[1:]:
        numbers = [float(one) for one in re.findall(r"-?(?:\d+\.\d+|\.\d+|\d+)", part)]
        x = y = 0.0
        for across, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + across, y + down
            found.append((x, y))
    return found


def frame(drawing: Drawing) -> tuple[float, float]:
    """Return the heights of the highest and of the lowest line of the scale."""
    (grid,) = (corners(one) for one in drawing.shapes if one.role == "grid")
    (base,) = (float(dict(one.places)["y1"]) for one in drawing.shapes if one.role == "base")
    return min(y for _, y in grid), base


def courses(drawing: Drawing) -> list[list[tuple[float, float]]]:
    return [corners(one) for one in drawing.shapes if one.role in ("line", "band", "inner")]


@settings(max_examples=40)
@given(st.lists(points, min_size=1, max_size=3))
def test_every_figure_stands_inside_the_frame_at_both_widths(found: list[list[tuple[float | None, int]]]) -> None:
    chart = lines("Detections", [line_of(str(index), values) for index, values in enumerate(found)])

    for drawing in (chart.wide, chart.narrow):
        if drawing is None or chart.is_empty:
            continue
        top, base = frame(drawing)
        for x, y in (corner for course in courses(drawing) for corner in course):
            assert top - 0.11 <= y <= base + 0.11
            assert -0.11 <= x <= drawing.width + 0.11


@settings(max_examples=40)
@given(points)
def test_the_table_has_every_figure_and_says_what_is_missing(values: list[tuple[float | None, int]]) -> None:
    chart = lines("Detections", [line_of("A", values)], number=repr, name=str)

    cells = {row.name: row.cells[0] for row in chart.table.rows}

    for step, (low, spread) in enumerate(values):
        told = cells[after("2015-11", step)]
        assert told == "missing" if low is None else told.startswith(repr(low))
        if low is not None and low + spread != low:
            assert told.endswith(repr(low + spread))


def test_a_line_stops_at_a_gap_and_goes_on_after_it() -> None:
    told = [Point("2021-01", 5), Point("2021-02", 6), Point("2021-03"), Point("2021-04", 7), Point("2021-05", 8)]

    chart = lines("Detections", [Line("A", told)])

    assert [len(course) for course in courses(chart.wide)] == [2, 2]
    assert frame(chart.wide)[1] not in {y for course in courses(chart.wide) for _, y in course}


def test_a_month_that_is_not_among_the_points_is_a_gap_too() -> None:
    chart = lines("Detections", [Line("A", [Point("2021-01", 5), Point("2021-02", 6), Point("2021-09", 7)])])

    assert [len(course) for course in courses(chart.wide)] == [2]
    assert [one.tag for one in chart.wide.shapes if one.role == "dot"] == ["circle"]


def test_a_zero_of_a_series_is_drawn_and_a_missing_month_is_not() -> None:
    values = [Value("2021-01", State.ZERO), Value("2021-02", State.TOLD, 4, 4, 1), Value("2021-03", State.MISSING)]

    found = points_of(values)

    assert [one.is_missing for one in found] == [False, False, True]
    assert found[0].low == 0


@pytest.mark.parametrize("low", [float("nan"), float("inf")])
def test_what_is_no_number_is_missing(low: float) -> None:
    chart = lines("Detections", [Line("A", [Point("2021-01", low), Point("2021-02", 3)])])

    assert [row.cells[0] for row in chart.table.rows] == ["missing", "3"]
    assert "nan" not in to_svg(chart)


def test_nothing_but_gaps_is_said_rather_than_drawn() -> None:
    chart = lines("Detections", [Line("A", [Point("2021-01"), Point("2021-02")])])

    page = render_to_string("design/components/chart.html", {"chart": chart})

    assert chart.is_empty
    assert "<svg" not in page
    assert "Detections: no figure." in page


def test_no_line_at_all_is_said_too() -> None:
    assert lines("Detections", []).is_empty


def test_a_single_month_stands_in_the_middle() -> None:
    chart = lines("Detections", [Line("A", [Point("2021-01", 5)])])

    (dot,) = (dict(one.places) for one in chart.wide.shapes if one.role == "dot")
    (base,) = (dict(one.places) for one in chart.wide.shapes if one.role == "base")

    assert float(dot["cx"]) == pytest.approx((float(base["x1"]) + float(base["x2"])) / 2, abs=0.1)


def test_a_highest_figure_of_zero_is_drawn_on_the_base() -> None:
    chart = lines("Detections", [Line("A", [Point("2021-01", 0), Point("2021-02", 0)])])

    assert {y for course in courses(chart.wide) for _, y in course} == {frame(chart.wide)[1]}


def test_the_description_tells_what_range_last_and_peak() -> None:
    told = [Point("2021-01", 5), Point("2021-02", 9, 12), Point("2021-03"), Point("2021-04", 7)]

    chart = lines("Detections", [Line("Route A", told)], unit="people", marks=[Mark("2021-02", "border closed")])

    assert chart.description == (
        "Detections: Jan 2021 to Apr 2021 (people). Route A: last 7 (Apr 2021), highest 9–12 (Feb 2021), lowest 5. "
        "Missing: 1. Marked: Feb 2021: border closed."
    )


def test_a_forecast_has_its_intervals_its_past_and_its_words() -> None:
    chart = fan(
        "Forecast",
        Line("Route A", [Point("2021-01", 50), Point("2021-02", 60)]),
        [Fan("2021-03", 70, 60, 80, 40, 100), Fan("2021-04", 72, 60, 85, 30, 120)],
        past=[Point("2021-02", 55)],
    )

    roles = [one.role for one in chart.wide.shapes]

    assert [roles.count(role) for role in ("band", "inner", "past")] == [1, 1, 1]
    assert (
        "Forecast for Apr 2021: 72; with 50 percent between 60–85, with 80 percent between 30–120." in chart.description
    )
    assert [row.cells for row in chart.table.rows][1:3] == [("60", "", "", "", "55"), ("", "70", "60–80", "40–100", "")]


def test_small_multiples_say_whether_their_heights_may_be_compared() -> None:
    panels = [Panel("A", [Point("2021-01", 10), Point("2021-02", 20)]), Panel("B", [Point("2021-02", 1000)])]

    common, own = multiples("Detections", panels), multiples("Detections", panels, is_common=False)

    assert "All drawings have the same scale: their heights may be compared." in common.notes
    assert "Each drawing has its own scale: compare the course, not the height." in own.notes
    assert steps(common.panels[0]) == steps(common.panels[1])
    assert steps(own.panels[0]) != steps(own.panels[1])


def steps(chart: Chart) -> list[str]:
    return [one.text for one in chart.wide.shapes if one.role == "scale"]


def test_twelve_small_multiples_of_150_months_are_light() -> None:
    values = [(float(step * 7919 % 10007), 0) for step in range(150)]
    chart = multiples("Detections", [Panel(f"Route {index}", line_of("", values).points) for index in range(12)])

    page = render_to_string("design/components/chart.html", {"chart": chart})

    assert sum(len(panel.drawn.encode()) for panel in chart.panels) < 36_000
    assert len(page.encode()) < 64_000


def test_a_name_cannot_break_out_of_the_drawing_or_the_page() -> None:
    chart = lines(
        ATTACK,
        [Line(ATTACK, [Point("2021-01", 5)]), Line("B\x00\x1b", [Point("2021-01", 6)])],
        marks=[Mark("2021-01", ATTACK)],
        unit=ATTACK,
        source=ATTACK,
        notes=[ATTACK],
    )

    page = render_to_string("design/components/chart.html", {"chart": chart})
    alone = to_svg(chart)

    assert "<script" not in page
    assert "<script" not in alone
    assert not [one for one in ElementTree.fromstring(alone).iter() if one.tag.endswith("script")]


def test_a_page_in_arabic_keeps_time_from_left_to_right_and_isolates_its_words() -> None:
    with translation.override("ar"):
        chart = lines("عمليات الرصد", [Line("غرب البلقان 2", [Point("2021-01", 5)]), Line("B", [Point("2021-05", 6)])])
        page = render_to_string("design/components/chart.html", {"chart": chart})

    ticks = [(float(dict(one.places)["x"]), one.text) for one in chart.wide.shapes if one.role == "time"]

    assert ticks == sorted(ticks, key=lambda tick: tick[0])
    assert len(ticks) == 5
    assert 'dir="rtl"' in page
    assert "\N{FIRST STRONG ISOLATE}غرب البلقان 2\N{POP DIRECTIONAL ISOLATE}" in page


def test_years_are_an_axis_of_their_own() -> None:
    chart = lines("Detections", [Line("A", [Point("2019", 5), Point("2020", 6), Point("2022", 7)])])

    assert [len(course) for course in courses(chart.wide)] == [2]
    assert [row.name for row in chart.table.rows] == ["2019", "2020", "2022"]


def test_words_of_marks_do_not_lie_on_each_other() -> None:
    months = [Point(after("2021-01", step), step) for step in range(24)]
    marks = [Mark(after("2021-01", step), "border closed for everybody") for step in (3, 4, 5)]

    chart = lines("Detections", [Line("A", months)], marks=marks)

    heights = [dict(one.places)["y"] for one in chart.wide.shapes if one.text == "border closed for everybody"]
    assert len(set(heights)) == 3
