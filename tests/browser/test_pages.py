"""Pages in every language, and those with a map for who does not see it; `test_every_page.py` looks at all of them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import ROOT

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
LISTS = ("/vocabularies/", "/vocabularies/methods/", "/vocabularies/parked/")
PAGES = (
    "/",
    "/picture/?world=invented&measure=deaths",
    "/imports/",
    "/imports/new/",
    "/sources/",
    "/find/?words=boat",
    "/fees/?world=invented",
    "/fees/new/",
    "/reports/sheet/",
    *LISTS,
)
TELEPHONE = {"viewport": {"width": 390, "height": 844}}


def opened(visitor: Any) -> list[str]:
    """Return the pages to look at, the shipwreck's and its print among them."""
    page = visitor.goes("/picture/?world=invented&measure=deaths&kind=shipwreck")
    thing = page.locator("#table tbody a").get_attribute("href")
    return [*PAGES, thing, f"{thing}print/"]


def test_the_arabic_pages_read_from_right_to_left_and_keep_figures_whole(visit: Any) -> None:
    visitor = visit("int.sorrel", locale="ar", java_script_enabled=False)

    for path in opened(visitor):
        page = visitor.goes(path)
        assert page.locator("html").get_attribute("dir") == "rtl"
        assert page.locator("html").get_attribute("lang") == "ar"
    words = visitor.goes("/").locator(".destinations").inner_text()
    assert "صورة الوضع" in words
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"


@pytest.mark.parametrize("language", [("Français", "fr"), ("Español", "es"), ("العربيّة", "ar")])
def test_the_language_can_be_changed_on_the_page(visit: Any, language: tuple[str, str]) -> None:
    name, code = language
    page = visit("int.sorrel").goes("/sources/")

    page.get_by_role("button", name=name).click()

    page.locator(f"html[lang={code}]").wait_for(state="attached")


@pytest.mark.parametrize("locale", ["en", "ar"])
@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed in frontend/node_modules")
def test_no_map_shuts_anybody_out(visit: Any, locale: str) -> None:
    visitor = visit("int.sorrel", locale=locale)
    axe = AXE.read_text(encoding="utf-8")

    found = []
    for path in (PAGES[1], *opened(visitor)[-2:]):
        page = visitor.goes(path)
        if page.locator("[data-map]").count():
            visitor.sees_the_map()
        page.evaluate(axe)
        result = page.evaluate("axe.run(document, {preload: false, resultTypes: ['violations']})")
        found += [
            f"{path}: {violation['id']}: {node['target']}"
            for violation in result["violations"]
            for node in violation["nodes"][:3]
        ]

    assert found == []
