"""What the templates of partners, legal bases and marks of ill-treatment are given."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.desk.pages.imports import State


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One partner in the list: whether something may go there, and what of its papers is in order."""

    url: str
    code: str
    name: str
    country: str
    since: str
    state: State
    may_go: tuple[str, ...]
    assessment: State


@dataclass(frozen=True, slots=True)
class PartnersPage:
    """Every partner."""

    rows: tuple[PartnerRow, ...]
    barred_url: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A ceiling or an assessment: what it says, who stands behind it, and what this reader may do with it."""

    uid: str
    state: State
    reference: str
    facts: tuple[tuple[str, str], ...]
    by: str
    can_confirm: bool = False
    can_end: bool = False


@dataclass(frozen=True, slots=True)
class SuspensionRow:
    """One suspension."""

    state: State
    ground: str
    since: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class CeilingForm:
    """The form for another ceiling, filled as it was sent."""

    contents: tuple[Choice, ...]
    purposes: tuple[Choice, ...]
    bases: tuple[Choice, ...]
    until: str
    reference: str


@dataclass(frozen=True, slots=True)
class AssessmentForm:
    """The form for another assessment, filled as it was sent."""

    findings: tuple[Choice, ...]
    made_on: str
    review_on: str
    reference: str


@dataclass(frozen=True, slots=True)
class PartnerPage:
    """One partner: what may go there today and why not more, its papers, and the forms that this reader may use."""

    code: str
    name: str
    country: str
    authority_kind: str
    since: str
    fingerprint: str
    state: State
    may_go: tuple[str, ...]
    closed_because: tuple[str, ...]
    ceilings: tuple[Paper, ...]
    assessments: tuple[Paper, ...]
    suspensions: tuple[SuspensionRow, ...]
    action: str
    bases_url: str
    links: tuple[Link, ...]
    ceiling_form: CeilingForm | None
    assessment_form: AssessmentForm | None
    grounds: tuple[Choice, ...]
    can_ask_to_resume: bool
    can_resume: bool
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class BasisRow:
    """An instrument in an answer: a basis with its article, or none with the reasons."""

    title: str
    form: str
    article: str
    since: str
    as_of: str
    is_old: bool
    is_invented: bool
    notes: tuple[str, ...]
    authorities: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BasesPage:
    """The finder: two States, a measure and a day, and what is known."""

    states: tuple[Choice, ...]
    others: tuple[Choice, ...]
    measures: tuple[Choice, ...]
    on: str
    question: str
    bases: tuple[BasisRow, ...]
    no_bases: tuple[BasisRow, ...]
    bars: tuple[BasisRow, ...]
    directory_url: str
    kept_url: str
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class InstrumentForm:
    """The form for an instrument by hand, filled as it was sent."""

    code: str
    title: str
    forms: tuple[Choice, ...]
    parties: str
    measures: tuple[Choice, ...]
    article: str
    in_force_on: str
    ended_on: str
    source: str


@dataclass(frozen=True, slots=True)
class StatusForm:
    """The form for what one State did, filled as it was sent."""

    instruments: tuple[Choice, ...]
    states: tuple[Choice, ...]
    as_of: str
    source: str
    signed_on: str
    consented_on: str
    consents: tuple[Choice, ...]
    denounced_from: str
    article: str
    excluded: tuple[Choice, ...]
    authority: str
    languages: str


@dataclass(frozen=True, slots=True)
class KeptBasesPage:
    """What officers wrote down or read in, and the forms for more."""

    action: str
    instruments: tuple[Paper, ...]
    sheets: tuple[Paper, ...]
    instrument_form: InstrumentForm | None
    status_form: StatusForm | None
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class BarredRow:
    """One mark of ill-treatment; it says nothing of what it is about."""

    uid: str
    about: str
    kind: str
    treatment: str
    state: State
    since: str
    can_ask: bool
    can_lift: bool


@dataclass(frozen=True, slots=True)
class BarredPage:
    """The marks of the own authority, and the form for another."""

    action: str
    rows: tuple[BarredRow, ...]
    about: str
    treatments: tuple[Choice, ...]
    problems: tuple[FormProblem, ...] = ()
