"""Two periods of one question side by side: only sources that tell something of both take part in a difference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Share(NamedTuple):
    """What one source tells of one part of the answer (a route, a country, a square) in one period."""

    source: str
    part: str
    month: str
    low: int
    high: int


class Covered(NamedTuple):
    """In how many months of each period a source tells something."""

    source: str
    before: int
    after: int

    @property
    def is_compared(self) -> bool:
        """Tell whether the source takes part in the difference."""
        return self.before > 0 and self.after > 0


class Difference(NamedTuple):
    """One part of the answer in both periods, each as its lowest and highest figure."""

    part: str
    before: tuple[int, int]
    after: tuple[int, int]

    @property
    def least(self) -> int:
        """The smallest change that the figures allow."""
        return self.after[0] - self.before[1]

    @property
    def most(self) -> int:
        """The largest change that the figures allow."""
        return self.after[1] - self.before[0]

    @property
    def direction(self) -> int:
        """1 when it rose for certain, -1 when it fell for certain, 0 when the figures do not tell."""
        return 1 if self.least > 0 else -1 if self.most < 0 else 0


def covered(before: Iterable[Share], after: Iterable[Share]) -> tuple[Covered, ...]:
    """Return what each source covers of two periods, by source."""
    months: dict[str, tuple[set[str], set[str]]] = {}
    for side, shares in enumerate((before, after)):
        for share in shares:
            months.setdefault(share.source, (set(), set()))[side].add(share.month)
    return tuple(Covered(source, len(months[source][0]), len(months[source][1])) for source in sorted(months))


def differences(
    before: Iterable[Share], after: Iterable[Share], compared: Mapping[str, bool]
) -> tuple[Difference, ...]:
    """Return the difference of every part, by name, over the sources that take part."""
    sums: dict[str, list[int]] = {}
    for side, shares in enumerate((before, after)):
        for share in shares:
            if compared.get(share.source):
                figures = sums.setdefault(share.part, [0, 0, 0, 0])
                figures[2 * side] += share.low
                figures[2 * side + 1] += share.high
    return tuple(Difference(part, (a, b), (c, d)) for part, (a, b, c, d) in sorted(sums.items()))
