"""Reading by the programming interface: what a page would show, and nothing that a page would not."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.test import Client

from corridor.core.access.codes import Event
from corridor.core.handling.codes import Use
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.entities import choosing
from corridor.web.desk.entities.choices import token_of
from tests import cast, make
from tests.web.desk.api.asking import Program

pytestmark = [pytest.mark.django_db, pytest.mark.store]

READS = (
    "me",
    "things?words=ashmar",
    "things/{uid}",
    "things/{uid}/statements",
    "picture",
    "sources",
    "imports",
    "exports?format=csv",
    "vocabularies",
    "schemata",
)


def hidden() -> str:
    """Let XB keep an incident for itself."""
    return make.file(
        cast.officer(cast.ANALYST_XB),
        make.incident("hidden", place_text="Zephyr Bay"),
        marked=make.marking("own-authority", "XB-BRD"),
    )


def test_a_thing_and_its_statements_are_told_with_their_markings() -> None:
    uid = make.file(cast.officer(cast.ANALYST_XA), make.incident("one", dead="3"))
    program = Program()

    thing = program.asked(f"things/{uid}")
    told = program.asked(f"things/{uid}/statements")["statements"]

    assert thing["kinds"] == ["Incident"]
    assert {one["marking"] for one in told} == set(thing["markings"])
    assert ("dead", "3") in {(one["property"], one["value"]) for one in told}


def test_statements_come_in_parts_that_together_are_all_of_them() -> None:
    uid = make.file(cast.officer(cast.ANALYST_XA), make.incident("one"))
    program = Program()
    whole = program.asked(f"things/{uid}/statements")["statements"]

    found, cursor = [], ""
    while True:
        part = program.asked(f"things/{uid}/statements", limit="2", cursor=cursor)
        found += part["statements"]
        cursor = part["next"]
        if not cursor:
            break

    assert found == whole


def test_a_cursor_of_another_question_or_reader_is_refused() -> None:
    uid = make.file(cast.officer(cast.ANALYST_XA), make.incident("one"))
    other = make.file(cast.officer(cast.ANALYST_XA), make.incident("other"))
    cursor = Program().asked(f"things/{uid}/statements", limit="1")["next"]

    for program, of in ((Program(), other), (Program(cast.ANALYST_XB), uid)):
        response = program.get(f"/api/v1/things/{of}/statements", {"cursor": cursor})
        assert (response.status_code, response.json()["code"]) == (404, "api.E06")


def test_a_hidden_thing_and_none_at_all_are_the_same_answer() -> None:
    uid = hidden()
    program = Program()

    answers = [program.get(f"/api/v1/things/{one}{part}") for one in (uid, "f" * 32) for part in ("", "/statements")]

    assert {(one.status_code, one.content) for one in answers} == {(404, answers[0].content)}


def test_words_find_what_may_be_seen_and_nothing_else() -> None:
    hidden()
    uid = make.file(cast.officer(cast.ANALYST_XA), make.incident("one", place_text="Ashmar Harbour"))
    program = Program()

    assert [one["uid"] for one in program.asked("things", words="ashmar harbour")["things"]] == [uid]
    assert program.asked("things", words="zephyr")["things"] == []


def test_the_picture_is_the_one_of_the_page() -> None:
    make.file(cast.officer(cast.ANALYST_XA), make.incident("one", dead="3"))
    hidden()

    told = Program().asked("picture")

    answer = make.picture(cast.officer(cast.ANALYST_XA))
    assert (told["things"], told["low"], told["high"]) == (answer.things, answer.low, answer.high)


def test_what_an_officer_chose_to_trust_does_not_leave_by_the_interface() -> None:
    by = cast.officer(cast.ANALYST_XA)
    uid = make.file(by, make.incident("one", dead="4"))
    make.file(cast.officer(cast.ANALYST_XB), make.incident("one", dead="9"), ref="second")
    choosing.choose_value(by=by, thing=uid, prop="dead", value=token_of("dead", "9"), now=make.NOW)
    assert make.picture(by, own_view=True).low == 9

    told = Program().asked("picture")

    assert (told["low"], told["high"]) == (4, 9)


@pytest.mark.parametrize(
    ("given", "things"), [({}, 1), ({"method": "lorry"}, 0), ({"since": "2031"}, 0), ({"reliability": "A"}, 0)]
)
def test_every_filter_of_the_page_narrows_what_the_interface_tells(given: dict[str, str], things: int) -> None:
    make.file(cast.officer(cast.ANALYST_XA), make.incident("one", dead="4", occurred_on="2026-01-05"))

    assert Program().asked("picture", **given)["things"] == things


@pytest.mark.parametrize("given", [{"reliability": "Z"}, {"accuracy": "9"}, {"since": "soon"}, {"measure": "luck"}])
def test_a_question_that_cannot_be_read_is_refused(given: dict[str, str]) -> None:
    assert Program().get("/api/v1/picture", given).status_code == 422


def test_an_export_comes_with_its_manifest() -> None:
    make.file(cast.officer(cast.ANALYST_XA), make.incident("one"))

    response = Program().get("/api/v1/exports?format=ftm")

    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as archive:
        name, beside = archive.namelist()
        assert json.loads(archive.read(beside))["manifest"]["file"] == name


def test_what_may_be_read_and_not_exported_is_refused_with_the_reason() -> None:
    uid = make.file(
        cast.officer(cast.ANALYST_XB),
        make.incident("bound"),
        marked=make.marking("partners", "XB-BRD", uses=Use.READ),
    )

    response = Program().get(f"/api/v1/exports?format=csv&view=thing&thing={uid}")

    assert (response.status_code, response.json()["code"]) == (403, "exports.E02")
    assert response.json()["reasons"] == ["The originator does not allow this use."]


@pytest.mark.parametrize("address", READS)
def test_every_read_is_one_entry_of_the_ledger(address: str) -> None:
    uid = make.file(cast.officer(cast.ANALYST_XA), make.incident("one"))
    program = Program()
    program.asked("me")
    before = LedgerEntry.objects.count()

    response = program.get("/api/v1/" + address.replace("{uid}", uid))
    response.getvalue()

    assert response.status_code == 200
    entry = LedgerEntry.objects.order_by("-position").first()
    assert LedgerEntry.objects.count() == before + 1
    assert entry is not None
    assert entry.event in (Event.PAGE_READ, Event.SEARCH_MADE, Event.ITEM_EXPORTED)
    assert entry.actor == cast.ANALYST_XA.handle


@pytest.mark.parametrize("address", READS)
def test_nothing_is_read_without_a_token(address: str) -> None:
    uid = make.file(cast.officer(cast.ANALYST_XA), make.incident("one"))

    response = Client().get("/api/v1/" + address.replace("{uid}", uid))

    assert (response.status_code, response["Content-Type"]) == (401, "application/problem+json")
    assert response["WWW-Authenticate"] == "Bearer"


def test_a_session_is_worth_nothing_here() -> None:
    assert cast.client(cast.ANALYST_XA).get("/api/v1/me").status_code == 401


def test_a_token_is_worth_nothing_on_a_page() -> None:
    assert Program().get("/imports/").status_code == 302


def test_no_cookie_is_set() -> None:
    assert not Program().get("/api/v1/me").cookies


def test_an_address_that_leads_nowhere_answers_as_a_problem() -> None:
    response = Program().get("/api/v1/persons")

    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


def test_a_method_that_an_address_does_not_take_is_named() -> None:
    response = Program().delete("/api/v1/me")

    assert (response.status_code, response.json()["code"], response["Allow"]) == (405, "api.E04", "GET")


def test_a_fault_is_named_by_its_place_and_what_was_sent_is_not_repeated() -> None:
    response = Program().get("/api/v1/picture?measure=zephyr")

    assert response.status_code == 422
    assert response.json()["faults"][0]["where"] == "query.measure"
    assert b"zephyr" not in response.content


def test_the_description_names_no_host_outside_and_needs_no_token() -> None:
    response = Client().get("/api/v1/openapi.json")

    assert response.json()["info"]["title"] == "Corridor"
    assert b"http://" not in response.content
    assert b"https://" not in response.content


def test_each_language_has_its_own_words_for_a_refusal() -> None:
    response = Program().get(f"/api/v1/things/{'f' * 32}", headers={"Accept-Language": "fr"})

    assert response.json()["detail"].startswith("Introuvable")
