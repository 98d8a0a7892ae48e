from __future__ import annotations

import json
from itertools import combinations, pairwise

import pytest

from corridor.demo import coast


def test_the_file_is_what_the_code_draws() -> None:
    assert coast.FILE.read_text("utf-8") == coast.written()


def test_everything_lies_in_the_empty_part_of_the_south_atlantic() -> None:
    drawing = json.loads(coast.FILE.read_text("utf-8"))

    for feature in drawing["features"]:
        geometry = feature["geometry"]
        points = [geometry["coordinates"]] if geometry["type"] == "Point" else geometry["coordinates"]
        for lon, lat in coast.points_of(points):
            assert -34 <= lon <= -18
            assert -42 <= lat <= -30


def test_every_state_says_that_it_is_invented() -> None:
    assert all("(invented)" in name for name in coast.STATES.values())


@pytest.mark.parametrize("port", coast.PORTS, ids=lambda port: port.key)
def test_every_port_lies_in_its_state(port: coast.Port) -> None:
    assert coast.state_at(coast.rings(), port.lat, port.lon) == port.country


@pytest.mark.parametrize("code", coast.STATES)
def test_outlines_are_closed_run_counter_clockwise_and_never_cross_themselves(code: str) -> None:
    ring = coast.rings()[code]

    assert ring[0] == ring[-1]
    assert sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) > 0
    assert not any(cross(*first, *second) for first, second in combinations(pairwise(ring), 2))


def test_the_sea_crossings_lead_from_state_to_state_and_the_southern_one_is_longer() -> None:
    places = {port.key: port for port in coast.PORTS}
    length = {
        crossing.key: abs(places[crossing.start].lon - places[crossing.end].lon)
        for crossing in coast.CROSSINGS
        if crossing.border_type == "sea"
    }

    assert length["sea-south"] > 1.4 * length["sea-north"]


def cross(a: coast.Point, b: coast.Point, c: coast.Point, d: coast.Point) -> bool:
    """Tell whether two stretches cross."""

    def side(p: coast.Point, q: coast.Point, r: coast.Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
