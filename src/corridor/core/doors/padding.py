"""Padding: what is sealed has one of a few sizes, so that its length tells nothing of what it says."""

from __future__ import annotations

from typing import Final

from corridor.core.doors.codes import Trouble
from corridor.core.doors.errors import ContentTooLong, EnvelopeRefused

CLASSES: Final = (4096, 8192, 16384)
"""The sizes of padded content, in bytes."""

_LENGTH = 4


def padded(content: bytes) -> bytes:
    """Return content behind its length, filled up with zeros to the next size.

    Raises:
        ContentTooLong: The largest size does not hold it.
    """
    for size in CLASSES:
        if len(content) + _LENGTH <= size:
            return (len(content).to_bytes(_LENGTH, "big") + content).ljust(size, b"\0")
    raise ContentTooLong(most=CLASSES[-1] - _LENGTH)


def unpadded(filled: bytes) -> bytes:
    """Return the content of what was padded.

    Raises:
        EnvelopeRefused: It was not padded by this rule, or something stands in the filling.
    """
    length = int.from_bytes(filled[:_LENGTH], "big")
    content = filled[_LENGTH : _LENGTH + length]
    if len(filled) not in CLASSES or len(content) != length or padded(content) != filled:
        raise EnvelopeRefused(trouble=Trouble.MALFORMED)
    return content
