"""What is written about a person, sealed as one piece: bound to where it stands, and of a size that tells little."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from corridor.core.kernel.text import fold
from corridor.web.base import keys
from corridor.web.base.sealing import new_key, seal, unseal

KIND = "sealed"

SMALLEST = 512
"""Bytes of the smallest class; each further one is twice as large."""

NAME_WORDS = 2
"""A name of fewer words is too common to say that two people may be one."""


def sealed(of: str, ref: str, content: Mapping[str, str]) -> bytes:
    """Return texts sealed for one record.

    Args:
        of: Which kind of record; each has a key of its own.
        ref: The record; what is sealed for one cannot be opened as another's.
    """
    return sealed_under(_key(of), of, ref, content)


def sealed_under(key: bytes, of: str, ref: str, content: Mapping[str, str]) -> bytes:
    """Return texts sealed for one record under a key of its own; `of` and `ref` as `sealed`."""
    plain = json.dumps(dict(content), ensure_ascii=False, sort_keys=True).encode()
    size = SMALLEST
    while size < len(plain):
        size *= 2
    return seal(key, plain.ljust(size), bound=f"{of}\0{ref}".encode())


def unsealed(of: str, ref: str, content: bytes) -> dict[str, str]:
    """Return the texts that were sealed for one record.

    Raises:
        SealBroken: They were changed, belong to another record, or the key is another.
    """
    return unsealed_under(_key(of), of, ref, content)


def unsealed_under(key: bytes, of: str, ref: str, content: bytes) -> dict[str, str]:
    """Return the texts that were sealed for one record under a key of its own.

    Raises:
        SealBroken: As `unsealed`.
    """
    told: dict[str, str] = json.loads(unseal(key, bytes(content), bound=f"{of}\0{ref}".encode()))
    return told


def keyed(of: str, text: str) -> str:
    """Return a digest of a text under a key that is not in the database, to find it again without keeping it."""
    return hashlib.blake2b(text.encode(), digest_size=32, key=_key(of), person=b"corridor find").hexdigest()


def name_key(name: str) -> str:
    """Return the digest of a name, whatever the order, case and accents of its words; nothing for a single word."""
    words = sorted(fold(name).split())
    return keyed("name", " ".join(words)) if len(words) >= NAME_WORDS else ""


def _key(of: str) -> bytes:
    """Return the key of one kind of record, under the zone's own, which is made when it is first asked for."""
    if not keys.numbers_of(KIND):
        keys.make_key(f"{KIND}-1", new_key())
    own = keys.entrusted_key(f"{KIND}-1")
    return hashlib.blake2b(of.encode(), digest_size=32, key=own, person=b"corridor zone").digest()
