"""Plain text as it may be kept: UTF-8, line feeds, and no character that hides or acts."""

from __future__ import annotations

import codecs
import re

from corridor.core.attachments import limits
from corridor.core.attachments.codes import Fault, Taken
from corridor.core.attachments.errors import AttachmentRefused

_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
_MOST_CONTROLS = 0.02
"""A text of which more than this share are control characters is none."""


def plain(content: bytes) -> tuple[bytes, tuple[Taken, ...]]:
    """Return a text as UTF-8 without control characters and characters that reorder it, and what was changed.

    Raises:
        AttachmentRefused: It is no text, or too long.
    """
    if len(content) > limits.TEXT:
        raise AttachmentRefused(fault=Fault.SIZE)
    text, notes = _decoded(content)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    kept, dropped = _DROPPED.subn("", text)
    if dropped > 8 and dropped > len(text) * _MOST_CONTROLS:
        raise AttachmentRefused(fault=Fault.BINARY)
    if not kept.strip():
        raise AttachmentRefused(fault=Fault.EMPTY)
    if dropped:
        notes = (*notes, Taken.CONTROLS)
    return kept.encode(), notes


def _decoded(content: bytes) -> tuple[str, tuple[Taken, ...]]:
    is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    # What is no UTF-8 is taken for the Western European page; bytes that it does not have are no text.
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding), () if encoding == "utf-8-sig" else (Taken.ENCODING,)
        except UnicodeDecodeError:
            continue
    raise AttachmentRefused(fault=Fault.BINARY)
