"""Deaths stand beside detected crossings with both coverages; a rate stands only where both cover the same months."""

from __future__ import annotations

from typing import Any

import pytest

from corridor.core.access.records import Officer
from corridor.core.picture.danger import Danger, Unassessed
from corridor.core.picture.records import Question
from corridor.web.desk.picture.danger import dangers_for
from tests import cast, make, nodes

pytestmark = pytest.mark.store

ROUTE = "Western Mediterranean"


def deaths(by: Officer, *rows: tuple[str, str, int], **changes: Any) -> None:
    """Load a published series of deaths: key, day, dead."""
    fields = {
        "incident_kind": {"constant": "shipwreck"},
        "occurred_on": {"column": "day", "style": ["iso"]},
        "dead": {"column": "dead"},
        "route": {"column": "place"},
    }
    mapping = make.mapping("deaths", fields=fields, **changes)
    make.load(by, make.table([[key, day, str(dead), ROUTE] for key, day, dead in rows]), mapping=mapping)


def crossings(by: Officer, *rows: tuple[str, str, int], route: str = f"{ROUTE} Route") -> None:
    """Load a published series of detections: key, month, detections."""
    fields = {
        "series": {"constant": "border-detections"},
        "period": {"column": "day", "style": ["iso"]},
        "detections": {"column": "dead"},
        "route": {"column": "place"},
    }
    mapping = make.mapping(
        "crossings",
        entity="SeriesObservation",
        fields=fields,
        recognise={"needs": ["ref", "day", "dead", "place", "note"]},
    )
    make.load(by, make.table([[key, month, str(many), route] for key, month, many in rows]), mapping=mapping)


def only(by: Officer, **question: Any) -> Danger:
    (one,) = dangers_for(by, Question(**question))[0]
    return one


def test_a_month_in_which_a_series_records_nobody_counts_as_none_and_not_as_a_gap(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    deaths(by, ("A", "2021-01-03", 6), ("B", "2021-03-09", 3))
    crossings(by, *((f"C{month}", f"2021-0{month}", 1000) for month in (1, 2, 3)))

    found = only(by)

    assert found.rate == (3.0, 3.0)
    assert found.deaths is not None
    assert found.deaths.months == 3


def test_the_names_that_publishers_give_one_route_are_one_route(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    deaths(by, ("A", "2021-01-03", 6))
    crossings(by, ("C", "2021-01", 1000))

    assert only(by).rate == (6.0, 6.0)
    assert only(by, route=ROUTE).rate == only(by, route=f"{ROUTE} Route").rate == (6.0, 6.0)


def test_routes_that_are_not_the_same_are_never_put_in_one_line(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    deaths(by, ("A", "2021-01-03", 6))
    crossings(by, ("C", "2021-01", 1000), route="Eastern Mediterranean Route")

    found = {one.route: one for one in dangers_for(by, Question())[0]}

    assert {route: one.reason for route, one in found.items()} == {
        ROUTE: Unassessed.NO_CROSSINGS,
        "Eastern Mediterranean Route": Unassessed.NO_DEATHS_SERIES,
    }


def test_reports_claim_no_coverage_so_that_no_rate_rests_on_them(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.file(by, make.incident("wreck", dead="7", route=ROUTE))
    crossings(by, ("C", "2021-03", 1000))

    assert only(by).reason is Unassessed.NO_DEATHS_SERIES


def test_a_narrower_question_than_the_crossings_can_answer_is_not_assessed(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    deaths(by, ("A", "2021-01-03", 6))
    crossings(by, ("C", "2021-01", 1000))

    assert only(by, kind="shipwreck").reason is Unassessed.NARROWED


def test_a_series_that_one_may_not_see_is_no_numerator(node: nodes.Node) -> None:
    by, partner = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    deaths(by, ("A", "2021-01-03", 6), marking="own-authority")
    crossings(by, ("C", "2021-01", 1000))

    assert only(by).rate == (6.0, 6.0)
    assert only(partner).reason is Unassessed.NO_DEATHS_SERIES


def test_the_page_shows_both_coverages_side_by_side(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    deaths(by, ("A", "2021-01-03", 6))
    crossings(by, ("C", "2021-01", 1000), ("D", "2021-02", 500))
    client = cast.client(cast.ANALYST_XA)

    whole = client.get("/picture/danger/").content.decode()
    wider = client.get("/picture/danger/?since=2021-01&until=2021-02").content.decode()

    assert ">6.0<" in whole
    assert "<strong>cannot be assessed" not in whole
    assert "<strong>cannot be assessed" in wider
    assert "2 months, January 2021 to February 2021" in wider
    assert "1 month, January 2021" in wider
