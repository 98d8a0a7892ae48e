"""What the doors keep, each under a data key of its own, of a size that tells little."""

from __future__ import annotations

import json
from typing import Any

from corridor.core.doors.padding import padded, unpadded
from corridor.web.base.sealing import seal, unseal
from corridor.web.protection.vault import keyring


def closed(uid: str, content: dict[str, Any]) -> bytes:
    """Return a document sealed under a new data key; runs inside a write."""
    return _sealed(keyring.create(uid), uid, content)


def closed_again(uid: str, content: dict[str, Any]) -> bytes:
    """Return a document sealed under the data key it had."""
    return _sealed(keyring.key_of(uid), uid, content)


def opened(uid: str, sealed: bytes) -> dict[str, Any]:
    """Return what was sealed for one thing.

    Raises:
        KeyForgotten: It was erased.
        SealBroken: It was changed, or belongs to something else.
    """
    document: dict[str, Any] = json.loads(unpadded(unseal(keyring.key_of(uid), bytes(sealed), bound=_bound(uid))))
    return document


def _sealed(key: bytes, uid: str, content: dict[str, Any]) -> bytes:
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
    return seal(key, padded(plain), bound=_bound(uid))


def _bound(uid: str) -> bytes:
    return f"corridor doors 1|{uid}".encode()
