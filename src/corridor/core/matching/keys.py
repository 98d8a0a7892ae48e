"""What identifies, written the same everywhere, so that equal things have equal keys and nothing else has.

Two signs for the same number ("+49 30 12", "0049-30-12") give one key. What could be two things gives none: a telephone
number without its country, a user name without its service. Where a number is unique within a country alone, the key
holds the country; a second key without it lets authorities meet of which one does not know the country, and says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from corridor.core.kernel.text import clean, fold
from corridor.core.matching.codes import KeyKind

LONGEST: Final = 100
_COUNTRY = re.compile(r"[A-Z]{2}")
_PHONE = re.compile(r"[1-9]\d{7,14}")
_TRUNK = re.compile(r"\(0\)")
_VIN = re.compile(r"[a-hj-npr-z0-9]{17}")
_ETHEREUM = re.compile(r"0x[0-9a-f]{40}")
_BECH32 = re.compile(r"[a-z]{2,5}1[02-9ac-hj-np-z]{20,90}")
_BASE58 = re.compile(r"[1-9A-HJ-NP-Za-km-z]{25,50}")
_USER = re.compile(r"[\w.-]{2,64}")


class Key(NamedTuple):
    """One identifier in its normal form; `is_bare` where a country or service was not compared."""

    kind: KeyKind
    text: str
    is_bare: bool = False

    @property
    def written(self) -> str:
        """The key as both sides must have it, byte for byte."""
        return f"{self.kind}:{'?' if self.is_bare else ''}{self.text}"


def keys_of(kind: KeyKind, value: str, *, within: str = "") -> tuple[Key, ...]:
    """Return the keys of an identifier; none where it cannot be compared exactly.

    Args:
        value: As somebody wrote it.
        within: What it is unique within: the two letters of a country for documents and plates, the name of the
            service for user names, the code of the bank for accounts without an international number.
    """
    if len(value) > LONGEST:
        return ()
    found = _ALONE[kind](clean(value)) if kind in _ALONE else _WITHIN[kind](clean(value), clean(within))
    return tuple(key for key in found if len(key.written) <= LONGEST)


def _phone(value: str) -> tuple[Key, ...]:
    digits = _digits(_TRUNK.sub("", value))
    if digits.startswith("+"):
        digits = digits[1:]
    elif digits.startswith("00"):
        digits = digits[2:]
    else:
        return ()
    return (Key(KeyKind.PHONE, f"+{digits}"),) if _PHONE.fullmatch(digits) else ()


def _in_country(kind: KeyKind, least: int) -> Callable[[str, str], tuple[Key, ...]]:
    def read(value: str, within: str) -> tuple[Key, ...]:
        text = _compact(value)
        if len(text) < least or not any(sign.isdigit() for sign in text):
            return ()
        bare = Key(kind, text, is_bare=True)
        return (Key(kind, f"{within}:{text}"), bare) if _COUNTRY.fullmatch(within) else (bare,)

    return read


def _serial(kind: KeyKind, least: int) -> Callable[[str], tuple[Key, ...]]:
    def read(value: str) -> tuple[Key, ...]:
        text = _compact(value)
        return (Key(kind, text),) if len(text) >= least and sum(sign.isdigit() for sign in text) >= 3 else ()

    return read


def _chassis(value: str) -> tuple[Key, ...]:
    text = _compact(value)
    return (Key(KeyKind.CHASSIS, text),) if _VIN.fullmatch(text) else ()


def _imo(value: str) -> tuple[Key, ...]:
    digits = _compact(value).removeprefix("imo")
    if not re.fullmatch(r"\d{7}", digits, re.ASCII):
        return ()
    adds_up = sum(int(sign) * weight for sign, weight in zip(digits, range(7, 1, -1), strict=False)) % 10
    return (Key(KeyKind.IMO, digits),) if adds_up == int(digits[-1]) else ()


def _mmsi(value: str) -> tuple[Key, ...]:
    digits = _compact(value).removeprefix("mmsi")
    return (Key(KeyKind.MMSI, digits),) if re.fullmatch(r"[2-9]\d{8}", digits, re.ASCII) else ()


def _call_sign(value: str) -> tuple[Key, ...]:
    text = _compact(value)
    return (Key(KeyKind.CALL_SIGN, text),) if re.fullmatch(r"(?=.*[a-z])(?=.*\d)[a-z0-9]{4,7}", text) else ()


def _account(value: str, within: str) -> tuple[Key, ...]:
    text, bank = _compact(value), _compact(within)
    if is_iban(text):
        return (Key(KeyKind.ACCOUNT, text),)
    if len(bank) >= 4 and len(text) >= 5 and text.isascii() and not re.match(r"[a-z]{2}\d{2}[a-z0-9]{11}", text):
        return (Key(KeyKind.ACCOUNT, f"{bank}:{text}"),)
    return ()


def is_iban(compact: str) -> bool:
    """Tell whether a number of an account, in small letters without spaces, adds up as the standard asks."""
    if not re.fullmatch(r"[a-z]{2}\d{2}[a-z0-9]{11,30}", compact, re.ASCII):
        return False
    turned = compact[4:] + compact[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def _wallet(value: str) -> tuple[Key, ...]:
    text = unicodedata.normalize("NFKC", value).replace(" ", "")
    if _ETHEREUM.fullmatch(text.lower()) or _BECH32.fullmatch(text.lower()):
        return (Key(KeyKind.WALLET, text.lower()),)
    return (Key(KeyKind.WALLET, text),) if _BASE58.fullmatch(text) else ()


def _user_name(value: str, within: str) -> tuple[Key, ...]:
    service = _compact(within)
    name = unicodedata.normalize("NFKC", value).strip().lstrip("@").casefold()
    return (Key(KeyKind.USER_NAME, f"{service}:{name}"),) if service and _USER.fullmatch(name) else ()


def _compact(value: str) -> str:
    return fold(value).replace(" ", "")


def _digits(value: str) -> str:
    """Return the digits of a number, of any script, behind a plus where there is one."""
    plain = unicodedata.normalize("NFKC", value).strip()
    kept = "".join(str(unicodedata.decimal(sign)) for sign in plain if sign.isdecimal())
    letters = any(sign.isalpha() for sign in plain)
    return "" if letters else ("+" if plain.lstrip("(\u200e\u200f\u202a ").startswith("+") else "") + kept


_ALONE: Mapping[KeyKind, Callable[[str], tuple[Key, ...]]] = {
    KeyKind.PHONE: _phone,
    KeyKind.CHASSIS: _chassis,
    KeyKind.ENGINE: _serial(KeyKind.ENGINE, 5),
    KeyKind.HULL: _serial(KeyKind.HULL, 5),
    KeyKind.IMO: _imo,
    KeyKind.MMSI: _mmsi,
    KeyKind.CALL_SIGN: _call_sign,
    KeyKind.WALLET: _wallet,
}

_WITHIN: Mapping[KeyKind, Callable[[str, str], tuple[Key, ...]]] = {
    KeyKind.DOCUMENT: _in_country(KeyKind.DOCUMENT, 5),
    KeyKind.PLATE: _in_country(KeyKind.PLATE, 4),
    KeyKind.ACCOUNT: _account,
    KeyKind.USER_NAME: _user_name,
}
