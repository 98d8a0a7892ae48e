"""Reads what was typed into one field; a text that cannot be read is answered with its fault, never repeated."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from corridor.core.entities.codes import Type
from corridor.core.entities.errors import ValueInvalid
from corridor.core.entities.values import canonical
from corridor.core.kernel.counts import LARGEST, Count
from corridor.core.kernel.dates import DateInvalid, bounds, parse_date
from corridor.core.kernel.points import PointInvalid, parse_point
from corridor.core.kernel.text import clean, has_forbidden
from corridor.core.reports.codes import Fault, FieldType
from corridor.core.reports.records import Asking, Field

_EXACT = re.compile(r"(\d{1,10})")
_BETWEEN = re.compile(r"(\d{1,10})\s*(?:-|\.\.|to|à|a|y|إلى)\s*(\d{1,10})")
_AT_LEAST = re.compile(r"(?:>=\s*)?(\d{1,10})\s*(?:\+|\.\.)|>=\s*(\d{1,10})")
_MORE = re.compile(r">\s*(\d{1,10})")
_AT_MOST = re.compile(r"(?:<=|\.\.)\s*(\d{1,10})")
_LESS = re.compile(r"<\s*(\d{1,10})")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | {"≤": "<=", "≥": ">=", "٫": ".", "٬": ",", "،": ","})
_GROUPED = re.compile(r"\d{1,3}(?:[ ,'’\u00a0\u202f]\d{3})+(?:\.\d{1,4})?|\d{1,13}(?:[.,]\d{1,4})?")


def plain(text: str) -> str:
    """Return a typed text trimmed, its digits of whatever script as 0-9 and its dashes as one."""
    folded = "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)
    return clean(folded).translate(_DASHES)


def value_of(field: Field, text: str, asking: Asking) -> str | Fault:
    """Return the canonical value of what was typed into a field that stands for itself, or what is wrong with it."""
    if has_forbidden(text):
        return Fault.HIDDEN
    if len(text) > field.longest:
        return Fault.LONG
    if field.type is FieldType.CODE:
        return _code(field, text, asking)
    if field.type is FieldType.CHOICE:
        return text if text in field.choices else Fault.CODE
    if field.type is FieldType.DATE:
        return _date(text, asking)
    if field.type is FieldType.RANGE:
        return span_of(text)
    if field.type is FieldType.NUMBER:
        return number_of(text)
    if field.type is FieldType.CURRENCY:
        letters = plain(text).upper()
        return letters if letters in asking.currencies else Fault.CURRENCY
    if field.type is FieldType.POINT:
        return _point(text)
    if field.type in (FieldType.COUNTRY, FieldType.NATIONALITY):
        read = asking.countries.code if field.type is FieldType.COUNTRY else asking.countries.nationality
        return read(clean(text)) or Fault.COUNTRY
    return _text(field, text)


def _code(field: Field, text: str, asking: Asking) -> str | Fault:
    term = asking.registry.vocabularies[field.vocabulary].terms.get(text)
    return text if term is not None else Fault.CODE


def _date(text: str, asking: Asking) -> str | Fault:
    try:
        value = parse_date(plain(text), ("iso", "29/10/2019", "29.10.2019"))
    except DateInvalid:
        return Fault.DATE
    return Fault.FUTURE if bounds(value)[0] > asking.today.isoformat() else value


def span_of(text: str) -> str | Fault:
    """Return the canonical count of a typed range: `12`, `30..40`, `30..` or `..39`."""
    typed = plain(text)
    if typed.startswith("-"):
        return Fault.NEGATIVE
    low: int | None
    high: int | None
    if found := _EXACT.fullmatch(typed):
        low = high = int(found[1])
    elif found := _BETWEEN.fullmatch(typed):
        low, high = int(found[1]), int(found[2])
    elif found := _AT_LEAST.fullmatch(typed):
        low, high = int(found[1] or found[2]), None
    elif found := _MORE.fullmatch(typed):
        low, high = int(found[1]) + 1, None
    elif found := _AT_MOST.fullmatch(typed):
        low, high = None, int(found[1])
    elif found := _LESS.fullmatch(typed):
        low, high = None, int(found[1]) - 1
    else:
        return Fault.RANGE
    if low is not None and high is not None and low > high:
        return Fault.RANGE_REVERSED
    if any(one is not None and not 0 <= one <= LARGEST for one in (low, high)):
        return Fault.RANGE
    return Count(low, high).text


def number_of(text: str) -> str | Fault:
    """Return the canonical text of a typed number that is not below zero; a comma may stand before decimals."""
    typed = plain(text)
    if typed.startswith("-"):
        return Fault.NEGATIVE
    if not _GROUPED.fullmatch(typed):
        return Fault.NUMBER
    if re.fullmatch(r"\d{1,13},\d{1,2}|\d{4,13},\d{3,4}", typed):
        typed = typed.replace(",", ".")
    try:
        number = Decimal(re.sub(r"[ ,'’\u00a0\u202f]", "", typed))
    except InvalidOperation:
        return Fault.NUMBER
    return f"{number.normalize():f}" if number else "0"


def _point(text: str) -> str | Fault:
    try:
        return parse_point(plain(text))
    except PointInvalid:
        return Fault.POINT


TYPES = {FieldType.URL: (Type.URL, Fault.URL), FieldType.NAME: (Type.NAME, Fault.FORM)}


def _text(field: Field, text: str) -> str | Fault:
    kind, fault = TYPES.get(field.type, (Type.TEXT, Fault.FORM))
    try:
        return canonical(kind, text)
    except ValueInvalid:
        return fault
