"""Pieces that pages of every zone share: choices, links, what must be corrected, and which part of a list is shown."""

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
    """One thing a person must correct: the field's name as in the form, and what to do; `url` is where, if not here."""

    field: str
    message: str
    url: str = ""


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
