"""What price is to be expected: prices explained by distance, crossings, terrain, transport, papers and dangers.

The logarithm of the price is explained by few terms, so that each coefficient reads as a factor: "by sea, 1.8 times the
price over land". A term that is not told is unknown and never nil: while a term is in the model, prices without it are
left out and counted. Without enough prices and contributors there is no model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import median

from corridor.core.fees.codes import Lack, Left, Term
from corridor.core.fees.fitting import Fitted, fit, quantile
from corridor.core.fees.records import Price, Way
from corridor.core.fees.rules import FEWEST_CONTRIBUTORS, FEWEST_PRICES, contributors

FEWEST_PER_COEFFICIENT = 6
FEWEST_OF_A_KIND = 4
"""A kind that fewer prices tell is not compared with others, nor a number from which fewer differ."""

TOLD_BY = 2 / 3
"""A term that a smaller part of the prices tells is not tried."""

NUMBERS = frozenset({Term.DISTANCE, Term.CROSSINGS, Term.RISK})
FAR = 3.5
"""So many times the usual deviation away, a price is an outlier (Iglewicz and Hoaglin's modified score)."""


@dataclass(frozen=True, slots=True)
class Factor:
    """What one term does to the price: times `factor`, with its interval.

    For the distance, `level` is empty and the factor is that of twice the distance; for a number, of one more; for a
    kind, against `base`.
    """

    term: Term
    level: str
    base: str
    factor: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Model:
    """The fit, the prices it rests on, and which terms it does without and why.

    `left_out` counts the comparable prices without a term of the model or without an upper end; `spread` is the factor
    around what is expected within which half of the prices lie.
    """

    factors: tuple[Factor, ...]
    without: Mapping[Term, Left]
    prices: int
    contributors: int
    left_out: int
    explained: float
    spread: float
    fitted: Fitted
    levels: Mapping[Term, tuple[str, ...]]
    ranges: Mapping[Term, tuple[float, float]]

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms of the model in their order."""
        return tuple(term for term in Term if term in self.levels or term in self.ranges)


@dataclass(frozen=True, slots=True)
class Expected:
    """A price to be expected and the interval in which 95 of 100 new prices would lie."""

    price: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Outlier:
    """A price far from what is expected: so many times the expected price, and by how many usual deviations."""

    price: Price
    times: float
    deviations: float
    expected: Expected


def model_of(prices: Sequence[Price]) -> Model | Lack:
    """Return the model of some prices, or why there is none.

    Terms are tried in their order and kept where enough prices tell them, where they differ, and where they say
    something that the terms before do not.
    """
    usable = sorted((price for price in prices if price.middle is not None), key=_order)
    if len(usable) < FEWEST_PRICES:
        return Lack.TOO_FEW_PRICES
    if len(contributors(usable)) < FEWEST_CONTRIBUTORS:
        return Lack.TOO_FEW_CONTRIBUTORS
    terms: list[Term] = []
    without: dict[Term, Left] = {}
    for term in Term:
        if (why := _why_not(term, terms, usable)) is None:
            terms.append(term)
        else:
            without[term] = why
    return _made(terms, without, usable, len(prices)) if terms else Lack.NO_TERMS


def _made(terms: Sequence[Term], without: Mapping[Term, Left], usable: Sequence[Price], told: int) -> Model | Lack:
    rows = _complete(terms, usable)
    levels = _levels(terms, rows)
    fitted = fit([_row(price.way, terms, levels) for price in rows], [log(price.middle or 1) for price in rows])
    if fitted is None:
        return Lack.TOO_FEW_PRICES
    ranges = {
        term: (min(values), max(values))
        for term in terms
        if term in NUMBERS
        for values in [[float(price.way.term(term) or 0) for price in rows]]
    }
    return Model(
        factors=tuple(_factors(terms, levels, fitted)),
        without=without,
        prices=len(rows),
        contributors=len(contributors(rows)),
        left_out=told - len(rows),
        explained=fitted.explained,
        spread=exp(0.6745 * fitted.spread),
        fitted=fitted,
        levels=levels,
        ranges=ranges,
    )


def _order(price: Price) -> tuple[str, float, str]:
    return price.told.key, price.middle or 0, price.way.key


def _why_not(term: Term, chosen: Sequence[Term], prices: Sequence[Price]) -> Left | None:
    """Return why a term cannot join those that were chosen; None where it can."""
    if sum(price.way.term(term) is not None for price in prices) < TOLD_BY * len(prices):
        return Left.NOT_TOLD
    terms = [*chosen, term]
    rows = _complete(terms, prices)
    levels = _levels(terms, rows)
    values = {price.way.term(term) for price in rows}
    if len(values) < 2 and rows:
        return Left.ALL_SAME
    if rows and len(rows) - max(Counter(price.way.term(term) for price in rows).values()) < FEWEST_OF_A_KIND:
        return Left.TOO_FEW
    width = len(_row(rows[0].way, terms, levels)) if rows else 0
    if len(rows) < max(FEWEST_PRICES, FEWEST_PER_COEFFICIENT * width):
        return Left.TOO_FEW
    if len(contributors(rows)) < FEWEST_CONTRIBUTORS:
        return Left.TOO_FEW
    if fit([_row(price.way, terms, levels) for price in rows], [0.0] * len(rows)) is None:
        return Left.ENTANGLED
    return None


def _complete(terms: Sequence[Term], prices: Sequence[Price]) -> list[Price]:
    """Return the prices that tell every term, without those of a kind that hardly any other is of."""
    rows = [price for price in prices if all(price.way.term(term) is not None for term in terms)]
    for term in terms:
        if term not in NUMBERS:
            counts = Counter(price.way.term(term) for price in rows)
            rows = [price for price in rows if counts[price.way.term(term)] >= FEWEST_OF_A_KIND]
    if Term.DISTANCE in terms:
        rows = [price for price in rows if (price.way.distance_km or 0) > 0]
    return rows


def _levels(terms: Sequence[Term], rows: Sequence[Price]) -> dict[Term, tuple[str, ...]]:
    """Return the kinds of each term that is no number, the most frequent first; it is what others are compared with."""
    found = {}
    for term in terms:
        if term not in NUMBERS:
            counts = Counter(str(price.way.term(term)) for price in rows)
            found[term] = tuple(sorted(counts, key=lambda level: (-counts[level], level)))
    return found


def _row(way: Way, terms: Sequence[Term], levels: Mapping[Term, tuple[str, ...]]) -> list[float]:
    row = [1.0]
    for term in terms:
        value = way.term(term)
        if term is Term.DISTANCE:
            row.append(log(float(value or 1)))
        elif term in NUMBERS:
            row.append(float(value or 0))
        else:
            row += [float(value == level) for level in levels[term][1:]]
    return row


def _factors(terms: Sequence[Term], levels: Mapping[Term, tuple[str, ...]], fitted: Fitted) -> list[Factor]:
    found, n, wide = [], 1, quantile(fitted.freedom)
    for term in terms:
        for level in levels.get(term, ("", ""))[1:]:
            unit = log(2) if term is Term.DISTANCE else 1.0
            b, error = fitted.coefficients[n] * unit, fitted.error(n) * unit
            base = levels[term][0] if term in levels else ""
            found.append(Factor(term, level, base, exp(b), exp(b - wide * error), exp(b + wide * error)))
            n += 1
    return found


def expected(model: Model, way: Way) -> Expected | Lack:
    """Return what price is to be expected for a way, or why none can be.

    A term of the model that is not told, or lies outside what was observed, is no reason to guess.
    """
    for term in model.terms:
        value = way.term(term)
        if value is None:
            return Lack.TERM_NOT_TOLD
        if term in model.levels and value not in model.levels[term]:
            return Lack.OUT_OF_RANGE
        if term in model.ranges:
            low, high = model.ranges[term]
            if not low <= float(value) <= high:
                return Lack.OUT_OF_RANGE
    value, error = model.fitted.at(_row(way, model.terms, model.levels))
    wide = quantile(model.fitted.freedom) * error
    return Expected(exp(value), exp(value - wide), exp(value + wide))


def outliers(model: Model, prices: Sequence[Price]) -> list[Outlier]:
    """Return the prices that lie far from what the model expects, the farthest first.

    How far is usual is measured by the median of the deviations, which outliers themselves hardly move.
    """
    told = []
    for price in sorted(prices, key=_order):
        hoped = expected(model, price.way)
        if price.middle is not None and isinstance(hoped, Expected):
            told.append((price, log(price.middle) - log(hoped.price), hoped))
    if len(told) < FEWEST_PRICES:
        return []
    middle = median(off for _, off, _ in told)
    usual = median(abs(off - middle) for _, off, _ in told)
    if usual <= 0:
        return []
    scored = [Outlier(price, exp(off), 0.6745 * (off - middle) / usual, hoped) for price, off, hoped in told]
    far = [one for one in scored if abs(one.deviations) > FAR]
    return sorted(far, key=lambda one: (-abs(one.deviations), one.price.told.key))
