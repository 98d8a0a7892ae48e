"""The record behind the page of one thing."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.desk.pages.picture import MapView
from corridor.web.desk.pages.pieces import Figure, GradeBadge, Link, MarkingBadge


@dataclass(frozen=True, slots=True)
class SayerShown:
    """Who says something, under which marking. `original` is the text as recorded when it differs from the value."""

    source: str
    marking: MarkingBadge
    original: str = ""
    source_url: str = ""
    grade: GradeBadge | None = None
    stated_on: str = ""


@dataclass(frozen=True, slots=True)
class ValueShown:
    """One value and everybody who says it; `figures` are written from left to right in every language."""

    text: str
    sayers: tuple[SayerShown, ...]
    url: str = ""
    free_text: bool = False
    figures: bool = False


@dataclass(frozen=True, slots=True)
class PropertyShown:
    """A property and everything that is said about it; `competing` when sources do not agree."""

    name: str
    label: str
    values: tuple[ValueShown, ...]
    competing: bool = False


@dataclass(frozen=True, slots=True)
class BreakdownCell:
    """One figure of the table by sex and age; empty where the source said nothing."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class BreakdownRow:
    """What one source says about one measure by sex and age."""

    measure: str
    total: str
    cells: tuple[BreakdownCell, ...]
    sayer: SayerShown


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Counts by sex and age, one row for each source and measure."""

    columns: tuple[str, ...]
    rows: tuple[BreakdownRow, ...]


@dataclass(frozen=True, slots=True)
class RoleShown:
    """One role of a person: the ground, the law, who wrote it and who confirmed it.

    Of a suspended role nothing that it says of the person is here.
    """

    url: str
    title: str = ""
    ground: str = ""
    legal_reference: str = ""
    standing: str = ""
    author: str = ""
    reviewer: str = ""
    reviewed_on: str = ""
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another thing connected with this one, and how."""

    title: str
    url: str
    relation: str
    on: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class JudgementShown:
    """A judgement that two things are the same, which lays them together on one page: whose, and since when."""

    one: str
    other: str
    on: str
    marking: MarkingBadge
    reason: str = ""


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """One thing as this reader's readable items about it, laid together.

    `suspended` is a role that rests until coercion has been reviewed; it must not be shown as standing.
    """

    ref: str
    title: str
    kind: str
    on: str
    place: str
    figures: tuple[Figure, ...]
    properties: tuple[PropertyShown, ...]
    sources: tuple[Link, ...]
    markings: tuple[MarkingBadge, ...]
    neighbours: tuple[Neighbour, ...] = ()
    map: MapView | None = None
    back_url: str = ""
    print_url: str = ""
    export_url: str = ""
    invented: bool = False
    breakdown: Breakdown | None = None
    grades: tuple[GradeBadge, ...] = ()
    roles: tuple[RoleShown, ...] = ()
    suspended: bool = False
    judgements: tuple[JudgementShown, ...] = ()
