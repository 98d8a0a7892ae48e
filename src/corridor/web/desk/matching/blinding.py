"""Private set intersection over P-256: keys are covered by the asker, raised by the owner, and uncovered by the asker.

A point is the x coordinate of a point of the curve. A key becomes a point that nobody knows the logarithm of; the
asker multiplies it by a number of this question alone, the owner multiplies that by the secret of the set, and the
asker divides by its own number. The owner sees points that could be any keys; the asker gets what the owner's secret
makes of its own keys and of no others. All arithmetic is that of the library that signs and seals everything else;
decision 0030 says what was compared.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec

from corridor.core.matching.errors import FormRefused
from corridor.core.matching.exchange import POINT_BYTES

ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""The order of P-256."""

MARK: Final = b"corridor match point 1\n"
_CURVE: Final = ec.SECP256R1()
_AGREEMENT: Final = ec.ECDH()


def new_secret() -> bytes:
    """Return a fresh number below the order, for one set or one question; 32 bytes."""
    # 64 more bits than the order has, so that no number is likelier than another.
    number = int.from_bytes(os.urandom(40), "big") % (ORDER - 1) + 1
    return number.to_bytes(POINT_BYTES, "big")


def point_of(key: str) -> bytes:
    """Return the point of a key: the first of a row of digests that is on the curve."""
    return _point_of(key)[0]


def covered(keys: Iterable[str], cover: bytes) -> tuple[bytes, ...]:
    """Return the points of keys under the cover of one question, or raised by the secret of a set."""
    private = _private(cover)
    return tuple(private.exchange(_AGREEMENT, _point_of(key)[1]) for key in keys)


def raised(points: Iterable[bytes], secret: bytes) -> tuple[bytes, ...]:
    """Return points multiplied by a secret.

    Raises:
        FormRefused: A point is none of the curve.
    """
    private = _private(secret)
    return tuple(private.exchange(_AGREEMENT, _placed(point)) for point in points)


def uncovered(points: Iterable[bytes], cover: bytes) -> tuple[bytes, ...]:
    """Return answered points without the cover of the question.

    Raises:
        FormRefused: A point is none of the curve.
    """
    inverse = pow(int.from_bytes(cover, "big"), -1, ORDER)
    return raised(points, inverse.to_bytes(POINT_BYTES, "big"))


def _private(secret: bytes) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(secret, "big"), _CURVE)


def _point_of(key: str) -> tuple[bytes, ec.EllipticCurvePublicKey]:
    written = MARK + key.encode()
    for number in range(256):
        x = hashlib.sha256(bytes([number]) + written).digest()
        try:
            return x, _placed(x)
        except FormRefused:
            continue
    raise FormRefused(where="key")


def _placed(x: bytes) -> ec.EllipticCurvePublicKey:
    """Return one of the two points with this x coordinate; which one does not matter, since only x is ever told."""
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, b"\x02" + x)
    except ValueError as wrong:
        raise FormRefused(where="points") from wrong
