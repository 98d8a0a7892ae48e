"""The pages of matching and of targets, as officers use them."""

from __future__ import annotations

from typing import Any

import pytest

from corridor.web.desk.matching import tasks
from corridor.web.desk.matching.models import MatchHit, MatchQuestion, MatchSet
from tests import cast
from tests import make as things
from tests.web.desk.matching import make

pytestmark = pytest.mark.django_db

ACTOR = "xa.analyst:analyst:operational-analysis"
START, SETS, TARGETS = "/matching/", "/own-sets/", "/targets/"


def asked_in_the_browser(*names: str, **changed: str) -> Any:
    browser = cast.client(cast.ANALYST_XB)
    typed = {
        "owner": make.OWNER,
        "case": make.CASE,
        "things": "\n".join(f"/things/{things.uid(name)}/" for name in names),
    }
    return browser.post(START, {**typed, **changed})


def test_an_owner_makes_a_set_and_an_asker_finds_a_hit_and_opens_a_request() -> None:
    make.held_by_owner(make.vessel("boat", name="Zephyr"))
    make.held_by_asker(make.vessel("ours", name="Mistral"))
    owner, asker = cast.client(cast.ANALYST_XA), cast.client(cast.ANALYST_XB)
    made = owner.post(f"{SETS}make/", {"authority": make.ASKER, "purpose": make.PURPOSE})
    assert (made.status_code, made["Location"]) == (302, f"{SETS}?making=yes")
    assert "The set is being made" in owner.get(made["Location"]).content.decode()
    tasks.make_set.call(make.ASKER, make.PURPOSE, ACTOR)

    answer = asked_in_the_browser("ours")

    assert answer.status_code == 302
    page = asker.get(answer["Location"]).content.decode()
    assert "9074729" in page
    assert "Mistral" in page
    assert "Zephyr" not in page
    reference = MatchHit.objects.get().reference
    assert reference in page
    assert f"/requests/new/?kind=information&amp;to={make.OWNER}&amp;case={make.CASE}" in page
    assert make.CASE in asker.get(START).content.decode()
    seen = owner.get(SETS).content.decode()
    assert make.ASKER in seen
    assert make.CASE not in seen
    assert "9074729" not in seen
    traced = owner.post(f"{SETS}trace/", {"authority": make.ASKER, "reference": reference}).content.decode()
    assert f"/things/{things.uid('boat')}/" in traced


def test_a_hit_is_judged_and_the_share_of_wrong_ones_is_told() -> None:
    make.held_by_owner(make.vessel("boat"))
    make.held_by_asker(make.vessel("ours"))
    make.set_made()
    uid = make.asked("ours")
    browser = cast.client(cast.ANALYST_XB)

    browser.post(f"{START}{uid}/judge/", {"hit": MatchHit.objects.get().pk, "judged": "wrong"})

    assert "Of 1 hit that was looked into, 1 was wrong." in browser.get(START).content.decode()
    assert browser.post(f"{START}{uid}/judge/", {"hit": "1e9", "judged": "wrong"}).status_code == 404
    assert browser.post(f"{START}{uid}/judge/", {"hit": MatchHit.objects.get().pk, "judged": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"case": "who is Tarn?"}, "case"),
        ({"things": "nothing"}, "things"),
        ({"owner": "XC-POL"}, "owner"),
        ({"owner": "XX"}, "owner"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_asked(changed: dict[str, str], field: str) -> None:
    make.held_by_asker(make.vessel("ours"))
    make.set_made()

    answer = asked_in_the_browser("ours", **changed)

    assert answer.status_code == 422
    assert f'id="{field}-problem"' in answer.content.decode()
    assert not MatchQuestion.objects.exists()


@pytest.mark.parametrize(
    ("member", "path", "status"),
    [
        (cast.ANALYST_XA, START, 200),
        (cast.ANALYST_XA, SETS, 200),
        (cast.INVESTIGATOR_XA, TARGETS, 200),
        (cast.INVESTIGATOR_XA, SETS, 403),
        (cast.FIELD_OFFICER_XA, START, 403),
        (cast.STATISTICIAN_XA, START, 403),
        (cast.OVERSEER_XA, SETS, 403),
        (cast.ADMINISTRATOR_XA, TARGETS, 403),
        (cast.CARRIER_XC, START, 403),
    ],
)
def test_each_page_opens_for_who_may_and_nobody_else(member: cast.Member, path: str, status: int) -> None:
    assert cast.client(member).get(path).status_code == status


def test_nobody_sees_the_question_of_somebody_else() -> None:
    make.held_by_owner(make.vessel("boat"))
    make.held_by_asker(make.vessel("ours"))
    make.set_made()
    uid = make.asked("ours")

    for member in (cast.ANALYST_XA, cast.INVESTIGATOR_XA, cast.ANALYST_XC):
        assert cast.client(member).get(f"{START}{uid}/").status_code == 404
    assert cast.client(cast.ANALYST_XB).get(f"{START}{'f' * 32}/").status_code == 404


def test_no_set_is_made_for_a_carrier_or_to_manage_borders() -> None:
    browser = cast.client(cast.ANALYST_XA)

    for authority, purpose in (("XC-CAR", make.PURPOSE), ("XZ-OUT", make.PURPOSE), (make.ASKER, "border-management")):
        assert browser.post(f"{SETS}make/", {"authority": authority, "purpose": purpose}).status_code == 422
    assert browser.get(f"{SETS}make/").status_code == 405
    assert not MatchSet.objects.exists()


def test_a_worker_makes_no_set_for_who_may_not_make_one_any_more() -> None:
    made = tasks.make_set.call(make.ASKER, make.PURPOSE, "xa.field:field-officer:border-management")

    assert made == "kernel.E02"
    assert tasks.make_set.call(make.ASKER, make.PURPOSE, "nobody:analyst:research") == "access.E10"
    assert not MatchSet.objects.exists()
