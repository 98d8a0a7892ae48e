"""The decisions of stocktaking: who is asked for what, how it adds up, what is lacking, and what changed.

Spending and activity stand by pillar, so that repression without protection or alternatives shows.

Source: EU-2023
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal

from corridor.core.commitments.codes import Pillar
from corridor.core.commitments.records import Item
from corridor.core.progress.codes import Money, Standing, Status
from corridor.core.progress.records import Budget, Said
from corridor.core.stocktaking.codes import FOR_PEOPLE, OF_STATES, Lack
from corridor.core.stocktaking.records import Balance, Count, Held, Scope, Stock, Sum


def is_asked_of(item: Item, subject: str) -> bool:
    """Return whether an item speaks to a State (two letters), or to an organisation."""
    if not item.is_asked:
        return False
    speaks_to_states = bool(OF_STATES & set(item.addressed_to))
    return speaks_to_states if len(subject) == 2 else bool(set(item.addressed_to) - OF_STATES)


def taken(held: Held, scope: Scope, *, authority: str, on: date) -> Stock:
    """Return the stock that an authority takes from what it may see."""
    by_instrument = dict.fromkeys(item.instrument for item in held.items)
    return Stock(
        scope=scope,
        authority=authority,
        on=on,
        subjects=held.subjects,
        pillars=tuple((pillar, count(held, [one for one in held.items if one.pillar is pillar])) for pillar in Pillar),
        instruments=tuple(
            (key, count(held, [one for one in held.items if one.instrument == key])) for key in by_instrument
        ),
        balance=balance(held),
        told=tuple((item.id, names) for item in held.items if (names := _told(held, item))),
    )


def _told(held: Held, item: Item) -> tuple[str, ...]:
    return tuple(one for one in held.subjects if is_asked_of(item, one) and (one, item.id) in held.facts)


def count(held: Held, items: Iterable[Item]) -> Count:
    """Return how some items stand, each once for every State to which it speaks."""
    pairs = [(subject, item.id) for item in items for subject in held.subjects if is_asked_of(item, subject)]
    known = [held.facts[pair] for pair in pairs if pair in held.facts]
    return Count(
        asked=len(pairs),
        evidenced=sum(one.standing is Standing.EVIDENCED for one in known),
        claimed=sum(one.standing is Standing.CLAIMED for one in known),
        overdue=sum(one.is_overdue for one in known),
    )


def balance(held: Held) -> tuple[Balance, ...]:
    """Return what is reported on each pillar; an entry counts once, where the first item it answers has its home."""
    homes = {item.id: item.pillar for item in held.items}
    found: dict[Pillar, list[Said]] = {pillar: [] for pillar in Pillar}
    for said in held.entries:
        home = next((homes[item] for item in said.items if item in homes), None)
        if home is not None:
            found[home].append(said)
    return tuple(
        Balance(
            pillar=pillar,
            activities=sum(said.status is not Status.NONE for said in entries),
            sums=sums(budget for said in entries for budget in said.budgets),
        )
        for pillar, entries in found.items()
    )


def sums(budgets: Iterable[Budget]) -> tuple[Sum, ...]:
    """Return what was planned and spent in each currency, by its code; nothing is converted."""
    found: dict[tuple[str, Money], Decimal] = {}
    for one in budgets:
        found[one.currency, one.money] = found.get((one.currency, one.money), Decimal(0)) + one.amount
    return tuple(
        Sum(
            currency,
            planned=found.get((currency, Money.PLANNED), Decimal(0)),
            spent=found.get((currency, Money.SPENT), Decimal(0)),
        )
        for currency in sorted({currency for currency, _ in found})
    )


def lacks(balance: Sequence[Balance]) -> tuple[Lack, ...]:
    """Return what is reported on other pillars and not at all on protection, on alternatives or on both.

    Money that was only planned is not spent.
    """
    active = {one.pillar for one in balance if one.activities}
    return lacking(active, {one.pillar for one in balance if any(each.spent for each in one.sums)})


def lacking(active: Collection[Pillar], paid: Collection[Pillar]) -> tuple[Lack, ...]:
    """Return what is lacking where something is done on some pillars, and money is spent on some.

    Args:
        active: Pillars on which an activity is reported.
        paid: Pillars for which something was spent.
    """
    activity = {
        FOR_PEOPLE: Lack.ACTIVITY,
        frozenset({Pillar.PROTECTION}): Lack.ACTIVITY_PROTECTION,
        frozenset({Pillar.ALTERNATIVES}): Lack.ACTIVITY_ALTERNATIVES,
    }
    spending = {
        FOR_PEOPLE: Lack.SPENDING,
        frozenset({Pillar.PROTECTION}): Lack.SPENDING_PROTECTION,
        frozenset({Pillar.ALTERNATIVES}): Lack.SPENDING_ALTERNATIVES,
    }
    found = []
    for told, words in ((active, activity), (paid, spending)):
        missing = FOR_PEOPLE - set(told)
        if set(told) - FOR_PEOPLE and missing:
            found.append(words[missing])
    return tuple(found)


def changes(before: Stock, now: Stock) -> tuple[tuple[Pillar, Count, Count], ...]:
    """Return the counts of each pillar that is not as it was, as they were and as they are."""
    then = dict(before.pillars)
    return tuple((pillar, then[pillar], count) for pillar, count in now.pillars if then.get(pillar, count) != count)


def newly_told(before: Stock, now: Stock) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return which States told something of which item that they had not told of before."""
    then = dict(before.told)
    found = ((item, tuple(one for one in names if one not in then.get(item, ()))) for item, names in now.told)
    return tuple((item, names) for item, names in found if names)
