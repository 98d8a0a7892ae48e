"""Two periods of one question stand side by side, over the sources that tell of both."""

from __future__ import annotations

import pytest

from corridor.core.access.records import Officer
from corridor.core.picture.codes import Measure
from corridor.core.picture.records import Question
from corridor.web.desk.picture.comparing import Comparison, comparison_for, squares_for
from tests import cast, make, nodes

pytestmark = pytest.mark.store

BEFORE, AFTER = ("2021-01", "2021-12"), ("2022-01", "2022-12")
QUESTION = Question(measure=Measure.DEATHS)


def compared(by: Officer) -> Comparison:
    return comparison_for(by, QUESTION, BEFORE, AFTER)


def test_the_difference_is_that_of_the_answers_to_both_periods(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    for name, day, dead in (("a", "2021-03-01", "4"), ("b", "2022-03-01", "9"), ("c", "2022-04-01", "2..3")):
        make.file(by, make.incident(name, occurred_on=day, dead=dead, route="North", country="XA"))

    found = compared(by)

    assert found.total is not None
    assert (found.total.before, found.total.after) == ((4, 4), (11, 12))
    answers = [make.picture(by, since=since, until=until) for since, until in (BEFORE, AFTER)]
    assert [(one.low, one.high) for one in answers] == [found.total.before, found.total.after]
    assert [(one.part, one.direction) for one in found.routes] == [("North", 1)]
    assert [one.part for one in found.countries] == ["XA"]


def test_a_source_that_tells_of_one_period_only_is_named_and_left_out(node: nodes.Node) -> None:
    by, partner = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    make.file(by, make.incident("a", occurred_on="2021-03-01", dead="4"))
    make.file(by, make.incident("b", occurred_on="2022-03-01", dead="5"))
    make.file(partner, make.incident("c", occurred_on="2021-05-01", dead="90"))

    found = compared(by)

    assert found.total is not None
    assert (found.total.before, found.total.after) == ((4, 4), (5, 5))
    assert [(cover.source, cover.is_compared) for cover in found.covers] == [("XA-POL", True), ("XB-BRD", False)]
    html = cast.client(cast.ANALYST_XA).get("/picture/compare/?a=2021-01&b=2021-12&c=2022-01&d=2022-12")
    assert "left out" in html.content.decode()


def test_map_and_table_of_a_comparison_agree(node: nodes.Node) -> None:
    by, partner = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    for name, day, dead, point in (
        ("a", "2021-03-01", "4", "-35.5,-20"),
        ("b", "2022-03-01", "9", "-35.5,-20"),
        ("c", "2022-03-02", "1", "-31,-25"),
    ):
        make.file(by, make.incident(name, occurred_on=day, dead=dead, point=point))
    make.file(partner, make.incident("a", occurred_on="2021-03-01", dead="6", point="-35.5,-20"))
    make.file(partner, make.incident("other", occurred_on="2021-03-01", dead="600", point="-35.5,-20"))

    found, squares = compared(by), squares_for(by, QUESTION, BEFORE, AFTER)

    assert found.total is not None
    for side in ("before", "after"):
        for edge in (0, 1):
            drawn = sum(getattr(square, side)[edge] for square in squares.values())
            assert drawn == getattr(found.total, side)[edge]


def test_legs_that_came_and_went_are_named(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    ports = [make.draft(name, "Place", name=name, point=f"-35,-2{n}") for n, name in enumerate(("here", "there"))]
    make.file(by, *ports)
    told = {"from_place": make.uid("here"), "to_place": make.uid("there")}
    make.file(by, make.draft("new", "RouteLeg", period="2022-05", **told))
    make.file(by, make.draft("old", "RouteLeg", period="2020-05", **told))

    found = compared(by)

    assert [leg.uid for leg in found.legs_new] == [make.uid("new")]
    assert found.legs_gone == ()


def test_what_one_may_not_see_changes_no_difference(node: nodes.Node) -> None:
    by, partner = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    make.file(by, make.incident("a", occurred_on="2021-03-01", dead="4"))
    make.file(by, make.incident("b", occurred_on="2022-03-01", dead="5"))
    before = compared(partner)

    make.file(by, make.incident("c", occurred_on="2022-03-01"), marked=make.marking("own-authority", "XA-POL"))

    assert compared(partner) == before
    assert compared(by) != before


@pytest.mark.parametrize(
    ("periods", "problem"),
    [("a=nonsense&c=2022-01", "first period"), ("a=2021-01&c=2022-05&d=2022-01", "second period")],
)
def test_a_period_that_cannot_be_read_is_said_and_nothing_is_compared(
    node: nodes.Node, periods: str, problem: str
) -> None:
    answer = cast.client(cast.ANALYST_XA).get(f"/picture/compare/?{periods}")

    assert answer.status_code == 422
    assert problem in answer.content.decode()


@pytest.mark.parametrize("path", ["/picture/danger/", "/picture/compare/", "/picture/compare.geojson"])
def test_pages_of_the_picture_are_only_read_and_only_by_who_may(node: nodes.Node, path: str) -> None:
    assert cast.client(cast.ANALYST_XA).get(path).status_code == 200
    assert cast.client(cast.ANALYST_XA).post(path).status_code == 405
    assert cast.client(cast.ADMINISTRATOR_XA).get(path).status_code == 403
