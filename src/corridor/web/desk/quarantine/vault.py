"""Where held files lie: sealed in pieces under the key of the zone, each piece bound to its file and its place."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from corridor.web.base import keys
from corridor.web.base.sealing import seal, unseal

PIECE = 1 << 20
_LENGTH = 4
_OVERHEAD = 64
"""What sealing adds to a piece, at most."""


def place_of(uid: str) -> Path:
    """Return where a held file lies."""
    folder: Path = settings.HOME / "quarantine"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / uid


def put(uid: str, source: Path) -> None:
    """Seal a file into its place; the source stays for the caller to remove."""
    key = keys.sealing_key()
    with source.open("rb") as content, place_of(uid).open("xb") as kept:
        for number, piece in enumerate(iter(lambda: content.read(PIECE), b"")):
            sealed = seal(key, piece, bound=_bound(uid, number))
            kept.write(len(sealed).to_bytes(_LENGTH, "big") + sealed)
        kept.flush()
        os.fsync(kept.fileno())


def pieces(uid: str) -> Iterator[bytes]:
    """Yield the content of a held file.

    Raises:
        SealBroken: A piece was changed, or belongs elsewhere.
    """
    key = keys.sealing_key()
    with place_of(uid).open("rb") as kept:
        number = 0
        while length := kept.read(_LENGTH):
            sealed = kept.read(min(int.from_bytes(length, "big"), PIECE + _OVERHEAD))
            yield unseal(key, sealed, bound=_bound(uid, number))
            number += 1


def remove(uid: str) -> None:
    """Destroy the content of a held file."""
    with suppress(FileNotFoundError):
        place_of(uid).unlink()


def _bound(uid: str, number: int) -> bytes:
    return f"quarantine:{uid}:{number}".encode()
