"""Somebody leaves: every right ends at that moment, wherever it was used, and the work stays with its author."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.tokens.actions import make_token, speak
from corridor.web.base.tokens.queries import TokenRefused
from tests import cast, make

pytestmark = pytest.mark.django_db

ACTS = ["leave", "suspend"]


def administrator_says(act: str, member: cast.Member) -> None:
    browser = cast.client(cast.ADMINISTRATOR_XA)
    answer = browser.post(f"/administration/officers/of/{member.handle}/{act}/", {"sure": "yes"})
    assert answer.status_code == 302


@pytest.mark.store
@pytest.mark.parametrize("act", ACTS)
def test_every_right_ends_at_once(act: str) -> None:
    browser = cast.client(cast.INVESTIGATOR_XA)
    secret = make_token(by=cast.officer(cast.INVESTIGATOR_XA), name="t", days=5, now=timezone.now()).secret
    assert browser.get("/sources/").status_code == 200

    administrator_says(act, cast.INVESTIGATOR_XA)

    assert browser.get("/sources/")["Location"].startswith("/accounts/login/")
    with pytest.raises(TokenRefused):
        speak(secret, now=timezone.now())
    with pytest.raises(people.ActorUnknown):
        people.duty_named(cast.INVESTIGATOR_XA.handle)
    again = Client().post(
        "/accounts/login/", {"login": cast.INVESTIGATOR_XA.handle, "password": cast.PASSWORD}, follow=True
    )
    assert "duty" not in again.wsgi_request.session


@pytest.mark.parametrize("act", ACTS)
def test_the_work_stays_and_names_its_author(act: str) -> None:
    by = cast.officer(cast.INVESTIGATOR_XA)
    make.file(by, make.incident("wreck"))
    before = cast.client(cast.ANALYST_XA).get(f"/things/{make.uid('wreck')}/")

    administrator_says(act, cast.INVESTIGATOR_XA)

    after = cast.client(cast.ANALYST_XA).get(f"/things/{make.uid('wreck')}/")
    assert (before.status_code, after.status_code) == (200, 200)
    told = LedgerEntry.objects.filter(event=Event.REPORT_FILED, actor=cast.INVESTIGATOR_XA.handle)
    assert told.count() == 1


def test_the_handle_of_a_leaver_is_never_given_again() -> None:
    administrator_says("leave", cast.INVESTIGATOR_XA)
    browser = cast.client(cast.ADMINISTRATOR_XA)

    answer = browser.post(
        "/administration/officers/new/",
        {
            "handle": cast.INVESTIGATOR_XA.handle,
            "name": "Somebody Else",
            "authority": "XA-POL",
            "duties": ["analyst:research"],
        },
    )

    assert answer.status_code == 422
    assert people.account_of(cast.INVESTIGATOR_XA.handle) is None


def test_a_program_of_somebody_who_left_files_nothing() -> None:
    secret = make_token(by=cast.officer(cast.INVESTIGATOR_XA), name="t", days=5, now=timezone.now()).secret
    administrator_says("leave", cast.INVESTIGATOR_XA)

    answer = Client().post(
        "/api/v1/reports", {"ref": "X"}, content_type="application/json", headers={"authorization": f"Bearer {secret}"}
    )

    assert answer.status_code == 401
