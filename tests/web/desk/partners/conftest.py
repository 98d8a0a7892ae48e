"""A partner that two people accepted, and who signs and confirms in XA."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _partner(db: None) -> None:
    """Introduce the partner."""
    from tests.web.desk.partners import world

    world.introduce()
