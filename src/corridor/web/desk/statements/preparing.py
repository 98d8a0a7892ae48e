"""Makes of a row all that can be made of it without the database, in plain values: another process may do it ahead."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from corridor.core.kernel.search import KIND, Text, plain_words, tokens
from corridor.core.kernel.text import fold
from corridor.core.picture.rules import strip_from

Said = tuple[str, str, str | None]
"""A claim in its shortest form: property, canonical value, text as recorded where it differs."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def content_digest(claims: Sequence[Said], key: bytes, *, uid: str = "", grade: str = "") -> bytes:
    """Return the keyed digest of what a record says, equal for equal claims whatever the file looked like; 16 bytes."""
    said = _encode([uid, grade, sorted(claims, key=itemgetter(0))])
    return hashlib.blake2b(said.encode(), digest_size=16, key=key).digest()


def key_digest(text: str, key: bytes) -> bytes:
    """Return the keyed digest by which a source record is recognised within its data set; 16 bytes."""
    return hashlib.blake2b(text.encode(), digest_size=16, key=key).digest()


class Found(NamedTuple):
    """By which tokens one record finds a thing, the first of its texts that does, and its words for the lexicon."""

    n: int
    prop: str
    tokens: str
    words: tuple[str, ...]


@lru_cache(maxsize=50_000)
def _of_text(value: str, is_identifier: bool) -> tuple[str, tuple[str, ...]]:
    folded = fold(value)
    return tokens(Text(folded, is_identifier)), tuple(plain_words(folded))


def found_by(said: Iterable[tuple[int, str, str]], searched: Mapping[str, bool]) -> Found | None:
    """Return by what a thing is found through what one record says about it; None when it says nothing of that kind.

    Args:
        said: Position, property and value of each statement.
        searched: The properties by which things are found, and whether each is an identifier.
    """
    kept: list[str] = []
    words: tuple[str, ...] = ()
    first, named = -1, ""
    for n, prop, value in said:
        if prop in searched:
            of_text, more = _of_text(value, searched[prop])
            if first < 0:
                first, named = n, prop
            kept.append(of_text)
            words += more
        elif prop == "kind":
            kept.append(KIND + value)
    return Found(first, named, " ".join(kept), words) if first >= 0 else None


class Prepared(NamedTuple):
    """One row that was read: by what it is recognised, what it says, and what search and the picture make of it.

    `claims` name properties by number. All are plain values, which `marshal` writes. `strip` is a `Strip` or None.
    """

    line: int
    key: bytes
    content: bytes
    grade: str
    claims: list[tuple[int, str, str | None]]
    found: tuple[int, str, str, tuple[str, ...]] | None
    strip: tuple[object, ...] | None


class Preparing(NamedTuple):
    """What rows are prepared with: numbers of properties, the searched ones, and the node's key for digests."""

    props: Mapping[str, int]
    searched: Mapping[str, bool]
    secret: bytes

    def prepared(self, line: int, key: str, claims: Sequence[Said], grade: str) -> Prepared:
        """Return all that can be made of one row."""
        props, searched = self.props, self.searched
        said = [(n, claim[0], claim[1]) for n, claim in enumerate(claims) if claim[0] in searched or claim[0] == "kind"]
        found = found_by(said, searched)
        strip = strip_from(claims)
        return Prepared(
            line,
            key_digest(key, self.secret),
            content_digest(claims, self.secret, grade=grade),
            grade,
            [(props[prop], value, original) for prop, value, original in claims],
            None if found is None else found[:],
            None if strip is None else tuple(strip),
        )
