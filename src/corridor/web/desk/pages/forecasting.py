"""The records behind the pages of forecasts: all of them by route, and one with everything that says its worth."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.charts.records import Chart
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.desk.pages.imports import State


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """One series in the list: what is shown for the next month and how wrong that was, or why nothing is."""

    title: str
    url: str
    state: State
    rule: str = ""
    month: str = ""
    middle: str = ""
    most: str = ""
    error: str = ""
    previous: str = ""
    last_year: str = ""
    coverage: str = ""
    past: str = ""


@dataclass(frozen=True, slots=True)
class ForecastPart:
    """What one source, or all laid together, tells of what is counted, as far as it is forecast."""

    key: str
    title: str
    about: str
    is_coarse: bool
    rows: tuple[ForecastRow, ...]


@dataclass(frozen=True, slots=True)
class ForecastsPage:
    """All forecasts of what is counted. `asks_url` takes the POST that has the missing ones worked out."""

    action: str
    counted: tuple[Choice, ...]
    by: tuple[Choice, ...]
    worlds: tuple[Choice, ...]
    world: str
    unit: str
    parts: tuple[ForecastPart, ...]
    asks_url: str
    asked: tuple[tuple[str, str], ...]
    missing: int
    waiting: int
    has_library: bool
    method: tuple[str, ...]
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class StepRow:
    """What is expected of one month ahead."""

    month: str
    middle: str
    half: str
    most: str
    previous: str
    last_year: str


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """How wrong what was shown has been, so many months ahead."""

    ahead: str
    months: str
    shown: str
    previous: str
    last_year: str
    in_half: str
    in_most: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule that was tried: its mean error at each horizon, and how often it would have been shown."""

    name: str
    is_shown: bool
    is_naive: bool
    errors: tuple[str, ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class CameRow:
    """One month of a kept forecast beside what came."""

    month: str
    said: str
    most: str
    truth: str
    error: str
    state: State


@dataclass(frozen=True, slots=True)
class PastRow:
    """One forecast that was kept, month by month; `withdraw_url` takes the POST that withdraws it."""

    uid: str
    issued_on: str
    authority: str
    last: str
    released_on: str
    rule: str
    state: State
    months: tuple[CameRow, ...]
    withdraw_url: str = ""


@dataclass(frozen=True, slots=True)
class ForecastPage:
    """One series with its forecast, or why there is none. Empty addresses stand for acts that are not open."""

    title: str
    counted: str
    unit: str
    source: str
    is_invented: bool
    last: str
    released_on: str
    is_coarse: bool
    is_over: bool
    verdict: State
    lead: str
    refused: str
    waits: str
    asks_url: str
    chart: Chart | None
    steps: tuple[StepRow, ...]
    since: str
    scores: tuple[ScoreRow, ...]
    rules: tuple[RuleRow, ...]
    has_library: bool
    keep_url: str
    take_url: str
    not_taken: str
    past: tuple[PastRow, ...]
    reasons: tuple[Choice, ...]
    series_url: str
    back_url: str
    method: tuple[str, ...]
    problems: tuple[FormProblem, ...] = ()
