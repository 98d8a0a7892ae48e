"""Secrets and words of people are planted everywhere one can type; then everything that tells of the node is searched.

What tells of the node: the log at its most talkative, pages of errors, the metrics, the ledger, and of the database
what is kept about sign-in. A mark found is a leak.
"""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.observation.log import Lines
from corridor.web.base.tokens.actions import make_token
from tests import cast
from tests.web.base.accounts.test_factors import code_of, sign_in, with_app, with_codes

pytestmark = pytest.mark.django_db

EVERY = (
    "",
    "corridor",
    "corridor.request",
    "django",
    "django.request",
    "django.security",
    "django.db",
    "axes",
    "allauth",
)
MARKS = {
    "password": "Quillon-Password-91",
    "word": "Zephyrine",
    "file": "Marzanna-In-A-File",
    "header": "Ostrogoth-In-A-Header",
    "cookie": "Vercingetorix-In-A-Cookie",
    "person": "Tamsin Obradovick",
}
KEPT_ABOUT_SIGN_IN = ("axes_accessattempt", "axes_accesslog", "axes_accessfailurelog", "base_kept", "base_signedin")


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Listen to every logger at its most talkative, through the node's own formatter."""
    written = io.StringIO()
    handlers = []
    for as_json in (True, False):
        handler = logging.StreamHandler(written)
        handler.setFormatter(Lines(as_json=as_json))
        handlers.append(handler)
        logging.getLogger().addHandler(handler)
    loggers = [logging.getLogger(name) for name in EVERY]
    before = [one.level for one in loggers]
    for one in loggers:
        one.setLevel(logging.DEBUG)
    yield written
    for handler in handlers:
        logging.getLogger().removeHandler(handler)
    for one, level in zip(loggers, before, strict=True):
        one.setLevel(level)


def found(marks: dict[str, str], text: str) -> list[str]:
    return [name for name, mark in marks.items() if mark and mark.lower() in text.lower()]


def ledger() -> str:
    fields = ("event", "actor", "authority", "function", "purpose", "about", "detail")
    return str(list(LedgerEntry.objects.values_list(*fields)))


def kept_about_sign_in() -> str:
    told = ""
    with connection.cursor() as cursor:
        for table in KEPT_ABOUT_SIGN_IN:
            cursor.execute(f"SELECT * FROM {table}")
            told += str(cursor.fetchall())
    return told


def types_everywhere(browser: Client) -> list[Any]:
    """Type the marks into everything that takes words, well and badly formed, and return the answers."""
    word, person, password = MARKS["word"], MARKS["person"], MARKS["password"]
    table = f"id,occurred_on\n{MARKS['file']},{person}\n".encode()
    return [
        browser.get(f"/find/?words={word}+{person}"),
        browser.get(f"/picture/?place={word}&since={person}"),
        browser.get(f"/things/{word}/"),
        browser.get(f"/{word}/{person}/"),
        browser.post("/tokens/", {"name": person * 10, "days": word}),
        browser.post("/tokens/", {"name": person, "days": "5"}),
        browser.post("/imports/", {"files": SimpleUploadedFile(f"{word}.csv", table)}),
        browser.post("/export/", {"format": word}),
        browser.post("/purpose/", {"acting": word, "next": f"/{person}"}),
        browser.post("/accounts/reauthenticate/", {"password": password}),
        browser.post("/accounts/password/change/", {"oldpassword": password, "password1": word, "password2": password}),
        browser.post("/accounts/2fa/authenticate/", {"code": word}),
        browser.post("/accounts/2fa/webauthn/login/", {"credential": json.dumps({"id": word, "name": person})}),
        browser.get("/", headers={"authorization": f"Bearer {MARKS['header']}", "user-agent": MARKS["header"]}),
        browser.get(f"/api/v1/things?words={word}", headers={"authorization": f"Bearer {MARKS['header']}"}),
        browser.post("/api/v1/reports", {"a": person}, content_type="application/json"),
        Client(REMOTE_ADDR="192.0.2.77").post("/accounts/login/", {"login": password, "password": password}),
        Client(headers={"cookie": f"corridor_desk_session={MARKS['cookie']}"}).get("/"),
        Client().get("/", headers={"host": f"{word}.example"}),
    ]


def test_nothing_typed_is_told_by_log_ledger_or_what_is_kept_about_sign_in(lines: io.StringIO) -> None:
    browser = cast.client(cast.ANALYST_XA)
    browser.raise_request_exception = False

    answers = types_everywhere(browser)

    marks = {**MARKS, "address": "192.0.2.77"}
    assert {answer.status_code for answer in answers} & {200, 302, 400, 401, 404, 422}
    assert "desk:find" in lines.getvalue()
    assert found(marks, lines.getvalue()) == []
    assert found(marks, ledger()) == []
    assert found(marks, kept_about_sign_in()) == []


@pytest.mark.parametrize("place", ["found_for", "note_search"])
def test_a_fault_tells_nothing_of_what_was_under_way(
    lines: io.StringIO, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    from corridor.web.desk.search import actions, queries

    def fails(*given: Any, **named: Any) -> None:
        raise RuntimeError(f"while looking for {MARKS['word']} of {MARKS['person']}: {given} {named}")

    monkeypatch.setattr(queries if place == "found_for" else actions, place, fails)
    browser = cast.client(cast.ANALYST_XA)
    browser.raise_request_exception = False

    answer = browser.get(f"/find/?words={MARKS['word']}", headers={"authorization": MARKS["header"]})

    assert answer.status_code == 500
    assert found(MARKS, answer.content.decode()) == []
    assert "Traceback" not in answer.content.decode()
    assert "RuntimeError" in lines.getvalue()
    assert found({**MARKS, "handle": cast.ANALYST_XA.handle}, lines.getvalue()) == []


def test_a_fault_of_the_database_does_not_repeat_the_row(lines: io.StringIO) -> None:
    from django.db import IntegrityError, transaction

    from corridor.web.base.accounts.models import Officer

    who = cast.account(cast.ANALYST_XA)
    try:
        with transaction.atomic():
            Officer.objects.create(handle=who.handle, display_name=MARKS["person"], authority=who.authority)
    except IntegrityError:
        logging.getLogger("django.request").exception("%s: %s", "Internal Server Error", f"/{MARKS['word']}/")

    assert "IntegrityError" in lines.getvalue()
    assert found({**MARKS, "handle": who.handle}, lines.getvalue()) == []


def test_refusals_repeat_nothing_that_was_sent() -> None:
    browser = cast.client(cast.ANALYST_XA)
    token = make_token(by=cast.officer(cast.ANALYST_XA), name="t", days=1, now=timezone.now()).secret
    bearer = {"authorization": f"Bearer {token}"}
    word = MARKS["word"]
    refused = [
        browser.get(f"/things/{word}/"),
        browser.get(f"/{word}"),
        Client().get(f"/api/v1/things/{word}", headers=bearer),
        Client().get(f"/api/v1/picture?since={word}", headers=bearer),
        Client().post("/api/v1/reports", {"ref": word}, content_type="application/json", headers=bearer),
        Client().get(f"/api/v1/{word}", headers={"authorization": f"Bearer {word}"}),
        Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": word, "csrfmiddlewaretoken": word}),
    ]

    told = [(answer.status_code, found(MARKS, answer.content.decode())) for answer in refused]

    assert all(status >= 400 for status, _ in told)
    assert [marks for _, marks in told if marks] == []


def test_metrics_tell_routes_and_numbers_alone(settings: Any) -> None:
    settings.METRICS_TOKEN = "collector"
    browser = cast.client(cast.ANALYST_XA)
    browser.raise_request_exception = False
    types_everywhere(browser)

    shown = Client().get("/metrics", headers={"authorization": "Bearer collector"}).content.decode()

    assert "corridor_requests_total" in shown
    assert found({**MARKS, "handle": cast.ANALYST_XA.handle, "token": "collector"}, shown) == []


def test_secrets_the_node_makes_are_told_once_and_kept_in_no_readable_form(lines: io.StringIO) -> None:
    secret = with_app(cast.ANALYST_XA)
    codes = with_codes(cast.account(cast.ANALYST_XA))
    browser, _ = sign_in(cast.ANALYST_XA)
    browser.post("/accounts/2fa/authenticate/", {"code": "123123"})
    browser.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    token = make_token(by=cast.officer(cast.ANALYST_XA), name="t", days=1, now=timezone.now()).secret
    Client().get("/api/v1/me", headers={"authorization": f"Bearer {token}"})
    invited = cast.client(cast.ADMINISTRATOR_XA).post(
        f"/administration/officers/of/{cast.INVESTIGATOR_XA.handle}/invite/"
    )
    password = invited.context["page"].password
    key = browser.session.session_key or ""
    secrets = {"app": secret, "token": token, "password": password, "session": key, "mine": cast.PASSWORD}
    secrets |= {f"code {number}": code for number, code in enumerate(codes)}

    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if not name.startswith("name_word")]
        stored = ""
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            stored += str([[value if isinstance(value, str) else "" for value in row] for row in cursor.fetchall()])

    assert cast.ANALYST_XA.handle in stored
    assert Authenticator.objects.filter(user__handle=cast.ANALYST_XA.handle).count() == 2
    assert found(secrets, stored) == []
    assert found(secrets, lines.getvalue()) == []
    assert found(secrets, ledger()) == []
