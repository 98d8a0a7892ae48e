"""Sign-on by a provider, over loopback with real signatures: it opens linked accounts alone."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from joserfc.jwk import ECKey, OctKey

from corridor.core.access.codes import Event
from corridor.web.base.accounts import models
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.sessions.queries import UID
from corridor.web.settings.environment import Provider
from tests import cast
from tests.web.base.accounts.test_factors import code_of, with_app, with_codes
from tests.web.base.signon.issuer import CLIENT, SECRET, Issuer, serving

pytestmark = pytest.mark.django_db

SUBJECT = "subject-of-the-analyst"


@pytest.fixture
def issuer(settings: Any) -> Iterator[Issuer]:
    with serving() as one:
        settings.OIDC = Provider(one.address, CLIENT, SECRET, "House of XA", frozenset())
        yield one


@pytest.fixture
def linked(issuer: Issuer) -> models.Officer:
    """The analyst, linked by the administrator's page with the provider's subject."""
    administrator = cast.client(cast.ADMINISTRATOR_XA)
    card = f"/administration/officers/of/{cast.ANALYST_XA.handle}/"
    assert administrator.post(f"{card}sign-on/", {"subject": SUBJECT}).status_code == 302
    return cast.account(cast.ANALYST_XA)


def goes(issuer: Issuer, subject: str = SUBJECT, browser: Client | None = None) -> tuple[Client, Any]:
    """Ask the node for sign-on, sign in at the provider, and come back."""
    browser = browser or Client()
    asked = browser.get("/sign-on/")
    return browser, browser.get(f"/sign-on/back/?{issuer.signs_in(asked['Location'], subject)}")


def is_in(browser: Client) -> bool:
    return UID in browser.session


def believe(settings: Any, *words: str) -> None:
    known = settings.OIDC
    settings.OIDC = Provider(known.issuer, known.client, known.secret, known.name, frozenset(words))


def test_a_linked_officer_comes_in_and_proves_the_second_factor_here(issuer: Issuer, linked: models.Officer) -> None:
    secret = with_app(cast.ANALYST_XA)
    with_codes(linked)

    browser, answer = goes(issuer)
    before = is_in(browser)
    browser.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})

    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert (before, is_in(browser)) == (False, True)


def test_a_second_factor_at_the_provider_counts_where_the_node_was_told_so(
    issuer: Issuer, linked: models.Officer, settings: Any
) -> None:
    believe(settings, "mfa")
    issuer.lies = {"amr": ["pwd", "mfa"]}

    browser, _ = goes(issuer)

    assert is_in(browser)
    assert browser.get("/imports/")["Location"].startswith("/purpose/")


def test_a_second_factor_at_the_provider_counts_for_nothing_where_the_node_was_not_told_so(
    issuer: Issuer, linked: models.Officer
) -> None:
    issuer.lies = {"amr": ["pwd", "mfa"]}

    browser, _ = goes(issuer)

    assert not is_in(browser)


def test_the_way_to_the_provider_asks_for_nothing_but_the_identity(issuer: Issuer) -> None:
    address = Client().get("/sign-on/")["Location"]

    assert "scope=openid&" in address
    assert "code_challenge_method=S256" in address
    assert SECRET not in address


def test_whom_nobody_linked_gets_no_account(issuer: Issuer, linked: models.Officer) -> None:
    before = models.Officer.objects.count()

    browser, answer = goes(issuer, "somebody-else")

    assert answer.status_code == 403
    assert "access.E50" in answer.content.decode()
    assert not is_in(browser)
    assert models.Officer.objects.count() == before
    assert LedgerEntry.objects.filter(event=Event.SIGN_IN_REFUSED, about="sign-on").count() == 1


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_service": True}], ids=str)
def test_whoever_may_not_sign_in_does_not_by_sign_on(
    issuer: Issuer, linked: models.Officer, change: dict[str, bool]
) -> None:
    models.Officer.objects.filter(pk=linked.pk).update(**change)

    browser, answer = goes(issuer)

    assert (answer.status_code, is_in(browser)) == (403, False)


def test_an_invitation_that_ran_out_is_not_taken_up_by_sign_on(issuer: Issuer, linked: models.Officer) -> None:
    models.Officer.objects.filter(pk=linked.pk).update(invited_until=timezone.now() - timedelta(days=1))

    browser, answer = goes(issuer)

    assert answer["Location"] == "/accounts/inactive/"
    assert not is_in(browser)


def test_a_first_sign_on_takes_the_place_of_the_password_that_was_handed_over(
    issuer: Issuer, linked: models.Officer, settings: Any
) -> None:
    believe(settings, "mfa")
    issuer.lies = {"amr": ["mfa"]}
    models.Officer.objects.filter(pk=linked.pk).update(invited_until=timezone.now() + timedelta(days=1))

    browser, _ = goes(issuer)

    linked.refresh_from_db()
    assert is_in(browser)
    assert (linked.invited_until, linked.has_usable_password()) == (None, False)


LIES: dict[str, dict[str, Any]] = {
    "another issuer": {"iss": "https://other.example"},
    "another audience": {"aud": "another-client"},
    "several audiences and no party": {"aud": [CLIENT, "another-client"]},
    "another nonce": {"nonce": "replayed"},
    "expired": {"exp": 1},
    "told long ago": {"iat": 1},
    "no subject": {"sub": ""},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_token_that_is_not_meant_for_this_sign_in_opens_nothing(
    issuer: Issuer, linked: models.Officer, lie: dict[str, Any]
) -> None:
    issuer.lies = lie

    browser, answer = goes(issuer)

    assert (answer.status_code, is_in(browser)) == (403, False)


def test_a_token_signed_by_another_key_opens_nothing(issuer: Issuer, linked: models.Officer) -> None:
    issuer.signs_with = ECKey.generate_key("P-256", {"kid": "one"})

    browser, answer = goes(issuer)

    assert (answer.status_code, is_in(browser)) == (403, False)


def test_a_token_signed_with_the_public_key_as_a_shared_secret_opens_nothing(
    issuer: Issuer, linked: models.Officer
) -> None:
    issuer.algorithm = "HS256"
    issuer.signs_with = OctKey.import_key(base64.urlsafe_b64encode(issuer.key.as_pem(private=False)).decode())

    browser, answer = goes(issuer)

    assert (answer.status_code, is_in(browser)) == (403, False)


@pytest.mark.parametrize("token", ["", "a.b.c", "{}", "none"])
def test_a_token_without_a_signature_opens_nothing(issuer: Issuer, linked: models.Officer, token: str) -> None:
    claims = {"iss": issuer.address, "aud": CLIENT, "sub": SUBJECT}
    parts = [
        base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in ({"alg": "none"}, claims)
    ]
    issuer.token = ".".join([*parts, ""]) if token == "none" else token or " "

    browser, answer = goes(issuer)

    assert (answer.status_code, is_in(browser)) == (403, False)


def test_coming_back_without_having_been_sent_opens_nothing(issuer: Issuer, linked: models.Officer) -> None:
    there = Client()
    query = issuer.signs_in(there.get("/sign-on/")["Location"], SUBJECT)

    answer = Client().get(f"/sign-on/back/?{query}")

    assert answer.status_code == 403
    assert "/token" not in issuer.asked


def test_one_comes_back_once(issuer: Issuer, linked: models.Officer) -> None:
    browser = Client()
    query = issuer.signs_in(browser.get("/sign-on/")["Location"], SUBJECT)
    browser.get(f"/sign-on/back/?{query}")

    again = browser.get(f"/sign-on/back/?{query}")

    assert again.status_code == 403


@pytest.mark.parametrize("query", ["", "error=access_denied", "code=x", "code=x&state=y", "code=x&state=é", "state=x"])
def test_what_comes_back_garbled_opens_nothing(issuer: Issuer, linked: models.Officer, query: str) -> None:
    browser = Client()
    browser.get("/sign-on/")

    assert browser.get(f"/sign-on/back/?{query}").status_code == 403


def test_an_answer_in_the_name_of_another_issuer_opens_nothing(issuer: Issuer, linked: models.Officer) -> None:
    browser = Client()
    query = issuer.signs_in(browser.get("/sign-on/")["Location"], SUBJECT)

    assert browser.get(f"/sign-on/back/?{query}&iss=https://other.example").status_code == 403


@pytest.mark.parametrize(
    "says",
    [
        {"issuer": "https://other.example"},
        {"authorization_endpoint": "http://id.example/authorize"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": None},
    ],
    ids=str,
)
def test_a_provider_that_speaks_for_another_or_without_tls_is_not_asked(issuer: Issuer, says: dict[str, Any]) -> None:
    issuer.says_of_itself = says

    answer = Client().get("/sign-on/")

    assert answer.status_code == 503
    assert "access.E51" in answer.content.decode()


def test_the_secret_goes_to_no_address_without_tls(issuer: Issuer, linked: models.Officer) -> None:
    browser = Client()
    query = issuer.signs_in(browser.get("/sign-on/")["Location"], SUBJECT)
    issuer.says_of_itself = {"token_endpoint": "http://id.example/token"}

    assert browser.get(f"/sign-on/back/?{query}").status_code == 503


def test_a_provider_is_not_followed_elsewhere(issuer: Issuer) -> None:
    issuer.redirects = True

    assert Client().get("/sign-on/").status_code == 503
    assert "/elsewhere" not in issuer.asked


def test_a_provider_that_is_away_keeps_nobody_from_another_way_in(settings: Any) -> None:
    settings.OIDC = Provider("http://127.0.0.1:9", CLIENT, SECRET, "House of XA", frozenset())

    assert Client().get("/sign-on/").status_code == 503
    assert Client().get("/accounts/login/").status_code == 200


def test_without_a_provider_there_is_no_sign_on(settings: Any) -> None:
    settings.OIDC = None

    assert Client().get("/sign-on/").status_code == 404
    assert Client().get("/sign-on/back/").status_code == 404
    assert "/sign-on/" not in Client().get("/accounts/login/").content.decode()


def test_the_page_of_sign_in_names_the_provider(issuer: Issuer) -> None:
    assert "House of XA" in Client().get("/accounts/login/").content.decode()


def test_one_subject_is_linked_with_one_officer(issuer: Issuer, linked: models.Officer) -> None:
    administrator = cast.client(cast.ADMINISTRATOR_XA)

    answer = administrator.post(
        f"/administration/officers/of/{cast.INVESTIGATOR_XA.handle}/sign-on/", {"subject": SUBJECT}
    )

    assert answer.status_code == 422
    assert models.SignOn.objects.get(subject=SUBJECT).officer_id == linked.pk


def test_nobody_links_the_own_account_or_links_without_being_administrator(issuer: Issuer) -> None:
    own = cast.client(cast.ADMINISTRATOR_XA).post(
        f"/administration/officers/of/{cast.ADMINISTRATOR_XA.handle}/sign-on/", {"subject": "me"}
    )
    other = cast.client(cast.ANALYST_XA).post(
        f"/administration/officers/of/{cast.ANALYST_XA.handle}/sign-on/", {"subject": "me"}
    )

    assert (own.status_code, other.status_code) == (403, 403)
    assert models.SignOn.objects.count() == 0


@pytest.mark.parametrize("act", ["sign-on/forget", "leave"])
def test_what_ends_the_link_ends_sign_on_and_sessions(
    issuer: Issuer, linked: models.Officer, settings: Any, act: str
) -> None:
    believe(settings, "mfa")
    issuer.lies = {"amr": ["mfa"]}
    browser, _ = goes(issuer)

    cast.client(cast.ADMINISTRATOR_XA).post(
        f"/administration/officers/of/{cast.ANALYST_XA.handle}/{act}/", {"sure": "yes"}
    )

    assert browser.get("/sessions/")["Location"].startswith("/accounts/login/")
    assert goes(issuer)[1].status_code == 403


def test_the_ledger_and_the_pages_tell_no_subject_and_no_secret(issuer: Issuer, linked: models.Officer) -> None:
    goes(issuer)

    told = str(list(LedgerEntry.objects.values_list("about", "detail")))
    assert SUBJECT not in told
    assert SECRET not in told
