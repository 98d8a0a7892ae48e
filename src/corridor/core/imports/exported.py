"""Reads the cells of a table that a node exported: several values on lines of their own, nothing defused any more."""

from __future__ import annotations

from corridor.core.imports.cells import Claims, ReadCell
from corridor.core.imports.records import Field
from corridor.core.kernel.cells import restore
from corridor.core.kernel.counts import Count, CountInvalid


def as_exported(field: Field, read: ReadCell) -> ReadCell:
    """Return the function that reads one cell of an exported table, which holds a value a line.

    A count stands with its group, such as 11|female; the property of the column says nothing of groups then.
    """

    def cell(raw: str) -> Claims:
        claims: dict[tuple[str, str], tuple[str, str, str | None]] = {}
        for line in restore(raw).split("\n"):
            for claim in _grouped(field, line) or read(line):
                claims.setdefault(claim[:2], claim)
        return tuple(claims.values())

    return cell


def _grouped(field: Field, line: str) -> Claims:
    """Return the count that a line states with its group; nothing where it is none, for the usual reader to refuse."""
    if field.type != "count" or "|" not in line:
        return ()
    try:
        return ((field.prop, Count.parse(line).text, None),)
    except CountInvalid:
        return ()
