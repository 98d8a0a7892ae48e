"""Hostile files are held, sealed, served to nobody, and taken out by two people or destroyed."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.attachments.errors import QuarantineRefused
from corridor.core.attachments.quarantine import KEPT, Ground, State
from corridor.core.imports.errors import FileRefused
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.sealing import SealBroken
from corridor.web.desk.imports import actions as imports
from corridor.web.desk.imports.models import Upload
from corridor.web.desk.imports.queries import Choice
from corridor.web.desk.quarantine import actions, queries, vault
from corridor.web.desk.quarantine.models import Quarantined
from tests import cast
from tests.core.imports.books import xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.store]

MACROS = xlsx({"S": "<row/>"}, extra={"xl/vbaProject.bin": b"the hostile words"})
SECOND = cast.INVESTIGATOR_XA
"""Another officer of the same authority."""


def held(content: bytes = MACROS, *, member: cast.Member = cast.ANALYST_XA) -> Quarantined:
    """Bring a hostile file as the page does, and return it as it is held."""
    brought = [("figures.xlsx", [content])]
    imports.bring_all(by=cast.officer(member), brought=brought, choice=Choice(), now=timezone.now())
    return Quarantined.objects.order_by("-pk")[0]


def page(browser: Client, found: Quarantined, act: str = "", **fields: str) -> object:
    """Open or send one page of a held file."""
    address = f"/quarantine/{found.uid}/{act}"
    return browser.post(address, fields) if act else browser.get(address)


def test_a_hostile_file_leaves_the_place_where_files_wait_and_is_sealed() -> None:
    found = held()

    assert (found.fault, found.state, found.authority) == ("macros", State.HELD, "XA-POL")
    assert found.digest == hashlib.sha256(MACROS).hexdigest()
    assert not Upload.objects.exists()
    place = vault.place_of(found.uid)
    assert place.stat().st_mode & 0o077 == 0 or place.parent.stat().st_mode & 0o077 == 0
    assert b"hostile words" not in place.read_bytes()
    assert b"".join(vault.pieces(found.uid)) == MACROS


def test_a_command_that_meets_one_holds_it_too() -> None:
    officer = cast.officer(cast.ANALYST_XA)
    upload = imports.bring(by=officer, file_name="a.xlsx", pieces=[MACROS], now=timezone.now())

    with pytest.raises(FileRefused):
        imports.begin(by=officer, order=imports.Order(upload), now=timezone.now())

    assert Quarantined.objects.get().fault == "macros"
    assert not Upload.objects.exists()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"a,b\n\x00\x01\x02" * 9])
def test_a_mistake_is_refused_and_not_held(content: bytes) -> None:
    brought = [("figures.csv", [content])]

    imports.bring_all(by=cast.officer(cast.ANALYST_XA), brought=brought, choice=Choice(), now=timezone.now())

    assert not Quarantined.objects.exists()


def test_a_file_among_others_is_held_and_the_others_are_forgotten() -> None:
    brought = [("good.csv", [b"a,b\n1,2\n"]), ("bad.exe", [b"MZ\x90\x00"]), ("worse.xlsx", [MACROS])]

    imports.bring_all(by=cast.officer(cast.ANALYST_XA), brought=brought, choice=Choice(), now=timezone.now())

    assert sorted(Quarantined.objects.values_list("fault", flat=True)) == ["macros", "program"]
    assert not Upload.objects.exists()


def test_two_officers_take_a_file_out_as_it_came() -> None:
    found = held()
    actions.ask(by=cast.officer(cast.ANALYST_XA), uid=found.uid, ground=Ground.EVIDENCE, now=timezone.now())

    response = page(cast.client(SECOND), found, "take-out/")

    assert response.content == MACROS  # type: ignore[attr-defined]
    assert response["Content-Type"] == "application/octet-stream"  # type: ignore[index]
    assert response["Content-Disposition"] == f'attachment; filename="{found.uid}.hostile"'  # type: ignore[index]
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"  # type: ignore[index]
    told = LedgerEntry.objects.filter(about=found.uid).values_list("event", flat=True)
    assert {Event.QUARANTINE_HELD, Event.QUARANTINE_ASKED, Event.QUARANTINE_TAKEN_OUT} <= set(told)


def test_who_asks_never_takes_out_and_one_asking_serves_once() -> None:
    found, now = held(), timezone.now()
    first, second = cast.officer(cast.ANALYST_XA), cast.officer(SECOND)

    with pytest.raises(QuarantineRefused, match="not-asked"):
        actions.take_out(by=second, uid=found.uid, now=now)
    actions.ask(by=first, uid=found.uid, ground=Ground.ANALYSIS, now=now)
    with pytest.raises(QuarantineRefused, match="same-officer"):
        actions.take_out(by=first, uid=found.uid, now=now)
    with pytest.raises(QuarantineRefused, match="asked"):
        actions.ask(by=second, uid=found.uid, ground=Ground.ANALYSIS, now=now)
    actions.take_out(by=second, uid=found.uid, now=now)
    with pytest.raises(QuarantineRefused, match="not-asked"):
        actions.take_out(by=second, uid=found.uid, now=now)


def test_what_is_destroyed_is_gone() -> None:
    found = held()

    actions.destroy(by=cast.officer(SECOND), uid=found.uid, now=timezone.now())

    found.refresh_from_db()
    assert (found.state, found.file_name) == (State.DESTROYED, "")
    assert not vault.place_of(found.uid).exists()
    with pytest.raises(QuarantineRefused, match="destroyed"):
        actions.destroy(by=cast.officer(SECOND), uid=found.uid, now=timezone.now())
    with pytest.raises(QuarantineRefused, match="destroyed"):
        actions.ask(by=cast.officer(SECOND), uid=found.uid, ground=Ground.MISTAKE, now=timezone.now())


def test_after_its_time_a_file_is_destroyed_by_itself() -> None:
    young, old = held(), held(b"MZ\x90\x00")
    Quarantined.objects.filter(pk=old.pk).update(held_at=timezone.now() - KEPT - timedelta(days=1))

    count = actions.destroy_expired(by=cast.service(), now=timezone.now())

    assert count == 1
    assert list(Quarantined.objects.values_list("uid", flat=True)) == [young.uid]
    assert not vault.place_of(old.uid).exists()


def test_a_file_that_was_changed_where_it_lies_is_not_handed_out() -> None:
    found, other, now = held(), held(b"MZ\x90\x00"), timezone.now()
    actions.ask(by=cast.officer(cast.ANALYST_XA), uid=found.uid, ground=Ground.EVIDENCE, now=now)
    place: Path = vault.place_of(found.uid)
    place.write_bytes(vault.place_of(other.uid).read_bytes())

    with pytest.raises(SealBroken):
        actions.take_out(by=cast.officer(SECOND), uid=found.uid, now=now)

    found.refresh_from_db()
    assert found.state == State.ASKED


def test_a_file_that_was_cut_where_it_lies_is_not_handed_out() -> None:
    found, now = held(), timezone.now()
    actions.ask(by=cast.officer(cast.ANALYST_XA), uid=found.uid, ground=Ground.EVIDENCE, now=now)
    vault.place_of(found.uid).write_bytes(b"")

    with pytest.raises(QuarantineRefused, match="changed"):
        actions.take_out(by=cast.officer(SECOND), uid=found.uid, now=now)


def test_a_file_that_is_not_there_any_more_is_said_to_be_gone() -> None:
    found, now = held(), timezone.now()
    actions.ask(by=cast.officer(cast.ANALYST_XA), uid=found.uid, ground=Ground.EVIDENCE, now=now)
    vault.remove(found.uid)

    with pytest.raises(QuarantineRefused, match="gone"):
        actions.take_out(by=cast.officer(SECOND), uid=found.uid, now=now)


def test_nobody_of_another_authority_learns_that_a_file_is_held() -> None:
    found = held()
    stranger = cast.officer(cast.ANALYST_XB)

    with pytest.raises(NotFound):
        queries.quarantined_for(stranger, found.uid)
    assert queries.held_for(stranger) == ()
    browser = cast.client(cast.ANALYST_XB)
    here, nowhere = browser.get(f"/quarantine/{found.uid}/"), browser.get(f"/quarantine/{'f' * 32}/")
    assert (here.status_code, nowhere.status_code) == (404, 404)


@pytest.mark.parametrize("member", [cast.ADMINISTRATOR_XA, cast.OVERSEER_XA, cast.FIELD_OFFICER_XA])
def test_who_may_not_decide_sees_nothing(member: cast.Member) -> None:
    found = held()

    with pytest.raises(NotPermitted):
        queries.quarantined_for(cast.officer(member), found.uid)
    assert page(cast.client(member), found).status_code == 403  # type: ignore[attr-defined]


def test_the_name_of_a_file_is_shown_to_who_brought_it_alone() -> None:
    found = held()

    own = page(cast.client(cast.ANALYST_XA), found)
    other = page(cast.client(SECOND), found)

    assert b"figures.xlsx" in own.content  # type: ignore[attr-defined]
    assert b"figures.xlsx" not in other.content  # type: ignore[attr-defined]
    listed = cast.client(SECOND).get("/quarantine/")
    assert found.uid[:8].encode() in listed.content
    assert b"figures.xlsx" not in listed.content


def test_the_page_offers_only_what_can_be_done() -> None:
    found = held()
    asking, deciding = cast.client(cast.ANALYST_XA), cast.client(SECOND)

    refused = page(asking, found, "ask/", ground="nonsense")
    page(asking, found, "ask/", ground="evidence")
    own, other = page(asking, found), page(deciding, found)

    assert refused.status_code == 422  # type: ignore[attr-defined]
    assert b"/take-out/" not in own.content  # type: ignore[attr-defined]
    assert b"/take-out/" in other.content  # type: ignore[attr-defined]
    assert page(asking, found, "destroy/").status_code == 302  # type: ignore[attr-defined]
    assert b"/destroy/" not in page(asking, found).content  # type: ignore[attr-defined]
    assert asking.get(f"/quarantine/{found.uid}/destroy/").status_code == 405


def test_the_home_keeps_held_files_for_the_node_alone() -> None:
    held()

    assert (settings.HOME / "quarantine").stat().st_mode & 0o077 == 0
