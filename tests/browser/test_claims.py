"""A wish for protection and a complaint in a real browser: on a telephone, without script, in Arabic."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import READY_SECONDS, Reception

TELEPHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 800}, "java_script_enabled": False, "locale": "ar"}


@pytest.fixture(scope="module")
def protection(browser: Browser, address: str) -> Iterator[Reception]:
    """The reception of the zone of protection, which the demonstration serves one port further."""
    place = urlsplit(address)
    beside = f"http://{place.hostname}:{(place.port or 0) + 1}"
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{beside}/complaints/", timeout=5):
                break
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    yield Reception(browser, beside)


def sends(page: Page) -> None:
    page.click("main form:not(.tour-offer form) button[type=submit]")


def test_a_complaint_is_sent_and_followed_on_a_telephone_without_script_in_arabic(protection: Reception) -> None:
    visitor = protection.visitor(**TELEPHONE)
    page = visitor.goes("/complaints/")
    assert page.get_attribute("html", "dir") == "rtl"
    page.check("input[value=bribery]")
    page.fill("#words", "He asked for fifty at the gate. (invented)")
    sends(page)
    code = page.inner_text("code.secret")

    page = visitor.goes("/complaints/follow/")
    page.fill("#code", code.lower())
    sends(page)

    assert "Ombudsperson of XB" in page.inner_text("main")
    assert {cookie["name"] for cookie in visitor.context.cookies()} <= {"corridor_protection_csrf"}
    assert visitor.complaints == []
    visitor.context.close()


def test_a_wish_is_recorded_the_receipt_followed_and_the_step_closed(protection: Reception) -> None:
    volunteer = protection.visitor("mp.sefa")
    page = volunteer.goes("/claims/new/")
    page.check("input[value=fears-return]")
    page.fill("#name", "Ilva Quorn (invented)")
    sends(page)
    code = page.inner_text("code.secret")
    anybody = protection.visitor()
    followed = anybody.goes("/receipt/")
    followed.fill("#code", code)
    sends(followed)
    status = protection.visitor("rt.maroc")
    page = status.goes("/files/")
    page.fill("#name", "Ilva Quorn (invented)")
    page.click("main section form button[type=submit]")

    page.click("button[value=removal]")

    assert "has not answered yet" in followed.inner_text("main")
    assert "A question of protection is open." in page.inner_text("main")
    for one in (volunteer, anybody, status):
        assert not [told for told in one.complaints if "422" not in told]
        one.context.close()


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_no_page_is_wider_than_a_telephone(protection: Reception, locale: str) -> None:
    for handle, path in (
        ("", "/complaints/"),
        ("", "/receipt/"),
        ("mp.sefa", "/claims/new/"),
        ("as.wyll", "/claims/inbox/"),
        ("rt.maroc", "/files/"),
        ("om.iska", "/monitoring/"),
        ("om.thale", "/complaints/inbox/"),
    ):
        visitor = protection.visitor(handle, viewport={"width": 390, "height": 800}, locale=locale)
        page = visitor.goes(path)
        link = page.query_selector("tbody th a")
        widths = [page.evaluate("document.documentElement.scrollWidth")]
        if link is not None:
            page = visitor.goes(str(link.get_attribute("href")))
            widths.append(page.evaluate("document.documentElement.scrollWidth"))

        assert max(widths) <= 390, (handle, path)
        visitor.context.close()
