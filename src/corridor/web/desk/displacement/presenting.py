"""Lays the register of measures and the page of one measure out."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.displacement.codes import Lack
from corridor.core.displacement.rules.alike import likeness
from corridor.core.displacement.rules.windows import window_for
from corridor.web.design.pieces import Choice, Link
from corridor.web.design.punctuation import in_a_row, joined
from corridor.web.design.shown import day, isolated
from corridor.web.desk.displacement import outcomes, queries, wording
from corridor.web.desk.displacement.actions import state_of
from corridor.web.desk.displacement.areas import Areas, Chosen, address_of, key_of
from corridor.web.desk.displacement.basis import LookedAt
from corridor.web.desk.displacement.models import KeptAssessment, PlannedMeasure
from corridor.web.desk.displacement.queries import Known
from corridor.web.desk.pages.displacement import (
    AreaChoice,
    ChoosingForm,
    Fact,
    KeptPage,
    KeptRow,
    MeasurePage,
    MeasureRow,
    MeasuresPage,
    PlanRow,
)
from corridor.web.desk.pages.imports import State
from corridor.web.desk.series.models import Worked
from corridor.web.desk.statements.presenting import country_label, kind_label

SHOWN = 200
"""So many measures are listed on a page; the rest is found by searching."""

FACTS = ("measure_kind", "operation_kind", "since", "until", "period", "country", "region", "route", "border_type")
REFS = ("taken_by", "led_by", "taking_part", "place", "crossing", "operation")


def measures_page(officer: Officer, found: tuple[Known, ...], today: date, language: str) -> MeasuresPage:
    """Return the register: what stands in it for the reader, and what the own authority plans."""
    may_read_plans = queries.may_read_plans(officer)
    return MeasuresPage(
        rows=tuple(_row(one, today, language) for one in found[:SHOWN]),
        plans=tuple(plan_row(plan, today, language) for plan in queries.plans_for(officer)),
        shows_plans=may_read_plans,
        new_url=reverse("desk:measure-new") if Permission.REPORT_FILE in officer.permissions else "",
        plan_url=reverse("desk:measure-plan") if Permission.MEASURE_PLAN in officer.permissions else "",
        more=max(0, len(found) - SHOWN),
    )


def _row(one: Known, today: date, language: str) -> MeasureRow:
    refs = [title for prop in ("place", "crossing") for title, _ in one.refs.get(prop, ())]
    countries = [country_label(code, language) for code in one.said.get("country", ())]
    where = [*one.said.get("route", ()), *refs, *one.said.get("region", ()), *countries]
    return MeasureRow(
        url=reverse("desk:measure", args=[one.uid]),
        name=title_of(one, language),
        kinds=_coded(one, "measure_kind", "operation_kind", language=language),
        where=joined(dict.fromkeys(where), language),
        when=when_of(one.since, one.until, language),
        sources=joined(one.sources, language),
        states=states_of(one, today),
    )


def title_of(one: Known, language: str) -> str:
    """Return what a measure is called: its name, else its kind."""
    return one.first("name") or _coded(one, "measure_kind", language=language) or kind_label("Measure", language)


def when_of(since: str, until: str, language: str) -> str:
    """Return from when to when a measure stands."""
    if not since:
        return gettext("nobody says when")
    if not until or until == since:
        return gettext("since %(day)s") % {"day": day(since, language)} if not until else day(since, language)
    return gettext("%(since)s to %(until)s") % {"since": day(since, language), "until": day(until, language)}


def states_of(one: Known, today: date) -> tuple[State, ...]:
    """Return what is to be known of a measure at a glance."""
    found = []
    if one.is_invented:
        found.append(State("invented", gettext("invented"), "neutral"))
    if one.is_incomplete(today):
        found.append(State("incomplete", gettext("incomplete: harm to migrants is not told"), "attention"))
    if one.plan is not None:
        found.append(_plan_state(one.plan, today))
    elif one.is_checked:
        found.append(State("approved", gettext("approved after a harm check"), "good"))
    elif one.is_own and not one.is_operation:
        found.append(State("unchecked", gettext("no harm check (R-17)"), "attention"))
    elif not one.is_operation:
        found.append(State("unchecked", gettext("no harm check that you may read"), "neutral"))
    return tuple(found)


def _plan_state(plan: PlannedMeasure, today: date) -> State:
    if state_of(plan) == "given-up":
        return State("given-up", gettext("given up"), "neutral")
    due = queries.review_due(plan)
    if plan.approved_at is None:
        return State("planned", gettext("planned, not approved"), "attention")
    if due is not None and due <= today:
        return State("review-due", gettext("review is due"), "attention")
    return State("approved", gettext("approved after a harm check"), "good")


def plan_row(plan: PlannedMeasure, today: date, language: str) -> PlanRow:
    """Return one plan of the list, with what it needs next."""
    note = ""
    due = queries.review_due(plan)
    if plan.approved_at is None and (missing := queries.missing_of(plan, today=today)):
        note = gettext("Still needs: %(parts)s.") % {"parts": in_a_row(map(wording.part_label, missing), language)}
    elif due is not None:
        note = gettext("To be looked at again on %(day)s.") % {"day": day(due.isoformat(), language)}
    return PlanRow(
        url=reverse("desk:measure-planned", args=[plan.uid]),
        name=plan.name,
        kind=_term("measure_kind", plan.kind, language),
        when=when_of(plan.since, plan.until, language),
        state=_plan_state(plan, today),
        note=note,
    )


def _coded(one: Known, *props: str, language: str) -> str:
    return joined((_term(prop, code, language) for prop in props for code in one.said.get(prop, ())), language)


def _term(prop: str, code: str, language: str) -> str:
    vocabulary = shelf.registry().vocabulary_of(prop)
    term = vocabulary.terms.get(code) if vocabulary is not None else None
    return code if term is None else term.labels[language]


# --- one measure -----------------------------------------------------------------------------------------------------


def measure_page(officer: Officer, looked_at: LookedAt, row: Worked | None, today: date, language: str) -> MeasurePage:
    """Return one measure with what is told of it, the choice of areas, and what followed."""
    one, areas, chosen = looked_at.known, looked_at.areas, looked_at.chosen
    may_read_thing = Permission.ENTITY_READ in officer.permissions
    plan = one.plan
    return MeasurePage(
        title=title_of(one, language),
        lead=when_of(one.since, one.until, language),
        states=states_of(one, today),
        facts=_facts(one, language, links=may_read_thing),
        plan=Link(gettext("Harm check and review"), reverse("desk:measure-planned", args=[plan.uid])) if plan else None,
        plan_note="" if plan else _unplanned(one),
        thing_url=reverse("desk:thing", args=[one.uid]) if may_read_thing else "",
        action=reverse("desk:measure", args=[one.uid]),
        choosing=_choosing(one, areas, chosen, language) if areas.names or areas.along == "leg" else None,
        chosen=tuple(address_of(chosen)),
        assessment=outcomes.assessment_of(looked_at.inputs, row, language),
        may_keep=Permission.REPORT_FILE in officer.permissions,
        kept=tuple(_kept_row(found, language) for found in queries.kept_for(officer, one.uid)),
    )


def _unplanned(one: Known) -> str:
    """Return what is to be said of a measure of which the reader reads no plan."""
    if one.is_checked:
        return gettext("Its harm was checked, and somebody else approved it. Your function does not read plans.")
    if one.is_own:
        return gettext(
            "Your authority tells of this measure, and no harm check of it was filed here. Before your authority takes "
            "a measure itself, R-17 asks for a harm check, a consultation and the approval of a second person."
        )
    return gettext("Of this measure there is no harm check that you may read: others took it.")


def _facts(one: Known, language: str, *, links: bool) -> tuple[Fact, ...]:
    registry = shelf.registry()
    found = []
    for prop in (*FACTS[:2], *REFS, *FACTS[2:], "harm_to_migrants", "summary", "url"):
        said = [Link(_value(prop, value, language), value if prop == "url" else "") for value in one.said.get(prop, ())]
        said += [
            Link(title, reverse("desk:thing", args=[uid]) if links else "") for title, uid in one.refs.get(prop, ())
        ]
        if said:
            found.append(Fact(registry.properties[prop].labels[language], tuple(said)))
    found.append(
        Fact(gettext("Source"), tuple(Link(source, reverse("desk:source", args=[source])) for source in one.sources))
    )
    return tuple(found)


def _value(prop: str, value: str, language: str) -> str:
    if prop in ("since", "until", "period"):
        return day(value, language)
    if prop == "url":
        return urlsplit(value).netloc or value
    return country_label(value, language) if prop == "country" else _term(prop, value, language)


def _choosing(one: Known, areas: Areas, chosen: Chosen, language: str) -> ChoosingForm:
    own = areas.told_in(chosen.area)
    candidates = sorted({key for line in own for key in line.courses} - {chosen.area}, key=lambda key: areas.names[key])
    named = sorted((outcomes.area_name(name, areas.along, language), key) for key, name in areas.names.items())
    return ChoosingForm(
        areas=tuple(Choice(key, name, key == chosen.area) for name, key in named),
        rows=tuple(
            AreaChoice(
                key=key,
                name=outcomes.area_name(areas.names[key], areas.along, language),
                likeness=_likeness(one, areas, chosen.area, key),
                is_beside=key in chosen.beside,
                is_compared=key in chosen.compared,
            )
            for key in candidates
        ),
        along=areas.along,
        alongs=(
            Choice("route", gettext("Routes"), areas.along == "route"),
            Choice("country", gettext("Countries"), areas.along == "country"),
            Choice("leg", gettext("Single legs"), areas.along == "leg"),
        ),
        wider=_wider(one, areas, chosen) if areas.along == "leg" else None,
    )


def _wider(one: Known, areas: Areas, chosen: Chosen) -> Link:
    """Return the way from a leg to its route, of which more is told; where nobody says which, to all routes."""
    way = areas.ways.get(chosen.area)
    route = [("area", key_of(way.route, "route"))] if way is not None and way.route else []
    address = f"{reverse('desk:measure', args=[one.uid])}?{urlencode([('along', 'route'), *route])}"
    return Link(gettext("Look at the whole route instead"), address)


def _likeness(one: Known, areas: Areas, area: str, other: str) -> str:
    """Return how alike two areas were in the months before, in the first line that tells of both."""
    for line in areas.told_in(area):
        if other in line.courses:
            window = window_for(line.courses[area], one.since, one.first("until"))
            if isinstance(window, Lack):
                continue
            found = likeness(line.courses[area], line.courses[other], window.before)
            if found is not None:
                return isolated(f"{found:+.2f}")
    return gettext("too little is told")


# --- what was kept ---------------------------------------------------------------------------------------------------


def _kept_row(found: KeptAssessment, language: str) -> KeptRow:
    return KeptRow(
        url=reverse("desk:measure-kept", args=[found.thing, found.uid]),
        at=day(found.at.date().isoformat(), language),
        by=found.by,
        area=outcomes.area_name(str(found.shown["area"]), str(found.shown["along"]), language),
    )


def kept_page(one: Known, found: KeptAssessment, language: str) -> KeptPage:
    """Return an assessment that was kept."""
    return KeptPage(
        title=title_of(one, language),
        back_url=reverse("desk:measure", args=[one.uid]),
        at=day(found.at.date().isoformat(), language),
        by=found.by,
        assessment=outcomes.laid_out(found.shown, found.answer, language),
    )
