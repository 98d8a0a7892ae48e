"""The noun of attachments: a file as it may be kept and handed out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Clean:
    """A file that was taken apart and written anew, without what could act or tell more than is seen.

    `kind` is a code of `Kind`, `name` is safe to show and to save under, `notes` are codes of `Taken`. `sha256` is of
    `content`; `sha256_before` is of the file as it came, which is not kept: whoever holds it can show that it is the
    same.
    """

    kind: str
    content: bytes
    name: str
    size: int
    sha256: str
    sha256_before: str
    notes: tuple[str, ...]
