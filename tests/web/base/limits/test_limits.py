"""How often: each officer, token and address by itself, over all processes; refused with the seconds to wait."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.access.errors import TooOften
from corridor.core.access.rates import Allowance, Rate
from corridor.web.base.accounts import admission
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.limits import actions
from corridor.web.base.limits.models import Kept
from corridor.web.base.limits.shared import SharedCache
from corridor.web.base.tokens.actions import make_token
from tests import cast


@pytest.fixture(autouse=True)
def _fresh(settings: Any) -> Iterator[None]:
    """Start with nothing used up, and leave nothing behind in this process."""
    actions._leases.clear()
    admission._told.clear()
    settings.RATES = {}
    yield
    actions._leases.clear()
    admission._told.clear()


def set_rate(settings: Any, of: Allowance, times: int, seconds: int = 3600) -> None:
    settings.RATES = {**settings.RATES, of: Rate(times, seconds)}


def wrong_sign_in(browser: Client, handle: str, **sender: Any) -> int:
    return int(browser.post("/accounts/login/", {"login": handle, "password": "wrong"}, **sender).status_code)


@pytest.mark.django_db
def test_who_asks_too_often_waits_and_nobody_else_does(settings: Any) -> None:
    mine, other = cast.client(cast.ANALYST_XA), cast.client(cast.ANALYST_XB)
    set_rate(settings, Allowance.PAGES, 3)

    answers = [mine.get("/sources/") for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 1200
    assert "access.E40" in answers[-1].content.decode()
    assert other.get("/sources/").status_code == 200


@pytest.mark.django_db
def test_searches_are_counted_by_themselves(settings: Any) -> None:
    browser = cast.client(cast.ANALYST_XA)
    set_rate(settings, Allowance.SEARCH, 2)

    answers = [browser.get("/find/?words=a").status_code for _ in range(3)]

    assert answers == [200, 200, 429]
    assert browser.get("/sources/").status_code == 200


@pytest.mark.django_db
def test_making_exports_is_limited_and_looking_is_not(settings: Any) -> None:
    browser = cast.client(cast.ANALYST_XA)
    set_rate(settings, Allowance.EXPORTS, 1)

    assert [browser.get("/export/").status_code for _ in range(3)] == [200] * 3
    assert [browser.post("/export/", {"format": "none"}).status_code == 429 for _ in range(2)] == [False, True]


@pytest.mark.django_db
def test_a_token_is_told_by_a_problem_how_long_to_wait(settings: Any) -> None:
    by = cast.officer(cast.ANALYST_XA)
    first, second = (make_token(by=by, name=name, days=1, now=timezone.now()).secret for name in ("a", "b"))
    set_rate(settings, Allowance.API, 2)

    def ask(secret: str) -> Any:
        return Client().get("/api/v1/me", headers={"authorization": f"Bearer {secret}"})

    answers = [ask(first) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1]["Content-Type"] == "application/problem+json"
    assert answers[-1].json()["code"] == "access.E40"
    assert int(answers[-1]["Retry-After"]) > 0
    assert ask(second).status_code == 200


@pytest.mark.django_db
def test_an_address_tries_many_names_only_so_often(settings: Any) -> None:
    set_rate(settings, Allowance.SIGN_IN, 5)
    browser = Client()

    tried = [wrong_sign_in(browser, f"nobody{number}", REMOTE_ADDR="192.0.2.1") for number in range(7)]

    assert tried == [200] * 5 + [429] * 2
    assert wrong_sign_in(browser, "nobody8", REMOTE_ADDR="192.0.2.2") == 200


@pytest.mark.django_db
def test_behind_a_proxy_the_address_is_the_one_the_proxy_tells(settings: Any) -> None:
    settings.PROXIES = ["10.0.0.1"]
    settings.SECURE_SSL_REDIRECT = False
    set_rate(settings, Allowance.SIGN_IN, 1)
    browser = Client()

    def attempt(told: str, sender: str = "10.0.0.1") -> int:
        return wrong_sign_in(browser, "nobody", REMOTE_ADDR=sender, HTTP_X_FORWARDED_FOR=told)

    assert [attempt("192.0.2.1"), attempt("192.0.2.1")] == [200, 429]
    assert attempt("192.0.2.1, 192.0.2.9") == 200, "what the client itself wrote before the proxy counts for nothing"
    assert attempt("198.51.100.7, 192.0.2.9") == 429
    assert attempt("192.0.2.50", sender="203.0.113.5") == 200, "who is no proxy is not believed"
    assert attempt("192.0.2.51", sender="203.0.113.5") == 429
    assert [attempt(""), attempt("")] == [200, 200], "no address, no limit: else one would hold up all"


@pytest.mark.django_db
def test_the_ledger_is_told_once_not_each_time(settings: Any) -> None:
    browser = cast.client(cast.ANALYST_XA)
    set_rate(settings, Allowance.PAGES, 1)

    for _ in range(5):
        browser.get("/sources/")

    told = LedgerEntry.objects.filter(event=Event.RATE_REACHED)
    assert [(entry.actor, entry.about) for entry in told] == [(cast.ANALYST_XA.handle, "pages")]


@pytest.mark.django_db
def test_what_is_kept_names_nobody(settings: Any) -> None:
    set_rate(settings, Allowance.SIGN_IN, 5)

    wrong_sign_in(Client(), cast.ANALYST_XA.handle, REMOTE_ADDR="192.0.2.1")

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM base_kept")
        kept = str(cursor.fetchall())
        cursor.execute("SELECT * FROM axes_accessattempt")
        kept += str(cursor.fetchall())
    assert len(kept) > 20
    assert cast.ANALYST_XA.handle not in kept
    assert "192.0.2.1" not in kept


@pytest.mark.django_db
@pytest.mark.parametrize("handle", [cast.ANALYST_XA.handle, "nobody.at.all"])
def test_a_name_is_locked_after_eight_wrong_passwords_whether_there_is_such_an_officer(handle: str) -> None:
    browser = Client()

    tried = [wrong_sign_in(browser, handle) for _ in range(9)]
    right = browser.post("/accounts/login/", {"login": handle, "password": cast.PASSWORD})

    assert tried == [200] * 7 + [429] * 2
    assert (right.status_code, right["Retry-After"]) == (429, "900")
    assert "access.E40" in right.content.decode()


@pytest.mark.django_db
def test_a_locked_name_locks_nobody_else() -> None:
    for _ in range(9):
        wrong_sign_in(Client(), cast.ANALYST_XA.handle)

    browser = Client()
    browser.post("/accounts/login/", {"login": cast.WITHOUT_SECOND_FACTOR.handle, "password": cast.PASSWORD})

    assert browser.get("/accounts/2fa/").status_code == 200


@pytest.mark.django_db
def test_codes_are_not_guessed_either() -> None:
    from tests.web.base.accounts.test_factors import sign_in, with_app

    with_app(cast.ANALYST_XA)
    browser, _ = sign_in(cast.ANALYST_XA)

    pages = [browser.post("/accounts/2fa/authenticate/", {"code": f"{n:06}"}).content.decode() for n in range(12)]

    assert "Too many" not in pages[0]
    assert "Too many" in pages[-1]


@pytest.mark.store
def test_many_at_once_get_no_more_than_the_limit(node: object, settings: Any) -> None:
    set_rate(settings, Allowance.EXPORTS, 7)
    passed: list[int] = []

    def ask() -> None:
        for _ in range(5):
            try:
                actions.spend(Allowance.EXPORTS, "somebody", now=timezone.now())
                passed.append(1)
            except TooOften:
                pass
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(passed) == 7


@pytest.mark.store
def test_of_many_who_use_a_code_at_once_one_wins(node: object) -> None:
    won: list[bool] = []

    def use() -> None:
        won.append(SharedCache("", {}).add("code", "y", timeout=30))
        connection.close()

    threads = [threading.Thread(target=use) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(won) == [False] * 5 + [True]


@pytest.mark.django_db
@pytest.mark.store
def test_the_shared_cache_keeps_replaces_and_drops() -> None:
    cache = SharedCache("", {})

    cache.set("a", [1.5, 2])
    assert cache.get("a") == [1.5, 2]
    assert not cache.add("a", "other")
    assert cache.touch("a", 60)
    assert cache.delete("a")
    assert not cache.delete("a")
    assert cache.get("a", "none") == "none"
    assert not cache.touch("a")
    cache.set("b", "gone", timeout=-1)
    assert cache.get("b") is None
    assert cache.add("b", "new")
    cache.clear()
    assert Kept.objects.count() == 0


@pytest.mark.django_db
def test_a_process_takes_several_at_once_where_many_are_allowed(settings: Any) -> None:
    set_rate(settings, Allowance.API, 400)
    written = actions._written

    for _ in range(100):
        actions.spend(Allowance.API, "token", now=timezone.now())

    assert actions._written - written == 5


@pytest.mark.django_db
def test_near_the_limit_single_times_are_taken_and_who_waits_is_let_through(settings: Any) -> None:
    set_rate(settings, Allowance.API, 210, 60)
    now, passed = timezone.now(), 0
    with pytest.raises(TooOften) as refused:
        while passed < 1000:
            actions.spend(Allowance.API, "token", now=now)
            passed += 1

    later = now + timedelta(seconds=int(str(refused.value.params["seconds"])))
    actions.spend(Allowance.API, "token", now=later)

    assert passed == 210


@pytest.mark.django_db
def test_what_has_passed_is_dropped(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    set_rate(settings, Allowance.EXPORTS, 5)
    Kept.objects.create(digest="old", until=1.0)
    monkeypatch.setattr(actions, "SWEEP", 1)

    actions.spend(Allowance.EXPORTS, "somebody", now=timezone.now())

    assert not Kept.objects.filter(digest="old").exists()
