"""Signed heads of the ledger, kept in the node's home, outside the database.

A head says how many entries there were, their Merkle root and the last chain hash. Whoever cuts the ledger back, or
writes it anew, contradicts the head.
"""

from __future__ import annotations

import fcntl
import json
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from django.conf import settings

from corridor.core.access.errors import LogMalformed
from corridor.core.access.ledger import Head, head_bytes, head_from
from corridor.core.kernel.errors import CorridorError
from corridor.web.base import keys


class HeadInvalid(CorridorError):
    """A kept head is damaged, or another key signed it."""

    code = "ledger.E01"
    template = "a signed head of the {zone} ledger is damaged or was not signed by this node"
    hint = "Compare with the heads that partners hold, and restore the folder heads from the backup."
    status = 500


BLOCK = 512
"""A head is written as one block of this many bytes, which disks write whole or not at all."""

KEEP_EVERY = 1000
"""Every so many entries, a head also goes to the history file, which only grows."""


def folder() -> Path:
    """Return where this zone's heads are kept."""
    path: Path = settings.HOME / "heads"
    return path


def keep(head: Head) -> None:
    """Sign a head and keep it, unless a later one is kept already.

    The head is one block, written over the one before: making a file for every entry costs more than the entry.
    """
    place = folder()
    lock = _lock(place)
    try:
        if _kept_size(lock) >= head.size:
            return
        signed = head_bytes(head)
        line = json.dumps({"head": signed.decode("ascii"), "signature": keys.sign(signed).hex()})
        fcntl.flock(lock, fcntl.LOCK_EX)
        before = _kept_size(lock)
        if before >= head.size:
            return
        current = os.open(place / f"{settings.ZONE}.json", os.O_WRONLY | os.O_CREAT, 0o600)
        os.pwrite(current, f"{line:<{BLOCK - 1}}\n".encode(), 0)
        os.close(current)
        if before and before // KEEP_EVERY != head.size // KEEP_EVERY:
            with (place / f"{settings.ZONE}.history.jsonl").open("a", encoding="ascii") as history:
                history.write(line + "\n")
        os.pwrite(lock, f"{head.size:020d}".encode(), 0)
    finally:
        os.close(lock)


def _kept_size(lock: int) -> int:
    return int(os.pread(lock, 20, 0) or 0)


def _lock(place: Path) -> int:
    """Return the open file that holds the size of the last head kept; whoever keeps or reads heads locks it."""
    name = place / f"{settings.ZONE}.lock"
    try:
        return os.open(name, os.O_RDWR | os.O_CREAT, 0o600)
    except FileNotFoundError:
        place.mkdir(mode=0o700)
        return os.open(name, os.O_RDWR | os.O_CREAT, 0o600)


def kept() -> list[Head]:
    """Return every head this node kept whose signature holds; one that does not hold is an error, not a gap.

    Raises:
        HeadInvalid: A kept head is damaged or was signed by another key.
    """
    with os.fdopen(_lock(folder())) as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        lines = _lines()
    return [_read(line) for line in lines]


def _lines() -> list[str]:
    found: list[str] = []
    for path in (folder() / f"{settings.ZONE}.history.jsonl", folder() / f"{settings.ZONE}.json"):
        if path.exists():
            found += [line for line in path.read_text(encoding="ascii").splitlines() if line]
    return found


def _read(line: str) -> Head:
    try:
        fields = json.loads(line)
        signed = fields["head"].encode("ascii")
        keys.public_key().verify(bytes.fromhex(fields["signature"]), signed)
        return head_from(signed)
    except (ValueError, KeyError, TypeError, AttributeError, InvalidSignature, LogMalformed) as damage:
        raise HeadInvalid(zone=settings.ZONE) from damage
