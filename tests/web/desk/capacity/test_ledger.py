"""Needs, offers and pledges on a node: two officers, one count, and no delivery without both checks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from corridor.core.capacity.codes import Block, Result, Stage, Worth
from corridor.core.capacity.errors import (
    CapacityIncomplete,
    NotDelivered,
    NotNow,
    NotYours,
    SecondOfficerNeeded,
)
from corridor.core.commitments.levels import Level
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.web.desk.capacity import actions, delivering, queries
from corridor.web.desk.capacity.models import CapacityCheck, CapacityHandOver
from corridor.web.desk.partners.models import Suspension
from tests import cast
from tests.web.desk.capacity.told import (
    DAY,
    END_USE,
    NEED,
    NOW,
    OFFER,
    PLEDGE,
    RIGHTS,
    as_,
    checked,
    handed,
    officer,
    pledged,
)

pytestmark = pytest.mark.django_db

XA, FOCAL_XA, XB, FOCAL_XB = cast.RAPPORTEUR_XA, cast.FOCAL_XA, cast.RAPPORTEUR_XB, cast.FOCAL_XB


def stage(member: cast.Member = cast.ANALYST_XA) -> list[Stage]:
    found = queries.needs_for(officer(member), today=DAY, wanted=queries.Wanted())
    return [one.stage for one in found]


@pytest.mark.store
def test_a_need_goes_from_posted_to_evaluated_and_each_step_can_be_undone() -> None:
    need = actions.post(by=officer(XB), said=NEED, now=NOW)
    assert stage() == [Stage.POSTED]
    offer = actions.post(by=officer(XA), said=OFFER, now=NOW)
    (proposed,) = queries.proposals_for(officer(XB), queries.post_for(officer(XB), need))
    assert proposed[0].row.uid == offer
    assert stage() == [Stage.POSTED]
    actions.match(by=officer(XA), need=need, offer=offer, now=NOW)
    assert stage() == [Stage.OFFERED]
    actions.end_match(by=officer(XA), need=need, offer=offer, now=NOW)
    assert stage() == [Stage.POSTED]
    pledge = pledged(need=need)
    assert stage() == [Stage.PLEDGED]
    part = handed(pledge)
    assert stage() == [Stage.HANDED_OVER]
    checked(pledge, part)
    delivering.deliver(by=officer(FOCAL_XA), pledge=pledge, uid=part, now=NOW)
    assert stage() == [Stage.DELIVERED]
    said = delivering.Judged(6, Worth.PARTLY, "Six of ten are in use.")
    delivering.evaluate(by=officer(XB), pledge=pledge, said=said, now=NOW)
    assert stage() == [Stage.EVALUATED]
    delivering.unmark(by=officer(FOCAL_XA), pledge=pledge, uid=part, now=NOW)
    assert stage() == [Stage.HANDED_OVER]
    delivering.take_back(by=officer(XA), pledge=pledge, uid=part, now=NOW)
    actions.withdraw_pledge(by=officer(FOCAL_XA), uid=pledge, now=NOW)
    actions.withdraw_post(by=officer(XB), uid=need, now=NOW)
    assert stage() == []


def test_each_sees_what_is_meant_for_it() -> None:
    own = actions.post(by=officer(XB), said=replace(NEED, level=Level.OWN), now=NOW)
    draft = actions.pledge(by=officer(XA), said=PLEDGE, now=NOW)

    assert [one.row.uid for one in queries.posts_for(officer(XB))] == [own]
    assert queries.posts_for(officer(XA)) == ()
    with pytest.raises(NotFound):
        queries.post_for(officer(XA), own)
    assert queries.pledges_for(officer(cast.ANALYST_XA), today=DAY) == ()
    with pytest.raises(NotFound):
        queries.pledge_for(officer(XB), draft, today=DAY)
    with pytest.raises(NotPermitted):
        actions.post(by=officer(cast.ANALYST_XA), said=NEED, now=NOW)


def test_a_pledge_counts_once_a_second_officer_of_the_same_authority_confirmed_it() -> None:
    uid = actions.pledge(by=officer(XA), said=PLEDGE, now=NOW)

    assert queries.totals_of(queries.pledges_for(officer(XA), today=DAY)) == ()
    with pytest.raises(SecondOfficerNeeded):
        actions.confirm(by=as_(XA.handle, FOCAL_XA), uid=uid, now=NOW)
    with pytest.raises(NotFound):
        actions.confirm(by=officer(FOCAL_XB), uid=uid, now=NOW)
    actions.confirm(by=officer(FOCAL_XA), uid=uid, now=NOW)
    with pytest.raises(NotNow):
        actions.confirm(by=officer(FOCAL_XA), uid=uid, now=NOW)
    assert spans(XB) == [(10, 10, 1)]


def twice_reported() -> tuple[str, str]:
    mine = pledged(replace(PLEDGE, donors=("XA-POL", "XC-POL")))
    said = replace(PLEDGE, donors=("XA-POL", "XC-POL"), title="Rafts of ours and XA")
    theirs = actions.pledge(by=officer(cast.RAPPORTEUR_XC), said=said, now=NOW)
    focal = replace(officer(cast.RAPPORTEUR_XC), handle="xc.focal", permissions=officer(FOCAL_XA).permissions)
    actions.confirm(by=focal, uid=theirs, now=NOW)
    return mine, theirs


def spans(member: cast.Member = cast.ANALYST_XA) -> list[tuple[int, int, int]]:
    found = queries.totals_of(queries.pledges_for(officer(member), today=DAY))
    return [(int(one.low), int(one.high), one.pledges) for one in found]


@pytest.mark.store
def test_what_two_donors_report_counts_once_when_the_receiver_says_so_and_can_be_undone() -> None:
    mine, theirs = twice_reported()

    assert spans() == [(10, 20, 2)]
    with pytest.raises(NotPermitted):
        actions.judge(by=officer(XB), one=mine, other=theirs, is_same=True, now=NOW)
    actions.judge(by=officer(FOCAL_XA), one=mine, other=theirs, is_same=True, now=NOW)
    assert spans() == [(10, 20, 2)]
    actions.judge(by=officer(FOCAL_XA), one=mine, other=theirs, is_same=None, now=NOW)
    actions.judge(by=officer(FOCAL_XB), one=theirs, other=mine, is_same=True, now=NOW)
    assert spans() == [(10, 10, 1)]
    actions.judge(by=officer(FOCAL_XB), one=mine, other=theirs, is_same=None, now=NOW)
    assert spans() == [(10, 20, 2)]


def test_what_was_handed_over_without_checks_is_never_delivered() -> None:
    pledge = pledged()
    part = handed(pledge)

    with pytest.raises(NotDelivered) as refused:
        delivering.deliver(by=officer(FOCAL_XA), pledge=pledge, uid=part, now=NOW)
    assert refused.value.params["blocks"] == "end-use-missing, rights-missing"
    CapacityHandOver.objects.filter(uid=part).update(marked_by="xa.focal", marked_at=timezone.now())
    assert queries.pledge_for(officer(XB), pledge, today=DAY).stage is Stage.HANDED_OVER


def test_one_officer_never_makes_both_checks_nor_the_receiver_its_own() -> None:
    pledge = pledged()
    part = handed(pledge)
    delivering.check(by=officer(XA), pledge=pledge, uid=part, said=END_USE, now=NOW)

    with pytest.raises(CapacityIncomplete):
        delivering.check(by=as_(XA.handle, FOCAL_XA), pledge=pledge, uid=part, said=RIGHTS, now=NOW)
    with pytest.raises(NotYours):
        delivering.check(by=officer(FOCAL_XB), pledge=pledge, uid=part, said=RIGHTS, now=NOW)
    row = CapacityHandOver.objects.get(uid=part)
    CapacityCheck.objects.create(
        hand_over=row,
        what="rights",
        authority="XA-POL",
        by=XA.handle,
        on=DAY,
        at=NOW,
        words="-",
        result="acceptable",
        again_on=DAY + timedelta(days=9),
    )
    with pytest.raises(NotDelivered) as refused:
        delivering.deliver(by=officer(FOCAL_XA), pledge=pledge, uid=part, now=NOW)
    assert refused.value.params["blocks"] == Block.SAME_PERSON


def test_a_check_of_one_part_says_nothing_of_another_and_not_of_another_pledge() -> None:
    pledge, other = pledged(), pledged(replace(PLEDGE, title="Ten more"))
    first, second = handed(pledge, 4), handed(pledge, 6)
    checked(pledge, first)

    with pytest.raises(NotDelivered):
        delivering.deliver(by=officer(FOCAL_XA), pledge=pledge, uid=second, now=NOW)
    with pytest.raises(NotFound):
        delivering.deliver(by=officer(FOCAL_XA), pledge=other, uid=first, now=NOW)
    with pytest.raises(CapacityIncomplete):
        handed(pledge, 1)
    delivering.deliver(by=officer(FOCAL_XA), pledge=pledge, uid=first, now=NOW)


def test_an_adverse_check_or_one_past_its_term_takes_the_delivery_back() -> None:
    pledge = pledged()
    part = handed(pledge)
    checked(pledge, part)
    delivering.deliver(by=officer(FOCAL_XA), pledge=pledge, uid=part, now=NOW)
    later = DAY + timedelta(days=180)

    assert queries.pledge_for(officer(XB), pledge, today=later).stage is Stage.HANDED_OVER
    adverse = replace(RIGHTS, result=Result.ADVERSE)
    delivering.check(by=officer(FOCAL_XA), pledge=pledge, uid=part, said=adverse, now=NOW)
    (shown,) = queries.pledge_for(officer(XB), pledge, today=DAY).handed
    assert shown.standing.blocks == (Block.RIGHTS_ADVERSE,)


def test_nothing_is_delivered_to_a_suspended_partner() -> None:
    pledge = pledged()
    part = handed(pledge)
    checked(pledge, part)
    Suspension.objects.create(uid="a" * 32, partner="XB-BRD", ground="ill-treatment", by="xa.lawyer", at=NOW)

    with pytest.raises(NotDelivered) as refused:
        delivering.deliver(by=officer(FOCAL_XA), pledge=pledge, uid=part, now=NOW)
    assert refused.value.params["blocks"] == Block.PARTNER_SUSPENDED


def test_who_wrote_a_hand_over_does_not_mark_it_and_only_the_receiver_evaluates() -> None:
    pledge = pledged()
    part = handed(pledge)
    checked(pledge, part)

    with pytest.raises(SecondOfficerNeeded):
        delivering.deliver(by=as_(XA.handle, FOCAL_XA), pledge=pledge, uid=part, now=NOW)
    with pytest.raises(NotYours):
        said = delivering.Judged(6, Worth.AS_INTENDED, "All is well.")
        delivering.evaluate(by=officer(XA), pledge=pledge, said=said, now=NOW)
    with pytest.raises(CapacityIncomplete):
        tomorrow = DAY + timedelta(days=1)
        delivering.hand_over(by=officer(XA), pledge=pledge, amount=Decimal(1), on=tomorrow, now=NOW)


def test_words_that_name_somebody_are_refused_and_nothing_is_kept() -> None:
    with pytest.raises(CapacityIncomplete) as refused:
        actions.post(by=officer(XB), said=replace(NEED, words="Call +33 6 12 34 56 78"), now=NOW)
    assert refused.value.params["fields"] == "words names-somebody"
    assert queries.posts_for(officer(XB)) == ()


TABLE = """kind,pillar,corridor,title,amount,unit,currency,level,forums,words,until,items
training,response,,Course,20,places,,public,,,2099-01-01,
training,response,,Course,20,places,,public,,,2099-01-01,
bribes,response,,Course,many,places,,public,,,01/02/2099,
equipment,nowhere,,Boats,2,places,EUR,public,,,,no-such-item
"""


@pytest.mark.store
def test_a_table_keeps_good_rows_refuses_each_bad_one_with_its_line_and_nothing_comes_twice() -> None:
    found = actions.bring(by=officer(XB), text=TABLE, is_pledges=False, now=NOW)
    again = actions.bring(by=officer(XB), text=TABLE, is_pledges=False, now=NOW)

    assert (found.kept, [one.line for one in found.refused]) == (1, [3, 4, 5])
    assert dict(found.refused[0].problems) == {"title": "doubled"}
    assert {"kind", "until"} <= {field for field, _ in found.refused[1].problems}
    assert again.kept == 0
    assert len(queries.posts_for(officer(XB))) == 1


def test_pledges_of_a_table_count_only_when_confirmed() -> None:
    columns = "kind,pillar,corridor,title,amount,unit,currency,level,forums,donors,receiver,since,until,reference"
    row = "money,protection,,Shelter,5000,money,EUR,public,,XA-POL,XB-BRD,2026-01-01,2026-12-31,XM-DAC-1"
    found = actions.bring(by=officer(XA), text=f"{columns}\n{row}\n", is_pledges=True, now=NOW)

    assert found.kept == 1
    assert spans(XA) == []


@pytest.mark.parametrize("member", [XA, XB])
def test_an_adverse_finding_does_not_go_away_with_its_hand_over(member: cast.Member) -> None:
    pledge = pledged()
    part = handed(pledge)
    adverse = replace(RIGHTS, result=Result.ADVERSE)
    delivering.check(by=officer(FOCAL_XA), pledge=pledge, uid=part, said=adverse, now=NOW)

    with pytest.raises(NotNow):
        delivering.take_back(by=officer(member), pledge=pledge, uid=part, now=NOW)
    assert CapacityHandOver.objects.get(uid=part).taken_back_at is None
