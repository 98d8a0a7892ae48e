"""Public identifiers are random; tests put another source here so that two worlds can be compared."""

from __future__ import annotations

import os
from collections.abc import Callable

from corridor.core.kernel.identifiers import Uid, new_uid

_source: Callable[[int], bytes] = os.urandom


def uid() -> Uid:
    """Return a fresh random identifier: 32 lower-case hexadecimal characters."""
    return new_uid(_source(16))


def uids(count: int) -> list[str]:
    """Return many fresh random identifiers."""
    text = _source(16 * count).hex()
    return [text[start : start + 32] for start in range(0, 32 * count, 32)]


def set_source(source: Callable[[int], bytes] = os.urandom) -> None:
    """Take random bytes from elsewhere; without an argument, from the system again."""
    global _source
    _source = source
