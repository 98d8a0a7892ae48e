"""A set as bytes: for each key a tag by which a hit is found and a label that only the hit opens.

Tag and label's cover come from the key and from what the owner's secret makes of it, so that neither can be found
without asking the owner. All entries look alike: visible, hit only and filling.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import pairwise
from typing import Final, NamedTuple

from corridor.core.matching.codes import Telling

MARK: Final = b"corridor match 1\n"
TAG_BYTES: Final = 6
TAG_BITS: Final = 8 * TAG_BYTES
REFERENCE_BYTES: Final = 5
LABEL_BYTES: Final = 1 + REFERENCE_BYTES
ENTRY_BYTES: Final = TAG_BYTES + LABEL_BYTES
PART_ENTRIES: Final = 2**14
"""So many entries are in one part of a set; its written form stays well below the 512 KB of an item."""

_TELLINGS: Final = (Telling.VISIBLE, Telling.HIT_ONLY)


class Label(NamedTuple):
    """What a hit tells: how much, and a reference that the owner understands; none where it is a hit only."""

    telling: Telling
    reference: bytes = bytes(REFERENCE_BYTES)


def _drawn(uid: str, key: str, raised: bytes) -> bytes:
    written = key.encode()
    return hashlib.sha256(MARK + uid.encode() + len(written).to_bytes(2, "big") + written + raised).digest()


def entry(uid: str, key: str, raised: bytes, label: Label) -> bytes:
    """Return the entry of a key in a set.

    Args:
        uid: The set.
        raised: What the owner's secret of this set makes of the key.
    """
    drawn = _drawn(uid, key, raised)
    reference = label.reference if label.telling is Telling.VISIBLE else bytes(REFERENCE_BYTES)
    plain = bytes([_TELLINGS.index(label.telling)]) + reference
    return drawn[:TAG_BYTES] + _covered(plain, drawn)


def packed(entries: Iterable[bytes], filling: bytes) -> bytes:
    """Return a set: its entries in the order of their tags, one a tag, with filling among them."""
    spare = [filling[at : at + ENTRY_BYTES] for at in range(0, len(filling), ENTRY_BYTES)]
    by_tag = {one[:TAG_BYTES]: one for one in (*spare, *entries)}
    return b"".join(by_tag[tag] for tag in sorted(by_tag))


def found(uid: str, key: str, raised: bytes, entries: bytes) -> Label | None:
    """Return the label of a key that a set holds, or nothing."""
    drawn = _drawn(uid, key, raised)
    at = _place(entries, drawn[:TAG_BYTES])
    if at is None:
        return None
    plain = _covered(entries[at + TAG_BYTES : at + ENTRY_BYTES], drawn)
    # Of filling that has the tag by chance nothing can be told but that.
    telling = _TELLINGS[plain[0]] if plain[0] < len(_TELLINGS) else Telling.HIT_ONLY
    return Label(telling, plain[1:] if telling is Telling.VISIBLE else bytes(REFERENCE_BYTES))


def is_in_order(entries: bytes) -> bool:
    """Tell whether entries are whole and stand in the order of their tags."""
    tags = [entries[at : at + TAG_BYTES] for at in range(0, len(entries), ENTRY_BYTES)]
    return len(entries) % ENTRY_BYTES == 0 and all(one < other for one, other in pairwise(tags))


def _covered(plain: bytes, drawn: bytes) -> bytes:
    cover = drawn[TAG_BYTES : TAG_BYTES + LABEL_BYTES]
    return bytes(one ^ other for one, other in zip(plain, cover, strict=True))


def _place(entries: bytes, tag: bytes) -> int | None:
    low, high = 0, len(entries) // ENTRY_BYTES
    while low < high:
        middle = (low + high) // 2
        at = middle * ENTRY_BYTES
        if (there := entries[at : at + TAG_BYTES]) == tag:
            return at
        low, high = (middle + 1, high) if there < tag else (low, middle)
    return None
