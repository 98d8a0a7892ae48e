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


def _place(kind: str) -> str:
    """Return where a key is kept; a text, since each entry of the ledger asks for it several times."""
    return f"{settings.HOME}/keys/{settings.ZONE}.{kind}"


@cache
def _read(place: str) -> bytes:
    path = Path(place)
    if not path.exists():
        raise KeyMissing(name=path.name)
    return path.read_bytes()


def digest_key() -> bytes:
    """Return the key under which source records are digested; 32 bytes."""
    return _read(_place("digest"))


def digest_text(text: str) -> str:
    """Return a keyed digest of a text, for a ledger that must tell acts apart without telling what was typed."""
    return hashlib.blake2b(text.encode(), digest_size=8, key=digest_key()).hexdigest()


@cache
def _signing(place: str) -> Ed25519PrivateKey:
    key = serialization.load_pem_private_key(_read(place), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyMissing(name=Path(place).name)
    return key


def check_signing() -> None:
    """Look that the node can sign, before an act commits whose head must be signed.

    Raises:
        KeyMissing: The key is not there.
    """
    _signing(_place("ledger"))


def sign(message: bytes) -> bytes:
    """Return the node's Ed25519 signature of a message; 64 bytes."""
    return _signing(_place("ledger")).sign(message)


def public_key() -> Ed25519PublicKey:
    """Return the key by which anyone can check the node's ledger heads."""
    return _signing(_place("ledger")).public_key()
