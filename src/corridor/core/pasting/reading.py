"""A text as words, with what phrases stand where; every look-up is bounded, so that no text can hold the reading up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from corridor.core.kernel.words import Word, words_of
from corridor.core.pasting.records import Lexicon, Phrase

LONGEST_TEXT = 20_000
"""Longer texts are read up to here."""

NEGATION_REACH = 3
_CLAUSE = re.compile(r"[.!?؟;؛\n\r](?:\s|$)|\n")
_ARABIC = re.compile("[\u0600-\u06ff]")
_STEM = 3


class Found(NamedTuple):
    """A phrase in a text: from which word to which, and what it stands for."""

    first: int
    end: int
    sense: str


class Matcher:
    """Finds many phrases in one pass."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._whole: dict[str, list[Phrase]] = defaultdict(list)
        self._stems: dict[str, list[Phrase]] = defaultdict(list)
        for phrase in phrases:
            first = phrase.words[0]
            if first.endswith("*"):
                self._stems[first[:_STEM]].append(phrase)
            else:
                self._whole[first].append(phrase)

    def at(self, reading: Reading, place: int) -> Found | None:
        """Return the longest phrase that begins at a word."""
        best: Found | None = None
        for form in reading.forms[place]:
            for phrase in (*self._whole.get(form, ()), *self._stems.get(form[:_STEM], ())):
                end = place + len(phrase.words)
                if (best is None or end > best.end) and reading.has(place, phrase.words):
                    best = Found(place, end, phrase.sense)
        return best

    def all(self, reading: Reading) -> Iterator[Found]:
        """Yield every phrase of a text, in its order, without overlaps."""
        place = 0
        while place < len(reading.words):
            found = self.at(reading, place)
            if found is not None:
                yield found
            place = found.end if found is not None else place + 1


class Reading:
    """One text, cut into words and clauses."""

    def __init__(self, text: str) -> None:
        self.text = text[:LONGEST_TEXT]
        self.words: Sequence[Word] = words_of(self.text)
        self.forms = [_forms(word.folded) for word in self.words]
        self.clauses = self._clauses()
        self._ranges = self._clause_ranges()

    def has(self, place: int, phrase: tuple[str, ...]) -> bool:
        """Tell whether the words of a phrase stand from a word on, within one clause."""
        end = place + len(phrase)
        if end > len(self.words) or self.clauses[end - 1] != self.clauses[place]:
            return False
        return all(_fits(self.forms[place + n], part) for n, part in enumerate(phrase))

    def gap(self, place: int) -> str:
        """Return what stands between a word and the one before it."""
        return self.text[self.words[place - 1].end : self.words[place].start] if place else ""

    def clause(self, place: int) -> range:
        """Return the words of the clause in which a word stands."""
        return self._ranges[self.clauses[place]]

    def is_negated(self, place: int, lexicon: Lexicon) -> bool:
        """Tell whether a word of denial stands shortly before."""
        before = range(max(self.clause(place).start, place - NEGATION_REACH), place)
        return any(form in lexicon.negations for n in before for form in self.forms[n])

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Return from where to where in the text some words stand."""
        return self.words[first].start, self.words[end - 1].end

    def _clauses(self) -> list[int]:
        numbers, number = [], 0
        for place in range(len(self.words)):
            if place and _CLAUSE.search(self.gap(place)):
                number += 1
            numbers.append(number)
        return numbers

    def _clause_ranges(self) -> list[range]:
        starts = [n for n, clause in enumerate(self.clauses) if n == 0 or clause != self.clauses[n - 1]]
        return [range(start, end) for start, end in pairwise([*starts, len(self.words)])]


def _forms(folded: str) -> tuple[str, ...]:
    """Return a word with and without what Arabic writes together with it: and, so, by, for, as, the."""
    if not _ARABIC.search(folded):
        return (folded,)
    forms = [folded]
    if len(folded) > 2 and folded[0] in "وف":
        forms.append(folded[1:])
    for form in tuple(forms):
        if form.startswith("لل") and len(form) > 4:
            forms.append(form[2:])
        if len(form) > 3 and form[0] in "بلك":
            forms.append(form[1:])
    forms += [form[2:] for form in tuple(forms) if form.startswith("ال") and len(form) > 4]
    return tuple(dict.fromkeys(forms))


def _fits(forms: tuple[str, ...], part: str) -> bool:
    if part.endswith("*"):
        return any(form.startswith(part[:-1]) for form in forms)
    return part in forms
