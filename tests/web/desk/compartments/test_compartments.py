"""Sealed compartments: named access, two people to open, every opening told to the owner, nothing for anybody else."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from corridor import shelf
from corridor.core.access.codes import Event
from corridor.core.access.errors import DutiesJoined
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_duties
from corridor.core.compartments.codes import CompartmentKind, OpeningReason, Told
from corridor.core.compartments.errors import (
    ContentMissing,
    NotColleague,
    OpeningState,
    PseudonymKnown,
    ReferenceMalformed,
    SecondPersonMissing,
)
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.sealing import SealBroken
from corridor.web.desk.compartments import actions, queries
from corridor.web.desk.compartments.models import Compartment, Identity, Notice, Opening
from tests import cast

pytestmark = pytest.mark.store

OWNER, SECOND, THIRD = cast.INVESTIGATOR_XA, cast.ANALYST_XA, cast.FIELD_OFFICER_XA
WHO = "Ilvara Zephyr, 12 Harbour Lane"


def now() -> datetime:
    return timezone.now()


def officer(member: cast.Member) -> Officer:
    return cast.officer(member, function="investigator")


def browser(member: cast.Member) -> Client:
    return cast.client(member, function="investigator")


@pytest.fixture
def place(node: object) -> str:
    """A compartment of XA with an owner, a second named officer, and one identity sealed in it."""
    for member in (SECOND, THIRD):
        cast.grant(member, "investigator", "detection-and-investigation")
    uid = actions.make_compartment(by=officer(OWNER), ref="W-2026", kind=CompartmentKind.WITNESSES, now=now())
    actions.name_officer(by=officer(OWNER), uid=uid, handle=SECOND.handle, now=now())
    actions.agree(by=officer(SECOND), uid=uid, handle=SECOND.handle, now=now())
    actions.seal_identity(by=officer(OWNER), uid=uid, pseudonym="W-2026-01", content=WHO, now=now())
    return uid


def asked(by: cast.Member, at: datetime | None = None) -> str:
    identity = Identity.objects.get()
    reason = OpeningReason.HEARING
    return actions.ask_opening(by=officer(by), uid=identity.uid, reason=reason, file_mark="XA-1", now=at or now())


def approve(by: cast.Member, opening: str, at: datetime | None = None) -> None:
    actions.decide_opening(by=officer(by), uid=opening, approve=True, now=at or now())


def opened(by: cast.Member, opening: str, at: datetime | None = None) -> str:
    return actions.open_identity(by=officer(by), uid=opening, now=at or now())[1]


# --- two people ----------------------------------------------------------------------------------------------------


def test_one_asks_another_approves_and_the_first_opens(place: str) -> None:
    opening = asked(SECOND)
    approve(OWNER, opening)

    assert opened(SECOND, opening) == WHO


def test_one_person_alone_opens_nothing(place: str) -> None:
    opening = asked(OWNER)

    with pytest.raises(SecondPersonMissing):
        approve(OWNER, opening)
    with pytest.raises(OpeningState):
        opened(OWNER, opening)


def test_an_approval_is_good_for_one_opening(place: str) -> None:
    opening = asked(SECOND)
    approve(OWNER, opening)
    opened(SECOND, opening)

    with pytest.raises(OpeningState):
        opened(SECOND, opening)
    with pytest.raises(OpeningState):
        approve(OWNER, opening)


def test_an_approval_is_good_for_a_quarter_of_an_hour(place: str) -> None:
    opening = asked(SECOND)
    approve(OWNER, opening)

    with pytest.raises(OpeningState):
        opened(SECOND, opening, now() + timedelta(minutes=15))


def test_what_waited_for_a_day_is_not_approved_any_more(place: str) -> None:
    opening = asked(SECOND, now() - timedelta(hours=24))

    with pytest.raises(OpeningState):
        approve(OWNER, opening)


def test_who_approved_does_not_see_it(place: str) -> None:
    opening = asked(SECOND)
    approve(OWNER, opening)

    with pytest.raises(NotFound):
        opened(OWNER, opening)


def test_a_denied_opening_stays_shut(place: str) -> None:
    opening = asked(SECOND)
    actions.decide_opening(by=officer(OWNER), uid=opening, approve=False, now=now())

    with pytest.raises(OpeningState):
        opened(SECOND, opening)
    with pytest.raises(OpeningState):
        approve(OWNER, opening)


def test_who_is_taken_off_the_list_opens_nothing_that_was_approved(place: str) -> None:
    opening = asked(SECOND)
    approve(OWNER, opening)
    actions.end_naming(by=officer(OWNER), uid=place, handle=SECOND.handle, now=now())

    with pytest.raises(NotFound):
        opened(SECOND, opening)


# --- named access --------------------------------------------------------------------------------------------------


def test_a_further_name_needs_the_agreement_of_somebody_named(place: str) -> None:
    actions.name_officer(by=officer(OWNER), uid=place, handle=THIRD.handle, now=now())

    with pytest.raises(NotFound):
        queries.seen_for(officer(THIRD), place)
    with pytest.raises(NotFound):
        actions.agree(by=officer(THIRD), uid=place, handle=THIRD.handle, now=now())
    with pytest.raises(SecondPersonMissing):
        actions.agree(by=officer(OWNER), uid=place, handle=THIRD.handle, now=now())
    actions.agree(by=officer(SECOND), uid=place, handle=THIRD.handle, now=now())
    assert queries.seen_for(officer(THIRD), place).compartment.uid == place


def test_only_the_owner_proposes(place: str) -> None:
    with pytest.raises(NotFound):
        actions.name_officer(by=officer(SECOND), uid=place, handle=THIRD.handle, now=now())


@pytest.mark.parametrize(
    "handle",
    [OWNER.handle, SECOND.handle, cast.ADMINISTRATOR_XA.handle, cast.PROSECUTOR_XC.handle, cast.SERVICE, "nobody"],
)
def test_only_a_colleague_who_keeps_compartments_is_named(place: str, handle: str) -> None:
    with pytest.raises(NotColleague):
        actions.name_officer(by=officer(OWNER), uid=place, handle=handle, now=now())


def test_whoever_manages_officers_cannot_carry_the_permission() -> None:
    duties = [("administrator", "administration"), ("investigator", "detection-and-investigation")]

    with pytest.raises(DutiesJoined):
        check_duties(duties, shelf.functions(), zone="desk")


@pytest.mark.parametrize("member", [cast.ADMINISTRATOR_XA, cast.OVERSEER_XA])
def test_who_has_no_permission_is_refused(place: str, member: cast.Member) -> None:
    by = cast.officer(member)
    for act in (
        lambda: queries.compartment_for(by, place),
        lambda: queries.compartments_for(by),
        lambda: actions.name_officer(by=by, uid=place, handle=member.handle, now=now()),
        lambda: actions.agree(by=by, uid=place, handle=member.handle, now=now()),
    ):
        with pytest.raises(NotPermitted):
            act()


def test_a_puppet_account_with_the_function_finds_nothing(place: str) -> None:
    opening = asked(SECOND)
    identity = Identity.objects.get().uid
    puppet = officer(THIRD)

    for act in (
        lambda: queries.seen_for(puppet, place),
        lambda: actions.agree(by=puppet, uid=place, handle=THIRD.handle, now=now()),
        lambda: actions.seal_identity(by=puppet, uid=place, pseudonym="X", content="x", now=now()),
        lambda: actions.decide_opening(by=puppet, uid=opening, approve=True, now=now()),
        lambda: actions.ask_opening(by=puppet, uid=identity, reason=OpeningReason.DANGER, file_mark="X-1", now=now()),
        lambda: actions.open_identity(by=puppet, uid=opening, now=now()),
        lambda: actions.erase_identity(by=puppet, uid=identity, now=now()),
    ):
        with pytest.raises(NotFound):
            act()
    assert queries.compartments_for(puppet) == ()


def test_where_the_owner_left_the_one_named_longest_acts_in_the_owners_place(place: str) -> None:
    who = cast.account(OWNER)
    who.is_active = False
    who.save()

    assert queries.seen_for(officer(SECOND), place).is_owner
    actions.name_officer(by=officer(SECOND), uid=place, handle=THIRD.handle, now=now())
    actions.agree(by=officer(THIRD), uid=place, handle=THIRD.handle, now=now())
    assert queries.seen_for(officer(THIRD), place).compartment.uid == place


# --- told to the owner ---------------------------------------------------------------------------------------------


def test_the_owner_is_told_of_every_step(place: str) -> None:
    opening = asked(SECOND)
    approve(OWNER, opening)
    opened(SECOND, opening)

    notices = queries.seen_for(officer(OWNER), place).notices

    assert [(one.what, one.handle) for one in reversed(notices)] == [
        (Told.NAMED, OWNER.handle),
        (Told.AGREED, SECOND.handle),
        (Told.SEALED, OWNER.handle),
        (Told.ASKED, SECOND.handle),
        (Told.APPROVED, OWNER.handle),
        (Told.OPENED, SECOND.handle),
    ]
    assert queries.seen_for(officer(SECOND), place).notices == ()


def test_every_step_is_in_the_ledger_without_a_word_of_content(place: str) -> None:
    opening = asked(SECOND)
    approve(OWNER, opening)
    opened(SECOND, opening)

    entries = list(LedgerEntry.objects.filter(about=place).order_by("position"))
    assert [one.event for one in entries] == [
        Event.COMPARTMENT_MADE,
        Event.COMPARTMENT_NAMED,
        Event.COMPARTMENT_AGREED,
        Event.IDENTITY_SEALED,
        Event.OPENING_ASKED,
        Event.OPENING_APPROVED,
        Event.IDENTITY_OPENED,
    ]
    told = " ".join(one.detail + one.about for one in entries)
    assert "Zephyr" not in told
    assert "W-2026" not in told


# --- sealed --------------------------------------------------------------------------------------------------------


def test_nothing_of_an_identity_stands_in_the_database_in_words(place: str) -> None:
    assert b"Zephyr" not in bytes(Identity.objects.get().sealed)


def test_sealed_content_that_is_moved_or_changed_does_not_open(place: str) -> None:
    other = actions.seal_identity(by=officer(OWNER), uid=place, pseudonym="W-2026-02", content="other", now=now())
    with turn.write():
        Identity.objects.filter(pseudonym="W-2026-01").update(sealed=Identity.objects.get(uid=other).sealed)
    identity = Identity.objects.get(pseudonym="W-2026-01").uid
    opening = actions.ask_opening(
        by=officer(SECOND), uid=identity, reason=OpeningReason.DANGER, file_mark="XA-1", now=now()
    )
    approve(OWNER, opening)

    with pytest.raises(SealBroken):
        opened(SECOND, opening)
    assert Opening.objects.get().opened_at is None


def test_an_identity_of_one_compartment_does_not_open_under_the_key_of_another(place: str) -> None:
    second = actions.make_compartment(by=officer(OWNER), ref="W-2026", kind=CompartmentKind.WITNESSES, now=now())

    first, other = (bytes(Compartment.objects.get(uid=uid).sealed_key) for uid in (place, second))

    assert first != other


@pytest.mark.parametrize(
    ("pseudonym", "content", "refused"),
    [
        ("Ilvara Zephyr", WHO, ReferenceMalformed),
        ("W-2026-02", "", ContentMissing),
        ("W-2026-02", "x" * 4001, ContentMissing),
        ("W-2026-01", WHO, PseudonymKnown),
    ],
)
def test_what_is_sealed_has_a_pseudonym_and_content(
    place: str, pseudonym: str, content: str, refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        actions.seal_identity(by=officer(OWNER), uid=place, pseudonym=pseudonym, content=content, now=now())


def test_the_owner_alone_erases_an_identity_for_ever(place: str) -> None:
    identity = Identity.objects.get().uid
    asked(SECOND)

    with pytest.raises(NotFound):
        actions.erase_identity(by=officer(SECOND), uid=identity, now=now())
    actions.erase_identity(by=officer(OWNER), uid=identity, now=now())

    assert not Identity.objects.exists()
    assert not Opening.objects.exists()


def shown(pages: Client, address: str) -> str:
    """Return a page without its chance tokens and its own address."""
    return re.sub("[A-Za-z0-9]{32,64}", "", pages.get(address).content.decode())


# --- in the browser ------------------------------------------------------------------------------------------------


def test_an_opening_goes_through_the_pages(place: str) -> None:
    identity = Identity.objects.get().uid
    asking, approving = browser(SECOND), browser(OWNER)
    form = {"reason": "hearing", "file_mark": "XA-9"}

    assert asking.post(f"/identities/{identity}/ask/", form)["Location"] == f"/compartments/{place}/"
    opening = Opening.objects.get().uid
    assert asking.post(f"/openings/{opening}/decide/", {"decision": "approve"}).status_code == 403
    assert approving.post(f"/openings/{opening}/decide/", {"decision": "approve"}).status_code == 302
    assert "Zephyr" not in asking.get(f"/compartments/{place}/").content.decode()
    shown = asking.post(f"/openings/{opening}/open/")
    assert WHO in shown.content.decode()
    assert shown["Cache-Control"] == "no-store"
    assert asking.post(f"/openings/{opening}/open/").status_code == 409
    assert "opened" in approving.get(f"/compartments/{place}/").content.decode()
    assert approving.post(f"/compartments/{place}/seen/").status_code == 302
    assert not Notice.objects.filter(seen_at=None).exists()


def test_for_who_is_not_named_every_address_is_the_page_of_what_does_not_exist(place: str) -> None:
    outside = browser(THIRD)
    identity, opening = Identity.objects.get().uid, asked(SECOND)

    assert shown(outside, f"/compartments/{place}/") == shown(outside, f"/compartments/{'f' * 32}/")
    for address in (
        *(f"/compartments/{place}/{act}/" for act in ("name", "agree", "end", "seal", "seen")),
        *(f"/identities/{identity}/{act}/" for act in ("ask", "erase")),
        *(f"/openings/{opening}/{act}/" for act in ("decide", "open")),
    ):
        assert outside.post(address, {"handle": THIRD.handle}).status_code == 404, address
    assert "W-2026" not in outside.get("/compartments/").content.decode()


def test_who_is_not_named_sees_the_same_list_whether_or_not_there_are_compartments(place: str) -> None:
    outside = browser(THIRD)
    before = shown(outside, "/compartments/")

    actions.make_compartment(by=officer(OWNER), ref="W-2027", kind=CompartmentKind.WITNESSES, now=now())

    assert shown(outside, "/compartments/") == before


def test_the_owner_is_asked_by_the_first_colleague_in_the_browser(node: object) -> None:
    cast.grant(SECOND, "investigator", "detection-and-investigation")
    owner, second = browser(OWNER), browser(SECOND)

    place = owner.post("/compartments/", {"ref": "W-1", "kind": "witnesses"})["Location"]
    assert owner.post(f"{place}name/", {"handle": SECOND.handle})["Location"] == place
    assert second.get(place).status_code == 404
    assert f"{place}agree/" in second.get("/compartments/").content.decode()
    assert second.post(f"{place}agree/", {"handle": SECOND.handle})["Location"] == place
    assert second.get(place).status_code == 200
    assert owner.post("/compartments/", {"ref": "Ilvara Zephyr"}).status_code == 422
    assert cast.client(cast.ADMINISTRATOR_XA).get("/compartments/").status_code == 403
