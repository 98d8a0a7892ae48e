"""What every answer tells the browser to refuse: each route, each kind of answer, each cookie; by TLS more."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.signals import request_finished
from django.db import close_old_connections
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from corridor.web.base.headers import EVERY
from tests import cast

pytestmark = pytest.mark.django_db

ALWAYS = {
    **EVERY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
VALUES = {"int": "1", "str": "x", "uuid": "x", "path": "x", "slug": "x"}
IMMUTABLE = ("/static/",)
"""What holds nothing of anybody may be kept by the browser."""


def patterns(resolver: URLResolver, before: str = "") -> list[str]:
    found = []
    for part in resolver.url_patterns:
        if isinstance(part, URLResolver):
            found += patterns(part, before + str(part.pattern))
        elif isinstance(part, URLPattern):
            found.append(before + str(part.pattern))
    return found


ADDRESSES = sorted(
    {
        "/" + re.sub(r"<(\w+):\w+>|<(\w+)>", lambda at: VALUES.get(at[1] or "str", "x"), one)
        for one in patterns(get_resolver())
    }
)


def missing(answer: Any) -> list[str]:
    """Return what an answer does not tell the browser."""
    lacking = [name for name, value in ALWAYS.items() if answer.headers.get(name) != value]
    policy = answer.headers.get("Content-Security-Policy", "")
    wanted = (
        "default-src 'none'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    )
    lacking += [directive for directive in wanted if directive not in policy]
    lacking += ["unsafe"] if "unsafe" in policy else []
    if answer.headers.get("Access-Control-Allow-Origin"):
        lacking.append("no sharing across origins")
    if "Content-Type" not in answer.headers and answer.status_code not in (204, 301, 302, 304):
        lacking.append("Content-Type")
    return lacking


@pytest.mark.parametrize("who", ["stranger", "analyst", "administrator"])
def test_every_route_answers_with_every_header(who: str) -> None:
    members = {"analyst": cast.ANALYST_XA, "administrator": cast.ADMINISTRATOR_XA}
    browser = cast.client(members[who]) if who in members else Client()
    browser.raise_request_exception = False
    found = {}
    for address in ADDRESSES:
        if "logout" in address or (who == "administrator" and "/administration/" not in address):
            continue
        for method in ("get", "post", "options"):
            answer = getattr(browser, method)(address)
            lacking = missing(answer)
            if "no-store" not in answer.headers.get("Cache-Control", ""):
                lacking.append("no-store")
            if lacking:
                found[f"{method} {address} {answer.status_code}"] = lacking

    assert len(ADDRESSES) > 60
    assert found == {}


def test_static_files_and_answers_of_last_resort_have_them_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("planted")

    browser = Client()
    browser.raise_request_exception = False
    asked = {
        "static": closed(browser.get("/static/design/mark.svg")),
        "absent static": browser.get("/static/design/none.svg"),
        "absent": browser.get("/no/such/page"),
        "unknown host": browser.get("/", headers={"host": "evil.example"}),
        "forged form": Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "x"}),
        "too many fields": browser.post("/accounts/login/", {f"f{n}": "x" for n in range(600)}),
    }
    monkeypatch.setattr("corridor.web.base.accounts.views.queries.duties_of", fails)
    signed_in = Client()
    signed_in.raise_request_exception = False
    signed_in.force_login(cast.account(cast.ANALYST_XA), backend="allauth.account.auth_backends.AuthenticationBackend")
    asked["fault"] = signed_in.get("/purpose/")

    assert {name: missing(answer) for name, answer in asked.items() if missing(answer)} == {}
    assert {name: answer.status_code for name, answer in asked.items()} == {
        "static": 200,
        "absent static": 404,
        "absent": 404,
        "unknown host": 400,
        "forged form": 403,
        "too many fields": 400,
        "fault": 500,
    }


def test_signing_out_tells_the_browser_to_forget() -> None:
    answer = cast.client(cast.ANALYST_XA).post("/accounts/logout/")

    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 0


def test_no_cookie_is_readable_by_scripts_or_sent_from_elsewhere() -> None:
    browser = Client()
    browser.get("/accounts/login/")
    browser.post("/language/", {"language": "fr", "next": "/"})
    browser.post("/accounts/login/", {"login": cast.WITHOUT_SECOND_FACTOR.handle, "password": cast.PASSWORD})

    assert len(browser.cookies) == 3
    for cookie in browser.cookies.values():
        assert (cookie["httponly"], cookie["samesite"], cookie["domain"], cookie["path"]) == (True, "Lax", "", "/")


def closed(answer: Any) -> Any:
    """Return an answer whose file is closed, and leave the database of the test open."""
    request_finished.disconnect(close_old_connections)
    answer.close()
    request_finished.connect(close_old_connections)
    return answer


UNDER_TLS = """
import django
django.setup()
from django.conf import settings
from django.test import Client
browser = Client(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_PROTO="https", headers={"host": "corridor.example"})
answer = browser.get("/accounts/login/")
print(answer.status_code, answer["Strict-Transport-Security"], sep="|")
for cookie in browser.cookies.values():
    print(cookie.key, cookie["secure"], cookie["path"], cookie["domain"] or "-", sep="|")
plain = Client(REMOTE_ADDR="10.0.0.1", headers={"host": "corridor.example"}).get("/accounts/login/")
print(plain.status_code, plain["Location"], sep="|")
"""


def test_by_tls_cookies_are_bound_to_the_host_and_the_browser_comes_by_tls_alone(tmp_path: Path) -> None:
    from corridor.web.home import lay_out

    lay_out(tmp_path / "home", "desk", demonstration=False)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("CORRIDOR_", "DJANGO_"))}
    environment |= {
        "CORRIDOR_HOME": str(tmp_path / "home"),
        "CORRIDOR_PROXIES": "10.0.0.1",
        "CORRIDOR_HOSTS": "corridor.example",
        "DJANGO_SETTINGS_MODULE": "corridor.web.settings.desk",
    }

    ran = subprocess.run([sys.executable, "-c", UNDER_TLS], env=environment, capture_output=True, text=True, check=True)

    answer, *cookies, plain = ran.stdout.splitlines()
    assert answer == "200|max-age=31536000; includeSubDomains"
    assert cookies == ["__Host-corridor_desk_csrf|True|/|-"]
    assert plain == "301|https://corridor.example/accounts/login/"
