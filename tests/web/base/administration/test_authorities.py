"""Authorities are added, renamed, closed and opened again by the administrators of the authority that made the node."""

from __future__ import annotations

import pytest
from django.test import Client

from corridor.core.access.codes import Event
from corridor.web.base.accounts import models
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger.models import LedgerEntry
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.store]

LIST = "/administration/authorities/"
GOOD = {"code": "XB-CUS", "name": "Customs of XB", "country": "XB", "kind": "customs"}


@pytest.fixture
def administrator() -> Client:
    """Return the browser of the node's administrator."""
    return cast.client(cast.ADMINISTRATOR_XA)


def test_an_authority_is_added_renamed_closed_and_opened_again_each_as_an_act(administrator: Client) -> None:
    before = LedgerEntry.objects.count()

    administrator.post(LIST, GOOD)
    administrator.post(f"{LIST}XB-CUS/rename/", {"name": "Customs Service of XB"})
    administrator.post(f"{LIST}XB-CUS/close/")
    closed = "XB-CUS" in dict(people.authorities())
    administrator.post(f"{LIST}XB-CUS/reopen/")

    written = LedgerEntry.objects.filter(position__gte=before).order_by("position").values_list("event", "about")
    assert list(written) == [
        (event, "XB-CUS")
        for event in (
            Event.AUTHORITY_ADDED,
            Event.AUTHORITY_RENAMED,
            Event.AUTHORITY_CLOSED,
            Event.AUTHORITY_REOPENED,
        )
    ]
    assert not closed
    assert dict(people.authorities())["XB-CUS"] == "Customs Service of XB"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", "XA-POL"),
        ("code", "customs of XB"),
        ("name", " "),
        ("name", "N" * 201),
        ("country", "Q9"),
        ("kind", "army"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(administrator: Client, field: str, value: str) -> None:
    answer = administrator.post(LIST, {**GOOD, field: value})

    assert answer.status_code == 422
    assert [problem.field for problem in answer.context["page"].problems] == [field]


def test_a_wrong_new_name_is_said_at_its_authority(administrator: Client) -> None:
    answer = administrator.post(f"{LIST}XB-BRD/rename/", {"name": ""})

    assert [problem.field for problem in answer.context["page"].problems] == ["name-XB-BRD"]


def test_an_authority_whose_officers_may_sign_in_is_not_closed(administrator: Client) -> None:
    answer = administrator.post(f"{LIST}XB-BRD/close/")

    assert answer.status_code == 409
    assert models.Authority.objects.get(code="XB-BRD").closed_at is None


def test_a_closed_authority_gets_no_officers(administrator: Client) -> None:
    administrator.post(LIST, GOOD)
    administrator.post(f"{LIST}XB-CUS/close/")

    answer = administrator.post(
        "/administration/officers/new/",
        {"handle": "xb.new", "name": "New", "authority": "XB-CUS", "duties": ["overseer:oversight"]},
    )

    assert [problem.field for problem in answer.context["page"].problems] == ["authority"]


@pytest.mark.parametrize("member", [cast.ANALYST_XA, cast.OVERSEER_XA, cast.OUTSIDER], ids=lambda one: one.function)
@pytest.mark.parametrize("address", [LIST, f"{LIST}XB-BRD/rename/", f"{LIST}XB-BRD/close/", f"{LIST}XB-BRD/reopen/"])
def test_nobody_but_an_administrator_changes_authorities(member: cast.Member, address: str) -> None:
    assert cast.client(member).post(address, {**GOOD}).status_code == 403


def test_an_administrator_of_a_guest_adds_and_changes_no_authority() -> None:
    cast.grant(cast.ANALYST_XB, "administrator", "administration")
    guest = cast.client(cast.ANALYST_XB, function="administrator")

    answers = [guest.post(LIST, GOOD), guest.post(f"{LIST}XA-POL/close/"), guest.post(f"{LIST}XB-BRD/close/")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert guest.get(LIST).context["page"].action == ""
