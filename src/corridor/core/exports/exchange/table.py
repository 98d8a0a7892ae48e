"""A table: one row for what one source says about one thing under one marking, a column for each property."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corridor.core.entities.codes import Type
from corridor.core.entities.registry import Registry
from corridor.core.entities.rules.completeness import lacking
from corridor.core.exports.records import Item, Origin, Said
from corridor.core.kernel.cells import defuse

FIXED = (
    "thing",
    "record_about",
    "title",
    "kind",
    "source",
    "source_edition",
    "grade",
    "stated_on",
    "marking",
    "originator",
    "audience",
    "marking_digest",
)
"""The columns that every row fills; those of properties follow."""

INCOMPLETE = "incomplete"
"""The last column, only where something lacks: the properties that the thing should say and, as exported, does not."""

AS_RECORDED = "as_recorded"
"""A column only where some text had no code: the property, and the text for which the code in its cell was decided."""

BETWEEN = "\n"
"""What stands between several values of one cell: no value holds a line break."""


def rows(item: Item, registry: Registry) -> Iterator[dict[str, str]]:
    """Yield the rows of one thing, cell by column."""
    lacks = BETWEEN.join(lacking(item.kinds, {one.prop for one in item.said}))
    for (about, record, mark), said in item.parts().items():
        origin = item.origins.get(record, Origin("", "", "", ""))
        handling = item.handlings[mark]
        row = dict(
            zip(
                FIXED,
                (
                    item.uid,
                    about,
                    item.title,
                    BETWEEN.join(dict.fromkeys(one.value for one in said if one.prop == "kind")),
                    *origin,
                    handling.code,
                    handling.originator,
                    handling.audience,
                    handling.digest,
                ),
                strict=True,
            )
        )
        for one in said:
            if one.prop != "kind":
                cell = _cell(one, registry)
                row[one.prop] = f"{row[one.prop]}{BETWEEN}{cell}" if one.prop in row else cell
        if waiting := [f"{one.prop}: {one.waiting}" for one in said if one.is_parked]:
            row[AS_RECORDED] = BETWEEN.join(waiting)
        if lacks:
            row[INCOMPLETE] = lacks
        yield row


def _cell(one: Said, registry: Registry) -> str:
    found = registry.properties.get(one.prop)
    if found is not None and found.type is Type.POINT:
        lat, _, lon = one.value.partition(",")
        return f"POINT ({lon} {lat})"
    return one.value


def header(props: Iterable[str], registry: Registry) -> tuple[str, ...]:
    """Return the columns of a table that holds these properties, in the order of the schemata."""
    held = set(props) - set(FIXED)
    known = [prop for prop in registry.properties if prop in held]
    return (*FIXED, *known, *sorted(held - set(known)))


def cells(row: dict[str, str], columns: Iterable[str]) -> list[str]:
    """Return one row in the order of the columns; nothing in it is carried out by a spreadsheet."""
    return [defuse(row.get(column, "")) for column in columns]
