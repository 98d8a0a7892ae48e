"""Stocktaking: who is asked, how it adds up, and when the balance is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.commitments.codes import Pillar
from corridor.core.commitments.records import Item
from corridor.core.progress.codes import Money, Standing, Status
from corridor.core.progress.records import Budget, Said
from corridor.core.stocktaking.codes import Lack
from corridor.core.stocktaking.errors import StockUnreadable
from corridor.core.stocktaking.exchange import stock_document, stock_from
from corridor.core.stocktaking.records import Fact, Held, Scope, Stock, Sum
from corridor.core.stocktaking.rules import changes, count, is_asked_of, lacks, newly_told, taken

ITEMS = tuple(one for one in shelf.catalogue().items.values() if one.instrument == "ga-2023" and one.is_asked)
STATES = ("XA", "XB")
DAY = date(2026, 7, 1)


def asked_on(pillar: Pillar) -> Item:
    found = (one for one in shelf.catalogue().items.values() if one.pillar is pillar and is_asked_of(one, "XB"))
    return next(found)


def stock(*entries: Said, facts: dict[tuple[str, str], Fact] | None = None, items: tuple[Item, ...] = ITEMS) -> Stock:
    held = Held(STATES, items, facts or {}, entries)
    return taken(held, Scope("f" * 32, "", "2026-H1"), authority="XA-POL", on=DAY)


def said(pillar: Pillar, *budgets: Budget, status: Status = Status.UNDER_WAY) -> Said:
    return Said(asked_on(pillar).id, status, budgets=budgets)


def every_pillar() -> tuple[Item, ...]:
    return tuple(asked_on(pillar) for pillar in Pillar)


def test_only_what_speaks_to_states_is_asked_of_a_state() -> None:
    carriers = [one for one in shelf.catalogue().items.values() if {str(to) for to in one.addressed_to} == {"carriers"}]

    assert not any(is_asked_of(one, "XB") for one in carriers)
    assert not any(is_asked_of(one, "XB") for one in shelf.catalogue().items.values() if not one.is_asked)


statuses = st.sampled_from([None, Standing.CLAIMED, Standing.EVIDENCED])


@given(standings=st.lists(st.tuples(statuses, st.booleans()), min_size=len(ITEMS), max_size=len(ITEMS)))
@settings(max_examples=20)
def test_every_commitment_is_evidenced_claimed_or_silent_exactly_once_for_each_state(
    standings: list[tuple[Standing | None, bool]],
) -> None:
    facts = {
        ("XB", item.id): Fact(standing, is_late)
        for item, (standing, is_late) in zip(ITEMS, standings, strict=True)
        if standing is not None
    }
    whole = count(Held(STATES, ITEMS, facts, ()), ITEMS)
    alone = [count(Held((state,), ITEMS, facts, ()), ITEMS) for state in STATES]

    assert whole.evidenced + whole.claimed + whole.silent == whole.asked
    assert whole.overdue <= whole.evidenced + whole.claimed
    assert [whole.asked, whole.evidenced, whole.silent] == [
        sum(one.asked for one in alone),
        sum(one.evidenced for one in alone),
        sum(one.silent for one in alone),
    ]


def test_repression_without_protection_or_alternatives_is_said() -> None:
    money = Budget(Decimal("2000000"), "EUR", 2026, Money.SPENT)
    alone = stock(said(Pillar.RESPONSE, money), items=every_pillar())
    beside = stock(said(Pillar.RESPONSE, money), said(Pillar.PROTECTION), items=every_pillar())
    paid = stock(said(Pillar.RESPONSE, money), said(Pillar.ALTERNATIVES, money), items=every_pillar())
    planned = stock(
        said(Pillar.RESPONSE, money),
        said(Pillar.PROTECTION, money),
        said(Pillar.ALTERNATIVES, replace(money, money=Money.PLANNED)),
        items=every_pillar(),
    )

    assert lacks(alone.balance) == (Lack.ACTIVITY, Lack.SPENDING)
    assert lacks(beside.balance) == (Lack.ACTIVITY_ALTERNATIVES, Lack.SPENDING)
    assert lacks(paid.balance) == (Lack.ACTIVITY_PROTECTION, Lack.SPENDING_PROTECTION)
    assert lacks(planned.balance) == (Lack.SPENDING_ALTERNATIVES,)
    assert lacks(stock(items=every_pillar()).balance) == ()


def test_what_is_reported_as_not_done_is_no_activity() -> None:
    found = stock(said(Pillar.PROTECTION, status=Status.NONE), said(Pillar.RESPONSE), items=every_pillar())

    assert Lack.ACTIVITY in lacks(found.balance)


def test_currencies_are_never_added_and_planned_money_is_not_spent() -> None:
    found = stock(
        said(
            Pillar.RESPONSE,
            Budget(Decimal(10), "EUR", 2026, Money.PLANNED),
            Budget(Decimal(7), "EUR", 2026, Money.SPENT),
            Budget(Decimal(5), "XOF", 2026, Money.SPENT),
        ),
        items=every_pillar(),
    )
    response = next(one for one in found.balance if one.pillar is Pillar.RESPONSE)

    assert response.sums == (Sum("EUR", Decimal(10), Decimal(7)), Sum("XOF", Decimal(0), Decimal(5)))


def test_the_next_report_says_what_changed_and_who_told_something_for_the_first_time() -> None:
    item = ITEMS[0]
    before = stock()
    now = stock(facts={("XB", item.id): Fact(Standing.CLAIMED)})

    (change,) = changes(before, now)
    assert (change[0], change[1].claimed, change[2].claimed) == (item.pillar, 0, 1)
    assert newly_told(before, now) == ((item.id, ("XB",)),)
    assert changes(now, now) == ()
    assert newly_told(now, now) == ()


def test_a_report_is_read_as_it_was_kept_and_nothing_else_is_read() -> None:
    found = stock(
        said(Pillar.RESPONSE, Budget(Decimal("7.5"), "EUR", 2026, Money.SPENT)),
        facts={("XB", ITEMS[0].id): Fact(Standing.EVIDENCED, is_overdue=True)},
    )

    assert stock_from(stock_document(found)) == found
    for wrong in ({}, {**stock_document(found), "form": "2"}, {**stock_document(found), "pillars": [{}]}):
        with pytest.raises(StockUnreadable):
            stock_from(wrong)
