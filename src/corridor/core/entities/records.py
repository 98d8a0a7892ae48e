"""The nouns: a claim, a thing as one report describes it, what may be wrong with it, and the words of the schemata."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from corridor.core.entities.codes import Search, Type
from corridor.core.kernel.identifiers import Uid
from corridor.core.vocabularies.records import NOTHING, Labels


class Claim(NamedTuple):
    """One thing said about one property: the canonical value, and the text as recorded where that differs."""

    prop: str
    value: str
    original: str | None = None
    lang: str | None = None
    ref: Uid | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One thing as one report describes it, before it is stored under a marking."""

    uid: Uid
    kind: str
    claims: tuple[Claim, ...]

    def all_claims(self) -> Iterator[Claim]:
        """Yield the statement of the kind, then every other claim in its order."""
        yield Claim("kind", self.kind)
        for claim in self.claims:
            if claim.prop != "kind" or claim.value != self.kind:
                yield claim

    def values(self, prop: str) -> tuple[str, ...]:
        """Return what is claimed about one property, in order."""
        return tuple(claim.value for claim in self.claims if claim.prop == prop)


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why a draft is refused, or one thing a person should look at before filing it.

    The sentence speaks of properties and codes only: what was typed is never repeated.
    """

    code: str
    uid: Uid | None
    prop: str | None
    reason: str
    params: Mapping[str, str] = field(default_factory=dict)
    warning: bool = False

    @property
    def message(self) -> str:
        """The English sentence: what, which, why."""
        return self.reason.format_map({"prop": self.prop or "", **self.params})


@dataclass(frozen=True, slots=True)
class Property:
    """What can be said about a thing: one definition for the whole of Corridor."""

    name: str
    type: Type
    labels: Labels
    ftm: str | None = None
    vocabulary: str | None = None
    multiple: bool = True
    search: Search = Search.NONE
    personal: bool = False
    range: frozenset[str] = NOTHING
    or_text: bool = False
    same_kind: bool = False


@dataclass(frozen=True, slots=True)
class Schema:
    """A class of things, with every property it has, inherited ones included."""

    name: str
    parents: tuple[str, ...]
    ancestors: frozenset[str]
    ftm: str
    labels: Labels
    description: str
    properties: Mapping[str, Property]
    required: tuple[str, ...]
    abstract: bool = False
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Safeguards:
    """The words that the safeguards refuse, in search form."""

    faithful: frozenset[str] = NOTHING
    placeholders: frozenset[str] = NOTHING
    kinds: frozenset[str] = NOTHING
    migrant: frozenset[str] = NOTHING
    helper: frozenset[str] = NOTHING
    barred: frozenset[str] = NOTHING
    attributes: frozenset[str] = NOTHING
    protected: frozenset[str] = NOTHING
