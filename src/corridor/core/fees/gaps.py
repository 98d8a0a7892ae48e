"""The lawful route beside the smugglers' price: what it costs, how long it takes, and how far the two lie apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from corridor.core.fees.codes import Apart
from corridor.core.fees.rates import Rates, Unit
from corridor.core.fees.records import Money


@dataclass(frozen=True, slots=True)
class Lawful:
    """A lawful route as a source tells it; cost and waiting time from lowest to highest, None where not told."""

    uid: str
    kind: str
    origin: str
    destination: str
    low: Money
    high: Money
    days: tuple[float, float] | None
    on: str
    source: str


class Gap(NamedTuple):
    """Cost of the lawful route in the unit, and smugglers' price less that cost, as an interval; or why there is none.

    A gap above nil says that the smugglers' price is higher.
    """

    cost_low: float | None
    cost_high: float | None
    low: float | None
    high: float | None
    why: Apart | None = None


def gap(lawful: Lawful, price: tuple[float, float] | None, rates: Rates, unit: Unit) -> Gap:
    """Return the gap between a smugglers' price, as an interval, and a lawful route."""
    year = int(lawful.on[:4]) if lawful.on else 0
    least, most = rates.convert(lawful.low, year, unit), rates.convert(lawful.high, year, unit)
    if least.amount is None or most.amount is None:
        return Gap(None, None, None, None, least.why or most.why)
    if price is None:
        return Gap(least.amount, most.amount, None, None)
    return Gap(least.amount, most.amount, price[0] - most.amount, price[1] - least.amount)
