"""The node's own half of what is sealed to it, and the signature by which others know its messages.

Pair 0 is made with the node: its ledger key and its door key. Doors between zones stay with it. Lines to partners may
go on to pair 1, 2, …, each in a file of its own, so that every process sees at once which there are.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from corridor.web.base import keys, sealing
from corridor.web.base.exchange.wire import KEY_BYTES, key_id

EXCHANGE: Final = "exchange"
"""The kind of key file that holds a pair after the first: the signing half, then the sealing half."""


class Pair(NamedTuple):
    """The private halves of the keys by which partners know the node, 32 bytes each, and their number."""

    number: int
    signing: bytes
    sealing: bytes

    @property
    def signing_public(self) -> bytes:
        """The key by which partners know what this node signs."""
        return Ed25519PrivateKey.from_private_bytes(self.signing).public_key().public_bytes_raw()

    @property
    def sealing_public(self) -> bytes:
        """The key to which partners seal what is for this node."""
        return sealing.public_of(self.sealing)

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message; 64 bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.signing).sign(message)


def newest() -> int:
    """Return the number of the pair that the node's card shows now."""
    return max(keys.numbers_of(EXCHANGE), default=0)


def pair(number: int) -> Pair:
    """Return one of the node's pairs.

    Raises:
        KeyMissing: There is no such pair, or not any more.
    """
    if number == 0:
        return Pair(0, keys.signing_private(), private_key())
    both = keys.entrusted_key(f"{EXCHANGE}-{number}")
    return Pair(number, both[:KEY_BYTES], both[KEY_BYTES:])


def make_pair() -> Pair:
    """Make the next pair and return it; partners know nothing of it yet."""
    number = newest() + 1
    both = Ed25519PrivateKey.generate().private_bytes_raw() + X25519PrivateKey.generate().private_bytes_raw()
    keys.make_key(f"{EXCHANGE}-{number}", both)
    return pair(number)


def drop_pair(number: int) -> None:
    """Remove a pair by which nobody knows the node any more; the first one stays, since the ledger rests on it."""
    if 0 < number < newest():
        keys.remove_key(f"{EXCHANGE}-{number}")


def numbers() -> tuple[int, ...]:
    """Return the numbers of the pairs that are there, the newest first."""
    return tuple(sorted({0, *keys.numbers_of(EXCHANGE)}, reverse=True))


def number_of(kid: str) -> int:
    """Return the number of the pair to which something was sealed; 0 where it is none of those that are there."""
    return next((number for number in numbers() if key_id(pair(number).sealing_public) == kid), 0)


def sealing_private(kid: str) -> bytes | None:
    """Return the private key to what was sealed to one of the node's pairs; nothing where none of them is meant."""
    found = (pair(number) for number in numbers())
    return next((one.sealing for one in found if key_id(one.sealing_public) == kid), None)


def authority_key(code: str) -> bytes:
    """Return the private key with which an authority of this node signs; it is made when it is first asked for."""
    kind = _kind_of(code)
    if not (made := keys.numbers_of(kind)):
        return make_authority_key(code)
    return keys.entrusted_key(f"{kind}-{made[-1]}")


def make_authority_key(code: str) -> bytes:
    """Make the next key with which an authority of this node signs, and return it."""
    kind = _kind_of(code)
    number = max(keys.numbers_of(kind), default=0) + 1
    keys.make_key(f"{kind}-{number}", Ed25519PrivateKey.generate().private_bytes_raw())
    return keys.entrusted_key(f"{kind}-{number}")


def _kind_of(code: str) -> str:
    """Return the kind of an authority's keys; every one is numbered, so that no code reads as a number."""
    return f"authority.{code.lower()}"


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
