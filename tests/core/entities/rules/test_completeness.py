"""What an operation must say of harm to migrants before it is complete."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.entities.rules.completeness import EXPECTED, lacking

kinds = st.sets(st.sampled_from(shelf.registry().kinds()))
props = st.sets(st.sampled_from(sorted(shelf.registry().properties)))


@pytest.mark.parametrize("kind", ["Operation", "Measure"])
def test_a_result_without_harm_to_migrants_is_incomplete(kind: str) -> None:
    assert lacking([kind], ["name", "arrests"]) == ("harm_to_migrants",)
    assert lacking([kind], ["name", "harm_to_migrants"]) == ()


def test_every_expected_property_is_one_of_its_kind_with_a_way_to_say_none() -> None:
    for kind, expected in EXPECTED.items():
        assert set(expected) <= set(shelf.registry().schemata[kind].properties)
    assert "none-found" in shelf.vocabularies()["harm-to-migrants"].terms


@given(kinds, props, props)
def test_to_say_more_never_makes_a_thing_less_complete(of: set[str], said: set[str], more: set[str]) -> None:
    assert set(lacking(of, said | more)) <= set(lacking(of, said))
