"""Somebody opens a thing: who says what, and what markings keep from others, from the printer and from files."""

from __future__ import annotations

from typing import Any

SHIPWRECK = "/picture/?world=invented&measure=deaths&kind=shipwreck&since=2025-07&until=2025-10"
NOBODY = "/things/00000000000000000000000000000000/"


def open_shipwreck(visitor: Any) -> Any:
    page = visitor.goes(SHIPWRECK)
    page.locator("#table tbody a").click()
    page.wait_for_url("**/things/**")
    visitor.sees_the_map()
    return page


def path_of(page: Any, visitor: Any) -> str:
    return str(page.url).removeprefix(visitor.address)


def test_a_thing_shows_competing_values_side_by_side_with_everybody_who_says_them(visit: Any) -> None:
    page = open_shipwreck(visit("int.sorrel"))

    dead = page.locator("#dead")
    assert "sources differ" in dead.inner_text()
    assert dead.locator(".value__text").all_inner_texts() == ["14", "17", "20–25", "19"]
    told = dead.locator(".sayer").all_inner_texts()
    assert [text.split(" ")[0] for text in told] == ["XB-CGD", "XC-POL", "XA-POL", "XB-CGD"]
    assert all("stated" in text for text in told)
    assert all("TLP:" in text for text in told)
    together = page.locator("#incident_kind .value")
    assert together.count() == 1
    assert together.locator(".sayer").count() == 4


def test_the_words_of_an_evaluation_open_by_keyboard(visit: Any) -> None:
    page = open_shipwreck(visit("int.sorrel"))
    grade = page.locator("#dead details.grade").first
    assert not grade.locator(".grade__words").is_visible()

    grade.locator("summary").focus()
    page.keyboard.press("Enter")

    assert grade.locator(".grade__words").is_visible()


def test_counts_by_sex_and_age_stand_in_one_table_with_the_unknown_as_a_remainder(visit: Any) -> None:
    page = open_shipwreck(visit("int.sorrel"))

    first = page.locator(".breakdown tbody tr").first.locator("td.end").all_inner_texts()

    assert page.locator(".breakdown thead th").all_inner_texts()[1:-1] == [
        "In all",
        "Female",
        "Sex not known",
        "Child",
        "Age not known",
    ]
    assert first == ["14", "5", "9", "3", "11"]


def test_another_thing_is_called_by_its_title_and_never_by_an_identifier(visit: Any) -> None:
    page = open_shipwreck(visit("int.sorrel"))

    page.locator("#vessel .value__text a").click()

    assert page.locator("h1").inner_text() == "Second Tide (invented)"


def test_a_person_shows_the_role_with_ground_law_author_and_reviewer(visit: Any) -> None:
    visitor = visit("xa.tirel")
    page = visitor.goes("/find/?words=Orlo")
    page.locator(".result a").first.click()

    role = page.locator(".role").first.inner_text()

    assert all(name in role for name in ("Ground", "Legal reference", "Written by", "Confirmed by"))


def test_what_one_authority_keeps_to_itself_does_not_exist_for_another(visit: Any) -> None:
    keeper, other = visit("xa.tirel"), visit("int.sorrel", java_script_enabled=False)
    page = keeper.goes("/find/?words=Orlo")
    page.locator(".result a").first.click()
    page.wait_for_url("**/things/**")
    own = path_of(page, keeper)

    absent = other.goes(NOBODY, status=404).locator("main").inner_html()

    assert other.goes(own, status=404).locator("main").inner_html() == absent
    assert other.goes(own + "print/", status=404).locator("main").inner_html() == absent
    assert other.goes("/find/?words=Orlo").locator(".result").count() == 0


def test_the_printed_page_says_for_whom_it_was_printed_and_what_was_withheld_and_leads_nowhere(visit: Any) -> None:
    visitor = visit("int.sorrel")
    page = open_shipwreck(visitor)
    page.get_by_role("link", name="Print", exact=True).click()
    page.wait_for_url("**/print/")

    head = page.locator(".imprint").inner_text()
    assert all(word in head for word in ("Demonstration node", "INT-JSC", "analyst", "strategic analysis", "UTC"))
    assert page.locator(".withheld").is_visible()
    assert page.locator("main :is(a, nav, form)").count() == 0
    assert page.locator("#dead .value").count() == 4


def test_a_function_that_may_not_print_is_refused_with_what_to_do(visit: Any) -> None:
    visitor = visit("xb.hask", java_script_enabled=False)
    page = visitor.goes(SHIPWRECK)
    page.locator("#table tbody a").click()
    page.wait_for_url("**/things/**")
    assert page.get_by_role("link", name="Print").count() == 0

    refused = visitor.goes(path_of(page, visitor) + "print/", status=403).locator(".refusal")

    assert refused.locator("h1").inner_text() == "This is not allowed"
    assert "What you can do" in refused.inner_text()


def test_an_export_carries_the_marking_of_every_item(visit: Any) -> None:
    visitor = visit("int.sorrel")
    page = open_shipwreck(visitor)

    document = page.request.get(page.url + "export.json").json()

    assert document["items"]
    assert {item["marking"] for item in document["items"]} == set(document["markings"])
