"""Land and sea are told apart, straits stay, and the small file says what the outlines said."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.picture.ground import Ground, Shape, distance_km, ground_from, ground_read, written

SQUARE = Shape(1, [[(10.0, 10.0), (12.0, 10.0), (12.0, 12.0), (10.0, 12.0), (10.0, 10.0)]])
ISLAND = Shape(2, [[(12.5, 10.5), (13.0, 10.5), (13.0, 11.0), (12.5, 11.0), (12.5, 10.5)]])


@pytest.fixture(scope="module")
def world() -> Ground:
    return ground_read(files("corridor.core.picture").joinpath("ground.bin").read_bytes())


def test_an_outline_is_land_inside_and_sea_outside() -> None:
    ground = ground_from([SQUARE, ISLAND])

    assert ground.landmasses_near(11, 11, 1) == {1}
    assert ground.landmasses_near(10.75, 12.75, 1) == {2}
    assert ground.landmasses_near(0, 0, 1) == frozenset()
    assert not ground.is_sea_near(11, 11, 20)
    assert ground.is_sea_near(11, 11, 130)


def test_a_sea_inside_an_outline_stays_sea() -> None:
    lake = [(10.5, 10.5), (11.5, 10.5), (11.5, 11.5), (10.5, 11.5), (10.5, 10.5)]

    ground = ground_from([Shape(1, [*SQUARE.rings, lake])])

    assert ground.landmasses_near(11, 11, 1) == frozenset()
    assert ground.landmasses_near(10.25, 11, 1) == {1}


def test_land_smaller_than_a_square_is_not_lost() -> None:
    rock = Shape(7, [[(20.01, 20.01), (20.02, 20.01), (20.02, 20.02), (20.01, 20.01)]])

    assert ground_from([rock]).landmasses_near(20.015, 20.015, 5) == {7}


lats = st.floats(-89, 89, allow_nan=False)
lons = st.floats(-180, 180, allow_nan=False)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(lats, lons, st.floats(0.01, 8), st.floats(0.01, 8)), max_size=6), lats, lons)
def test_the_written_form_keeps_everything(
    boxes: list[tuple[float, float, float, float]], lat: float, lon: float
) -> None:
    shapes = [
        Shape(n, [[(w, s), (w + wide, s), (w + wide, s + high), (w, s + high), (w, s)]])
        for n, (s, w, wide, high) in enumerate(boxes, 1)
    ]
    ground = ground_from(shapes, [(lat, lon)])

    again = ground_read(written(ground))

    assert list(again.rows) == list(ground.rows)
    assert again.airports == ground.airports
    assert again.is_airport_near(lat, lon, 20)


@settings(deadline=None)
@given(lats, lons, st.floats(1, 200), st.floats(1, 200))
def test_looking_farther_never_finds_less(world: Ground, lat: float, lon: float, one: float, other: float) -> None:
    near, far = sorted((one, other))

    assert world.landmasses_near(lat, lon, near) <= world.landmasses_near(lat, lon, far)
    assert world.is_sea_near(lat, lon, near) <= world.is_sea_near(lat, lon, far)
    assert world.is_airport_near(lat, lon, near) <= world.is_airport_near(lat, lon, far)


@pytest.mark.parametrize(
    ("lat", "lon", "is_sea", "is_land"),
    [
        (35.5, 12.6, True, True),  # Lampedusa
        (16.97, 7.99, False, True),  # Agadez
        (-35.0, -25.0, True, False),  # the South Atlantic
        (51.13, 1.31, True, True),  # Dover
        (65.0, 179.99, True, True),  # Chukotka, beside the date line
    ],
)
def test_the_real_earth_is_recognised(world: Ground, lat: float, lon: float, is_sea: bool, is_land: bool) -> None:
    assert world.is_sea_near(lat, lon, 60 if is_land else 15) is is_sea
    assert bool(world.landmasses_near(lat, lon, 60)) is is_land


def test_a_strait_parts_two_lands_and_an_isthmus_joins_them(world: Ground) -> None:
    dover, calais = world.landmasses_near(51.13, 1.31, 15), world.landmasses_near(50.95, 1.85, 15)
    cairo, gaza = world.landmasses_near(30.04, 31.24, 15), world.landmasses_near(31.5, 34.47, 15)

    assert not dover & calais
    assert cairo & gaza


def test_distances_are_those_of_the_sphere() -> None:
    assert distance_km((0, 0), (0, 180)) == pytest.approx(20015, abs=5)
    assert distance_km((52.52, 13.405), (48.857, 2.352)) == pytest.approx(878, abs=5)
