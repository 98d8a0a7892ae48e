"""Signing and sealing of letters by published standards, so that another team can read them in another language.

Signed is a JWS in compact form (RFC 7515) with Ed25519 (RFC 8037, RFC 9864); sealed a JWE in compact form (RFC 7516)
with ECDH-ES+A256KW over X25519 and A256GCM (RFC 7518). The protected header has exactly the fields named here, in any
order: no compression, no key of a signer and no address of a key is taken from it.
"""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from corridor.core.exchange.codes import Reason
from corridor.core.exchange.errors import LetterRefused

if TYPE_CHECKING:
    from joserfc.jwe import JWERegistry
    from joserfc.jws import JWSRegistry

ITEM: Final = "corridor-item+jws"
LETTER: Final = "corridor-letter+jws"
SEALED: Final = "corridor-letter+jwe"
SIGNING: Final = "Ed25519"
AGREEMENT, ENCRYPTION = "ECDH-ES+A256KW", "A256GCM"
LARGEST_HEADER: Final = 1024
KEY_BYTES: Final = 32
LARGEST: Final = 8 * 1024 * 1024
"""The most bytes that are signed or sealed; who calls looks at the length of what came before anything else."""

ALPHABET: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
KID_MARK: Final = b"corridor key 1\n"


@cache
def _signing() -> JWSRegistry:
    """Return how what this module signs is written; the package is loaded with the first letter."""
    from joserfc.jws import JWSRegistry

    class Signing(JWSRegistry):
        max_payload_length = LARGEST

    return Signing(algorithms=[SIGNING])


@cache
def _sealing() -> JWERegistry:
    """Return how what this module seals is written and read."""
    from joserfc.jwe import JWERegistry

    class Sealing(JWERegistry):
        max_ciphertext_length = LARGEST

    return Sealing(algorithms=[AGREEMENT, ENCRYPTION])


def key_id(public: bytes) -> str:
    """Return how a public key of 32 bytes is named in a header: SHA-256 in hexadecimal."""
    return hashlib.sha256(KID_MARK + public).hexdigest()


def signed(payload: bytes, private: bytes, kind: str) -> bytes:
    """Return a payload signed with an Ed25519 private key of 32 bytes, as `ITEM` or as `LETTER`."""
    from joserfc.jwk import OKPKey
    from joserfc.jws import serialize_compact

    key = Ed25519PrivateKey.from_private_bytes(private)
    header = {"alg": SIGNING, "typ": kind, "kid": key_id(key.public_key().public_bytes_raw())}
    return serialize_compact(header, payload, OKPKey.import_key(key), registry=_signing()).encode()


def signer_of(brought: bytes, kind: str) -> str:
    """Return the name of the key with which something says that it was signed.

    Raises:
        LetterRefused: It has another form, or was signed as something else.
    """
    return _header(brought, 3, {"alg": SIGNING, "typ": kind})


def verified(brought: bytes, public: bytes, kind: str) -> bytes:
    """Return the payload of what was signed with this key.

    Raises:
        LetterRefused: It was not, or was changed.
    """
    if signer_of(brought, kind) != key_id(public):
        raise _wrong(kind)
    said, _, signature = brought.rpartition(b".")
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(_decoded(signature), said)
    except (InvalidSignature, ValueError) as wrong:
        raise _wrong(kind) from wrong
    return _decoded(said.partition(b".")[2])


def sealed(content: bytes, public: bytes) -> bytes:
    """Return content that only the holder of the X25519 private key to these 32 bytes can open."""
    from joserfc.jwe import encrypt_compact
    from joserfc.jwk import OKPKey

    header = {"alg": AGREEMENT, "enc": ENCRYPTION, "typ": SEALED, "kid": key_id(public)}
    key = OKPKey.import_key(X25519PublicKey.from_public_bytes(public))
    return encrypt_compact(header, content, key, registry=_sealing()).encode()


def recipient_of(brought: bytes) -> str:
    """Return the name of the key to which something was sealed.

    Raises:
        LetterRefused: It has another form.
    """
    return _header(brought, 5, {"alg": AGREEMENT, "enc": ENCRYPTION, "typ": SEALED}, has_agreed_key=True)


def opened(brought: bytes, private: bytes) -> bytes:
    """Return the content of what was sealed to this key.

    Raises:
        LetterRefused: It was sealed to another, or was changed.
    """
    from joserfc.errors import JoseError
    from joserfc.jwe import decrypt_compact
    from joserfc.jwk import OKPKey

    key = X25519PrivateKey.from_private_bytes(private)
    if recipient_of(brought) != key_id(key.public_key().public_bytes_raw()):
        raise LetterRefused(reason=Reason.NOT_FOR_US.value, where=SEALED)
    try:
        content = decrypt_compact(brought, OKPKey.import_key(key), registry=_sealing()).plaintext
    except (JoseError, ValueError, TypeError) as wrong:
        raise _wrong(SEALED) from wrong
    return content or b""


def _header(brought: bytes, parts: int, expected: Mapping[str, str], *, has_agreed_key: bool = False) -> str:
    """Return the `kid` of a protected header that has the expected fields, the name of a key, and nothing else.

    Args:
        has_agreed_key: Whether the header also holds the key made for this message alone, `epk`.
    """
    pieces = brought.split(b".", parts)
    try:
        if len(pieces) != parts or len(pieces[0]) > LARGEST_HEADER:
            raise _form(expected["typ"])
        for piece in pieces:
            _check_written(piece)
        header: Any = json.loads(_decoded(pieces[0]))
        kid = header.pop("kid")
        is_sound = not has_agreed_key or _is_agreed_key(header.pop("epk"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as wrong:
        raise _form(expected["typ"]) from wrong
    if header != expected or not is_sound or not isinstance(kid, str):
        raise _form(expected["typ"])
    return kid


def _check_written(piece: bytes) -> None:
    """Refuse a piece that is not base64url, or is written in another form than the one; large ones are not decoded.

    Raises:
        ValueError: It is not.
    """
    if piece.translate(None, ALPHABET):
        raise ValueError
    _decoded(piece[len(piece) // 4 * 4 :])


def _decoded(piece: bytes) -> bytes:
    """Return the bytes of one piece, which has one written form only.

    Raises:
        ValueError: It is written in another.
    """
    found = urlsafe_b64decode(piece + b"=" * (-len(piece) % 4))
    if urlsafe_b64encode(found).rstrip(b"=") != piece:
        raise ValueError
    return found


def _is_agreed_key(written: Any) -> bool:
    named = {"kty": "OKP", "crv": "X25519"}
    return bool(written == {**named, "x": written.get("x")}) and len(_decoded(written["x"].encode())) == KEY_BYTES


def _form(where: str) -> LetterRefused:
    return LetterRefused(reason=Reason.FORM.value, where=where)


def _wrong(where: str) -> LetterRefused:
    return LetterRefused(reason=Reason.SIGNATURE.value, where=where)
