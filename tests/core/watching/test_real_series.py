"""What the watch raises on real series is what the page of alerts says."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

EXPLAIN = Path(__file__).resolve().parents[3] / "docs" / "explain"


def maker() -> Any:
    """Return the script that makes the tables."""
    spec = importlib.util.spec_from_file_location("make_alerts", EXPLAIN / "make_alerts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_alerts_tells_what_the_test_raises_on_real_series() -> None:
    page = (EXPLAIN / "alerts.md").read_text("utf-8").splitlines()

    made = list(maker().made(shuffles=False))

    assert len([line for line in made if line.startswith("| 20")]) > 5
    assert [line for line in made if line and line not in page] == []
    assert [line for line in page if line.startswith("| 20") and line not in made] == []
