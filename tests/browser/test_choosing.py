"""Somebody chooses what to trust, compares two things and judges them, by keyboard and on a narrow screen."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.test_things import open_shipwreck, path_of


def test_a_value_is_trusted_and_let_go_by_keyboard_and_the_figure_follows(visit: Any) -> None:
    visitor = visit("int.sorrel")
    page = open_shipwreck(visitor)
    address = path_of(page, visitor)
    before = page.locator(".figure--main dd").inner_text()

    page.locator("#dead form.choose button", has_text="Trust this").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert path_of(page, visitor) == address
    assert page.locator("#dead .value__pinned").inner_text() == "pinned by you"
    assert page.locator(".figure--main dd").inner_text() != before
    page.locator("#dead .property__why button").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".figure--main dd").inner_text() == before


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pages_of_a_thing_fit_the_screen(visit: Any, language: str, width: int) -> None:
    visitor = visit("int.sorrel", viewport={"width": width, "height": 900}, locale=language)
    page = open_shipwreck(visitor)
    address = path_of(page, visitor)

    for part in ("", "history/", "members/", "compare/", f"compare/?with={other_thing(visitor)}"):
        visitor.goes(address + part)

        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    visitor.goes("/choices/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def other_thing(visitor: Any) -> str:
    """Return the reference of another wreck."""
    html = visitor.page.request.get(f"{visitor.address}/picture/?world=invented&measure=incidents").text()
    return str(html.split('href="/things/')[2].split("/")[0])
