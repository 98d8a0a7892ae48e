"""What the cells of one column look like: dates, points, counts, countries, codes, or somebody's telephone number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from corridor.core.entities.rules.contact import looks_like
from corridor.core.imports.cells import figure, western
from corridor.core.kernel.countries import Countries
from corridor.core.kernel.dates import STYLES, DateInvalid, parse_date
from corridor.core.kernel.points import ORDERS, PointInvalid, parse_point
from corridor.core.kernel.text import fold
from corridor.core.vocabularies.records import Vocabulary

NEARLY_ALL = 0.9
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([.,'’٬ \u00a0\u202f\u2009])\d{3})(?:\1\d{3})*")
_GROUPED_DECIMAL = re.compile(r"[+-]?[1-9]\d{0,2}(?:([.,'’ \u00a0\u202f\u2009])\d{3})(?:\1\d{3})*([.,])\d{1,20}")
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_DECIMAL = re.compile(r"[+-]?\d{1,9}([.,])\d{1,20}")
_RANGE = re.compile(r"\d{1,9}\s?([-–]|\.\.)\s?\d{1,9}")
_BELOW = re.compile(r"[<>≤≥]\s?\d{1,9}")
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_MONEY = re.compile(r"[\d.,' ]{1,20}\s?[A-Z]{3}")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_LONG_TEXT = 80
_STYLES = tuple(style for style in STYLES if style not in ("2019-10-29", "2019-10"))
_DAY_FIRST = ("29/10/2019", "29.10.2019", "29-10-2019")
_MARKS = (";", "|", ",", "/")


@dataclass(frozen=True)
class Column:
    """One column of a sample: its header, its cells as they came, and how texts that mean "nothing said" are folded."""

    place: int
    header: str
    cells: tuple[str, ...]
    blanks: frozenset[str] = field(repr=False)

    @cached_property
    def values(self) -> tuple[str, ...]:
        """The cells that say something."""
        return tuple(cell for cell in self.cells if cell and (fold(cell) or cell) not in self.blanks)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The texts by which this column says that nothing is known."""
        said = (cell for cell in self.cells if cell and (fold(cell) or cell) in self.blanks)
        return tuple(sorted(dict.fromkeys(said)))

    @cached_property
    def distinct(self) -> int:
        """How many different values there are."""
        return len(set(self.values))

    def share(self, fits: Callable[[str], object]) -> float:
        """Return the share of the values that fit, from 0 to 1; 0 where there are none."""
        if not self.values:
            return 0.0
        counted = Counter(self.values)
        return sum(count for value, count in counted.items() if fits(value)) / len(self.values)

    # --- figures

    @cached_property
    def thousands(self) -> str:
        """The mark between thousands, where whole numbers have one."""
        marks = Counter(found[1] for value in self.values if (found := _grouped(value)))
        if not marks:
            return ""
        mark = marks.most_common(1)[0][0]
        # 10,5 beside 1,250 is a decimal comma: then nothing is said about thousands.
        return "" if any(mark in value and not _grouped(value) for value in self.values) else mark

    @cached_property
    def is_ambiguous_number(self) -> bool:
        """Say whether a mark between figures could be of thousands or of decimals, as in 1,234 and nothing else."""
        marked = [value for value in set(self.values) if any(mark in value for mark in ".,")]
        return bool(marked) and all(_EITHER.fullmatch(value) for value in marked)

    @cached_property
    def decimal(self) -> str:
        """The decimal mark, where it is not a point."""
        marks = Counter(found[1] for value in self.values if (found := _DECIMAL.fullmatch(value)))
        marks.update(found[2] for value in self.values if (found := _GROUPED_DECIMAL.fullmatch(value)))
        return "," if marks and marks.most_common(1)[0][0] == "," and self.thousands != "," else ""

    @cached_property
    def between(self) -> str:
        """The mark between the lower and the higher figure, where some cells hold a span."""
        marks = Counter(found[1] for value in self.values if (found := _RANGE.fullmatch(value)))
        return next((mark for mark, _ in marks.most_common(1) if mark != ".."), "")

    @cached_property
    def below(self) -> str:
        """The mark of figures that are hidden because they are small, such as <5."""
        return "<" if any(value.startswith("<") and _BELOW.fullmatch(value) for value in self.values) else ""

    @cached_property
    def counts(self) -> float:
        """The share of the values that are counts of people, spans included."""
        mark = self.thousands

        def fits(value: str) -> bool:
            return (
                figure(value, mark) is not None or _RANGE.fullmatch(value) is not None or bool(_BELOW.fullmatch(value))
            )

        return self.share(fits)

    @cached_property
    def numbers(self) -> float:
        """The share of the values that are numbers."""
        mark = self.thousands
        return self.share(lambda value: _number(value, mark) is not None)

    def within(self, limit: float) -> bool:
        """Say whether all values are numbers whose size is at most a limit."""
        numbers = [_number(value) for value in self.values]
        return bool(numbers) and all(number is not None and abs(number) <= limit for number in numbers)

    @cached_property
    def is_running(self) -> bool:
        """Say whether the column only numbers the rows."""
        numbers = tuple(str(number) for number in range(1, len(self.values) + 1))
        return self.values == numbers and len(numbers) > 2

    def fits_part(self, part: str) -> bool:
        """Say whether the column may be one part of a point or a date."""
        if part in ("lat", "lon"):
            return self.numbers >= NEARLY_ALL and self.within(90 if part == "lat" else 180)
        if part == "year":
            return self.years >= NEARLY_ALL
        return part == "month" or (self.counts >= NEARLY_ALL and self.within(31))

    # --- dates and points

    @cached_property
    def styles(self) -> tuple[tuple[str, ...], float]:
        """The ways in which dates are written here, at most three, and the share of the values that they read."""
        counted = Counter(self.values)
        read = {style: frozenset(value for value in counted if _is_date(value, style)) for style in _STYLES}
        chosen: list[str] = []
        covered: frozenset[str] = frozenset()
        for _ in range(3):
            open_styles = [style for style in _STYLES if not _contradicts(style, chosen)]
            best = max(open_styles, key=lambda style: (_weight(read[style] - covered, counted), _alike(style, counted)))
            gain = _weight(read[best] - covered, counted)
            if gain == 0 or (chosen and gain < len(self.values) * 0.01):
                break
            chosen.append(best)
            covered |= read[best]
        return tuple(chosen), _weight(covered, counted) / len(self.values) if self.values else 0.0

    @cached_property
    def is_ambiguous_date(self) -> bool:
        """Say whether day and month could be either way round in every cell."""
        return bool(self.values) and all(
            _is_date(value, "29/10/2019") and _is_date(value, "10/29/2019") for value in self.values[:500]
        )

    @cached_property
    def years(self) -> float:
        """The share of the values that are nothing but a year."""
        return self.share(_YEAR.fullmatch)

    @cached_property
    def days(self) -> float:
        """The share of the values that are dates with their day."""
        styles = self.styles[0]
        return self.share(lambda value: len(_date_of(value, styles)) == len("2021-03-14"))

    @cached_property
    def points(self) -> tuple[str, float]:
        """The order of latitude and longitude in one cell, and the share of the values that are points."""
        shares = {order: self.share(lambda value, order=order: _is_point(value, order)) for order in ORDERS}  # type: ignore[misc]  # the default binds the order
        order = max(ORDERS, key=lambda one: shares[one])
        return order, shares[order]

    # --- lists and texts

    def countries(self, countries: Countries) -> float:
        """Return the share of the values that name a country."""
        return self.share(countries.code)

    def nationalities(self, countries: Countries) -> float:
        """Return the share of the values that name a nationality status."""
        return self.share(countries.nationality)

    def several(self, fits: Callable[[str], object]) -> str:
        """Return the mark between several values of a cell, where more of the cells can be read with it."""
        alone = self.share(fits)
        found = {
            mark: self.share(lambda value, mark=mark: all(fits(piece.strip()) for piece in value.split(mark) if piece))  # type: ignore[misc]  # the default binds the mark
            for mark in _MARKS
            if any(mark in value for value in self.values)
        }
        best = max(found, key=lambda mark: found[mark], default="")
        return best if best and found[best] > alone else ""

    def codes(self, vocabulary: Vocabulary) -> tuple[Mapping[str, str], float]:
        """Return the code that each text means, as far as labels of the list tell, and the share that is read."""
        meant = texts_of(vocabulary)
        found = {value: meant[fold(value)] for value in set(self.values) if fold(value) in meant}
        return found, self.share(found.get)

    @cached_property
    def urls(self) -> float:
        """The share of the values that are addresses of pages."""
        return self.share(_URL.match)

    @cached_property
    def money(self) -> float:
        """The share of the values that are an amount with its currency."""
        return self.share(_MONEY.fullmatch)

    @cached_property
    def contacts(self) -> float:
        """The share of the values in which somebody seems to be identified: telephone, document, account, address."""
        return self.share(lambda value: not _is_point_like(value) and looks_like(value))

    @cached_property
    def is_free_text(self) -> bool:
        """Say whether the cells are sentences."""
        long = sum(len(value) > _LONG_TEXT for value in self.values)
        return bool(self.values) and long * 3 > len(self.values)

    @cached_property
    def uniqueness(self) -> float:
        """The share of the rows that this column tells apart; 0 where some cells are empty."""
        if not self.cells or len(self.values) < len(self.cells):
            return 0.0
        return self.distinct / len(self.cells)


def columns_of(header: Sequence[str], rows: Iterable[Sequence[str | None]], blanks: frozenset[str]) -> list[Column]:
    """Return the columns of a sample; rows of another width are passed over, as they will be refused."""
    kept = [row for row in rows if len(row) == len(header)]
    return [
        Column(place, name, tuple(western((row[place] or "").strip()) for row in kept), blanks)
        for place, name in enumerate(header)
    ]


def texts_of(vocabulary: Vocabulary) -> Mapping[str, str]:
    """Return the code that each text (folded) of a list means: its labels, and what partners call it."""
    return {fold(text): code for code, text in _texts_of(vocabulary)}


def _texts_of(vocabulary: Vocabulary) -> Iterable[tuple[str, str]]:
    for partner in vocabulary.partners.values():
        for value, code, _ in partner.pairs:
            yield code, value
    for term in vocabulary.current():
        for text in (*term.labels.values(), term.code):
            yield term.code, text


def _weight(values: Iterable[str], counted: Counter[str]) -> int:
    return sum(counted[value] for value in values)


def _contradicts(style: str, chosen: Sequence[str]) -> bool:
    """Say whether a style reads the day where one that was chosen reads the month."""
    ways = ("10/29/2019", *_DAY_FIRST)
    if style not in ways:
        return False
    return any((style in _DAY_FIRST) != (one in _DAY_FIRST) for one in chosen if one in ways)


def _alike(style: str, counted: Counter[str]) -> int:
    """Prefer, of styles that read the same, the one that is written with the marks of the values."""
    value = next(iter(counted), "")
    if style == "iso":
        return 9
    return sum(mark in style and mark in value for mark in "/.- ,")


def _is_date(value: str, style: str) -> bool:
    return bool(_date_of(value, (style,)))


def _date_of(value: str, styles: Sequence[str]) -> str:
    try:
        return parse_date(value, styles) if styles else ""
    except DateInvalid:
        return ""


def _is_point(value: str, order: str) -> bool:
    try:
        parse_point(value, order)
    except PointInvalid:
        return False
    return not value.replace(",", "").isdigit()


def _is_point_like(value: str) -> bool:
    return any(_is_point(value, order) for order in ORDERS) or _number(value) is not None


def _grouped(value: str) -> re.Match[str] | None:
    """Return the match of a number with a mark between its thousands; another one may be before its decimals."""
    found = _GROUPED.fullmatch(value) or _GROUPED_DECIMAL.fullmatch(value)
    return None if found and found.re is _GROUPED_DECIMAL and found[1] == found[2] else found


def _number(value: str, thousands: str = "") -> float | None:
    if thousands and _grouped(value):
        value = value.replace(thousands, "")
    try:
        return float(value.replace(",", ".", 1)) if value[:1] in "+-.0123456789" else None
    except ValueError:
        return None
