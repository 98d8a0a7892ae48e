"""Cells of tables that leave the node: no spreadsheet carries one out, and none loses a character on the way back.

The rule: a cell whose first character, after any apostrophes, is one that spreadsheets act upon gets one apostrophe in
front; plain numbers stay as they are. Whoever reads the table back takes one apostrophe away from each such cell.
"""

from __future__ import annotations

import re

_ACTED_UPON = "=+\\-@\t\r\n＝＋－＠﹢﹣﹦﹫⁺⁼₊₌"
_DANGEROUS = re.compile(rf"\s*'*\s*[{_ACTED_UPON}]")
_DEFUSED = re.compile(rf"'\s*'*\s*[{_ACTED_UPON}]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)


def defuse(cell: str) -> str:
    """Return a cell that every spreadsheet shows instead of carrying it out."""
    return f"'{cell}" if _DANGEROUS.match(cell) and not _NUMBER.fullmatch(cell) else cell


def restore(cell: str) -> str:
    """Return what a defused cell held; any other cell is returned as it is."""
    return cell[1:] if _DEFUSED.match(cell) else cell
