"""The nouns of series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from corridor.core.series.codes import BreakReason, Counted, State

_ESCAPES = {ord(sign): f"%{ord(sign):02X}" for sign in "%~/"}
"""What stands in a key as its number: it would part the key, or the address in which it stands."""


def _unescaped(text: str) -> str:
    for sign in "~/%":
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text


LAID_TOGETHER = ""
"""Stands for the source of a series that lays together what several sources tell, each thing once."""


@dataclass(frozen=True, slots=True, order=True)
class Scope:
    """What is counted, of what, by whom. Only figures of equal scope stand in one line.

    `kind` is the code of the published series or of the incidents, "" for all; `route` and `country` narrow it, ""
    where they do not. `source` and `edition` are who publishes it and in which of its editions; `is_invented` belongs
    to a demonstration.
    """

    counted: Counted
    kind: str = ""
    route: str = ""
    country: str = ""
    source: str = LAID_TOGETHER
    edition: str = ""
    is_invented: bool = False

    @property
    def key(self) -> str:
        """The scope in one word, for addresses; `Scope.parse` reads it."""
        told = (self.counted.value, self.kind, self.route, self.country, self.source, self.edition)
        parts = (part.translate(_ESCAPES) for part in told)
        return "~".join([*parts, "invented" if self.is_invented else ""]).rstrip("~")

    @classmethod
    def parse(cls, key: str) -> Scope | None:
        """Return the scope that a word names, None where it names none."""
        parts = key.split("~")
        if len(parts) > 7 or parts[0] not in set(Counted):
            return None
        filled = [*map(_unescaped, parts), *[""] * (7 - len(parts))]
        kind, route, country, source, edition, world = filled[1:]
        return cls(Counted(filled[0]), kind, route, country, source, edition, world == "invented")


class Cell(NamedTuple):
    """What one data set tells of one kind, route, country and month: how many things, how many with a figure, sums.

    `month` is `2021-03`, a year where the source gave no month, "" where it gave nothing.
    """

    dataset: int
    kind: str
    route: str
    country: str
    month: str
    things: int
    told: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Value:
    """The figure of one month: between `low` and `high`, resting on `of` things; both 0 where it is zero or missing."""

    month: str
    state: State
    low: int = 0
    high: int = 0
    of: int = 0

    @property
    def middle(self) -> float:
        """The middle of the range."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Break:
    """From this month on a figure means something else; `reason` is a code, or the words of the officer who said so.

    `words` explain it, `by` says who: an authority, or where it is documented; `uid` names what an officer noted, and
    `mark` its marking; nothing of the two where the sources themselves say it, or the series shows it.
    """

    month: str
    reason: str
    by: str = ""
    words: str = ""
    uid: str = ""
    mark: int | None = None


@dataclass(frozen=True, slots=True)
class Documented:
    """A break that a source documents itself: of which edition, in which words, and where."""

    source: str
    edition: str
    counted: Counted
    month: str
    reason: BreakReason
    words: Mapping[str, str]
    documented: str


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes a series: names and credit as given, the release in hand and the day it was loaded."""

    title: str = ""
    name: str = ""
    credit: str = ""
    licence: str = ""
    released_on: str = ""
    loaded_on: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One figure for each month from the first to the last that the source covers, without a gap in the months.

    `revised` gives what an earlier release said of months that a later one changed; `undated` is what has no month.
    """

    scope: Scope
    values: tuple[Value, ...]
    publisher: Publisher = Publisher()
    breaks: tuple[Break, ...] = ()
    revised: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    undated: int = 0

    @property
    def first(self) -> str:
        """The first month, "" where there is none."""
        return self.values[0].month if self.values else ""

    @property
    def last(self) -> str:
        """The last month, "" where there is none."""
        return self.values[-1].month if self.values else ""

    @property
    def months(self) -> tuple[str, ...]:
        """Every month from the first to the last."""
        return tuple(value.month for value in self.values)

    @property
    def middles(self) -> tuple[float | None, ...]:
        """The middle figure of each month; None where it is missing, never 0 instead."""
        return tuple(None if value.state is State.MISSING else value.middle for value in self.values)

    @property
    def missing(self) -> tuple[str, ...]:
        """The months that the source did not cover."""
        return tuple(value.month for value in self.values if value.state is State.MISSING)

    @property
    def zeros(self) -> tuple[str, ...]:
        """The months that the source covered without a figure, or with the figure 0."""
        return tuple(value.month for value in self.values if value.state is not State.MISSING and value.high == 0)
