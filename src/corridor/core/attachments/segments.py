"""Takes what a camera wrote beside a picture out of a JPEG inside a document, without touching the picture."""

from __future__ import annotations

import re

_BEGIN = b"\xff\xd8"
_SCAN, _END = 0xDA, 0xD9
_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
_ADOBE = 0xEE
"""The one application mark that says how the colours are to be read."""

_NEXT = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""Where the figures of a scan end: inside them, a byte 255 is followed by 0 or by a restart."""


def without_properties(jpeg: bytes) -> bytes:
    """Return a JPEG without application marks, comments and what follows its end.

    What is no JPEG, or a damaged one, is not returned at all.
    """
    if not jpeg.startswith(_BEGIN):
        return b""
    kept = [_BEGIN]
    at = len(_BEGIN)
    while at + 2 <= len(jpeg):
        mark = jpeg[at + 1]
        if jpeg[at] != 0xFF:
            return b""
        if mark == 0xFF:
            at += 1
            continue
        if mark == _END:
            return b"".join((*kept, b"\xff\xd9"))
        following = at + 2 + (0 if mark in _ALONE else int.from_bytes(jpeg[at + 2 : at + 4], "big"))
        if mark == _SCAN:
            found = _NEXT.search(jpeg, following)
            following = found.start() if found else len(jpeg)
        if not _is_property(mark):
            kept.append(jpeg[at:following])
        at = following
    return b"".join(kept)


def _is_property(mark: int) -> bool:
    return mark == 0xFE or (0xE0 < mark <= 0xEF and mark != _ADOBE)
