"""Somebody brings a table that no layout knows, describes it, imports it, and the next one is recognised by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.browser.test_pages import TELEPHONE

HEADER = (
    "Réf.;Date des faits;Lieu de débarquement;Latitude;Longitude;Hommes;Total des personnes;Pays d'origine;Téléphone\n"
)
FIRST = f"{HEADER}Q-1;14/03/2031;Port d'Ashmar;-35.2;-26.1;3;7;XA;+33 6 12 34 56 78\n".replace("2031", "2021")
FIRST += "Q-2;29/03/2021;Anse du Nord;-35.4;-26.3;2;4;XB;\n"
NEXT = f"{HEADER}Q-3;02/04/2021;Anse du Nord;-35.4;-26.3;1;5;XA;\n"


def bring(visitor: Any, folder: Path, name: str, content: str) -> Any:
    (folder / name).write_text(content, encoding="utf-8")
    page = visitor.goes("/imports/new/")
    page.set_input_files("#files", folder / name)
    page.locator("main form button[type=submit]").click()
    return page


def accepted(page: Any) -> str:
    return str(page.locator(".figures--counts dd").first.inner_text())


def column(page: Any, header: str) -> Any:
    return page.locator(".column", has=page.get_by_role("heading", name=header, exact=True))


def test_a_table_that_no_layout_knows_is_described_tried_saved_imported_and_known_next_time(
    visit: Any, tmp_path: Path
) -> None:
    visitor = visit("int.sorrel")
    page = bring(visitor, tmp_path, "debarquements-ashmar.csv", FIRST)
    page.locator("#describe").wait_for()
    assert column(page, "Date des faits").locator("select").first.input_value() == "occurred_on"
    assert column(page, "Téléphone").locator("select").count() == 0
    assert accepted(page) == "2"

    # A date read the wrong way round is shown at once, without pressing anything.
    date = column(page, "Date des faits")
    date.locator("summary").click()
    with page.expect_response(lambda response: "/imports/describe/" in response.url):
        date.locator("select[name^=style]").select_option("10/29/2019")
    page.locator("#describe .end", has_text="3").first.wait_for()
    assert accepted(page) == "0"
    page.locator("select[name^=style]").first.evaluate("one => one.closest('details').open = true")
    with page.expect_response(lambda response: "/imports/describe/" in response.url):
        page.locator("select[name^=style]").first.select_option("29/10/2019")
    page.locator("#trial-title ~ .scroll td", has_text="2021-03-14").first.wait_for()

    page.locator("#title").fill("Débarquements d'Ashmar")
    page.locator("button[value=save]").click()
    page.locator(".preview").wait_for()
    page.get_by_role("button", name="Import and publish").click()
    page.locator("#import .state[data-tone=good]").wait_for()
    again = bring(visitor, tmp_path, "avril.csv", NEXT)
    again.locator(".preview").wait_for()

    assert "Débarquements d'Ashmar" in again.locator(".facts").first.inner_text()
    assert accepted(again) == "1"


def test_the_description_is_no_wider_than_a_telephone_in_arabic(visit: Any, tmp_path: Path) -> None:
    visitor = visit("int.sorrel", locale="ar", **TELEPHONE)
    other = FIRST.replace("Total des personnes", "Personnes à bord")
    page = bring(visitor, tmp_path, "debarquements-autres.csv", other)
    page.locator("#describe").wait_for()
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")

    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    visitor.goes("/mappings/")
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_without_script_the_button_shows_the_trial(visit: Any, tmp_path: Path) -> None:
    visitor = visit("int.sorrel", java_script_enabled=False)
    other = FIRST.replace("Total des personnes", "Nombre total")
    page = bring(visitor, tmp_path, "debarquements-sans.csv", other)

    page.locator("#kind").select_option("SeriesObservation")
    page.locator("button[value=preview]").click()

    assert page.locator("#always-series").is_visible()
