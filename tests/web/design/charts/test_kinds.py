"""The other kinds of charts: what they draw, what they say of what is not known, and what they keep to themselves."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.kernel.months import after
from corridor.web.design.charts.bars import Bar, bars
from corridor.web.design.charts.before_after import Effect, before_after
from corridor.web.design.charts.calendar import calendar, shade
from corridor.web.design.charts.document import to_svg
from corridor.web.design.charts.flow import Flow, flow
from corridor.web.design.charts.pyramid import SUPPRESSED, AgeGroup, Count, pyramid
from corridor.web.design.charts.records import Chart, Line, Mark, Point
from corridor.web.design.charts.shapes import Drawing

ATTACK = "<script>alert(1)</script>"
LEG = [Point(after("2021-01", step), 100 - 3 * step) for step in range(24)]


def rects(drawing: Drawing, *roles: str) -> list[dict[str, float]]:
    found = (one for one in drawing.shapes if one.tag == "rect" and one.role in roles)
    return [{name: float(value) for name, value in one.places} for one in found]


@settings(max_examples=30)
@given(st.lists(st.one_of(st.none(), st.integers(-(10**9), 10**9)), min_size=1, max_size=12))
def test_every_bar_stands_inside_the_drawing_and_in_the_table(values: list[int | None]) -> None:
    chart = bars(
        "Change",
        [Bar(str(index), value, value and value - 5, value and value + 5) for index, value in enumerate(values)],
        number=repr,
    )

    for drawing in (chart.wide, chart.narrow or chart.wide):
        for one in rects(drawing, "bar", "estimate"):
            assert one["x"] >= 0
            assert one["x"] + one["width"] <= drawing.width
            assert one["y"] + one["height"] <= drawing.height
    told = [row.cells[0] for row in chart.table.rows]
    assert told == ["no figure" if value is None else repr(value) for value in values]


def test_an_effect_whose_interval_includes_zero_is_said_to_be_none() -> None:
    measure = {"since": Mark("2022-01", "wall finished"), "comparisons": [Line("Elsewhere", LEG)]}

    unsure = before_after("Wall", Line("Leg", LEG), effect=Effect(-20, -60, 15), **measure)  # type: ignore[arg-type]  # as named
    sure = before_after("Wall", Line("Leg", LEG), effect=Effect(-20, -30, -15), **measure)  # type: ignore[arg-type]  # as named

    said = "The interval includes 0: no effect can be told from chance."
    assert said in unsure.notes
    assert said not in sure.notes
    assert said in unsure.description


def test_a_measure_has_its_date_its_period_and_its_comparisons_drawn_thin() -> None:
    chart = before_after("Wall", Line("Leg", LEG), [Line("A", LEG), Line("B", LEG)], since=Mark("2022-01", "wall"))

    roles = [one.role for one in chart.wide.shapes]

    assert [roles.count(role) for role in ("mark", "period", "line", "faint")] == [1, 1, 1, 2]


@settings(max_examples=30)
@given(
    st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("XYZ"), st.integers(1, 10**9)), min_size=1, max_size=9)
)
def test_what_leaves_and_what_arrives_is_as_thick_as_what_flows(found: list[tuple[str, str, int]]) -> None:
    chart = flow("Flows", [Flow(*one) for one in found])

    nodes = rects(chart.wide, "node")
    sides = sorted({one["x"] for one in nodes})
    left, right = ([one for one in nodes if one["x"] == side] for side in sides)

    assert sum(one["height"] for one in left) == pytest.approx(sum(one["height"] for one in right), abs=2)
    assert all(one["y"] >= 0 and one["y"] + one["height"] <= chart.wide.height for one in nodes)
    assert len(chart.table.rows) == len(found)


def test_a_flow_without_a_figure_is_counted_and_not_drawn() -> None:
    chart = flow("Flows", [Flow("A", "X", 10), Flow("B", "X"), Flow("C", "X", 0)])

    assert "Not drawn, because no figure was told: 1." in chart.notes
    assert [row.cells[1] for row in chart.table.rows] == ["10", "no figure", "0"]
    assert "B" not in "".join(one.text for one in chart.wide.shapes)


def test_a_missing_month_of_a_calendar_is_an_open_box_and_zero_the_lightest() -> None:
    chart = calendar("Year", [Point("2020-11", 0), Point("2020-12"), Point("2021-01", 10)])

    boxes = {one.role: dict(one.places)["d"].count("M") for one in chart.wide.shapes if one.tag == "path"}

    assert boxes == {"heat-0": 1, "gone": 1, "heat-5": 1}
    assert chart.table.rows[0].cells[10:] == ("0", "missing")
    assert chart.table.rows[1].cells[0] == "10"


@given(st.floats(0, 10**9), st.floats(0, 10**9))
def test_the_higher_of_two_figures_is_never_shown_fainter(one: float, other: float) -> None:
    low, high = sorted((one, other))

    assert shade(low, high) <= shade(high, high) <= 5


def test_a_suppressed_number_is_nowhere_in_a_chart_even_when_it_was_handed_over() -> None:
    groups = [
        AgeGroup("0–4", Count(4711, is_suppressed=True), Count(20), SUPPRESSED),
        AgeGroup("5–9", Count(), Count(0)),
    ]

    chart = pyramid("People", groups, number=str)
    everything = render_to_string("design/components/chart.html", {"chart": chart}) + to_svg(chart) + repr(chart)

    assert "4711" not in everything
    assert [row.cells for row in chart.table.rows] == [
        ("suppressed", "20", "suppressed"),
        ("not told", "0", "not told"),
    ]


def test_the_width_of_a_suppressed_box_says_nothing() -> None:
    small = pyramid("People", [AgeGroup("0–4", Count(1, is_suppressed=True), Count(20))])
    large = pyramid("People", [AgeGroup("0–4", Count(19, is_suppressed=True), Count(20))])

    assert small.wide == large.wide


def test_those_of_unknown_sex_have_bars_of_their_own() -> None:
    chart = pyramid("People", [AgeGroup("0–4", Count(10), Count(20), Count(30))])

    wide = [one["width"] for one in rects(chart.wide, "bar")]

    assert wide[1] == pytest.approx(2 * wide[0], abs=0.2)
    assert wide[2] == pytest.approx(3 * wide[0], abs=0.2)


def kinds(name: str) -> tuple[Chart, ...]:
    return (
        bars(name, [Bar(name, 5, 3, 8), Bar(name)], unit=name, source=name),
        before_after(
            name, Line(name, LEG), [Line(name, LEG)], since=Mark("2022-01", name), effect=Effect(1, 0, 2, name)
        ),
        flow(name, [Flow(name, name, 5)], sides=(name, name)),
        calendar(name, LEG, unit=name),
        pyramid(name, [AgeGroup(name, Count(5), SUPPRESSED)]),
    )


def test_no_kind_lets_a_name_break_out_or_carries_what_the_policy_refuses() -> None:
    for chart in kinds(ATTACK):
        page = render_to_string("design/components/chart.html", {"chart": chart})
        alone = ElementTree.fromstring(to_svg(chart))

        assert "<script" not in page
        assert not re.search(r"\s(style|on[a-z]+|href)\s*=", page)
        assert not [one for one in alone.iter() if one.tag.endswith(("script", "style"))]
        assert not [name for one in alone.iter() for name in one.attrib if name in ("class", "style", "href")]


@pytest.mark.parametrize(
    "chart",
    [
        bars("B", []),
        bars("B", [Bar("A")]),
        flow("F", []),
        calendar("C", []),
        calendar("C", [Point("2021-01")]),
        pyramid("P", []),
    ],
    ids=lambda chart: chart.title,
)
def test_nothing_is_said_rather_than_drawn(chart: Chart) -> None:
    assert chart.is_empty
    assert "no figure" in chart.description
    assert "<svg" in to_svg(chart)
