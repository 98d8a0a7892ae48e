"""The page of places, and what a script is answered while somebody types."""

from __future__ import annotations

import pytest
from django.test import Client

from corridor.web.base.ledger.models import LedgerEntry
from tests import cast

pytestmark = pytest.mark.django_db


def test_a_script_is_proposed_every_place_of_a_name_with_its_country_in_the_readers_language() -> None:
    client = cast.client(cast.FIELD_OFFICER_XA)

    answer = client.get("/places/", {"q": "طرابلس"}, headers={"Accept": "application/json", "Accept-Language": "ar"})

    found = [(one["name"], one["romanised"], one["country_name"]) for one in answer.json()["places"][:2]]
    assert found == [("طرابلس", "Tripoli", "ليبيا"), ("طرابلس", "Tripoli", "لبنان")]


def test_the_page_shows_the_same_places_without_a_script() -> None:
    html = cast.client(cast.FIELD_OFFICER_XA).get("/places/", {"q": "tripoli, libya"}).content.decode()

    assert "Tripoli International Airport" in html
    assert "Lebanon" not in html


def test_what_was_typed_goes_into_no_ledger() -> None:
    client = cast.client(cast.FIELD_OFFICER_XA)
    before = LedgerEntry.objects.count()

    client.get("/places/", {"q": "Zuwara"}, headers={"Accept": "application/json"})
    client.get("/places/", {"q": "Zuwara"})

    written = [entry.detail + entry.about for entry in LedgerEntry.objects.order_by("pk")[before:]]
    assert "zuwara" not in str(written).casefold()


def test_nobody_looks_up_places_without_signing_in() -> None:
    answer = Client().get("/places/", {"q": "Zuwara"}, headers={"Accept": "application/json"})

    assert answer.status_code in (302, 401, 403)


def test_a_place_that_is_written_as_markup_stays_text() -> None:
    html = cast.client(cast.FIELD_OFFICER_XA).get("/places/", {"q": "<script>alert(1)</script>"}).content.decode()

    assert "<script>alert" not in html
