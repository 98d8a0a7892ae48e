"""The slider, the tables of the course and the comparison, by keyboard, on a small screen, in Arabic and on paper."""

from __future__ import annotations

import re
from typing import Any

QUESTION = "/picture/?world=invented&measure=people"


def figures(visitor: Any) -> tuple[str, int, int, str]:
    """Return what figure, table, map and heading say after the map stands still."""
    page = visitor.page
    source = page.locator("[data-map]").get_attribute("data-src")
    features = page.request.get(visitor.address + source).json()["features"]
    rows = re.findall(r"\d[\d,]*", page.locator(".pages__where").inner_text())
    return (
        page.locator(".figure--main dd .num").inner_text(),
        int(rows[-1].replace(",", "")),
        sum(feature["properties"]["things"] + feature["properties"].get("unplaced", 0) for feature in features),
        page.locator("h1").inner_text(),
    )


def stands_still(visitor: Any, month: str) -> None:
    """Wait until a step has been taken, and its map drawn."""
    visitor.page.wait_for_url(f"**since={month}&until={month}**")
    visitor.page.wait_for_function(
        "month => document.querySelector('[data-map]').dataset.shown?.includes(`since=${month}`)", arg=month
    )


def test_the_slider_changes_figures_map_table_and_legs_alike_by_keyboard(visit: Any) -> None:
    visitor = visit("int.sorrel")
    page = visitor.goes(QUESTION)
    visitor.sees_the_map()
    whole = figures(visitor)

    page.locator("#slider-step").focus()
    page.keyboard.press("ArrowRight")
    stands_still(visitor, "2024-07")
    first = figures(visitor)
    page.keyboard.press("End")
    stands_still(visitor, "2026-06")
    last = figures(visitor)

    assert page.evaluate("document.activeElement.id") == "slider-step"
    assert page.locator("#slider-step").get_attribute("aria-valuetext") == "June 2026"
    assert first[0] == visitor.total("?world=invented&measure=people&since=2024-07&until=2024-07")
    assert last[0] == visitor.total("?world=invented&measure=people&since=2026-06&until=2026-06")
    assert whole[1] > first[1] > 0
    assert whole[1] > last[1] > 0
    assert first[1] >= first[2] > 0
    assert last[1] >= last[2] > 0
    assert "July 2024" in first[3]
    assert "June 2026" in last[3]
    assert page.locator("#filter-since").input_value() == "2026-06"


def test_play_steps_through_the_months_until_it_is_paused(visit: Any) -> None:
    visitor = visit("int.sorrel")
    page = visitor.goes(QUESTION)
    visitor.sees_the_map()

    page.get_by_role("button", name="Play").press("Enter")
    stands_still(visitor, "2024-08")
    page.get_by_role("button", name="Pause").press("Enter")

    assert page.get_by_role("button", name="Play").get_attribute("aria-pressed") == "false"
    assert page.locator("h1").inner_text().startswith("People moved")


def test_without_a_script_links_step_through_the_months(visit: Any) -> None:
    visitor = visit("int.sorrel", java_script_enabled=False)
    page = visitor.goes(f"{QUESTION}&since=2025-02&until=2025-02")
    assert not page.locator("#slider-step").is_visible()

    page.get_by_role("link", name="Next step").click()

    assert "March 2025" in page.locator("h1").inner_text()


def test_a_doubtful_leg_is_flagged_in_the_table_and_on_the_map(visit: Any) -> None:
    visitor = visit("int.sorrel")
    page = visitor.goes(QUESTION)
    visitor.sees_the_map()

    doubts = page.locator("#legs tr[data-doubtful]")

    assert doubts.count() == 1
    assert "sea lies between" in doubts.inner_text()
    source = page.locator("[data-map]").get_attribute("data-src")
    lines = [one["properties"] for one in page.request.get(visitor.address + source).json()["features"]]
    assert sum(bool(line.get("doubtful")) for line in lines) == 1


def test_two_periods_stand_side_by_side_and_the_map_draws_their_difference(visit: Any) -> None:
    visitor = visit("int.sorrel")
    page = visitor.goes(QUESTION)
    page.get_by_role("link", name="Compare two periods").click()
    visitor.sees_the_map()

    assert page.locator(".differences tbody tr").count() >= 2
    assert page.locator(".differences tfoot").first.inner_text().startswith("In all")
    assert int(page.locator("[data-map]").get_attribute("data-ready")) > 0


def test_everything_fits_a_small_screen_in_arabic_from_right_to_left(visit: Any) -> None:
    visitor = visit("int.sorrel", locale="ar", viewport={"width": 390, "height": 844})
    earlier = f"{QUESTION}&known=2026-01-01"
    for path in (QUESTION, earlier, "/picture/danger/", "/picture/compare/?world=invented&measure=people"):
        page = visitor.goes(path)
        assert page.evaluate("document.documentElement.dir") == "rtl"
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_on_paper_the_legs_stand_and_the_slider_does_not(visit: Any) -> None:
    visitor = visit("int.sorrel")
    page = visitor.goes(f"{QUESTION}&print=1")
    page.emulate_media(media="print")

    assert page.locator("#legs table").is_visible()
    assert not page.locator(".slider").is_visible()
