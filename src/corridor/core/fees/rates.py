"""Yearly rates of currencies and the index of prices, by which money of one year becomes money of another.

The tables and where they come from stand in the README beside this module. A year that is not over is provisional.
What has no rate cannot be converted; nothing is taken from a neighbouring year.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import NamedTuple

from corridor.core.fees.codes import Apart
from corridor.core.fees.errors import RatesInvalid
from corridor.core.fees.records import Money

PROVISIONAL = "*"


class Rate(NamedTuple):
    """US dollars for one unit of a currency in the mean of a year, or the index of prices of a year."""

    value: float
    source: str
    is_provisional: bool


class Converted(NamedTuple):
    """An amount in the money of the unit, or why there is none."""

    amount: float | None
    why: Apart | None = None
    is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """The money in which prices are compared: a currency, at the prices of a year."""

    currency: str
    year: int


@dataclass(frozen=True)
class Rates:
    """Every yearly rate and the index of prices."""

    currencies: dict[tuple[str, int], Rate]
    prices: dict[int, Rate]

    @property
    def base_year(self) -> int:
        """The latest year that is over and for which the index of prices is known."""
        return max(year for year, rate in self.prices.items() if not rate.is_provisional)

    def convert(self, money: Money, year: int, unit: Unit) -> Converted:
        """Return an amount of a year in the money of the unit.

        It becomes dollars at the mean rate of its year, dollars of the unit's year by the index of prices, then the
        currency of the unit at the mean rate of the unit's year.
        """
        rate, back = self.currencies.get((money.currency, year)), self.currencies.get((unit.currency, unit.year))
        if rate is None or back is None:
            return Converted(None, Apart.NO_RATE)
        then, now = self.prices.get(year), self.prices.get(unit.year)
        if then is None or now is None:
            return Converted(None, Apart.NO_INDEX)
        amount = float(money.amount) * rate.value * now.value / then.value / back.value
        return Converted(amount, None, rate.is_provisional or then.is_provisional)


def rates_from(currencies: str, prices: str) -> Rates:
    """Read both tables.

    Raises:
        RatesInvalid: A line of either is wrong.
    """
    found: dict[tuple[str, int], Rate] = {}
    for line, row in enumerate(csv.DictReader(currencies.splitlines()), start=2):
        found[row["currency"], _year(row["year"], line)] = _rate(row["usd"], row["source"], line)
    index = {
        _year(row["year"], line): _rate(row["index"], row["source"], line)
        for line, row in enumerate(csv.DictReader(prices.splitlines()), start=2)
    }
    return Rates(found, index)


def _year(text: str, line: int) -> int:
    if len(text) != len("2025") or not text.isdecimal():
        raise RatesInvalid(line=line)
    return int(text)


def _rate(text: str, source: str, line: int) -> Rate:
    try:
        value = float(text)
    except ValueError:
        raise RatesInvalid(line=line) from None
    if not 0 < value < float("inf"):
        raise RatesInvalid(line=line)
    return Rate(value, source.removesuffix(PROVISIONAL), source.endswith(PROVISIONAL))
