"""The records behind the course of the corridor: legs, hubs and crossing points, danger, two periods side by side."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Link
from corridor.web.desk.pages.pieces import Figure


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a leg cannot be as it is told, and what to check."""

    reason: str
    check: str


@dataclass(frozen=True, slots=True)
class LegEnd:
    """Where a leg begins or ends; `url` is empty for a mere name, `precision` where the place is told exactly."""

    name: str
    url: str = ""
    precision: str = ""


@dataclass(frozen=True, slots=True)
class LegRow:
    """One leg in a line of the table. Empty text means that nothing was said."""

    url: str
    start: LegEnd
    end: LegEnd
    route: str
    transports: tuple[str, ...]
    methods: tuple[str, ...]
    hazards: tuple[str, ...]
    people: Figure
    fees: tuple[str, ...]
    hours: str
    distance: str
    since: str
    last_told: str
    until: str
    doubts: tuple[Doubt, ...]

    @property
    def coarse_ends(self) -> tuple[LegEnd, ...]:
        """The ends that are not told exactly."""
        return tuple(end for end in (self.start, self.end) if end.precision)


@dataclass(frozen=True, slots=True)
class SpotRow:
    """One hub or crossing point, with how many legs of the answer leave and reach it."""

    end: LegEnd
    kind: str
    country: str
    departing: int
    arriving: int


@dataclass(frozen=True, slots=True)
class Column:
    """A heading by which a table can be put in order; `chosen` says that it is."""

    label: str
    url: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class CourseView:
    """Legs, hubs and crossing points of one question, with what was left out."""

    legs: tuple[LegRow, ...]
    hubs: tuple[SpotRow, ...]
    crossings: tuple[SpotRow, ...]
    columns: tuple[Column, ...]
    spot_columns: tuple[Column, ...]
    doubtful: int
    not_yet: int
    more: int


@dataclass(frozen=True, slots=True)
class Step:
    """One month of the slider."""

    on: str
    label: str
    url: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Slider:
    """The months that can be stepped through, and where the reader stands; without a script the links do the same."""

    steps: tuple[Step, ...]
    position: int
    label: str
    previous_url: str
    next_url: str
    whole_url: str


@dataclass(frozen=True, slots=True)
class CoverRow:
    """What a source covers of a route: its name, first and last month, how many months, and its figure."""

    source: str
    since: str
    until: str
    months: int
    figure: Figure


@dataclass(frozen=True, slots=True)
class DangerRow:
    """The danger of one route: both coverages, and the rate or why there is none."""

    route: str
    url: str
    deaths: CoverRow | None
    crossings: CoverRow | None
    rate: str
    since: str
    until: str
    reason: str


@dataclass(frozen=True, slots=True)
class KnownShown:
    """The earlier day as known on which a page answers, and the address of the same question now.

    `then` and `now` are how many things answered then and answer now; None where a page does not count them.
    """

    on: str
    now_url: str
    then: int | None = None
    now: int | None = None


@dataclass(frozen=True, slots=True)
class DangerPage:
    """The danger of each route of a question."""

    question: str
    rows: tuple[DangerRow, ...]
    columns: tuple[Column, ...]
    back: Link
    known: KnownShown | None = None


@dataclass(frozen=True, slots=True)
class PeriodCover:
    """In how many months of the two periods one source tells something, and whether it takes part in the difference."""

    source: str
    before: int
    after: int
    compared: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a comparison: both figures, and their difference in words and as a tone (up, down, same)."""

    label: str
    before: Figure
    after: Figure
    difference: str
    tone: str


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Two periods of one question side by side."""

    question: str
    measure: str
    action: str
    before: tuple[str, str]
    after: tuple[str, str]
    before_label: str
    after_label: str
    kept: tuple[tuple[str, str], ...]
    total: Change | None
    routes: tuple[Change, ...]
    countries: tuple[Change, ...]
    legs_gone: tuple[LegRow, ...]
    legs_new: tuple[LegRow, ...]
    covers: tuple[PeriodCover, ...]
    map_url: str
    bounds: str
    coast_url: str
    back: Link
    problems: tuple[str, ...] = ()
    known: KnownShown | None = None
