"""The written form of bindings, as a node keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from corridor.core.briefings.codes import Asks
from corridor.core.briefings.records import Binding


def written(bindings: Mapping[str, Binding]) -> dict[str, dict[str, str]]:
    """Return bindings as what JSON can hold."""
    return {name: {key: str(value) for key, value in asdict(one).items()} for name, one in bindings.items()}


def read(document: Mapping[str, Mapping[str, Any]]) -> dict[str, Binding]:
    """Return the bindings that were written."""
    return {name: Binding(**{**one, "asks": Asks(one["asks"])}) for name, one in document.items()}
