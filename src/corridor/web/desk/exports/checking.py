"""Checks a file against the manifest that came with it: whether it is what was exported, and whose key says so."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from corridor.core.exports.errors import ManifestInvalid
from corridor.core.exports.exchange.manifest import Signed, signed_from
from corridor.web.base import keys

ENDING = ".manifest.json"
LONGEST_MANIFEST = 64 * 1024 * 1024
PIECE = 1 << 20


@dataclass(frozen=True)
class Checked:
    """What a check found; `faults` is empty when the file is what the manifest says, under a key that is known."""

    signed: Signed
    faults: tuple[str, ...]
    is_ours: bool


def check(path: Path, *, fingerprint: str = "") -> Checked:
    """Check an exported file, or an archive of file and manifest.

    Args:
        fingerprint: Of the key that must have signed, where it is another node's; without it, it must be our own.
    Raises:
        ManifestInvalid: There is no manifest, or it cannot be read.
    """
    if zipfile.is_zipfile(path):
        name, text, content = _archived(path)
    else:
        name, text, content = path.name, _beside(path), _pieces(path)
    signed = signed_from(text)
    size, digest = 0, hashlib.sha256()
    for piece in content:
        size += len(piece)
        digest.update(piece)
    faults = []
    if size != signed.manifest["bytes"] or digest.hexdigest() != signed.manifest["sha256"]:
        faults.append("file-changed")
    if not _holds(signed):
        faults.append("signature-wrong")
    is_ours = signed.public_key == _own_key()
    if not (signed.fingerprint == fingerprint.lower() if fingerprint else is_ours):
        faults.append("key-unknown")
    if name != signed.manifest["file"]:
        faults.append("name-changed")
    return Checked(signed, tuple(faults), is_ours)


def answer(path: Path, *, fingerprint: str = "") -> dict[str, Any]:
    """Return the verdict on a file as a command tells it.

    Raises:
        ManifestInvalid: There is no manifest, or it cannot be read.
    """
    if not path.is_file():
        raise ManifestInvalid(where="file")
    found = check(path, fingerprint=fingerprint)
    told = found.signed.manifest
    verdict = "the file is as it was exported" if not found.faults else f"not to be trusted: {', '.join(found.faults)}"
    return {
        "ok": not found.faults,
        "faults": list(found.faults),
        "fingerprint": found.signed.fingerprint,
        "signed_by_this_node": found.is_ours,
        "export": told["export"],
        "at": told["at"],
        "reader": told["reader"],
        "counts": told["counts"],
        "text": f"{verdict}; key {found.signed.fingerprint}",
    }


def _beside(path: Path) -> str:
    manifest = path.with_name(path.name + ENDING)
    try:
        if manifest.stat().st_size > LONGEST_MANIFEST:
            raise ManifestInvalid(where="size")
        return manifest.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        raise ManifestInvalid(where="file") from wrong


def _archived(path: Path) -> tuple[str, str, Iterator[bytes]]:
    with zipfile.ZipFile(path) as archive:
        manifests = [entry for entry in archive.infolist() if entry.filename.endswith(ENDING)]
        if len(archive.infolist()) != 2 or len(manifests) != 1 or manifests[0].file_size > LONGEST_MANIFEST:
            raise ManifestInvalid(where="archive")
        name = manifests[0].filename.removesuffix(ENDING)
        if name not in archive.namelist():
            raise ManifestInvalid(where="archive")
        try:
            text = archive.read(manifests[0]).decode()
        except (UnicodeDecodeError, zipfile.BadZipFile) as wrong:
            raise ManifestInvalid(where="archive") from wrong
    return name, text, _unpacked(path, name)


def _unpacked(path: Path, name: str) -> Iterator[bytes]:
    with zipfile.ZipFile(path) as archive, archive.open(name) as file:
        while piece := file.read(PIECE):
            yield piece


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _holds(signed: Signed) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(signed.public_key).verify(signed.signature, signed.message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _own_key() -> bytes:
    return keys.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
