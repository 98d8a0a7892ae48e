"""Numbers in digits and in words, exact or bounded, as reports of events give them."""

from __future__ import annotations

import re
from typing import NamedTuple

from corridor.core.pasting.codes import Sureness
from corridor.core.pasting.reading import Found, Matcher, Reading
from corridor.core.pasting.records import Lexicon

LARGEST = 100_000
_GROUP_GAPS = frozenset(" ,.'’\u00a0\u202f٬")
_DIGITS = re.compile(r"\d{1,9}", re.ASCII)
_RANGE_GAP = re.compile(r"\s*[-–—]\s*")


class Figure(NamedTuple):
    """A number in a text: from which word to which, between which figures, and how surely."""

    first: int
    end: int
    low: int | None
    high: int | None
    sure: Sureness

    @property
    def typed(self) -> str:
        """The figure as it is typed into a form."""
        if self.low is None:
            return f"<{(self.high or 0) + 1}"
        if self.high is None:
            return f"{self.low}+"
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


class Figures:
    """Reads the numbers of texts."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._numbers = lexicon.numbers
        self._bounds = Matcher(lexicon.bounds)

    def all(self, reading: Reading) -> list[Figure]:
        """Return every number of a text, in its order."""
        found, place = [], 0
        while place < len(reading.words):
            figure = self.at(reading, place)
            if figure is not None:
                found.append(figure)
            place = figure.end if figure is not None else place + 1
        return found

    def at(self, reading: Reading, place: int) -> Figure | None:
        """Return the number that begins at a word, with the words that bound it."""
        bound = self._bounds.at(reading, place)
        at = bound.end if bound is not None else place
        if at >= len(reading.words):
            return None
        if bound is not None and bound.sense.isdigit():
            return _idiom(place, bound.end, int(bound.sense))
        if bound is not None and bound.sense.endswith("+"):
            return Figure(place, bound.end, int(bound.sense[:-1]), None, Sureness.READ)
        one = self.plain(reading, at)
        if one is None:
            return None
        value, end = one
        if (other := self._upper(reading, end, bound)) is not None:
            high, end = other
            if value <= high:
                return Figure(place, end, value, high, Sureness.STATED)
        return self._bounded(Found(place, end, bound.sense if bound is not None else ""), value)

    def plain(self, reading: Reading, place: int) -> tuple[int, int] | None:
        """Return a number without bounds and the word behind it."""
        digits = next((form for form in reading.forms[place] if _DIGITS.fullmatch(form)), None)
        if digits is not None:
            return self._grouped(reading, place, digits)
        return self._worded(reading, place)

    def _upper(self, reading: Reading, end: int, bound: Found | None) -> tuple[int, int] | None:
        """Return the upper figure of `20-25`, `20 to 25`, `between 20 and 25`."""
        if end >= len(reading.words) or reading.clauses[end] != reading.clauses[end - 1]:
            return None
        if _RANGE_GAP.fullmatch(reading.gap(end)):
            return self.plain(reading, end)
        joint = reading.words[end].folded
        allowed = _TO | _AND if bound is not None and bound.sense == "between" else _TO
        if joint in allowed and end + 1 < len(reading.words) and reading.gap(end + 1).strip() == "":
            return self.plain(reading, end + 1)
        glued = bound is not None and bound.sense == "between" and joint.startswith("و")
        return self.plain(reading, end) if glued else None

    @staticmethod
    def _bounded(found: Found, value: int) -> Figure:
        first, end, sense = found
        if sense == "about":
            return _rounded(first, end, value)
        if sense == "least":
            return Figure(first, end, value, None, Sureness.STATED)
        if sense == "more":
            return Figure(first, end, value + 1, None, Sureness.STATED)
        if sense == "most":
            return Figure(first, end, None, value, Sureness.STATED)
        if sense == "less":
            return Figure(first, end, None, max(0, value - 1), Sureness.STATED)
        return Figure(first, end, value, value, Sureness.STATED)

    def _grouped(self, reading: Reading, place: int, digits: str) -> tuple[int, int]:
        """Put `1 200` and `1,200` together."""
        end = place + 1
        while (
            len(digits) <= 6
            and end < len(reading.words)
            and reading.gap(end) in _GROUP_GAPS
            and len(reading.words[end].folded) == 3
            and reading.words[end].folded.isascii()
            and reading.words[end].folded.isdigit()
            and (len(digits) <= 3 or end > place + 1)
        ):
            digits += reading.words[end].folded
            end += 1
        return int(digits), end

    def _worded(self, reading: Reading, place: int) -> tuple[int, int] | None:
        total = current = 0
        end = place
        while end < len(reading.words) and (end == place or reading.clauses[end] == reading.clauses[place]):
            word = reading.words[end].folded
            if word in _AND and end > place and self._value(reading, end + 1):
                end += 1
                continue
            value = self._value(reading, end)
            if value is None or (end > place and "," in reading.gap(end)):
                break
            if value >= 100:
                current = max(1, current) * value
            elif current == 4 and value == 20:
                current = 80
            elif current < 10 and current and value == 10 and word == "عشر":
                current += 10
            elif current == 0 or value < _last(current) or (current < 10 and word.startswith("و")):
                current += value
            else:
                break
            if value >= 1000:
                total, current = total + current, 0
            end += 1
        return (total + current, end) if end > place else None

    def _value(self, reading: Reading, place: int) -> int | None:
        if place >= len(reading.words):
            return None
        return next((self._numbers[form] for form in reading.forms[place] if form in self._numbers), None)


def _last(current: int) -> int:
    """Return what may still be added below: units to tens, tens to hundreds."""
    return 100 if current % 100 == 0 else 60 if current % 100 == 60 or current == 80 else 10 if current % 10 == 0 else 0


def _idiom(first: int, end: int, value: int) -> Figure:
    """Read `une trentaine` as 25 to 35 and `un centenar` as 50 to 150; `a dozen` as it is."""
    step = value if value == 100 else 10 if value % 10 == 0 else 0
    return Figure(first, end, value - step // 2, value + step // 2, Sureness.READ)


def _rounded(first: int, end: int, value: int) -> Figure:
    """Read `about 80` as 75 to 85: half of the last round unit to each side; a figure that is not round as it is."""
    step = next((unit for unit in (1000, 100, 10) if value % unit == 0 and value > unit), 0)
    if value == 10:
        step = 10
    return Figure(first, end, value - step // 2, value + step // 2, Sureness.READ)


_TO = frozenset({"to", "a", "al", "hasta", "الي", "او", "or", "ou", "o"})
_AND = frozenset({"and", "et", "y", "e", "و"})
