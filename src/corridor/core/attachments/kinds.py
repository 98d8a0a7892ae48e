"""What a file is, by its first bytes; its name says nothing."""

from __future__ import annotations

import re

from corridor.core.attachments.codes import Fault, Form
from corridor.core.attachments.errors import AttachmentRefused

_STARTS = (
    (b"\xff\xd8\xff", Form.JPEG),
    (b"\x89PNG\r\n\x1a\n", Form.PNG),
    (b"GIF87a", Form.GIF),
    (b"GIF89a", Form.GIF),
    (b"%PDF-", Form.PDF),
    (b"PK\x03\x04", Form.PACKAGE),
)
_REFUSED = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Fault.OLD_OFFICE),
    (b"{\\rtf", Fault.OLD_OFFICE),
    (b"PK", Fault.ARCHIVE),
    (b"\x1f\x8b", Fault.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Fault.ARCHIVE),
    (b"Rar!", Fault.ARCHIVE),
    (b"BZh", Fault.ARCHIVE),
    (b"\xfd7zXZ", Fault.ARCHIVE),
    (b"\x28\xb5\x2f\xfd", Fault.ARCHIVE),
    (b"MSCF", Fault.ARCHIVE),
    (b"\x7fELF", Fault.PROGRAM),
    (b"MZ", Fault.PROGRAM),
    (b"\xca\xfe\xba\xbe", Fault.PROGRAM),
    (b"\xcf\xfa\xed\xfe", Fault.PROGRAM),
    (b"dex\n", Fault.PROGRAM),
    (b"#!", Fault.PROGRAM),
    (b"L\x00\x00\x00\x01\x14\x02\x00", Fault.PROGRAM),
)
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[!?a-zA-Z]")
_WEBP = re.compile(rb"RIFF....WEBP", re.DOTALL)


def form_of(content: bytes) -> Form:
    """Return what a file is written as; what begins like nothing known is taken for text until it proves not to be.

    Raises:
        AttachmentRefused: It is empty, or of a form that cannot be made safe.
    """
    if not content:
        raise AttachmentRefused(fault=Fault.EMPTY)
    for start, form in _STARTS:
        if content.startswith(start):
            return form
    if _WEBP.match(content):
        return Form.WEBP
    for start, fault in _REFUSED:
        if content.startswith(start):
            raise AttachmentRefused(fault=fault)
    # In UTF-16 a zero stands between the characters.
    if _MARKUP.match(content[:4096].replace(b"\0", b"").lstrip(b"\xff\xfe")):
        raise AttachmentRefused(fault=Fault.PAGE)
    return Form.TEXT
