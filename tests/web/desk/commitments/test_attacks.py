"""Attacks on the catalogue: what somebody adds or withdraws makes it unreadable never, and an id keeps its meaning."""

from __future__ import annotations

import pytest

from corridor.core.progress.codes import Level
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.commitments import queries
from corridor.web.desk.commitments.models import AddedInstrument
from corridor.web.desk.progress.actions import Writing
from tests import cast
from tests.web.desk.commitments.test_pages import HEAD, NEW, ROW, START
from tests.web.desk.progress.test_progress import approved, said

pytestmark = pytest.mark.django_db

OTHER = {"key": "second-plan", "name": "Second plan", "id-1": "second-plan-1", "equivalents-1": "invented-plan-1"}


def sent(**changed: str) -> int:
    return sent_by(cast.RAPPORTEUR_XB, **changed)


def sent_by(member: cast.Member, /, **changed: str) -> int:
    return cast.client(member).post(NEW, {**HEAD, **ROW, **changed}).status_code


def withdrawn(key: str = "invented-plan") -> int:
    return cast.client(cast.RAPPORTEUR_XB).post(f"/commitments/instruments/{key}/withdraw/").status_code


def shown(address: str = START, member: cast.Member = cast.ANALYST_XA) -> int:
    return cast.client(member).get(address).status_code


def test_withdrawing_what_another_instrument_links_to_leaves_the_catalogue_readable() -> None:
    assert sent() == 302
    assert sent_by(cast.RAPPORTEUR_XA, **OTHER) == 302

    assert withdrawn() == 302

    assert shown() == 200
    assert shown(f"{START}second-plan-1/") == 200


def test_what_contradicts_the_catalogue_is_left_out_of_it_and_makes_no_page_unreadable() -> None:
    assert sent() == 302
    row = AddedInstrument.objects.get()
    later = {**row.document, "instrument": {**row.document["instrument"], "key": "later-plan"}}
    later["items"] = [{**one, "instrument_key": "later-plan"} for one in row.document["items"]]
    AddedInstrument.objects.create(
        uid="f" * 32, key="later-plan", version=1, authority="XA-POL", document=later, added_at=row.added_at
    )

    known = queries.catalogue()

    assert known.items["invented-plan-1"].instrument == "invented-plan"
    assert "later-plan" not in known.instruments
    assert shown() == 200


def test_a_later_version_leaves_out_nothing_on_which_somebody_may_have_reported() -> None:
    assert sent() == 302
    approved(Writing(said(item="invented-plan-1"), "2026-H2", Level.PUBLIC))

    assert sent(**{"id-1": "invented-plan-2"}) == 422

    for address in (START, "/commitments/matrix/", "/commitments/progress/"):
        assert shown(address, cast.RAPPORTEUR_XB) == 200


def test_the_ledger_holds_no_word_of_what_is_added() -> None:
    assert sent() == 302

    assert not [
        one for one in LedgerEntry.objects.all() if "Name one contact" in one.detail or "Invented" in one.detail
    ]


def test_adding_changes_nothing_of_what_ships() -> None:
    before = queries.digest_of(queries.catalogue().items["som-art8-6"])
    assert sent() == 302

    assert queries.digest_of(queries.catalogue().items["som-art8-6"]) == before


@pytest.mark.parametrize("member", [cast.ANALYST_XA, cast.FOCAL_XB, cast.LAWYER_XA])
def test_who_does_not_keep_the_catalogue_adds_and_withdraws_nothing(member: cast.Member) -> None:
    assert sent_by(member) == 403
    assert not AddedInstrument.objects.exists()


@pytest.mark.parametrize("date", ["2024-13-45", "2024-02-31"])
def test_a_day_that_never_was_is_refused(date: str) -> None:
    assert sent(date=date) == 422
    assert not AddedInstrument.objects.exists()


@pytest.mark.parametrize("key", ["new", "template", "invented\0plan"])
def test_a_key_that_no_address_can_hold_is_refused(key: str) -> None:
    assert sent(key=key) == 422
    assert shown(f"{NEW}?key={key}", cast.RAPPORTEUR_XB) == 200


@pytest.mark.parametrize("field", ["paragraph-1", "indicator-1", "legal_refs-1", "name", "issuer", "title-1"])
def test_what_reaches_a_person_is_kept_nowhere(field: str) -> None:
    assert sent(**{field: "Ask at +49 170 1234567"}) == 422
    assert not AddedInstrument.objects.exists()


def test_an_id_keeps_its_place_and_its_owner_also_after_its_instrument_was_withdrawn() -> None:
    assert sent() == 302
    assert withdrawn() == 302

    assert sent(**{"paragraph-1": "Paragraph 9"}) == 422
    assert sent_by(cast.RAPPORTEUR_XA, key="second-plan") == 422
    assert sent_by(cast.RAPPORTEUR_XA, **{"id-1": "second-plan-1"}) == 422
    assert sent() == 302


def test_what_was_added_says_so_wherever_it_is_listed() -> None:
    assert sent() == 302

    assert b"Added by an authority or a forum" in cast.client(cast.ANALYST_XA).get(f"{START}som-art8-6/").content


def test_how_an_instrument_binds_is_never_guessed() -> None:
    assert sent(binding="nothing-of-the-kind") == 422
    assert not AddedInstrument.objects.exists()
