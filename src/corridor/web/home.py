"""The home of a node: folders and keys, made before Django's settings read them.

What makes and opens keys is loaded where it is used: the process that watches over a node's others asks only where a
home is, and carries four megabytes less.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

FOLDERS = {"desk": ("keys", "heads", "uploads", "mappings"), "protection": ("keys", "heads")}
"""What a home holds, by zone."""

NODES = "nodes"
"""Which folder of a home holds the further nodes of a route that a demonstration serves."""

ROUTE = "route.json"
"""Which file of a home says that it holds a route of several nodes, and which."""

SEALED_KEY = b"corridor key 1\n"
"""What a key file begins with that is sealed under a passphrase; then salt, nonce and the sealed key."""

SALT_BYTES, NONCE_BYTES = 16, 12


def zone_of(home: Path) -> str:
    """Return the zone whose keys a home holds; nothing where there is no node."""
    return next((zone for zone in FOLDERS if (home / "keys" / f"{zone}.secret").exists()), "")


def beside(home: Path) -> Path:
    """Return where a demonstration keeps its zone of protection: a home of its own inside that of the desk."""
    return home / "protection"


class RouteStop(NamedTuple):
    """One node of a route that a demonstration serves: its code, its name, its home, and the port on loopback."""

    code: str
    name: str
    home: str
    port: int

    @property
    def origin(self) -> str:
        """Where its pages are, and where the other nodes bring their letters."""
        return f"http://127.0.0.1:{self.port}"


def node_home(home: Path, code: str, first: str) -> Path:
    """Return where a demonstration keeps one node of a route: the first in its own home, the others below it."""
    return home if code == first else home / NODES / code.lower()


def route_of(home: Path) -> list[RouteStop]:
    """Return the nodes of the route that a home holds, the home itself first; nothing where it holds none."""
    written = home / ROUTE
    return [RouteStop(*stop) for stop in json.loads(written.read_text(encoding="utf-8"))] if written.exists() else []


def lay_out(home: Path, zone: str, *, demonstration: bool) -> None:
    """Make the folders and keys of a node, readable by its account alone; what is there stays as it is."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    home.chmod(0o700)
    for folder in FOLDERS[zone]:
        (home / folder).mkdir(mode=0o700, exist_ok=True)
    if demonstration and not any((home / "keys").iterdir()):
        (home / "demonstration").touch()
    make_keys(home / "keys", zone)


def make_keys(folder: Path, zone: str) -> None:
    """Write fresh keys for a zone, each readable by its account alone; existing files are left as they are."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    signing = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    made = {
        f"{zone}.secret": os.urandom(32).hex().encode(),
        f"{zone}.digest": os.urandom(32),
        f"{zone}.ledger": signing,
        f"{zone}.door": key_file(f"{zone}.door", X25519PrivateKey.generate().private_bytes_raw()),
    }
    if zone == "protection":
        made[f"{zone}.vault-1"] = key_file(f"{zone}.vault-1", os.urandom(32))
    for name, content in made.items():
        if not (folder / name).exists():
            _write_once(folder / name, content)
    sync_folder(folder)
    sync_folder(folder.parent)


def _write_once(path: Path, content: bytes) -> None:
    """Write a key whole or not at all: half a key from an interrupted start would stay for ever."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(part, path)
    part.unlink()


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk: a file may be there and its name not."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def passphrase() -> bytes:
    """Return the passphrase under which a node seals the keys of what others entrust to it; empty where there is none.

    `CORRIDOR_VAULT_PASSPHRASE_FILE` names its file, which belongs on another medium than the home.
    """
    place = os.environ.get("CORRIDOR_VAULT_PASSPHRASE_FILE", "")
    return Path(place).read_bytes().strip() if place else b""


def key_file(name: str, key: bytes) -> bytes:
    """Return a key as it is written to its file: sealed under the passphrase where there is one, else as it is."""
    if not (words := passphrase()):
        return key
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    return SEALED_KEY + salt + nonce + AESGCM(_stretched(words, salt)).encrypt(nonce, key, name.encode())


def key_in(name: str, content: bytes) -> bytes | None:
    """Return the key that a file holds; None where the passphrase that sealed it is missing or another."""
    if not content.startswith(SEALED_KEY):
        return content
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, rest = content[len(SEALED_KEY) :][:SALT_BYTES], content[len(SEALED_KEY) + SALT_BYTES :]
    if not (words := passphrase()):
        return None
    try:
        return AESGCM(_stretched(words, salt)).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], name.encode())
    except (InvalidTag, ValueError):
        return None


def _stretched(words: bytes, salt: bytes) -> bytes:
    return hashlib.scrypt(words, salt=salt, n=1 << 15, r=8, p=1, maxmem=1 << 26, dklen=32)
