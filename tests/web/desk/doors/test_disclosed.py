"""What was disclosed: for one authority, function and purpose, until its day, and never part of the picture."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.doors import bodies
from corridor.core.doors.codes import Ending, Kind, Trouble
from corridor.core.doors.records import Disclosed as Told
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.web.base.doors import queries as doors
from corridor.web.base.doors.models import Outgoing
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.doors import actions, queries
from corridor.web.desk.doors.models import Disclosed
from tests import cast, peer
from tests.peer import Peer

pytestmark = pytest.mark.usefixtures("node")
UID = "d" * 32


@pytest.fixture
def body() -> Peer:
    """The protection body that the desk knows."""
    found = Peer("INT-MPA", "protection", "protection")
    found.introduce(cast.ADMINISTRATOR_XA, cast.OVERSEER_XA)
    return found


def told(**given: object) -> Told:
    """Return a disclosure to the investigators of XA."""
    until = (timezone.now().date() + timedelta(days=10)).isoformat()
    plain: dict[str, object] = {
        "uid": UID,
        "authority": "XA-POL",
        "function": "investigator",
        "purpose": "detection-and-investigation",
        "until": until,
        "their_ref": "Order 7",
        "fields": (("name", "Ansel Quillmark"),),
    }
    return Told(**{**plain, **given})  # type: ignore[arg-type]  # texts


def disclose(body: Peer, **given: object) -> None:
    """Let the body disclose."""
    peer.send(body.envelope(body.message(Kind.DISCLOSURE, bodies.disclosed_body(told(**given)))))


def attested(body: Peer) -> list[str]:
    """Return what the desk attested, in order."""
    return [body.read(bytes(one.envelope)).body["held"] for one in Outgoing.objects.order_by("pk")]


@pytest.mark.store
def test_who_it_is_for_reads_it_and_each_reading_is_an_entry(body: Peer) -> None:
    disclose(body)
    browser = cast.client(cast.INVESTIGATOR_XA)

    listed, page = browser.get("/disclosed/"), browser.get(f"/disclosed/{UID}/")

    assert "Order 7" in listed.content.decode()
    assert "Ansel Quillmark" in page.content.decode()
    assert "no onward use" in page.content.decode()
    assert LedgerEntry.objects.filter(event=Event.DISCLOSED_OPENED).count() == 2
    assert attested(body) == ["held"]


@pytest.mark.parametrize(
    ("member", "status"),
    [(cast.PROSECUTOR_XC, 404), (cast.FIELD_OFFICER_XA, 403), (cast.ANALYST_XA, 403), (cast.ADMINISTRATOR_XA, 403)],
)
def test_nobody_else_learns_that_there_is_something(body: Peer, member: cast.Member, status: int) -> None:
    before = cast.client(member).get(f"/disclosed/{UID}/")

    disclose(body)
    after = cast.client(member).get(f"/disclosed/{UID}/")

    assert (before.status_code, after.status_code) == (status, status)
    assert before.headers.items() == after.headers.items()
    with pytest.raises((NotFound, NotPermitted)):
        queries.one_disclosed_to(cast.officer(member), UID, timezone.now().date())


def test_hidden_and_never_existed_run_the_same_statements(body: Peer) -> None:
    prosecutor = cast.officer(cast.PROSECUTOR_XC)
    told_of: list[list[str]] = [[], []]
    for number, statements in enumerate(told_of):
        if number:
            disclose(body)
        with connection.execute_wrapper(_noting(statements)), pytest.raises(NotFound):
            queries.one_disclosed_to(prosecutor, UID, timezone.now().date())

    assert told_of[0] == told_of[1] != []


def _noting(statements: list[str]):  # type: ignore[no-untyped-def]  # as the framework's wrapper
    def wrapper(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        statements.append(sql)
        return execute(sql, params, many, context)

    return wrapper


@pytest.mark.store
def test_after_its_day_it_is_invisible_at_once_and_erased_with_an_attestation(body: Peer) -> None:
    disclose(body)
    later = timezone.now() + timedelta(days=11)
    investigator = cast.officer(cast.INVESTIGATOR_XA)

    unseen = queries.disclosed_to(investigator, later.date())
    erased = actions.erase_over(now=later)

    assert unseen == ()
    assert (erased, Disclosed.objects.count()) == (1, 0)
    assert attested(body) == ["held", "erased"]


@pytest.mark.store
def test_a_withdrawal_erases_and_is_attested(body: Peer) -> None:
    disclose(body)

    peer.send(body.envelope(body.message(Kind.WITHDRAWAL, bodies.withdrawal_body(UID, Ending.WITHDRAWN))))

    assert Disclosed.objects.count() == 0
    assert attested(body) == ["held", "erased"]


def test_only_who_disclosed_can_withdraw(body: Peer) -> None:
    disclose(body)
    other = Peer("XB-MPB", "protection", "protection")
    other.introduce(cast.ADMINISTRATOR_XA, cast.OVERSEER_XA)

    peer.send(other.envelope(other.message(Kind.WITHDRAWAL, bodies.withdrawal_body(UID, Ending.WITHDRAWN))))

    assert Disclosed.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"function": "analyst", "purpose": "operational-analysis"},
        {"function": "investigator", "purpose": "prosecution"},
        {"function": "nobody"},
        {"until": "2020-01-01"},
        {"fields": (("route", "x"),)},
        {"fields": ()},
        {"uid": "short"},
    ],
)
def test_a_disclosure_that_nobody_here_may_receive_is_kept_aside(body: Peer, wrong: dict[str, object]) -> None:
    disclose(body, **wrong)

    assert [one.trouble for one in doors.kept_aside()] == [Trouble.CONTENT_REFUSED]
    assert Disclosed.objects.count() == 0


def test_what_is_disclosed_stands_sealed_in_the_database(body: Peer) -> None:
    disclose(body)

    assert b"Quillmark" not in bytes(Disclosed.objects.get().sealed)


def test_a_disclosure_is_no_statement_and_no_thing(body: Peer) -> None:
    from corridor.web.desk.statements.models import Entity

    before = Entity.objects.count()
    disclose(body)

    page = cast.client(cast.INVESTIGATOR_XA).get("/find/?words=Quillmark")

    assert Entity.objects.count() == before
    assert UID not in page.content.decode()


def test_another_desk_does_not_disclose_and_nothing_waits_behind_it(body: Peer) -> None:
    other = Peer("XB-BRD", "desk", "border-guard")
    other.introduce(cast.ADMINISTRATOR_XA, cast.OVERSEER_XA)

    disclose(other)
    disclose(body)

    assert [one.trouble for one in doors.kept_aside()] == [Trouble.CONTENT_REFUSED]
    assert [one.sender for one in Disclosed.objects.all()] == ["INT-MPA"]
