"""Attacks that still succeed: expected to fail, each with its finding; whoever closes one takes its line away."""

from __future__ import annotations

import pytest

OPEN: dict[str, str] = {}
"""Tests by name; some hold for one engine or one of their parameters, so that passing is no error."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Expect the open attacks to succeed."""
    for item in items:
        if "tests/web/attacks" in item.nodeid and (finding := OPEN.get(getattr(item, "originalname", item.name))):
            item.add_marker(pytest.mark.xfail(reason=f"hostile review {finding}", strict=False))
