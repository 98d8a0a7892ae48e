"""Making a set: every key raised by a secret of this set alone, filled up, and cut into parts."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass

from corridor.core.matching.codes import Domain
from corridor.core.matching.exchange import SetPart
from corridor.core.matching.packing import ENTRY_BYTES, PART_ENTRIES, Label, entry, packed
from corridor.core.matching.rules import padded_size
from corridor.web.base import identity, keys
from corridor.web.desk.matching.blinding import covered, new_secret
from corridor.web.desk.matching.holdings import OwnKey, reference


@dataclass(frozen=True)
class Making:
    """For whom and for what a set is made, and whom to ask after a visible hit."""

    owner: str
    authority: str
    purpose: str
    domain: Domain
    contact: str


@dataclass(frozen=True)
class Made:
    """A set that was made: its secret, how many keys it holds, how large it looks, and its parts."""

    uid: str
    secret: bytes
    keys: int
    size: int
    digest: str
    parts: tuple[SetPart, ...]


def digest_of(found: Mapping[str, OwnKey]) -> str:
    """Return a digest under the node's key of what a set would hold, to see whether it has changed."""
    told = "\n".join(f"{written} {one.thing} {one.telling}" for written, one in sorted(found.items()))
    return hashlib.blake2b(told.encode(), digest_size=32, key=keys.digest_key(), person=b"match set").hexdigest()


def made(making: Making, found: Mapping[str, OwnKey]) -> Made:
    """Return the set of some keys.

    Raises:
        SetTooLarge: They are more than a set may hold.
    """
    uid, secret, size = str(identity.uid()), new_secret(), padded_size(len(found), making.domain)
    written = list(found)
    entries = [
        entry(uid, key, point, Label(found[key].telling, reference(making.authority, found[key].thing)))
        for key, point in zip(written, covered(written, secret), strict=True)
    ]
    whole = packed(entries, os.urandom((size - len(entries)) * ENTRY_BYTES))
    step = PART_ENTRIES * ENTRY_BYTES
    count = -(-size // PART_ENTRIES)
    parts = tuple(
        SetPart(
            to=making.authority,
            domain=making.domain,
            set_uid=uid,
            part=number,
            parts=count,
            size=size,
            contact=making.contact,
            entries=whole[(number - 1) * step : number * step],
        )
        for number in range(1, count + 1)
    )
    return Made(uid, secret, len(found), size, digest_of(found), parts)
