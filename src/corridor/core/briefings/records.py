"""The nouns of briefings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from corridor.core.briefings.codes import Asks, Kind, Level, NoFigure


@dataclass(frozen=True, slots=True)
class Binding:
    """The question behind a figure: what is asked, of which series or reference figure, of which months.

    `about` is the key of a series or the reference of a figure. `since` and `until` are its months, both among them;
    a change is that from the months `base_since` to `base_until`. A shift is about the series that fell;
    `beside` is the key of the one that rose. An assessment is about a measure; `beside` says which estimate of which
    choice of areas. A map is about what is drawn, as the picture asks it.
    """

    asks: Asks
    about: str
    since: str = ""
    until: str = ""
    base_since: str = ""
    base_until: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A figure between `low` and `high`, of the months from `since` to `until`; a least figure where months lack."""

    low: Decimal
    high: Decimal
    since: str
    until: str
    is_minimum: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What a binding comes to now: the figure as it is written, and the levels that it may reach."""

    text: str
    levels: frozenset[Level]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, a sentence or a chart as its author left it.

    `kept` is each figure as the author last saw it, `levels` the levels that all of them could reach then.
    `replacement` stands in a version that may not have it; `confirmed` are the typed numbers that are no figures.
    """

    kind: Kind
    text: str
    bindings: Mapping[str, Binding] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)
    levels: frozenset[Level] = frozenset(Level)
    replacement: str = ""
    is_full_only: bool = False
    confirmed: Mapping[str, NoFigure] = field(default_factory=dict)
