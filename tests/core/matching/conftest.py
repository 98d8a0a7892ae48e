"""The registry as it ships."""

from __future__ import annotations

import pytest

from corridor import shelf
from corridor.core.entities.registry import Registry


@pytest.fixture(scope="session")
def registry() -> Registry:
    return shelf.registry()
