"""Every class and property names its nearest FollowTheMoney one; the facts about these stand in the vectors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from corridor.core.entities.registry import Registry

VECTOR = Path(__file__).resolve().parents[2] / "vectors" / "ftm-schemata.yaml"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(VECTOR.read_text("utf-8"))
    return found


def properties_of(schema: str, model: dict[str, Any]) -> set[str]:
    own = set(model[schema]["properties"])
    return own.union(*(properties_of(parent, model) for parent in model[schema]["extends"]))


def test_every_class_names_a_schema_that_is_there_and_can_be_made(registry: Registry, model: dict[str, Any]) -> None:
    for name, schema in registry.schemata.items():
        assert schema.ftm in model, name
        assert schema.abstract or not model[schema.ftm].get("abstract"), name


def test_every_property_that_names_one_finds_it_in_a_class_that_has_it(
    registry: Registry, model: dict[str, Any]
) -> None:
    for name, prop in registry.properties.items():
        holders = [schema for schema in registry.schemata.values() if name in schema.properties]
        if prop.ftm is not None:
            assert any(prop.ftm in properties_of(schema.ftm, model) for schema in holders), name


def test_what_a_schema_extends_and_refers_to_is_told_too(model: dict[str, Any]) -> None:
    for name, schema in model.items():
        assert set(schema["extends"]) <= set(model), name
        ranges = {kind.partition(":")[2] for kind in schema["properties"].values() if kind.startswith("entity:")}
        assert ranges <= set(model), name
        ends = set(schema.get("edge", {}).values())
        assert ends | set(schema.get("required", ())) <= properties_of(name, model), name
