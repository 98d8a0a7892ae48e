"""Nobody deletes, changes or pre-dates a claim: not by pages, not by SQL, not by a restore."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.claims.codes import Closed, StepKind
from corridor.core.claims.errors import StepClosed
from corridor.web.base.ledger.actions import record
from corridor.web.protection.claims import actions, queries, steps
from tests import cast
from tests.web.protection.claims.ground import entries, file, recorded

pytestmark = [pytest.mark.django_db, pytest.mark.store]

ATTACKS = [
    "DELETE FROM claim",
    "UPDATE claim SET recorded_at = '2001-01-01 00:00:00'",
    "UPDATE claim SET said_on = '2001-01-01'",
    "UPDATE claim SET body = 'XZ-OUT'",
    "UPDATE claim SET kind = 'none'",
    "DELETE FROM claim_act",
    "UPDATE claim_act SET kind = 'granted'",
    "DELETE FROM file_entry",
    "UPDATE file_entry SET kind = 'done'",
    "DELETE FROM finding",
    "DELETE FROM person_file",
    "UPDATE person_file SET name_key = ''",
    "DELETE FROM status_step",
]


def run(statement: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def ref() -> str:
    """A person with a file, a step that was halted, a finding, and a claim that was acknowledged."""
    from corridor.core.claims.codes import ActKind
    from corridor.web.protection.claims.findings import file_finding
    from tests.web.protection.claims.ground import moved

    ref = file()
    now = timezone.now()
    steps.take_step(by=cast.officer(cast.STATUS_OFFICER), ref=ref, kind=StepKind.REMOVAL, now=now)
    moved(recorded(reference=ref).receipt.ref, ActKind.ACKNOWLEDGED)
    file_finding(by=cast.officer(cast.RETURN_MONITOR), ref=ref, words="no interpreter was there", now=now)
    return ref


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_database_itself_refuses(attack: str, ref: str) -> None:
    with pytest.raises(DatabaseError):
        run(attack)


def test_replacing_a_row_is_refused_like_deleting_it(ref: str) -> None:
    columns = "id, ref, person_id, kind, said_on, recorded_at, by, authority, sender, body, name_key, follow, sealed"
    columns += ", signature"
    into = "INSERT OR REPLACE INTO" if connection.vendor == "sqlite" else "INSERT INTO"
    kept = columns.replace("body", "'XZ-OUT'")

    for other in (kept, kept.replace("id, ref", "id + 1000, ref", 1), kept.replace("id, ref", "id, 'C-X'", 1)):
        with pytest.raises(DatabaseError):
            run(f"{into} claim ({columns}) SELECT {other} FROM claim")


def test_a_row_of_an_earlier_day_is_refused_by_the_database(ref: str) -> None:
    columns = "person_id, kind, by, authority, sender, body, name_key, sealed, signature"
    early = timezone.now() - timedelta(days=30)

    with pytest.raises(DatabaseError):
        run(
            f"INSERT INTO claim (ref, follow, said_on, recorded_at, {columns}) "
            f"SELECT 'C-EARLY', 'x', said_on, %s, {columns} FROM claim",
            early,
        )
    with pytest.raises(DatabaseError):
        run(
            f"INSERT INTO claim (ref, follow, said_on, recorded_at, {columns}) "
            f"SELECT 'C-LATE', 'y', %s, recorded_at, {columns} FROM claim",
            (timezone.now() + timedelta(days=3)).date(),
        )


def test_a_claim_written_past_the_node_closes_the_file_since_nobody_signed_it(ref: str) -> None:
    columns = "person_id, kind, said_on, by, authority, sender, body, name_key, sealed, signature"
    run(
        f"INSERT INTO claim (ref, follow, recorded_at, {columns}) "
        f"SELECT 'C-FALSE', 'z', recorded_at, {columns} FROM claim"
    )

    person = queries.file_for(cast.officer(cast.RETURN_MONITOR), ref)

    assert not queries.file_of(person).is_whole


def test_whoever_takes_the_guard_away_and_deletes_a_claim_opens_nothing(ref: str) -> None:
    if connection.vendor == "sqlite":
        for name in ("claim_kept", "claim_act_kept"):
            run(f"DROP TRIGGER {name}")
    else:
        for table in ("claim", "claim_act"):
            run(f"DROP TRIGGER {table}_stays ON {table}")
    run("DELETE FROM claim_act")
    run("DELETE FROM claim")

    with pytest.raises(StepClosed) as refused:
        steps.take_step(by=cast.officer(cast.STATUS_OFFICER), ref=ref, kind=StepKind.REMOVAL, now=timezone.now())

    assert refused.value.params["closed"] == Closed.FILE_NOT_WHOLE


def test_after_a_restore_every_step_is_closed_until_the_asylum_body_has_looked() -> None:
    ref = file()
    record(Event.NODE_RESTORED, by=cast.officer(cast.ADMINISTRATOR_MPA), now=timezone.now(), about="backup")
    with pytest.raises(StepClosed) as refused:
        steps.take_step(by=cast.officer(cast.STATUS_OFFICER), ref=ref, kind=StepKind.REMOVAL, now=timezone.now())
    assert refused.value.params["closed"] == Closed.FILE_NOT_WHOLE

    actions.review_files(by=cast.officer(cast.ASYLUM_OFFICER), now=timezone.now())

    assert steps.take_step(by=cast.officer(cast.STATUS_OFFICER), ref=ref, kind=StepKind.REMOVAL, now=timezone.now())


@pytest.mark.parametrize(
    "member", [cast.ASYLUM_OFFICER, cast.STATUS_OFFICER, cast.ADMINISTRATOR_MPA, cast.VOLUNTEER], ids=str
)
def test_to_ask_the_page_for_a_deletion_is_refused_and_logged(member: cast.Member, ref: str) -> None:
    claim = entries(Event.CLAIM_RECORDED)[-1]
    number = json.loads(claim.detail)["claim"]

    answer = cast.client(member).post(f"/claims/of/{number}/delete/")

    assert answer.status_code == 409
    refused = entries(Event.ACT_REFUSED)[-1]
    assert (refused.about, refused.actor) == (number, member.handle)
    assert json.loads(refused.detail) == {"act": "claim:deleted", "code": "claims.E04"}


@pytest.mark.parametrize("name", ["recorded_at", "recorded_on", "at", "now"])
def test_to_choose_when_a_claim_was_written_down_is_refused_and_logged(name: str) -> None:
    form = {"kind": "fears-return", "said_on": timezone.now().date().isoformat(), name: "2001-01-01"}

    answer = cast.client(cast.VOLUNTEER).post("/claims/new/", form)

    assert answer.status_code == 409
    assert json.loads(entries(Event.ACT_REFUSED)[-1].detail) == {"act": "claim:backdated", "code": "claims.E03"}
    assert not entries(Event.CLAIM_RECORDED)


def test_a_finding_that_was_changed_past_the_guard_is_shown_as_changed(ref: str) -> None:
    person = queries.file_for(cast.officer(cast.RETURN_MONITOR), ref)
    [found] = queries.findings_of(person)
    found.authority = "XB-RET"

    assert not queries.is_unchanged(found)
