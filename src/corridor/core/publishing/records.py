"""The nouns of published tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from corridor.core.disclosure.codes import Method
from corridor.core.disclosure.records import Published
from corridor.core.publishing.codes import By, Counted, Kind, Step

Key = tuple[str, ...]
"""One code for each axis of a table, in their order."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a statistician asks for; `source` is "" for all sources laid together, each thing counted once.

    `since` and `until` are months, both inside; "" for all. `threshold` is the least that is shown.
    """

    counted: Counted
    step: Step = Step.YEAR
    axes: tuple[By, ...] = (By.PERIOD,)
    source: str = ""
    since: str = ""
    until: str = ""
    is_invented: bool = False
    method: Method = Method.SUPPRESSION
    threshold: int = 10


class Told(NamedTuple):
    """What some records tell alike: where and when, the total, the values of the property, and how many records.

    `low` and `high` are the figures of the fact, None where it has none; `values` are counts in their written form.
    """

    month: str
    route: str
    country: str
    low: int | None
    high: int | None
    values: tuple[str, ...]
    records: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a table rests on what: records with a figure and without, without a day, with a range, at odds.

    `spread` is by how much the highest figures of ranges exceed the lowest, which are counted. `contradictory` are
    records whose parts add up to more than their total; what they tell by age alone counts as unknown.
    """

    told: int = 0
    untold: int = 0
    undated: int = 0
    ranges: int = 0
    spread: int = 0
    contradictory: int = 0
    unbroken: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """The counted table before anything is protected: the codes of each axis, the inner cells, how it covers.

    `units` tells for each cell how many of it are of the largest incidents; it is never published.
    """

    codes: Mapping[By, tuple[str, ...]]
    cells: Mapping[Key, int]
    coverage: Coverage
    units: Mapping[Key, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceTold:
    """One source of a table as it wants to be named."""

    code: str
    title: str
    credit: str
    licence: str
    edition: str = ""
    released_on: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """Whose a publication is: its identifier, the number of its version, who publishes, and the day."""

    uid: str
    number: int
    node: str
    authority: str
    on: str
    supersedes: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """One published file. `attack` is the result of the attack on exactly `content_digest`."""

    kind: Kind
    release: Release
    asked: Asked | None = None
    tables: tuple[Published, ...] = ()
    sources: tuple[SourceTold, ...] = ()
    coverage: Coverage = Coverage()
    attack: Mapping[str, object] = field(default_factory=dict)
    content_digest: str = ""
