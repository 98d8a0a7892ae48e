"""A report is written by keyboard in under five minutes, and in Arabic on a telephone while the connection is cut."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import Any

import pytest

from tests.browser.test_pages import AXE, TELEPHONE

PER_MINUTE = 200
"""Characters that a tired officer types in a minute."""

PER_KEY = 0.4
"""Seconds for a key such as Tab, with the look at where it led."""

WRECK = (
    ("incident_kind", "Shipwreck"),
    ("occurred_on", "2026-06-14"),
    ("border_type", "Sea"),
    ("place_text", "-34.2, -26.4"),
    ("counts.0.range", "65-75"),
    ("counts.1.range", "14"),
    ("counts.2.range", "30-40"),
    ("+", "More rows"),
    ("counts.3.what", "Survivors"),
    ("counts.3.range", "21"),
    ("counts.4.what", "Dead"),
    ("counts.4.range", "5"),
    ("counts.4.sex", "Female"),
    ("counts.5.what", "Dead"),
    ("counts.5.range", "3"),
    ("counts.5.age", "Child"),
    ("+", "Legs of the route"),
    ("legs.0.from_text", "Vendik (XA)"),
    ("legs.0.to_text", "Caldra (XC)"),
    ("legs.0.transport", "Wooden boat"),
    ("+", "Fee"),
    ("fees.0.amount", "1800"),
    ("fees.0.currency", "EUR"),
    ("fees.0.price_kind", "Paid"),
    ("fees.0.leg", "Leg 1"),
    ("+", "Harm and causes"),
    ("cause", "Drowning"),
    ("+", "In words"),
    ("summary", "Boat for twelve carried about seventy; it turned over when a trawler came near at night."),
    ("+", "Source and grade"),
    ("reported_by", "Rescue vessel of the coast guard"),
    ("grade_source", "A"),
    ("grade_information", "1"),
)
"""The standard shipwreck of the demonstration: what is typed into which field; a plus opens a section."""


@dataclass
class Typist:
    """Somebody who has a keyboard and no mouse; counts what was typed and pressed."""

    page: Any
    is_slow: bool = False
    typed: int = 0
    pressed: int = 0

    def press(self, key: str) -> None:
        """Press one key."""
        self.page.keyboard.press(key)
        self.pressed += 1
        if self.is_slow:
            time.sleep(PER_KEY)

    def types(self, text: str) -> None:
        """Type a text."""
        self.page.keyboard.type(text, delay=60_000 / PER_MINUTE if self.is_slow else 0)
        self.typed += len(text)

    def reaches(self, what: str) -> None:
        """Press Tab until the focus is on a field of this path, or on a summary or button of this text."""
        for _ in range(150):
            self.press("Tab")
            at = self.page.evaluate(
                "(() => { const at = document.activeElement;"
                " return [at.name || '', at.innerText || '', at.tagName] })()"
            )
            if at[0] == what or (at[2] in ("SUMMARY", "BUTTON") and at[1].strip().startswith(what)):
                return
        raise AssertionError(f"{what} cannot be reached by keyboard")

    @property
    def seconds(self) -> float:
        """How long it takes at the stated speed."""
        return self.typed / PER_MINUTE * 60 + self.pressed * PER_KEY


def writes_the_wreck(page: Any, *, is_slow: bool = False) -> Typist:
    """Write the standard shipwreck from the list of reports, by keyboard alone, and send it."""
    typist = Typist(page, is_slow)
    typist.reaches("incident_kind")
    first, *rest = WRECK
    typist.types(first[1])
    for field, text in rest:
        if field == "+":
            typist.reaches(text)
            typist.press("Enter")
        else:
            typist.reaches(field)
            typist.types(text)
    typist.reaches("marking")
    typist.press("ArrowDown")
    typist.reaches("Send to a second officer")
    typist.press("Enter")
    page.wait_for_url(re.compile(r"/reports/[0-9a-f]{32}/$"))
    return typist


def test_the_standard_shipwreck_is_typed_by_keyboard_in_under_five_minutes_released_and_seen_on_its_route(
    visit: Any,
) -> None:
    visitor = visit("xb.hask")
    page = visitor.goes("/reports/new/")
    page.wait_for_selector("form[data-keeps-ready]")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    found = page.evaluate("axe.run(document, {preload: false, resultTypes: ['violations']})")["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    page = visitor.goes("/reports/new/")
    page.wait_for_selector("form[data-keeps-ready]")

    typist = writes_the_wreck(page)

    assert typist.seconds < 5 * 60, f"{typist.seconds:.0f} s: {typist.typed} letters, {typist.pressed} keys"
    report = page.url.removeprefix(visitor.address)
    second = visit("xb.murrin")
    second.goes(report)
    second.page.get_by_role("button", name="Release").click()
    second.page.wait_for_selector(".state[data-tone=good]")
    table = visit("int.sorrel").goes("/picture/?world=invented&measure=deaths&place=Vendik").locator("main")
    assert "Caldra" in table.inner_text()


@pytest.mark.deep
def test_the_standard_shipwreck_takes_under_five_minutes_at_a_real_hands_speed(visit: Any) -> None:
    page = visit("xb.hask").goes("/reports/new/")
    page.wait_for_selector("form[data-keeps-ready]")
    began = time.monotonic()

    writes_the_wreck(page, is_slow=True)

    assert time.monotonic() - began < 5 * 60


def test_in_arabic_on_a_telephone_a_report_outlives_two_cuts_of_the_connection_and_a_closed_page(visit: Any) -> None:
    visitor = visit("xb.ondry", locale="ar", **TELEPHONE)
    page = visitor.goes("/reports/new/")
    page.wait_for_selector("form[data-keeps-ready]")
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    page.select_option("[name=incident_kind]", "shipwreck")
    visitor.context.set_offline(True)
    page.fill("[name=occurred_on]", "٢٠٢٦-٠٦-١٤")
    page.fill("[name=place_text]", "-34.2, -26.4")
    page.fill("[name='counts.1.range']", "١٤")
    page.wait_for_selector("[data-keeps-state=kept]")
    visitor.context.set_offline(False)
    page.close()

    page = visitor.page = visitor.context.new_page()
    page = visitor.goes("/reports/new/")
    page.wait_for_selector("form[data-keeps-ready]")
    assert page.input_value("[name='counts.1.range']") == "١٤"
    page.locator("#section-words > summary").click()
    page.fill("[name=summary]", "انقلب القارب ليلًا")
    visitor.context.set_offline(True)
    page.locator("button[value=send]").click()
    page.wait_for_selector("[data-keeps-state=offline]")
    visitor.context.set_offline(False)
    page.wait_for_url(re.compile(r"/reports/[0-9a-f]{32}/$"))
    visitor.complaints[:] = [one for one in visitor.complaints if "ERR_INTERNET_DISCONNECTED" not in one]

    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator(".state[data-tone=attention]").count() == 1
    assert "١٤" in page.locator(".report__lines").first.inner_text() or "١٤" in page.locator("main").inner_text()
    page = visitor.goes("/reports/")
    assert page.locator("#own-title ~ ul > li").count() == 1
