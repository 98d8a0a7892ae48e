"""A protection officer works a case in a real browser: on a telephone, by keyboard, without script, in Arabic."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from corridor.core.casework.codes import MUST_EXPLAIN
from tests.browser.conftest import READY_SECONDS, Reception, Visitor

TELEPHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 800}, "java_script_enabled": False, "locale": "ar"}


@pytest.fixture(scope="module")
def vault(browser: Browser, address: str) -> Iterator[Reception]:
    """The reception of the zone of protection, which the demonstration serves one port further."""
    place = urlsplit(address)
    beside = f"http://{place.hostname}:{(place.port or 0) + 1}"
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{beside}/accounts/login/", timeout=5):
                break
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    yield Reception(browser, beside)


def _sends(page: Page, within: str = "main form.form") -> None:
    page.locator(f"{within} button[type=submit]").last.click()


def _opens(visitor: Visitor, name: str) -> str:
    """Open a case and return its address."""
    page = visitor.goes("/cases/new/")
    page.check("input[name=basis][value=consent]")
    page.fill("#called", name)
    _sends(page)
    return urlsplit(page.url).path


def test_a_case_is_worked_end_to_end(vault: Reception) -> None:
    officer = vault.visitor("mp.alune")
    case = _opens(officer, "Sanvel (invented)")
    page = officer.page

    page.locator("#need summary").last.click()
    page.select_option("#need-kind", "medical-care")
    page.fill("#need-words", "A cough that stays.")
    _sends(page, "#need")
    assert "A cough that stays." in page.inner_text("#need")

    page = officer.goes(f"{case}consents/new/")
    page.select_option("#purpose", "onward-protection")
    page.select_option("#recipient", "XC-HVN")
    for name in ("name", "health"):
        page.check(f"input[name=fields][value={name}]")
    for told in sorted(MUST_EXPLAIN):
        page.check(f"input[name=informed][value={told}]")
    page.select_option("#given_by", "person")
    page.select_option("#way", "spoken")
    page.fill("#until", (datetime.now(UTC) + timedelta(days=30)).date().isoformat())
    _sends(page)
    page.click("#consents a[href$='/share/']")
    page.check("input[name=fields][value=health]")
    _sends(page)
    assert "sent, not confirmed" in page.inner_text("#shares")

    page.click("#consents a[href$='/withdraw/']")
    _sends(page)

    assert "Unconfirmed since" in page.inner_text("#shares")
    assert officer.complaints == []
    officer.context.close()


def test_a_case_is_opened_on_a_telephone_without_script_in_arabic(vault: Reception) -> None:
    officer = vault.visitor("mp.corin", **TELEPHONE)
    case = _opens(officer, "Velle (invented)")

    for path in (case, "/cases/", f"{case}consents/new/", f"{case}person/", "/bodies/", "/received/", "/vault/"):
        page = officer.goes(path)
        assert page.get_attribute("html", "dir") == "rtl"
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    assert officer.complaints == []
    officer.context.close()


def test_the_list_leads_to_a_case_by_keyboard_alone(vault: Reception) -> None:
    officer = vault.visitor("mp.alune")
    page = officer.goes("/cases/")
    page.locator("main table a").first.focus()

    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/C-*/")
    page.locator("#need summary").last.focus()
    page.keyboard.press("Enter")
    page.locator("#need-words").focus()

    assert page.locator("#need-words").is_visible()
    officer.context.close()
