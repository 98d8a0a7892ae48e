"""Lays statements about one thing together, so that a reader sees who says what, contradictions side by side.

Only rows that the reader may see come in, in an order that does not depend on any others; so what comes out cannot
depend on hidden rows either. This stands on the hot path of every page: rows stay the plain tuples of the database, and
records are made only for what is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corridor.core.entities.codes import Type
from corridor.core.entities.registry import Registry

# prop, value, original, lang, ref, record, grade, mark: as the store selects them.
Row = tuple[str, str, str | None, str | None, str | None, object, object, object]


class Sayer(NamedTuple):
    """One statement behind a value: from which record, under which grade and mark, in which words."""

    record: object
    grade: object
    mark: object
    original: str | None
    lang: str | None
    ref: str | None


class Said(NamedTuple):
    """One value with the statements of everybody who says it."""

    value: str
    rows: list[Row]

    @property
    def sayers(self) -> tuple[Sayer, ...]:
        """Everybody who says it, in the order of the rows."""
        return tuple([Sayer(row[5], row[6], row[7], row[2], row[3], row[4]) for row in self.rows])


class Fact(NamedTuple):
    """What is said about one property, and for counts about one sex and age group: the competing values.

    `part` is "" or the sex and age of a count as they stand in its text, such as "female" or "|child".
    """

    prop: str
    part: str
    values: tuple[Said, ...]

    @property
    def is_contested(self) -> bool:
        """Tell whether records disagree: more than one value, and no record that says them all."""
        if len(self.values) < 2:
            return False
        first, *others = ({row[5] for row in said.rows} for said in self.values)
        return not first.intersection(*others)


class Laid:
    """Everything a reader may see about one thing; nothing is chosen, averaged or dropped."""

    __slots__ = ("_by_prop",)

    def __init__(self, by_prop: dict[str, dict[str, list[Row]]]) -> None:
        self._by_prop = by_prop

    def __bool__(self) -> bool:
        """Without a statement the thing does not exist."""
        return bool(self._by_prop)

    @property
    def props(self) -> tuple[str, ...]:
        """The properties about which something is said, in the order of the rows."""
        return tuple(self._by_prop)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind that somebody gives the thing; more than one is a conflict to show, not an error."""
        return tuple(self._by_prop.get("kind", ()))

    def values(self, prop: str) -> tuple[str, ...]:
        """Return the different values said about a property."""
        return tuple(self._by_prop.get(prop, ()))

    def rows(self, prop: str) -> Iterator[Row]:
        """Yield the statements about one property as they were read."""
        for rows in self._by_prop.get(prop, {}).values():
            yield from rows

    def facts(self, registry: Registry) -> tuple[Fact, ...]:
        """Return all facts, counts apart by sex and age."""
        return tuple([fact for prop in self._by_prop for fact in self.facts_about(prop, registry)])

    def facts_about(self, prop: str, registry: Registry) -> tuple[Fact, ...]:
        """Return the facts about one property: one, or for counts one for each sex and age group."""
        values = self._by_prop.get(prop)
        if values is None:
            return ()
        found = registry.properties.get(prop)
        if found is None or found.type is not Type.COUNT:
            return (Fact(prop, "", tuple([Said(value, rows) for value, rows in values.items()])),)
        parts: dict[str, list[Said]] = {}
        for value, rows in values.items():
            parts.setdefault(value.partition("|")[2], []).append(Said(value, rows))
        return tuple([Fact(prop, part, tuple(said)) for part, said in parts.items()])


def lay_together(rows: Iterable[Row]) -> Laid:
    """Return the statements of one reader about one thing, grouped by property and value.

    Args:
        rows: (prop, value, original, lang, ref, record, grade, mark) in a stable order.
    """
    by_prop: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        prop = row[0]
        if prop in by_prop:
            values = by_prop[prop]
            value = row[1]
            if value in values:
                values[value].append(row)
            else:
                values[value] = [row]
        else:
            by_prop[prop] = {row[1]: [row]}
    return Laid(by_prop)
