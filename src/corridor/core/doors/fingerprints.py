"""A card in short, as it is read out by telephone: forty digits in eight groups, the same in every language.

Forty digits tell one of 10^40 cards, a little more than 2^132: nobody finds keys of their own whose digits are those of
a given card. Digits are said alike in every language that an officer speaks; letters are not.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

DIGITS: Final = 40
GROUP: Final = 5
_BETWEEN: Final = re.compile(r"[\s.·\-]+")


def spoken(fingerprint: str) -> str:
    """Return the digits of a fingerprint, in eight groups of five.

    Args:
        fingerprint: The SHA-256 of the card, in hexadecimal.
    """
    digits = f"{int(fingerprint, 16) % 10**DIGITS:0{DIGITS}d}"
    return " ".join(digits[start : start + GROUP] for start in range(0, DIGITS, GROUP))


def is_same(typed: str, fingerprint: str) -> bool:
    """Say whether somebody typed the fingerprint: its forty digits in any script, or all of it in hexadecimal."""
    plain = _BETWEEN.sub("", typed).lower()
    digits = "".join(str(unicodedata.digit(sign, -1)) for sign in plain)
    return plain == fingerprint or (len(plain) == DIGITS and digits == spoken(fingerprint).replace(" ", ""))
