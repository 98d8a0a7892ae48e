"""Prices of movements: made comparable or set apart, their middle, the model and the gap."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from math import exp, log
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.fees.codes import Apart, Lack, Left, Scope, Term
from corridor.core.fees.errors import RatesInvalid
from corridor.core.fees.fitting import quantile
from corridor.core.fees.gaps import Lawful, gap
from corridor.core.fees.model import Expected, Model, expected, model_of, outliers
from corridor.core.fees.rates import Rates, Unit, rates_from
from corridor.core.fees.records import Aside, Money, Price, Told, Way
from corridor.core.fees.rules import FEWEST_PRICES, compared, middle

RATES = rates_from(
    "currency,year,usd,source\nEUR,2020,1.2,ecb\nEUR,2025,1.5,ecb\nUSD,2020,1,ecb\nUSD,2025,1,ecb\nUSD,2026,1,ecb*\n",
    "year,index,source\n2020,100,bls\n2025,125,bls\n2026,130,bls*\n",
)
UNIT = Unit("USD", 2025)
WAY = Way("leg-1", is_leg=True, distance_km=600.0, terrain="sea", transport="inflatable-boat")
TOLD = Told("1", "u1", Money(Decimal(1000), "EUR"), on="2020-05", unit="person-leg", way=WAY)
SAYERS = ("XA-POL", "XB-BRD", "XC-POL")


def price(n: int, amount: float, way: Way = WAY, *, by: str = "", high: float | None = None) -> Price:
    told = replace(TOLD, key=f"{n:05}", uid=f"u{n}", contributors=frozenset({by or SAYERS[n % 3]}))
    return Price(told, way, Scope.LEG, amount, amount if high is None else high)


def priced(n: int, seed: int = 5) -> list[Price]:
    """Return prices that follow 20 x distance^0.6, half as much again over the sea, and chance of a tenth."""
    random = Random(seed)  # an invented series
    found = []
    for number in range(n):
        distance, terrain = random.uniform(100, 900), random.choice(("sea", "land"))
        amount = 20 * distance**0.6 * (1.5 if terrain == "sea" else 1) * exp(random.gauss(0, 0.1))
        found.append(price(number, amount, Way(f"w{number}", distance_km=distance, terrain=terrain)))
    return found


def test_a_price_becomes_money_of_one_currency_and_year() -> None:
    done = compared(TOLD, RATES, UNIT)

    assert isinstance(done, Price)
    assert done.low == pytest.approx(1000 * 1.2 * 125 / 100)
    assert not done.is_provisional


def test_money_of_a_year_that_is_not_over_is_provisional() -> None:
    done = compared(replace(TOLD, low=Money(Decimal(10), "USD"), on="2026-02-03"), RATES, UNIT)

    assert isinstance(done, Price)
    assert done.is_provisional
    assert RATES.base_year == 2025


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"on": ""}, Apart.NO_DATE),
        ({"way": None}, Apart.NO_LEG),
        ({"unit": ""}, Apart.NO_UNIT),
        ({"unit": "document"}, Apart.NO_UNIT),
        ({"unit": "group"}, Apart.NO_HEADS),
        ({"unit": "group", "heads": (0, 4)}, Apart.NO_HEADS),
        ({"on": "2021"}, Apart.NO_RATE),
        ({"low": Money(Decimal(5), "XTS")}, Apart.NO_RATE),
        ({"purpose": "bribe"}, Apart.OTHER_PURPOSE),
        ({"purpose": "ransom"}, Apart.OTHER_PURPOSE),
    ],
)
def test_what_cannot_be_compared_stands_apart_with_its_reason(changes: dict[str, object], why: Apart) -> None:
    done = compared(replace(TOLD, **changes), RATES, UNIT)  # type: ignore[arg-type]  # fields of Told

    assert isinstance(done, Aside)
    assert done.why is why


def test_a_price_for_a_group_is_divided_by_its_people_as_an_interval() -> None:
    done = compared(replace(TOLD, unit="group", heads=(4, 5)), RATES, UNIT)

    assert isinstance(done, Price)
    assert [done.low, done.high or 0] == pytest.approx([300, 375])


def test_a_price_without_upper_end_is_counted_and_never_averaged() -> None:
    prices = [price(n, 100.0) for n in range(FEWEST_PRICES)]
    opened = compared(replace(TOLD, high=Money(Decimal(20000), "EUR"), is_open=True), RATES, UNIT)

    assert isinstance(opened, Price)
    assert opened.middle is None
    assert middle([*prices, opened]) == middle(prices)


@pytest.mark.parametrize(("count", "sayers"), [(FEWEST_PRICES - 1, 3), (60, 2)])
def test_too_few_prices_or_contributors_give_no_figure_at_all(count: int, sayers: int) -> None:
    prices = [price(n, 500.0 + n, by=SAYERS[n % sayers]) for n in range(count)]

    found = middle(prices)

    assert found[2:] == (None,) * 5
    assert isinstance(model_of(prices), Lack)


def test_the_interval_of_the_median_is_that_of_the_binomial() -> None:
    found = middle([price(n, float(n + 1)) for n in range(12)])

    assert (found.low, found.median, found.high) == (3.0, 6.5, 10.0)


def test_the_model_finds_what_the_prices_follow() -> None:
    model = model_of(priced(120))

    assert isinstance(model, Model)
    distance, terrain = model.factors
    assert (distance.term, terrain.term) == (Term.DISTANCE, Term.TERRAIN)
    assert distance.low < 2**0.6 < distance.high
    against = 1.5 if terrain.level == "sea" else 1 / 1.5
    assert terrain.low < against < terrain.high
    assert model.without[Term.PAPERS] is Left.NOT_TOLD


def test_about_95_of_100_new_prices_lie_in_the_interval_expected() -> None:
    model = model_of(priced(150))
    assert isinstance(model, Model)

    inside = [
        hoped.low <= (one.middle or 0) <= hoped.high
        for one in priced(400, seed=6)
        if isinstance(hoped := expected(model, one.way), Expected)
    ]

    assert len(inside) > 300
    assert 0.90 <= sum(inside) / len(inside) <= 0.99


@pytest.mark.parametrize(
    ("way", "why"),
    [
        (Way("", distance_km=None, terrain="sea"), Lack.TERM_NOT_TOLD),
        (Way("", distance_km=300.0), Lack.TERM_NOT_TOLD),
        (Way("", distance_km=5000.0, terrain="sea"), Lack.OUT_OF_RANGE),
        (Way("", distance_km=300.0, terrain="desert"), Lack.OUT_OF_RANGE),
    ],
)
def test_nothing_is_expected_of_what_is_not_told_or_was_never_observed(way: Way, why: Lack) -> None:
    model = model_of(priced(60))
    assert isinstance(model, Model)

    assert expected(model, way) is why


def test_an_unknown_term_is_left_out_and_not_taken_for_nil() -> None:
    prices = priced(60)
    unknown = [replace(one, way=replace(one.way, distance_km=None)) for one in prices[:10]]

    model = model_of([*unknown, *prices[10:]])

    assert isinstance(model, Model)
    assert (model.prices, model.left_out) == (50, 10)


def test_terms_that_cannot_be_told_apart_are_named_and_left_out() -> None:
    prices = [replace(one, way=replace(one.way, transport=f"by-{one.way.terrain}")) for one in priced(60)]

    model = model_of(prices)

    assert isinstance(model, Model)
    assert model.without[Term.TRANSPORT] is Left.ENTANGLED


def test_prices_of_which_nothing_is_told_have_no_model_though_they_have_a_middle() -> None:
    prices = [price(n, 400.0 + n, Way("a|b", start="A", end="B")) for n in range(20)]

    assert model_of(prices) is Lack.NO_TERMS
    assert middle(prices).median == 409.5


def test_one_price_alone_makes_no_term() -> None:
    prices = [replace(one, way=replace(one.way, crossings=0 if n == 3 else 1)) for n, one in enumerate(priced(60))]

    model = model_of(prices)

    assert isinstance(model, Model)
    assert model.without[Term.CROSSINGS] is Left.TOO_FEW


def test_an_outlier_is_named_with_how_far_it_lies_and_does_not_hide_itself() -> None:
    prices = priced(60)
    far = replace(prices[7], low=prices[7].low * 9, high=prices[7].low * 9)

    model = model_of([*prices[:7], far, *prices[8:]])

    assert isinstance(model, Model)
    found = outliers(model, [*prices[:7], far, *prices[8:]])
    assert [one.price.told.uid for one in found] == ["u7"]
    assert 5 < found[0].times < 12


@given(st.randoms(use_true_random=False))
def test_no_figure_depends_on_the_order_of_the_prices(random: Random) -> None:
    prices = priced(40)
    shuffled = list(prices)
    random.shuffle(shuffled)

    assert model_of(shuffled) == model_of(prices)
    assert middle(shuffled) == middle(prices)


@given(st.decimals(0, 10**6, places=2), st.sampled_from(["EUR", "USD"]), st.sampled_from([2020, 2025]))
def test_money_that_is_converted_and_back_is_the_same(amount: Decimal, currency: str, year: int) -> None:
    there = RATES.convert(Money(amount, currency), year, UNIT).amount
    assert there is not None
    back = RATES.convert(Money(Decimal(there), "USD"), 2025, Unit(currency, year)).amount

    assert back == pytest.approx(float(amount))


def test_the_gap_to_the_lawful_route_is_an_interval() -> None:
    visa = Lawful("u", "work", "XA", "XC", Money(Decimal(100), "USD"), Money(Decimal(200), "USD"), None, "2025", "X")

    found = gap(visa, (1000.0, 1500.0), RATES, UNIT)

    assert (found.low, found.high) == (800.0, 1400.0)
    assert gap(visa, None, RATES, UNIT).low is None
    assert gap(replace(visa, on="1999"), (1.0, 2.0), RATES, UNIT).why is Apart.NO_RATE


@pytest.mark.parametrize("line", ["EUR,20,1,ecb", "EUR,2020,x,ecb", "EUR,2020,-1,ecb", "EUR,2020,nan,ecb"])
def test_a_table_of_rates_that_is_wrong_is_refused_by_its_line(line: str) -> None:
    with pytest.raises(RatesInvalid) as refused:
        rates_from(f"currency,year,usd,source\n{line}\n", "year,index,source\n")

    assert refused.value.params["line"] == 2


def test_the_rates_that_ship_cover_the_money_of_routes_and_name_their_source() -> None:
    rates: Rates = shelf.rates()

    assert {"EUR", "USD", "TRY", "XOF", "MAD", "AFN", "MXN", "GTQ"} <= {code for code, _ in rates.currencies}
    assert {rate.source for rate in rates.currencies.values()} == {"ecb", "wb", "parity"}
    assert 1.0 < rates.currencies["EUR", 2024].value < 1.2
    assert ("IRR", 2020) not in rates.currencies


def test_the_quantile_is_that_of_students_distribution() -> None:
    assert [round(quantile(v), 2) for v in (5, 10, 30)] == [2.57, 2.23, 2.04]
    assert log(quantile(10**6)) == pytest.approx(log(1.96), abs=1e-4)
