"""The records behind the overseer's pages."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import FormProblem


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the overseer's desk, as the links above its pages show it."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found, in words; `is_good` is never shown without them."""

    words: str
    is_good: bool


@dataclass(frozen=True, slots=True)
class Underway:
    """A verification of which a part is done; `token` lets it go on."""

    done: int
    total: int
    percent: int
    token: str


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """The state of the ledger, without content; nothing is found until it was asked for."""

    sections: tuple[Section, ...]
    action: str
    size: int
    head_at: str
    head_root: str
    fingerprint: str
    found: Found | None = None
    underway: Underway | None = None


@dataclass(frozen=True, slots=True)
class HeadRow:
    """One head the node kept."""

    size: int
    at: str
    url: str


@dataclass(frozen=True, slots=True)
class HeadsPage:
    """The kept heads, and how the ledger stands to one that was brought."""

    sections: tuple[Section, ...]
    rows: tuple[HeadRow, ...]
    action: str
    proof_action: str
    fingerprint: str
    brought: str = ""
    found: Found | None = None
    has_proof: bool = False
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A month or week with its acts."""

    label: str
    acts: int
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class ActRow:
    """How many acts of one kind there were, by authority and function."""

    label: str
    code: str
    authority: str
    function: str
    acts: int


@dataclass(frozen=True, slots=True)
class ActsPage:
    """Counts of acts; `behind` says how many entries are not counted yet."""

    sections: tuple[Section, ...]
    action: str
    by: tuple[Section, ...]
    periods: tuple[PeriodRow, ...]
    period: str
    rows: tuple[ActRow, ...]
    behind: int


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """How often an authority read what another one shared, in one function and way, in one month."""

    month: str
    originator: str
    authority: str
    function: str
    way: str
    readings: int
    items: int


@dataclass(frozen=True, slots=True)
class ReadingsPage:
    """Who read what others shared; `behind` says how many entries are not counted yet."""

    sections: tuple[Section, ...]
    rows: tuple[ReadingRow, ...]
    behind: int


@dataclass(frozen=True, slots=True)
class StaffPage:
    """The comparison of staff: how many stand in both files, and which of one's own."""

    sections: tuple[Section, ...]
    action: str
    people: int
    shortest: int
    found: Found | None = None
    names: int = 0
    handles: int = 0
    own: tuple[str, ...] = ()
    problems: tuple[FormProblem, ...] = ()
