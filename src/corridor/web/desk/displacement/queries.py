"""Reads of measures: the register as a reader may see it, plans of the own authority, assessments that were kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.displacement.codes import Part, Verdict
from corridor.core.displacement.rules.harm import is_result_incomplete, missing_parts
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.displacement.models import KeptAssessment, MeasureConsultation, PlannedMeasure
from corridor.web.desk.picture.clusters import leaders
from corridor.web.desk.picture.conditions import DRAWN
from corridor.web.desk.series.resting import standing
from corridor.web.desk.statements import classed, store
from corridor.web.desk.statements.models import Dataset
from corridor.web.desk.statements.priced import datasets_of
from corridor.web.desk.statements.queries import prop_names
from corridor.web.desk.statements.telling import told_about
from corridor.web.desk.statements.titles import titles_for

MOST = 2_000
"""So many measures are listed at most."""

READ_BY = frozenset({Permission.MEASURE_PLAN, Permission.MEASURE_APPROVE})


@dataclass(frozen=True)
class Known:
    """A measure or an operation as one reader's readable statements about it; several words stand side by side.

    `said` are the values by property, `refs` the titles of the things that it refers to, each with its identifier.
    `is_own` is what the reader's own authority tells of; `is_checked` is what it approved after a harm check, also
    where the reader's function does not read plans.
    """

    uid: str
    is_operation: bool
    said: Mapping[str, tuple[str, ...]]
    refs: Mapping[str, tuple[tuple[str, str], ...]]
    sources: tuple[str, ...]
    marks: frozenset[int]
    is_invented: bool
    plan: PlannedMeasure | None = None
    is_own: bool = False
    is_checked: bool = False

    def first(self, *props: str) -> str:
        """Return the first word that is said of the first property of which any is."""
        return next((value for prop in props for value in self.said.get(prop, ())), "")

    @property
    def since(self) -> str:
        """The first date that is told: the beginning, else the period."""
        return min(self.said.get("since") or self.said.get("period") or ("",))

    @property
    def until(self) -> str:
        """The last day or month that is told as its end; of an operation its period."""
        return max(self.said.get("until") or (self.said.get("period", ("",)) if self.is_operation else ("",)))

    def is_incomplete(self, today: date) -> bool:
        """Tell whether it is over and nobody says what harm it did (R-38)."""
        return is_result_incomplete(until=self.until, harm=self.said.get("harm_to_migrants", ()), today=today)


def measures_for(officer: Officer, *, invented: bool | None = None) -> tuple[Known, ...]:
    """Return every measure and operation of which the reader sees anything, the latest first.

    Args:
        invented: Only those of the invented corridor, or only the others; None for all.
    """
    check_permission(officer, Permission.PICTURE_READ)
    found = _told(officer, classed.measures(officer.reader_class, DRAWN, MOST))
    shown = [one for one in found if invented is None or one.is_invented is invented]
    return tuple(sorted(shown, key=lambda one: (one.since, one.uid), reverse=True))


def measure_for(officer: Officer, uid: str) -> Known:
    """Return one measure, or behave as if it did not exist.

    Raises:
        NotFound: There is none that the reader may see.
    """
    check_permission(officer, Permission.PICTURE_READ)
    entity = store.entity_of(uid) if is_uid(uid) else None
    found = _told(officer, [entity]) if entity is not None else ()
    if not found or found[0].uid != uid:
        raise NotFound(kind="measure")
    return found[0]


def _told(officer: Officer, entities: Sequence[int]) -> tuple[Known, ...]:
    """Return what is told of measures, each with its other selves, named by the one that was asked for."""
    leader = leaders(officer.reader_class)
    named: dict[int, int] = {}
    for entity in entities:
        named.setdefault(leader.get(entity, entity), entity)
    selves: dict[int, int] = {entity: named[lead] for entity, lead in leader.items() if lead in named}
    selves |= {entity: entity for entity in named.values()}
    names = prop_names()
    rows = told_about(officer.reader_class, DRAWN, sorted(selves))
    datasets = datasets_of(row.record for row in rows)
    known = Dataset.objects.select_related("source").in_bulk(set(datasets.values()))
    titles = titles_for(officer, sorted({row.ref for row in rows if row.ref is not None}), use=DRAWN)
    uids = store.uids_of({*selves.values(), *titles})
    found: dict[int, _Gathered] = {}
    for row in rows:
        one = found.setdefault(selves[row.entity], _Gathered())
        prop, dataset = names[row.prop], known[datasets[row.record]]
        one.marks.add(row.mark)
        one.sources[dataset.source.code] = dataset.is_invented
        if row.ref is None:
            one.said.setdefault(prop, {})[row.value] = None
        elif row.ref in titles:
            one.refs.setdefault(prop, {})[(titles[row.ref], uids[row.ref])] = None
    own = officer.reader.authority
    things = [uids[entity] for entity in found]
    plans = {plan.thing: plan for plan in _plans(officer, things=things)}
    checked = PlannedMeasure.objects.filter(authority=own, thing__in=things).values_list("thing", flat=True)
    is_checked = frozenset(checked.exclude(approved_at=None))
    return tuple(
        replace(
            one.known(uids[entity], plans.get(uids[entity])),
            is_own=own in one.sources,
            is_checked=uids[entity] in is_checked,
        )
        for entity, one in found.items()
        if {"Measure", "Operation"} & one.said.get("kind", {}).keys()
    )


@dataclass
class _Gathered:
    """What is told of one measure, while it is read."""

    said: dict[str, dict[str, None]] = field(default_factory=dict)
    refs: dict[str, dict[tuple[str, str], None]] = field(default_factory=dict)
    sources: dict[str, bool] = field(default_factory=dict)
    marks: set[int] = field(default_factory=set)

    def known(self, uid: str, plan: PlannedMeasure | None) -> Known:
        return Known(
            uid=uid,
            is_operation="Operation" in self.said["kind"],
            said={prop: tuple(values) for prop, values in self.said.items()},
            refs={prop: tuple(values) for prop, values in self.refs.items()},
            sources=tuple(sorted(self.sources)),
            marks=frozenset(self.marks),
            is_invented=any(self.sources.values()),
            plan=plan,
        )


# --- plans -----------------------------------------------------------------------------------------------------------


def may_read_plans(officer: Officer) -> bool:
    """Return whether the function of an officer reads what is planned."""
    return bool(READ_BY & officer.permissions)


def _plans(officer: Officer, things: Iterable[str] | None = None) -> list[PlannedMeasure]:
    if not may_read_plans(officer):
        return []
    rows = PlannedMeasure.objects.filter(authority=officer.reader.authority)
    if things is not None:
        rows = rows.filter(thing__in=list(things))
    return list(rows.order_by("-planned_at", "uid"))


def plans_for(officer: Officer) -> tuple[PlannedMeasure, ...]:
    """Return what the own authority plans or has approved, the latest first; nothing of what was given up."""
    return tuple(plan for plan in _plans(officer) if plan.given_up_at is None)


def plan_for(officer: Officer, uid: str) -> PlannedMeasure:
    """Return one plan of the own authority, or behave as if it did not exist.

    Raises:
        NotFound: There is none, or the function does not read plans.
    """
    row = PlannedMeasure.objects.filter(authority=officer.reader.authority, uid=uid).first() if is_uid(uid) else None
    if row is None or not may_read_plans(officer):
        raise NotFound(kind="plan")
    return row


def consultations_of(plan: PlannedMeasure) -> list[MeasureConsultation]:
    """Return the consultations about a plan, those that were withdrawn among them."""
    return list(plan.consultations.order_by("at", "pk"))


def missing_of(plan: PlannedMeasure, *, today: date) -> tuple[Part, ...]:
    """Return what a plan still needs before it may be approved."""
    return missing_parts(
        has_check=plan.checks.exists(),
        has_consultation=plan.consultations.filter(withdrawn_at=None).exists(),
        review_on=plan.review_on,
        since=plan.since,
        today=today,
    )


def writers_of(plan: PlannedMeasure) -> frozenset[str]:
    """Return the handles of everybody who wrote a part of a plan."""
    checks, consultations = (rows.values_list("by", flat=True) for rows in (plan.checks, plan.consultations))
    return frozenset({plan.planned_by, *checks, *consultations})


def review_due(plan: PlannedMeasure) -> date | None:
    """Return the day on which an approved measure is to be looked at next; None where a review ended it.

    Where the consultation was withdrawn after the approval, that day is the day of the withdrawal.
    """
    if plan.approved_at is None:
        return None
    last = plan.reviews.order_by("at", "pk").last()
    if last is not None and last.verdict == Verdict.END:
        return None
    standing = plan.consultations.filter(withdrawn_at=None).exists()
    withdrawn = plan.consultations.order_by("withdrawn_at").last()
    at = withdrawn.withdrawn_at if withdrawn is not None and not standing else None
    if at is not None and (last is None or last.at < at):
        return at.date()
    return last.next_on if last is not None else plan.review_on


# --- what was kept ---------------------------------------------------------------------------------------------------


def kept_for(officer: Officer, thing: str) -> tuple[KeptAssessment, ...]:
    """Return the assessments of a measure that were kept and rest on nothing that the reader may not count.

    One whose term is over, or of whose figures an import was undone, is not shown any more.
    """
    return _standing(officer, KeptAssessment.objects.filter(thing=thing))


def all_kept_for(officer: Officer) -> tuple[KeptAssessment, ...]:
    """Return the assessments of all measures that were kept, the latest first, as `kept_for` returns those of one."""
    return _standing(officer, KeptAssessment.objects.all())


def _standing(officer: Officer, kept: QuerySet[KeptAssessment]) -> tuple[KeptAssessment, ...]:
    check_permission(officer, Permission.PICTURE_READ)
    rows = list(kept.filter(until__gt=timezone.now().date()).order_by("-at", "pk"))
    seen = visible_marks(officer.reader_class, {mark for row in rows for mark in row.marks}, DRAWN)
    loads = standing({load for row in rows for load in row.loads})
    return tuple(row for row in rows if seen.issuperset(row.marks) and loads.issuperset(row.loads))


def kept_assessment_for(officer: Officer, thing: str, uid: str) -> KeptAssessment:
    """Return one assessment that was kept, or behave as if it did not exist.

    Raises:
        NotFound: There is none that the reader may see and count as a whole.
    """
    for row in kept_for(officer, thing):
        if row.uid == uid:
            return row
    raise NotFound(kind="assessment")
