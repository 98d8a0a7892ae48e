"""The records behind the pages of the register of deaths."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.charts.records import Chart
from corridor.web.design.pieces import Choice, FormProblem, Link, Pagination
from corridor.web.desk.pages import Figure


@dataclass(frozen=True, slots=True)
class Told:
    """One figure as told: what it counts, and the figure in words."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class SayingRow:
    """What one source says of an incident; each of `parts` is a sex or an age with its figure."""

    source: str
    figures: tuple[Told, ...]
    parts: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class DeathRow:
    """One incident of the register; `total` spans what its sources say."""

    url: str
    title: str
    on: str
    where: tuple[str, ...]
    total: str
    is_competing: bool
    causes: str
    sayings: tuple[SayingRow, ...]


@dataclass(frozen=True, slots=True)
class RemainingRow:
    """What remains of incidents of one month that one source told and that are no longer kept."""

    on: str
    where: tuple[str, ...]
    incidents: str
    total: str
    source: str


@dataclass(frozen=True, slots=True)
class DeathsForm:
    """The question as a form; it works without a script."""

    action: str
    since: str
    until: str
    countries: tuple[Choice, ...]
    routes: tuple[Choice, ...]
    sources: tuple[Choice, ...]
    world: str
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class DeathsPage:
    """The register: what was asked, the figures, the months, and one page of incidents.

    `remaining` is of incidents that are no longer kept, the latest; `is_cut` where there are more.
    """

    form: DeathsForm
    figures: tuple[Figure, ...]
    chart: Chart | None
    rows: tuple[DeathRow, ...]
    pagination: Pagination
    worlds: tuple[Choice, ...]
    danger: Link
    picture: Link
    alike: Link | None
    remaining: tuple[RemainingRow, ...] = ()
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class TellingShown:
    """What one source tells of an incident that may be told by another as well."""

    url: str
    on: str
    total: str
    source: str


@dataclass(frozen=True, slots=True)
class AlikeRow:
    """Two incidents that may be one event, how alike they are, and why."""

    ref: str
    one: TellingShown
    other: TellingShown
    score: str
    reasons: tuple[str, ...]
    compare_url: str


@dataclass(frozen=True, slots=True)
class AlikePage:
    """Every pair that an officer should compare, the most alike first."""

    rows: tuple[AlikeRow, ...]
    compared: str
    is_cut: bool
    back: Link
