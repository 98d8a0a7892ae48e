"""The pages of vocabularies: allowed, without the permission, another authority, wrong method; and what they say."""

from __future__ import annotations

import html

import pytest
from django.utils import translation

from corridor import shelf
from corridor.core.entities.records import Draft
from corridor.web.desk.entities.queries import thing_for
from tests import cast, make

pytestmark = pytest.mark.django_db

DECIDE, UNDO, PARKED = "/vocabularies/parked/decide/", "/vocabularies/parked/undo/", "/vocabularies/parked/"


def crossing(text: str = "Zodiac <b>") -> Draft:
    draft = make.incident("a")
    return Draft(draft.uid, draft.kind, (*draft.claims, shelf.registry().park("transport", text)))


def said(response: object) -> str:
    return html.unescape(response.content.decode())  # type: ignore[attr-defined]  # a response


def test_every_list_stands_on_the_page_of_vocabularies() -> None:
    page = cast.client(cast.FIELD_OFFICER_XA).get("/vocabularies/")

    assert page.status_code == 200
    assert all(vocabulary.labels["en"] in said(page) for vocabulary in shelf.vocabularies().values())
    assert PARKED not in said(page), "a field officer does not edit"


def test_an_editor_is_led_to_what_waits() -> None:
    assert PARKED in said(cast.client(cast.ANALYST_XA).get("/vocabularies/"))


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_a_list_shows_codes_in_the_pages_language_and_what_was_superseded(language: str) -> None:
    client = cast.client(cast.ANALYST_XA)
    terms = shelf.vocabularies()["methods"].terms

    with translation.override(language):
        page = said(client.get("/vocabularies/methods/", headers={"accept-language": language}))

    assert all(term.labels[language] in page for term in terms.values())
    assert all(term.meaning(language) in page for term in terms.values() if term.superseded is None)


def test_a_list_shows_what_partners_call_its_codes() -> None:
    page = said(cast.client(cast.ANALYST_XA).get("/vocabularies/causes/"))

    assert "Vehicle accident / death linked to hazardous transport" in page


def test_every_list_has_a_page() -> None:
    client = cast.client(cast.ANALYST_XA)

    assert {client.get(f"/vocabularies/{name}/").status_code for name in shelf.vocabularies()} == {200}


def test_a_list_that_is_not_there_is_absent() -> None:
    assert cast.client(cast.ANALYST_XA).get("/vocabularies/ghosts/").status_code == 404


@pytest.mark.parametrize("address", ["/vocabularies/", "/vocabularies/methods/", PARKED])
def test_a_function_without_content_sees_none_of_it(address: str) -> None:
    assert cast.client(cast.OVERSEER_XA).get(address).status_code == 403


def test_what_waits_is_for_editors() -> None:
    assert cast.client(cast.INVESTIGATOR_XA).get(PARKED).status_code == 403
    assert cast.client(cast.INVESTIGATOR_XA).post(DECIDE, {"list": "transport"}).status_code == 403
    assert cast.client(cast.INVESTIGATOR_XA).post(UNDO, {"list": "transport"}).status_code == 403


@pytest.mark.parametrize("address", [DECIDE, UNDO])
def test_deciding_is_no_reading(address: str) -> None:
    assert cast.client(cast.ANALYST_XA).get(address).status_code == 405


def test_a_text_waits_as_it_was_written_and_is_escaped() -> None:
    make.file(cast.officer(cast.ANALYST_XA), crossing())

    page = cast.client(cast.ANALYST_XA).get(PARKED)

    assert "“Zodiac <b>”" in said(page)
    assert b"Zodiac <b>" not in page.content


def test_an_editor_of_another_authority_sees_nothing_of_what_is_closed() -> None:
    make.file(cast.officer(cast.ANALYST_XA), crossing(), marked=make.marking("own-authority", "XA-POL"))

    assert "Zodiac" not in said(cast.client(cast.ANALYST_XB).get(PARKED))
    answer = cast.client(cast.ANALYST_XB).post(DECIDE, {"list": "transport", "given": "zodiac b", "code": "car"})
    assert answer.status_code == 404


def test_a_decision_is_made_shown_and_taken_back() -> None:
    by = cast.officer(cast.ANALYST_XA)
    uid = make.file(by, crossing("Zodiac"))
    client = cast.client(cast.ANALYST_XA)
    sent = {"list": "transport", "given": "zodiac"}

    answer = client.post(DECIDE, {**sent, "code": "inflatable-boat"})

    assert answer.status_code == 302
    assert "Means “Inflatable boat”" in said(client.get(PARKED))
    thing = said(client.get(f"/things/{uid}/"))
    assert "Inflatable boat" in thing
    assert "Zodiac" in thing, "what was recorded stands beside it"
    client.post(UNDO, sent)
    assert "Means “Inflatable boat”" not in said(client.get(PARKED))
    assert thing_for(by, uid).laid.values("transport") == ("parked",)


def test_no_code_is_a_problem_that_is_told_beside_the_field() -> None:
    make.file(cast.officer(cast.ANALYST_XA), crossing("Zodiac"))

    answer = cast.client(cast.ANALYST_XA).post(DECIDE, {"list": "transport", "given": "zodiac", "code": ""})

    assert answer.status_code == 422
    assert "Choose one of the codes" in said(answer)


def test_what_waits_is_told_on_the_page_of_the_thing() -> None:
    uid = make.file(cast.officer(cast.ANALYST_XA), crossing("Zodiac"))

    page = said(cast.client(cast.ANALYST_XA).get(f"/things/{uid}/"))

    assert "No code in the list yet" in page
    assert "Zodiac" in page
