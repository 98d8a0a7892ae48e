"""The home of a node: folders and keys, made before Django's settings read them."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FOLDERS = ("keys", "heads", "uploads", "mappings")


def lay_out(home: Path, zone: str, *, demonstration: bool) -> None:
    """Make the folders and keys of a node, readable by its account alone; what is there stays as it is."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    home.chmod(0o700)
    for folder in FOLDERS:
        (home / folder).mkdir(mode=0o700, exist_ok=True)
    if demonstration and not any((home / "keys").iterdir()):
        (home / "demonstration").touch()
    make_keys(home / "keys", zone)


def make_keys(folder: Path, zone: str) -> None:
    """Write fresh keys for a zone, each readable by its account alone; existing files are left as they are."""
    signing = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    for name, content in (
        (f"{zone}.secret", os.urandom(32).hex().encode()),
        (f"{zone}.digest", os.urandom(32)),
        (f"{zone}.ledger", signing),
    ):
        try:
            handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(handle, "wb") as file:
            file.write(content)
