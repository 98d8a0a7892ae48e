"""The answer of a door: signed over the digest of the bytes that came, before anybody opens them.

It is the same whether they are accepted, came before, cannot be read or are refused, because none of that is known yet.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from corridor.core.doors.exchange import canonical
from corridor.web.base import keys
from corridor.web.base.doors import keyring

ANSWER_MARK = b"corridor door answer 1\n"


def digest_of(brought: bytes) -> str:
    """Return the digest by which an envelope is known; in hexadecimal."""
    return hashlib.sha256(brought).hexdigest()


def answer_to(brought: bytes, *, by: str, now: datetime) -> bytes:
    """Return the door's answer to bytes that came.

    Args:
        by: The code of the authority that keeps the node.
    """
    said = {"form": 1, "by": by, "digest": digest_of(brought), "on": now.date().isoformat()}
    return canonical({"answer": said, "signature": keys.sign(ANSWER_MARK + canonical(said)).hex()})


def signature_of(answer: bytes, envelope: bytes, *, by: str, signing_key: bytes) -> str | None:
    """Return the signature of a door's answer to an envelope, or nothing where it is not that door's answer to it."""
    try:
        document = json.loads(answer)
        said, signature = document["answer"], bytes.fromhex(document["signature"])
        is_meant = said["by"] == by and said["digest"] == digest_of(envelope)
        is_signed = keyring.holds(signing_key, signature, ANSWER_MARK + canonical(said))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return signature.hex() if is_meant and is_signed else None
