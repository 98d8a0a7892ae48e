"""Checks a proof about a ledger wherever one is: a node is needed only to know its own key."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization

from corridor.core.access.errors import ProofUnreadable
from corridor.core.access.ledger import LONGEST_DOCUMENT, Inclusion
from corridor.web.base.ledger import checking


def check_proof(chosen: argparse.Namespace, home: Path, zone: str) -> dict[str, Any]:
    """Return the verdict on the document of a proof.

    Args:
        zone: Of the node in the home; empty where there is none, and then the key must be named.
    Raises:
        ProofUnreadable: The file is none, or holds no proof.
    """
    path = Path(chosen.proof)
    if not path.is_file():
        raise ProofUnreadable
    with path.open(encoding="utf-8", errors="replace") as file:
        text = file.read(LONGEST_DOCUMENT + 1)
    found = checking.check(text, fingerprint=chosen.key or _own_fingerprint(home, zone))
    head = found.proof.head.head
    if isinstance(found.proof, Inclusion):
        told: dict[str, Any] = {"kind": "inclusion", "position": found.proof.position, "link": found.proof.link.hex()}
        claim = f"an entry stands at position {found.proof.position} of {head.size}"
    else:
        earlier = found.proof.earlier.head.size
        told = {"kind": "consistency", "earlier": earlier}
        claim = f"the ledger of {head.size} entries continues the one of {earlier}"
    verdict = claim if not found.doubts else f"not to be trusted: {', '.join(found.doubts)}"
    return {
        "ok": not found.doubts,
        **told,
        "size": head.size,
        "at": head.at,
        "doubts": list(found.doubts),
        "fingerprint": found.fingerprint,
        "text": f"{verdict}; head of {head.at}, key {found.fingerprint}",
    }


def _own_fingerprint(home: Path, zone: str) -> str:
    """Return the fingerprint of the node's own key; nothing where there is no node."""
    path = home / "keys" / f"{zone}.ledger"
    if not zone or not path.is_file():
        return ""
    key = serialization.load_pem_private_key(path.read_bytes(), password=None).public_key()
    written = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return checking.fingerprint_of(written[-32:])
