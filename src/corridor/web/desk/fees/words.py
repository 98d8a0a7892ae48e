"""Words for prices: why one stands apart, why there is no figure, and what each term is called."""

from __future__ import annotations

from babel.numbers import format_decimal
from django.utils.translation import gettext

from corridor import shelf
from corridor.core.fees.codes import Apart, Lack, Left, Scope, Term
from corridor.core.fees.records import Told, Way
from corridor.core.fees.rules import FEWEST_CONTRIBUTORS, FEWEST_PRICES
from corridor.web.design.shown import locale_of, number

ROUND_TO_TENS = 1000


def apart_words(why: Apart) -> str:
    """Return why a price cannot be compared."""
    return {
        Apart.NO_DATE: gettext("cannot be compared: no date"),
        Apart.NO_LEG: gettext("cannot be compared: no leg, and no places from and to"),
        Apart.NO_UNIT: gettext("cannot be compared: nobody says for whom and for what the price is"),
        Apart.NO_HEADS: gettext("cannot be compared: for a group, without the number of people"),
        Apart.NO_RATE: gettext("cannot be normalised: no rate for this currency and year"),
        Apart.NO_INDEX: gettext("cannot be normalised: no index of prices for this year"),
        Apart.OTHER_PURPOSE: gettext("not compared: paid for something else than the movement"),
    }[why]


def lack_words(why: Lack) -> str:
    """Return why there is no expected price."""
    few = {"prices": FEWEST_PRICES, "contributors": FEWEST_CONTRIBUTORS}
    return {
        Lack.TOO_FEW_PRICES: gettext("Too few prices: a figure needs %(prices)s of them.") % few,
        Lack.TOO_FEW_CONTRIBUTORS: gettext("Too few contributors: a figure needs %(contributors)s authorities.") % few,
        Lack.NO_TERMS: gettext("Of these prices too little is told to explain them."),
        Lack.TERM_NOT_TOLD: gettext("A term of the model is not told here."),
        Lack.OUT_OF_RANGE: gettext("No price like this was observed."),
    }[why]


def left_words(why: Left) -> str:
    """Return why a term is not in the model."""
    return {
        Left.NOT_TOLD: gettext("told too seldom"),
        Left.ALL_SAME: gettext("the same everywhere"),
        Left.TOO_FEW: gettext("too few prices differ in it"),
        Left.ENTANGLED: gettext("cannot be told apart from the terms before"),
    }[why]


def term_words(term: Term) -> str:
    """Return what a term is called."""
    return {
        Term.DISTANCE: gettext("Distance"),
        Term.CROSSINGS: gettext("Borders crossed"),
        Term.TERRAIN: gettext("Terrain"),
        Term.TRANSPORT: gettext("Transport"),
        Term.PAPERS: gettext("Papers"),
        Term.RISK: gettext("Dangers told"),
    }[term]


def scope_words(scope: Scope) -> str:
    """Return what prices are for."""
    return {Scope.LEG: gettext("One person, one leg"), Scope.JOURNEY: gettext("One person, whole journey")}[scope]


def level_words(term: Term, level: str, language: str) -> str:
    """Return what one kind of a term is called."""
    if term is Term.TRANSPORT:
        return code_words("transport", level, language)
    return {
        "sea": gettext("Sea"),
        "river": gettext("River"),
        "desert": gettext("Desert"),
        "mountain": gettext("Mountains"),
        "land": gettext("Land"),
        "air": gettext("Air"),
        "with": gettext("With papers"),
        "without": gettext("Without papers"),
    }.get(level, level)


def code_words(prop: str, code: str, language: str) -> str:
    """Return what a code of the list of a property is called."""
    vocabulary = shelf.registry().vocabulary_of(prop)
    term = vocabulary.terms.get(code) if vocabulary is not None else None
    return code if term is None else term.labels[language]


def money(amount: float, currency: str, language: str) -> str:
    """Return an amount rounded for reading: to the unit, and from a thousand on to tens."""
    whole = round(amount / 10) * 10 if abs(amount) >= ROUND_TO_TENS else round(amount)
    return f"{number(whole, language)}\u00a0{currency}"


def span(low: float, high: float, currency: str, language: str) -> str:
    """Return two amounts as an interval."""
    low_text, high_text = money(low, currency, language), money(high, currency, language)
    return low_text if low_text == high_text else f"{low_text.rpartition(chr(160))[0]} – {high_text}"


def factor(value: float, language: str) -> str:
    """Return a factor with two digits."""
    return format_decimal(value, format="0.00", locale=locale_of(language))


def told_words(told: Told, language: str) -> str:
    """Return a price as it is told."""
    low = f"{number(round(told.low.amount), language)}"
    text = f"{low}\u00a0{told.low.currency}"
    if told.high is not None:
        text = f"{low} – {number(round(told.high.amount), language)}\u00a0{told.low.currency}"
    return gettext("%(price)s and more") % {"price": text} if told.is_open else text


def way_words(way: Way, language: str) -> tuple[str, ...]:
    """Return what is told of a way, term by term."""
    found = []
    if way.transport:
        found.append(code_words("transport", way.transport, language))
    if way.distance_km is not None:
        km = gettext("%(km)s km") % {"km": number(round(way.distance_km), language)}
        found.append(gettext("%(distance)s in a straight line") % {"distance": km} if way.is_straight else km)
    for term, level in ((Term.TERRAIN, way.terrain), (Term.PAPERS, way.papers)):
        if level:
            found.append(level_words(term, level, language))
    return tuple(found)


def way_title(way: Way) -> str:
    """Return from where to where a way leads."""
    return f"{way.start or '?'} → {way.end or '?'}"
