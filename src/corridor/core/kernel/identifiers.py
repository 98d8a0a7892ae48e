"""Identifiers that are unique across all nodes."""

from __future__ import annotations

import re
from typing import NewType

from corridor.core.kernel.errors import CorridorError

Uid = NewType("Uid", str)

_UID = re.compile(r"[0-9a-f]{32}")


class RandomnessInvalid(CorridorError):
    """An identifier was asked for without the 16 random bytes it is made of."""

    code = "kernel.E10"
    template = "an identifier needs 16 random bytes, not {size}"
    hint = "Pass 16 bytes from the operating system's random source."


def new_uid(random_bytes: bytes) -> Uid:
    """Return a new identifier made of 16 random bytes.

    Raises:
        RandomnessInvalid: There are not exactly 16 bytes.
    """
    if len(random_bytes) != 16:
        raise RandomnessInvalid(size=len(random_bytes))
    return Uid(random_bytes.hex())


def is_uid(text: str) -> bool:
    """Say whether a text has the form of an identifier: 32 lower-case hexadecimal characters."""
    return _UID.fullmatch(text) is not None
