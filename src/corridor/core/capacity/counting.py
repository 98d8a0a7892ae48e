"""How much was pledged, where two reports may be one pledge: once where it was judged, a span where it was not.

A pledge counts once even if two donors report it (F-L4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import combinations

from corridor.core.capacity.codes import Reason, Sameness, Unit
from corridor.core.capacity.records import Judged, Quantity, Reported, Total

TOLERANCE = Decimal("0.05")
"""Two amounts are alike when they differ by no more than this share of the greater one."""

Pair = frozenset[str]


def alike(one: Reported, other: Reported) -> tuple[Reason, ...]:
    """Return why two reports may be one pledge; nothing when they do not look so, or come from one authority."""
    if one.authority == other.authority:
        return ()
    mine, theirs = one.pledge, other.pledge
    if mine.reference and mine.reference.casefold() == theirs.reference.casefold():
        return (Reason.REFERENCE,)
    is_close = mine.receiver == theirs.receiver and mine.kind is theirs.kind and _near(mine.quantity, theirs.quantity)
    if is_close and mine.since <= theirs.until and theirs.since <= mine.until:
        return Reason.RECEIVER, Reason.KIND, Reason.AMOUNT, Reason.PERIOD
    return ()


def _near(one: Quantity, other: Quantity) -> bool:
    if one.key != other.key:
        return False
    return abs(one.amount - other.amount) <= TOLERANCE * max(one.amount, other.amount)


def sameness(one: Reported, other: Reported, judged: Iterable[Judged]) -> Sameness:
    """Return whether two reports are one pledge: what its receiver, or both who reported, judged and nobody denies."""
    pair = {one.uid, other.uid}
    parties = {one.authority, other.authority}
    receivers = {one.pledge.receiver} & {other.pledge.receiver}
    said = {each.authority: each.is_same for each in judged if {each.one, each.other} == pair}
    told = {who: is_same for who, is_same in said.items() if who in parties | receivers}
    is_decided = bool(receivers & told.keys()) or (len(parties) > 1 and parties <= told.keys())
    if is_decided and len(set(told.values())) == 1:
        return Sameness.JOINED if next(iter(told.values())) else Sameness.APART
    return Sameness.MAY_BE if told or alike(one, other) else Sameness.APART


def pairs(reports: Sequence[Reported], judged: Sequence[Judged]) -> dict[Pair, Sameness]:
    """Return every two reports that are one pledge or may be."""
    looked: dict[object, list[Reported]] = defaultdict(list)
    for one in reports:
        looked[one.pledge.receiver, one.pledge.kind, one.pledge.quantity.key].append(one)
        if one.pledge.reference:
            looked[one.pledge.reference.casefold()].append(one)
    by_uid = {one.uid: one for one in reports}
    near = {frozenset((a.uid, b.uid)) for group in looked.values() for a, b in combinations(group, 2)}
    near |= {frozenset((one.one, one.other)) for one in judged if {one.one, one.other} <= by_uid.keys()}
    found = {}
    for pair in near:
        if len(pair) == 2:
            first, second = sorted(pair)
            found[pair] = sameness(by_uid[first], by_uid[second], judged)
    return {pair: what for pair, what in found.items() if what is not Sameness.APART}


def groups(reports: Sequence[Reported], links: Iterable[Pair]) -> tuple[tuple[Reported, ...], ...]:
    """Return the reports in groups that links hold together, whatever the order of the links."""
    root = {one.uid: one.uid for one in reports}

    def find(uid: str) -> str:
        while root[uid] != uid:
            uid = root[uid]
        return uid

    for pair in links:
        one, other = sorted(find(uid) for uid in pair)
        root[other] = one
    found: dict[str, list[Reported]] = defaultdict(list)
    for report in sorted(reports, key=lambda each: each.uid):
        found[find(report.uid)].append(report)
    return tuple(tuple(found[key]) for key in sorted(found))


def totals(reports: Sequence[Reported], judged: Sequence[Judged]) -> tuple[Total, ...]:
    """Return how much was pledged in each unit and currency.

    One that was joined counts once, in the unit of its first report, between the amounts that were reported for it.
    """
    links = pairs(reports, judged)
    joined = groups(reports, (pair for pair, what in links.items() if what is Sameness.JOINED))
    loose = groups(reports, links)
    low: dict[tuple[Unit, str], Decimal] = defaultdict(Decimal)
    high: dict[tuple[Unit, str], Decimal] = defaultdict(Decimal)
    count: dict[tuple[Unit, str], int] = defaultdict(int)
    for group in joined:
        key, _, most = _span(group)
        high[key] += most
        count[key] += 1
    for group in loose:
        key, least, _ = _span(group)
        low[key] += least
    return tuple(Total(*key, low[key], high[key], count[key]) for key in sorted(high))


def _span(group: Sequence[Reported]) -> tuple[tuple[Unit, str], Decimal, Decimal]:
    key = group[0].pledge.quantity.key
    amounts = [one.pledge.quantity.amount for one in group if one.pledge.quantity.key == key]
    return key, min(amounts), max(amounts)
