"""Somebody loads a file of Missing Migrants through the browser, looks first, and takes it back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

VECTORS = Path(__file__).resolve().parents[1] / "vectors" / "missing-migrants"
ALL = "?measure=deaths"


def preview(visitor: Any, *files: str) -> Any:
    page = visitor.goes("/imports/new/")
    page.set_input_files("#files", [VECTORS / file for file in files])
    page.locator("main form button[type=submit]").click()
    page.wait_for_selector(".preview")
    return page


def publish(visitor: Any, file: str) -> Any:
    page = preview(visitor, file)
    page.get_by_role("button", name="Import and publish").click()
    page.locator("#import .state[data-tone=good]").wait_for()
    return page


def counts(page: Any) -> list[str]:
    return list(page.locator(".figures--counts").first.locator("dd").all_inner_texts())


def take_back(page: Any) -> None:
    page.get_by_role("button", name="Take this import back").click()
    page.locator("#import .state[data-tone=attention]").wait_for()


def test_a_file_is_previewed_published_counted_and_taken_back(visit: Any) -> None:
    visitor = visit("int.sorrel")
    before = visitor.total(ALL)
    page = preview(visitor, "api.json")
    assert page.locator(".eyebrow", has_text="Nothing is stored yet").is_visible()
    assert counts(page) == ["4", "2", "0", "0"]
    assert visitor.total(ALL) == before

    page = publish(visitor, "api.json")

    assert counts(page) == ["4", "2", "0", "0"]
    assert page.locator("#rejects-title").is_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download all rejected rows").click()
    kept = download.value.path().read_text(encoding="utf-8")
    assert "MADE-5" in kept
    assert "MADE-6" in kept
    take_back(page)
    assert visitor.total(ALL) == before


def test_rejected_rows_say_why_in_the_language_of_the_page(visit: Any) -> None:
    page = preview(visit("int.sorrel", locale="es"), "api.json")

    reasons = page.locator("table.plain tbody td:nth-child(3)").all_inner_texts()

    assert any("es negativo" in reason for reason in reasons)


def test_a_second_layout_of_one_source_adds_nothing_to_the_total(visit: Any) -> None:
    visitor = visit("int.sorrel")
    before = visitor.total(ALL)
    addresses = []
    for file in ("harmonised.csv", "api.json"):
        addresses.append(publish(visitor, file).url.removeprefix(visitor.address))
        assert visitor.total(ALL) == before

    left_out = visitor.goes(f"/{ALL}").locator(".edition[data-drawn=no]").all_inner_texts()
    assert len([text for text in left_out if "same events" in text]) == 2
    for address in addresses:
        take_back(visitor.goes(address))
    assert visitor.total(ALL) == before
