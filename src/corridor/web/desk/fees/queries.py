"""Reads of prices, the reader first: what can be compared, what stands apart, what is expected, what is lawful."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.fees.codes import Lack, Scope
from corridor.core.fees.errors import CurrencyUnusable
from corridor.core.fees.gaps import Gap, Lawful, gap
from corridor.core.fees.model import Expected, Model, Outlier, expected, model_of, outliers
from corridor.core.fees.rates import Unit
from corridor.core.fees.records import Aside, Price, Told, Way
from corridor.core.fees.rules import Middle, compared, middle
from corridor.core.kernel.text import fold
from corridor.web.desk.fees.lawful import lawful_for
from corridor.web.desk.fees.told import Telling

SHOWN_IN = ("USD", "EUR", "GBP")
"""The currencies in which prices can be shown."""


@dataclass(frozen=True)
class Question:
    """Which prices are asked for; an empty field asks for all. `what_if` is a way whose price is to be estimated.

    `with_days` asks on which day each was first told as well.
    """

    scope: Scope = Scope.LEG
    since: str = ""
    until: str = ""
    route: str = ""
    start: str = ""
    end: str = ""
    currency: str = "USD"
    invented: bool = False
    what_if: Way | None = None
    with_days: bool = False


@dataclass(frozen=True)
class WayPrices:
    """The prices of one way, where their middle lies, and what the model expects."""

    way: Way
    prices: tuple[Price, ...]
    middle: Middle
    expected: Expected | Lack


@dataclass(frozen=True)
class Beside:
    """From one country to another: what smugglers take, as an interval, and each lawful route with its gap."""

    start: str
    end: str
    middle: Middle
    is_journey: bool
    lawful: tuple[tuple[Lawful, Gap], ...]


@dataclass(frozen=True)
class Answer:
    """Everything that answers a question about prices."""

    unit: Unit
    prices: tuple[Price, ...]
    asides: tuple[Aside, ...]
    ways: tuple[WayPrices, ...]
    model: Model | Lack
    outliers: tuple[Outlier, ...]
    estimate: Expected | Lack | None
    beside: tuple[Beside, ...]
    is_more: bool
    items: Mapping[int, int] = field(default_factory=dict)
    """How many information items are shown, by mark."""
    marks: frozenset[int] = frozenset()
    """The marks of everything that moved a figure."""


def fees_for(officer: Officer, question: Question) -> Answer:
    """Return the prices that a reader may count, made comparable, with all that follows from them.

    The markings filter before anything is counted: what this reader may not see moves no figure.

    Raises:
        NotPermitted: The officer's function does not read the picture.
        CurrencyUnusable: There is no rate for the currency asked for.
    """
    check_permission(officer, Permission.PICTURE_READ)
    rates = shelf.rates()
    unit = Unit(question.currency, rates.base_year)
    if question.currency not in SHOWN_IN or (question.currency, unit.year) not in rates.currencies:
        raise CurrencyUnusable
    telling = Telling(officer, "fee", invented=question.invented, with_days=question.with_days)
    told = [compared(one, rates, unit) for one in telling.prices() if _falls(one, question)]
    prices = [one for one in told if isinstance(one, Price) and one.scope is question.scope]
    model = model_of(prices)
    shown = tuple(one for one in prices if _is_asked(one.way, question))
    every = [one for one in told if isinstance(one, Price)]
    asides = tuple(one for one in told if isinstance(one, Aside) and _is_aside_asked(one, question))
    lawful, of_lawful = lawful_for(officer, invented=question.invented)
    return Answer(
        unit=unit,
        prices=shown,
        asides=asides,
        ways=_ways(shown, model),
        model=model,
        outliers=tuple(outliers(model, shown)) if isinstance(model, Model) else (),
        estimate=_estimate(model, question.what_if),
        beside=_beside(lawful, question, every, unit),
        is_more=telling.is_more,
        marks=frozenset(telling.marks() | of_lawful),
        items=telling.items_of([*(one.told for one in shown), *(one.told for one in asides)]),
    )


def opened_for(officer: Officer, question: Question, answer: Answer) -> tuple[Question, Answer]:
    """Return what a page opens on that was asked for nothing: the invented world, where it alone has prices."""
    if answer.prices or question.invented:
        return question, answer
    invented = replace(question, invented=True)
    found = fees_for(officer, invented)
    return (invented, found) if found.prices else (question, answer)


def _estimate(model: Model | Lack, way: Way | None) -> Expected | Lack | None:
    if way is None:
        return None
    return expected(model, way) if isinstance(model, Model) else model


def _falls(told: Told, question: Question) -> bool:
    """A price without a date falls into no period, and stands apart where none is asked for."""
    if question.since and not told.on >= question.since:
        return False
    return not question.until or "" < told.on < question.until + "~"


def _is_asked(way: Way, question: Question) -> bool:
    return (
        (not question.route or fold(question.route) == fold(way.route))
        and question.start in ("", way.start_country)
        and question.end in ("", way.end_country)
    )


def _is_aside_asked(aside: Aside, question: Question) -> bool:
    if aside.told.way is None:
        return not (question.route or question.start or question.end)
    return _is_asked(aside.told.way, question)


def _ways(prices: tuple[Price, ...], model: Model | Lack) -> tuple[WayPrices, ...]:
    """Return the prices by way, those with most prices first."""
    by_way: dict[tuple[str, str, str], list[Price]] = {}
    for price in prices:
        by_way.setdefault((price.way.key, price.way.transport, price.way.papers), []).append(price)
    found = []
    for some in by_way.values():
        way = some[0].way
        hoped = expected(model, way) if isinstance(model, Model) else model
        found.append(WayPrices(way, tuple(some), middle(some), hoped))
    order = sorted(
        found, key=lambda one: (-len(one.prices), one.way.start, one.way.end, one.way.key, one.way.transport)
    )
    return tuple(order)


def _beside(lawful: Sequence[Lawful], question: Question, prices: Sequence[Price], unit: Unit) -> tuple[Beside, ...]:
    """Return the lawful routes beside the prices from one country to another; a whole journey, where any is told."""
    pairs: dict[tuple[str, str], list[Price]] = {(one.origin, one.destination): [] for one in lawful}
    for price in prices:
        pair = price.way.start_country, price.way.end_country
        if "" not in pair and pair[0] != pair[1]:
            pairs.setdefault(pair, []).append(price)
    found = []
    for (start, end), some in sorted(pairs.items()):
        if question.start not in ("", start) or question.end not in ("", end):
            continue
        journeys = [price for price in some if price.scope is Scope.JOURNEY]
        figures = middle(journeys or some)
        both = None if figures.low is None or figures.high is None else (figures.low, figures.high)
        ways = tuple(
            (one, gap(one, both, shelf.rates(), unit))
            for one in lawful
            if (one.origin, one.destination) == (start, end)
        )
        found.append(Beside(start, end, figures, bool(journeys), ways))
    return tuple(found)
