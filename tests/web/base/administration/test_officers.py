"""Officers come, change duties, are suspended, return and leave; administrators see accounts and never content."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.web.base.accounts import models
from corridor.web.base.accounts import queries as people
from corridor.web.base.administration import actions
from corridor.web.base.ledger.models import LedgerEntry
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.store]

START = "/administration/"
NEW = "/administration/officers/new/"
CARD = f"/administration/officers/of/{cast.ANALYST_XA.handle}/"
GOOD = {"handle": "xa.tern", "name": "Tern Hallow", "authority": "XA-POL", "duties": ["analyst:operational-analysis"]}
PAGES = (START, NEW, CARD, "/administration/authorities/", "/administration/rules/")


@pytest.fixture
def administrator() -> Client:
    """Return the browser of the node's administrator."""
    return cast.client(cast.ADMINISTRATOR_XA)


def last() -> LedgerEntry:
    """Return the last entry of the ledger."""
    found = LedgerEntry.objects.order_by("position").last()
    assert found is not None
    return found


def handed_over(answer: object) -> str:
    """Return the password that a page shows."""
    found = re.search(r'class="secret"[^>]*>([^<]+)<', answer.content.decode())  # type: ignore[attr-defined]
    assert found
    return found.group(1)


@pytest.mark.parametrize("page", PAGES)
def test_an_administrator_sees_each_page(administrator: Client, page: str) -> None:
    assert administrator.get(page).status_code == 200


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("member", [cast.ANALYST_XA, cast.OVERSEER_XA, cast.OUTSIDER], ids=lambda one: one.function)
def test_nobody_else_does(member: cast.Member, page: str) -> None:
    assert cast.client(member).get(page).status_code == 403


@pytest.mark.parametrize("act", ["duties", "suspend", "resume", "invite", "leave"])
def test_nobody_else_acts_on_an_officer_and_no_act_answers_a_get(administrator: Client, act: str) -> None:
    answers = [
        cast.client(member).post(f"{CARD}{act}/", {"sure": "yes"}) for member in (cast.ANALYST_XA, cast.OUTSIDER)
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert administrator.get(f"{CARD}{act}/").status_code == 405


def test_an_officer_is_added_with_a_password_that_is_only_good_for_choosing_another(administrator: Client) -> None:
    password = handed_over(administrator.post(NEW, GOOD))

    entry = last()
    assert (entry.event, entry.about) == (Event.OFFICER_ADDED, "xa.tern")
    assert password not in entry.detail
    assert "Hallow" not in entry.detail
    browser = Client()
    browser.post("/accounts/login/", {"login": "xa.tern", "password": password})
    assert browser.get("/imports/")["Location"] == "/accounts/password/change/"


def test_the_first_sign_in_leads_from_the_handed_over_password_to_the_codes_without_asking_again(
    administrator: Client,
) -> None:
    password = handed_over(administrator.post(NEW, GOOD))
    browser = Client()
    browser.post("/accounts/login/", {"login": "xa.tern", "password": password})
    change = "/accounts/password/change/"

    same = browser.post(change, {"oldpassword": password, "password1": password, "password2": password})
    changed = browser.post(
        change, {"oldpassword": password, "password1": "quiet harbour stone", "password2": "quiet harbour stone"}
    )

    assert same.status_code == 200
    assert (changed.status_code, changed["Location"]) == (302, "/")
    assert browser.get("/")["Location"] == "/accounts/2fa/"
    assert browser.get("/accounts/2fa/totp/activate/").status_code == 200
    assert people.account_of("xa.tern").invited_until is None  # type: ignore[union-attr]


def test_somebody_signed_in_long_ago_is_asked_for_the_password_before_the_second_factor() -> None:
    browser = Client()
    browser.post("/accounts/login/", {"login": cast.WITHOUT_SECOND_FACTOR.handle, "password": cast.PASSWORD})
    session = browser.session
    session["account_authentication_methods"] = [
        {**one, "at": one["at"] - 3600} for one in session["account_authentication_methods"]
    ]
    session.save()

    answer = browser.get("/accounts/2fa/totp/activate/")

    assert answer["Location"].startswith("/accounts/reauthenticate/")


def test_an_invitation_ends(administrator: Client) -> None:
    password = handed_over(administrator.post(NEW, GOOD))
    signed_in = Client()
    signed_in.post("/accounts/login/", {"login": "xa.tern", "password": password})
    models.Officer.objects.filter(handle="xa.tern").update(invited_until=timezone.now() - timedelta(seconds=1))

    late = Client().post("/accounts/login/", {"login": "xa.tern", "password": password})

    assert late["Location"] == "/accounts/inactive/"
    assert signed_in.get("/accounts/password/change/")["Location"] == "/accounts/inactive/"
    assert signed_in.get("/accounts/password/change/")["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("handle", "Tern Hallow!"),
        ("handle", "-tern"),
        ("handle", cast.ANALYST_XA.handle),
        ("name", ""),
        ("name", "Tern \u202eHallow"),
        ("name", "T" * 121),
        ("authority", "XX-NONE"),
        ("duties", []),
        ("duties", ["analyst:nonsense"]),
        ("duties", ["administrator:administration", "analyst:operational-analysis"]),
    ],
)
def test_what_is_wrong_is_said_at_its_field(administrator: Client, field: str, value: object) -> None:
    before = models.Officer.objects.count()

    answer = administrator.post(NEW, {**GOOD, field: value})

    assert answer.status_code == 422
    assert [problem.field for problem in answer.context["page"].problems] == [field]
    assert models.Officer.objects.count() == before


def test_a_suspended_officer_is_out_at_once_and_comes_back_with_the_same_duties(administrator: Client) -> None:
    browser = cast.client(cast.ANALYST_XA)
    assert browser.get("/").status_code == 200
    duties = people.duties_of(cast.account(cast.ANALYST_XA))

    administrator.post(f"{CARD}suspend/")

    assert browser.get("/")["Location"].startswith("/accounts/login/")
    assert people.account_of(cast.ANALYST_XA.handle) is None
    with pytest.raises(people.ActorUnknown):
        people.duty_named(cast.ANALYST_XA.handle)
    administrator.post(f"{CARD}resume/")
    assert last().event == Event.OFFICER_RESUMED
    assert people.duties_of(cast.account(cast.ANALYST_XA)) == duties


def test_a_duty_taken_away_ends_at_once(administrator: Client) -> None:
    browser = cast.client(cast.ANALYST_XA)

    administrator.post(f"{CARD}duties/", {"duties": ["statistician:research"]})

    assert browser.get("/")["Location"].startswith("/purpose/")
    assert [(one.function, one.purpose) for one in people.duties_of(cast.account(cast.ANALYST_XA))] == [
        ("statistician", "research")
    ]
    assert last().event == Event.OFFICER_CHANGED


def test_a_leaver_loses_every_right_and_stays_the_author(administrator: Client) -> None:
    administrator.post(f"{CARD}leave/", {})
    still = people.account_of(cast.ANALYST_XA.handle)

    administrator.post(f"{CARD}leave/", {"sure": "yes"})

    assert still is not None
    gone = cast.account(cast.ANALYST_XA)
    assert (gone.is_active, gone.has_usable_password(), gone.grants.count()) == (False, False, 0)
    assert administrator.post(NEW, {**GOOD, "handle": cast.ANALYST_XA.handle}).status_code == 422
    assert administrator.post(f"{CARD}resume/").status_code == 409


def test_a_new_invitation_ends_sessions_and_takes_the_second_factor_back(administrator: Client) -> None:
    from allauth.mfa.utils import is_mfa_enabled

    browser = cast.client(cast.ANALYST_XA)

    password = handed_over(administrator.post(f"{CARD}invite/"))

    account = cast.account(cast.ANALYST_XA)
    assert browser.get("/")["Location"].startswith("/accounts/login/")
    assert account.check_password(password)
    assert not is_mfa_enabled(account)


@pytest.mark.parametrize("act", ["duties", "suspend", "resume", "invite", "leave"])
def test_nobody_administers_the_own_account(administrator: Client, act: str) -> None:
    own = f"/administration/officers/of/{cast.ADMINISTRATOR_XA.handle}/{act}/"

    answer = administrator.post(own, {"sure": "yes", "duties": ["overseer:oversight"]})

    assert answer.status_code == 403
    assert last().event == Event.ACT_REFUSED
    assert people.account_of(cast.ADMINISTRATOR_XA.handle) is not None


def test_an_administrator_cannot_be_given_a_function_with_content(administrator: Client) -> None:
    other = cast.account(cast.OVERSEER_XA)
    both = ["administrator:administration", "investigator:prevention"]

    answer = administrator.post(f"/administration/officers/of/{other.handle}/duties/", {"duties": both})

    assert answer.status_code == 422
    assert [one.function for one in people.duties_of(other)] == ["overseer"]


def test_an_administrator_of_a_guest_looks_after_the_own_authority_alone() -> None:
    cast.grant(cast.ANALYST_XB, "administrator", "administration")
    guest = cast.client(cast.ANALYST_XB, function="administrator")

    shown = guest.get(START).content.decode()
    added = guest.post(NEW, GOOD)

    assert cast.ANALYST_XB.handle in shown
    assert cast.ANALYST_XA.handle not in shown
    assert guest.get(CARD).status_code == guest.get("/administration/officers/of/nobody/").status_code == 404
    assert guest.post(f"{CARD}suspend/").status_code == 404
    assert [problem.field for problem in added.context["page"].problems] == ["authority"]


def test_the_nodes_own_service_is_nobodys_to_change(administrator: Client) -> None:
    assert cast.SERVICE not in administrator.get(START).content.decode()
    assert administrator.post(f"/administration/officers/of/{cast.SERVICE}/suspend/").status_code == 404


def test_looking_at_a_card_is_written_to_the_ledger(administrator: Client) -> None:
    administrator.get(CARD)

    assert (last().event, last().about) == (Event.PAGE_READ, f"officer {cast.ANALYST_XA.handle}")


def test_officers_are_found_by_handle_or_name_page_by_page(administrator: Client) -> None:
    by = cast.officer(cast.ADMINISTRATOR_XA)
    for number in range(60):
        actions.add_officer(
            by=by,
            handle=f"xa.many{number:02}",
            name=f"Many {number}",
            authority="XA-POL",
            duties=(("overseer", "oversight"),),
            now=timezone.now(),
        )

    first = administrator.get(f"{START}?words=many").context["page"]
    second = administrator.get(first.pagination.next_url).context["page"]
    absurd = administrator.get(f"{START}?words=many&page=99999").context["page"]

    assert [row.handle for row in (*first.rows, *second.rows)] == [f"xa.many{n:02}" for n in range(60)]
    assert absurd.rows == second.rows


def test_a_new_invitation_silences_the_tokens_of_a_lost_account(administrator: Client) -> None:
    from corridor.web.base.tokens import actions as tokens
    from corridor.web.base.tokens.queries import TokenRefused

    now = timezone.now()
    secret = tokens.make_token(by=cast.officer(cast.ANALYST_XA), name="sync", days=30, now=now).secret
    tokens.speak(secret, now=now)

    administrator.post(f"{CARD}invite/")

    with pytest.raises(TokenRefused):
        tokens.speak(secret, now=now)


def test_content_changes_nothing_on_these_pages(administrator: Client) -> None:
    from tests import make

    def shown() -> list[str]:
        pages = [administrator.get(page).content.decode() for page in PAGES]
        return [re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page) for page in pages]

    by = cast.officer(cast.INVESTIGATOR_XA)
    before = shown()

    make.file(by, make.incident("wreck"))

    assert shown() == before


def test_the_command_adds_an_officer_as_the_page_does(capsys: pytest.CaptureFixture[str]) -> None:
    import argparse

    from corridor.core.access.errors import AccountMalformed, DutiesJoined
    from corridor.web.commands import shared as commands

    def asked(handle: str, *duties: str) -> argparse.Namespace:
        return argparse.Namespace(handle=handle, name="Tern", authority="XB-BRD", duty=list(duties), actor="")

    told = commands.officer(asked("xb.tern", "overseer:oversight"))

    account = cast.account("xb.tern")
    assert account.check_password(told["password"])
    assert (account.authority.code, account.invited_until is None) == ("XB-BRD", False)
    with pytest.raises(AccountMalformed):
        commands.officer(asked("xb.tern", "overseer:oversight"))
    with pytest.raises(DutiesJoined):
        commands.officer(asked("xb.both", "administrator:administration", "analyst:research"))
