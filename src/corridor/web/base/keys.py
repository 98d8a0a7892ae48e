"""The node's own keys: one to sign ledger heads, one to digest source records. Made once, kept outside the database."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from corridor.core.kernel.errors import CorridorError


class KeyMissing(CorridorError):
    """A key file of the node is not where it should be."""

    code = "node.E01"
    template = "the node's key {name} is missing"
    hint = "Restore the folder keys from the backup, or make a new node with corridor init."
    status = 500


@cache
def _read(path: Path) -> bytes:
    if not path.exists():
        raise KeyMissing(name=path.name)
    return path.read_bytes()


def digest_key() -> bytes:
    """Return the key under which source records are digested; 32 bytes."""
    return _read(settings.HOME / "keys" / f"{settings.ZONE}.digest")


def digest_text(text: str) -> str:
    """Return a keyed digest of a text, for a ledger that must tell acts apart without telling what was typed."""
    return hashlib.blake2b(text.encode(), digest_size=8, key=digest_key()).hexdigest()


@cache
def _signing(path: Path) -> Ed25519PrivateKey:
    key = serialization.load_pem_private_key(_read(path), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyMissing(name=path.name)
    return key


def sign(message: bytes) -> bytes:
    """Return the node's Ed25519 signature of a message; 64 bytes."""
    return _signing(settings.HOME / "keys" / f"{settings.ZONE}.ledger").sign(message)


def public_key() -> Ed25519PublicKey:
    """Return the key by which anyone can check the node's ledger heads."""
    return _signing(settings.HOME / "keys" / f"{settings.ZONE}.ledger").public_key()
