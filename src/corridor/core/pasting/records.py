"""The nouns: what is proposed from a pasted text, and the words by which it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from corridor.core.pasting.codes import Sureness


class Proposal(NamedTuple):
    """What a stretch of a text proposes for one field, or for the fields of one row; nobody has confirmed it.

    `values` are paths of the report's form with values as they would be typed there. `others` says which further
    proposals stand for the same words: one of them at most is right.
    """

    values: tuple[tuple[str, str], ...]
    start: int
    end: int
    sure: Sureness

    @property
    def path(self) -> str:
        """The first field that is proposed for."""
        return self.values[0][0]


class Phrase(NamedTuple):
    """Words of a language, folded, and what they stand for; a word ending in `*` stands for all that begin so."""

    words: tuple[str, ...]
    sense: str


class Group(NamedTuple):
    """What a noun for people says of them."""

    what: str = ""
    sex: str = ""
    age: str = ""
    many: int = 0


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words by which texts are read."""

    fields: tuple[Phrase, ...]
    """Sense: `path=code`."""
    people: tuple[Phrase, ...]
    """Sense: `what|sex|age|many`, each of which may be empty."""
    states: tuple[Phrase, ...]
    """Sense: what became of the people counted."""
    bounds: tuple[Phrase, ...]
    """Sense: about, least, more, most, less, between."""
    marks: tuple[Phrase, ...]
    """Sense: what words around a place, a price or a day say: from, to, at, paid, per-person, today, monday."""
    currencies: tuple[Phrase, ...]
    numbers: Mapping[str, int]
    months: Mapping[str, int]
    negations: frozenset[str]
    units: frozenset[str]
    """Behind a number, these words say that years, days or kilometres are counted."""
    aged: frozenset[str]
    """Behind these words stands an age."""
    not_people: frozenset[str]
    """Behind the name of a people, these words say that something else is counted: 2 Libyan boats."""
    kinds_of_places: frozenset[str]
    """Words that may stand between "off" and a name: the, coast, island, port."""
    not_places: frozenset[str]
    """Names of places that are ordinary words of one of the languages."""
