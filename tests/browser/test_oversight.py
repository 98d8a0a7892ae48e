"""The overseer's desk in a browser: on a telephone, from right to left, with and without script."""

from __future__ import annotations

from typing import Any

import pytest

from corridor.demo.cast import OFFICERS
from tests.browser.test_pages import AXE, TELEPHONE

OVERSIGHT = ("/ledger/", "/ledger/heads/", "/ledger/acts/", "/ledger/readings/", "/ledger/staff/")
OVERSEER = next(officer.handle for officer in OFFICERS if "overseer" in officer.functions)


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_no_page_of_oversight_is_wider_than_a_telephone_or_shuts_anybody_out(visit: Any, locale: str) -> None:
    visitor = visit(OVERSEER, locale=locale, **TELEPHONE)

    found = []
    for path in OVERSIGHT:
        page = visitor.goes(path)
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found += [f"{path}: {over} too wide"] if over > 0 else []
        if AXE.exists():
            page.evaluate(AXE.read_text(encoding="utf-8"))
            result = page.evaluate("axe.run(document, {preload: false, resultTypes: ['violations']})")
            found += [f"{path}: {one['id']}: {one['nodes'][0]['target']}" for one in result["violations"]]

    assert found == []


@pytest.mark.parametrize("script", [True, False])
def test_an_overseer_verifies_gives_a_head_away_and_compares_it_later(visit: Any, script: bool) -> None:
    page = visit(OVERSEER, java_script_enabled=script).goes("/ledger/heads/")
    with page.expect_download() as handed:
        page.locator("table a[download]").first.click()
    head = handed.value.path().read_text()

    page.goto(page.url.replace("heads/", ""))
    page.get_by_role("button", name="Verify now").click()
    page.get_by_text("The ledger is whole.").wait_for()
    page.get_by_role("link", name="Heads and proofs").click()
    page.locator("#head").fill(head)
    page.get_by_role("button", name="Compare").click()

    page.get_by_text("The ledger continues the head of").wait_for()
    with page.expect_download() as handed:
        page.get_by_role("button", name="Download the proof").first.click()
    assert '"consistency"' in handed.value.path().read_text()
