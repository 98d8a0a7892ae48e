"""Reads one cell as the value of one property; every reader answers with claims or says why it cannot."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from sys import intern

from corridor.core.imports.codes import Reason
from corridor.core.imports.formulas import is_formula
from corridor.core.imports.records import Claim, Field, Problem, problem
from corridor.core.kernel.countries import Countries
from corridor.core.kernel.counts import LARGEST, Count, CountInvalid
from corridor.core.kernel.dates import DateInvalid, bounds, of_calendar, parse_date
from corridor.core.kernel.points import PointInvalid, parse_point
from corridor.core.kernel.text import clean, fold, has_forbidden, unescape
from corridor.core.vocabularies.codes import LONGEST_PARKED, PARKED

Claims = tuple[Claim, ...]
ReadCell = Callable[[str], Claims]

_INTEGER = re.compile(r"\+?(\d{1,30})(?:\.0+)?")
# 1.000 is a thousand to half of the world and one to the other half.
_THOUSAND = re.compile(r"\+?[1-9]\d{0,2}\.000")
_WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫", "01234567890123456789.")
_NEGATIVE = re.compile(r"[-−‐‑–]\s*\d.*", re.DOTALL)
_DECIMAL = re.compile(r"[+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})", re.ASCII)
_SCIENTIFIC = re.compile(r"([+-]?\d{1,30}(?:\.\d{0,30})?)[eE]([+-]?\d{1,2})", re.ASCII)
_MONEY = re.compile(r"(.{1,60}?)\s*([A-Z]{3})")
_URL = re.compile(r"https?://[^\s<>\"/?#:@]+\.[^\s<>\"]+", re.IGNORECASE)
_NOTE = re.compile(r"\s*\([^()]*\)")
_URL_GAP = re.compile(r"[,;\s]+(?=https?://)", re.IGNORECASE)


class Unfit(Exception):
    """A cell that cannot be read, with the reason; a signal that never leaves the reader of a row."""

    def __init__(self, found: Problem) -> None:
        self.problem = found
        super().__init__(found.code)


def reader_of(field: Field, column: str, countries: Countries, today: str | None) -> ReadCell:
    """Return the function that reads the cells of one column for one property.

    Args:
        column: The header in the file, for the reasons.
        today: The day after which dates are refused as lying in the future; None allows them.
    """
    read = _READERS[field.type](field, column, countries, today)
    missing = frozenset(fold(text) or text.strip() for text in field.missing)
    required = field.required

    def cell(raw: str) -> Claims:
        text = raw.strip()
        if not text or (missing and (fold(text) or text) in missing):
            if required:
                raise Unfit(problem(Reason.VALUE_MISSING, column))
            return ()
        return read(text)

    return cell


def guard(column: str) -> ReadCell:
    """Return the function that only looks whether a column that is not read holds something dangerous."""

    def cell(raw: str) -> Claims:
        _guarded(raw, column)
        return ()

    return cell


def _guarded(text: str, column: str) -> str:
    """Return a text without HTML entities and superfluous space, if a spreadsheet and a reader may see it."""
    text = unescape(text)
    if has_forbidden(text):
        raise Unfit(problem(Reason.CONTROL, column))
    text = clean(text)
    if is_formula(text):
        raise Unfit(problem(Reason.FORMULA, column))
    return text


def _claim(prop: str, value: str, text: str) -> Claim:
    return (prop, value, None if value == text else text)


def _misfit(reason: Reason, text: str, column: str, **params: str | int) -> Unfit:
    """Say why a cell cannot be read; a formula or hidden characters are the better reason where they are there."""
    try:
        _guarded(text, column)
    except Unfit as worse:
        return worse
    return Unfit(problem(reason, column, **params))


def _text(field: Field, column: str, countries: Countries, today: str | None) -> ReadCell:
    del countries, today
    prop = intern(field.prop)
    several = field.several

    def read(text: str) -> Claims:
        value = _guarded(text, column)
        if several and several in value:
            pieces = dict.fromkeys(piece.strip() for piece in value.split(several))
            return tuple((prop, piece, None) for piece in pieces if piece)
        return (_claim(prop, value, text),) if value else ()

    return read


def _date(field: Field, column: str, countries: Countries, today: str | None) -> ReadCell:
    del countries
    prop, styles, begins = intern(field.prop), field.styles, field.year_begins
    latest = None if field.future else today

    def read(text: str) -> Claims:
        # A fiscal year that is not over is often noted so: 2024 (FYTD).
        written = western(text if begins == 1 else _NOTE.sub("", text))
        try:
            value = of_calendar(parse_date(written, styles), begins)
        except DateInvalid:
            raise _misfit(Reason.DATE_FORM, text, column, styles=" or ".join(styles)) from None
        if latest is not None and bounds(value)[0] > latest:
            raise Unfit(problem(Reason.DATE_FUTURE, column))
        return (_claim(prop, value, text),)

    return read


def western(text: str) -> str:
    """Return a text with the digits and the decimal mark of Arabic and Persian as those of Latin script."""
    return text if text.isascii() else text.translate(_WESTERN)


def figure(text: str, thousands: str) -> int | None:
    """Return the whole number that a text says, or nothing."""
    if thousands and thousands in text and re.fullmatch(rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+", text):
        text = text.replace(thousands, "")
    elif _THOUSAND.fullmatch(text):
        return None
    found = _INTEGER.fullmatch(text)
    return int(found[1]) if found else None


def _count(field: Field, column: str, countries: Countries, today: str | None) -> ReadCell:
    del countries, today
    prop, thousands, between = intern(field.prop), field.thousands, field.between
    ranges, below, is_silent = field.ranges, field.below, field.silent_zero
    group = f"|{field.sex}|{field.age}" if field.age else f"|{field.sex}" if field.sex else ""

    def read(text: str) -> Claims:
        number = figure(text, thousands)
        if number is not None:
            if number > LARGEST:
                raise Unfit(problem(Reason.COUNT_SIZE, column))
            if is_silent and not number:
                return ()
            return (_claim(prop, f"{number}{group}", f"{text}{group}"),)
        if (known := ranges.get(text)) is not None:
            return (_claim(prop, f"{known}{group}", f"{text}{group}"),)
        if below and text.startswith(below) and (limit := figure(text[len(below) :].strip(), thousands) or 0) > 1:
            # Below 5 is 1 to 4: a publisher who hides small figures writes the zero out.
            return (_claim(prop, f"{Count(1, limit - 1).text}{group}", f"{text}{group}"),)
        low, dots, high = text.partition(between) if between and between in text[1:] else text.partition("..")
        if dots:
            try:
                count = Count(_bound(low, thousands), _bound(high, thousands))
            except (CountInvalid, ValueError):
                raise _misfit(Reason.COUNT_FORM, text, column) from None
            return (_claim(prop, f"{count.text}{group}", f"{text}{group}"),)
        reason = Reason.COUNT_NEGATIVE if _NEGATIVE.fullmatch(text) else Reason.COUNT_FORM
        raise _misfit(reason, text, column)

    return read


def _bound(text: str, thousands: str) -> int | None:
    text = text.strip()
    if not text:
        return None
    number = figure(text, thousands)
    if number is None:
        raise ValueError
    return number


def decimal(text: str, field: Field) -> str | None:
    """Return a decimal number in its canonical text, or nothing."""
    text = western(text)
    if field.thousands and field.thousands in text:
        mark = re.escape(field.thousands)
        if re.match(rf"[+-]?[1-9]\d{{0,2}}(?:{mark}\d{{3}})+(?![\d{mark}])", text) is None:
            return None
        text = text.replace(field.thousands, "")
    if field.decimal != ".":
        text = text.replace(field.decimal, ".")
    if found := _SCIENTIFIC.fullmatch(text):
        text = format(Decimal(found[1]).scaleb(int(found[2])), "f")
    if _DECIMAL.fullmatch(text) is None:
        return None
    number = format(Decimal(text), "f")
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    return "0" if number in ("-0", "") else number


def _number(field: Field, column: str, countries: Countries, today: str | None) -> ReadCell:
    del countries, today
    prop = intern(field.prop)

    def read(text: str) -> Claims:
        value = decimal(text, field)
        if value is None:
            raise _misfit(Reason.NUMBER_FORM, text, column)
        return (_claim(prop, value, text),)

    return read


def _money(field: Field, column: str, countries: Countries, today: str | None) -> ReadCell:
    del countries, today
    prop = intern(field.prop)

    def read(text: str) -> Claims:
        found = _MONEY.fullmatch(text)
        amount, currency = (found[1], found[2]) if found else (text, field.currency)
        value = decimal(amount.strip(), field)
        if value is None or not currency or value.startswith("-"):
            raise _misfit(Reason.MONEY_FORM, text, column)
        whole, _, cents = value.partition(".")
        return (_claim(prop, f"{whole}.{cents:0<2} {currency}", text),)

    return read


def _point(field: Field, column: str, countries: Countries, today: str | None) -> ReadCell:
    del countries, today
    prop, order, zero = intern(field.prop), field.order, field.zero

    def read(text: str) -> Claims:
        try:
            value = parse_point(text, order)
        except PointInvalid as invalid:
            reason = Reason.POINT_OUTSIDE if invalid.params["reason"] == "outside" else Reason.POINT_FORM
            raise _misfit(reason, text, column) from None
        if value == "0,0" and not zero:
            raise Unfit(problem(Reason.POINT_ZERO, column))
        return (_claim(prop, value, text),)

    return read


def _url(field: Field, column: str, countries: Countries, today: str | None) -> ReadCell:
    del countries, today
    prop = intern(field.prop)
    reject = _rejecting(field, column, Reason.URL_FORM)

    def read(text: str) -> Claims:
        value = _guarded(text, column)
        pieces = dict.fromkeys(_URL_GAP.split(value) if field.several else [value])
        return tuple((prop, piece, None) if _URL.fullmatch(piece) else reject(piece) for piece in pieces if piece)

    return read


def _rejecting(field: Field, column: str, reason: Reason) -> Callable[[str], Claim]:
    """Return what happens to a text that is not in the list: refuse, keep as text elsewhere, park, or take one code."""
    way, _, other = field.otherwise.partition(":")
    if way == "text":
        return lambda text: (intern(other), _guarded(text, column), None)
    if way == "reject":

        def refuse(text: str) -> Claim:
            raise _misfit(reason, text, column)

        return refuse
    if way in ("park", PARKED):

        def park(text: str) -> Claim:
            given = _guarded(text, column)
            if len(given) > LONGEST_PARKED:
                raise _misfit(reason, text, column)
            return (intern(field.prop), PARKED, given)

        return park
    return lambda text: (intern(field.prop), way, _guarded(text, column))


def _listed(field: Field, column: str, look_up: Callable[[str], str | None], reason: Reason) -> ReadCell:
    """Read texts that stand in a list; where several may share a cell, a name that holds the separator stays whole."""
    prop, several = intern(field.prop), field.several
    reject = _rejecting(field, column, reason)

    def one(text: str) -> Claim:
        found = look_up(text)
        return reject(text) if found is None else _claim(prop, found, text)

    def read(text: str) -> Claims:
        text = unescape(text)
        if has_forbidden(text):
            raise Unfit(problem(Reason.CONTROL, column))
        text = clean(text)
        if not several or several not in text or look_up(text) is not None:
            return (one(text),)
        pieces = [piece.strip() for piece in text.split(several)]
        claims: dict[str, Claim] = {}
        at = 0
        while at < len(pieces):
            # At most four pieces belong to one name: no country has more commas, and long cells stay cheap.
            ends = range(min(len(pieces), at + 4), at, -1)
            end = next((end for end in ends if look_up(f"{several} ".join(pieces[at:end])) is not None), at + 1)
            if piece := f"{several} ".join(pieces[at:end]):
                claim = one(piece)
                # Texts that wait for a decision are different things under one code; none of them is lost.
                waiting = claim[2] if claim[1] == PARKED else ""
                claims.setdefault(f"{claim[0]}\0{claim[1]}\0{waiting}", claim)
            at = end
        return tuple(claims.values())

    return read


def _country(field: Field, column: str, countries: Countries, today: str | None) -> ReadCell:
    del today
    # A list of another publisher stands alone: its codes may mean other countries than the standard's.
    known = (lambda _: None) if field.is_closed else countries.code
    return _listed(field, column, lambda text: _given(field, text) or known(text), Reason.COUNTRY_UNKNOWN)


def _nationality(field: Field, column: str, countries: Countries, today: str | None) -> ReadCell:
    del today
    known = (lambda _: None) if field.is_closed else countries.nationality
    return _listed(field, column, lambda text: _given(field, text) or known(text), Reason.NATIONALITY_UNKNOWN)


def _given(field: Field, text: str) -> str | None:
    """Return the code that a mapping gives for a text, by itself or by the one pattern that it fits."""
    folded = fold(text)
    if (code := field.codes.get(folded)) is not None or not field.patterns:
        return code
    found = {code for pattern, code in field.patterns if pattern.fullmatch(folded)}
    return found.pop() if len(found) == 1 else None


def _code(field: Field, column: str, countries: Countries, today: str | None) -> ReadCell:
    del countries, today
    codes, patterns, combined = field.codes, field.patterns, field.combined

    def look_up(text: str) -> str | None:
        folded = fold(text)
        if (code := codes.get(folded)) is not None or not patterns:
            return code
        found = {code for pattern, code in patterns if pattern.fullmatch(folded)}
        return found.pop() if len(found) == 1 else (combined or None) if found else None

    return _listed(field, column, look_up, Reason.CODE_UNKNOWN)


_READERS: dict[str, Callable[[Field, str, Countries, str | None], ReadCell]] = {
    "text": _text,
    "name": _text,
    "date": _date,
    "count": _count,
    "number": _number,
    "money": _money,
    "point": _point,
    "country": _country,
    "nationality": _nationality,
    "code": _code,
    "url": _url,
}
TYPES = frozenset(_READERS)
