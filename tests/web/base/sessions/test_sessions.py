"""In which browsers one is signed in: listed without addresses, ended one by one or all, never revived."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.access.codes import Event
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.sessions import agents, queries
from corridor.web.base.sessions.models import SignedIn
from corridor.web.base.sessions.store import SessionStore, digest_of
from tests import cast

pytestmark = pytest.mark.django_db

CARD = f"/administration/officers/of/{cast.ANALYST_XA.handle}/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def proves(browser: Client) -> None:
    """Prove again who one is, as the pages ask before sensitive acts."""
    assert browser.post("/accounts/reauthenticate/", {"password": cast.PASSWORD}).status_code == 302


def uid_of(browser: Client) -> str:
    return str(browser.session[queries.UID])


def works(browser: Client) -> bool:
    return browser.get("/sessions/").status_code == 200


def test_the_list_tells_browser_and_time_and_no_address() -> None:
    browser = cast.client(cast.ANALYST_XA)
    SignedIn.objects.update(browser="Firefox", system="Linux")

    shown = browser.get("/sessions/", REMOTE_ADDR="192.0.2.77").content.decode()

    assert "Firefox · Linux" in shown
    assert "192.0.2.77" not in shown
    assert "192.0.2.77" not in str(list(SignedIn.objects.values_list()))


def test_the_list_shows_nobody_elses_sessions() -> None:
    mine, other = cast.client(cast.ANALYST_XA), cast.client(cast.ANALYST_XB)
    proves(mine)

    answer = mine.post(f"/sessions/{uid_of(other)}/end/")

    assert uid_of(other) not in mine.get("/sessions/").content.decode()
    assert answer.status_code == 404
    assert works(other)


def test_one_session_is_ended_from_another_and_that_is_an_act() -> None:
    mine, lost = cast.client(cast.ANALYST_XA), cast.client(cast.ANALYST_XA)
    ended = uid_of(lost)
    proves(mine)

    mine.post(f"/sessions/{ended}/end/")

    last = LedgerEntry.objects.order_by("position").last()
    assert last is not None
    assert (last.event, last.about) == (Event.SESSION_ENDED, ended)
    assert (works(mine), works(lost)) == (True, False)


def test_all_others_are_ended_at_once() -> None:
    mine, *others = (cast.client(cast.ANALYST_XA) for _ in range(4))
    proves(mine)

    mine.post("/sessions/others/end/")

    assert works(mine)
    assert not any(map(works, others))


def test_ending_sessions_asks_first_who_one_is() -> None:
    mine, other = cast.client(cast.ANALYST_XA), cast.client(cast.ANALYST_XA)

    answer = mine.post("/sessions/others/end/")

    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert works(other)


@pytest.mark.parametrize("page", ["/sessions/others/end/", "/sessions/0/end/"])
def test_a_session_is_not_ended_by_following_a_link(page: str) -> None:
    mine = cast.client(cast.ANALYST_XA)
    proves(mine)

    assert mine.get(page).status_code == 405


def test_a_session_idle_too_long_is_over_and_so_is_one_that_is_too_old() -> None:
    idle, old = cast.client(cast.ANALYST_XA), cast.client(cast.ANALYST_XB)
    now = timezone.now()
    SignedIn.objects.filter(uid=uid_of(idle)).update(used_at=now - queries.IDLE - timedelta(minutes=1))
    SignedIn.objects.filter(uid=uid_of(old)).update(began_at=now - queries.LONGEST - timedelta(minutes=1))

    assert idle.get("/")["Location"].startswith("/accounts/login/")
    assert old.get("/")["Location"].startswith("/accounts/login/")
    assert not works(idle)


def test_a_session_in_use_stays() -> None:
    browser = cast.client(cast.ANALYST_XA)
    before = timezone.now() - queries.IDLE + timedelta(minutes=1)
    SignedIn.objects.update(used_at=before)

    assert works(browser)
    assert SignedIn.objects.get(uid=uid_of(browser)).used_at > before + queries.TOUCH


def test_what_is_kept_of_a_session_opens_none() -> None:
    browser = cast.client(cast.ANALYST_XA)
    stored = [
        *Session.objects.values_list("session_key", flat=True),
        *SignedIn.objects.values_list("digest", flat=True),
    ]
    thief = Client()

    for key in stored:
        thief.cookies["corridor_desk_session"] = key
        assert not works(thief)
    assert browser.session.session_key not in stored
    assert digest_of(browser.session.session_key or "") in stored


def test_a_key_that_was_never_given_out_opens_nothing() -> None:
    assert SessionStore("a" * 32).load() == {}
    assert SessionStore(None).load() == {}


def test_signing_out_leaves_no_session_behind() -> None:
    browser = cast.client(cast.ANALYST_XA)
    key = browser.session.session_key or ""

    browser.post("/accounts/logout/")

    again = Client()
    again.cookies["corridor_desk_session"] = key
    assert not works(again)
    assert not SignedIn.objects.filter(officer_id=cast.account(cast.ANALYST_XA).pk).exists()


def test_signing_in_takes_another_key_than_the_visitor_had() -> None:
    browser = Client()
    browser.get("/accounts/login/")
    browser.session.save()
    before = browser.session.session_key

    browser.force_login(cast.account(cast.ANALYST_XA), backend="allauth.account.auth_backends.AuthenticationBackend")

    assert browser.session.session_key != before


@pytest.mark.parametrize("act", ["suspend", "leave", "invite", "sessions/end"])
def test_what_ends_rights_ends_sessions_at_once(act: str) -> None:
    lost, administrator = cast.client(cast.ANALYST_XA), cast.client(cast.ADMINISTRATOR_XA)

    answer = administrator.post(f"{CARD}{act}/", {"sure": "yes"})

    assert answer.status_code in (200, 302)
    assert not works(lost)
    assert queries.count_of(cast.account(cast.ANALYST_XA).pk, timezone.now()) == 0


def test_letting_somebody_sign_in_again_revives_no_session() -> None:
    lost, administrator = cast.client(cast.ANALYST_XA), cast.client(cast.ADMINISTRATOR_XA)
    administrator.post(f"{CARD}suspend/")

    administrator.post(f"{CARD}resume/")

    assert not works(lost)


def test_nobody_ends_the_own_sessions_as_administrator() -> None:
    own = cast.client(cast.ADMINISTRATOR_XA)

    answer = own.post(f"/administration/officers/of/{cast.ADMINISTRATOR_XA.handle}/sessions/end/")

    assert answer.status_code == 403


def test_choosing_another_password_ends_every_other_session() -> None:
    mine, other = cast.client(cast.ANALYST_XA), cast.client(cast.ANALYST_XA)
    chosen = "another horse and another staple"

    mine.post("/accounts/password/change/", {"oldpassword": cast.PASSWORD, "password1": chosen, "password2": chosen})

    assert (works(mine), works(other)) == (True, False)


def test_proving_again_who_one_is_changes_the_key_of_the_session() -> None:
    mine = cast.client(cast.ANALYST_XA)
    before = mine.session.session_key or ""

    proves(mine)

    thief = Client()
    thief.cookies["corridor_desk_session"] = before
    assert mine.session.session_key != before
    assert (works(mine), works(thief)) == (True, False)


@pytest.mark.store
def test_a_session_is_found_and_ended_on_every_engine() -> None:
    mine, lost = cast.client(cast.ANALYST_XA), cast.client(cast.ANALYST_XA)
    proves(mine)

    mine.post("/sessions/others/end/")

    assert (works(mine), works(lost)) == (True, False)


@pytest.mark.parametrize(
    ("agent", "kind"),
    [
        (FIREFOX, ("Firefox", "Linux")),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/156.0 Safari/537.36 Edg/156.0", ("Edge", "Windows")),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", ("Safari", "iOS")),
        ("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/156.0 Safari/537.36", ("Chrome", "Android")),
        ("curl/8", ("", "")),
    ],
)
def test_a_browser_is_named_by_its_kind(agent: str, kind: tuple[str, str]) -> None:
    assert agents.kind_of(agent) == kind


@given(st.text())
def test_whatever_a_browser_says_only_known_kinds_are_kept(agent: str) -> None:
    browser, system = agents.kind_of(agent)

    assert browser in {"", *(name for _, name in agents.BROWSERS)}
    assert system in {"", *(name for _, name in agents.SYSTEMS)}
