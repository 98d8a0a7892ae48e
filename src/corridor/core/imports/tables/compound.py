r"""Reads tables whose first column holds several dimensions, as Eurostat publishes them: `freq,unit,geo\TIME_PERIOD`.

Before the backslash stand the dimensions that each line says, behind it the one that the other headers say. Each figure
becomes a row with a column for each dimension, as in the same publisher's SDMX-CSV: the figure under `OBS_VALUE`, and
under `Observation status` what the letters behind it mean. Where there is neither figure nor letter, there is no row.
The form and the letters are those of Eurostat's guidelines on its TSV and of its list of observation flags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corridor.core.imports.codes import Reason
from corridor.core.imports.records import Broken, Cells, problem
from corridor.core.imports.tables.headers import Headed

VALUE = "OBS_VALUE"
STATUS = "Observation status"

FLAGS = {
    "b": "break in time series",
    "c": "confidential",
    "d": "definition differs",
    "e": "estimated",
    "f": "forecast",
    "i": "see metadata",
    "n": "not significant",
    "p": "provisional",
    "r": "revised",
    "s": "Eurostat estimate",
    "u": "low reliability",
    "z": "not applicable",
}
"""What the letters behind a figure mean. A letter that is not here is kept as it stands."""

_DIMENSIONS = 30
_LONGEST = 500
"""So many characters may a first cell have, since each figure of its line says it again."""

_MONTH = re.compile(r"(\d{4})M(\d{2})", re.ASCII)
_COMPOUND = re.compile(r"[A-Za-z]\w*(?:,[A-Za-z]\w*)*\\[A-Za-z]\w*", re.ASCII)
_FIGURE = re.compile(r"(:|[-+]?\d[\d.]*(?:[eE][-+]?\d+)?)[ ]?([a-z]{0,4})", re.ASCII)


def is_compound(header: str) -> bool:
    """Say whether the header of a column names several dimensions, and behind a backslash that of the other headers."""
    return _COMPOUND.fullmatch(header.strip()) is not None


def unfolded(found: Headed) -> Headed:
    """Return a table with a row for each figure where its first column is compound; any other as it is."""
    if len(found.header) < 2 or not is_compound(found.header[0]) or found.tags:
        return found
    names, _, across = found.header[0].partition("\\")
    named = names.split(",")
    if len(named) > _DIMENSIONS or len({name.casefold() for name in (*named, across, VALUE, STATUS)}) < len(named) + 3:
        return found
    # 2022M01 is how the publisher wrote months before 2022-01.
    said = [_MONTH.sub(r"\1-\2", header) if _MONTH.fullmatch(header) else header for header in found.header[1:]]
    return Headed((*named, across, VALUE, STATUS), _unfolded(found.rows, len(named), said), ())


def _unfolded(rows: Iterator[tuple[int, Cells]], wide: int, said: Sequence[str]) -> Iterator[tuple[int, Cells]]:
    for line, cells in rows:
        if not cells or isinstance(cells, Broken):
            yield line, cells
            continue
        texts = (cells[0] or "").split(",")
        if len(texts) != wide or len(cells) != len(said) + 1:
            # What says more or less than the header stays one row, and is refused as that.
            found, expected = len(texts) + len(cells) - 1, wide + len(said)
            yield line, Broken(cells, problem(Reason.CELL_COUNT, found=found, expected=expected))
            continue
        if len(cells[0] or "") > _LONGEST:
            yield line, Broken([texts[0][:_LONGEST]], problem(Reason.CELL_TOO_LONG, limit=_LONGEST))
            continue
        for header, cell in zip(said, cells[1:], strict=True):
            figure, status = _figure((cell or "").strip())
            if figure or status:
                yield line, [*texts, header, figure, status]


def _figure(text: str) -> tuple[str, str]:
    """Return a figure without the letters behind it, and their meaning; an empty figure where there is none."""
    found = _FIGURE.fullmatch(text)
    if found is None:
        return text, ""  # What is no figure is refused as that, in its row.
    meaning = "; ".join(FLAGS.get(letter, letter) for letter in found[2])
    return "" if found[1] == ":" else found[1], meaning
