"""The folder of the home that holds what anybody may read: signed files, and whose signatures count beside the own.

A file is a JWS in compact form whose payload says what it is (`core/publishing/exchange.py`). It is written whole or
not at all, and never changed: a correction is another file.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings

from corridor.core.exchange.errors import LetterRefused
from corridor.core.publishing.errors import FileUnreadable
from corridor.core.publishing.exchange import LARGEST
from corridor.web import home
from corridor.web.base import disk, keys
from corridor.web.base.exchange import wire

TABLE: Final = "corridor-table+jws"
SIGNERS: Final = "corridor-signers+jws"
SIGNERS_FILE: Final = "signers.jws"
SUFFIX: Final = ".jws"
LARGEST_SIGNED: Final = 2 * LARGEST


def folder() -> Path:
    """Return where the published files of this home are; it may not be there yet."""
    return Path(settings.HOME) / "public"


def name_of(uid: str, number: int) -> str:
    """Return what the file of one version is called."""
    return f"{uid}.{number}{SUFFIX}"


def signed(payload: bytes) -> bytes:
    """Return what is published, signed with the node's key."""
    return wire.signed(payload, keys.signing_private(), TABLE)


def keep(name: str, content: bytes, where: Path | None = None) -> None:
    """Write a published file, unless it is there already; `where` is another folder than the one of tables."""
    place = folder() if where is None else where
    folder().mkdir(mode=0o700, exist_ok=True)
    place.mkdir(mode=0o700, exist_ok=True)
    part = place / f".{name}.{os.getpid()}"
    with disk.told():
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(place / name)
        home.sync_folder(place)


def trust(public: bytes, node: str) -> None:
    """Let the files of another body count, which signs them with this Ed25519 key of 32 bytes."""
    known = {**others(), wire.key_id(public): (node, public)}
    payload = json.dumps({kid: [of, key.hex()] for kid, (of, key) in sorted(known.items())}).encode()
    keep(SIGNERS_FILE, wire.signed(payload, keys.signing_private(), SIGNERS))


def others() -> Mapping[str, tuple[str, bytes]]:
    """Return the bodies whose files count beside the own, by the name of their key: code and key.

    Raises:
        FileUnreadable: The list was not signed by this node.
    """
    place = folder() / SIGNERS_FILE
    if not place.exists():
        return {}
    try:
        told = json.loads(wire.verified(place.read_bytes(), keys.public_key().public_bytes_raw(), SIGNERS))
        return {kid: (node, bytes.fromhex(key)) for kid, (node, key) in told.items()}
    except (LetterRefused, ValueError, TypeError, AttributeError) as wrong:
        raise FileUnreadable(reason="signers") from wrong


def payload_in(brought: bytes, known: Mapping[str, tuple[str, bytes]] | None = None) -> tuple[bytes, str]:
    """Return what a published file says, and the code of who signed it; "" for this node.

    Args:
        known: Whose signatures count beside that of this node; those of `others` when left out.

    Raises:
        FileUnreadable: It is not of the form, or nobody signed it whose signature counts.
    """
    if len(brought) > LARGEST_SIGNED:
        raise FileUnreadable(reason="too large")
    own = keys.public_key().public_bytes_raw()
    try:
        kid = wire.signer_of(brought, TABLE)
        node, public = ("", own) if kid == wire.key_id(own) else (others() if known is None else known)[kid]
        Ed25519PublicKey.from_public_bytes(public)
        return wire.verified(brought, public, TABLE), node
    except KeyError as unknown:
        raise FileUnreadable(reason="signer") from unknown
    except (LetterRefused, ValueError) as wrong:
        raise FileUnreadable(reason="signature") from wrong


def digest(content: bytes) -> str:
    """Return how the bytes of a file are named."""
    return hashlib.sha256(content).hexdigest()
