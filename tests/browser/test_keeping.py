"""What is typed survives a closed browser and a lost connection, and nobody reads it on a stolen device."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, BrowserType, Page, Route

from tests.browser.conftest import PATIENCE, QUIET, Visitor, chromium

FORM = "/keeping-tried/"
TYPED = "Nineteen people, sinking, forty miles off Zephyr Point"
PAGE = """<!DOCTYPE html><html lang="{language}"><body>
<form action="/accounts/logout/" method="post">{token}
<button>Sign out</button></form><main><form method="post" action="{form}" data-keeps="tried" autocomplete="off">{token}
<div data-keeps-part hidden data-key-url="/device-key/" data-renew-url="/device-key/renew/" data-kept="kept {{time}}"
data-restored="restored {{time}}" data-unsent="unsent" data-offline="offline" data-sending="sending"
data-signed-out="out" data-impossible="impossible"><p data-keeps-notice hidden><span data-keeps-told></span>
<button type="button" data-keeps-discard>x</button></p><p data-keeps-state></p></div>
<input type="hidden" name="once"><textarea name="words"></textarea><select name="kind"><option value="">-</option>
<option value="wreck">wreck</option></select><input type="checkbox" name="legs" value="1"><input type="checkbox"
name="legs" value="2"><button id="send">Send</button></form></main><script type="module"
src="/static/built/keeping.js"></script></body></html>"""
RAW = """async () => {
  const told = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((done) => {
      const a = indexedDB.open(name); a.onsuccess = () => done(a.result); });
    for (const store of database.objectStoreNames) {
      const ask = (what) => new Promise((done) => { const a = database.transaction(store).objectStore(store)[what]();
        a.onsuccess = () => done(a.result); });
      for (const one of [...await ask("getAll"), ...await ask("getAllKeys")])
        for (const part of typeof one === "object" ? Object.values(one) : [one])
          told.push(part.byteLength === undefined ? String(part) : new TextDecoder("latin1").decode(part));
    }
    database.close();
  }
  return told;
}"""


class Device:
    """One browser with a profile on a disk, which may be closed and opened again; what it sends is received once."""

    def __init__(self, kind: BrowserType, profile: Path, address: str) -> None:
        self.kind, self.profile, self.address = kind, profile, address
        self.received: list[dict[str, str]] = []
        self.is_cut = False
        self.context: BrowserContext
        self.page: Page
        self.open()

    def open(self) -> None:
        """Open the browser and sign in."""
        self.context = self.kind.launch_persistent_context(
            str(self.profile), executable_path=chromium(), args=QUIET, locale="en"
        )
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.pages[0]
        self.context.route(f"**{FORM}", self._form)
        self.context.route("**/keeping-done/", lambda route: route.fulfill(body="done", content_type="text/html"))

    def _form(self, route: Route) -> None:
        if route.request.method == "GET":
            token = '<input type="hidden" name="csrfmiddlewaretoken" value="t">'
            body = PAGE.format(language="en", token=token, form=FORM)
            route.fulfill(body=body, content_type="text/html")
            return
        if self.is_cut:
            route.abort("internetdisconnected")
            return
        sent = route.request.post_data or ""
        self.received.append({"once": sent.split('name="once"\r\n\r\n')[1][:32], "body": sent})
        route.fulfill(body=json.dumps({"to": "/keeping-done/"}), content_type="application/json")

    def signs_in(self, handle: str = "xa.quenna") -> None:
        """Sign in as somebody of the demonstration."""
        Visitor(self.address, self.context, self.page).signs_in(handle)

    def comes(self) -> Page:
        """Open the page of the form."""
        self.page.goto(self.address + FORM)
        self.page.wait_for_selector("form[data-keeps-ready]")
        return self.page

    def types(self) -> None:
        """Fill the form and wait until it is kept."""
        self.page.fill("textarea", TYPED)
        self.page.select_option("select", "wreck")
        self.page.check("input[value='2']")
        self.page.wait_for_selector("[data-keeps-state=kept]")

    def readable(self) -> list[str]:
        """Return what of the database in the browser shows a word that was typed."""
        raw: list[str] = self.page.evaluate(RAW)
        assert raw is not None
        return [one for one in raw if "Zephyr" in one or "wreck" in one or "tried" in one]

    def files(self, words: str) -> list[str]:
        """Return the files of the profile that show words, in any of the two ways browsers write text."""
        wanted = [words.encode(how) for how in ("utf-8", "utf-16-le")]
        files = [path for path in self.profile.rglob("*") if path.is_file()]
        return [path.name for path in files if any(one in path.read_bytes() for one in wanted)]


@pytest.fixture
def device(browser_type: BrowserType, address: str, tmp_path: Path) -> Iterator[Device]:
    """A device with a browser of its own."""
    one = Device(browser_type, tmp_path / "profile", address)
    one.signs_in()
    yield one
    one.context.close()


def values(page: Page) -> Any:
    return page.evaluate(
        "[document.querySelector('textarea').value, document.querySelector('select').value,"
        " [...document.querySelectorAll('input[type=checkbox]')].map((box) => box.checked)]"
    )


def test_what_was_typed_survives_a_closed_browser_and_only_its_account_reads_it(device: Device) -> None:
    device.comes()
    device.types()
    assert device.readable() == []

    device.page.evaluate("localStorage.setItem('control', 'kept in the open')")
    device.page.wait_for_timeout(100)
    device.context.close()
    assert device.files("kept in the open") != []
    assert device.files(TYPED[:20]) == []
    device.open()
    device.signs_in("xb.lessit")
    assert values(device.comes()) == ["", "", [False, False]]
    device.context.clear_cookies()
    device.signs_in()

    page = device.comes()

    assert values(page) == [TYPED, "wreck", [False, True]]
    assert page.locator("[data-keeps-notice]").is_visible()


def test_what_is_sent_without_a_connection_is_sent_once_when_it_is_back(device: Device) -> None:
    page = device.comes()
    device.types()
    device.context.set_offline(True)
    device.is_cut = True

    page.click("#send")
    page.wait_for_selector("[data-keeps-state=offline]")
    page.click("#send")
    device.is_cut = False
    device.context.set_offline(False)
    page.wait_for_url("**/keeping-done/")

    assert len(device.received) == 1
    assert TYPED in device.received[0]["body"]
    assert values(device.comes())[0] == ""


@pytest.mark.parametrize("how", ["signing out", "holding one key"])
def test_nothing_is_left_after(device: Device, how: str) -> None:
    page = device.comes()
    device.types()
    assert len(page.evaluate(RAW)) == 3

    if how == "signing out":
        page.route("**/accounts/logout/", lambda route: route.fulfill(body="out", content_type="text/html"))
        page.click("text=Sign out")
        page.wait_for_url("**/accounts/logout/")
    else:
        page.keyboard.down("Escape")
        page.wait_for_url(f"{device.address}/")
        page.keyboard.up("Escape")

    assert page.evaluate("indexedDB.databases()") == []
    assert values(device.comes())[0] == ""
