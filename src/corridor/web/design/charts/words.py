"""How charts write figures and months, and the sentences that tell them to who cannot see them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from babel.dates import get_month_names
from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext

from corridor.web.design import shown
from corridor.web.design.charts.records import Line, Names, Point, Writes

MOST_TOLD = 8


def figures(language: str = "") -> Writes:
    """Return what writes figures in a language, that of the page where none is named; whole where they are whole."""
    said = language or get_language() or "en"

    def write(figure: float) -> str:
        if float(figure).is_integer():
            return shown.number(int(figure), said)
        pattern = "#,##0.#" if abs(figure) >= 10 else "#,##0.###"
        return format_decimal(figure, format=pattern, locale=shown.locale_of(said)).replace("-", shown.MINUS)

    return write


def months(language: str = "") -> Names:
    """Return what writes months and years in a language, that of the page where none is named."""
    said = language or get_language() or "en"
    return lambda on: shown.short_day(on, said)


def span(low: float, high: float, number: Writes) -> str:
    """Return a figure, or the two between which it lies."""
    if low == high:
        return number(low)
    return f"{number(low)}–{number(high)}" if low >= 0 else f"{number(low)} … {number(high)}"


def cell(point: Point | None, number: Writes) -> str:
    """Return what a table says of a month: its figure, or that it is missing; never 0 for missing."""
    if point is None or point.is_missing:
        return gettext("missing")
    told = span(point.least, point.most, number)
    if point.middle is None or point.middle == point.least == point.most:
        return told
    return number(point.on_line) if point.least == point.most else f"{number(point.on_line)} ({told})"


def listed(parts: Sequence[str]) -> str:
    """Return sentences one after the other."""
    return " ".join(part if part.endswith((".", "。", "؟", "!")) else f"{part}." for part in parts if part)


def of_line(line: Line, number: Writes, name: Names) -> str:
    """Return one line in words: its last figure, its highest, its lowest, and how many months are missing."""
    told = [point for point in line.points if not point.is_missing]
    if not told:
        return gettext("%(name)s: no figure.") % {"name": line.name}
    told.sort(key=lambda point: point.month)
    last, peak, low = told[-1], max(told, key=lambda one: one.most), min(told, key=lambda one: one.least)
    sentence = gettext("%(name)s: last %(last)s (%(last_on)s), highest %(peak)s (%(peak_on)s), lowest %(low)s.") % {
        "name": line.name,
        "last": cell(last, number),
        "last_on": name(last.month),
        "peak": cell(peak, number),
        "peak_on": name(peak.month),
        "low": cell(low, number),
    }
    missing = len(line.points) - len(told)
    return f"{sentence} {gettext('Missing: %(count)s.') % {'count': number(missing)}}" if missing else sentence


def of_lines(lines: Sequence[Line], number: Writes, name: Names) -> str:
    """Return several lines in words; what is too much to listen to is in the table."""
    told = [of_line(line, number, name) for line in lines[:MOST_TOLD]]
    if len(lines) > MOST_TOLD:
        more = number(len(lines) - MOST_TOLD)
        told.append(gettext("%(count)s more are in the table.") % {"count": more})
    return listed(told)


def month_names(width: Literal["abbreviated", "narrow"] = "abbreviated") -> tuple[str, ...]:
    """Return the names of the twelve months in the language of the page, short or as short as they can be."""
    names = get_month_names(width, context="stand-alone", locale=shown.locale_of(get_language() or "en"))
    return tuple(names[month] for month in range(1, 13))
