"""Legs that their transport cannot connect are flagged; legs that it can, and legs too little is known of, are not."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.picture.codes import Doubt
from corridor.core.picture.ground import Ground, distance_km, ground_read
from corridor.core.picture.legs import End, Leg
from corridor.core.picture.plausibility import Reach, flags_of, least_km

REACHES = shelf.reaches()
AGADEZ = End("Agadez", "", 16.97, 7.99)
SEBHA = End("Sebha", "", 27.04, 14.43)
TRIPOLI = End("Tripoli", "", 32.9, 13.18)
LAMPEDUSA = End("Lampedusa", "", 35.5, 12.6)
DOVER, CALAIS = End("Dover", "", 51.13, 1.31), End("Calais", "", 50.95, 1.85)
ADRIFT = End("Somewhere", "", -35.0, -25.0)


@pytest.fixture(scope="module")
def world() -> Ground:
    return ground_read(files("corridor.core.picture").joinpath("ground.bin").read_bytes())


def leg(start: End, end: End, *transports: str, hours: float = 0, distance: float = 0) -> Leg:
    return Leg(
        "f" * 32,
        start,
        end,
        transports=transports,
        hours=(hours,) if hours else (),
        distances_km=(distance,) if distance else (),
    )


def doubts(found: Leg, world: Ground) -> list[Doubt]:
    return [flag.doubt for flag in flags_of(found, REACHES, world)]


@pytest.mark.parametrize("transport", ["lorry", "car", "bus", "train", "on-foot", "animal"])
def test_nothing_drives_or_walks_to_an_island(world: Ground, transport: str) -> None:
    assert doubts(leg(TRIPOLI, LAMPEDUSA, transport), world) == [Doubt.SEA_BETWEEN]
    assert doubts(leg(CALAIS, DOVER, transport), world) == [Doubt.SEA_BETWEEN]


def test_what_its_transport_connects_is_not_flagged(world: Ground) -> None:
    assert doubts(leg(AGADEZ, SEBHA, "lorry", hours=60), world) == []
    assert doubts(leg(TRIPOLI, LAMPEDUSA, "inflatable-boat", hours=30), world) == []
    assert doubts(leg(TRIPOLI, LAMPEDUSA, "aircraft", hours=1), world) == []
    assert doubts(leg(CALAIS, DOVER, "ship", hours=2), world) == []


def test_no_boat_goes_into_the_desert(world: Ground) -> None:
    assert doubts(leg(AGADEZ, SEBHA, "fishing-vessel"), world) == [Doubt.START_INLAND, Doubt.END_INLAND]
    assert doubts(leg(AGADEZ, TRIPOLI, "wooden-boat"), world) == [Doubt.START_INLAND]


def test_a_river_explains_a_boat_inland(world: Ground) -> None:
    river = replace(leg(AGADEZ, SEBHA, "inflatable-boat"), hazards=("river",))

    assert doubts(river, world) == []


def test_nobody_walks_a_desert_in_a_day(world: Ground) -> None:
    flags = flags_of(leg(AGADEZ, SEBHA, "on-foot", hours=24), REACHES, world)

    assert [flag.doubt for flag in flags] == [Doubt.TOO_FAST]
    assert (flags[0].told or 0) > 1000 > (flags[0].possible or 0)


def test_a_stated_distance_shorter_than_the_straight_line_is_flagged(world: Ground) -> None:
    assert doubts(leg(AGADEZ, SEBHA, "lorry", distance=300), world) == [Doubt.DISTANCE_TOO_SHORT]


def test_no_aircraft_lands_where_no_airport_is_known(world: Ground) -> None:
    assert doubts(leg(ADRIFT, TRIPOLI, "aircraft"), world) == [Doubt.NO_AIRPORT]


def test_each_of_several_transports_is_judged_by_itself(world: Ground) -> None:
    flags = flags_of(leg(TRIPOLI, LAMPEDUSA, "inflatable-boat", "lorry"), REACHES, world)

    assert [(flag.doubt, flag.transport) for flag in flags] == [(Doubt.SEA_BETWEEN, "lorry")]


def test_nothing_is_judged_of_a_place_of_which_only_the_country_is_known(world: Ground) -> None:
    somewhere = LAMPEDUSA._replace(precision="country")

    assert doubts(leg(TRIPOLI, somewhere, "lorry", hours=1, distance=1), world) == []


def test_every_means_of_the_vocabulary_is_judged_or_left_out_on_purpose() -> None:
    known = shelf.registry().vocabularies["transport"].terms

    assert known.keys() - REACHES.keys() <= {"other", "unknown", "freight-container"}
    assert REACHES.keys() <= known.keys()


lats, lons = st.floats(-80, 80, allow_nan=False), st.floats(-180, 180, allow_nan=False)
precisions = st.sampled_from([None, "exact", "locality", "area", "region", "country", "unknown"])
ends = st.builds(lambda lat, lon, precision: End("", "", lat, lon, precision), lats, lons, precisions)
transports = st.sampled_from(sorted(REACHES))


@given(ends, ends, transports, st.floats(0.1, 500))
def test_a_leg_told_backwards_is_as_doubtful(world: Ground, one: End, other: End, transport: str, hours: float) -> None:
    turned = {Doubt.START_INLAND: Doubt.END_INLAND, Doubt.END_INLAND: Doubt.START_INLAND}

    there = doubts(leg(one, other, transport, hours=hours), world)
    back = doubts(leg(other, one, transport, hours=hours), world)

    assert sorted(there) == sorted(turned.get(doubt, doubt) for doubt in back)


@given(ends, ends, transports, st.floats(0.1, 500), st.floats(1, 4))
def test_more_time_and_less_precision_never_add_a_doubt(
    world: Ground, one: End, other: End, transport: str, hours: float, times: float
) -> None:
    start, end = one._replace(precision="exact"), other._replace(precision="exact")

    fine = set(doubts(leg(start, end, transport, hours=hours), world))
    coarse = set(doubts(leg(one, other, transport, hours=hours), world))
    slow = set(doubts(leg(start, end, transport, hours=hours * times), world))

    assert coarse <= fine
    assert slow <= fine


@given(ends, ends, st.sampled_from(sorted(REACHES)))
def test_a_leg_at_a_possible_speed_is_never_too_fast(world: Ground, one: End, other: End, transport: str) -> None:
    reach: Reach = REACHES[transport]
    least = least_km(leg(one, other, transport)) or 0.0

    hours = max(least / reach.kmh, 24 * least / reach.km_day, 0.01)

    assert Doubt.TOO_FAST not in doubts(leg(one, other, transport, hours=hours * 1.001), world)
    assert least <= distance_km((one.lat or 0, one.lon or 0), (other.lat or 0, other.lon or 0))
