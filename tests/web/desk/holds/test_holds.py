"""A hold keeps what is overdue for its case: hidden from all, sealed, opened for the authority that holds it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.core.retention.codes import HoldReason
from corridor.core.retention.errors import HoldDayInvalid, HoldEnded, HoldKnown, HoldReferenceInvalid
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.entities.queries import thing_for
from corridor.web.desk.holds.actions import Order, end_hold, open_kept, place_hold, renew_hold
from corridor.web.desk.holds.schedule import erase_overdue
from corridor.web.desk.retention.models import HeldItem, Hold
from corridor.web.desk.search.queries import found_for
from tests import cast
from tests.web.desk.retention.aging import FOUR_YEARS, age_all, filed

pytestmark = pytest.mark.store


def today() -> date:
    return timezone.now().date()


def order(days: int = 100, reference: str = "XA-2026-17") -> Order:
    return Order(HoldReason.TRIAL, reference, today() + timedelta(days=days))


def hold(by: Officer, about: str, **fields: object) -> str:
    return place_hold(by=by, about=about, order=order(**fields), now=timezone.now())  # type: ignore[arg-type]  # fields


@pytest.fixture
def held(node: object) -> tuple[Officer, str, str]:
    """A thing that was held in time, and has been overdue and erased since; who holds it, the thing, the hold."""
    by = cast.officer(cast.INVESTIGATOR_XA)
    thing = filed(by, "wreck", "own-authority", timedelta(), summary="zephyr lantern")
    uid = hold(by, thing)
    age_all(FOUR_YEARS)
    erase_overdue(by=cast.service(), now=timezone.now())
    return by, thing, uid


def test_what_is_held_is_hidden_from_everybody_all_the_same(held: tuple[Officer, str, str]) -> None:
    by, thing, _ = held

    with pytest.raises(NotFound):
        thing_for(by, thing)
    assert found_for(by, "zephyr").found == ()


def test_what_is_held_opens_for_its_authority_and_is_told(held: tuple[Officer, str, str]) -> None:
    by, thing, uid = held

    _, (kept,) = open_kept(by=by, uid=uid, now=timezone.now())

    assert kept.thing == thing
    assert ("summary", "zephyr lantern", None, None) in kept.said
    assert LedgerEntry.objects.order_by("-position")[0].event == Event.HELD_READ


def test_what_is_held_stands_sealed_in_the_database(held: tuple[Officer, str, str]) -> None:
    (item,) = HeldItem.objects.all()

    assert b"zephyr" not in bytes(item.sealed)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM statement")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("member", [cast.ANALYST_XA, cast.OVERSEER_XA, cast.ADMINISTRATOR_XA])
def test_nobody_without_the_permission_opens_it(held: tuple[Officer, str, str], member: cast.Member) -> None:
    with pytest.raises(NotPermitted):
        open_kept(by=cast.officer(member), uid=held[2], now=timezone.now())


def test_another_authority_is_told_that_there_is_no_such_hold(held: tuple[Officer, str, str]) -> None:
    with pytest.raises(NotFound):
        open_kept(by=cast.officer(cast.PROSECUTOR_XC), uid=held[2], now=timezone.now())


def test_who_might_not_have_read_it_opens_nothing(node: object) -> None:
    by = cast.officer(cast.INVESTIGATOR_XA)
    thing = filed(by, "wreck", "sealed", timedelta())
    uid = hold(by, thing)
    age_all(FOUR_YEARS)
    erase_overdue(by=cast.service(), now=timezone.now())
    cast.grant(cast.ANALYST_XA, "prosecutor", "prosecution")

    _, kept = open_kept(by=cast.officer(cast.ANALYST_XA, function="prosecutor"), uid=uid, now=timezone.now())

    assert kept == ()


def test_an_ended_hold_gives_up_what_it_kept(held: tuple[Officer, str, str]) -> None:
    by, _, uid = held

    end_hold(by=by, uid=uid, now=timezone.now())

    assert not HeldItem.objects.exists()
    with pytest.raises(HoldEnded):
        open_kept(by=by, uid=uid, now=timezone.now())


def test_a_hold_that_nobody_renews_lapses(held: tuple[Officer, str, str]) -> None:
    by, _, uid = held
    later = timezone.now() + timedelta(days=101)

    with pytest.raises(HoldEnded):
        open_kept(by=by, uid=uid, now=later)
    done = erase_overdue(by=cast.service(), now=later)

    assert done.lapsed == 1
    assert not HeldItem.objects.exists()


def test_a_renewed_hold_names_what_was_said_meanwhile(node: object) -> None:
    by = cast.officer(cast.INVESTIGATOR_XA)
    thing = filed(by, "wreck", "own-authority", timedelta())
    uid = hold(by, thing)
    filed(by, "wreck", "own-authority", timedelta(), summary="later lantern")

    renew_hold(by=by, uid=uid, until=today() + timedelta(days=300), now=timezone.now())
    age_all(FOUR_YEARS)
    erase_overdue(by=cast.service(), now=timezone.now())

    _, kept = open_kept(by=by, uid=uid, now=timezone.now())
    assert any(("summary", "later lantern", None, None) in one.said for one in kept)


def test_a_hold_covers_only_what_its_officer_could_read(node: object) -> None:
    by = cast.officer(cast.INVESTIGATOR_XA)
    thing = filed(by, "wreck", "public", timedelta())
    filed(cast.officer(cast.ANALYST_XB), "wreck", "own-authority", timedelta(), summary="zephyr")

    hold(by, thing)
    age_all(FOUR_YEARS)
    done = erase_overdue(by=cast.service(), now=timezone.now())

    assert done.sealed == 0
    assert not HeldItem.objects.exists()


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"days": 0}, HoldDayInvalid),
        ({"days": 400}, HoldDayInvalid),
        ({"reference": "the case of Oru Halden"}, HoldReferenceInvalid),
    ],
)
def test_a_hold_has_an_end_and_a_file_mark(node: object, fields: dict[str, object], refused: type[Exception]) -> None:
    by = cast.officer(cast.INVESTIGATOR_XA)
    thing = filed(by, "wreck", "public", timedelta())

    with pytest.raises(refused):
        hold(by, thing, **fields)


def test_the_same_is_not_held_twice_for_one_case(node: object) -> None:
    by = cast.officer(cast.INVESTIGATOR_XA)
    thing = filed(by, "wreck", "public", timedelta())
    hold(by, thing)

    with pytest.raises(HoldKnown):
        hold(by, thing)
    assert Hold.objects.count() == 1


def test_the_pages_lead_from_the_thing_to_what_is_opened(node: object) -> None:
    by = cast.officer(cast.INVESTIGATOR_XA)
    thing = filed(by, "wreck", "own-authority", timedelta(), summary="zephyr lantern")
    browser = cast.client(cast.INVESTIGATOR_XA)
    form = {"reason": "trial", "reference": "XA-2026-17", "until": (today() + timedelta(days=9)).isoformat()}

    assert f"/things/{thing}/hold/" in browser.get(f"/things/{thing}/").content.decode()
    placed = browser.post(f"/things/{thing}/hold/", form)
    age_all(FOUR_YEARS)
    erase_overdue(by=cast.service(), now=timezone.now())
    uid = Hold.objects.get().uid

    assert placed["Location"] == f"/holds/{uid}/"
    assert "zephyr" not in browser.get(placed["Location"]).content.decode()
    assert "XA-2026-17" in browser.get("/holds/").content.decode()
    assert "zephyr lantern" in browser.post(f"/holds/{uid}/open/").content.decode()
    assert browser.post(f"/holds/{uid}/renew/", {"until": "nonsense"}).status_code == 422
    assert browser.post(f"/holds/{uid}/end/")["Location"] == f"/holds/{uid}/"
    assert cast.client(cast.ANALYST_XA).get("/holds/").status_code == 403
    assert cast.client(cast.PROSECUTOR_XC).get(f"/holds/{uid}/").status_code == 404
    assert browser.get(f"/holds/{uid}/open/").status_code == 405
