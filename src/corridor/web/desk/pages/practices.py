"""What the templates of the library are given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem, Link, Pagination


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """One entry in the list."""

    url: str
    title: str
    kind: str
    grade: str
    pillar: str
    source: str


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """The library, narrowed to what was asked."""

    rows: tuple[LibraryRow, ...]
    words: str
    kinds: tuple[Choice, ...]
    pillars: tuple[Choice, ...]
    grades: tuple[Choice, ...]
    only_adopted: bool
    pagination: Pagination
    new_url: str


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry with its limits, grade, adoption and versions."""

    title: str
    kind: str
    grade: str
    why_claim: str
    facts: tuple[tuple[str, str], ...]
    done: str
    limits: str
    judged: str
    items: tuple[Link, ...]
    adoptions: tuple[tuple[str, str, str, str], ...]
    versions: tuple[tuple[str, str], ...]
    edit_url: str
    withdraw_url: str
    judge_url: str
    may_take_back: bool
    adopt_url: str
    stages: tuple[Choice, ...]
    grades: tuple[Choice, ...]
    levels: tuple[Choice, ...]
    typed: Mapping[str, str]
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryFormPage:
    """The form of an entry."""

    title: str
    action: str
    back_url: str
    values: Mapping[str, str]
    kinds: tuple[Choice, ...]
    pillars: tuple[Choice, ...]
    themes: tuple[Choice, ...]
    levels: tuple[Choice, ...]
    problems: tuple[FormProblem, ...] = ()
