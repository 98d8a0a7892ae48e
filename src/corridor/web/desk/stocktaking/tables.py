"""Puts stock into tables, a chart and sentences."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext

from corridor.core.stocktaking.records import Balance, Count, Stock
from corridor.core.stocktaking.rules import lacks
from corridor.web.design.charts.bars import Bar, bars
from corridor.web.design.punctuation import joined
from corridor.web.desk.commitments import wording
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.pages.stocktaking import BalanceRow, CountRow, StockTables, ToldRow
from corridor.web.desk.stocktaking import words


def tables_of(stock: Stock, language: str) -> StockTables:
    """Return stock as its page shows it."""
    known = catalogue()
    names = {
        key: wording.instrument(known.instruments[key], language) if key in known.instruments else key
        for key, _ in stock.instruments
    }
    drawn = [Bar(words.pillar_words(one.pillar), float(one.activities)) for one in stock.balance]
    return StockTables(
        pillars=tuple(count_row(words.pillar_words(pillar), count) for pillar, count in stock.pillars),
        instruments=tuple(count_row(names[key], count) for key, count in stock.instruments),
        balance=tuple(_balance(one, language) for one in stock.balance),
        lacks=tuple(words.lack_words(one) for one in lacks(stock.balance)),
        told=told_rows(stock.told, language),
        chart=bars(gettext("Activities reported, by pillar"), drawn, unit=gettext("entries")),
    )


def count_row(name: str, count: Count) -> CountRow:
    """Return a count under its name."""
    return CountRow(name, count.asked, count.evidenced, count.claimed, count.silent, count.overdue)


def _balance(one: Balance, language: str) -> BalanceRow:
    return BalanceRow(
        name=words.pillar_words(one.pillar),
        activities=one.activities,
        planned=words.money_words(one.sums, language, spent=False),
        spent=words.money_words(one.sums, language, spent=True),
    )


def told_rows(told: Iterable[tuple[str, tuple[str, ...]]], language: str) -> tuple[ToldRow, ...]:
    """Return who told something of which commitment, States by their names."""
    known = catalogue().items
    return tuple(
        ToldRow(
            item=item,
            title=wording.title(known[item], language) if item in known else "",
            by=joined(sorted(words.subject_words(one, language) for one in names), language),
        )
        for item, names in told
    )
