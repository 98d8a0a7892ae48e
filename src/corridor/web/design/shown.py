"""How figures and dates are written in the language of the page.

Digits are 0–9 in every language, so that figures match across a border; separators and the names of months are the
language's own.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache

from babel.core import Locale
from babel.dates import format_date, format_datetime, format_skeleton
from babel.numbers import format_decimal

MINUS = "\N{MINUS SIGN}"
REGIONAL = {"en": "en_GB"}


@lru_cache(maxsize=16)
def locale_of(language: str) -> Locale:
    """Return the locale in which a page's language is written."""
    return Locale.parse(REGIONAL.get(language, language.replace("-", "_")))


@lru_cache(maxsize=8192)
def number(value: int, language: str) -> str:
    """Return a whole number with the separators of the language; never a plain space, which would break the number."""
    return format_decimal(value, format="#,##0", locale=locale_of(language)).replace("-", MINUS)


def span(low: int | None, high: int | None, language: str) -> str:
    """Return a figure, or the two figures it lies between; empty when nothing is known."""
    if low is None:
        return "" if high is None else f"≤{number(high, language)}"
    if high is None or high == low:
        return number(low, language)
    return f"{number(low, language)}–{number(high, language)}"


def isolated(text: str) -> str:
    """Return a figure that keeps its order from left to right wherever it stands without markup of its own."""
    return f"\N{LEFT-TO-RIGHT ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def named(text: str) -> str:
    """Return a name that keeps its own direction wherever it stands without markup of its own."""
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


@lru_cache(maxsize=8192)
def day(value: str, language: str) -> str:
    """Return a canonical date (`2021`, `2021-03`, `2021-03-14`) in words; anything else as it is."""
    parts = value.split("-")
    if not all(part.isdigit() for part in parts) or len(parts[0]) != 4 or len(parts) > 3:
        return value
    locale = locale_of(language)
    try:
        if len(parts) == 1:
            return value
        if len(parts) == 2:
            return format_skeleton("yMMMM", date(int(parts[0]), int(parts[1]), 1), locale=locale)
        return format_date(date.fromisoformat(value), "long", locale=locale)
    except ValueError:
        return value


@lru_cache(maxsize=8192)
def short_day(value: str, language: str) -> str:
    """Return a canonical date in its short form, for tables."""
    parts = value.split("-")
    if len(parts) == 1 or not all(part.isdigit() for part in parts):
        return value
    try:
        if len(parts) == 2:
            return format_skeleton("yMMM", date(int(parts[0]), int(parts[1]), 1), locale=locale_of(language))
        return format_skeleton("yMMMd", date.fromisoformat(value), locale=locale_of(language))
    except ValueError:
        return value


def moment(at: datetime, language: str) -> str:
    """Return a moment in words, in UTC and saying so."""
    return f"{format_datetime(at.astimezone(UTC), 'medium', locale=locale_of(language))} UTC"
