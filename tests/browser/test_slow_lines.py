"""With two seconds for every round trip the node can still be worked with."""

from __future__ import annotations

import time
from typing import Any

ROUND_TRIP = 2.0
TRIPS = 2
"""So many round trips an act takes at most once the browser has the style sheet: the page, and what it leads on to."""

SLACK = 6.0
"""So many seconds a busy machine may take on top."""

DEEPEST = 3
"""A first visit: the page, its style sheet, the fonts of the style sheet."""


def test_words_are_found_and_a_thing_opened_within_few_round_trips(visit: Any) -> None:
    visitor = visit("int.sorrel")
    page = visitor.goes("/find/")
    line = visitor.context.new_cdp_session(page)
    line.send("Network.enable")
    slow = {"offline": False, "latency": ROUND_TRIP * 1000, "downloadThroughput": -1, "uploadThroughput": -1}
    line.send("Network.emulateNetworkConditions", slow)
    took = {}

    began = time.monotonic()
    page.fill("main input[type=search], main input[name=words]", "tide")
    page.keyboard.press("Enter")
    page.locator(".result a").first.wait_for()
    took["find"] = time.monotonic() - began
    began = time.monotonic()
    page.locator(".result a").first.click()
    page.locator("h1").wait_for()
    page.wait_for_url("**/things/**", wait_until="domcontentloaded")
    took["open"] = time.monotonic() - began

    assert {act: round(seconds) for act, seconds in took.items() if seconds > TRIPS * ROUND_TRIP + SLACK} == {}
    assert min(took.values()) > ROUND_TRIP, "the line was not slow"


def test_no_page_asks_for_what_it_needs_in_a_long_chain(visit: Any) -> None:
    visitor = visit("int.sorrel", locale="ar")
    line = visitor.context.new_cdp_session(visitor.page)
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    asked_by: dict[str, str] = {}

    def note(told: Any) -> None:
        origin = told["initiator"].get("url") or next(
            (frame["url"] for frame in told["initiator"].get("stack", {}).get("callFrames", [])), ""
        )
        asked_by.setdefault(told["request"]["url"], origin or told["documentURL"])

    line.on("Network.requestWillBeSent", note)
    deep = {}
    for path in ("/", "/find/?words=tide", "/sources/", "/reports/new/"):
        asked_by.clear()
        visitor.page.goto(visitor.address + path, wait_until="networkidle")
        for url in asked_by:
            chain = [url]
            while (by := asked_by.get(chain[-1], "")) and by not in chain:
                chain.append(by)
            if len(chain) > DEEPEST:
                deep[path] = [one.removeprefix(visitor.address) for one in chain]

    assert deep == {}
