"""Codes that people copy by hand or say aloud: no letter that looks like a digit, and a last sign that shows a slip."""

from __future__ import annotations

from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 as Crockford wrote it: without I, L, O and U."""

_HEARD = str.maketrans(
    {"I": "1", "L": "1", "O": "0", "-": None, " ": None, "\u00a0": None, "\u200e": None, "\u200f": None}
)
GROUP: Final = 4


def spoken(random_bytes: bytes, signs: int) -> str:
    """Return a code of so many signs and a check sign, in groups of four.

    Args:
        random_bytes: At least as many bytes as the code has signs before the check sign.
        signs: How many signs, the check sign counted.
    """
    body = "".join(ALPHABET[byte & 31] for byte in random_bytes[: signs - 1])
    return grouped(body + check_sign(body))


def read_spoken(typed: str, signs: int) -> str | None:
    """Return the signs of a code as somebody typed it, without its groups; nothing when it has a slip."""
    heard = typed.strip().upper().translate(_HEARD)
    if len(heard) != signs or any(sign not in ALPHABET for sign in heard):
        return None
    return heard if check_sign(heard[:-1]) == heard[-1] else None


def grouped(signs: str) -> str:
    """Return signs in groups of four, as they are written down."""
    return "-".join(signs[start : start + GROUP] for start in range(0, len(signs), GROUP))


def check_sign(body: str) -> str:
    """Return the sign that is wrong when one other sign is (Luhn's sum in base 32)."""
    total = 0
    for place, sign in enumerate(reversed(body)):
        value = ALPHABET.index(sign) * (2 if place % 2 == 0 else 1)
        total += value // 32 + value % 32
    return ALPHABET[-total % 32]
