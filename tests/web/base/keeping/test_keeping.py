"""The key of a device's drafts, and forms that arrive twice."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.web.base.keeping import actions, queries
from corridor.web.base.ledger.actions import act
from corridor.web.base.models import Sending
from tests import cast

pytestmark = pytest.mark.django_db

ONCE = "0123456789abcdef" * 2


def key_of(member: cast.Member) -> str:
    answer = cast.client(member).get("/device-key/")
    assert answer["Cache-Control"] == "no-store"
    return str(answer.json()["key"])


def test_an_account_has_one_key_on_all_its_devices_and_nobody_elses() -> None:
    assert key_of(cast.ANALYST_XA) == key_of(cast.ANALYST_XA)
    assert key_of(cast.ANALYST_XA) != key_of(cast.ANALYST_XB)


def test_who_is_not_signed_in_is_told_no_key() -> None:
    from django.test import Client

    assert Client().get("/device-key/").status_code == 302


@pytest.mark.parametrize("ended", ["wipe", "all other sessions"])
def test_wiping_or_signing_out_everywhere_makes_drafts_unreadable(ended: str) -> None:
    browser, before = cast.client(cast.ANALYST_XA), key_of(cast.ANALYST_XA)

    if ended == "wipe":
        browser.post("/device-key/renew/")
    else:
        browser.post("/accounts/reauthenticate/", {"password": cast.PASSWORD})
        browser.post("/sessions/others/end/")

    assert key_of(cast.ANALYST_XA) != before


def test_the_database_does_not_hold_the_key() -> None:
    import base64

    from corridor.web.base.models import DeviceSalt

    told = base64.b64decode(key_of(cast.ANALYST_XA))

    assert told not in {bytes(row.salt) for row in DeviceSalt.objects.all()}


@pytest.mark.store
def test_a_form_that_was_received_is_answered_alike_and_by_its_own_officer_only() -> None:
    officer, now = cast.officer(cast.ANALYST_XA), timezone.now()
    with act(Event.REPORT_FILED, by=officer, now=now):
        actions.note_sending(officer, ONCE, to="/things/x/", now=now)

    assert queries.sent_to(officer, ONCE) == "/things/x/"
    assert queries.sent_to(cast.officer(cast.ANALYST_XB), ONCE) == ""
    with pytest.raises(IntegrityError):
        actions.note_sending(officer, ONCE, to="/elsewhere/", now=now)


@pytest.mark.parametrize("once", ["", "short", "' OR 1=1", "F" * 32])
def test_what_is_no_number_of_a_form_is_never_noted(once: str) -> None:
    actions.note_sending(cast.officer(cast.ANALYST_XA), once, to="/", now=timezone.now())

    assert not Sending.objects.exists()
