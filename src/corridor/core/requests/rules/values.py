"""Identifiers and equipment in one normal form, so that two authorities compare the same; the impossible is refused.

There is no kind for a name, a date of birth, an identity document or the number of a file on a person's protection:
what protects people is not asked about here (R-07).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from corridor.core.requests.records import Equipment, Identifier

MOST_IDENTIFIERS: Final = 10

FORMS: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        "phone": re.compile(r"\+?[0-9]{6,15}"),
        "plate": re.compile(r"[^\W_]{2,12}"),
        "vessel": re.compile(r"[0-9]{7}|[0-9]{9}"),
        "bank-account": re.compile(r"[A-Z0-9]{5,34}"),
        "wallet": re.compile(r"[A-Za-z0-9]{20,90}"),
        "online-account": re.compile(r"@?[\w.\-]{2,64}"),
        "web-address": re.compile(r"[a-z0-9][a-z0-9.\-]{1,100}\.[a-z]{2,24}(?:/[!-~]{0,120})?"),
        "company-number": re.compile(r"[A-Z0-9]{3,30}"),
    }
)
"""The kinds of identifiers, and what each looks like in its normal form."""

_SHOUTED = frozenset({"plate", "bank-account", "company-number"})
_APART = re.compile(r"[\s.\-/_]+")
_SERIAL = re.compile(r"[A-Z0-9]{4,24}")
_NAMED = re.compile(r"[^\W_](?:[\w .&+/\-]{0,38}[^\W_])?")


def identifier_from(kind: str, written: str) -> Identifier | None:
    """Return an identifier in its normal form; nothing where the kind is unknown or the value is none of it."""
    form = FORMS.get(kind)
    value = unicodedata.normalize("NFKC", written).strip()
    if kind in _SHOUTED or kind in ("phone", "vessel"):
        value = _APART.sub("", value).upper()
    if kind == "phone":
        value = _dialled(re.sub(r"[()]", "", value))
    if kind == "web-address":
        value = re.sub(r"^https?://", "", value.lower())
    return Identifier(kind, value) if form is not None and form.fullmatch(value) else None


def _dialled(value: str) -> str:
    digits = "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in value)
    return f"+{digits[2:]}" if digits.startswith("00") else digits


def equipment_from(make: str, serial: str, model: str = "") -> Equipment | None:
    """Return a piece of equipment in its normal form; nothing where the serial number is malformed or impossible.

    A serial number has four to 24 letters and digits, at least one digit, and is no single sign repeated (F-D8).
    """
    number = _APART.sub("", unicodedata.normalize("NFKC", serial)).upper()
    makes, models = (" ".join(unicodedata.normalize("NFKC", one).split()).upper() for one in (make, model))
    is_serial = _SERIAL.fullmatch(number) and any(one.isdigit() for one in number) and len(set(number)) > 1
    if not is_serial or not _NAMED.fullmatch(makes) or (models and not _NAMED.fullmatch(models)):
        return None
    return Equipment(makes, number, models)
