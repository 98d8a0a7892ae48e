"""Pieces that several pages of the desk share: choices, links, badges, figures, pagination."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list from which a person chooses; `note` is one sentence that explains it."""

    value: str
    label: str
    chosen: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A name and where it leads."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class FormProblem:
    """One thing a person must correct: the field's name as in the form, and what to do."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class MarkingBadge:
    """A marking in short (`TLP:AMBER · H1`), with the sentence that explains it.

    `tone` is one of clear, green, amber, red, closed: how far the item may travel. It never stands without the text.
    """

    code: str
    originator: str
    sentence: str
    tone: str = "closed"


@dataclass(frozen=True, slots=True)
class GradeBadge:
    """An evaluation in short (`B2`) and in words; the scheme's name stands with it."""

    code: str
    label: str
    scheme: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """One page of a list; number 0 stands for a gap."""

    number: int
    url: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Pagination:
    """Which part of a list is shown: rows `first` to `last` of `total`."""

    first: int
    last: int
    total: int
    pages: tuple[PageLink, ...] = ()
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its name. `low` and `high` differ when sources gave a range; None means that nothing was said."""

    label: str
    low: int | None
    high: int | None = None
    note: str = ""
    main: bool = False
