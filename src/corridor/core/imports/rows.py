"""Reads a table row by row: every row comes out read or refused, none is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from corridor.core.imports.compiling import RowReader
from corridor.core.imports.numbering import Memory, Numbering
from corridor.core.imports.records import Broken, Cells, Problem, Refused, Row, Table


class Outcome(NamedTuple):
    """What became of one row: where it stood, its cells as recorded, and the row read or refused."""

    line: int
    cells: Cells
    result: Row | Refused


def read_rows(table: Table, reader: RowReader, memory: Callable[[], Memory] = dict) -> Iterator[Outcome]:
    """Yield the outcome of every row of a table, with the keys of repeated records numbered.

    Refused rows are numbered too, so that correcting one in the next release does not shift the keys of the others.

    Args:
        memory: Makes what the keys of the file are remembered in.
    """
    numbering = Numbering(reader.mapping.repeats, memory)
    for line, cells in table.rows:
        result = reader(cells)
        if isinstance(result, Row):
            key = numbering.place(result.key, cells, line)
            if isinstance(key, Problem):
                result = Refused((key,))
            elif key is not result.key:
                result = result._replace(key=key)
        elif not isinstance(cells, Broken) and (key_text := reader.key_of(cells)):
            numbering.place(key_text, cells, line)
        yield Outcome(line, cells, result)
