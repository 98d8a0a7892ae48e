"""Keyed digests of staff: two overseers learn whether the same people work on both sides, and nothing about the others.

The key comes from words that both agree upon by another way. Who has the words and a file can ask of any name whether
it stands in the file: the words are for the two overseers alone, for one comparison, and are then forgotten.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from corridor.core.access.errors import StaffFileUnreadable, StaffWordsDiffer, StaffWordsWeak
from corridor.core.kernel.text import fold

FORM: Final = 1
SHORTEST_WORDS: Final = 20
LONGEST_WORDS: Final = 200
LONGEST_FILE: Final = 4 * 1024 * 1024
_DIGEST_CHARACTERS: Final = 64
_SALT: Final = b"corridor staff comparison 1"
_SCRYPT: Final[dict[str, Any]] = {"n": 1 << 15, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024, "dklen": 32}


class Person(NamedTuple):
    """Somebody of the staff, by what both zones can know: the handle, and the name as it is shown."""

    handle: str
    name: str


class StaffFile(NamedTuple):
    """The digests of a zone's staff, sorted, so that their order tells nothing; `check` tells the key apart."""

    zone: str
    authority: str
    check: str
    names: frozenset[str]
    handles: frozenset[str]


class Common(NamedTuple):
    """How many digests stand in both files."""

    names: int
    handles: int


def key_from(words: str) -> bytes:
    """Return the key that words stand for; capitals, accents and white space make no difference.

    Raises:
        StaffWordsWeak: The words are so short that they could be guessed.
    """
    folded = fold(words)
    if not SHORTEST_WORDS <= len(folded) <= LONGEST_WORDS or len(set(folded.split())) < 4:
        raise StaffWordsWeak(shortest=SHORTEST_WORDS)
    return hashlib.scrypt(folded.encode(), salt=_SALT, **_SCRYPT)


def file_of(people: Iterable[Person], *, key: bytes, zone: str, authority: str) -> StaffFile:
    """Return the digests of people under a key."""
    everybody = list(people)
    return StaffFile(
        zone,
        authority,
        _digest(key, "check", ""),
        frozenset(name_digest(person, key) for person in everybody) - {""},
        frozenset(handle_digest(person, key) for person in everybody),
    )


def name_digest(person: Person, key: bytes) -> str:
    """Return the digest of a name, whatever the order, capitals and accents of its parts; nothing for no name."""
    parts = sorted(fold(person.name).split())
    return _digest(key, "name", " ".join(parts)) if parts else ""


def handle_digest(person: Person, key: bytes) -> str:
    """Return the digest of a handle."""
    return _digest(key, "handle", person.handle.casefold())


def common(mine: StaffFile, theirs: StaffFile) -> Common:
    """Return how much stands in both files.

    Raises:
        StaffWordsDiffer: The files were made with different words, so that nothing could be equal.
    """
    if mine.check != theirs.check:
        raise StaffWordsDiffer
    return Common(len(mine.names & theirs.names), len(mine.handles & theirs.handles))


def also_there(people: Iterable[Person], theirs: StaffFile, *, key: bytes) -> list[str]:
    """Return the handles of those of one's own people of whom name or handle stands in the other file, sorted.

    Raises:
        StaffWordsDiffer: The file was made with other words.
    """
    if theirs.check != _digest(key, "check", ""):
        raise StaffWordsDiffer
    return sorted(
        person.handle
        for person in people
        if name_digest(person, key) in theirs.names or handle_digest(person, key) in theirs.handles
    )


def file_document(file: StaffFile) -> str:
    """Return the file as it is handed to the other overseer."""
    fields = {
        "corridor_staff": FORM,
        "zone": file.zone,
        "authority": file.authority,
        "check": file.check,
        "names": sorted(file.names),
        "handles": sorted(file.handles),
    }
    return json.dumps(fields, indent=1) + "\n"


def file_from(text: str) -> StaffFile:
    """Return the file of a document.

    Raises:
        StaffFileUnreadable: It is not one.
    """
    try:
        if len(text) > LONGEST_FILE:
            raise StaffFileUnreadable
        fields = json.loads(text)
        if fields["corridor_staff"] != FORM:
            raise StaffFileUnreadable
        digests = [frozenset(map(_written, fields[name])) for name in ("names", "handles")]
        return StaffFile(str(fields["zone"]), str(fields["authority"]), _written(fields["check"]), *digests)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as malformed:
        raise StaffFileUnreadable from malformed


def _written(digest: str) -> str:
    if len(digest) != _DIGEST_CHARACTERS or bytes.fromhex(digest).hex() != digest:
        raise ValueError
    return digest


def _digest(key: bytes, kind: str, text: str) -> str:
    return hmac.new(key, f"{kind}\0{text}".encode(), "sha256").hexdigest()
