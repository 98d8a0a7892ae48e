"""Merkle log hashing: one root commits to every leaf, and short proofs show that nothing was taken out or put in.

Source: RFC 9162, section 2.1
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from corridor.core.access.errors import LogMalformed, PositionOutOfRange

HASH_BYTES: Final = 32
SIZE_BYTES: Final = 8
EMPTY_ROOT: Final = hashlib.sha256().digest()


def leaf_hash(leaf: bytes) -> bytes:
    """Return the hash of one leaf."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of the node above two hashes."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier(NamedTuple):
    """All that must be kept to append to a log: its size and the roots of its full subtrees, the largest first."""

    size: int = 0
    roots: tuple[bytes, ...] = ()

    def appended(self, leaf: bytes) -> Frontier:
        """Return the frontier after one more leaf hash."""
        size, roots = self
        below = size
        while below & 1:
            leaf = node_hash(roots[-1], leaf)
            roots = roots[:-1]
            below >>= 1
        return Frontier(size + 1, (*roots, leaf))

    @property
    def root(self) -> bytes:
        """The root that commits to every leaf so far."""
        if not self.roots:
            return EMPTY_ROOT
        *left, root = self.roots
        for larger in reversed(left):
            root = node_hash(larger, root)
        return root

    def to_bytes(self) -> bytes:
        """Return the stored form: the size in 8 bytes, then the roots; at most 2 kB for any log."""
        return self.size.to_bytes(SIZE_BYTES, "big") + b"".join(self.roots)


def frontier_from(stored: bytes) -> Frontier:
    """Return the frontier that `Frontier.to_bytes` stored.

    Raises:
        LogMalformed: The length does not fit the size.
    """
    size = int.from_bytes(stored[:SIZE_BYTES], "big")
    if len(stored) != SIZE_BYTES + HASH_BYTES * size.bit_count():
        raise LogMalformed(where="frontier")
    roots = (stored[start : start + HASH_BYTES] for start in range(SIZE_BYTES, len(stored), HASH_BYTES))
    return Frontier(size, tuple(roots))


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes."""
    frontier = Frontier()
    for leaf in leaves:
        frontier = frontier.appended(leaf)
    return frontier.root


def inclusion_proof(leaves: Sequence[bytes], position: int) -> list[bytes]:
    """Return the hashes that lead from one leaf hash to the root over all of them.

    Raises:
        PositionOutOfRange: There is no leaf at the position.
    Source: RFC 9162, section 2.1.3.1
    """
    if not 0 <= position < len(leaves):
        raise PositionOutOfRange(position=position, size=len(leaves))
    proof = []
    while len(leaves) > 1:
        middle = _split(len(leaves))
        if position < middle:
            proof.append(root_of(leaves[middle:]))
            leaves = leaves[:middle]
        else:
            proof.append(root_of(leaves[:middle]))
            leaves, position = leaves[middle:], position - middle
    return proof[::-1]


def proves_inclusion(proof: Sequence[bytes], *, leaf: bytes, position: int, size: int, root: bytes) -> bool:
    """Return whether the proof shows that the leaf hash stands at the position of the log with this root.

    Source: RFC 9162, section 2.1.3.2
    """
    if not 0 <= position < size:
        return False
    here, last, reached = position, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if here & 1 or here == last:
            reached = node_hash(sibling, reached)
            here, last = _past_left_edges(here, last)
        else:
            reached = node_hash(reached, sibling)
        here, last = here >> 1, last >> 1
    return last == 0 and reached == root


def consistency_proof(leaves: Sequence[bytes], earlier: int) -> list[bytes]:
    """Return the hashes that show that the log of `earlier` leaves is the beginning of this one.

    Raises:
        PositionOutOfRange: The earlier log is longer than this one, or of negative size.
    Source: RFC 9162, section 2.1.4.1
    """
    if not 0 <= earlier <= len(leaves):
        raise PositionOutOfRange(position=earlier, size=len(leaves))
    proof: list[bytes] = []
    begins = True
    while 0 < earlier < len(leaves):
        middle = _split(len(leaves))
        if earlier <= middle:
            proof.append(root_of(leaves[middle:]))
            leaves = leaves[:middle]
        else:
            proof.append(root_of(leaves[:middle]))
            leaves, earlier, begins = leaves[middle:], earlier - middle, False
    if earlier and not begins:
        proof.append(root_of(leaves))
    return proof[::-1]


def proves_consistency(proof: Sequence[bytes], *, earlier: int, earlier_root: bytes, size: int, root: bytes) -> bool:
    """Return whether the proof shows that the log with the earlier root is the beginning of the log with this root.

    Source: RFC 9162, section 2.1.4.2
    """
    if not 0 <= earlier <= size:
        return False
    if earlier == size:
        return not proof and earlier_root == root
    if earlier == 0:
        return not proof and earlier_root == EMPTY_ROOT
    hashes = [earlier_root, *proof] if earlier.bit_count() == 1 else list(proof)
    if not proof or not hashes:
        return False
    here, last = earlier - 1, size - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    reached_earlier = reached = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            reached_earlier = node_hash(sibling, reached_earlier)
            reached = node_hash(sibling, reached)
            here, last = _past_left_edges(here, last)
        else:
            reached = node_hash(reached, sibling)
        here, last = here >> 1, last >> 1
    return last == 0 and reached_earlier == earlier_root and reached == root


Span = tuple[int, int]
"""The leaves from one position up to, and without, another."""


def inclusion_spans(size: int, position: int) -> list[Span]:
    """Return over which leaves the hashes of an inclusion proof are the roots, in the order of the proof.

    Raises:
        PositionOutOfRange: There is no leaf at the position.
    """
    if not 0 <= position < size:
        raise PositionOutOfRange(position=position, size=size)
    spans = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if position < middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((start, middle))
            start = middle
    return spans[::-1]


def consistency_spans(size: int, earlier: int) -> list[Span]:
    """Return over which leaves the hashes of a consistency proof are the roots, in the order of the proof.

    Raises:
        PositionOutOfRange: The earlier log is longer than this one, or of negative size.
    """
    if not 0 <= earlier <= size:
        raise PositionOutOfRange(position=earlier, size=size)
    spans = []
    start, end = 0, size
    while start < earlier < end:
        middle = start + _split(end - start)
        if earlier <= middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((start, middle))
            start = middle
    if start:
        spans.append((start, end))
    return spans[::-1]


def roots_over(leaves: Iterable[bytes], spans: Sequence[Span]) -> list[bytes]:
    """Return the roots over several spans of leaf hashes, reading the leaves once and keeping none of them.

    Raises:
        PositionOutOfRange: There are fewer leaves than a span needs.
    """
    found = dict.fromkeys(spans, Frontier())
    waiting = sorted(found, reverse=True)
    open_spans: list[Span] = []
    size = 0
    for position, leaf in enumerate(leaves):
        while waiting and waiting[-1][0] == position:
            open_spans.append(waiting.pop())
        for span in open_spans:
            found[span] = found[span].appended(leaf)
        size = position + 1
        open_spans = [span for span in open_spans if span[1] > size]
        if not waiting and not open_spans:
            break
    if short := [end for _, end in spans if end > size]:
        raise PositionOutOfRange(position=max(short), size=size)
    return [found[span].root for span in spans]


def _split(size: int) -> int:
    return 1 << (size - 1).bit_length() - 1


def _past_left_edges(here: int, last: int) -> tuple[int, int]:
    while here and not here & 1:
        here, last = here >> 1, last >> 1
    return here, last
