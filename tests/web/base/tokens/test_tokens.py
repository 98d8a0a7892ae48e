"""Tokens: one officer, one function, one purpose; shown once, expiring, revocable, dead when the duty is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.web.base.accounts.models import Grant, Officer
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.marks.models import ReaderClass
from corridor.web.base.tokens.actions import Made, TokenInvalid, make_token, revoke_token, speak
from corridor.web.base.tokens.models import Token
from corridor.web.base.tokens.queries import TokenRefused
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.store]


def made(member: cast.Member = cast.ANALYST_XA, days: int = 30) -> Made:
    return make_token(by=cast.officer(member), name="harvest", days=days, now=timezone.now())


def is_refused(secret: str, later: timedelta = timedelta()) -> bool:
    try:
        speak(secret, now=timezone.now() + later)
    except TokenRefused:
        return True
    return False


def test_a_token_speaks_for_its_officer_in_its_function_and_for_its_purpose() -> None:
    officer, _ = speak(made().secret, now=timezone.now())

    assert officer == cast.officer(cast.ANALYST_XA)


def test_the_secret_is_kept_nowhere() -> None:
    secret = made().secret

    assert secret.removeprefix("corridor_") not in str(list(Token.objects.values()))
    assert secret.removeprefix("corridor_") not in str(list(LedgerEntry.objects.values("detail", "about")))


def test_a_token_that_nobody_made_is_refused() -> None:
    assert is_refused("corridor_" + "0" * 64)


def test_a_token_expires() -> None:
    secret = made(days=1).secret

    assert not is_refused(secret, timedelta(hours=23))
    assert is_refused(secret, timedelta(days=1))


def test_a_revoked_token_is_refused_from_then_on() -> None:
    token = made()

    revoke_token(by=cast.officer(cast.ANALYST_XA), uid=token.uid, now=timezone.now())

    assert is_refused(token.secret)


def test_nobody_revokes_the_token_of_another() -> None:
    token = made()

    with pytest.raises(NotFound):
        revoke_token(by=cast.officer(cast.INVESTIGATOR_XA), uid=token.uid, now=timezone.now())

    assert not is_refused(token.secret)


def test_a_token_dies_with_the_account() -> None:
    secret = made().secret

    Officer.objects.filter(handle=cast.ANALYST_XA.handle).update(is_active=False)

    assert is_refused(secret)


def test_a_token_dies_with_the_duty() -> None:
    secret = made().secret

    Grant.objects.filter(officer__handle=cast.ANALYST_XA.handle).delete()

    assert is_refused(secret)


def test_a_token_stays_in_its_duty_when_its_officer_takes_up_another() -> None:
    secret = made().secret
    cast.grant(cast.ANALYST_XA, "investigator", "detection-and-investigation")
    cast.officer(cast.ANALYST_XA, function="investigator")

    officer, _ = speak(secret, now=timezone.now())

    assert officer.reader.function == "analyst"


def test_a_token_opens_its_reader_class_again_when_it_was_closed() -> None:
    secret = made().secret
    ReaderClass.objects.all().delete()

    officer, _ = speak(secret, now=timezone.now())

    assert officer.reader_class
    assert LedgerEntry.objects.filter(event=Event.CLASS_OPENED).exists()


def test_when_a_token_was_last_used_is_known() -> None:
    token = made()

    speak(token.secret, now=timezone.now())

    assert Token.objects.get(uid=token.uid).used_at is not None


@pytest.mark.parametrize("member", [cast.OVERSEER_XA, cast.ADMINISTRATOR_XA])
def test_a_function_without_content_has_no_tokens(member: cast.Member) -> None:
    with pytest.raises(NotPermitted):
        made(member)


@pytest.mark.parametrize(("name", "days"), [("", 30), (" ", 30), ("x" * 81, 30), ("x", 0), ("x", 91), ("x", -1)])
def test_a_token_without_name_or_end_is_refused(name: str, days: int) -> None:
    with pytest.raises(TokenInvalid):
        make_token(by=cast.officer(cast.ANALYST_XA), name=name, days=days, now=timezone.now())


def test_the_page_shows_the_secret_once(settings: Any) -> None:
    browser = cast.client(cast.ANALYST_XA)

    page = browser.post("/tokens/", {"name": "harvest", "days": "30"}).content.decode()
    again = browser.get("/tokens/").content.decode()

    secret = page.split('class="secret">')[1].split("<")[0]
    assert not is_refused(secret)
    assert secret not in again
    assert "harvest" in again


def test_the_page_lists_no_token_of_anybody_else() -> None:
    made(cast.INVESTIGATOR_XA)

    assert "harvest" not in cast.client(cast.ANALYST_XA).get("/tokens/").content.decode()


def test_the_page_revokes() -> None:
    token = made()

    cast.client(cast.ANALYST_XA).post(f"/tokens/{token.uid}/revoke/")

    assert is_refused(token.secret)


def test_a_form_that_cannot_be_read_names_its_fields() -> None:
    response = cast.client(cast.ANALYST_XA).post("/tokens/", {"name": "", "days": "999"})

    assert response.status_code == 422
    assert b"Write a number of days from 1 to 90." in response.content


@pytest.mark.parametrize(("method", "status"), [("get", 405), ("put", 405)])
def test_revoking_takes_no_other_method(method: str, status: int) -> None:
    assert getattr(cast.client(cast.ANALYST_XA), method)(f"/tokens/{made().uid}/revoke/").status_code == status


def test_the_page_is_not_for_functions_without_content() -> None:
    assert cast.client(cast.OVERSEER_XA).get("/tokens/").status_code == 403


@pytest.mark.parametrize(("member", "offered"), [(cast.ANALYST_XA, True), (cast.OVERSEER_XA, False)])
def test_tokens_are_offered_to_those_alone_who_may_make_one(member: cast.Member, offered: bool) -> None:
    browser = cast.client(member)

    assert ("Tokens for programs" in browser.get("/purpose/").content.decode()) is offered
    assert (browser.get("/tokens/").status_code == 200) is offered
