"""Finding places by what people type: as it is, as it begins, and as it may have been heard or mistyped."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nlargest
from typing import NamedTuple

from corridor.core.gazetteer.records import Fit, Hit, Pages
from corridor.core.gazetteer.skeleton import skeleton
from corridor.core.gazetteer.sorted_lines import SortedLines
from corridor.core.kernel.search import grams, is_alike
from corridor.core.kernel.text import fold

LANGUAGES = ("en", "fr", "es", "ar")
LONGEST_TEXT = 120
"""Longer texts name no place."""

SKELETON = "~"
DIGITS, OFFSET = "0123456789abcdefghijklmnopqrstuvwxyz", 5
"""How a line of the names says where its place stands: so many digits to the base 36."""

NOWHERE = "--"
"""Stands for the country of a sea."""

MOST_BEGUN = 200
"""Of so many names that begin so, only the weightiest are looked at."""

LONGEST_LETTER = 4
"""Bytes of a letter, at most."""

MOST_ALIKE = 400
"""Of so many names that may be meant, no more are compared."""

_ARTICLES = frozenset(
    (
        "al",
        "el",
        "ar",
        "as",
        "ash",
        "an",
        "at",
        "az",
        "ad",
        "ech",
        "es",
        "ez",
        "er",
        "le",
        "la",
        "les",
        "los",
        "las",
        "the",
    )
)
_KINDS = {"country": 0, "sea-area": 1, "region": 1, "town": 2, "port": 3, "border-crossing": 3, "airport": 4}


class Entry(NamedTuple):
    """One line of the names: a folded name, where its place stands, how large it is, in which country."""

    name: str
    place: int
    weight: int
    country: str


class Gazetteer:
    """The names of places in every script that the sources have, looked up where they lie on the disk."""

    def __init__(self, places: Pages, names: Pages) -> None:
        self._places = SortedLines(places)
        self._names = SortedLines(names)

    def find(self, text: str, *, lang: str = "en", country: str | None = None, limit: int = 10) -> tuple[Hit, ...]:
        """Return the places that the words may mean, best first; several of one name are all named.

        Args:
            text: A name or its beginning in any script, alone or with its country behind a comma.
            lang: The language in which names are wanted.
            country: Only places of this country.
            limit: So many at most.
        """
        name, _, tail = text[:LONGEST_TEXT].replace("،", ",").partition(",")
        if tail and country is None and (found := self._country_of(tail)):
            country = found
        else:
            name = text[:LONGEST_TEXT]
        folded = without_article(fold(name))
        if len(folded) < 2:
            return ()
        best: dict[int, tuple[Fit, Entry]] = {}
        for fit, entry in self._begun(folded, country):
            if entry.place not in best or fit < best[entry.place][0]:
                best[entry.place] = (fit, entry)
        order = sorted(best.values(), key=lambda one: (one[0], -one[1].weight, len(one[1].name), one[1].place))
        hits = sorted((self._hit(entry, fit, lang) for fit, entry in order[: limit * 2]), key=_order)[:limit]
        if len(hits) < limit and len(folded) > 3:
            further = dict.fromkeys(one.place for one in self._alike(folded, country) if one.place not in best)
            hits += [self._made(self._cells(at), Fit.ALIKE, lang) for at in [*further][: limit - len(hits)]]
        return tuple(hits)

    def called(self, folded: str) -> tuple[Entry, ...]:
        """Return the places that have exactly this folded name, an article apart, largest first."""
        folded = without_article(folded)
        if len(folded) < 2:
            return ()
        found = {entry.place: entry for entry in map(_entry, self._names.beginning(f"{folded}\t".encode()))}
        return tuple(sorted(found.values(), key=lambda entry: (-entry.weight, entry.place)))

    def hit(self, entry: Entry, *, lang: str = "en") -> Hit:
        """Return the place of an entry."""
        return self._hit(entry, Fit.EXACT, lang)

    def place(self, place: str, *, lang: str = "en") -> Hit | None:
        """Return one place by its identifier."""
        lines = self._places.beginning(f"{place}\t".encode()) if place else []
        if not lines:
            return None
        cells = lines[0].decode().split("\t")
        return self._made(cells, Fit.EXACT, lang)

    def country_name(self, code: str, *, lang: str = "en") -> str:
        """Return the name of a country, or its code where the gazetteer has none."""
        lines = self._places.beginning(f"country:{code}\t".encode()) if code else []
        return _name(lines[0].decode().split("\t"), lang) if lines else code

    def _begun(self, folded: str, country: str | None) -> Iterator[tuple[Fit, Entry]]:
        """Yield the names that are so, and the weightiest of those that begin so."""
        lines = self._names.beginning(folded.encode())
        if country is not None:
            lines = [line for line in lines if line.endswith(country.encode())]
        exact = f"{folded}\t".encode()
        if len(lines) > MOST_BEGUN:
            whole = [line for line in lines if line.startswith(exact)]
            lines = whole + nlargest(MOST_BEGUN, lines, key=_weight_of_line)
        for line in lines:
            yield (Fit.EXACT if line.startswith(exact) else Fit.BEGINS), _entry(line)

    def _alike(self, folded: str, country: str | None) -> Iterator[Entry]:
        """Yield the places whose names sound so or have a letter or two wrong, those spelt most alike first."""
        found = []
        bones = skeleton(folded)
        if len(bones) > 2:
            for line in self._names.beginning(f"{SKELETON}{bones}|".encode())[:MOST_ALIKE]:
                entry = _entry(line)
                found.append(entry._replace(name=entry.name.partition("|")[2]))
        errors = 1 if len(folded) < 8 else 2
        size = len(folded.encode()) + len(f"\t{NOWHERE}") + OFFSET + 1
        for line in self._names.beginning(folded[:3].encode()):
            if abs(len(line) - size) <= errors * LONGEST_LETTER and is_alike(
                folded, line.partition(b"\t")[0].decode(), errors
            ):
                found.append(_entry(line))
        asked = grams(folded)
        found.sort(key=lambda entry: (-_likeness(asked, entry.name), -entry.weight, entry.place))
        yield from (entry for entry in found if country is None or entry.country == country)

    def _country_of(self, tail: str) -> str | None:
        return next((entry.country for entry in self.called(fold(tail)) if entry.weight == COUNTRY), None)

    def _hit(self, entry: Entry, fit: Fit, lang: str) -> Hit:
        return self._made(self._cells(entry.place), fit, lang)

    def _cells(self, at: int) -> list[str]:
        return self._places.at(at).decode().split("\t")

    def _made(self, cells: list[str], fit: Fit, lang: str) -> Hit:
        place, kind, country, point, weight, romanised, *_ = cells
        name, invented = _name(cells, lang), place.startswith("invented:") or country in INVENTED
        of = name if kind == "country" else self.country_name(country, lang=lang)
        return Hit(place, name, romanised, country, of, point, kind, invented, fit, int(weight))


INVENTED = frozenset({"XA", "XB", "XC"})
COUNTRY = 35
"""The weight of countries, and of nothing else."""


def weight_of(people: int) -> int:
    """Return how much a place weighs by the number of people, doubling with each step; -1 stands for a country."""
    return COUNTRY if people < 0 else min(COUNTRY - 1, (people // 1000).bit_length())


def without_article(folded: str) -> str:
    """Return a folded name without the article before it, where something remains."""
    first, _, rest = folded.partition(" ")
    if first in _ARTICLES and len(rest) > 2:
        return rest
    return folded[2:] if folded.startswith("ال") and len(folded) > 4 else folded


def line_of(entry: Entry) -> str:
    """Return an entry as the names keep it."""
    number, place = entry.place, ""
    for _ in range(OFFSET):
        number, digit = divmod(number, 36)
        place = DIGITS[digit] + place
    return f"{entry.name}\t{place}{DIGITS[entry.weight]}{entry.country or NOWHERE}"


def _entry(line: bytes) -> Entry:
    name, _, rest = line.decode().partition("\t")
    country = rest[OFFSET + 1 :]
    return Entry(name, int(rest[:OFFSET], 36), int(rest[OFFSET], 36), "" if country == NOWHERE else country)


def _weight_of_line(line: bytes) -> bytes:
    """Return the digit of the weight, which stands before the two letters of the country."""
    return line[-3:-2]


def _name(cells: list[str], lang: str) -> str:
    return cells[6 + LANGUAGES.index(lang)] or cells[5] if lang in LANGUAGES else cells[5]


def _order(hit: Hit) -> tuple[int, int, int, str]:
    return (hit.fit, -hit.weight, _KINDS.get(hit.kind, 5), hit.id)


def _likeness(asked: set[str], name: str) -> float:
    """Return how many groups of three letters two names share, from 0 to 1."""
    other = grams(name)
    return 2 * len(asked & other) / (len(asked) + len(other))
