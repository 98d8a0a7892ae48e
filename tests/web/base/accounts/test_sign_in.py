"""Who reaches a page, and as whom: signed in, with a second factor, for a purpose; the page says so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.marks.models import ReaderClass
from corridor.web.base.marks.queries import IDLE
from tests import cast

pytestmark = pytest.mark.django_db

PAGES = ("/", "/imports/", "/sources/", "/find/")


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_sent_to_the_sign_in(page: str) -> None:
    answer = Client().get(page)

    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/accounts/login/")


def test_somebody_without_a_second_factor_is_sent_to_set_one_up() -> None:
    answer = cast.client(cast.WITHOUT_SECOND_FACTOR).get("/")

    assert (answer.status_code, answer["Location"]) == (302, "/accounts/2fa/")


def test_somebody_without_a_purpose_is_sent_to_choose_one() -> None:
    browser = Client()
    browser.force_login(cast.account(cast.ANALYST_XA), backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = browser.get("/imports/")

    assert (answer.status_code, answer["Location"]) == (302, "/purpose/?next=%2Fimports%2F")


def test_somebody_idle_for_too_long_chooses_the_purpose_again() -> None:
    browser = cast.client(cast.ANALYST_XA)
    ReaderClass.objects.update(used_at=timezone.now() - IDLE - timedelta(minutes=1))

    assert browser.get("/")["Location"].startswith("/purpose/")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_authority_function_and_purpose(page: str) -> None:
    shown = cast.client(cast.ANALYST_XA).get(page).content.decode()

    assert all(words in shown for words in ("XA-POL", "analyst", "perational analysis"))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_the_strict_policy(page: str) -> None:
    policy = cast.client(cast.ANALYST_XA).get(page)["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_changing_the_purpose_is_an_act() -> None:
    cast.grant(cast.ANALYST_XA, "analyst", "strategic-analysis")
    browser = cast.client(cast.ANALYST_XA)
    chosen = cast.account(cast.ANALYST_XA).grants.get(purpose="strategic-analysis")

    browser.post("/purpose/", {"acting": str(chosen.pk)})

    last = LedgerEntry.objects.order_by("position").last()
    assert last is not None
    assert (last.event, last.purpose) == (Event.PURPOSE_CHANGED, "strategic-analysis")


def test_a_purpose_of_somebody_else_cannot_be_chosen() -> None:
    browser = cast.client(cast.ANALYST_XA)
    foreign = cast.account(cast.PROSECUTOR_XC).grants.get()

    answer = browser.post("/purpose/", {"acting": str(foreign.pk)})

    assert answer.status_code == 422


@pytest.mark.parametrize("member", [cast.OVERSEER_XA, cast.ADMINISTRATOR_XA], ids=["overseer", "administrator"])
@pytest.mark.parametrize("page", ["/picture/", "/picture/map.geojson", "/imports/", "/sources/", "/find/?words=a"])
def test_functions_without_content_see_none(member: cast.Member, page: str) -> None:
    assert cast.client(member).get(page).status_code == 403


def test_one_page_read_is_one_entry() -> None:
    browser = cast.client(cast.ANALYST_XA)
    before = LedgerEntry.objects.count()

    browser.get("/")

    assert LedgerEntry.objects.count() == before + 1
