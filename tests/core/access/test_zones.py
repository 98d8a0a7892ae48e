"""Protection and enforcement never stand on one account, whatever else stands there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.access.codes import Zone
from corridor.core.access.errors import DutiesJoined, ZonesJoined
from corridor.core.access.rules import check_duties, check_zone

FUNCTIONS = shelf.functions()
DUTIES = [(one.code, purpose) for one in FUNCTIONS.values() for purpose in one.purposes]
ZONES = ("desk", "protection")


@given(st.lists(st.sampled_from(DUTIES), max_size=6), st.sampled_from(ZONES))
def test_whatever_is_let_through_is_of_one_zone(duties: list[tuple[str, str]], zone: str) -> None:
    try:
        check_duties(duties, FUNCTIONS, zone=zone)
    except (ZonesJoined, DutiesJoined):
        return
    assert {FUNCTIONS[function].zone for function, _ in duties} <= {Zone.ANY, Zone(zone)}


@given(st.lists(st.sampled_from(DUTIES), max_size=6), st.sampled_from(DUTIES))
def test_a_mix_of_both_zones_is_refused_in_either(duties: list[tuple[str, str]], one: tuple[str, str]) -> None:
    mixed = [*duties, one, ("analyst", "research"), ("protection-officer", "protection")]

    for zone in ZONES:
        with pytest.raises(ZonesJoined):
            check_duties(mixed, FUNCTIONS, zone=zone)


@pytest.mark.parametrize("function", [code for code, one in FUNCTIONS.items() if one.zone is Zone.PROTECTION])
def test_a_function_of_protection_is_refused_at_the_desk(function: str) -> None:
    with pytest.raises(ZonesJoined) as refused:
        check_zone([function], FUNCTIONS, zone="desk")

    assert refused.value.params == {"function": function, "zone": "protection"}


def test_oversight_and_administration_belong_to_both() -> None:
    for zone in ZONES:
        check_zone(["overseer", "administrator"], FUNCTIONS, zone=zone)
