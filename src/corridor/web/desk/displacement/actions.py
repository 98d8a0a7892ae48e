"""Writes of measures: enter, plan, check for harm, consult, approve, review, assess. The ledger has codes, no words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from corridor import shelf
from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.displacement.codes import Verdict
from corridor.core.displacement.errors import MeasureToCome, NotReady, PlanIncomplete, PlanSettled
from corridor.core.displacement.records import Consultation, HarmCheck, Plan, Review
from corridor.core.displacement.rules.harm import (
    Problems,
    check_approval,
    consultation_problems,
    harm_problems,
    is_review_date,
    plan_problems,
    review_problems,
)
from corridor.core.entities.records import Claim, Draft
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import Uid, is_uid
from corridor.web.base import identity
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.desk.displacement import queries
from corridor.web.desk.displacement.basis import KIND
from corridor.web.desk.displacement.models import (
    KeptAssessment,
    MeasureConsultation,
    MeasureHarmCheck,
    MeasureReview,
    PlannedMeasure,
)
from corridor.web.desk.imports.queries import marking_chosen
from corridor.web.desk.reports.actions import Filing, save_filing
from corridor.web.desk.reports.screening import findings_in
from corridor.web.desk.series import worked
from corridor.web.desk.series.models import Worked
from corridor.web.desk.series.resting import end_of_kept

WEB = re.compile(r"https?://[^\s<>\"]{4,190}")

# --- what has to be corrected ----------------------------------------------------------------------------------------


def problems_of_plan(plan: Plan) -> Problems:
    """Return what must be corrected about a measure; its words name nobody."""
    found = plan_problems(plan, kinds=kinds(), countries=shelf.countries().by_code)
    return found + personal({name: getattr(plan, name) for name in ("name", "route", "region", "basis")})


def problems_of_check(check: HarmCheck, review_on: date | None, plan: PlannedMeasure, *, today: date) -> Problems:
    """Return what must be corrected about a harm check and the day of the first review."""
    found = harm_problems(check) + personal(asdict(check))
    return found if is_review_date(review_on, since=plan.since, today=today) else (*found, ("review_on", "no-day"))


def problems_of_consultation(one: Consultation, *, today: date) -> Problems:
    """Return what must be corrected about a consultation."""
    said = {"whom": one.whom, "said": one.said, "unmet": one.unmet}
    return consultation_problems(one, today=today) + personal(said)


def problems_of_review(review: Review, *, today: date) -> Problems:
    """Return what must be corrected about a review."""
    return review_problems(review, harms=harms(), today=today) + personal({"found": review.found})


def personal(texts: Mapping[str, str]) -> Problems:
    """Return the fields whose words seem to name or reach a person."""
    return tuple((name, "personal") for name, text in texts.items() if text and findings_in(text))


def kinds() -> tuple[str, ...]:
    """Return the codes in force of the kinds of measures."""
    return _codes("measure_kind")


def harms() -> tuple[str, ...]:
    """Return the codes in force of harm to migrants."""
    return _codes("harm_to_migrants")


def _codes(prop: str) -> tuple[str, ...]:
    vocabulary = shelf.registry().vocabulary_of(prop)
    return () if vocabulary is None else tuple(term.code for term in vocabulary.current())


def _check(problems: Problems) -> None:
    if problems:
        raise PlanIncomplete(field=problems[0][0])


# --- the register ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Entry:
    """A measure that has been taken: what it is, the harm that is told of it, and where it was published."""

    plan: Plan
    preset: str
    harm: tuple[str, ...] = ()
    url: str = ""
    is_invented: bool = False


def enter(*, by: Officer, entry: Entry, now: datetime) -> str:
    """Enter a measure that has been taken, by whomever, and return its identifier.

    Raises:
        NotPermitted: The officer's function does not file reports.
        MeasureToCome: It is still to come: then it is planned, with its harm check.
        PlanIncomplete: A field must be corrected.
        DraftsRefused: A safeguard speaks against it.
    """
    check_permission(by, Permission.REPORT_FILE)
    thing = str(identity.uid())
    with act(Event.MEASURE_ENTERED, by=by, now=now, about=thing):
        _check(problems_of_entry(entry))
        if entry.plan.since > now.date().isoformat():
            raise MeasureToCome
        _file(by, entry, thing, by.handle, now, is_approved=False)
    return thing


def problems_of_entry(entry: Entry) -> Problems:
    """Return what must be corrected about a measure that is entered."""
    found = problems_of_plan(entry.plan)
    if not set(entry.harm) <= set(harms()) or ("none-found" in entry.harm and len(entry.harm) > 1):
        found += (("harm", "unknown"),)
    if entry.url and not WEB.fullmatch(entry.url):
        found += (("url", "unknown"),)
    return found


def _file(by: Officer, entry: Entry, thing: str, author: str, now: datetime, *, is_approved: bool) -> None:
    """File a measure as a report of its own, under its marking."""
    plan = entry.plan
    said = {
        "name": plan.name,
        "measure_kind": plan.kind,
        "since": plan.since,
        "until": plan.until,
        "country": plan.country,
        "route": plan.route,
        "region": plan.region,
        "summary": plan.basis,
        "url": entry.url,
    }
    claims = [Claim(prop, value) for prop, value in said.items() if value]
    claims += [Claim("harm_to_migrants", code) for code in entry.harm]
    filing = Filing(
        ref=f"{by.reader.authority}-MSR-{now.year}-{identity.uid()[:8].upper()}",
        filed_on=now.date().isoformat(),
        marking=marking_chosen(by, entry.preset),
        grade="",
        drafts=[Draft(Uid(thing), "Measure", tuple(claims))],
        is_invented=entry.is_invented,
        author=author,
    )
    save_filing(by=by, filing=filing, now=now, is_approved=is_approved)


# --- plans -----------------------------------------------------------------------------------------------------------


def plan_measure(*, by: Officer, plan: Plan, preset: str, now: datetime) -> str:
    """Plan a measure of the own authority and return the identifier of the plan; nothing is filed yet.

    Raises:
        NotPermitted: The function plans no measures.
        PlanIncomplete: A field must be corrected.
    """
    check_permission(by, Permission.MEASURE_PLAN)
    uid = str(identity.uid())
    with act(Event.MEASURE_PLANNED, by=by, now=now, about=uid, kind=plan.kind if plan.kind in kinds() else ""):
        _check(problems_of_plan(plan))
        marking_chosen(by, preset)
        PlannedMeasure.objects.create(
            uid=uid,
            authority=by.reader.authority,
            preset=preset,
            planned_by=by.handle,
            planned_at=now,
            **asdict(plan),
        )
    return uid


def check_harm(*, by: Officer, uid: str, check: HarmCheck, review_on: date | None, now: datetime) -> None:
    """File the harm check of a plan, with the day on which the measure is looked at again; the last one counts.

    Raises:
        NotFound: The own authority has no such plan.
        PlanSettled: It was approved or given up.
        PlanIncomplete: A field must be corrected.
    """
    plan = _open_plan(by, uid)
    with act(Event.MEASURE_CHECKED, by=by, now=now, about=uid):
        _check(problems_of_check(check, review_on, plan, today=now.date()))
        MeasureHarmCheck.objects.create(plan=plan, by=by.handle, at=now, **asdict(check))
        _move(plan, review_on=review_on)


def consult(*, by: Officer, uid: str, one: Consultation, now: datetime) -> None:
    """Write down a consultation of the community about a plan.

    Raises:
        NotFound: The own authority has no such plan.
        PlanSettled: It was approved or given up.
        PlanIncomplete: A field must be corrected.
    """
    plan = _open_plan(by, uid)
    with act(Event.MEASURE_CONSULTED, by=by, now=now, about=uid):
        _check(problems_of_consultation(one, today=now.date()))
        MeasureConsultation.objects.create(uid=str(identity.uid()), plan=plan, by=by.handle, at=now, **asdict(one))


def withdraw_consultation(*, by: Officer, uid: str, consultation: str, now: datetime) -> None:
    """Withdraw a consultation that was written down; a plan without another is not approved, an approved one is due.

    Raises:
        NotFound: The own authority has no such plan, or it has no such consultation that stands.
    """
    check_permission(by, Permission.MEASURE_PLAN)
    plan = queries.plan_for(by, uid)
    with act(Event.MEASURE_CONSULTATION_WITHDRAWN, by=by, now=now, about=uid):
        rows = plan.consultations.filter(uid=consultation, withdrawn_at=None) if is_uid(consultation) else None
        if rows is None or not rows.update(withdrawn_by=by.handle, withdrawn_at=now):
            raise NotFound(kind="consultation")


def approve(*, by: Officer, uid: str, now: datetime) -> str:
    """Approve a plan that somebody else wrote; it is filed as a measure, whose identifier is returned.

    Raises:
        NotPermitted: The function approves no measures.
        NotFound: The own authority has no such plan.
        PlanSettled: It was approved or given up.
        SecondPersonMissing: The officer wrote a part of it.
        ApprovalIncomplete: The harm check, a consultation that stands, or a day of review to come is missing.
    Source: R-17
    """
    check_permission(by, Permission.MEASURE_APPROVE)
    with act(Event.MEASURE_APPROVED, by=by, now=now, about=uid):
        plan = _plan_to_settle(by, uid)
        missing = queries.missing_of(plan, today=now.date())
        check_approval(missing, by=by.handle, writers=queries.writers_of(plan))
        thing = str(identity.uid())
        _file(by, Entry(plan_of(plan), plan.preset), thing, plan.planned_by, now, is_approved=True)
        _move(plan, approved_by=by.handle, approved_at=now, thing=thing)
    return thing


def give_up(*, by: Officer, uid: str, now: datetime) -> None:
    """Give a plan up that nobody has approved."""
    plan = _open_plan(by, uid)
    with act(Event.MEASURE_GIVEN_UP, by=by, now=now, about=uid):
        _move(plan, given_up_by=by.handle, given_up_at=now)


def review(*, by: Officer, uid: str, review: Review, now: datetime) -> None:
    """Write down what came of looking again at an approved measure.

    Raises:
        NotFound: The own authority has no such plan.
        PlanSettled: It was not approved.
        PlanIncomplete: A field must be corrected.
    """
    check_permission(by, Permission.MEASURE_PLAN)
    plan = queries.plan_for(by, uid)
    with act(Event.MEASURE_REVIEWED, by=by, now=now, about=uid, verdict=review.verdict or "", harm=_listed(review)):
        if plan.approved_at is None:
            raise PlanSettled(state=state_of(plan))
        _check(problems_of_review(review, today=now.date()))
        MeasureReview.objects.create(
            plan=plan,
            found=review.found,
            harm=sorted(review.harm),
            verdict=str(review.verdict),
            next_on=None if review.verdict is Verdict.END else review.next_on,
            by=by.handle,
            at=now,
        )


def _listed(review: Review) -> str:
    return ",".join(sorted(set(review.harm) & set(harms())))


def plan_of(row: PlannedMeasure) -> Plan:
    """Return what is planned."""
    return Plan(row.name, row.kind, row.since, row.until, row.country, row.route, row.region, row.basis)


def state_of(row: PlannedMeasure) -> str:
    """Return where a plan stands: `planned`, `approved` or `given-up`."""
    if row.given_up_at is not None:
        return "given-up"
    return "planned" if row.approved_at is None else "approved"


def _open_plan(by: Officer, uid: str) -> PlannedMeasure:
    check_permission(by, Permission.MEASURE_PLAN)
    return _plan_to_settle(by, uid)


def _plan_to_settle(by: Officer, uid: str) -> PlannedMeasure:
    plan = queries.plan_for(by, uid)
    if (state := state_of(plan)) != "planned":
        raise PlanSettled(state=state)
    return plan


def _move(plan: PlannedMeasure, **fields: object) -> None:
    """Let a plan go on, unless somebody else settled it meanwhile."""
    rows = PlannedMeasure.objects.filter(pk=plan.pk, approved_at=None, given_up_at=None)
    if not rows.update(**fields):
        raise PlanSettled(state="settled")


# --- assessments -----------------------------------------------------------------------------------------------------


def ask(*, by: Officer, inputs: Mapping[str, Any], now: datetime) -> Worked:
    """Have an assessment worked out."""
    return worked.ask(KIND, inputs, by=by, now=now)


@dataclass(frozen=True)
class Assessment:
    """An assessment to keep: of which measure, the choice of areas, what it rests on, and its marks and loads."""

    thing: str
    chosen: Mapping[str, Any]
    inputs: Mapping[str, Any]
    marks: frozenset[int]
    loads: tuple[int, ...]


def keep(*, by: Officer, assessment: Assessment, now: datetime) -> str:
    """Keep an assessment that has been worked out, with everything it rests on; return its identifier.

    Raises:
        NotReady: It has not been worked out.
    """
    check_permission(by, Permission.PICTURE_READ)
    check_permission(by, Permission.REPORT_FILE)
    uid = str(identity.uid())
    with act(Event.MEASURE_ASSESSMENT_KEPT, by=by, now=now, about=assessment.thing, assessment=uid):
        row = worked.found(KIND, assessment.inputs)
        if row is None or row.state != Worked.State.DONE:
            raise NotReady
        KeptAssessment.objects.create(
            uid=uid,
            thing=assessment.thing,
            authority=by.reader.authority,
            chosen=dict(assessment.chosen),
            shown=dict(assessment.inputs),
            answer=row.answer,
            marks=sorted(assessment.marks),
            loads=list(assessment.loads),
            by=by.handle,
            at=now,
            until=end_of_kept(assessment.marks, last=now.date(), now=now),
        )
    return uid


def erase_over(now: datetime) -> int:
    """Erase the kept assessments whose term is over; return how many."""
    gone = list(KeptAssessment.objects.filter(until__lte=now.date()).values_list("pk", flat=True))
    if gone:
        with turn.write():
            KeptAssessment.objects.filter(pk__in=gone).delete()
    return len(gone)
