"""The record behind the page of what was found by words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from corridor.web.design.pieces import Choice
from corridor.web.desk.pages.pieces import MarkingBadge


class Piece(Protocol):
    """A part of a text, and whether it matches."""

    @property
    def text(self) -> str: ...
    @property
    def is_match(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class FindMatch:
    """A text that answers, with the name of its property; as recorded, in pieces."""

    label: str
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class FindResult:
    """One thing found by words."""

    title: str
    url: str
    kind: str
    on: str
    place: str
    marking: MarkingBadge
    matches: tuple[FindMatch, ...] = ()


@dataclass(frozen=True, slots=True)
class FindGroup:
    """Things that answer equally well, in words."""

    code: str
    label: str
    results: tuple[FindResult, ...]


@dataclass(frozen=True, slots=True)
class FindPage:
    """Things that carry the words, in an order that rests on each row alone.

    There is no total. `is_cut` tells that no more are shown, however many there may be.
    """

    action: str
    words: str
    kinds: tuple[Choice, ...]
    groups: tuple[FindGroup, ...]
    first: int
    last: int
    kind_label: str = ""
    previous_url: str = ""
    next_url: str = ""
    asked: bool = True
    is_cut: bool = False
    export_url: str = ""
