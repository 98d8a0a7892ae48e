"""An interview on a telephone in Arabic: without a network from consent to the slip, sent later; wiped by one key."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, BrowserType, Page

from tests.browser.conftest import PATIENCE, QUIET, READY_SECONDS, Visitor, chromium
from tests.browser.test_keeping import RAW

PHONE = "/interviews/phone/"
PASSPHRASE = "lantern heron quiet"
WORDS = "We waited three nights by the grey pier"


@pytest.fixture(scope="module")
def beside(address: str) -> str:
    """Where the zone of protection is served: one port further."""
    place = urlsplit(address)
    found = f"http://{place.hostname}:{(place.port or 0) + 1}"
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{found}/accounts/login/", timeout=5):
                break
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    return found


class Telephone:
    """A telephone with a browser in Arabic whose profile lies on a disk."""

    def __init__(self, kind: BrowserType, profile: Path, address: str) -> None:
        self.kind, self.profile, self.address = kind, profile, address
        self.context: BrowserContext
        self.page: Page
        self.open()

    def open(self) -> None:
        """Switch it on."""
        self.context = self.kind.launch_persistent_context(
            str(self.profile),
            executable_path=chromium(),
            args=QUIET,
            locale="ar",
            viewport={"width": 390, "height": 800},
        )
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.pages[0]

    def is_cut(self, cut: bool) -> None:
        """Cut the network, or bring it back; what the worker asks for is cut, too."""
        self.context.set_offline(cut)

    def comes(self) -> Page:
        """Open the page, from the telephone itself once it is installed."""
        self.page.goto(self.address + PHONE)
        self.page.wait_for_selector("[data-phone][data-works]")
        return self.page

    def begins(self) -> Page:
        """Open the page and type the passphrase."""
        page = self.comes()
        page.fill("#passphrase", PASSPHRASE)
        page.click("[data-part=start] button")
        page.wait_for_selector("form[data-interview]", state="visible")
        return page

    def files(self, words: str) -> list[str]:
        """Return the files of the profile that show words."""
        wanted = [words.encode(how) for how in ("utf-8", "utf-16-le")]
        files = [path for path in self.profile.rglob("*") if path.is_file()]
        return [path.name for path in files if any(one in path.read_bytes() for one in wanted)]


@pytest.fixture
def telephone(browser_type: BrowserType, beside: str, tmp_path: Path) -> Iterator[Telephone]:
    """A telephone on which the page was installed."""
    one = Telephone(browser_type, tmp_path / "profile", beside)
    one.comes()
    one.page.wait_for_selector("[data-phone][data-installed]")
    yield one
    one.context.close()


def consents(page: Page, answer: str = "yes") -> None:
    page.check(f"input[name=consent][value={answer}]")
    for what in ("figures", "words"):
        page.check(f"input[name=consent_to][value={what}]")


def moves_on(page: Page) -> None:
    page.click("[data-part=next]")


def answers_everything(page: Page) -> None:
    """Answer from the offers to the questions, and come to the words."""
    for offer in ("same_sex", "alone", "interpreter", "break", "support"):
        page.check(f"input[name={offer}][value=not-wished]")
    moves_on(page)
    page.check("input[name=told_before][value=nobody-before]")
    moves_on(page)
    told = {"sex": "woman", "age": "25-to-34", "way": "sea", "price": "2000-to-4999"}
    told |= {"reasons": "no-papers", "sources": "social-media", "abuses": "robbery"}
    for name, value in told.items():
        page.check(f"input[name={name}][value='{value}']")
    page.select_option("#origin", "XA")
    page.select_option("#destination", "XB")
    moves_on(page)


def raw(page: Page) -> list[Any]:
    found: list[Any] = page.evaluate(RAW)
    return found


def waits(page: Page) -> str | None:
    return page.get_attribute("[data-phone]", "data-waits")


def test_an_interview_in_arabic_is_held_without_a_network_and_sent_when_there_is_one(telephone: Telephone) -> None:
    telephone.is_cut(True)
    page = telephone.begins()
    assert page.get_attribute("html", "dir") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    moves_on(page)
    assert page.locator("[data-step=consent]").is_visible()
    assert len([one for one in raw(page) if len(one) > 500]) == 1  # the check of the passphrase, and no interview
    consents(page)
    moves_on(page)
    answers_everything(page)

    page.fill("#words", f"{WORDS}, محمد حسن")
    moves_on(page)
    assert page.locator("[data-kind=name]").is_visible()
    page.fill("#words", WORDS)
    page.wait_for_selector("[data-phone][data-kept]")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    telephone.context.close()
    assert telephone.files(WORDS) == []
    telephone.open()
    telephone.is_cut(True)
    page = telephone.begins()
    page.wait_for_selector("[data-step=words]", state="visible")
    assert page.input_value("#words") == WORDS
    moves_on(page)
    page.click("[data-step=end] button")
    page.wait_for_selector("[data-part=done]", state="visible")
    slip = page.inner_text("[data-part=code]")
    assert waits(page) == "1"
    assert not [one for one in raw(page) if "pier" in one]

    telephone.is_cut(False)
    Visitor(telephone.address, telephone.context, page).signs_in("mp.sefa")
    page.click("form[action='/accounts/logout/'] button")  # which would lose what waits, and leads to it instead
    page.wait_for_url(f"**{PHONE}#waiting")
    page.wait_for_selector("[data-phone][data-waits='0']")

    page.goto(f"{telephone.address}/interviews/slip/")
    page.fill("#slip", slip)
    page.click("button[value=withdraw]")
    assert "حُذف" in page.inner_text("main [role=status]")


def test_without_consent_nothing_is_kept_and_one_key_wipes_what_was(telephone: Telephone) -> None:
    page = telephone.begins()
    before = len(raw(page))
    consents(page, "no")
    page.wait_for_timeout(500)
    assert len(raw(page)) == before
    moves_on(page)
    page.wait_for_selector("[data-part=stopped]", state="visible")

    page = telephone.begins()
    consents(page)
    page.wait_for_selector("[data-phone][data-kept]")
    assert len(raw(page)) > before
    page.keyboard.down("Escape")
    page.wait_for_url("about:blank")
    page.keyboard.up("Escape")

    page.goto(f"{telephone.address}/accounts/login/")
    assert page.evaluate("indexedDB.databases()") == []
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
