"""What must be said of an instrument or a status that an officer writes down by hand."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from corridor.core.bases.codes import Form
from corridor.core.bases.records import Instrument, Reservation, Sheet, Status
from corridor.core.kernel.text import has_forbidden

WORD = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
LANGUAGE = re.compile(r"[a-z]{2,3}")
LONGEST_TITLE, LONGEST_SOURCE, LONGEST_ARTICLE, MOST_PARTIES = 200, 200, 60, 30

Problems = tuple[tuple[str, str], ...]
"""The field that must be corrected, and a code that says why; each field once."""


def instrument_problems(one: Instrument, *, countries: Collection[str], taken: Collection[str]) -> Problems:
    """Return what must be corrected about an instrument that two or more States agreed, or a law of one."""
    checks = (
        ("code", "malformed", WORD.fullmatch(one.code) is None),
        ("code", "taken", one.code in taken),
        ("title", "missing", not _is_line(one.title, LONGEST_TITLE)),
        ("source", "missing", not _is_line(one.source, LONGEST_SOURCE)),
        ("measures", "missing", not one.measures),
        ("articles", "missing", not all(_is_line(article, LONGEST_ARTICLE) for article in one.measures.values())),
        ("in_force_on", "missing", one.in_force_on is None),
        ("ended_on", "too-early", _is_before(one.ended_on, one.in_force_on)),
        ("parties", "unknown", not one.parties <= set(countries)),
        ("parties", "too-few", len(one.parties) < (1 if one.form is Form.NATIONAL_LAW else 2)),
        ("parties", "too-many", len(one.parties) > (1 if one.form is Form.NATIONAL_LAW else MOST_PARTIES)),
    )
    return _first(checks)


def sheet_problems(sheet: Sheet, *, countries: Collection[str], instruments: Collection[str]) -> Problems:
    """Return what must be corrected about what was written down of one State and one instrument."""
    checks: list[tuple[str, str, object]] = [
        ("instrument", "unknown", sheet.instrument not in instruments),
        ("source", "missing", not _is_line(sheet.source, LONGEST_SOURCE)),
        ("state", "missing", not sheet.statuses),
    ]
    for status in sheet.statuses:
        checks += _status_checks(status, sheet, countries)
    return _first(checks)


def _status_checks(one: Status, sheet: Sheet, countries: Collection[str]) -> list[tuple[str, str, object]]:
    told = (one.signed_on, one.consented_on)
    return [
        ("state", "unknown", one.state not in countries),
        ("consented_on", "too-early", not sheet.is_complete and _is_before(one.consented_on, one.signed_on)),
        ("denounced_from", "too-early", _is_before(one.denounced_from, one.consented_on)),
        ("denounced_from", "never-bound", one.denounced_from is not None and one.consented_on is None),
        ("as_of", "too-early", any(day is not None and sheet.as_of < day for day in told)),
        ("article", "missing", not all(_names_article(held) for held in one.reservations)),
        ("authority", "malformed", bool(one.authority) and not _is_line(one.authority, LONGEST_TITLE)),
        ("languages", "malformed", not all(LANGUAGE.fullmatch(each) for each in one.languages)),
    ]


def _names_article(held: Reservation) -> bool:
    """Return whether a reservation names its article; a text may name none."""
    return _is_line(held.article, LONGEST_ARTICLE) or (not held.article and bool(held.text))


def _is_before(later: date | None, earlier: date | None) -> bool:
    return later is not None and earlier is not None and later < earlier


def _is_line(text: str, longest: int) -> bool:
    return bool(text.strip()) and len(text) <= longest and not has_forbidden(text)


def _first(checks: Collection[tuple[str, str, object]]) -> Problems:
    found: dict[str, str] = {}
    for field, why, applies in checks:
        if applies:
            found.setdefault(field, why)
    return tuple(found.items())
