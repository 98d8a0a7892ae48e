"""Verification of a ledger: whole, or broken at a named position."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corridor.core.access.errors import EntryMalformed
from corridor.core.access.ledger.entries import Entry, Head, Tail, entry_bytes, link
from corridor.core.access.merkle import Frontier, leaf_hash

Stored = tuple[Entry, bytes]
"""An entry as the database holds it, and the hash stored beside it."""


class Fault(enum.StrEnum):
    """What happened to a ledger that is not whole."""

    CHANGED = "changed"
    MISSING = "missing"
    INSERTED = "inserted"
    REORDERED = "reordered"
    TRUNCATED = "truncated"
    REWRITTEN = "rewritten"


class Verdict(NamedTuple):
    """Whether a ledger is whole and, if not, where and how it is broken.

    A rewriting that is consistent in itself is seen by signed heads alone; it lies at or after `position` and before
    `until`. `size` is the number of entries seen up to the fault.
    """

    ok: bool
    position: int | None = None
    reason: Fault | None = None
    size: int = 0
    until: int | None = None


def verify(entries: Iterable[Stored], heads: Iterable[Head] = ()) -> Verdict:
    """Return whether stored entries form one unbroken chain from the first and agree with every signed head.

    Without a head that says more, entries cut off at the end leave no trace: heads are kept outside the database.

    Args:
        entries: Entries in the order of their positions, read one by one.
        heads: Heads whose signatures were verified, in any order.
    """
    return follow(entries, heads)[0]


def follow(entries: Iterable[Stored], heads: Iterable[Head], *, since: Tail | None = None) -> tuple[Verdict, Tail]:
    """Return the verdict on a part of a ledger, and how the ledger ends with it.

    Args:
        since: How the ledger ended before the first of these entries. A fault at the joint may be told as another one:
            who wants its exact position reads from the first entry.
    """
    stream = iter(entries)
    last, frontier = since or Tail.empty()
    before, agreed = last, frontier.size
    awaited = sorted((head for head in heads if head.size >= frontier.size), key=lambda head: head.size)
    while True:
        while awaited and awaited[0].size == frontier.size:
            head = awaited.pop(0)
            if (head.root, head.last) != (frontier.root, last):
                verdict = Verdict(False, agreed, Fault.REWRITTEN, frontier.size, until=head.size)
                return verdict, Tail(last, frontier)
            agreed = head.size
        if (stored := next(stream, None)) is None:
            break
        position = frontier.size
        if stored[0].position != position:
            return _misplaced(stored, stream, position, last), Tail(last, frontier)
        if _hash_of(stored, after=last) != stored[1]:
            broken = _Broken(before, last, frontier, agreed, awaited[0] if awaited else None)
            return broken.verdict(stored, stream), Tail(last, frontier)
        before, last = last, stored[1]
        frontier = frontier.appended(leaf_hash(last))
    if awaited:
        return Verdict(False, frontier.size, Fault.TRUNCATED, frontier.size), Tail(last, frontier)
    return Verdict(True, size=frontier.size), Tail(last, frontier)


def _misplaced(stored: Stored, stream: Iterator[Stored], position: int, last: bytes) -> Verdict:
    """Tell an entry that is gone from one that stands elsewhere, and from one that stands there twice."""
    if stored[0].position < position:
        return Verdict(False, stored[0].position, Fault.INSERTED, position)
    for later in (stored, *stream):
        if later[0].position == position or _hash_of(later, after=last, at=position) == later[1]:
            return Verdict(False, position, Fault.REORDERED, position)
    return Verdict(False, position, Fault.MISSING, position)


class _Broken(NamedTuple):
    """The state in which the first entry was met that does not follow from the one before."""

    before: bytes
    last: bytes
    frontier: Frontier
    agreed: int
    head: Head | None

    def verdict(self, first: Stored, stream: Iterator[Stored]) -> Verdict:
        """Read on to tell what happened; every hypothesis is tested against the hashes that are stored."""
        position = self.frontier.size
        if position and _hash_of(first, after=self.before, at=position - 1) == first[1]:
            return self._at(position - 1, Fault.INSERTED)
        changed = _Changed(self, first)
        second: Stored | None = None
        nearest = first[1]
        for offset, later in enumerate(stream, start=1):
            if second is None:
                second = later
                if _hash_of(later, after=first[1], at=later[0].position + 1) == later[1]:
                    return self._at(position, Fault.MISSING)
            if _hash_of(later, after=self.last, at=position) == later[1]:
                neighbour = later[1] if offset == 1 else nearest
                if _hash_of(first, after=neighbour, at=position + offset) == first[1]:
                    return self._at(position, Fault.REORDERED)
                return self._at(position, self._displacement(later, next(stream, None), offset))
            nearest = later[1]
            changed.take(later[1])
        return self._at(changed.position(second), Fault.CHANGED)

    def _displacement(self, displaced: Stored, following: Stored | None, offset: int) -> Fault:
        if following is None:
            return Fault.INSERTED
        follows = _hash_of(following, after=displaced[1], at=following[0].position - offset) == following[1]
        return Fault.INSERTED if follows else Fault.REORDERED

    def _at(self, position: int, fault: Fault) -> Verdict:
        return Verdict(False, position, fault, self.frontier.size)


class _Changed:
    """Which of two neighbours was changed, when an entry does not follow from the one before.

    Either its own fields or its own hash were changed, or the entry before it was changed together with its hash. The
    next signed head decides: it commits to the hashes, so it still agrees in the first case.
    """

    def __init__(self, broken: _Broken, first: Stored) -> None:
        self._first = first
        self._place = broken.frontier.size
        self._earliest = broken.agreed
        self._head = broken.head
        self._rehashed = _hash_of(first, after=broken.last)
        self._as_stored = broken.frontier.appended(leaf_hash(first[1]))
        self._as_recomputed = broken.frontier.appended(leaf_hash(self._rehashed))
        self._agrees: bool | None = None
        self._compare()

    def take(self, stored_hash: bytes) -> None:
        """Go on with the hash of the next entry, until the head is reached."""
        if self._head is not None and self._agrees is None:
            self._as_stored = self._as_stored.appended(leaf_hash(stored_hash))
            self._as_recomputed = self._as_recomputed.appended(leaf_hash(stored_hash))
            self._compare()

    def _compare(self) -> None:
        if self._head is not None and self._head.size == self._as_stored.size:
            self._agrees = self._head.root in (self._as_stored.root, self._as_recomputed.root)

    def position(self, second: Stored | None) -> int:
        """Return the position of the entry that was changed, as far as the hashes tell."""
        follows = second is None or _hash_of(second, after=self._first[1]) == second[1]
        if self._agrees is False and follows and self._place > self._earliest:
            return self._place - 1
        return self._place


def _hash_of(stored: Stored, *, after: bytes, at: int | None = None) -> bytes:
    """Return the hash an entry should have after a link, at its own position or at another; empty if it has no form."""
    entry = stored[0] if at is None else stored[0]._replace(position=at)
    try:
        return link(after, entry_bytes(entry))
    except EntryMalformed:
        return b""
