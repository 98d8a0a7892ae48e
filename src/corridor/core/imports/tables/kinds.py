"""What kind of file the first bytes say it is, whatever its name says; and whether the name says something else."""

from __future__ import annotations

import re

from corridor.core.imports.errors import FileRefused

TEXT = "text"
ZIP = "zip"
GZIP = "gzip"
PARQUET = "parquet"

_STARTS = (
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\x1f\x8b", GZIP),
    (b"PAR1", PARQUET),
)
_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "old-workbook"),
    (b"\x09\x08", "old-workbook"),
    (b"\x09\x04\x06\x00", "old-workbook"),
    (b"7z\xbc\xaf", "packed"),
    (b"Rar!", "packed"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ\x00", "packed"),
    (b"\x28\xb5\x2f\xfd", "packed"),
    (b"%PDF", "document"),
    (b"{\\rtf", "document"),
    (b"\x89PNG", "document"),
    (b"\xff\xd8\xff", "document"),
    (b"GIF8", "document"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"MZ\x00", "program"),
    (b"SQLite format 3\x00", "document"),
)
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[!?a-zA-Z]")

# What the ending of a name promises. Endings that are not here promise nothing.
_ENDINGS = {
    **dict.fromkeys(("csv", "tsv", "tab", "txt", "json", "geojson", "ndjson", "jsonl"), TEXT),
    **dict.fromkeys(("xlsx", "ods"), ZIP),
    "gz": GZIP,
    "parquet": PARQUET,
}


def kind_of(first: bytes) -> str:
    """Return the kind of a file by its first bytes: text, zip, gzip or parquet.

    Raises:
        FileRefused: It is of a kind that holds no table.
    """
    for start, kind in _STARTS:
        if first.startswith(start):
            return kind
    for start, fault in _REFUSED:
        if first.startswith(start):
            # A workbook with a password is wrapped in the old kind of file, which names what it wraps in UTF-16.
            protected = fault == "old-workbook" and "EncryptedPackage".encode("utf-16-le") in first
            raise FileRefused(fault="encrypted" if protected else fault)
    if first.startswith(b"PARE") and b"\0" in first:
        # Parquet of which not even the description can be read; text that begins like this holds no zeros.
        raise FileRefused(fault="encrypted")
    if _MARKUP.match(first.replace(b"\0", b"").lstrip(b"\xff\xfe")):
        raise FileRefused(fault="document")
    return TEXT


def check_name(name: str, kind: str) -> None:
    """Refuse a file whose name promises another kind than its content is.

    Raises:
        FileRefused: It does.
    """
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    if ending in ("xlsm", "xltm", "xlam"):
        raise FileRefused(fault="macros")
    if ending in ("xls", "xlsb", "xlt") and kind == ZIP:
        raise FileRefused(fault="old-workbook" if ending == "xlsb" else "wrong-type")
    if _ENDINGS.get(ending, kind) != kind:
        raise FileRefused(fault="wrong-type")
