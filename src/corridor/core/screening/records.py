"""The nouns: where in a text something stands, and the words by which it is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from corridor.core.screening.codes import Kind


class Finding(NamedTuple):
    """What a stretch of a text looks like; the stretch itself is never part of a finding."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that names are told by, folded."""

    cues: frozenset[str]
    """Behind these words stands a name: "called", "nommé", "llamado", "اسمه"."""
    titles: frozenset[str]
    particles: frozenset[str]
    """Words inside a name: al, ben, ould, de la."""
    joints: frozenset[str]
    """Words that make a name of what stands on both sides: bin, ibn, بن."""
    kunyas: frozenset[str]
    """Words with which a name may begin, before a given name: abu, umm."""
    given: frozenset[str]
    """Given names that are hardly ever anything else."""
    ambiguous: frozenset[str]
    """Given names that are ordinary words or towns as well; they count only beside another sign."""
    bearers: frozenset[str]
    """Behind these words stands the name of a ship, a street or a building."""
    known: frozenset[str]
    """Words with a capital that are no names: authorities, organisations, months, peoples."""
    grounds: frozenset[str]
    """Words that stand in the names of places: road, ranch, wadi, playa."""
    followers: frozenset[str]
    """Words that end a name written without capitals."""
    before_places: frozenset[str]
    """Behind these words stands a place rather than a person."""


@dataclass(frozen=True, slots=True)
class Cues:
    """By what the other kinds are announced: words and their parts, as the alternatives of a pattern."""

    phone: str
    document: str
    account: str
    plate: str
    birth: str
    reference: str
    months: str
