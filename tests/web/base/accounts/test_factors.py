"""By what one proves who one is beside the password: enforced, sealed, shown once, never the last one away."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.db import connection
from django.test import Client

from corridor.core.access.codes import Event
from corridor.web.base.accounts import factors, models
from corridor.web.base.ledger.models import LedgerEntry
from tests import cast

pytestmark = pytest.mark.django_db

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def sign_in(member: cast.Member, browser: Client | None = None) -> tuple[Client, Any]:
    """Type handle and password into the page of sign-in."""
    browser = browser or Client()
    answer = browser.post("/accounts/login/", {"login": member.handle, "password": cast.PASSWORD})
    return browser, answer


def with_app(member: cast.Member) -> str:
    """Give somebody an authenticator app, and return its secret."""
    account = cast.account(member)
    Authenticator.objects.filter(user=account).delete()
    secret = str(generate_totp_secret())
    TOTP.activate(account, secret)
    return secret


def with_codes(account: models.Officer) -> list[str]:
    """Give somebody recovery codes that were shown, and return them."""
    codes = RecoveryCodes.activate(account)
    codes.mark_as_viewed()
    return [str(code) for code in codes.get_unused_codes()]


def test_nobody_works_without_a_factor() -> None:
    assert cast.client(cast.WITHOUT_SECOND_FACTOR).get("/imports/")["Location"] == "/accounts/2fa/"


def test_nobody_works_with_a_factor_and_without_recovery_codes() -> None:
    with_app(cast.ANALYST_XA)

    browser = cast.client(cast.ANALYST_XA)

    assert browser.get("/imports/")["Location"] == "/recovery-codes/"
    assert browser.get("/recovery-codes/")["Location"] == "/accounts/2fa/recovery-codes/generate/"


def test_a_newcomer_sets_up_an_app_keeps_the_codes_and_works() -> None:
    browser, _ = sign_in(cast.WITHOUT_SECOND_FACTOR)
    shown = browser.get("/accounts/2fa/totp/activate/")
    secret = shown.context["form"].secret

    made = browser.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)}, follow=True)
    again = browser.get("/accounts/2fa/recovery-codes/")

    assert len(made.context["unused_codes"]) == 10
    assert all(len(code) == 12 for code in made.context["unused_codes"])
    assert not any(code in again.content.decode() for code in made.context["unused_codes"])
    assert browser.get("/imports/")["Location"].startswith("/purpose/")


def test_after_the_password_a_code_is_asked_and_each_is_good_once() -> None:
    secret = with_app(cast.ANALYST_XA)
    with_codes(cast.account(cast.ANALYST_XA))
    browser, asked = sign_in(cast.ANALYST_XA)
    code = code_of(secret)

    wrong = browser.post("/accounts/2fa/authenticate/", {"code": "000000" if code != "000000" else "000001"})
    right = browser.post("/accounts/2fa/authenticate/", {"code": code})
    other, _ = sign_in(cast.ANALYST_XA)
    replayed = other.post("/accounts/2fa/authenticate/", {"code": code})

    assert asked["Location"] == "/accounts/2fa/authenticate/"
    assert (wrong.status_code, right.status_code) == (200, 302)
    assert browser.get("/purpose/").status_code == 200
    assert replayed.status_code == 200
    assert other.get("/purpose/").status_code == 302


def test_a_recovery_code_is_good_once() -> None:
    with_app(cast.ANALYST_XA)
    code = with_codes(cast.account(cast.ANALYST_XA))[3]
    first, _ = sign_in(cast.ANALYST_XA)
    second, _ = sign_in(cast.ANALYST_XA)

    first.post("/accounts/2fa/authenticate/", {"code": code})
    second.post("/accounts/2fa/authenticate/", {"code": code})

    assert (first.get("/purpose/").status_code, second.get("/purpose/").status_code) == (200, 302)


def test_secrets_of_factors_are_sealed_in_the_database() -> None:
    secret = with_app(cast.ANALYST_XA)
    codes = with_codes(cast.account(cast.ANALYST_XA))

    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        stored = str(cursor.fetchall())

    assert secret not in stored
    assert not any(code in stored for code in codes)
    assert TOTP(Authenticator.objects.get(type="totp", user__handle=cast.ANALYST_XA.handle)).validate_code(
        code_of(secret)
    )


def test_a_secret_sealed_by_another_node_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = factors.FactorAdapter().encrypt("GEZDGNBVGY3TQOJQ")
    monkeypatch.setattr("corridor.web.base.keys.digest_key", lambda: bytes(32))

    with pytest.raises(factors.FactorUnreadable):
        factors.FactorAdapter().decrypt(sealed)


def test_the_last_factor_stays() -> None:
    secret = with_app(cast.ANALYST_XA)
    with_codes(cast.account(cast.ANALYST_XA))
    browser, _ = sign_in(cast.ANALYST_XA)
    browser.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    browser.post("/accounts/reauthenticate/", {"password": cast.PASSWORD})

    browser.post("/accounts/2fa/totp/deactivate/")

    assert factors.count_of(cast.account(cast.ANALYST_XA).pk) == 1


def test_the_last_passkey_stays_too() -> None:
    account = cast.account(cast.ANALYST_XA)
    Authenticator.objects.filter(user=account, type="totp").delete()
    key = Authenticator.objects.create(user=account, type="webauthn", data={"name": "laptop", "credential": {}})
    browser = cast.client(cast.ANALYST_XA)
    browser.post("/accounts/reauthenticate/", {"password": cast.PASSWORD})

    answer = browser.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/")

    assert (answer.status_code, "access.E14" in answer.content.decode()) == (409, True)
    assert factors.count_of(account.pk) == 1


def test_nobody_removes_a_passkey_of_somebody_else() -> None:
    key = Authenticator.objects.create(
        user=cast.account(cast.ANALYST_XB), type="webauthn", data={"name": "laptop", "credential": {}}
    )
    Authenticator.objects.create(
        user=cast.account(cast.ANALYST_XA), type="webauthn", data={"name": "mine", "credential": {}}
    )
    browser = cast.client(cast.ANALYST_XA)
    browser.post("/accounts/reauthenticate/", {"password": cast.PASSWORD})

    answer = browser.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/")

    assert answer.status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_factors_are_not_changed_without_proving_again_who_one_is() -> None:
    browser = cast.client(cast.ANALYST_XA)

    for page in ("webauthn/add/", "totp/deactivate/", "recovery-codes/", "recovery-codes/generate/"):
        answer = browser.get(f"/accounts/2fa/{page}")
        assert answer["Location"].startswith("/accounts/reauthenticate/"), page


def test_making_and_giving_up_a_factor_are_told_to_the_ledger(
    django_capture_on_commit_callbacks: Any,
) -> None:
    browser, _ = sign_in(cast.WITHOUT_SECOND_FACTOR)
    secret = browser.get("/accounts/2fa/totp/activate/").context["form"].secret

    with django_capture_on_commit_callbacks(execute=True), django_capture_on_commit_callbacks(execute=True):
        browser.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})

    told = [str(entry.detail) for entry in LedgerEntry.objects.filter(event=Event.FACTOR_ADDED)]
    assert [factor for detail in told for factor in ("totp", "recovery_codes") if factor in detail] != []
    assert all("totp" in detail or "recovery_codes" in detail for detail in told)
    assert secret not in str([(entry.about, entry.detail) for entry in LedgerEntry.objects.all()])


def test_a_lost_factor_is_replaced_by_an_invitation_alone() -> None:
    with_app(cast.ANALYST_XA)
    by = cast.client(cast.ADMINISTRATOR_XA)

    by.post(f"/administration/officers/of/{cast.ANALYST_XA.handle}/invite/")

    assert factors.count_of(cast.account(cast.ANALYST_XA).pk) == 0


def test_the_ledger_tells_by_what_somebody_came_in_and_what_was_refused() -> None:
    secret = with_app(cast.ANALYST_XA)
    with_codes(cast.account(cast.ANALYST_XA))
    browser, _ = sign_in(cast.ANALYST_XA)
    browser.post("/accounts/2fa/authenticate/", {"code": "12"})
    browser.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})

    refused, came_in = LedgerEntry.objects.filter(
        event__in=(Event.SIGN_IN_REFUSED, Event.OFFICER_SIGNED_IN), actor=cast.ANALYST_XA.handle
    ).order_by("-position")[:2][::-1]

    assert (refused.event, refused.about) == (Event.SIGN_IN_REFUSED, "factor")
    assert (came_in.event, "password totp" in str(came_in.detail)) == (Event.OFFICER_SIGNED_IN, True)


@pytest.mark.parametrize(
    ("password", "is_good"),
    [
        ("quiet harbour stone", True),
        ("ثلاثة مراكب في الميناء", True),
        ("x" * 128 + "quiet", True),
        ("corridor-analyst-1", False),
        ("Policepolicepolice", False),
        ("xa.analyst.2026!", False),
        ("IlsaVorn-2026-Ilsa", False),
        ("password1234", False),
        ("short", False),
    ],
)
def test_a_password_is_long_and_not_made_of_words_of_the_house(password: str, is_good: bool) -> None:
    browser = cast.client(cast.ANALYST_XA)

    browser.post(
        "/accounts/password/change/", {"oldpassword": cast.PASSWORD, "password1": password, "password2": password}
    )

    assert cast.account(cast.ANALYST_XA).check_password(password) is is_good
