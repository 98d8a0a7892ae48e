"""What the templates of briefings are given."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.charts.records import Chart
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.desk.pages.imports import State


@dataclass(frozen=True, slots=True)
class BriefingRow:
    """One briefing in the list."""

    url: str
    title: str
    language: str
    changed_at: str
    by: str


@dataclass(frozen=True, slots=True)
class BriefingsPage:
    """The briefings of the authority that the officer may see, and the form that begins one."""

    rows: tuple[BriefingRow, ...]
    action: str
    title: str
    languages: tuple[Choice, ...]
    skeletons: tuple[Choice, ...]
    full_levels: tuple[Choice, ...]
    open_levels: tuple[Choice, ...]
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part as it reads now, how far it may go, and what stops it; a removed one can be brought back."""

    uid: str
    kind: str
    text: str
    url: str
    states: tuple[State, ...] = ()
    levels: str = ""
    replacement: str = ""
    is_full_only: bool = False
    sources: tuple[str, ...] = ()
    chart: Chart | None = None
    remove_url: str = ""
    restore_url: str = ""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version that was made."""

    url: str
    name: str
    level: str
    made_at: str
    by: str


@dataclass(frozen=True, slots=True)
class LeaveLink:
    """One of the two versions, how far it goes, and where it is looked at before it is made."""

    url: str
    name: str
    level: str


@dataclass(frozen=True, slots=True)
class BriefingPage:
    """One briefing: its parts as they read now, the forms that add to it, its versions."""

    title: str
    language: str
    direction: str
    parts: tuple[PartRow, ...]
    removed: tuple[PartRow, ...]
    stopped: int
    changes_url: str
    leave: tuple[LeaveLink, ...]
    versions: tuple[VersionRow, ...]
    add_url: str
    kinds: tuple[Choice, ...]
    after: tuple[Choice, ...]
    text: str
    opens_paragraph: bool
    chart_url: str
    series: tuple[Choice, ...]
    counted: tuple[Choice, ...]
    worlds: tuple[Choice, ...]
    measures: tuple[Choice, ...]
    routes: tuple[Choice, ...]
    action: str
    problems: tuple[FormProblem, ...] = ()
    chart_problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One bound figure: its place in the text, what it asks, what it is now, what it was, its source."""

    name: str
    asks: str
    now: str
    before: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A number that was typed, and why it is no figure, if somebody said so."""

    number: str
    reasons: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class PartPage:
    """One part to be written: its text, its figures, what may stand in the other version."""

    title: str
    back_url: str
    action: str
    kind: str
    text: str
    reads: str
    direction: str
    replacement: str
    is_full_only: bool
    opens_paragraph: bool
    numbers: tuple[NumberRow, ...]
    figures: tuple[FigureRow, ...]
    states: tuple[State, ...]
    levels: str
    accept_url: str
    remove_url: str
    bind_url: str
    unbind_url: str
    asks: tuple[Choice, ...]
    series: tuple[Choice, ...]
    counted: tuple[Choice, ...]
    worlds: tuple[Choice, ...]
    references: tuple[Choice, ...]
    shifts: tuple[Choice, ...] = ()
    assessments: tuple[Choice, ...] = ()
    chart: Chart | None = None
    problems: tuple[FormProblem, ...] = ()
    bind_problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A sentence that must be settled: why, and each figure as it was and as it is."""

    url: str
    text: str
    states: tuple[State, ...]
    figures: tuple[FigureRow, ...]
    accept_url: str


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What changed in a briefing since its author last saw it."""

    title: str
    back_url: str
    rows: tuple[ChangeRow, ...]
    accept_all_url: str
    changed: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part that a version does not show: as it reads, what stands instead, and why."""

    text: str
    instead: str
    why: str
    url: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of a version as it would leave: a heading, sentences with the numbers of notes, or a chart's title."""

    kind: str
    text: str = ""
    sentences: tuple[tuple[str, tuple[int, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class LeavePage:
    """A version before it is made: what stops it, what it leaves out, and how it would read."""

    title: str
    name: str
    level: str
    marking: str
    sentence: str
    back_url: str
    stops: tuple[ChangeRow, ...]
    left_out: tuple[LeftOut, ...]
    pieces: tuple[Paragraph, ...]
    notes: tuple[str, ...]
    language: str
    direction: str
    make_url: str


@dataclass(frozen=True, slots=True)
class RestRow:
    """One figure of a version that was made, and its source then."""

    figure: str
    source: str


@dataclass(frozen=True, slots=True)
class VersionPage:
    """A version as it was made: its files, what it rested on, and whether it may still leave."""

    title: str
    name: str
    level: str
    made: str
    back_url: str
    state: str
    digest: str
    rests: tuple[RestRow, ...]
    files: tuple[tuple[str, str], ...]
    again_url: str
    may_leave: bool
