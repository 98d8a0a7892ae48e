"""Checks a proof about a ledger from its document alone: no database, and a node only to know its own key."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from corridor.core.access.ledger import Consistency, Proof, SignedHead, holds, proof_from


class Doubt(enum.StrEnum):
    """Why a proof is not to be trusted."""

    SIGNATURE_WRONG = "signature-wrong"
    KEY_UNKNOWN = "key-unknown"
    PATH_WRONG = "path-wrong"


class Checked(NamedTuple):
    """What a check found: nothing in doubt when the proof holds under a key that is known."""

    proof: Proof
    doubts: tuple[Doubt, ...]
    fingerprint: str


def fingerprint_of(public_key: bytes) -> str:
    """Return by what people compare a key: the SHA-256 of its bytes in hexadecimal."""
    return hashlib.sha256(public_key).hexdigest()


def is_signed(signed: SignedHead, public_key: bytes) -> bool:
    """Return whether a key signed a head."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signed.signature, signed.written)
    except (InvalidSignature, ValueError):
        return False
    return True


def check(text: str, *, fingerprint: str = "") -> Checked:
    """Check the document of a proof.

    Args:
        fingerprint: Of the key that must have signed; compare it with the node by another way, such as by telephone.
    Raises:
        ProofUnreadable: It is not a proof.
    """
    proof = proof_from(text)
    return Checked(proof, tuple(_doubts(proof, fingerprint)), fingerprint_of(proof.head.public_key))


def _doubts(proof: Proof, fingerprint: str) -> Iterator[Doubt]:
    key = proof.head.public_key
    signed = (proof.earlier, proof.head) if isinstance(proof, Consistency) else (proof.head,)
    if not all(is_signed(one, key) for one in signed):
        yield Doubt.SIGNATURE_WRONG
    if fingerprint_of(key) != fingerprint.strip().lower().replace(":", ""):
        yield Doubt.KEY_UNKNOWN
    if not holds(proof):
        yield Doubt.PATH_WRONG
