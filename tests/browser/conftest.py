"""One demonstration node, served for the session, and visitors with a real browser that tell what went wrong."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Browser, BrowserContext, Locator, Page

from corridor.demo.sign_ins import PASSWORD
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
CORRIDOR = Path(sys.executable).parent / "corridor"
READY_SECONDS = 90
PATIENCE = 15_000
"""So many milliseconds a page may take on a busy machine."""

QUIET = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HARMLESS = ("GL Driver Message", "GPU stall")


def chromium() -> str | None:
    """Return the browser of this machine."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder, and leave it out where there is no browser."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            if chromium() is None:
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start the browser of this machine, without calls home."""
    return {"executable_path": chromium(), "args": QUIET}


@pytest.fixture(scope="session", autouse=True)
def whole_pages() -> Iterator[None]:
    """A page to which a click or a key led stands whole before a test looks at it.

    Playwright waits until such a page has begun to arrive; on a busy machine its end is not there yet.
    """
    with pytest.MonkeyPatch.context() as patch:
        for owner, name in ((Locator, "click"), (Locator, "press"), (Page, "click"), (Page, "press")):
            patch.setattr(owner, name, _then_whole(getattr(owner, name)))
        yield


def _then_whole(act: Callable[..., None]) -> Callable[..., None]:
    @wraps(act)
    def and_waits(at: Locator | Page, *told: Any, **more: Any) -> None:
        act(at, *told, **more)
        (at.page if isinstance(at, Locator) else at).wait_for_load_state("domcontentloaded")

    return and_waits


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demonstration node that is served while the tests run."""
    home = tmp_path_factory.mktemp("browser") / "home"
    ours = ("CORRIDOR_", "DJANGO_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    command = [str(CORRIDOR), "--home", str(home)]
    subprocess.run([*command, "demo"], check=True, env=environment, stdout=subprocess.DEVNULL)
    port = free_port()
    with (home.parent / "served.txt").open("w") as told:
        served = subprocess.Popen([*command, "serve", "--port", str(port)], env=environment, stdout=told, stderr=told)
    try:
        _wait(f"http://127.0.0.1:{port}/accounts/login/", served)
        yield f"http://127.0.0.1:{port}"
    finally:
        served.terminate()
        served.wait(timeout=30)


def _wait(url: str, served: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and served.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail("the node did not answer")


@dataclass
class Visitor:
    """Somebody with a browser; what the browser complains of, and every request that leaves the node."""

    address: str
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)

    def goes(self, path: str, *, status: int = 200) -> Page:
        """Open a page of the node, and wait until its map, if it has one, is drawn."""
        before = len(self.complaints)
        response = self.page.goto(self.address + path)
        assert response is not None
        assert response.status == status
        if status >= 400:  # the browser complains of the refusal itself
            del self.complaints[before:]
        return self.page

    def sees_the_map(self) -> None:
        """Wait until the map is drawn."""
        self.page.wait_for_selector("[data-map][data-ready]", state="attached")

    def signs_in(self, handle: str) -> None:
        """Sign in and take the first function and purpose."""
        self.page.goto(self.address + "/")
        self.page.fill("input[name=login]", handle)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("main button[type=submit]")
        if "purpose" in self.page.url:
            self.page.locator("input[name=acting]").first.check()
            self.page.click("main button[type=submit]")

    def total(self, query: str = "") -> str:
        """Return the main figure of the picture, as the page says it."""
        html = self.page.request.get(f"{self.address}/{query}").text()
        found = re.search(r'class="figure figure--main".*?class="num"[^>]*>([^<]+)<', html, re.DOTALL)
        assert found is not None
        return found[1]

    def watch(self) -> None:
        """Note what the browser complains of from now on."""
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.context.on("request", self._request)

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning") and not any(word in message.text for word in HARMLESS):
            self.complaints.append(f"{message.type}: {message.text}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"left the node: {request.url}")


class Reception:
    """Lets visitors in, each signed in once in a session."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.address = address
        self.states: dict[str, Any] = {}

    def visitor(self, handle: str = "", **settings: Any) -> Visitor:
        """Return a visitor, signed in as an officer unless none is named."""
        if handle and handle not in self.states:
            self.states[handle] = self._signed_in(handle)
        if handle:
            settings["storage_state"] = self.states[handle]
        return self._enter(settings)

    def _signed_in(self, handle: str) -> Any:
        """Sign in without drawing a page, as `Visitor.signs_in` does with; return what the browser keeps of it."""
        context = self.browser.new_context(locale="en")
        try:
            page = context.request.get(f"{self.address}/accounts/login/")
            page = self._sends(context, page, {"login": handle, "password": PASSWORD})
            if "purpose" in page.url:
                (first, *_) = re.findall(r'name="acting" value="(\d+)"', page.text())
                page = self._sends(context, page, {"acting": first})
            assert "/accounts/" not in page.url
            return context.storage_state()
        finally:
            context.close()

    def _sends(self, context: BrowserContext, page: APIResponse, fields: dict[str, str]) -> APIResponse:
        """Send the form of a page."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text())
        assert token is not None
        form: dict[str, str | float | bool] = {"csrfmiddlewaretoken": token[1], **fields}
        answer = context.request.post(page.url, form=form, headers={"Referer": page.url})
        assert answer.ok, f"{answer.status} {page.url}"
        return answer

    def _enter(self, settings: dict[str, Any]) -> Visitor:
        context = self.browser.new_context(**{"locale": "en", "viewport": {"width": 1280, "height": 900}, **settings})
        context.set_default_timeout(PATIENCE)
        visitor = Visitor(self.address, context, context.new_page())
        visitor.watch()
        return visitor


@pytest.fixture(scope="session")
def reception(browser: Browser, address: str) -> Reception:
    """The reception of the session."""
    return Reception(browser, address)


@pytest.fixture
def visit(reception: Reception) -> Iterator[Any]:
    """Let visitors in; when the test is over, nobody's browser may have complained and nothing have left the node."""
    visitors: list[Visitor] = []

    def enter(handle: str = "", **settings: Any) -> Visitor:
        visitors.append(reception.visitor(handle, **settings))
        return visitors[-1]

    yield enter
    complaints = [complaint for visitor in visitors for complaint in visitor.complaints]
    for visitor in visitors:
        visitor.context.close()
    assert complaints == []
