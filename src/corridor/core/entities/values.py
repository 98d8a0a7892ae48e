"""Values by type: reads what was typed into the canonical text, and says what a canonical text must look like."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from corridor.core.entities.codes import Type
from corridor.core.entities.errors import ValueInvalid
from corridor.core.kernel.countries import STATELESS, UNKNOWN, Countries
from corridor.core.kernel.counts import Count, CountInvalid
from corridor.core.kernel.dates import DateInvalid, bounds, parse_date
from corridor.core.kernel.identifiers import is_uid
from corridor.core.kernel.points import PointInvalid, parse_point
from corridor.core.kernel.text import clean

LONGEST_TEXT = 10_000
LONGEST_NAME = 300

COUNTRY = re.compile(r"[A-Z]{2}")
CODE = re.compile(r"[a-z0-9]+([-._][a-z0-9]+)*")
NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,30})?", re.ASCII)
MONEY = re.compile(r"(0|[1-9]\d{0,12})(\.\d{1,4})? [A-Z]{3}", re.ASCII)
MONEY_TYPED = re.compile(r"(?:([A-Za-z]{3}) ?)?([\d ,.'\u00a0\u202f]+?)(?: ?([A-Za-z]{3}))?", re.ASCII)
GROUPED = re.compile(r"\d{1,3}([ ,'\u00a0\u202f]\d{3})+(\.\d+)?|\d+(\.\d+)?", re.ASCII)
URL = re.compile(r"https?://[^\s<>\"'\\^`{|}]{3,2000}")


def canonical(kind: Type, text: str, countries: Countries | None = None, *, prop: str = "value") -> str:
    """Return the canonical text of what was typed for one type.

    Raises:
        ValueInvalid: It cannot be read as a value of that type.
    """
    cleaned = clean(text)
    try:
        value = READERS[kind](cleaned, countries)
    except (CountInvalid, DateInvalid, PointInvalid, InvalidOperation, ValueError):
        raise ValueInvalid(prop=prop, type=str(kind), reason=f"{kind}-form") from None
    if reason := fault(kind, value):
        raise ValueInvalid(prop=prop, type=str(kind), reason=reason)
    return value


def fault(kind: Type, value: str) -> str | None:
    """Return why a text is not the canonical text of a type, as a code; nothing when it is."""
    if not value:
        return "empty"
    return None if CHECKS[kind](value) else f"{kind}-form"


def _date(value: str) -> bool:
    try:
        bounds(value)
    except DateInvalid:
        return False
    return True


def _count(value: str) -> bool:
    try:
        return Count.parse(value).text == value
    except CountInvalid:
        return False


def _point(value: str) -> bool:
    try:
        return parse_point(value) == value
    except PointInvalid:
        return False


def _text(value: str) -> bool:
    return len(value) <= LONGEST_TEXT and clean(value) == value


def _name(value: str) -> bool:
    return len(value) <= LONGEST_NAME and clean(value) == value


CHECKS: dict[Type, Callable[[str], bool]] = {
    Type.KIND: lambda value: value.isascii() and value.isalpha(),
    Type.DATE: _date,
    Type.COUNT: _count,
    Type.POINT: _point,
    Type.COUNTRY: lambda value: COUNTRY.fullmatch(value) is not None,
    Type.NATIONALITY: lambda value: value in (STATELESS, UNKNOWN) or COUNTRY.fullmatch(value) is not None,
    Type.CODE: lambda value: len(value) <= 100 and CODE.fullmatch(value) is not None,
    Type.NUMBER: lambda value: NUMBER.fullmatch(value) is not None,
    Type.MONEY: lambda value: MONEY.fullmatch(value) is not None,
    Type.URL: lambda value: URL.fullmatch(value) is not None,
    Type.NAME: _name,
    Type.TEXT: _text,
    Type.ENTITY: is_uid,
}


def _plain(text: str, _: Countries | None) -> str:
    return text


def _decimal(text: str) -> str:
    """Return a decimal number without grouping and without superfluous zeros."""
    if not GROUPED.fullmatch(text.removeprefix("-")):
        raise ValueError
    number = Decimal(re.sub(r"[ ,'\u00a0\u202f]", "", text))
    return f"{number.normalize():f}" if number else "0"


def _money(text: str, _: Countries | None) -> str:
    """Return an amount with its currency; an amount without one is refused."""
    found = MONEY_TYPED.fullmatch(text)
    if found is None or bool(found[1]) is bool(found[3]):
        raise ValueError
    whole, _dot, cents = _decimal(found[2].strip()).partition(".")
    return f"{whole}.{cents.ljust(2, '0')} {(found[1] or found[3]).upper()}"


def _country(text: str, countries: Countries | None) -> str:
    return (countries.code(text) if countries else text.upper()) or ""


def _nationality(text: str, countries: Countries | None) -> str:
    if countries:
        return countries.nationality(text) or ""
    return text.lower() if text.lower() in (STATELESS, UNKNOWN) else text.upper()


READERS: dict[Type, Callable[[str, Countries | None], str]] = {
    Type.KIND: _plain,
    Type.DATE: lambda text, _: parse_date(text, ("iso",)),
    Type.COUNT: lambda text, _: Count.parse(text).text,
    Type.POINT: lambda text, _: parse_point(text),
    Type.COUNTRY: _country,
    Type.NATIONALITY: _nationality,
    Type.CODE: lambda text, _: text.lower().replace(" ", "-"),
    Type.NUMBER: lambda text, _: _decimal(text),
    Type.MONEY: _money,
    Type.URL: _plain,
    Type.NAME: _plain,
    Type.TEXT: _plain,
    Type.ENTITY: _plain,
}
