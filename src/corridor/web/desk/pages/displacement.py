"""The records behind the pages of measures."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.charts.records import Chart
from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.desk.pages.imports import State


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure or operation of the list."""

    url: str
    name: str
    kinds: str
    where: str
    when: str
    sources: str
    states: tuple[State, ...]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One planned measure of the own authority, and what it still needs."""

    url: str
    name: str
    kind: str
    when: str
    state: State
    note: str


@dataclass(frozen=True, slots=True)
class MeasuresPage:
    """The register of measures."""

    rows: tuple[MeasureRow, ...]
    plans: tuple[PlanRow, ...]
    shows_plans: bool
    new_url: str
    plan_url: str
    more: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is told of a measure."""

    label: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class AreaChoice:
    """One area that may be compared: how alike it was before, and what it was chosen to be."""

    key: str
    name: str
    likeness: str
    is_beside: bool
    is_compared: bool


@dataclass(frozen=True, slots=True)
class ChoosingForm:
    """Which area is looked at, beside which, compared with which; `wider` leads from a leg to its whole route."""

    areas: tuple[Choice, ...]
    rows: tuple[AreaChoice, ...]
    along: str
    alongs: tuple[Choice, ...]
    wider: Link | None = None


@dataclass(frozen=True, slots=True)
class WeightRow:
    """One area in the weighed mean."""

    name: str
    weight: str


@dataclass(frozen=True, slots=True)
class PlaceboRow:
    """What the same estimate says where, or when, there was no such measure."""

    name: str
    change: str
    is_farther: bool


@dataclass(frozen=True, slots=True)
class MethodPart:
    """What one method says of one area: a sentence, what it rests on, and why it says nothing."""

    name: str
    state: State
    sentence: str
    rests: str
    weights: tuple[WeightRow, ...] = ()
    in_space: tuple[PlaceboRow, ...] = ()
    in_time: tuple[PlaceboRow, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaPart:
    """What is said of one area in one line of figures."""

    name: str
    role: str
    methods: tuple[MethodPart, ...]


@dataclass(frozen=True, slots=True)
class OutcomePart:
    """One outcome in the figures of one source."""

    title: str
    counted: str
    publisher: str
    covered: str
    areas: tuple[AreaPart, ...]
    chart: Chart | None
    explanations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """An assessment: where it stands, every outcome by itself, and how many comparisons were tried."""

    state: str
    outcomes: tuple[OutcomePart, ...]
    tried: str = ""


@dataclass(frozen=True, slots=True)
class KeptRow:
    """An assessment that was kept."""

    url: str
    at: str
    by: str
    area: str


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """One measure: what is told of it, its harm check, and what followed."""

    title: str
    lead: str
    states: tuple[State, ...]
    facts: tuple[Fact, ...]
    plan: Link | None
    plan_note: str
    thing_url: str
    action: str
    choosing: ChoosingForm | None
    chosen: tuple[tuple[str, str], ...]
    assessment: Assessment
    may_keep: bool
    kept: tuple[KeptRow, ...]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """An assessment that was kept, as it was."""

    title: str
    back_url: str
    at: str
    by: str
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class MeasureForm:
    """The form of a measure that was taken, or of one that is planned."""

    action: str
    is_plan: bool
    values: dict[str, str]
    kinds: tuple[Choice, ...]
    countries: tuple[Choice, ...]
    harms: tuple[Choice, ...]
    markings: tuple[Choice, ...]
    problems: tuple[FormProblem, ...]


@dataclass(frozen=True, slots=True)
class CheckPart:
    """A harm check, question by question."""

    answers: tuple[tuple[str, str], ...]
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class ConsultationPart:
    """One consultation of the community."""

    uid: str
    whom: str
    on: str
    said: str
    unmet: str
    by: str
    withdrawn: str


@dataclass(frozen=True, slots=True)
class ReviewPart:
    """One review: what was found and decided."""

    at: str
    by: str
    found: str
    harm: str
    verdict: str
    next_on: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form that is answered in a few sentences."""

    name: str
    label: str
    hint: str
    value: str
    problem: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A planned measure with its parts, and what may be done with it."""

    title: str
    state: State
    facts: tuple[Fact, ...]
    missing: tuple[str, ...]
    check: CheckPart | None
    earlier_checks: int
    consultations: tuple[ConsultationPart, ...]
    review_on: str
    due: str
    is_due: bool
    reviews: tuple[ReviewPart, ...]
    measure_url: str
    action: str
    checking: tuple[Question, ...]
    consulting: tuple[Question, ...]
    reviewing: tuple[Question, ...]
    values: dict[str, str]
    harms: tuple[Choice, ...]
    verdicts: tuple[Choice, ...]
    may_write: bool
    may_approve: bool
    is_own: bool
    may_review: bool
    problems: tuple[FormProblem, ...]
