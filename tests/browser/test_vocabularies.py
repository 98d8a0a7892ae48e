"""A list is edited on a telephone in Arabic, released by another officer, and in force for a third who is at work."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.test_pages import AXE, TELEPHONE

EDIT = "/vocabularies/seizure-kinds/edit/"
CODE = {
    "code": "trailer-boat",
    "en": "Boat on a trailer",
    "fr": "Bateau sur remorque",
    "es": "Barco en remolque",
    "means-en": "A boat on its trailer.",
    "means-fr": "Un bateau sur sa remorque.",
    "means-es": "Un barco en su remolque.",
    "means-ar": "قارب على مقطورته.",
}


def is_narrow(page: Any) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def violations(page: Any) -> list[str]:
    """Return what shuts somebody out of a page; nothing is asked where the checker is not installed."""
    if not AXE.exists():
        return []
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {preload: false, resultTypes: ['violations']})")
    return [f"{page.url} {one['id']}" for one in found["violations"]]


def test_a_list_is_edited_on_a_telephone_and_in_force_at_once_for_others(visit: Any) -> None:
    third = visit("xb.lessit")
    assert third.goes("/vocabularies/seizure-kinds/").get_by_text("Boat on a trailer").count() == 0
    editor = visit("xa.bevan", locale="ar", **TELEPHONE)
    page = editor.goes("/vocabularies/seizure-kinds/")
    page.locator("form[action='" + EDIT + "'] button").click()
    page.wait_for_url(f"**{EDIT}")
    assert is_narrow(page)
    for name, text in CODE.items():
        page.fill(f"[name='{name}']", text)
    page.fill("[name='ar']", "Trailer")
    with page.expect_response(lambda answer: answer.status == 422):
        page.locator("[name='means-ar']").press("Enter")
    assert page.locator("#ar-problem").is_visible()
    assert is_narrow(page)
    assert violations(page) == []
    editor.complaints.clear()  # the browser complains of the refusal itself

    page.fill("[name='ar']", "قارب على مقطورة")
    page.locator("[name='ar']").press("Enter")
    page.locator("button[value='send']").click()
    second = visit("xa.oriel")
    page = second.goes("/vocabularies/")
    page.locator(f"main a[href='{EDIT}']").click()
    assert violations(page) == []
    page.locator("button[value='release']").click()
    page.wait_for_url("**/vocabularies/seizure-kinds/")

    assert third.goes("/vocabularies/seizure-kinds/").get_by_text("Boat on a trailer").count() == 1
    page = editor.goes("/vocabularies/seizure-kinds/versions/")
    assert page.get_by_text("قارب على مقطورة").count() == 1
    assert is_narrow(page)


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_what_came_of_reports_is_whole_on_a_telephone(visit: Any, locale: str) -> None:
    visitor = visit("xb.hask", locale=locale, **TELEPHONE)
    came = 0

    for number in (1, 2, 3):
        page = visitor.goes(f"/returned/?page={number}")
        came += page.locator("main article").count()
        assert is_narrow(page)
        assert violations(page) == []
    assert came > 0
