"""The pool and the national desk: what all may read, and what an agency lets its State pass on."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from corridor.core.centre.errors import PassingRefused
from corridor.core.kernel.errors import NotFound
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts.models import Authority
from corridor.web.desk.centre import carrying, pool, proposing
from corridor.web.desk.centre.models import Proposal
from corridor.web.desk.lines.models import Posted
from tests import cast, make
from tests.web.desk.lines.far import Far
from tests.web.desk.retention import aging

pytestmark = pytest.mark.django_db

NATIONAL = cast.Member("xa.national", "Hanno Brecht", "XA-NAT", "analyst", "operational-analysis")


def pooled(member: cast.Member) -> list[str]:
    return [one.thing for one in pool.pool_for(cast.officer(member))]


def test_the_pool_holds_what_every_member_may_read_and_nothing_that_one_may_not() -> None:
    by = cast.officer(cast.ANALYST_XA)
    shared = make.file(by, marked=make.marking("partners"))
    make.file(by, marked=make.marking("own-authority"))
    make.file(by, marked=make.marking("law-enforcement", "XA-POL", "XB-BRD"))

    assert pooled(cast.ANALYST_XA) == pooled(cast.ANALYST_XB) == [shared]


def test_the_pool_is_laid_out_by_authority_with_the_newest_first() -> None:
    first = make.file(cast.officer(cast.ANALYST_XA), marked=make.marking("partners"))
    second = make.file(cast.officer(cast.ANALYST_XB), marked=make.marking("partners", "XB-BRD"))

    assert pooled(cast.ANALYST_XC) == [second, first]
    page = cast.client(cast.ANALYST_XC).get("/centre/pool/").content.decode()
    assert page.index("Border Guard of XB") > page.index("Node of XA")


def test_who_may_not_read_an_item_for_this_purpose_does_not_find_it_in_the_pool() -> None:
    make.file(cast.officer(cast.ANALYST_XA), marked=make.marking("partners"))

    assert pooled(cast.OUTSIDER) == []


@pytest.fixture
def national() -> cast.Member:
    """Found the national desk of XA on the node, with an analyst."""
    accounts.add_authority(code="XA-NAT", name="National desk of XA", country="XA", kind="police")
    account = accounts.add_officer(
        handle=NATIONAL.handle,
        display_name=NATIONAL.name,
        authority=Authority.objects.get(code="XA-NAT"),
        duties=[(NATIONAL.function, NATIONAL.purpose)],
        password=cast.PASSWORD,
    )
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": "NONENONENONENONE"})
    codes = {"seed": "none", "used_mask": 0, "viewed_at": 1}
    Authenticator.objects.create(user=account, type=Authenticator.Type.RECOVERY_CODES, data=codes)
    return NATIONAL


def inbox(member: cast.Member) -> list[pool.Pooled]:
    return list(pool.inbox_for(cast.officer(member)))


def may_go(member: cast.Member, *to: str) -> list[bool]:
    return [one.may_go for one in pool.passing_for(cast.officer(member), inbox(member), to)]


def test_a_national_desk_sees_what_agencies_of_its_own_state_released_to_it(national: cast.Member) -> None:
    by = cast.officer(cast.ANALYST_XA)
    released = make.file(by, marked=make.marking("law-enforcement", "XA-POL", "XA-NAT"))
    make.file(by, marked=make.marking("own-authority"))
    make.file(cast.officer(cast.ANALYST_XB), marked=make.marking("law-enforcement", "XB-BRD", "XA-NAT"))

    assert [one.thing for one in inbox(national)] == [released]


def test_a_report_whose_term_is_over_is_in_no_inbox_though_another_tells_of_the_same_thing(
    national: cast.Member,
) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.file(by, make.incident("a"), marked=make.marking("law-enforcement", "XA-POL", "XA-NAT"), ref="R-1")
    aging.age_all(aging.THREE_YEARS)
    make.file(by, make.incident("a"), marked=make.marking("public"), ref="R-2")

    assert len(inbox(national)) == 1


def test_what_an_agency_kept_from_an_authority_abroad_does_not_reach_it_through_its_state(
    national: cast.Member,
) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.file(by, marked=make.marking("law-enforcement", "XA-POL", "XA-NAT", "XC-POL"))

    assert may_go(national, "XC-POL") == [True]
    assert may_go(national, "XB-BRD") == [False]
    assert may_go(national, "XC-POL", "XB-BRD") == [False]


def test_an_agency_is_named_abroad_after_it_said_so_and_not_any_more_after_it_took_that_back(
    national: cast.Member,
) -> None:
    make.file(cast.officer(cast.ANALYST_XA), marked=make.marking("law-enforcement", "XA-POL", "XA-NAT", "XC-POL"))

    def source() -> str:
        return pool.passing_for(cast.officer(national), inbox(national), ["XC-POL"])[0].source

    sources = [source()]
    for answer in ("yes", "no"):
        cast.client(cast.ANALYST_XA).post("/centre/national/named/", {"named": answer})
        sources.append(source())
    assert sources == ["XA-NAT", "XA-POL", "XA-NAT"]


def test_the_page_of_the_national_desk_says_what_may_go_where(national: cast.Member) -> None:
    make.file(cast.officer(cast.ANALYST_XA), marked=make.marking("law-enforcement", "XA-POL", "XA-NAT", "XC-POL"))
    browser = cast.client(national)

    assert "choose where it is to go" in browser.get("/centre/national/").content.decode()
    assert "may not go" in browser.get("/centre/national/?to=XB-BRD").content.decode()
    assert browser.get("/centre/national/?to=XX-NONE").status_code == 200
    assert cast.client(cast.FIELD_OFFICER_XA).get("/centre/national/").status_code == 403


@pytest.fixture
def far(national: cast.Member) -> Far:
    """Know the node of an authority of XD."""
    return Far().introduce()


def proposed(national: cast.Member, far: Far) -> str:
    """Let the national desk propose an agency's report for release to the far authority; return the proposal."""
    marked = make.marking("law-enforcement", "XA-POL", "XA-NAT", far.authority)
    make.file(cast.officer(cast.ANALYST_XA), marked=marked, grade="europol-4x4:B2")
    loads = [one.load for one in inbox(national)]
    proposing.propose(by=cast.officer(national), loads=loads, to=[far.authority], now=timezone.now())
    return Proposal.objects.get().uid


def test_a_national_desk_proposes_and_the_agency_releases_its_own(national: cast.Member, far: Far) -> None:
    uid = proposed(national, far)
    assert not Posted.objects.filter(kind="release").exists()

    answer = cast.client(cast.ANALYST_XA).post(f"/centre/national/{uid}/decide/", {"decision": "release"})

    assert answer.status_code == 302
    assert [(one.originator, one.partner) for one in Posted.objects.filter(kind="release")] == [("XA-POL", far.code)]
    assert Proposal.objects.get().state == "released"


def test_what_an_agency_declines_does_not_leave(national: cast.Member, far: Far) -> None:
    uid = proposed(national, far)

    cast.client(cast.ANALYST_XA).post(f"/centre/national/{uid}/decide/", {"decision": "decline"})

    assert Proposal.objects.get().state == "declined"
    assert not Posted.objects.filter(kind="release").exists()


def test_nobody_but_the_agency_decides_about_its_report(national: cast.Member, far: Far) -> None:
    uid = proposed(national, far)

    for member in (national, cast.ANALYST_XB):
        answer = cast.client(member).post(f"/centre/national/{uid}/decide/", {"decision": "release"})
        assert answer.status_code == 404
    assert Proposal.objects.get().state == "waiting"


def test_a_national_desk_proposes_nothing_that_an_agency_kept_from_the_authority_abroad(
    national: cast.Member, far: Far
) -> None:
    make.file(cast.officer(cast.ANALYST_XA), marked=make.marking("law-enforcement", "XA-POL", "XA-NAT"))
    loads = [one.load for one in inbox(national)]

    with pytest.raises(PassingRefused):
        proposing.propose(by=cast.officer(national), loads=loads, to=[far.authority], now=timezone.now())
    with pytest.raises(NotFound):
        proposing.propose(by=cast.officer(national), loads=["f" * 32], to=[far.authority], now=timezone.now())
    assert not Proposal.objects.exists()


def test_a_joint_centre_is_no_agency_of_the_state_in_which_it_stands(national: cast.Member) -> None:
    accounts.add_authority(code="INT-JRC", name="Joint centre", country="XA", kind="joint-centre")

    assert pool.agencies_of("XA-NAT") == ("XA-POL",)
    assert pool.agencies_of("INT-JRC") == ()
    assert "INT-JRC" in carrying.abroad("XA-NAT")
