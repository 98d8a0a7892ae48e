"""What the page about forecasts says of real series is what was measured, and holds what is promised."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corridor.core.forecasting.codes import Verdict

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "explain" / "forecasts.md"
RESULTS = ROOT / "bench" / "results" / "analysis-forecasts.json"


@pytest.fixture
def measured() -> Any:
    return json.loads(RESULTS.read_text("utf-8"))


def _figures(row: Any) -> str:
    errors = (row["error_shown"], row["error_previous_month"], row["error_last_year"])
    return " | ".join([*(f"{error:,.0f}" for error in errors), f"{100 * row['coverage_80']:.0f} %"])


def test_the_page_tells_the_errors_that_were_measured(measured: Any) -> None:
    page = PAGE.read_text("utf-8").replace("**", "")
    routes = {row["series"]: row for row in measured["routes"]}

    for name in measured["pooled"]["routes"]:
        row = routes[name]
        verdict = "better than naive" if row["verdict"] == Verdict.BETTER else "no better than naive"
        assert f"| {name.removesuffix(' Route')} | {verdict} | {_figures(row)} |" in page
    assert f"| the six together | | {_figures(measured['pooled'])} |" in page


def test_what_is_shown_errs_no_more_than_the_previous_month_and_intervals_hold_what_they_promise(measured: Any) -> None:
    for pooled in (measured["pooled"], measured["others_pooled"]):
        assert pooled["ratio"] <= 1.0
        assert 0.72 <= pooled["coverage_80"] <= 0.88


def test_nothing_that_may_leave_erred_more_than_a_naive_rule_since_it_is_judged(measured: Any) -> None:
    for row in measured["others"]:
        if row.get("may_leave"):
            assert row["ratio"] < 1
            assert row["error_shown"] <= row["error_last_year"]
