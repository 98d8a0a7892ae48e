"""The records behind the page of shifts: what was found, how sure, what else could explain it, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.charts.records import Chart
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.desk.pages.imports import State


@dataclass(frozen=True, slots=True)
class SideRow:
    """What one of the two routes did: the months compared, the sums, and the change with its interval."""

    role: str
    route: str
    url: str
    since: str
    until: str
    earlier_since: str
    earlier_until: str
    before: int
    after: int
    change: str
    between: str


@dataclass(frozen=True, slots=True)
class RivalRow:
    """Another explanation, what the figures say of it, and on which side that weighs."""

    label: str
    said: str
    weight: State


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """What somebody of the own authority said of a shift."""

    verdict: str
    words: str
    by: str
    on: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class JudgeForm:
    """The form in which an officer says what became of a shift; `key` tells it from the others of the page."""

    key: str
    action: str
    fall: str
    rise: str
    since: str
    verdicts: tuple[Choice, ...]
    explanations: tuple[Choice, ...]
    words: str = ""
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class ShiftShown:
    """One route fell as another rose: a question for an analyst."""

    key: str
    fall: str
    rise: str
    since: str
    until: str
    said: tuple[str, ...]
    chart: Chart
    sides: tuple[SideRow, ...]
    rivals: tuple[RivalRow, ...]
    series_url: str
    compare_url: str
    judgements: tuple[JudgementRow, ...]
    form: JudgeForm | None


@dataclass(frozen=True, slots=True)
class UnlikeRow:
    """Two movements beyond chance that differ too much in size for one to have taken up the other."""

    fall: str
    rise: str
    since: str
    until: str
    lost: int
    gained: int


@dataclass(frozen=True, slots=True)
class UnassessedRow:
    """A series that cannot be scanned, and why."""

    title: str
    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class FamilyPart:
    """All routes that stand in one line, and what was found among them."""

    key: str
    title: str
    source: str
    about: str
    shifts: tuple[ShiftShown, ...]
    unlike: tuple[UnlikeRow, ...]
    nothing: str
    unassessed: tuple[UnassessedRow, ...]


@dataclass(frozen=True, slots=True)
class ShiftsPage:
    """Where routes moved, as far as figures can tell; `state` is asked, waiting, done, failed or nothing."""

    action: str
    here: str
    counted: tuple[Choice, ...]
    by: tuple[Choice, ...]
    worlds: tuple[Choice, ...]
    world: str
    state: str
    parts: tuple[FamilyPart, ...]
    method: tuple[str, ...]
    import_url: str
