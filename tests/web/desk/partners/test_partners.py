"""What goes to a partner on a node: two people open, one closes, and a suspended partner gets nothing by any way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.core.partners.codes import Content, Finding, Ground
from corridor.core.partners.errors import (
    AboveCeiling,
    AssessmentCloses,
    BasisGone,
    CeilingIncomplete,
    PartnerSuspended,
    SecondPersonNeeded,
)
from corridor.web.base.doors import actions as doors
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.partners import actions, queries
from corridor.web.desk.partners.models import Assessment, Ceiling, Suspension
from tests import cast
from tests.web.desk.partners.world import PARTNER, PURPOSE, assessment, ceiling, lawyer, opened, second


def goes(*, is_personal: bool = True, kind: str = "release", later: timedelta = timedelta(0)) -> str:
    """Ask whether something may go to the partner."""
    today = (timezone.now() + later).date()
    return queries.check_may_go(PARTNER, purpose=PURPOSE, is_personal=is_personal, kind=kind, today=today)


def test_a_new_partner_gets_nothing_personal() -> None:
    assert goes(is_personal=False) == "none"
    with pytest.raises(AboveCeiling, match="ceiling-missing"):
        goes()


@pytest.mark.store
def test_two_people_a_basis_and_an_assessment_open_a_partner_for_persons_in_a_role() -> None:
    opened()

    assert goes() == "invented-agreement-xa-xb"
    told = LedgerEntry.objects.filter(event__in=[Event.CEILING_SIGNED, Event.ASSESSMENT_WRITTEN])
    assert [("LEG-7" in entry.detail, "HR-3" in entry.detail) for entry in told] == [(False, False)] * 2


def test_a_ceiling_that_one_person_signed_opens_nothing() -> None:
    now = timezone.now()
    uid = actions.sign_ceiling(by=lawyer(), partner=PARTNER, one=ceiling(), now=now)
    written = actions.write_assessment(by=lawyer(), partner=PARTNER, one=assessment(), now=now)

    with pytest.raises(SecondPersonNeeded):
        actions.confirm_ceiling(by=lawyer(), partner=PARTNER, uid=uid, now=now)
    with pytest.raises(SecondPersonNeeded):
        actions.confirm_assessment(by=lawyer(), partner=PARTNER, uid=written, now=now)
    with pytest.raises(AboveCeiling):
        goes()


def test_an_assessment_that_nobody_confirmed_does_not_put_its_review_off() -> None:
    opened()
    Assessment.objects.update(review_on=timezone.now().date())

    actions.write_assessment(by=lawyer(), partner=PARTNER, one=assessment(), now=timezone.now())

    with pytest.raises(AssessmentCloses, match="assessment-overdue"):
        goes()


def test_an_assessment_that_finds_a_serious_risk_closes_at_once_and_an_older_one_does_not_open_again() -> None:
    opened()
    now = timezone.now()
    older = actions.write_assessment(by=lawyer(), partner=PARTNER, one=assessment(), now=now)
    later = now + timedelta(seconds=1)
    actions.write_assessment(by=lawyer(), partner=PARTNER, one=assessment(Finding.SERIOUS_RISK), now=later)

    actions.confirm_assessment(by=second(), partner=PARTNER, uid=older, now=later + timedelta(seconds=1))

    with pytest.raises(AssessmentCloses, match="assessment-adverse"):
        goes()


def test_a_ceiling_opens_nothing_from_its_last_day_on() -> None:
    opened()

    assert goes(later=timedelta(days=99))
    with pytest.raises(AboveCeiling, match="ceiling-expired"):
        goes(later=timedelta(days=100))


def test_a_ceiling_whose_basis_is_not_in_force_is_neither_signed_nor_confirmed_nor_used() -> None:
    now = timezone.now()
    with pytest.raises(CeilingIncomplete, match="basis"):
        actions.sign_ceiling(by=lawyer(), partner=PARTNER, one=ceiling(basis="untoc"), now=now)
    uid = actions.sign_ceiling(by=lawyer(), partner=PARTNER, one=ceiling(), now=now)
    Ceiling.objects.filter(uid=uid).update(basis="invented-agreement-xb-xc")
    with pytest.raises(CeilingIncomplete, match="basis"):
        actions.confirm_ceiling(by=second(), partner=PARTNER, uid=uid, now=now)
    opened()
    Ceiling.objects.exclude(confirmed_by="").update(measure="extradition")

    with pytest.raises(BasisGone):
        goes()


def test_one_person_ends_a_ceiling_and_what_it_closed_stays_closed() -> None:
    now = timezone.now()
    uid = actions.sign_ceiling(by=lawyer(), partner=PARTNER, one=ceiling(contents=frozenset()), now=now)
    actions.confirm_ceiling(by=second(), partner=PARTNER, uid=uid, now=now)

    actions.end_ceiling(by=cast.officer(cast.OVERSEER_XA), partner=PARTNER, uid=uid, now=now)

    with pytest.raises(AboveCeiling, match="above-ceiling"):
        goes(is_personal=False)


def test_a_ceiling_that_was_put_aside_by_a_later_one_cannot_be_confirmed() -> None:
    now = timezone.now()
    wide = actions.sign_ceiling(by=lawyer(), partner=PARTNER, one=ceiling(), now=now)
    plain = frozenset((Content.NON_PERSONAL,))
    actions.sign_ceiling(by=lawyer(), partner=PARTNER, one=ceiling(contents=plain), now=now)

    with pytest.raises(NotFound):
        actions.confirm_ceiling(by=second(), partner=PARTNER, uid=wide, now=now)


@pytest.mark.parametrize("kind", ["release", "recall", "head", "card", "match-question", "answer", "alert"])
def test_a_suspended_partner_gets_nothing_of_any_kind(kind: str) -> None:
    opened()

    actions.suspend(
        by=cast.officer(cast.ADMINISTRATOR_XA), partner=PARTNER, ground=Ground.PRECAUTION, now=timezone.now()
    )

    with pytest.raises(PartnerSuspended):
        goes(kind=kind, is_personal=False)
    with pytest.raises(PartnerSuspended):
        queries.check_not_suspended(PARTNER)
    assert queries.suspended() == {PARTNER}


@pytest.mark.store
def test_two_people_lift_a_suspension_and_neither_alone() -> None:
    opened()
    now = timezone.now()
    actions.suspend(by=lawyer(), partner=PARTNER, ground=Ground.MISUSE, now=now)
    with pytest.raises(NotFound):
        actions.resume(by=second(), partner=PARTNER, now=now)
    actions.ask_to_resume(by=lawyer(), partner=PARTNER, now=now)
    with pytest.raises(SecondPersonNeeded):
        actions.resume(by=lawyer(), partner=PARTNER, now=now)

    actions.resume(by=second(), partner=PARTNER, now=now)

    assert goes() == "invented-agreement-xa-xb"
    assert Suspension.objects.get().lifted_by == cast.INVESTIGATOR_XA.handle


def test_suspending_again_voids_what_was_asked_to_lift_it() -> None:
    now = timezone.now()
    actions.suspend(by=lawyer(), partner=PARTNER, ground=Ground.MISUSE, now=now)
    actions.ask_to_resume(by=lawyer(), partner=PARTNER, now=now)

    actions.suspend(by=cast.officer(cast.OVERSEER_XA), partner=PARTNER, ground=Ground.ILL_TREATMENT, now=now)

    with pytest.raises(NotFound):
        actions.resume(by=second(), partner=PARTNER, now=now)
    assert queries.is_suspended(PARTNER)


def test_a_node_whose_card_is_closed_or_unknown_is_no_partner() -> None:
    opened()
    doors.close_door(by=cast.officer(cast.ADMINISTRATOR_XA), code=PARTNER, now=timezone.now())

    with pytest.raises(NotFound):
        goes(is_personal=False)
    with pytest.raises(NotFound):
        actions.sign_ceiling(by=lawyer(), partner="XC-NONE", one=ceiling(), now=timezone.now())


def test_who_only_reads_partners_changes_nothing() -> None:
    by, now = cast.officer(cast.ANALYST_XA), timezone.now()

    assert queries.partner_for(by, PARTNER, today=now.date()).card.code == PARTNER
    with pytest.raises(NotPermitted):
        actions.sign_ceiling(by=by, partner=PARTNER, one=ceiling(), now=now)
    with pytest.raises(NotPermitted):
        actions.suspend(by=by, partner=PARTNER, ground=Ground.PRECAUTION, now=now)
    with pytest.raises(NotPermitted):
        actions.resume(by=by, partner=PARTNER, now=now)
    with pytest.raises(NotPermitted):
        actions.confirm_ceiling(by=by, partner=PARTNER, uid="0" * 32, now=now)
