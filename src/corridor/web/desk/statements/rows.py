"""Turns records into rows of the spine: statements, search keys and facts, ready to be written in one go."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from corridor.core.kernel.text import fold
from corridor.core.picture.records import Strip
from corridor.core.picture.rules import strip_from
from corridor.web.desk.statements import store

Said = tuple[str, str, str | None]
"""A claim in its shortest form: property, canonical value, text as recorded where it differs."""

KEY_LENGTH = 80

ENTITY = "id, uid"
RECORD = "id, dataset, key, content, entity, mark, grade"
ABOUT = "record, entity"
SIGHTING = "load, record, line"
STATEMENT = "entity, prop, record, n, value, original, lang, ref, mark, home, until"
SINGLE = "entity, prop, record, n, value, original, mark, home"
NAME_KEY = "key, entity, prop, record, n"
FACT = ", ".join(("entity", "record", "mark", "dataset", "home", "until", "single", *Strip._fields))

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

fold_often = lru_cache(maxsize=50_000)(fold)


class Part(NamedTuple):
    """What one record says about one entity under one mark; `refs` gives the entities that claims point at."""

    entity: int
    mark: int
    claims: Sequence[Said]
    langs: dict[int, str]
    refs: dict[int, int]


def content_digest(claims: Sequence[Said], key: bytes, *, uid: str = "", grade: str = "") -> bytes:
    """Return the keyed digest of what a record says, equal for equal claims whatever the file looked like; 16 bytes."""
    said = _encode([uid, grade, sorted(claims, key=itemgetter(0))])
    return hashlib.blake2b(said.encode(), digest_size=16, key=key).digest()


def key_digest(text: str, key: bytes) -> bytes:
    """Return the keyed digest by which a source record is recognised within its data set; 16 bytes."""
    return hashlib.blake2b(text.encode(), digest_size=16, key=key).digest()


class Rows:
    """Rows waiting for one write; `mark` is the load's own, under which all its single records stand."""

    def __init__(self, *, load: int, mark: int, dataset: int, props: dict[str, int], searched: frozenset[str]) -> None:
        self.load = load
        self.mark = mark
        self.dataset = dataset
        self.props = props
        self.searched = searched
        self.clear()

    def clear(self) -> None:
        """Forget what was written."""
        self.entities: list[tuple[int, str]] = []
        self.records: list[tuple[int, int, bytes, bytes, int, int, str]] = []
        self.abouts: list[tuple[int, int]] = []
        self.sightings: list[tuple[int, int, int]] = []
        self.statements: list[tuple[int, int, int, int, str, str | None, str | None, int | None, int, int, None]] = []
        self.singles: list[tuple[int, int, int, int, str, str | None]] = []
        self.keys: list[tuple[str, int, int, int, int]] = []
        self.facts: list[tuple[object, ...]] = []

    def add_single(self, *, record: int, entity: int, claims: Sequence[Said]) -> None:
        """Add what a record says about its only entity under the load's mark; the path that bulk imports take."""
        props, searched = self.props, self.searched
        self.singles += [
            (entity, props[prop], record, n, value, original) for n, (prop, value, original) in enumerate(claims)
        ]
        self.keys += [
            (fold_often(value)[:KEY_LENGTH], entity, props[prop], record, n)
            for n, (prop, value, _) in enumerate(claims)
            if prop in searched
        ]
        strip = strip_from(claims)
        if strip is not None:
            self.facts.append((entity, record, self.mark, self.dataset, self.load, None, True, *strip))

    def add_part(self, record: int, part: Part, *, single: bool, first: int) -> None:
        """Add what a record says about one of its entities under one mark; `first` numbers its statements."""
        for n, (prop, value, original) in enumerate(part.claims, start=first):
            ref = part.refs.get(n - first)
            lang = part.langs.get(n - first)
            self.statements.append(
                (part.entity, self.props[prop], record, n, value, original, lang, ref, part.mark, self.load, None)
            )
            if prop in self.searched:
                self.keys.append((fold_often(value)[:KEY_LENGTH], part.entity, self.props[prop], record, n))
        strip = strip_from(part.claims)
        if strip is not None:
            self.facts.append((part.entity, record, part.mark, self.dataset, self.load, None, single, *strip))

    def write(self) -> None:
        """Write everything; runs inside a write."""
        store.insert("entity", ENTITY, self.entities)
        store.insert("record", RECORD, self.records)
        store.insert("record_about", ABOUT, self.abouts)
        store.insert("sighting", SIGHTING, self.sightings)
        store.insert("statement", STATEMENT, self.statements)
        store.insert("statement", SINGLE, self.singles, same=(self.mark, self.load))
        store.insert("name_key", NAME_KEY, self.keys)
        store.insert("fact", FACT, self.facts)
