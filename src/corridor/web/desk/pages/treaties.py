"""What the templates of treaty status are given."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem, Pagination


@dataclass(frozen=True, slots=True)
class TreatyCell:
    """How one State stands to one instrument, in words, with the as-of day."""

    instrument: str
    stand: str
    code: str
    days: tuple[str, ...]
    as_of: str
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TreatyRow:
    """One State."""

    name: str
    url: str
    cells: tuple[TreatyCell, ...]


@dataclass(frozen=True, slots=True)
class TreatiesPage:
    """The table of States and instruments on a day."""

    on: str
    states: tuple[Choice, ...]
    instruments: tuple[Choice, ...]
    heads: tuple[tuple[str, str], ...]
    rows: tuple[TreatyRow, ...]
    pagination: Pagination | None
    only_flags: bool
    keep_url: str
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class TreatyStatePage:
    """One State to every instrument, with reservations and sources."""

    name: str
    on: str
    cells: tuple[tuple[TreatyCell, str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One sheet and what it changed."""

    as_of: str
    source: str
    kind: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TreatyPage:
    """One instrument: its days, how many States stand how, and its sheets."""

    title: str
    source: str
    facts: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, int], ...]
    on: str
    rows: tuple[SheetRow, ...]
