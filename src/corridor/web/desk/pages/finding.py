"""The record behind the page of what was found by words."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.desk.pages.pieces import MarkingBadge, Pagination


@dataclass(frozen=True, slots=True)
class FindResult:
    """One thing found by words."""

    title: str
    url: str
    kind: str
    on: str
    place: str
    source: str
    marking: MarkingBadge
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class FindPage:
    """Things that carry the words, in an order that rests on each row alone."""

    action: str
    words: str
    results: tuple[FindResult, ...]
    pagination: Pagination
    asked: bool = True
