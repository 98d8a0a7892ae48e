"""Finds the columns of a table that say the same about different years, months, countries, routes or codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from corridor.core.imports.arranging import SHEET
from corridor.core.imports.describing import WidePlan, type_of
from corridor.core.imports.fitting import Ground
from corridor.core.imports.sampling import NEARLY_ALL, Column, texts_of
from corridor.core.imports.wording import Wording, words_of
from corridor.core.kernel.dates import DateInvalid, parse_date
from corridor.core.kernel.text import fold

_STYLES = ("iso", "Oct 2019", "2019-Oct", "10/2019")
_YEAR_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d{2}", re.ASCII)
# X2019, 2019*, 2019 (p), 2019 [YR2019]: what a program or a footnote puts around a date. 2019.0 is a year in a sheet.
_BEFORE = re.compile(r"(?:[xy]|yr|year|ano|año|annee|année|سنة|عام)[ _.]?(?=(?:19|20)\d{2})", re.IGNORECASE)
_BEHIND = re.compile(r"(?:\.0|\s?[*†‡¹²³]{1,3}|\s?[(\[][a-z]{0,3}\d{0,4}[)\]])", re.IGNORECASE)
_DAY_IN_SHEET = re.compile(r"((?:19|20)\d{2}-\d{2}-\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_SPAN = re.compile(
    r"[qtshw]\d{1,2}|\d{1,2}[qtshw]|(?:19|20)\d{2}[qtshw]\d{1,2}|week|quarter|trim|trimestre|semaine|semana|ربع|اسبوع"
)
_JOINED_SPAN = re.compile(r"(?:19|20)\d{2}[qtshw]\d{1,2}")
_DAY = len("2019-10-29")
_FEWEST = {"period": 2, "month": 3, "country": 3, "route": 2}


@dataclass(frozen=True, slots=True)
class Widened:
    """Wide columns as a mapping reads them, what their headers say, and the figures beside them that are left out.

    `about` is period, month, country, route, or a property with a list of codes. `is_open` says that the headers are
    countries and nothing tells whether people are there or come from there. `year` is that of the file's name, where
    months stand as columns and nothing else says their year.
    """

    plan: WidePlan
    about: str
    totals: tuple[str, ...]
    beside: tuple[str, ...]
    is_open: bool = False
    year: str = ""


def wide_in(columns: Sequence[Column], table: str, ground: Ground) -> Widened | None:
    """Return which columns of a sample are wide; nothing where none is, or where their meaning is not certain.

    Months without a year are wide only where another column, or the name of the file, says the year. Headers that may
    be read as a day or as a month are none.

    Args:
        table: The name of the file, which may say whether countries are where people come from, or a year.
    """
    wording = ground.wording
    figures = [column for column in columns if fold(column.header) and _is_figures(column)]
    if (grouped := _grouped(figures, columns, wording)) is not None:
        return grouped
    for about, find in _FINDERS.items():
        texts = find(figures, columns, ground)
        if len(texts) >= _FEWEST.get(about, 2):
            headers = {column.header for column in columns}
            if len({fold(header) for header in texts}) < len(texts):
                return None
            beside = [column for column in figures if column.header not in texts]
            totals = tuple(column.header for column in beside if _is_total(column.header, about, wording))
            others = tuple(column.header for column in beside if _is_count(column.header, ground))
            said = _said(table, columns, texts, wording)
            if about == "country" and any(ground.countries.is_people(text) for text in texts):
                said = {"country"}  # Syrians come from there.
            name = _free(_meant(about.replace("_", " "), said), headers)
            value = _free("figure" if _are_counts(figures, texts) else "reading", headers)
            is_open = about == "country" and not said
            return Widened(_plan(texts, columns, about, name, value), about, totals, others, is_open)
    return _of_named_year(figures, columns, table, wording)


def _of_named_year(
    figures: Sequence[Column], columns: Sequence[Column], table: str, wording: Wording
) -> Widened | None:
    """Return columns of months of the one year that the name of the file says; nothing where it says none."""
    years = set(_YEAR_IN_NAME.findall(table))
    months = [column.header for column in figures if is_month(column.header)]
    if len(years) != 1 or len(months) < _FEWEST["month"] or any(_says_year(column, wording) for column in columns):
        return None
    year = years.pop()
    texts = {header: parse_date(f"{year}-{header.strip().rstrip('.')}", ("2019-Oct",)) for header in months}
    if len(set(texts.values())) < len(texts):
        return None
    headers = {column.header for column in columns}
    beside = [column.header for column in figures if column.header not in texts]
    totals = tuple(header for header in beside if _is_total(header, "period", wording))
    plan = WidePlan(_free("period", headers), _free("figure", headers), columns=texts)
    others = tuple(header for header in beside if header not in totals)
    return Widened(plan, "period", totals, others, year=year)


def _grouped(figures: Sequence[Column], columns: Sequence[Column], wording: Wording) -> Widened | None:
    """Return columns whose headers say a year or month and a sex or age, as 2019 Men; nothing where there are none.

    Sums of several groups beside them are left out.
    """
    split = {column.header: parts for column in figures if (parts := _period_and_group(column.header, wording))}
    totals = {header for header, (_, text) in split.items() if wording.is_total(text)}
    texts = {header: parts[0] for header, parts in split.items() if header not in totals}
    groups = {header: parts[1] for header, parts in split.items() if header not in totals}
    lengths = {len(text) for text in texts.values()}
    if len(set(texts.values())) < _FEWEST["period"] or len(set(groups.values())) < 2 or len(lengths) > 1:
        return None
    if len({(texts[header], fold(groups[header])) for header in texts}) < len(texts):
        return None
    headers = {column.header for column in columns}
    sums = totals | {column.header for column in figures if _is_total(column.header, "period", wording)}
    names = [_free(name, headers) for name in ("period", "group", "figure")]
    plan = WidePlan(names[0], names[2], columns=texts, group=names[1], groups=groups)
    others = (column.header for column in figures if column.header not in texts and column.header not in sums)
    return Widened(plan, "period", tuple(sums), tuple(others))


def _period_and_group(header: str, wording: Wording) -> tuple[str, str] | None:
    """Return the year or month and the group of people that a header says one after the other."""
    words = header.replace("_", " ").split()
    for at in range(1, len(words)):
        first, second = " ".join(words[:at]), " ".join(words[at:])
        for said, text in ((first, second), (second, first)):
            period = period_of(said.strip(" ,;:-–/()"))
            group = text.strip(" ,;:-–/()")
            if period and wording.people_in(group):
                return period, group
    return None


def _said(table: str, columns: Sequence[Column], texts: Mapping[str, str], wording: Wording) -> set[str]:
    """Return what the other columns say of countries, and the name of the file where they say nothing."""
    others = (column.header for column in columns if column.header not in texts)
    said = {name.prop for header in others for name in wording.named(header)} & {"country", "nationality"}
    spoken = {name.prop for word in words_of(table) for name in wording.named(word)} & {"nationality"}
    return said or {"file" for _ in spoken}


def _meant(about: str, said: set[str]) -> str:
    """Return what wide headers are called: countries where people are, or nationalities where something says so."""
    if about != "country":
        return about
    return "nationality" if said & {"country", "file"} and "nationality" not in said else "country"


Finder = Callable[[Sequence[Column], Sequence[Column], Ground], dict[str, str]]


def _periods(figures: Sequence[Column], columns: Sequence[Column], ground: Ground) -> dict[str, str]:
    del columns, ground
    found = {column.header: text for column in figures if (text := period_of(column.header))}
    if all(text.endswith("-01") for text in found.values() if len(text) == _DAY):
        # A sheet keeps a month as its first day.
        found = {header: text[:7] for header, text in found.items()}
    lengths = {len(text) for text in found.values()}
    # A year beside its months is their sum; then only the months are read.
    longest = max(lengths, default=0)
    return {header: text for header, text in found.items() if len(text) == longest}


def _months(figures: Sequence[Column], columns: Sequence[Column], ground: Ground) -> dict[str, str]:
    has_year = any(_says_year(column, ground.wording) for column in columns)
    return {column.header: column.header for column in figures if is_month(column.header)} if has_year else {}


def _says_year(column: Column, wording: Wording) -> bool:
    """Say whether a column holds the year of each row."""
    is_named = column.header == SHEET or any(name.part == "year" for name in wording.named(column.header))
    return column.years >= NEARLY_ALL and is_named


def _countries(figures: Sequence[Column], columns: Sequence[Column], ground: Ground) -> dict[str, str]:
    del columns
    wording, found = ground.wording, {}
    for column in figures:
        header = column.header
        is_code = header.isascii() and header.isalpha() and len(header) <= 3
        known = ground.countries.nationality(header)
        if known and (header.isupper() if is_code else True):
            found[header] = header
    others = [c.header for c in figures if c.header not in found and not wording.is_total(c.header)]
    strange = [header for header in others if _may_be_country(header, ground)]
    if len(found) <= len(strange):
        return {}
    # What is no country that is known is refused row by row, and not left out unseen.
    return found | {header: header for header in strange}


def _routes(figures: Sequence[Column], columns: Sequence[Column], ground: Ground) -> dict[str, str]:
    del columns
    return {column.header: column.header for column in figures if ground.wording.is_route(column.header)}


def _coded(prop: str) -> Finder:
    """Return what finds headers that are texts of a list of codes, more of them than other columns of figures."""

    def find(figures: Sequence[Column], columns: Sequence[Column], ground: Ground) -> dict[str, str]:
        del columns
        vocabulary = ground.registry.vocabulary_of(prop) if prop in ground.registry.properties else None
        if vocabulary is None:
            return {}
        headers = [c.header for c in figures if not ground.wording.is_total(c.header)]
        known = texts_of(vocabulary)
        found = {header: header for header in headers if fold(header) in known}
        return found if len(found) * 2 > len(headers) else {}

    return find


_FINDERS: Mapping[str, Finder] = {"period": _periods, "month": _months, "country": _countries, "route": _routes}
_FINDERS = {**_FINDERS, **{prop: _coded(prop) for prop in ("border_type", "transport", "cause")}}


def period_of(header: str) -> str:
    """Return the year, the month or the day that a header is, in its canonical form, or nothing."""
    text = " ".join(header.split())
    if begun := _BEFORE.match(text):
        text = text[begun.end() :]
    if (ended := _BEHIND.search(text)) and ended.end() == len(text):
        text = text[: ended.start()]
    if found := _DAY_IN_SHEET.fullmatch(text):
        return found[1]
    if _YEAR.fullmatch(text):
        return text
    if text.isascii() and text.isdigit():
        return ""
    try:
        said = parse_date(text, _STYLES)
    except DateInvalid:
        return ""
    return said if 4 < len(said) <= 7 else ""


def is_span(header: str) -> bool:
    """Say whether a header is a quarter, a half-year or a week of a year, which no date can keep."""
    words = fold(header).split()
    has_year = any(_YEAR.fullmatch(word) for word in words) or bool(_JOINED_SPAN.fullmatch("".join(words)))
    return has_year and any(_SPAN.fullmatch(word) for word in words)


def is_month(header: str) -> bool:
    """Say whether a header names a month without its year."""
    text = header.strip().rstrip(".")
    if not text or any(sign.isdigit() for sign in text):
        return False
    try:
        return len(parse_date(f"2019-{text}", ("2019-Oct",))) == len("2019-10")
    except DateInvalid:
        return False


def _is_total(header: str, about: str, wording: Wording) -> bool:
    """Say whether a column beside wide ones is their sum: called so, or a year beside its months."""
    return wording.is_total(header) or (about == "period" and bool(period_of(header)))


def _may_be_country(header: str, ground: Ground) -> bool:
    """Say whether a header names neither a property, nor a date, nor a group of people, nor a share."""
    wording = ground.wording
    is_known = any(name.share == 1 for name in wording.named(header)) or bool(period_of(header))
    return not (is_known or wording.people_in(header) or wording.is_rate(header))


def _is_count(header: str, ground: Ground) -> bool:
    """Say whether a column of figures beside wide ones counts something, which each of its rows would count again."""
    names = ground.wording.named(header)
    return all(not name.part and type_of(name.prop, ground.registry) == "count" for name in names)


def _is_figures(column: Column) -> bool:
    """Say whether a column holds figures and nothing else; a column without any is taken for one by its header."""
    return not column.values or max(column.counts, column.numbers) >= NEARLY_ALL


def _are_counts(figures: Sequence[Column], texts: Mapping[str, str]) -> bool:
    wide = [column for column in figures if column.header in texts and column.values]
    said = sum(len(column.values) for column in wide)
    return not said or sum(column.counts * len(column.values) for column in wide) >= NEARLY_ALL * said


def _plan(texts: Mapping[str, str], columns: Sequence[Column], about: str, name: str, value: str) -> WidePlan:
    """Name the style of headers that are dates, so that later years are read too; list the others one by one."""
    for style in _STYLES if about == "period" else ():
        if {column.header: said for column in columns if (said := _reads(column.header, style))} == texts:
            return WidePlan(name, value, style)
    return WidePlan(name, value, columns=texts)


def _reads(header: str, style: str) -> str:
    try:
        return parse_date(header, (style,))
    except DateInvalid:
        return ""


def _free(name: str, headers: Iterable[str]) -> str:
    taken = {fold(header) for header in headers}
    return next(one for one in (name, *(f"{name} {number}" for number in range(2, 1000))) if fold(one) not in taken)
