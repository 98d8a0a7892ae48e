"""The node's own keys: one to sign ledger heads, one to digest source records. Made once, kept outside the database."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.conf import settings

from corridor.core.kernel.errors import CorridorError
from corridor.web import home as home_of


class KeyMissing(CorridorError):
    """A key file of the node is not where it should be."""

    code = "node.E01"
    template = "the node's key {name} is missing"
    hint = "Restore the folder keys from the backup, or make a new node with corridor init."
    status = 500


class KeyLocked(CorridorError):
    """A key file is sealed under a passphrase that this process was not given."""

    code = "node.E31"
    template = "the node's key {name} is sealed under a passphrase that is not here"
    hint = "Name the file of the passphrase in CORRIDOR_VAULT_PASSPHRASE_FILE and start again."
    status = 503


def _place(kind: str) -> str:
    """Return where a key is kept; a text, since each entry of the ledger asks for it several times."""
    return f"{settings.HOME}/keys/{settings.ZONE}.{kind}"


@cache
def _read(place: str) -> bytes:
    path = Path(place)
    if not path.exists():
        raise KeyMissing(name=path.name)
    return path.read_bytes()


def digest_key() -> bytes:
    """Return the key under which source records are digested; 32 bytes."""
    return _read(_place("digest"))


def digest_text(text: str) -> str:
    """Return a keyed digest of a text, for a ledger that must tell acts apart without telling what was typed."""
    return hashlib.blake2b(text.encode(), digest_size=8, key=digest_key()).hexdigest()


def sealing_key() -> bytes:
    """Return the key under which the zone seals what it keeps for few, or the keys of what is sealed; 32 bytes.

    It is made when it is first asked for; the folder of keys is restored together with the database.
    """
    place = Path(_place("sealing"))
    if not place.exists():
        _make(place, os.urandom(32))
    return _read(str(place))


def door_key() -> bytes:
    """Return the private key by which the zone opens what others seal to it; 32 bytes."""
    if not Path(_place("door")).exists():
        make_key("door", X25519PrivateKey.generate().private_bytes_raw())
    return entrusted_key("door")


def entrusted_key(kind: str) -> bytes:
    """Return a key that guards what others entrust to the zone; its file may be sealed under a passphrase.

    Raises:
        KeyMissing: There is no such key.
        KeyLocked: The passphrase is not here.
    """
    return _opened(_place(kind))


@cache
def _opened(place: str) -> bytes:
    name = Path(place).name
    key = home_of.key_in(name, _read(place))
    if key is None:
        raise KeyLocked(name=name)
    return key


def is_there(kind: str) -> bool:
    """Say whether the zone has a key of this kind."""
    return Path(_place(kind)).exists()


def make_key(kind: str, key: bytes) -> None:
    """Write a key that guards what others entrust to the zone, so that it is there even if the power goes now."""
    place = Path(_place(kind))
    _make(place, home_of.key_file(place.name, key))
    _settle(place.parent)


def remove_key(kind: str) -> None:
    """Remove a key that nothing hangs on any more."""
    place = Path(_place(kind))
    place.unlink(missing_ok=True)
    _settle(place.parent)


def numbers_of(kind: str) -> tuple[int, ...]:
    """Return the numbers of the keys of one kind that are there, such as `vault` for `vault-1`, in order."""
    prefix = f"{settings.ZONE}.{kind}-"
    found = (path.name.removeprefix(prefix) for path in Path(f"{settings.HOME}/keys").glob(f"{prefix}*"))
    return tuple(sorted(int(number) for number in found if number.isdecimal()))


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _make(place: Path, content: bytes) -> None:
    """Write a key that nobody made meanwhile, whole or not at all, for the account of the node alone."""
    part = place.with_name(f".{place.name}.{os.getpid()}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(part, place)
    except FileExistsError:
        pass
    finally:
        part.unlink()


@cache
def _signing(place: str) -> Ed25519PrivateKey:
    key = serialization.load_pem_private_key(_read(place), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyMissing(name=Path(place).name)
    return key


def check_signing() -> None:
    """Look that the node can sign, before an act commits whose head must be signed.

    Raises:
        KeyMissing: The key is not there.
    """
    _signing(_place("ledger"))


def sign(message: bytes) -> bytes:
    """Return the node's Ed25519 signature of a message; 64 bytes."""
    return _signing(_place("ledger")).sign(message)


def signing_private() -> bytes:
    """Return the private half of the node's signing key, for signatures that a library makes; 32 bytes."""
    return _signing(_place("ledger")).private_bytes_raw()


def public_key() -> Ed25519PublicKey:
    """Return the key by which anyone can check the node's ledger heads."""
    return _signing(_place("ledger")).public_key()
