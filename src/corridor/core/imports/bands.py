"""What a text says of the sex and the age of people: women, boys, 0-17, 18 or more, F 5-11, total."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from corridor.core.kernel.text import fold

ALL = "all"
UNKNOWN = "unknown"
OF_AGE = 18
_OLDEST = 130
_FIGURE = re.compile(r"\d{1,3}")
_LETTER_BEFORE_FIGURE = re.compile(r"(?<=[a-z])(?=\d)")
_SPAN = re.compile(r"(?<!\d)(\d{1,3})\s*(?:-|–|_|\s|to|a|à|al|et|y|إلى|الى)\s*(\d{1,3})(?!\d)")
_BELOW = re.compile(
    r"<|≤|\blt\b|\bunder\b|\bless\b|\bbelow\b|\bmoins\b|\bmenor(?:es)?\b|\bmenos\b|\bup to\b|أقل|اقل|دون|تحت"
)
_ABOVE = re.compile(
    r">|≥|\+|\bge\b|\bgt\b|\bover\b|\bmore\b|\babove\b|\bolder\b|\bplus\b|\bmas\b|\bmayor(?:es)?\b|فأكثر|فاكثر|فما فوق"
)
# Under 18 and over 17 leave the figure out; 17 and under, 18 and over, and up to 17 hold it.
_STRICTLY = re.compile(r"(?:<|>|\b(?:lt|gt|under|below|over|above|than|de|que)\b|أقل من|دون|تحت)\s*\d")
_YEARS = frozenset(
    ("y", "yr", "yrs", "year", "years", "ans", "an", "anos", "ano", "edad", "age", "aged", "old", "of", "de")
)


class Said(NamedTuple):
    """A sex, an age, or both; empty where nothing is said of it."""

    sex: str = ""
    age: str = ""

    @property
    def code(self) -> str:
        """The two as one code: `female/child`, `female`, `child`; empty where neither is said."""
        return "/".join(one for one in self if one)


class Span(NamedTuple):
    """Years of age from `low` to `high`, both included; None is an open end."""

    low: int
    high: int | None

    @property
    def age(self) -> str:
        """Child or adult, where the span is wholly below or from 18 years."""
        if self.high is not None and self.high < OF_AGE:
            return "child"
        return "adult" if self.low >= OF_AGE else ""


def span_in(text: str, *, lone: bool = False) -> Span | None:
    """Return the years of age that a text names, or nothing.

    Args:
        lone: A single figure above 18 begins the last band, as 60 in `f_18_59`, `f_60`.
    """
    parted = _LETTER_BEFORE_FIGURE.sub(" ", text.replace("_", " ").casefold().replace("á", "a"))
    lowered = " ".join(parted.split())
    numbers = [int(number) for number in _FIGURE.findall(lowered)]
    if not numbers or len(numbers) > 2 or max(numbers) > _OLDEST:
        return None
    if found := _SPAN.search(lowered):
        low, high = int(found[1]), int(found[2])
        return Span(low, high) if low <= high else None
    if len(numbers) > 1:
        return None
    if _BELOW.search(lowered):
        return Span(0, numbers[0] - bool(_STRICTLY.search(lowered)))
    if _ABOVE.search(lowered):
        return Span(numbers[0] + bool(_STRICTLY.search(lowered)), None)
    return Span(numbers[0], None) if lone and numbers[0] > OF_AGE else None


def age_in(text: str, *, lone: bool = False) -> str:
    """Return child or adult where a text is a band of years of age wholly below or from 18 years; otherwise nothing."""
    span = span_in(text, lone=lone)
    return span.age if span else ""


def are_whole(spans: Iterable[Span | None]) -> bool:
    """Say whether bands together are all children, or all adults: one follows on the other and none is lacking."""
    listed = sorted((span for span in spans if span), key=lambda span: span.low)
    if not listed or listed[0].low not in (0, OF_AGE):
        return False
    for one, following in pairwise(listed):
        if one.high is None or following.low - one.high not in (0, 1):
            return False
    return listed[-1].high == (OF_AGE - 1 if listed[0].low == 0 else None)


def is_band(text: str) -> bool:
    """Say whether a text is a band of years of age and nothing else."""
    words = fold(text.replace("_", " ")).split()
    said = [word for word in words if not word.isdigit() and word not in _YEARS]
    alone = ("unaccompanied", "accompanied", "separated", "accompagnes", "accompagne", "acompanados", "non", "no")
    joining = (
        "to",
        "a",
        "under",
        "over",
        "less",
        "than",
        "more",
        "or",
        "and",
        "older",
        "lt",
        "ge",
        "below",
        "above",
        "up",
    )
    further = (
        "moins",
        "plus",
        "et",
        "ou",
        "menor",
        "menores",
        "mayor",
        "mayores",
        "mas",
        "menos",
        "o",
        "y",
        "que",
        "al",
    )
    arabic = ("اقل", "من", "الي", "دون", "تحت", "فاكثر", "فما", "فوق", "سنه", "سنوات", "عاما")
    return any(word.isdigit() for word in words) and all(word in (*alone, *joining, *further, *arabic) for word in said)
