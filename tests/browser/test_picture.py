"""A stranger signs in and reads the picture: map, timeline and table are one answer."""

from __future__ import annotations

import re
from typing import Any

INVENTED = "?world=invented&measure=deaths"


def drawn(visitor: Any) -> tuple[str, int, int]:
    """Return what figure, table and map say: the main figure, the rows in all, and the things the map carries."""
    page = visitor.page
    where = re.findall(r"\d[\d,]*", page.locator(".pages__where").inner_text())
    source = page.locator("[data-map]").get_attribute("data-src")
    features = page.request.get(visitor.address + source).json()["features"]
    return (
        page.locator(".figure--main dd .num").inner_text(),
        int(where[-1].replace(",", "")),
        sum(feature["properties"]["things"] for feature in features),
    )


def in_the_timeline(page: Any) -> list[str]:
    """Return the figures of the timeline, as its table gives them."""
    page.locator(".timeline details summary").click()
    return list(page.locator(".timeline tbody td").all_inner_texts())


def test_a_stranger_signs_in_and_every_page_says_for_whom_in_which_function_and_what_for(visit: Any) -> None:
    visitor = visit()
    visitor.goes("/")
    assert "/accounts/login/" in visitor.page.url
    visitor.signs_in("int.sorrel")

    for path in ("/", "/imports/", "/sources/", "/find/?words=a", "/imports/new/"):
        acting = visitor.goes(path).locator(".capacity__words").inner_text()
        assert [line for line in acting.splitlines() if line] == [
            "Authority",
            "INT-JSC",
            "Function",
            "analyst",
            "Purpose",
            "strategic analysis",
        ]


def test_the_picture_opens_on_real_series_with_credits_and_dates(visit: Any) -> None:
    visitor = visit("int.sorrel")
    page = visitor.goes("/picture/")
    visitor.sees_the_map()

    editions = page.locator(".edition[data-drawn=yes]").all_inner_texts()
    assert any("International Organization for Migration" in text and "as of" in text for text in editions)
    assert not any("invented" in text for text in editions)
    detections = visitor.goes("/picture/?measure=detections").locator(".edition[data-drawn=yes]").all_inner_texts()
    assert any("Frontex" in text and "as of" in text for text in detections)


def test_the_invented_corridor_stands_apart_and_is_marked_invented(visit: Any) -> None:
    visitor = visit("int.sorrel")
    page = visitor.goes("/picture/")
    assert page.locator(".demonstration").is_visible()
    page.get_by_role("link", name="Invented corridor").click()
    visitor.sees_the_map()

    assert all("invented" in text for text in page.locator(".edition").all_inner_texts())
    page.locator("#table tbody a").first.click()
    assert page.locator("main .invented").first.is_visible()


def test_filters_narrow_figure_timeline_map_and_table_alike(visit: Any) -> None:
    visitor = visit("int.sorrel")
    page = visitor.goes(f"/{INVENTED}")
    visitor.sees_the_map()
    _, rows, things = drawn(visitor)

    page.select_option("#filter-kind", "shipwreck")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**kind=shipwreck**")
    visitor.sees_the_map()

    figure, fewer, narrowed = drawn(visitor)
    assert (fewer, narrowed) == (1, 1)
    assert rows > fewer
    assert things > narrowed
    assert page.locator("#table tbody .stacked__figure").inner_text() == figure
    assert in_the_timeline(page) == [figure]


def test_without_javascript_the_picture_its_filters_and_a_thing_can_be_read(visit: Any) -> None:
    visitor = visit("int.sorrel", java_script_enabled=False)
    page = visitor.goes(f"/{INVENTED}")
    assert page.locator(".map__fallback").is_visible()

    page.select_option("#filter-kind", "shipwreck")
    page.get_by_role("button", name="Show", exact=True).click()
    page.locator("#table tbody a").click()

    assert page.locator("#dead .value").count() > 1


def test_the_keyboard_reaches_filters_and_table(visit: Any) -> None:
    visitor = visit("int.sorrel")
    page = visitor.goes(f"/{INVENTED}&kind=shipwreck")
    visitor.sees_the_map()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "ds-skip-link"

    reached = set()
    for _ in range(90):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("document.activeElement.closest('#table tbody') ? 'table' : document.activeElement.id")
        )

    assert {"filter-measure", "filter-kind", "filter-source", "table"} <= reached
