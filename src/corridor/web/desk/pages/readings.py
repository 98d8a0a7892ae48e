"""The records behind the pages on which an originator sees who read what it shared."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.base.oversight.pages import ReadingRow
from corridor.web.design.pieces import Pagination


@dataclass(frozen=True, slots=True)
class ThingReadRow:
    """A thing that others read, and the month in which they last did."""

    title: str
    url: str
    month: str


@dataclass(frozen=True, slots=True)
class ReadingsPage:
    """Who read what an authority shared; `behind` says how many entries of the ledger are not counted yet."""

    authority: str
    rows: tuple[ReadingRow, ...]
    things: tuple[ThingReadRow, ...]
    pagination: Pagination
    behind: int


@dataclass(frozen=True, slots=True)
class ThingReadingsPage:
    """Who read what an authority shared about one thing."""

    title: str
    thing_url: str
    back_url: str
    rows: tuple[ReadingRow, ...]
    behind: int
