"""The directory: contacts are added by who answers for them, tried by anybody, and offered only while they answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.directory import queries
from corridor.web.desk.directory.models import ContactTest, DirectoryContact
from tests import cast

pytestmark = pytest.mark.django_db

START, NEW = "/directory/", "/directory/new/"
GOOD = {
    "authority": "XA-POL",
    "kind": "duty-contact",
    "name": "Night desk of XA",
    "country": "XA",
    "mandates": ["vessel-request", "mutual-assistance"],
    "languages": "ar, fr",
    "days": list("1234567"),
    "begins": "00:00",
    "ends": "24:00",
    "offset": "+01:00",
    "channel-0": "telephone",
    "address-0": "+000 555 01",
}


def added(**changed: object) -> str:
    """Add a contact in the browser of the administrator, and return its address."""
    answer = cast.client(cast.ADMINISTRATOR_XA).post(NEW, {**GOOD, **changed})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def seen(member: cast.Member = cast.ANALYST_XB, query: str = "") -> str:
    return cast.client(member).get(f"{START}{query}").content.decode()


def test_a_contact_is_offered_once_somebody_has_reached_it() -> None:
    address = added()
    assert "+000 555 01" not in seen()

    cast.client(cast.ANALYST_XA).post(f"{address}test/", {"channel": "telephone", "outcome": "answered"})

    page = seen(query="?mandate=vessel-request&country=XA")
    assert "+000 555 01" in page
    assert "Night desk of XA" not in seen(query="?mandate=extradition")
    events = LedgerEntry.objects.filter(event__in=[Event.CONTACT_ADDED, Event.CONTACT_TESTED])
    assert [("555" in entry.detail, "Night" in entry.detail) for entry in events] == [(False, False)] * 2


@pytest.mark.parametrize("outcome", ["wrong", "silent", "no-language"])
def test_a_call_that_failed_takes_the_contact_out_until_one_succeeds(outcome: str) -> None:
    address = added()
    browser = cast.client(cast.ANALYST_XA)
    for one in ("answered", outcome):
        browser.post(f"{address}test/", {"channel": "telephone", "outcome": one})
    assert "+000 555 01" not in seen()

    browser.post(f"{address}test/", {"channel": "telephone", "outcome": "answered"})

    assert "+000 555 01" in seen()


def test_a_contact_that_nobody_reached_for_too_long_is_shown_as_stale_and_not_offered() -> None:
    address = added()
    cast.client(cast.ANALYST_XA).post(f"{address}test/", {"channel": "telephone", "outcome": "answered"})
    ContactTest.objects.update(on=timezone.now().date() - timedelta(days=93))

    page = seen()

    assert "Night desk of XA" in page
    assert "+000 555 01" not in page


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"country": ""}, "country"),
        ({"address-0": ""}, "channels"),
        ({"mandates": []}, "mandates"),
        ({"languages": ""}, "languages"),
        ({"offset": "CET"}, "offset"),
        ({"begins": "8 o'clock"}, "begins"),
        ({"name": ""}, "name"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_is_added(changed: dict[str, object], field: str) -> None:
    answer = cast.client(cast.ADMINISTRATOR_XA).post(NEW, {**GOOD, **changed})

    assert answer.status_code == 422
    assert f'id="{field}-problem"' in answer.content.decode()
    assert not DirectoryContact.objects.exists()


def test_who_does_not_keep_the_directory_adds_and_withdraws_nothing() -> None:
    address = added()
    for member in (cast.ANALYST_XA, cast.ANALYST_XB, cast.OUTSIDER):
        browser = cast.client(member)
        assert browser.post(NEW, GOOD).status_code == 403
        assert browser.post(f"{address}withdraw/").status_code == 404
    assert DirectoryContact.objects.filter(withdrawn_at=None).count() == 1


def test_a_liaison_officer_keeps_the_contacts_of_the_own_authority_only() -> None:
    by = cast.officer(cast.ADMINISTRATOR_XA)
    assert queries.may_keep(by, "XB-BRD")
    assert not queries.may_keep(cast.officer(cast.ANALYST_XB), "XB-BRD")


def test_a_withdrawn_contact_is_found_by_nobody() -> None:
    address = added()
    cast.client(cast.ADMINISTRATOR_XA).post(f"{address}withdraw/")

    assert "Night desk of XA" not in seen()
    assert cast.client(cast.ANALYST_XA).get(address).status_code == 404


def test_a_call_names_a_channel_of_the_contact_and_an_outcome_of_the_list() -> None:
    address = added()
    for typed in ({"channel": "radio", "outcome": "answered"}, {"channel": "telephone", "outcome": "fine"}, {}):
        assert cast.client(cast.ANALYST_XA).post(f"{address}test/", typed).status_code == 422
    assert not ContactTest.objects.exists()


def test_who_does_not_read_the_directory_does_not_see_it() -> None:
    assert cast.client(cast.OVERSEER_XA).get(START).status_code == 403


def test_whoever_answers_now_stands_first() -> None:
    now = timezone.now()
    closed = {str(day) for day in range(1, 8)} - {str(now.isoweekday())}
    for name, days in (("Closed desk", sorted(closed)), ("Open desk", list("1234567"))):
        address = added(name=name, days=days, offset="+00:00")
        cast.client(cast.ANALYST_XA).post(f"{address}test/", {"channel": "telephone", "outcome": "answered"})

    known = queries.contacts_for(cast.officer(cast.ANALYST_XA), now=now)

    assert known[0].contact.name == "Open desk"
