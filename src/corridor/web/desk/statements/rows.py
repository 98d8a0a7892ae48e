"""Turns records into rows of the spine: statements, search keys and facts, ready to be written in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from corridor.core.kernel.search import MARK
from corridor.core.picture.records import Strip
from corridor.core.picture.rules import strip_from
from corridor.web.desk.statements import inserting, search_store
from corridor.web.desk.statements.inserting import TableRows
from corridor.web.desk.statements.preparing import Prepared, Said, found_by

ENTITY = "id, uid"
RECORD = "id, dataset, key, content, entity, mark, grade"
ABOUT = "record, entity"
SIGHTING = "load, record, line"
STATEMENT = "entity, prop, record, n, value, original, lang, ref, mark, home, until"
SINGLE = "entity, prop, record, n, value, original, mark, home"
FACT = ", ".join(("entity", "record", "mark", "dataset", "home", "until", "single", *Strip._fields))

WORDS_KEPT_IN_MIND = 200_000
"""How many words of a load are known to be in the lexicon, before it is asked for them again."""


class Part(NamedTuple):
    """What one record says about one entity under one mark; `refs` gives the entities that claims point at."""

    entity: int
    mark: int
    claims: Sequence[Said]
    langs: dict[int, str]
    refs: dict[int, int]


class Rows:
    """Rows waiting for one write; `mark` is the load's own, under which all its single records stand.

    `searched` names the properties by which things are found, and says whether each is an identifier.
    """

    def __init__(
        self, *, load: int, mark: int, dataset: int, props: Mapping[str, int], searched: Mapping[str, bool]
    ) -> None:
        self.load = load
        self.mark = mark
        self.dataset = dataset
        self.props = props
        self.searched = searched
        self.words_known: set[str] = set()
        self.clear()

    def clear(self) -> None:
        """Forget what was written."""
        self.entities: list[tuple[int, str]] = []
        self.records: list[tuple[int, int, bytes, bytes, int, int, str]] = []
        self.abouts: list[tuple[int, int]] = []
        self.sightings: list[tuple[int, int, int]] = []
        self.statements: list[tuple[int, int, int, int, str, str | None, str | None, int | None, int, int, None]] = []
        self.singles: list[tuple[int, int, int, int, str, str | None]] = []
        self.keys: list[tuple[int, int, int, str]] = []
        self.words: set[str] = set()
        self.facts: list[tuple[object, ...]] = []

    def add_single(self, row: Prepared, *, record: int, entity: int) -> None:
        """Add what a record says about its only entity under the load's mark; the path that bulk imports take."""
        claims = enumerate(row.claims)
        self.singles += [(entity, prop, record, n, value, original) for n, (prop, value, original) in claims]
        if row.found is not None:
            self.add_key(record, entity, self.mark, row.found)
        if row.strip is not None:
            self.facts.append((entity, record, self.mark, self.dataset, self.load, None, True, *row.strip))

    def add_part(self, record: int, part: Part, *, single: bool, first: int) -> None:
        """Add what a record says about one of its entities under one mark; `first` numbers its statements."""
        for n, (prop, value, original) in enumerate(part.claims, start=first):
            ref = part.refs.get(n - first)
            lang = part.langs.get(n - first)
            self.statements.append(
                (part.entity, self.props[prop], record, n, value, original, lang, ref, part.mark, self.load, None)
            )
        said = ((n, claim[0], claim[1]) for n, claim in enumerate(part.claims, start=first))
        found = found_by(said, self.searched)
        if found is not None:
            self.add_key(record, part.entity, part.mark, found)
        strip = strip_from(part.claims)
        if strip is not None:
            self.facts.append((part.entity, record, part.mark, self.dataset, self.load, None, single, *strip))

    def add_key(self, record: int, entity: int, mark: int, found: tuple[int, str, str, tuple[str, ...]]) -> None:
        """Add the tokens under which what a record says about an entity under one mark is found, as one row.

        Args:
            found: As `found_by` gives it.
        """
        first, named, tokens, words = found
        self.words.update(words)
        self.keys.append((search_store.number(record, first), entity, self.props[named], f"{tokens} {MARK}{mark}"))

    def write(self) -> None:
        """Write everything; runs inside a write."""
        inserting.insert_all(
            [
                TableRows("entity", ENTITY, self.entities),
                TableRows("record", RECORD, self.records),
                TableRows("record_about", ABOUT, self.abouts),
                TableRows("sighting", SIGHTING, self.sightings),
                TableRows("statement", STATEMENT, self.statements),
                TableRows("statement", SINGLE, self.singles, same=(self.mark, self.load)),
                *search_store.key_rows(self.keys),
                TableRows("fact", FACT, self.facts),
            ]
        )
        self._write_words()

    def write_keys(self) -> None:
        """Write what is found by words, and nothing else."""
        inserting.insert_all(search_store.key_rows(self.keys))
        self._write_words()

    def _write_words(self) -> None:
        fresh = self.words - self.words_known
        if fresh:
            search_store.add_words(fresh)
            self.words_known = fresh if len(self.words_known) > WORDS_KEPT_IN_MIND else self.words_known | fresh
