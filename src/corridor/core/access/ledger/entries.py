"""One entry, its written form, its link to the one before, and the head that commits to all of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from corridor.core.access.errors import EntryMalformed, LogMalformed
from corridor.core.access.merkle import EMPTY_ROOT, HASH_BYTES, SIZE_BYTES, Frontier, frontier_from, leaf_hash

FORM: Final = 1
GENESIS: Final = bytes(HASH_BYTES)
"""What the first entry is linked to."""

Detail = Mapping[str, object]
"""Codes and identifiers, whole numbers, yes or no, and lists of these; never a name, a document number or free text."""

_encode: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_PLAIN: Final = (str, int, type(None))


class Entry(NamedTuple):
    """One consequential act.

    `position` counts from 0 and is the leaf's place in the Merkle log; `at` is UTC text with microseconds;
    `actor` is the officer's handle and `about` the uid or reference that the act concerns, either may be empty.
    """

    position: int
    at: str
    event: str
    actor: str
    authority: str
    function: str
    purpose: str
    about: str
    detail: Detail


class Draft(NamedTuple):
    """One consequential act before it has its place in the ledger; the fields are those of `Entry`."""

    at: str
    event: str
    actor: str
    authority: str
    function: str
    purpose: str
    about: str
    detail: Detail


Columns = tuple[int, str, str, str, str, str, str, str, str, bytes]
"""A stored entry: the fields of `Entry` in order, `detail` as sorted JSON, then the hash."""


class Head(NamedTuple):
    """What is signed and kept outside the database: size and root of the log, the last link, and when."""

    size: int
    root: bytes
    last: bytes
    at: str


EMPTY_HEAD: Final = Head(0, EMPTY_ROOT, GENESIS, "")
"""What a ledger without entries would state; nobody signs it."""


class Tail(NamedTuple):
    """The end of the ledger: all that must be kept, in one row, to append the next entry."""

    last: bytes = GENESIS
    frontier: Frontier = Frontier()

    @classmethod
    def empty(cls) -> Tail:
        """Return the tail of a ledger without entries."""
        return cls()

    @classmethod
    def stored(cls, size: int, last: bytes, frontier: bytes) -> Tail:
        """Return the tail that `columns` gave to be stored.

        Raises:
            LogMalformed: The columns do not fit each other.
        """
        if not 0 <= size < 1 << 8 * SIZE_BYTES or len(last) != HASH_BYTES:
            raise LogMalformed(where="tail")
        return cls(last, frontier_from(size.to_bytes(SIZE_BYTES, "big") + frontier))

    def columns(self) -> tuple[int, bytes, bytes]:
        """Return what is stored: size, last hash, and the roots of the full subtrees; at most 2 kB."""
        return self.size, self.last, self.frontier.to_bytes()[SIZE_BYTES:]

    @property
    def size(self) -> int:
        """The number of entries, which is the position of the next one."""
        return self.frontier.size

    def root(self) -> bytes:
        """Return the Merkle root that commits to every entry."""
        return self.frontier.root

    def appended(self, entry: bytes) -> Tail:
        """Return the tail after one more entry; its `last` is the hash to store beside that entry."""
        last = link(self.last, entry)
        return Tail(last, self.frontier.appended(leaf_hash(last)))

    def head(self, at: str) -> Head:
        """Return the head to sign at this moment."""
        return Head(self.size, self.root(), self.last, at)


def head_bytes(head: Head) -> bytes:
    """Return the bytes of a head that are signed: sorted JSON with hexadecimal hashes."""
    fields = {"size": head.size, "root": head.root.hex(), "last": head.last.hex(), "at": head.at}
    return _encode({"ledger_head": FORM, **fields}).encode()


def head_from(signed: bytes) -> Head:
    """Return the head that signed bytes state; they must be exactly what `head_bytes` writes.

    Raises:
        LogMalformed: The bytes are not a head.
    """
    try:
        fields = json.loads(signed)
        head = Head(
            int(fields["size"]), bytes.fromhex(fields["root"]), bytes.fromhex(fields["last"]), str(fields["at"])
        )
    except (ValueError, TypeError, KeyError) as malformed:
        raise LogMalformed(where="head") from malformed
    if head_bytes(head) != signed or len(head.root) != HASH_BYTES or len(head.last) != HASH_BYTES:
        raise LogMalformed(where="head")
    return head


def entry_bytes(entry: Entry) -> bytes:
    """Return the one written form of an entry: UTF-8 JSON with sorted keys.

    Raises:
        EntryMalformed: The detail holds something other than texts, whole numbers, yes or no, and lists of these.
    """
    position, at, event, actor, authority, function, purpose, about, detail = entry
    for key, value in detail.items():
        if not isinstance(key, str) or not (isinstance(value, _PLAIN) or _is_plain_list(value)):
            raise EntryMalformed(key=key)
    try:
        return _encode(
            {
                "entry": FORM,
                "position": position,
                "at": at,
                "event": event,
                "actor": actor,
                "authority": authority,
                "function": function,
                "purpose": purpose,
                "about": about,
                "detail": dict(detail),
            }
        ).encode()
    except (UnicodeEncodeError, TypeError) as malformed:
        raise EntryMalformed(key="text") from malformed


_GAP: Final = b',"position":0,"purpose":'
"""Where the position stands in the written form; within texts, quotes are escaped."""


class Written(NamedTuple):
    """An act in its written form before and after its position, ready to be linked; and its columns.

    `columns` are those of a stored entry between position and hash: the fields of `Draft`, `detail` as sorted JSON.
    """

    before: bytes
    after: bytes
    columns: tuple[str, ...]

    @property
    def at(self) -> str:
        """When the act was."""
        return self.columns[0]


def written(draft: Draft) -> Written:
    """Return the written form of an act, so that only its position is missing when its turn comes.

    Raises:
        EntryMalformed: As `entry_bytes`.
    """
    form = entry_bytes(Entry(0, *draft))
    gap = form.rindex(_GAP) + len(b',"position":')
    return Written(form[:gap], form[gap + 1 :], (*draft[:-1], _encode(dict(draft.detail))))


def _is_plain_list(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(item, _PLAIN) for item in value)


def link(previous: bytes, entry: bytes) -> bytes:
    """Return the hash stored beside an entry: it commits to the entry and to all entries before it."""
    return hashlib.sha256(b"\x02" + previous + entry).digest()


def extend(tail: Tail, acts: Iterable[Written]) -> tuple[list[Columns], Tail]:
    """Return the rows to store for these acts, in order, and the tail after them."""
    rows: list[Columns] = []
    for before, after, columns in acts:
        position = tail.size
        tail = tail.appended(b"%b%d%b" % (before, position, after))
        at, event, actor, authority, function, purpose, about, detail = columns
        rows.append((position, at, event, actor, authority, function, purpose, about, detail, tail.last))
    return rows, tail


def stored_from(columns: Sequence[Any]) -> tuple[Entry, bytes]:
    """Return an entry and its hash from the columns of a row, as `verify` takes them.

    A detail that is not in its canonical form is kept as text under an empty key, so that it cannot match its hash.
    """
    position, at, event, actor, authority, function, purpose, about, written, stored_hash = columns
    detail = _detail_from(str(written))
    return Entry(position, at, event, actor, authority, function, purpose, about, detail), bytes(stored_hash)


def _detail_from(written: str) -> Detail:
    try:
        detail = json.loads(written)
        if isinstance(detail, dict) and _encode(detail) == written:
            return detail
    except (ValueError, RecursionError):
        pass
    return {"": written}


def moment_text(moment: datetime) -> str:
    """Return a moment as the ledger writes it: UTC with microseconds, "2030-01-02T03:04:05.000006Z".

    Raises:
        EntryMalformed: The moment has no time zone.
    """
    if moment.tzinfo is None:
        raise EntryMalformed(key="at")
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
