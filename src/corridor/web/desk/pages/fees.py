"""The records behind the pages of prices and of lawful routes."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem, Link


@dataclass(frozen=True, slots=True)
class FeeFilters:
    """The question as a form."""

    action: str
    scopes: tuple[Choice, ...]
    currencies: tuple[Choice, ...]
    starts: tuple[Choice, ...]
    ends: tuple[Choice, ...]
    routes: tuple[Choice, ...]
    since: str
    until: str
    world: str
    problems: tuple[FormProblem, ...]


@dataclass(frozen=True, slots=True)
class FeeRow:
    """One price as told, in the money of comparison, and where it is told."""

    url: str
    told: str
    on: str
    each: str
    is_provisional: bool


@dataclass(frozen=True, slots=True)
class WayRow:
    """The prices of one way; empty figures where there are too few, and `lack` says so."""

    title: str
    details: tuple[str, ...]
    prices: int
    contributors: int
    median: str
    interval: str
    span: str
    expected: str
    expected_interval: str
    lack: str
    not_expected: str
    fees: tuple[FeeRow, ...]
    more: int


@dataclass(frozen=True, slots=True)
class FactorRow:
    """What one term does to the price."""

    term: str
    what: str
    factor: str
    interval: str


@dataclass(frozen=True, slots=True)
class ModelPart:
    """The model in figures; `without` names the terms it does without, each with the reason."""

    factors: tuple[FactorRow, ...]
    without: tuple[str, ...]
    prices: int
    contributors: int
    left_out: int
    explained: int
    spread: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The form that asks what price is to be expected, and its answer."""

    distance: str
    crossings: str
    risk: str
    terrains: tuple[Choice, ...]
    transports: tuple[Choice, ...]
    papers: tuple[Choice, ...]
    answer: str
    interval: str
    lack: str


@dataclass(frozen=True, slots=True)
class OutlierRow:
    """A price far from what is expected, and in which terms."""

    url: str
    title: str
    each: str
    why: str
    terms: str


@dataclass(frozen=True, slots=True)
class AsideRow:
    """Prices that cannot be compared for one reason."""

    why: str
    count: int
    fees: tuple[FeeRow, ...]
    more: int


@dataclass(frozen=True, slots=True)
class LawfulRow:
    """A lawful route beside the smugglers' price."""

    url: str
    kind: str
    cost: str
    waiting: str
    source: str
    gap: str


@dataclass(frozen=True, slots=True)
class BesideRow:
    """From one country to another: the smugglers' price as an interval, and the lawful routes."""

    title: str
    price: str
    scope: str
    lawful: tuple[LawfulRow, ...]


@dataclass(frozen=True, slots=True)
class FeesPage:
    """The page of prices."""

    worlds: tuple[Choice, ...]
    filters: FeeFilters
    compared: int
    apart: int
    unit: str
    ways: tuple[WayRow, ...]
    model: ModelPart | None
    lack: str
    what_if: WhatIf | None
    outliers: tuple[OutlierRow, ...]
    asides: tuple[AsideRow, ...]
    beside: tuple[BesideRow, ...]
    acts: tuple[Link, ...]
    fewest_prices: int
    fewest_contributors: int
    is_more: bool


@dataclass(frozen=True, slots=True)
class FeeFormPage:
    """The form for a price, or for a lawful route, from a published source."""

    action: str
    back_url: str
    values: dict[str, str]
    units: tuple[Choice, ...]
    price_kinds: tuple[Choice, ...]
    transports: tuple[Choice, ...]
    legs: tuple[Choice, ...]
    countries_from: tuple[Choice, ...]
    countries_to: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    markings: tuple[Choice, ...]
    problems: tuple[FormProblem, ...]
