"""The manifest: what a file holds, for whom it was made, how it is to be handled; signed, so that it can be checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from corridor.core.exports.errors import ManifestInvalid

FORM: Final = 1
SIGNED_FOR: Final = b"corridor export manifest 1\n"
"""Stands before what is signed, so that a signature of something else is never taken for one of a manifest."""

FIELDS: Final = frozenset(
    (
        "corridor",
        "form",
        "export",
        "file",
        "format",
        "media_type",
        "bytes",
        "sha256",
        "what",
        "reader",
        "at",
        "counts",
        "highest_marking",
        "markings",
        "sources",
    )
)
_KEY_BYTES = 32
_SIGNATURE_BYTES = 64


@dataclass(frozen=True, slots=True)
class Signed:
    """A manifest as it was read: what it says, the bytes that were signed, the signature and the key that made it."""

    manifest: Mapping[str, Any]
    message: bytes
    signature: bytes
    public_key: bytes

    @property
    def fingerprint(self) -> str:
        """The key in short, to be compared by telephone or with a list."""
        return fingerprint(self.public_key)


def fingerprint(public_key: bytes) -> str:
    """Return a public key in short: SHA-256 of its 32 bytes, in lower-case hexadecimal."""
    return hashlib.sha256(public_key).hexdigest()


def message(manifest: Mapping[str, Any]) -> bytes:
    """Return the bytes of a manifest that are signed: its one written form, with sorted keys and without spaces."""
    written = json.dumps(manifest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return SIGNED_FOR + written.encode()


def written(manifest: Mapping[str, Any], signature: bytes, public_key: bytes) -> str:
    """Return the file that goes with an export."""
    signed = {
        "manifest": manifest,
        "signature": {
            "algorithm": "Ed25519",
            "public_key": public_key.hex(),
            "fingerprint": fingerprint(public_key),
            "value": signature.hex(),
        },
    }
    return json.dumps(signed, ensure_ascii=False, indent=1) + "\n"


def signed_from(text: str) -> Signed:
    """Return what a manifest's file says; whether the signature holds is for who has the means to check it.

    Raises:
        ManifestInvalid: The file does not have the agreed form.
    """
    try:
        document = json.loads(text)
        manifest, signature = document["manifest"], document["signature"]
        if document.keys() != {"manifest", "signature"} or manifest.keys() != FIELDS or manifest["form"] != FORM:
            raise ManifestInvalid(where="fields")
        key, value = bytes.fromhex(signature["public_key"]), bytes.fromhex(signature["value"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as wrong:
        raise ManifestInvalid(where="form") from wrong
    if len(key) != _KEY_BYTES or len(value) != _SIGNATURE_BYTES or signature.get("algorithm") != "Ed25519":
        raise ManifestInvalid(where="signature")
    if signature.get("fingerprint") != fingerprint(key):
        raise ManifestInvalid(where="fingerprint")
    return Signed(manifest, message(manifest), value, key)
