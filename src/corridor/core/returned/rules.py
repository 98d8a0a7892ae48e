"""The decisions: whether others bear a report out, and which uses of it are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from corridor.core.entities.codes import Type
from corridor.core.entities.records import Property
from corridor.core.entities.registry import Registry
from corridor.core.kernel.counts import Count
from corridor.core.kernel.dates import bounds
from corridor.core.returned.codes import Agreement
from corridor.core.vocabularies.codes import PARKED
from corridor.core.vocabularies.rules import translated

COMPARED = frozenset({Type.DATE, Type.COUNT, Type.CODE, Type.COUNTRY, Type.NUMBER, Type.POINT})
"""Types of which two values can be told to be the same or not; texts and names are for people to compare."""

ONE_VALUED = frozenset({Type.DATE, Type.COUNT})
"""Of these one value is true of an event, however many sources say another."""

Said = Iterable[tuple[str, str]]
"""Properties with a value each, as statements give them."""

MOST_MONTHS = 24


def agreement(own: Said, others: Said, registry: Registry) -> Mapping[str, Agreement]:
    """Return for each property whether others bear out what one report says, or say otherwise.

    Only properties of which both sides say something comparable are in the answer. Where one of several values
    agrees, the property is borne out. A property that may have several values is never said otherwise: another value
    of it stands beside the first.
    """
    theirs: dict[str, list[str]] = {}
    for prop, value in others:
        theirs.setdefault(prop, []).append(value)
    found: dict[str, Agreement] = {}
    for prop, value in own:
        known = registry.properties.get(prop)
        if known is None or known.type not in COMPARED:
            continue
        verdicts = {_is_same(known, value, other, registry) for other in theirs.get(prop, ())}
        if True in verdicts:
            found[prop] = Agreement.SAME
        elif False in verdicts and (known.type in ONE_VALUED or not known.multiple):
            found.setdefault(prop, Agreement.OTHER)
    return found


def _is_same(prop: Property, one: str, other: str, registry: Registry) -> bool | None:
    """Tell whether two values can mean the same; nothing where they are about others or cannot be compared."""
    if prop.type is Type.COUNT:
        return _counts_meet(Count.parse(one), Count.parse(other))
    if prop.type is Type.DATE:
        (first, end), (begin, last) = bounds(one), bounds(other)
        return first < last and begin < end
    if PARKED in (one, other):
        return None
    vocabulary = registry.vocabulary_of(prop.name)
    if vocabulary is not None and one in vocabulary.terms and other in vocabulary.terms:
        return translated(vocabulary, one).code == translated(vocabulary, other).code
    if prop.type is Type.POINT:
        return True if one == other else None
    return one == other


def _counts_meet(one: Count, other: Count) -> bool | None:
    if (one.sex, one.age) != (other.sex, other.age):
        return None
    low = max(one.low or 0, other.low or 0)
    highs = [count.high for count in (one, other) if count.high is not None]
    return not highs or low <= min(highs)


def months_told(uses: Iterable[tuple[str, str]], *, today: date) -> tuple[tuple[str, str], ...]:
    """Return the uses that are told, (month, way) each once, the latest first: those of months that are over.

    A month that is not over would tell, looked at again and again, on which day somebody read.
    """
    current = today.isoformat()[:7]
    told = {use for use in uses if use[0] < current}
    return tuple(sorted(sorted(told, key=lambda use: use[1]), key=lambda use: use[0], reverse=True))[:MOST_MONTHS]


def readers_told(readers: Iterable[tuple[str, str, str]], *, today: date) -> tuple[tuple[str, str, str], ...]:
    """Return who is told to have read, (month, authority, function) each once, the latest month first.

    Only months that are over are told, as with uses.
    """
    current = today.isoformat()[:7]
    told = sorted(reader for reader in set(readers) if reader[0] < current)
    return tuple(sorted(told, key=lambda reader: reader[0], reverse=True))
