"""The node's own half of what is sealed to it, and the signature by which others know its messages."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from corridor.web.base import keys, sealing


def private_key() -> bytes:
    """Return the key by which the node opens what is sealed to it."""
    return keys.door_key()


def public_key() -> bytes:
    """Return the key to which others seal what is for this node; 32 bytes."""
    return sealing.public_of(private_key())


def signing_key() -> bytes:
    """Return the public half of the key that signs the node's messages; 32 bytes."""
    return keys.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def holds(public: bytes, signature: bytes, message: bytes) -> bool:
    """Say whether a signature of a message was made by the holder of a key."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
