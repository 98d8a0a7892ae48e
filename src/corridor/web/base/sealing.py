"""Sealing of content: whoever lacks the key reads nothing, and whoever changes a byte is found out.

For itself the node seals with AES-256-GCM; for another body with its public key, by HPKE (RFC 9180: X25519,
HKDF-SHA256, AES-256-GCM). What is sealed tells its length, so content is padded to a size class first where its
length would tell.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from corridor.core.kernel.errors import CorridorError

NONCE_BYTES = 12
KEY_BYTES = 32
LENGTH_BYTES = 8
SMALLEST = 1024
"""The least that padded content takes; above it, each class is twice the one below."""

LARGE = 1024 * 1024
"""From here on the classes stand closer: sixteen between a size and its double."""

_TO_OTHERS = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class SealBroken(CorridorError):
    """Sealed content was changed, or belongs elsewhere, or the key is another."""

    code = "node.E30"
    template = "what is sealed cannot be opened: it was changed, or the key is another"
    hint = "Restore the database and the folder keys from the same backup."
    status = 500


def new_key() -> bytes:
    """Return a fresh key; 32 bytes."""
    return AESGCM.generate_key(bit_length=8 * KEY_BYTES)


def seal(key: bytes, content: bytes, *, bound: bytes) -> bytes:
    """Return content sealed under a key, opened only beside the same `bound`: a random nonce, then the sealed bytes."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, bound)


def unseal(key: bytes, sealed: bytes, *, bound: bytes) -> bytes:
    """Return the content of what was sealed.

    Raises:
        SealBroken: It was changed, it belongs elsewhere, or the key is another.
    """
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound)
    except (InvalidTag, ValueError):
        raise SealBroken from None


def new_pair() -> tuple[bytes, bytes]:
    """Return a fresh private key and its public key, for what others seal to the node; 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def public_of(private: bytes) -> bytes:
    """Return the public key of a private one; 32 bytes."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal_to(public: bytes, content: bytes, *, bound: bytes) -> bytes:
    """Return content that only the holder of the private key can open, beside the same `bound`; the sender cannot.

    Raises:
        SealBroken: The public key is none.
    """
    try:
        return bytes(_TO_OTHERS.encrypt(content, X25519PublicKey.from_public_bytes(public), bound))
    except ValueError:
        raise SealBroken from None


def open_with(private: bytes, sealed: bytes, *, bound: bytes) -> bytes:
    """Return the content of what was sealed to the public key of `private`.

    Raises:
        SealBroken: It was changed, it was meant for somebody else, or it is bound to something else.
    """
    try:
        return bytes(_TO_OTHERS.decrypt(sealed, X25519PrivateKey.from_private_bytes(private), bound))
    except (InvalidTag, ValueError):
        raise SealBroken from None


def padded(content: bytes, smallest: int = SMALLEST) -> bytes:
    """Return content with its length before it, filled with zeros up to the next size class."""
    whole = len(content).to_bytes(LENGTH_BYTES, "big") + content
    size = smallest
    while size < len(whole):
        size *= 2
    if size > LARGE:
        step = size // 32
        size = -(-len(whole) // step) * step
    return whole.ljust(size, b"\0")


def unpadded(filled: bytes) -> bytes:
    """Return the content of what was padded.

    Raises:
        SealBroken: It was not padded.
    """
    length = int.from_bytes(filled[:LENGTH_BYTES], "big")
    if len(filled) < LENGTH_BYTES or length > len(filled) - LENGTH_BYTES:
        raise SealBroken
    return filled[LENGTH_BYTES : LENGTH_BYTES + length]
