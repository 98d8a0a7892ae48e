"""No measure is approved without harm check, consultation and a review to come, whichever way somebody tries (R-17)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from corridor.core.access.codes import Event, Permission
from corridor.core.displacement.errors import ApprovalIncomplete, MeasureToCome, PlanSettled, SecondPersonMissing
from corridor.core.kernel.errors import NotPermitted
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.displacement import actions, queries
from corridor.web.desk.displacement.models import MeasureConsultation, MeasureReview, PlannedMeasure
from corridor.web.desk.reports.actions import file_reports
from tests import cast, make

pytestmark = pytest.mark.django_db

START = "/analysis/measures/"
SOON = (timezone.now() + timedelta(days=90)).date().isoformat()
TODAY = timezone.now().date().isoformat()
TO_COME = (timezone.now() + timedelta(days=60)).date().isoformat()
PLAN = {
    "name": "Closing the ford at Brinpost",
    "kind": "closure",
    "since": (timezone.now() + timedelta(days=30)).date().isoformat(),
    "until": "",
    "country": "XB",
    "route": "Northern crossing",
    "region": "",
    "basis": "Border act, section 12",
    "marking": "own-authority",
}
CHECK = {
    "act": "check",
    "lives": "Some will try the river at night, where it is deep.",
    "pushed_to": "The longer crossing in the south.",
    "community": "Farmers on both banks lose their way to the fields.",
    "livelihoods": "Ferrymen lose what they live on.",
    "mitigation": "A rescue post at the river, and a gate for farmers.",
    "review_on": SOON,
}
MEETING = {
    "act": "consult",
    "whom": "The council of Brinpost and the ferrymen",
    "on": "2021-03-14",
    "said": "They ask for a gate, and for a rescue post before the closing.",
    "unmet": "No pay for the ferrymen.",
}
REVIEW = {
    "act": "review",
    "found": "Landings moved south within two months.",
    "harm": ["displacement"],
    "verdict": "change",
    "next_on": SOON,
}


def planned(*parts: Mapping[str, object], **changed: str) -> str:
    """Plan a measure in the browser of an investigator, write some parts of it, and return its address."""
    browser = cast.client(cast.INVESTIGATOR_XA)
    answer = browser.post(f"{START}plan/", {**PLAN, **changed})
    assert answer.status_code == 302, answer.content.decode()
    address = str(answer["Location"])
    for part in parts:
        written = browser.post(address, part)
        assert written.status_code == 302, written.content.decode()
    return address


def uid_of(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


def row() -> PlannedMeasure:
    return PlannedMeasure.objects.get()


def approve(address: str, member: cast.Member = cast.ANALYST_XA) -> int:
    return cast.client(member).post(address, {"act": "approve"}).status_code


def test_a_measure_with_all_its_parts_is_approved_by_somebody_else_and_stands_in_the_register() -> None:
    address = planned(CHECK, MEETING)

    assert approve(address) == 302

    assert (row().approved_by, row().planned_by) == (cast.ANALYST_XA.handle, cast.INVESTIGATOR_XA.handle)
    page = cast.client(cast.ANALYST_XA).get(f"{START}{row().thing}/").content.decode()
    assert "Closing the ford at Brinpost" in page
    assert "approved after a harm check" in page
    entry = LedgerEntry.objects.get(event=Event.MEASURE_APPROVED)
    assert (entry.about, "ford" in entry.detail) == (uid_of(address), False)


@pytest.mark.parametrize("parts", [(), (CHECK,), (MEETING,)], ids=["nothing", "no consultation", "no harm check"])
def test_a_post_made_by_hand_approves_nothing_that_lacks_a_part(parts: tuple[Mapping[str, object], ...]) -> None:
    address = planned(*parts)

    assert "Approve</button>" not in cast.client(cast.ANALYST_XA).get(address).content.decode()
    assert approve(address) == 409
    assert (row().approved_by, row().thing) == ("", "")


def test_who_wrote_it_does_not_approve_it_in_whatever_function() -> None:
    address = planned(CHECK, MEETING)

    assert approve(address, cast.INVESTIGATOR_XA) == 403
    by = cast.officer(cast.INVESTIGATOR_XA)
    both = type(by)(
        **{
            **{name: getattr(by, name) for name in by.__dataclass_fields__},
            "permissions": by.permissions | {Permission.MEASURE_APPROVE},
        }
    )
    with pytest.raises(SecondPersonMissing):
        actions.approve(by=both, uid=uid_of(address), now=timezone.now())
    assert row().approved_by == ""


def test_who_wrote_only_the_consultation_does_not_approve_either() -> None:
    address = planned(CHECK)
    browser = cast.client(cast.ANALYST_XA)
    assert browser.post(address, MEETING).status_code == 302

    assert approve(address) == 403
    assert "somebody else approves it" in browser.get(address).content.decode()


def test_a_review_date_that_has_passed_is_not_taken_and_one_that_passes_meanwhile_approves_nothing() -> None:
    address = planned(MEETING)
    answer = cast.client(cast.INVESTIGATOR_XA).post(address, {**CHECK, "review_on": "2021-03-14"})
    assert answer.status_code == 422
    assert 'id="review_on-problem"' in answer.content.decode()
    assert cast.client(cast.INVESTIGATOR_XA).post(address, CHECK).status_code == 302

    later = timezone.now() + timedelta(days=91)
    with pytest.raises(ApprovalIncomplete) as refused:
        actions.approve(by=cast.officer(cast.ANALYST_XA), uid=uid_of(address), now=later)

    assert refused.value.params["missing"] == "review-date"


def test_a_consultation_that_was_withdrawn_does_not_count() -> None:
    address = planned(CHECK, MEETING)
    consultation = MeasureConsultation.objects.get().uid
    withdrawing = {"act": "withdraw", "consultation": consultation}
    assert cast.client(cast.INVESTIGATOR_XA).post(address, withdrawing).status_code == 302

    assert approve(address) == 409
    assert cast.client(cast.INVESTIGATOR_XA).post(address, withdrawing).status_code == 404


def test_a_consultation_withdrawn_after_the_approval_makes_the_review_due_at_once() -> None:
    address = planned(CHECK, MEETING)
    approve(address)
    withdrawing = {"act": "withdraw", "consultation": MeasureConsultation.objects.get().uid}
    cast.client(cast.INVESTIGATOR_XA).post(address, withdrawing)

    assert "review is due" in cast.client(cast.ANALYST_XA).get(START).content.decode()


def test_a_command_and_an_import_approve_nothing() -> None:
    address = planned(CHECK, MEETING)
    service = cast.officer(cast.Member(cast.SERVICE, "", "XA-POL", "import-officer", "strategic-analysis"))
    with pytest.raises(NotPermitted):
        actions.approve(by=service, uid=uid_of(address), now=timezone.now())

    made = make.file(
        cast.officer(cast.ANALYST_XA),
        make.draft(None, "Measure", name=PLAN["name"], measure_kind="closure", since=TODAY, identifier="XA-PLAN-1"),
    )

    assert (row().approved_by, row().thing) == ("", "")
    page = cast.client(cast.ANALYST_XA).get(f"{START}{made}/").content.decode()
    assert "no harm check (R-17)" in page
    assert "approved after a harm check" not in page


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("Measure", {"name": "Closing the bridge", "measure_kind": "closure", "since": TO_COME}),
        ("Measure", {"measure_kind": "closure", "since": ("2020-01-01", TO_COME[:7])}),
        ("Operation", {"name": "Operation Bridge", "period": TO_COME[:7]}),
    ],
    ids=["measure", "measure by its month", "operation"],
)
@pytest.mark.parametrize("is_invented", [False, True])
def test_a_report_of_one_officer_brings_no_measure_that_is_still_to_come(
    kind: str, said: dict[str, str], is_invented: bool
) -> None:
    by, things = cast.officer(cast.FIELD_OFFICER_XA), [make.incident(), make.draft(None, kind, country="XA", **said)]
    for filed in (things, [things[1]]):
        with pytest.raises(MeasureToCome):
            make.file(by, *filed, is_invented=is_invented)
    with pytest.raises(MeasureToCome):
        file_reports(by=by, filings=[make.filing(*things, marked=make.marking("public", "XA-POL"))], now=timezone.now())

    assert queries.measures_for(cast.officer(cast.ANALYST_XA)) == ()


def test_who_reads_no_plans_sees_that_the_harm_was_checked_and_others_that_they_may_not_read_it() -> None:
    address = planned(CHECK, MEETING, marking="public")
    approve(address)

    seen = {one: cast.client(one).get(START).content.decode() for one in (cast.FIELD_OFFICER_XA, cast.ANALYST_XB)}

    assert "approved after a harm check" in seen[cast.FIELD_OFFICER_XA]
    assert "no harm check that you may read" in seen[cast.ANALYST_XB]
    assert all("no harm check (R-17)" not in page for page in seen.values())


def test_a_measure_still_to_come_is_not_entered_past_the_harm_check() -> None:
    answer = cast.client(cast.ANALYST_XA).post(f"{START}new/", {**PLAN, "marking": "public"})

    assert answer.status_code == 422
    assert "is planned, with its harm check" in answer.content.decode()


@pytest.mark.store
def test_the_table_itself_takes_no_approval_by_the_same_person_or_without_a_review() -> None:
    planned()
    for fields in ({"approved_by": cast.INVESTIGATOR_XA.handle, "review_on": SOON}, {"approved_by": "somebody"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PlannedMeasure.objects.update(**fields)


def test_another_authority_finds_no_plan_and_who_neither_plans_nor_approves_sees_none() -> None:
    address = planned(CHECK, MEETING)

    for member in (cast.ANALYST_XB, cast.FIELD_OFFICER_XA, cast.STATISTICIAN_XA):
        browser = cast.client(member)
        assert browser.get(address).status_code == 404
        assert browser.post(address, {"act": "approve"}).status_code in (403, 404)
        assert "Brinpost" not in browser.get(START).content.decode()
    assert cast.client(cast.FIELD_OFFICER_XA).get(f"{START}plan/").status_code == 403


def test_what_was_approved_or_given_up_is_not_written_on_any_more() -> None:
    address = planned(CHECK, MEETING)
    approve(address)
    assert cast.client(cast.INVESTIGATOR_XA).post(address, CHECK).status_code == 409
    assert approve(address) == 409

    PlannedMeasure.objects.update(approved_by="", approved_at=None, given_up_at=timezone.now())
    with pytest.raises(PlanSettled):
        actions.approve(by=cast.officer(cast.ANALYST_XA), uid=uid_of(address), now=timezone.now())


def test_words_that_name_or_reach_a_person_are_not_taken() -> None:
    address = planned()

    answer = cast.client(cast.INVESTIGATOR_XA).post(address, {**MEETING, "whom": "Ring +000 555 0123456 in Brinpost"})

    assert answer.status_code == 422
    assert 'id="whom-problem"' in answer.content.decode()
    assert not MeasureConsultation.objects.exists()


def test_a_review_falls_due_and_its_result_says_what_harm_there_was() -> None:
    address = planned(CHECK, MEETING)
    browser = cast.client(cast.INVESTIGATOR_XA)
    assert browser.post(address, REVIEW).status_code == 409
    approve(address)
    PlannedMeasure.objects.update(review_on="2021-03-14")
    assert "review is due" in browser.get(START).content.decode()

    assert browser.post(address, {**REVIEW, "harm": []}).status_code == 422
    assert browser.post(address, REVIEW).status_code == 302

    assert "review is due" not in browser.get(START).content.decode()
    assert MeasureReview.objects.get().harm == ["displacement"]
    page = browser.get(address).content.decode()
    assert "Landings moved south" in page

    browser.post(address, {**REVIEW, "verdict": "end", "next_on": ""})
    assert queries.review_due(row()) is None


def test_a_plan_that_was_given_up_is_in_no_list() -> None:
    address = planned(CHECK)

    assert cast.client(cast.INVESTIGATOR_XA).post(address, {"act": "give-up"}).status_code == 302

    assert "Brinpost" not in cast.client(cast.INVESTIGATOR_XA).get(START).content.decode()


def test_methods_that_do_not_act_do_nothing() -> None:
    address = planned()

    assert cast.client(cast.ANALYST_XA).post(address, {"act": "publish"}).status_code == 405
    assert cast.client(cast.ANALYST_XA).put(address).status_code == 405
