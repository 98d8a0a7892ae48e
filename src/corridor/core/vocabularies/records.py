"""The nouns: a list of codes in its versions, what became of a code, and what partners call it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from corridor.core.vocabularies.codes import CLOSED, RECKONED_WITH, Relation

Labels = Mapping[str, str]
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Superseded:
    """How a code ended: in which version, for which codes, and what these are to it; for none it was retired."""

    version: int
    by: tuple[str, ...] = ()
    relation: Relation = Relation.EXACT


@dataclass(frozen=True, slots=True)
class Term:
    """One code of a list, with its labels, its meaning, and the marks that the safeguards read."""

    code: str
    labels: Labels
    definitions: Labels = field(default_factory=dict)
    marks: frozenset[str] = NOTHING
    since: int = 1
    broader: str | None = None
    superseded: Superseded | None = None

    @property
    def definition(self) -> str:
        """What the code means, in English, which every code has."""
        return self.definitions.get("en", "")

    def meaning(self, language: str) -> str:
        """Return what the code means in a language; nothing where that was not written."""
        return self.definitions.get(language, "")


class Version(NamedTuple):
    """One released version of a list and the day from which it counts."""

    number: int
    since: str


class Pair(NamedTuple):
    """One value of a partner's list, the code for it here, and what that code is to the partner's value."""

    value: str
    code: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Partner:
    """A list of somebody else: where it is published, and which code stands for each of its values."""

    name: str
    source: str
    pairs: tuple[Pair, ...]


class Translation(NamedTuple):
    """What a code is in another list or version, and what the answer is to the code asked for; nothing without both."""

    code: str | None
    relation: Relation | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed, versioned list of codes. Superseded codes stay in it: what was said with them must stay readable."""

    name: str
    version: int
    labels: Labels
    terms: Mapping[str, Term]
    versions: tuple[Version, ...] = ()
    partners: Mapping[str, Partner] = field(default_factory=dict)

    def marked(self, mark: str) -> frozenset[str]:
        """Return the codes that carry one mark."""
        return frozenset(code for code, term in self.terms.items() if mark in term.marks)

    def current(self) -> tuple[Term, ...]:
        """Return the terms in force: those that were not superseded."""
        return tuple(term for term in self.terms.values() if term.superseded is None)

    @property
    def is_guarded(self) -> bool:
        """Tell whether a safeguard reads this list; what stands for one of its codes is never left open."""
        return any(term.marks for term in self.terms.values())

    @property
    def is_reckoned_with(self) -> bool:
        """Tell whether rules know the codes of this list one by one; what they do not know is in no figure."""
        return self.name in RECKONED_WITH

    @property
    def is_closed(self) -> bool:
        """Tell whether a safeguard of persons rests on this list, so that no node adds codes to it."""
        return any(not term.marks.isdisjoint(CLOSED) for term in self.terms.values())
