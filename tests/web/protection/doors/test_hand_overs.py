"""Persons who were handed over: taken in sealed, passed to the asylum body at once, taken or closed, never answered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.claims.codes import ClaimKind
from corridor.core.doors import bodies
from corridor.core.doors.codes import Kind, Said, Trouble
from corridor.core.doors.errors import DisclosureState
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.web.base.doors import queries as doors
from corridor.web.base.doors.models import Outgoing
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.protection.claims.models import Claim
from corridor.web.protection.doors import actions, models, queries
from corridor.web.protection.vault import keyring
from corridor.web.protection.vault import queries as vault
from tests import cast, peer
from tests.core.doors import make as core
from tests.web.protection.doors import make

pytestmark = pytest.mark.usefixtures("node")


@pytest.mark.store
def test_a_person_who_is_handed_over_appears_in_the_inbox_and_on_a_page() -> None:
    row = make.arrive(make.desk(), core.hand_over(reach="shed 4 at Tern Bay", needs=("medical",)))
    browser = cast.client(cast.PROTECTION_OFFICER)

    inbox, page = browser.get("/hand-overs/"), browser.get(f"/hand-overs/{row.uid}/")

    assert f"/hand-overs/{row.uid}/" in inbox.content.decode()
    assert "shed 4 at Tern Bay" in page.content.decode()
    assert "Medical care" in page.content.decode()


def test_it_stands_sealed_in_the_database() -> None:
    row = make.arrive(make.desk(), core.hand_over(reach="quorblimey shed"))

    assert b"quorblimey" not in bytes(row.sealed)


@pytest.mark.store
@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ({"asks": Said.YES}, [ClaimKind.ASKS_PROTECTION]),
        ({"fears": Said.YES}, [ClaimKind.FEARS_RETURN]),
        ({"asks": Said.YES, "fears": Said.YES}, [ClaimKind.ASKS_PROTECTION, ClaimKind.FEARS_RETURN]),
        ({"asks": Said.NO}, []),
        ({}, []),
    ],
)
def test_a_wish_for_protection_is_a_claim_in_the_same_act(said: dict[str, Said], kinds: list[ClaimKind]) -> None:
    make.arrive(make.desk(), core.hand_over(**said))

    claims = Claim.objects.order_by("pk")
    assert [claim.kind for claim in claims] == kinds
    assert {claim.sender for claim in claims} <= {"XA-POL"}
    assert len({claim.person_id for claim in claims}) <= 1


def test_nothing_goes_back_to_the_desk_whatever_is_decided() -> None:
    desk = make.desk()
    taken, closed = make.arrive(desk), make.arrive(desk)
    by, now = cast.officer(cast.PROTECTION_OFFICER), timezone.now()

    actions.take(by=by, uid=taken.uid, now=now)
    actions.close_hand_over(by=by, uid=closed.uid, why="duplicate", now=now)

    assert Outgoing.objects.count() == 0


@pytest.mark.store
def test_taking_opens_a_case_with_what_the_officer_wrote_and_only_once() -> None:
    row = make.arrive(make.desk(), core.hand_over(reach="shed 4", needs=("medical", "safety"), age="child"))
    by, now = cast.officer(cast.PROTECTION_OFFICER), timezone.now()

    ref = actions.take(by=by, uid=row.uid, now=now)

    file = vault.case_for(by, ref, now=now).file
    assert {need.kind for need in file.needs} == {"urgent-medical-care", "protection-from-violence"}
    assert file.is_child
    assert file.person["contact"].said == "shed 4"
    with pytest.raises(DisclosureState):
        actions.take(by=by, uid=row.uid, now=now)


def test_a_hand_over_is_closed_for_a_reason_of_the_list_only() -> None:
    row = make.arrive(make.desk())
    by, now = cast.officer(cast.PROTECTION_OFFICER), timezone.now()

    with pytest.raises(NotFound):
        actions.close_hand_over(by=by, uid=row.uid, why="she lied", now=now)

    assert models.HandOver.objects.get().state == "waiting"
    assert not LedgerEntry.objects.filter(detail__contains="lied").exists()


def test_who_waits_for_more_than_a_day_is_shown_as_late() -> None:
    make.arrive(make.desk())
    browser = cast.client(cast.PROTECTION_OFFICER)
    before = browser.get("/hand-overs/").content.decode()

    models.HandOver.objects.update(came_at=timezone.now() - timedelta(hours=25))

    assert "Waiting for more than a day" not in before
    assert "Waiting for more than a day" in browser.get("/hand-overs/").content.decode()


@pytest.mark.parametrize(
    "member",
    [
        cast.VOLUNTEER,
        cast.ASYLUM_OFFICER,
        cast.STATUS_OFFICER,
        cast.COMPLAINTS_OFFICER,
        cast.OVERSEER_MPA,
        cast.ADMINISTRATOR_MPA,
    ],
)
def test_nobody_but_protection_officers_reads_a_hand_over(member: cast.Member) -> None:
    row = make.arrive(make.desk())
    browser = cast.client(member)

    assert {browser.get(page).status_code for page in ("/hand-overs/", f"/hand-overs/{row.uid}/")} == {403}
    with pytest.raises(NotPermitted):
        actions.take(by=cast.officer(member), uid=row.uid, now=timezone.now())


def test_what_a_list_of_this_node_does_not_know_is_kept_aside_and_shown() -> None:
    desk = make.desk()
    body = {**bodies.hand_over_body(core.hand_over()), "needs": ["gold"]}

    peer.send(desk.envelope(desk.message(Kind.HAND_OVER, body)))

    assert [one.trouble for one in doors.kept_aside()] == [Trouble.CONTENT_REFUSED]
    assert Trouble.CONTENT_REFUSED in cast.client(cast.PROTECTION_OFFICER).get("/hand-overs/").content.decode()
    assert models.HandOver.objects.count() == 0


def test_a_desk_cannot_disclose_to_the_vault_or_withdraw_from_it() -> None:
    desk = make.desk()

    for kind in (Kind.DISCLOSURE, Kind.WITHDRAWAL):
        peer.send(desk.envelope(desk.message(kind, {})))

    assert {one.trouble for one in doors.kept_aside()} == {Trouble.KIND_NOT_TAKEN}


def test_every_reading_of_a_hand_over_is_an_entry_without_content() -> None:
    row = make.arrive(make.desk(), core.hand_over(reach="quorblimey shed"))

    actions.read_hand_over(by=cast.officer(cast.PROTECTION_OFFICER), uid=row.uid, now=timezone.now())

    assert LedgerEntry.objects.filter(event=Event.HAND_OVER_READ, about=row.uid).count() == 1
    assert not LedgerEntry.objects.filter(detail__contains="quorblimey").exists()
    assert queries.handed_over(cast.officer(cast.SECOND_PROTECTION_OFFICER))[0].uid == row.uid


@pytest.mark.store
def test_what_was_closed_long_ago_is_erased_with_its_key_and_what_waits_is_not() -> None:
    desk = make.desk()
    closed, waits = make.arrive(desk), make.arrive(desk)
    by, now = cast.officer(cast.PROTECTION_OFFICER), timezone.now()
    actions.close_hand_over(by=by, uid=closed.uid, why="not-found", now=now)

    early = actions.erase_closed(now=now + timedelta(days=89))
    erased = actions.erase_closed(now=now + timedelta(days=91))

    assert (early, erased) == (0, 1)
    assert [row.uid for row in models.HandOver.objects.all()] == [waits.uid]
    with pytest.raises(keyring.KeyForgotten):
        keyring.key_of(closed.uid)
