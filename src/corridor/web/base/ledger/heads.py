"""Signed heads of the ledger, kept in the node's home, outside the database.

A head says how many entries there were, their Merkle root and the last chain hash. Whoever cuts the ledger back, or
writes it anew, contradicts the head. Each entry must continue the last head that was kept: a head that the ledger
contradicts is never written over, and a ledger without any head is not continued.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from django.conf import settings

from corridor.core.access.errors import LogMalformed
from corridor.core.access.ledger import GENESIS, Head, SignedHead, head_bytes, head_from
from corridor.core.kernel.errors import CorridorError
from corridor.web.base import keys
from corridor.web.home import sync_folder


class HeadInvalid(CorridorError):
    """A kept head is damaged, or another key signed it."""

    code = "ledger.E01"
    template = "a signed head of the {zone} ledger is damaged or was not signed by this node"
    hint = "Compare with the heads that partners hold, and restore the folder heads from the backup."
    status = 500


class HeadMissing(CorridorError):
    """The ledger has entries, and the last head that was signed of it is not kept any more."""

    code = "ledger.E02"
    template = "the last signed head of the {zone} ledger is gone, so that it can be neither verified nor continued"
    hint = "Restore the folder heads from the backup, or compare with the heads that partners hold."
    status = 500


class Seam(NamedTuple):
    """Where the last kept head ends: how many entries it tells of, and the hash of the last one."""

    size: int
    last: bytes


BLOCK = 512
"""A head is written as one block of this many bytes, which disks write whole or not at all."""

KEEP_EVERY = 1000
"""Every so many entries, a head also goes to the history file, which only grows."""


HeadOf = Callable[[bool], Head]
"""Makes the head to keep; asked with true, it looks whether the ledger has a later one than one's own by now."""


def folder() -> Path:
    """Return where this zone's heads are kept."""
    path: Path = settings.HOME / "heads"
    return path


def keep(size: int, head_of: HeadOf) -> None:
    """Sign the head of a ledger of at least this size and keep it, unless a later one is kept already.

    The head is one block, written over the one before: making a file for every entry costs more than the entry. Who had
    to wait for others signs the newest head there is, which then stands for all who committed in the meantime.
    """
    with _opened() as lock:
        waited = _lock(lock)
        before = _kept_size(lock)
        if before >= size:
            return
        head = head_of(waited)
        line = _signed(head)
        _write(_place(f"{settings.ZONE}.json"), f"{line:<{BLOCK - 1}}\n".encode())
        if before and before // KEEP_EVERY != head.size // KEEP_EVERY:
            _to_history(line)
        _sew(lock, Seam(head.size, head.last))


def seam() -> Seam | None:
    """Return what the next entry must continue; None where no head was ever kept, or all were removed.

    Read without waiting for who is keeping a head; what was read while it was being written is read again.
    """
    with _opened() as lock:
        written, again = b"", os.pread(lock, _SEAM, 0)
        while written != again:
            written, again = again, os.pread(lock, _SEAM, 0)
    if len(written) == _SEAM:
        return Seam(int(written[:_DIGITS]), bytes.fromhex(written[_DIGITS:].decode("ascii")))
    last = max(kept(), key=lambda head: head.size, default=None)
    return None if last is None else Seam(last.size, last.last)


def preserve() -> None:
    """Move the head that the ledger contradicts to the history, where nothing is written over, and begin a new seam.

    Raises:
        HeadMissing: The head is not there any more.
    """
    with _opened() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _current().exists():
            raise HeadMissing(zone=settings.ZONE)
        _to_history(_current().read_text(encoding="ascii").strip())
        _sew(lock, Seam(0, GENESIS))


def kept() -> list[Head]:
    """Return every head this node kept whose signature holds; one that does not hold is an error, not a gap.

    Raises:
        HeadInvalid: A kept head is damaged or was signed by another key.
    """
    return [one.head for one in signed()]


def signed() -> list[SignedHead]:
    """Return every head this node kept as it was signed, with the key by which anybody can check it.

    Raises:
        HeadInvalid: A kept head is damaged or was signed by another key.
    """
    with _opened() as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        lines = _lines()
    return [_read(line) for line in lines]


_DIGITS = 20
_SEAM = _DIGITS + 2 * len(GENESIS)
"""How long the seam is in its file: the size in so many digits, and the hash of the last entry."""


@contextmanager
def _opened() -> Iterator[int]:
    """Open the file that holds the seam; whoever keeps or reads heads locks it."""
    name = _place(f"{settings.ZONE}.lock")
    try:
        lock = os.open(name, os.O_RDWR | os.O_CREAT, 0o600)
    except FileNotFoundError:
        folder().mkdir(mode=0o700)
        lock = os.open(name, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield lock
    finally:
        os.close(lock)


def _lock(lock: int) -> bool:
    """Lock the seam for whoever keeps a head; return whether others were keeping one."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return True
    return False


def _signed(head: Head) -> str:
    signed = head_bytes(head)
    return json.dumps({"head": signed.decode("ascii"), "signature": keys.sign(signed).hex()})


def _place(name: str) -> str:
    """Return a file of the folder as text: each entry of the ledger asks for several."""
    return f"{settings.HOME}/heads/{name}"


def _write(place: str, block: bytes) -> None:
    """Write a head and wait until the disk has it: the seam comes after it, and must never be on the disk before it."""
    is_new = not Path(place).exists()
    file = os.open(place, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        os.pwrite(file, block, 0)
        os.fdatasync(file)
    finally:
        os.close(file)
    if is_new:
        sync_folder(folder())


def _kept_size(lock: int) -> int:
    return int(os.pread(lock, _DIGITS, 0) or 0)


def _sew(lock: int, end: Seam) -> None:
    os.pwrite(lock, f"{end.size:0{_DIGITS}d}{end.last.hex()}".encode(), 0)


def _current() -> Path:
    return folder() / f"{settings.ZONE}.json"


def _history() -> Path:
    return folder() / f"{settings.ZONE}.history.jsonl"


def _to_history(line: str) -> None:
    """Add a head to those that stay, within one block of its own as well."""
    is_new = not _history().exists()
    with _history().open("a", encoding="ascii") as history:
        begun = " " * (-history.tell() % BLOCK)
        history.write(f"{begun}{line:<{BLOCK - 1}}\n")
        history.flush()
        os.fdatasync(history.fileno())
    if is_new:
        sync_folder(folder())


def _lines() -> list[str]:
    found: list[str] = []
    for path in (_history(), _current()):
        if path.exists():
            # Where a power cut took a write away before it was acknowledged, the file has zeros instead.
            lines = (line.strip("\0 ") for line in path.read_text(encoding="ascii").split("\n"))
            found += [line for line in lines if line]
    return found


def _read(line: str) -> SignedHead:
    try:
        fields = json.loads(line)
        written = fields["head"].encode("ascii")
        one = SignedHead(written, bytes.fromhex(fields["signature"]), keys.public_key().public_bytes_raw())
        keys.public_key().verify(one.signature, written)
        head_from(written)
    except (ValueError, KeyError, TypeError, AttributeError, InvalidSignature, LogMalformed) as damage:
        raise HeadInvalid(zone=settings.ZONE) from damage
    return one
