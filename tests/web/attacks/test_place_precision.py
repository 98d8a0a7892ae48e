"""Somebody wants the exact place where only a region was shared: the map must not carry it, whatever is asked."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.entities.records import Draft
from corridor.core.picture.places import SQUARES, shown_point
from tests import cast, make, nodes

pytestmark = pytest.mark.store

EXACT = "-35.47283,-20.91827"
ADDRESSES = (
    "/picture/",
    "/picture/?measure=incidents&legs=people&places=name",
    "/picture/map.geojson",
    "/picture/map.geojson?measure=incidents",
    "/picture/map.geojson?measure=incidents&place=ashmar",
    "/picture/map.geojson?measure=incidents&since=2021-03&until=2021-03&country=XA",
    "/picture/compare.geojson?measure=incidents&a=2021-01&b=2021-02&c=2021-03&d=2021-03",
    "/picture/compare/?measure=incidents&a=2021-01&b=2021-02&c=2021-03&d=2021-03",
)
FINE = re.compile(r"35\.4[67]\d|20\.9[12]\d|\b-35\.47|\b-20\.92")


def texts(member: cast.Member) -> list[str]:
    client = cast.client(member)
    return [client.get(address).content.decode() for address in ADDRESSES]


def test_a_point_told_for_a_region_only_is_nowhere_on_the_map(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)

    make.file(by, make.incident("wreck", point=EXACT, place_precision="region", country="XA"))

    for text in texts(cast.ANALYST_XA):
        assert not FINE.search(text)
    features = cast.client(cast.ANALYST_XA).get("/picture/map.geojson?measure=incidents").json()["features"]
    (found,) = [one for one in features if one["properties"]["things"]]
    assert found["geometry"]["coordinates"] == [-20.5, -35.5]
    assert found["properties"]["precision"] == "region"


def test_a_point_under_another_marking_is_nowhere_on_the_map_and_the_region_is(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    own = make.marking("own-authority", "XA-POL")
    exact = make.draft("wreck", "Incident", incident_kind="shipwreck", point=EXACT)
    shared = make.incident("wreck", point=None, place_text=None, region="Southern strait", country="FR")

    make.file(by, shared)
    make.file(by, exact, marked=own)

    for text in texts(cast.ANALYST_XB):
        assert not FINE.search(text)
    drawn = cast.client(cast.ANALYST_XB).get("/picture/map.geojson?measure=incidents").json()["features"]
    (region,) = [one for one in drawn if one["properties"].get("unplaced")]
    assert region["geometry"]["coordinates"] == [2.5, 46.6]
    assert region["properties"]["precision"] == "region"
    own_map = cast.client(cast.ANALYST_XA).get("/picture/map.geojson?measure=incidents").content.decode()
    assert "-35.47283" in own_map


def test_the_end_of_a_leg_told_for_a_region_only_is_drawn_there(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.file(by, place("start", EXACT, "region"), place("end", "-33.1,-30.2", "exact"))
    make.file(by, make.draft("leg", "RouteLeg", from_place=make.uid("start"), to_place=make.uid("end")))

    for text in texts(cast.ANALYST_XA):
        assert not FINE.search(text)
    drawn = cast.client(cast.ANALYST_XA).get("/picture/map.geojson").json()["features"]
    (line,) = [one for one in drawn if one["properties"].get("mark") == "leg"]
    assert line["geometry"]["coordinates"] == [[-20.5, -35.5], [-30.2, -33.1]]
    assert line["properties"]["precision"] == "region"
    assert json.dumps(line).count("35.47") == 0


def place(name: str, point: str, precision: str) -> Draft:
    return make.draft(name, "Place", name=name.title(), point=point, place_precision=precision, place_kind="port")


@given(st.floats(-90, 90), st.floats(-180, 180), st.sampled_from(sorted(SQUARES)))
def test_every_point_of_one_square_is_drawn_at_the_same_place(lat: float, lon: float, precision: str) -> None:
    size = SQUARES[precision]

    at = shown_point(lat, lon, precision)

    assert shown_point(*at, precision) == at
    assert abs(at[0] - lat) <= size
    assert abs(at[1] - lon) <= size
    assert -90 <= at[0] <= 90
    assert -180 <= at[1] <= 180
    assert (at[0] - size / 2) % size == pytest.approx(0, abs=1e-9) or lat == 90


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_what_is_told_exactly_is_drawn_exactly(lat: float, lon: float) -> None:
    assert shown_point(lat, lon, "exact") == shown_point(lat, lon, None) == (lat, lon)
