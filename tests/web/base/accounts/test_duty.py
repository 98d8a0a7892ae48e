"""A form acts for the function and purpose that it was shown for, and a class of readers at work stays open."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.marks.models import ReaderClass
from corridor.web.base.marks.queries import IDLE, TOUCH
from tests import cast

pytestmark = pytest.mark.django_db

WEB = Path(__file__).resolve().parents[4] / "src" / "corridor" / "web"
OF_THE_ACCOUNT = {"account", "mfa"}
"""Folders whose forms change how one signs in, whatever one acts for."""
OF_NO_DUTY = {"shown_for.html", "capacity.html", "base.html", "purpose.html", "interview_phone.html"}
"""The field itself, signing in and out, the language, and choosing the duty: for these no duty is asked.

The page on an interviewer's telephone is kept there for days and names nobody; its sign-in is asked when it sends.
"""
OF_NOBODY = {"claim_follow.html", "complain.html", "complaint_follow.html"}
"""Pages for people without an account."""


@pytest.fixture
def browser() -> Client:
    """A browser of an overseer who may also act as administrator."""
    cast.grant(cast.OVERSEER_XA, "administrator", "administration")
    return cast.client(cast.OVERSEER_XA, function="overseer")


def duty_in(page: str) -> str:
    found = re.search(r'name="duty" value="(\d+)"', page)
    assert found is not None
    return found[1]


def used_at() -> datetime:
    return ReaderClass.objects.get(function="overseer").used_at


def test_a_form_acts_for_the_duty_it_was_shown_for(browser: Client) -> None:
    shown = duty_in(browser.get("/ledger/").content.decode())

    assert browser.post("/ledger/", {"duty": shown}).status_code == 200


def test_a_form_of_another_duty_is_refused_and_does_nothing(browser: Client) -> None:
    shown = duty_in(browser.get("/ledger/").content.decode())
    other = cast.account(cast.OVERSEER_XA).grants.get(function="administrator")
    browser.post("/purpose/", {"acting": str(other.pk)})
    before = LedgerEntry.objects.count()

    answer = browser.post("/ledger/", {"duty": shown})

    assert answer.status_code == 409
    assert "access.E12" in answer.content.decode()
    assert LedgerEntry.objects.count() == before


def test_the_duty_itself_can_be_changed_from_a_page_of_the_one_before(browser: Client) -> None:
    mine = cast.account(cast.OVERSEER_XA).grants.get(function="overseer")
    other = cast.account(cast.OVERSEER_XA).grants.get(function="administrator")
    browser.post("/purpose/", {"acting": str(other.pk)})

    assert browser.post("/purpose/", {"acting": str(mine.pk), "duty": str(mine.pk)}).status_code == 302


def test_every_form_that_acts_carries_its_duty() -> None:
    paths = [path for path in WEB.glob("*/templates/**/*.html") if not OF_THE_ACCOUNT & set(path.parts)]
    bare = {path.name for path in paths if "{% csrf_token %}" in path.read_text("utf-8")}

    assert bare - OF_NOBODY == OF_NO_DUTY


def test_a_class_of_readers_stays_open_while_somebody_works(browser: Client) -> None:
    long_ago = timezone.now() - IDLE + timedelta(minutes=1)
    ReaderClass.objects.update(used_at=long_ago)

    browser.get("/ledger/")

    assert used_at() > long_ago + TOUCH


def test_that_a_class_is_in_use_is_not_noted_with_every_page(browser: Client) -> None:
    just_now = timezone.now() - TOUCH + timedelta(minutes=1)
    ReaderClass.objects.update(used_at=just_now)

    browser.get("/ledger/")

    assert used_at() == just_now


def test_a_class_left_idle_is_not_opened_by_asking_for_a_page(browser: Client) -> None:
    ReaderClass.objects.update(used_at=timezone.now() - IDLE - timedelta(minutes=1))

    assert browser.get("/ledger/").status_code == 302
    assert used_at() < timezone.now() - IDLE
