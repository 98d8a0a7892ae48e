"""A table on its way to be published: what is small or dominated in it is hidden, or everything is rounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corridor.core.disclosure.attacking import Named
from corridor.core.disclosure.codes import TOTAL, Method, State, Why
from corridor.core.disclosure.records import Dominance, Key, Place, Policy, Published, Shown, Table, bounds_of
from corridor.core.disclosure.rounding import rounded
from corridor.core.disclosure.tables import behind, keys_of, place_of, summed


@dataclass
class Draft:
    """A table on its way to be published."""

    table: Table
    policy: Policy
    release: int
    counts: Mapping[Key, int]
    values: Mapping[Key, int]
    hidden: dict[Key, Why]
    demanded: Mapping[Key, int]
    tellers: Mapping[Key, Mapping[str, int]]

    @classmethod
    def of(cls, table: Table, policy: Policy, secret: bytes, release: int) -> Draft:
        """Return a table with its small cells hidden, or with its cells rounded."""
        counts = summed(table, table.cells)
        units, tellers = behind(table, table.units), behind(table, table.tellers)
        keys = keys_of(table)
        demanded = {key: width for key in keys if (width := _dominated(counts[key], units, tellers, key, policy))}
        draft = cls(table, policy, release, {key: counts[key] for key in keys}, {}, {}, demanded, tellers)
        draft.values = {
            key: rounded(counts[key], policy.base, secret=secret, counted=table.counted,
                         place=draft.place(key), units=(units.get(key, {}) if table.is_lasting else {}))
            if policy.method is Method.ROUNDING else counts[key]
            for key in keys
        }  # fmt: skip
        draft.hidden = {key: why for key in keys if (why := draft.reason(key))}
        return draft

    def place(self, key: Key) -> Place:
        """Return what a cell counts, the same as in tables that do not tell apart what it adds up.

        An axis with a code for unknown has everybody on it, so that its sum says nothing; a sum of months does.
        """
        whole = zip(self.table.axes, key, strict=True)
        shown = [(axis, code) for axis, code in whole if code != TOTAL or axis.unknown_code is None]
        return place_of([axis for axis, _ in shown], self.table.within, tuple(code for _, code in shown))

    def reason(self, key: Key) -> Why | None:
        """Return why a cell itself is not shown."""
        if key in self.demanded:
            return Why.DOMINATED
        if self.policy.method is Method.ROUNDING:
            return None
        if 0 < self.counts[key] < self.policy.threshold:
            return Why.SMALL
        rests = (self.counts[key] - mine for mine in self.tellers.get(key, {}).values())
        return Why.REST_SMALL if any(0 < rest < self.policy.threshold for rest in rests) else None

    @property
    def published(self) -> Published:
        """The table as it would be published now."""
        return Published(
            name=self.table.name,
            axes=self.table.axes,
            cells={
                key: Shown(State.HIDDEN) if key in self.hidden else Shown(self.state, value)
                for key, value in self.values.items()
            },
            method=self.policy.method,
            counted=self.table.counted,
            within=self.table.within,
            threshold=self.policy.threshold,
            base=self.policy.base,
            width=self.policy.width,
            release=self.release,
        )

    def ends(self, key: Key) -> tuple[float, float]:
        """Return between which numbers a cell would be known to lie, were it shown."""
        low, high = bounds_of(Shown(self.state, self.values[key]), self.policy.base)
        return float(low), float(high or 0)

    @property
    def state(self) -> State:
        """How a cell is shown."""
        return State.ROUNDED if self.policy.method is Method.ROUNDING else State.SHOWN

    @property
    def is_empty(self) -> bool:
        """Whether somebody is counted, and no cell that counts anybody is shown."""
        somebody = [key for key, count in self.counts.items() if count]
        return bool(somebody) and all(key in self.hidden for key in somebody)

    @property
    def told_by(self) -> frozenset[str]:
        """The authorities that told of it."""
        return frozenset(teller for parts in self.tellers.values() for teller in parts)

    def named(self, key: Key) -> Named:
        """Return what a cell is called."""
        return self.release, self.table.name, key


def _dominated(
    count: int,
    units: Mapping[Key, Mapping[str, int]],
    tellers: Mapping[Key, Mapping[str, int]],
    key: Key,
    policy: Policy,
) -> int | None:
    """Return how wide a cell must stay because few incidents or authorities are behind it, None where many are."""
    widths = [_width(count, parts[key], policy) for parts in (units, tellers) if key in parts]
    return max((width for width in widths if width is not None), default=None)


def _width(count: int, parts: Mapping[str, int], policy: Policy) -> int | None:
    rule: Dominance | None = policy.dominance
    if rule is None or count < policy.threshold or not parts:
        return None
    sizes = sorted(parts.values(), reverse=True)
    largest, second = sizes[0], sizes[1] if len(sizes) > 1 else 0
    holds_most = 100 * sum(sizes[: rule.largest]) > rule.share_percent * count
    is_guessed = 100 * (count - largest - second) < rule.within_percent * largest
    if not holds_most and not is_guessed:
        return None
    return max(policy.width, -(-rule.within_percent * largest // 100))
