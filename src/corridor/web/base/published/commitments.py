"""The files that say what is public of commitments: in a folder of their own, signed with the node's key."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from corridor.core.exchange.errors import LetterRefused
from corridor.core.progress.publication import LARGEST, PublicFileUnreadable
from corridor.web.base import keys
from corridor.web.base.exchange import wire
from corridor.web.base.published import files

KIND: Final = "corridor-commitments+jws"


def folder() -> Path:
    """Return where the files are; it may not be there yet."""
    return files.folder() / "commitments"


def name_of(subject: str, number: int) -> str:
    """Return what the file of one version is called."""
    return f"{subject}.{number}{files.SUFFIX}"


def signed(content: bytes) -> bytes:
    """Return what is published, signed with the node's key."""
    return wire.signed(content, keys.signing_private(), KIND)


def keep(name: str, content: bytes) -> None:
    """Write one of the files."""
    files.keep(name, content, folder())


def content_in(brought: bytes) -> bytes:
    """Return what one of the files says.

    Raises:
        PublicFileUnreadable: This node did not sign it, or not as such a file.
    """
    if len(brought) > 2 * LARGEST:
        raise PublicFileUnreadable(reason="too large")
    try:
        return wire.verified(brought, keys.public_key().public_bytes_raw(), KIND)
    except LetterRefused as wrong:
        raise PublicFileUnreadable(reason="signature") from wrong
