"""Days as texts give them: whole, without year, or by what the day of the message makes of yesterday and Monday."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from corridor.core.pasting.codes import Sureness
from corridor.core.pasting.reading import Matcher, Reading
from corridor.core.pasting.records import Lexicon, Proposal

PATH = "occurred_on"
_NUMBERS = re.compile(r"(?<![\w./-])(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?![\w/-])")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_AGO = {"today": 0, "yesterday": 1, "before-yesterday": 2}
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er)?", re.ASCII)
EARLIEST = 1990


class Days:
    """Reads the days of texts."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._months = lexicon.months
        self._marks = Matcher(mark for mark in lexicon.marks if mark.sense in {*_WEEKDAYS, *_AGO})

    def all(self, reading: Reading, plain: str, message_on: date | None) -> list[Proposal]:
        """Return every day of a text, the first whole one first."""
        found = [*self._numbered(plain), *self._named(reading, message_on), *self._relative(reading, message_on)]
        order = {Sureness.STATED: 0, Sureness.READ: 1, Sureness.OPEN: 2}
        return sorted(found, key=lambda one: (order[one.sure], one.start))

    def _numbered(self, plain: str) -> Iterator[Proposal]:
        for found in _NUMBERS.finditer(plain):
            first, second, third = (int(found[n]) for n in (1, 3, 4))
            year_first = len(found[1]) == 4
            year, month, day = (first, second, third) if year_first else (third, second, first)
            if len(found[4]) == 2 and not year_first:
                year += 2000
            if value := _day(year, month, day):
                is_sure = year_first or day > 12 or month == day
                yield _proposal(value, *found.span(), Sureness.STATED if is_sure else Sureness.READ)
            elif not year_first and (value := _day(year, day, month)):
                yield _proposal(value, *found.span(), Sureness.READ)

    def _named(self, reading: Reading, message_on: date | None) -> Iterator[Proposal]:
        """Yield days written with the name of the month: `3 March 2026`, `March 3, 2026`, `3 de marzo`, `3 مارس`."""
        for place in range(len(reading.words)):
            month = next((self._months[form] for form in reading.forms[place] if form in self._months), None)
            if month is None:
                continue
            before, after = self._around(reading, place)
            day, first, end = None, place, place + 1
            if before is not None:
                day, first = before
            elif after is not None and after[0] <= 31:
                day, end = after
            year = self._year(reading, end)
            if year is not None:
                end += year[1]
                value = _day(year[0], month, day) if day else f"{year[0]:04}-{month:02}"
                sure = Sureness.STATED
            elif day is None or message_on is None:
                continue
            else:
                value = _latest(message_on, month, day)
                sure = Sureness.READ
            if value:
                yield _proposal(value, *reading.span(first, end), sure)

    def _around(self, reading: Reading, place: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        """Return the day before the name of a month with its first word, and the one behind it with its end."""
        before = after = None
        at = place - 1
        if at >= 0 and reading.words[at].folded in _OF:
            at -= 1
        if at >= 0 and reading.clauses[at] == reading.clauses[place] and (day := _number(reading, at)):
            before = (day, at)
        at = place + 1
        if at < len(reading.words) and reading.clauses[at] == reading.clauses[place] and (day := _number(reading, at)):
            after = (day, at + 1)
        return before, after

    @staticmethod
    def _year(reading: Reading, at: int) -> tuple[int, int] | None:
        """Return a year that follows, and of how many words it is."""
        for many in (1, 2):
            place = at + many - 1
            if place >= len(reading.words) or reading.clauses[place] != reading.clauses[at - 1]:
                return None
            if _YEAR.fullmatch(reading.words[place].folded):
                return int(reading.words[place].folded), many
            if reading.words[place].folded not in _OF:
                return None
        return None

    def _relative(self, reading: Reading, message_on: date | None) -> Iterator[Proposal]:
        if message_on is None:
            return
        for found in self._marks.all(reading):
            if found.sense in _AGO:
                day = message_on - timedelta(days=_AGO[found.sense])
                sure = Sureness.READ
            else:
                back = (message_on.weekday() - _WEEKDAYS.index(found.sense)) % 7
                day = message_on - timedelta(days=back)
                sure = Sureness.OPEN
            yield _proposal(day.isoformat(), *reading.span(found.first, found.end), sure)


_OF = frozenset({"de", "of", "del", "شهر", "من", "the"})


def _number(reading: Reading, at: int) -> int | None:
    found = _ORDINAL.fullmatch(reading.words[at].folded)
    return int(found[1]) if found and 1 <= int(found[1]) <= 31 else None


def _day(year: int, month: int, day: int) -> str | None:
    if not EARLIEST <= year <= 2199:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _latest(message_on: date, month: int, day: int) -> str | None:
    """Return the last such day that is not after the message."""
    for year in (message_on.year, message_on.year - 1):
        value = _day(year, month, day)
        if value and value <= message_on.isoformat():
            return value
    return None


def _proposal(value: str, start: int, end: int, sure: Sureness) -> Proposal:
    return Proposal(((PATH, value),), start, end, sure)
