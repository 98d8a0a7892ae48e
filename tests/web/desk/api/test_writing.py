"""Writing by the programming interface: the same decisions, the same safeguards, the same acts."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from corridor.web.desk.imports import actions as imports
from tests import cast, make
from tests.web.desk.api.asking import Program

pytestmark = [pytest.mark.django_db, pytest.mark.store]

INCIDENT = {
    "name": "wreck",
    "kind": "Incident",
    "statements": [
        {"property": "incident_kind", "value": "shipwreck"},
        {"property": "occurred_on", "value": "2021-03-14"},
        {"property": "dead", "value": "3"},
    ],
}


def report(*things: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Return a report as a program sends it."""
    return {
        "ref": "R-1",
        "filed_on": "2021-03-20",
        "marking": {"preset": "partners"},
        "things": list(things) or [INCIDENT],
        **fields,
    }


def sent(program: Program, content: bytes, **fields: str) -> Any:
    """Send a file."""
    file = SimpleUploadedFile("landings.csv", content, "text/csv")
    return program.post("/api/v1/imports", {"file": file, **fields})


def test_a_report_stands_at_once_under_its_marking() -> None:
    program = Program()

    response = program.sent("reports", report())

    uid = response.json()["uid"]
    assert response.status_code == 201
    assert response.json()["things"] == {"wreck": uid}
    markings = program.asked(f"things/{uid}")["markings"]
    assert [one["audience"] for one in markings.values()] == ["partners"]


def test_things_of_one_report_refer_to_each_other_by_name() -> None:
    boat = {"name": "boat", "kind": "Vessel", "statements": [{"property": "name", "value": "Tern"}]}
    wreck = {**INCIDENT, "statements": [*INCIDENT["statements"], {"property": "vessel", "thing": "boat"}]}
    program = Program()

    told = program.sent("reports", report(wreck, boat)).json()

    refs = [one["ref"] for one in program.asked(f"things/{told['uid']}/statements")["statements"]]
    assert told["things"]["boat"] in refs


def test_a_thing_may_be_marked_more_narrowly_than_its_report() -> None:
    boat = {
        "name": "boat",
        "kind": "Vessel",
        "statements": [{"property": "name", "value": "Tern"}],
        "marking": {"preset": "own-authority"},
    }
    told = Program().sent("reports", report(INCIDENT, boat)).json()

    other = Program(cast.ANALYST_XB)

    assert other.get(f"/api/v1/things/{told['things']['wreck']}").status_code == 200
    assert other.get(f"/api/v1/things/{told['things']['boat']}").status_code == 404


def test_a_person_without_a_role_is_refused_here_as_everywhere() -> None:
    person = {"name": "p", "kind": "Person", "statements": [{"property": "name", "value": "Zephyr Specimen"}]}

    response = Program().sent("reports", report(INCIDENT, person))

    assert (response.status_code, response.json()["code"]) == (422, "entities.E03")
    assert b"Zephyr" not in response.content


def test_a_value_that_does_not_fit_is_refused_without_being_repeated() -> None:
    wreck = {**INCIDENT, "statements": [{"property": "dead", "value": "zephyr"}]}

    response = Program().sent("reports", report(wreck))

    assert response.status_code == 422
    assert b"zephyr" not in response.content


def test_a_report_that_stands_already_is_refused() -> None:
    program = Program()
    program.sent("reports", report())

    response = program.sent("reports", report())

    assert (response.status_code, response.json()["code"]) == (409, "reports.E06")


@pytest.mark.parametrize(
    "thing",
    [
        {**INCIDENT, "statements": [{"property": "vessel", "thing": "nobody"}]},
        {**INCIDENT, "statements": [{"property": "vessel", "thing": "wreck", "value": "both"}]},
    ],
)
def test_a_name_that_the_report_does_not_hold_is_refused(thing: dict[str, Any]) -> None:
    response = Program().sent("reports", report(thing))

    assert (response.status_code, response.json()["code"]) == (422, "api.E07")


def test_two_things_of_one_name_are_refused() -> None:
    assert Program().sent("reports", report(INCIDENT, INCIDENT)).json()["code"] == "api.E07"


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '{"ref": 1}'])
def test_a_body_that_is_no_report_is_refused(body: str) -> None:
    response = Program().post("/api/v1/reports", body, content_type="application/json")

    assert response.status_code in (400, 422)
    assert response["Content-Type"] == "application/problem+json"


def test_a_part_that_is_not_described_is_refused_and_not_dropped() -> None:
    response = Program().sent("reports", report(is_invented=True))

    assert response.status_code == 422


def test_another_kind_of_body_is_refused() -> None:
    response = Program().post("/api/v1/reports", "<report/>", content_type="application/xml")

    assert (response.status_code, response.json()["code"]) == (415, "api.E03")


def test_a_body_that_is_too_large_is_refused() -> None:
    response = Program().post("/api/v1/reports", '"' + "x" * 3_000_000 + '"', content_type="application/json")

    assert (response.status_code, response.json()["code"]) == (413, "api.E05")


def test_who_may_not_import_is_refused_before_a_file_is_kept(settings: Any) -> None:
    make.mapping("landings")
    folder = settings.HOME / "uploads"
    before = set(folder.iterdir()) if folder.exists() else set()

    response = sent(Program(cast.INVESTIGATOR_XA), make.table([make.row("A")]))

    assert response.status_code == 403
    assert (set(folder.iterdir()) if folder.exists() else set()) == before


def test_a_file_becomes_an_import_that_can_be_followed_and_undone() -> None:
    make.mapping("landings")
    program = Program()

    begun = sent(program, make.table([make.row("A"), make.row("B")]), mapping="landings", released_on="2022-01-01")

    assert begun.status_code == 202
    uid = begun.json()["uid"]
    imports.run(by=cast.officer(cast.ANALYST_XA), load=uid, now=timezone.now())
    assert program.asked(f"imports/{uid}")["accepted"] == 2
    assert program.asked("imports")["imports"][0]["uid"] == uid
    assert program.post(f"/api/v1/imports/{uid}/undo").json()["state"] == "undone"
    assert program.post(f"/api/v1/imports/{uid}/undo").status_code == 409


def test_an_import_of_another_authority_is_none() -> None:
    make.mapping("landings")
    load = make.load(cast.officer(cast.ANALYST_XB), make.table([make.row("A")]), mapping="landings")
    program = Program()

    assert program.get(f"/api/v1/imports/{load.uid}").status_code == 404
    assert program.post(f"/api/v1/imports/{load.uid}/undo").status_code == 404


def test_a_file_that_is_no_table_is_refused() -> None:
    response = sent(Program(), b"\x00\x01\x02")

    assert response.status_code in (400, 422)
    assert response["Content-Type"] == "application/problem+json"
