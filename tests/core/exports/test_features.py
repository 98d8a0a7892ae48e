"""GeoJSON: a point only where a source shares one, longitude first, nothing averaged."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.exports.exchange.features import feature
from corridor.core.exports.rules import told_places
from tests.core.exports import make


def drawn(item: Any) -> dict[str, Any]:
    return feature(item, shelf.registry())


def test_a_point_stands_longitude_first() -> None:
    assert drawn(make.incident(point="-35.5,-20"))["geometry"] == {"type": "Point", "coordinates": [-20.0, -35.5]}


def test_a_thing_without_a_point_has_no_geometry() -> None:
    assert drawn(make.incident(region="Ashmar"))["geometry"] is None


def test_two_points_stay_two() -> None:
    both = make.together(make.incident(point="1,2"), make.incident(point="3,4", record=2))

    assert drawn(both)["geometry"] == {"type": "MultiPoint", "coordinates": [[2.0, 1.0], [4.0, 3.0]]}


def test_each_feature_names_its_markings_and_sources() -> None:
    properties = drawn(make.incident(dead="3"))["properties"]

    assert properties["handling"] == [make.HANDLINGS[1]._asdict()]
    assert properties["sources"] == ["iom-missing-migrants"]


def test_a_result_that_says_nothing_of_harm_is_marked_incomplete_and_only_such_a_one() -> None:
    sweep = make.thing("Operation", arrests="12")
    none_found = make.thing("Operation", record=2, harm_to_migrants="none-found")

    assert drawn(sweep)["properties"]["incomplete"] == ["harm_to_migrants"]
    for item in (none_found, make.together(sweep, none_found), make.incident(dead="3")):
        assert "incomplete" not in drawn(item)["properties"]


def test_a_text_that_had_no_code_stands_beside_what_was_decided() -> None:
    said = (make.said("kind", "Incident"), make.said("transport", "truck"))
    parked = (make.parked("transport", "inflatable-boat", "Zodiac"), make.parked("transport", "parked", "Pa\ntera"))

    properties = drawn(make.item(*said, *parked))["properties"]

    assert properties["transport"] == ["truck", "inflatable-boat", "parked"]
    assert properties["as_recorded"] == {"transport": ["Zodiac", "Pa tera"]}
    assert "as_recorded" not in drawn(make.item(*said))["properties"]


@given(st.floats(-90, 90).map(lambda v: round(v, 5)), st.floats(-180, 180).map(lambda v: round(v, 5)))
def test_every_feature_is_valid_json_inside_the_world(lat: float, lon: float) -> None:
    written = json.dumps(drawn(make.incident(point=f"{lat},{lon}")), allow_nan=False)

    found_lon, found_lat = json.loads(written)["geometry"]["coordinates"]
    assert -180 <= found_lon <= 180
    assert -90 <= found_lat <= 90


@pytest.mark.parametrize("precision", ["area", "region", "country", "unknown"])
def test_a_point_that_stands_for_an_area_does_not_leave(precision: str) -> None:
    item = make.incident(point="-35.5,-20", place_precision=precision)

    left = told_places(item.said, item.said)

    assert "point" not in {one.prop for one in left}


def test_a_precision_that_does_not_leave_keeps_the_point_back_all_the_same() -> None:
    item = make.incident(point="-35.5,-20", place_precision="region")
    leaving = [one for one in item.said if one.prop != "place_precision"]

    assert "point" not in {one.prop for one in told_places(leaving, item.said)}


def test_the_precision_of_one_source_does_not_hide_the_point_of_another() -> None:
    coarse = make.incident(point="1,2", place_precision="region")
    exact = make.incident(point="3,4", place_precision="exact", record=2)
    both = make.together(coarse, exact)

    assert [one.value for one in told_places(both.said, both.said) if one.prop == "point"] == ["3,4"]
