"""Lays the forms of measures and the page of a plan out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.displacement.codes import Verdict
from corridor.web.base.marks.presets import presets
from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.design.shown import day
from corridor.web.desk.displacement import queries, wording
from corridor.web.desk.displacement.actions import state_of
from corridor.web.desk.displacement.models import MeasureHarmCheck, PlannedMeasure
from corridor.web.desk.displacement.presenting import plan_row, when_of
from corridor.web.desk.pages.displacement import (
    CheckPart,
    ConsultationPart,
    Fact,
    MeasureForm,
    PlanPage,
    Question,
    ReviewPart,
)
from corridor.web.desk.statements.presenting import country_label

USUAL, USUAL_PLAN = "public", "own-authority"
FIELDS = ("name", "since", "until", "route", "region", "basis", "url")
Problems = tuple[FormProblem, ...]


def measure_form(typed: QueryDict, problems: Problems, language: str, *, is_plan: bool) -> MeasureForm:
    """Return the form of a measure, filled as it was sent."""
    countries = sorted((country_label(code, language), code) for code in shelf.countries().by_code)
    chosen = typed.get("marking", USUAL_PLAN if is_plan else USUAL)
    return MeasureForm(
        action=reverse("desk:measure-plan" if is_plan else "desk:measure-new"),
        is_plan=is_plan,
        values={name: typed.get(name, "")[:200] for name in FIELDS},
        kinds=_terms("measure_kind", {typed.get("kind", "")}, language),
        countries=tuple(Choice(code, label, code == typed.get("country", "")) for label, code in countries),
        harms=_terms("harm_to_migrants", set(typed.getlist("harm")), language),
        markings=tuple(
            Choice(name, preset.labels[language], name == chosen)
            for name, preset in presets().items()
            if not preset.needs_recipients
        ),
        problems=problems,
    )


def _terms(prop: str, chosen: Collection[str], language: str) -> tuple[Choice, ...]:
    vocabulary = shelf.registry().vocabulary_of(prop)
    terms = () if vocabulary is None else vocabulary.current()
    return tuple(Choice(term.code, term.labels[language], term.code in chosen) for term in terms)


def plan_page(
    officer: Officer, plan: PlannedMeasure, typed: QueryDict, problems: Problems, today: date, language: str
) -> PlanPage:
    """Return one plan with its parts, what is missing, and what this officer may do with it."""
    state = state_of(plan)
    due = queries.review_due(plan)
    checks = list(plan.checks.order_by("at", "pk"))
    may_plan = Permission.MEASURE_PLAN in officer.permissions
    missing = queries.missing_of(plan, today=today) if state == "planned" else ()
    sent = typed.get("act", "")
    return PlanPage(
        title=plan.name,
        state=plan_row(plan, today, language).state,
        facts=_facts(plan, language),
        missing=tuple(map(wording.part_label, missing)),
        check=_check_part(checks[-1], language) if checks else None,
        earlier_checks=max(0, len(checks) - 1),
        consultations=tuple(
            ConsultationPart(
                uid=one.uid,
                whom=one.whom,
                on=day(one.on.isoformat(), language),
                said=one.said,
                unmet=one.unmet,
                by=one.by,
                withdrawn=day(one.withdrawn_at.date().isoformat(), language) if one.withdrawn_at else "",
            )
            for one in queries.consultations_of(plan)
        ),
        review_on=day(plan.review_on.isoformat(), language) if plan.review_on else "",
        due=day(due.isoformat(), language) if due else "",
        is_due=due is not None and due <= today,
        reviews=_reviews(plan, language),
        measure_url=reverse("desk:measure", args=[plan.thing]) if plan.thing else "",
        action=reverse("desk:measure-planned", args=[plan.uid]),
        checking=_questions(checking_questions(), typed if sent == "check" else None, problems, _said_before(checks)),
        consulting=_questions(consulting_questions(), typed if sent == "consult" else None, problems, {}),
        reviewing=_questions(reviewing_questions(), typed if sent == "review" else None, problems, {}),
        values={name: typed.get(name, "")[:10] for name in ("review_on", "on", "next_on")},
        harms=_terms("harm_to_migrants", set(typed.getlist("harm")), language),
        verdicts=tuple(Choice(one.value, wording.verdict_label(one), one == typed.get("verdict")) for one in Verdict),
        may_write=may_plan and state == "planned",
        may_approve=Permission.MEASURE_APPROVE in officer.permissions and state == "planned" and not missing,
        is_own=officer.handle in queries.writers_of(plan),
        may_review=may_plan and state == "approved",
        problems=problems,
    )


def _facts(plan: PlannedMeasure, language: str) -> tuple[Fact, ...]:
    kinds = shelf.registry().vocabulary_of("measure_kind")
    kind = kinds.terms.get(plan.kind) if kinds is not None else None
    where = [plan.route, plan.region, country_label(plan.country, language) if plan.country else ""]
    told = {
        gettext("Kind"): plan.kind if kind is None else kind.labels[language],
        gettext("When"): when_of(plan.since, plan.until, language),
        gettext("Where"): ", ".join(filter(None, where)),
        gettext("Legal basis"): plan.basis,
        gettext("Planned by"): plan.planned_by,
        gettext("Approved by"): plan.approved_by,
        gettext("Given up by"): plan.given_up_by,
    }
    return tuple(Fact(label, (Link(value, ""),)) for label, value in told.items() if value)


def _check_part(check: MeasureHarmCheck, language: str) -> CheckPart:
    answers = tuple((label, str(getattr(check, name))) for name, (label, _) in checking_questions().items())
    return CheckPart(answers, check.by, day(check.at.date().isoformat(), language))


def _reviews(plan: PlannedMeasure, language: str) -> tuple[ReviewPart, ...]:
    harms = {choice.value: choice.label for choice in _terms("harm_to_migrants", (), language)}
    return tuple(
        ReviewPart(
            at=day(one.at.date().isoformat(), language),
            by=one.by,
            found=one.found,
            harm=", ".join(harms.get(code, code) for code in one.harm),
            verdict=wording.verdict_label(Verdict(one.verdict)),
            next_on=day(one.next_on.isoformat(), language) if one.next_on else "",
        )
        for one in plan.reviews.order_by("at", "pk")
    )


# --- questions -------------------------------------------------------------------------------------------------------


def checking_questions() -> dict[str, tuple[str, str]]:
    """Return the questions, each with its label and a hint."""
    return {
        "lives": (gettext("Lives at risk"), gettext("Who may die or be hurt because of it, and how?")),
        "pushed_to": (
            gettext("Where people may be pushed to"),
            gettext("Which longer, more dangerous or more hidden ways are left to them?"),
        ),
        "community": (
            gettext("The community"),
            gettext("What does it do to people who live along the route, and to their trust in authorities?"),
        ),
        "livelihoods": (gettext("Livelihoods"), gettext("Who loses an income, and what takes its place?")),
        "mitigation": (
            gettext("What is done about it"),
            gettext("Rescue, information, lawful ways, support: what is ready before the measure begins?"),
        ),
    }


def consulting_questions() -> dict[str, tuple[str, str]]:
    """Return the questions, each with its label and a hint."""
    return {
        "whom": (gettext("With whom"), gettext("Groups and offices, never the names of people.")),
        "said": (gettext("What was said"), ""),
        "unmet": (gettext("Objections that remain unmet"), gettext("Say so where there are none.")),
    }


def reviewing_questions() -> dict[str, tuple[str, str]]:
    """Return the questions, each with its label and a hint."""
    return {"found": (gettext("What was found"), gettext("What came of the measure, wanted and unwanted?"))}


def _questions(
    asked: Mapping[str, tuple[str, str]], typed: QueryDict | None, problems: Problems, known: Mapping[str, str]
) -> tuple[Question, ...]:
    wrong = {one.field: one.message for one in problems} if typed is not None else {}
    return tuple(
        Question(name, label, hint, known.get(name, "") if typed is None else typed.get(name, ""), wrong.get(name, ""))
        for name, (label, hint) in asked.items()
    )


def _said_before(checks: Sequence[MeasureHarmCheck]) -> dict[str, str]:
    """Return what the last harm check says, so that another begins with it."""
    return {name: str(getattr(checks[-1], name)) for name in checking_questions()} if checks else {}
