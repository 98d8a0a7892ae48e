"""Where it happened and from where to where the journey went; several places of one name are all proposed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from corridor.core.gazetteer.finding import COUNTRY, Entry, Gazetteer
from corridor.core.gazetteer.records import Hit
from corridor.core.kernel.text import fold
from corridor.core.pasting.codes import Sureness
from corridor.core.pasting.reading import Found, Matcher, Reading
from corridor.core.pasting.records import Lexicon, Proposal

LONGEST_NAME = 5
MOST_OTHERS = 4
MUCH_LARGER = 4
"""A place sixteen times as large as the others of its name is put first."""

_WEIGHTS = {"at-sea": 4, "at": 3, "to-weak": 3, "from-weak": 1, "": 1}
_ROLES = frozenset({"from", "from-weak", "to", "to-weak", "at", "at-sea"})


class Named(NamedTuple):
    """A name of places in a text, with the word before it that says how it stands there."""

    first: int
    end: int
    entries: tuple[Entry, ...]
    role: str


class Where:
    """Reads the places of texts."""

    def __init__(self, lexicon: Lexicon, places: Gazetteer) -> None:
        self._places = places
        self._not_places = lexicon.not_places
        self._kinds = lexicon.kinds_of_places
        self._roles = Matcher(mark for mark in lexicon.marks if mark.sense in _ROLES)

    def all(self, reading: Reading, lang: str, taken: Sequence[range]) -> list[Proposal]:
        """Return where it happened and the first leg of the journey, with whatever else the names may mean."""
        used = {place for words in taken for place in words}
        named = [one for one in self._named(reading) if used.isdisjoint(range(one.first, one.end))]
        countries = {entry.country for one in named for entry in one.entries[:1] if entry.weight == COUNTRY}
        found: list[Proposal] = []
        legs = self._leg(reading, named)
        for path, one in zip(("legs.0.from_text", "legs.0.to_text"), legs, strict=True):
            if one is not None:
                found += self._proposals(reading, one, path, countries, lang)
        place = self._place(named, legs, countries)
        if place is not None:
            found += self._proposals(reading, place, "place_text", countries, lang)
        return found

    # --- the names ---------------------------------------------------------------------------------------------------

    def _named(self, reading: Reading) -> list[Named]:
        found, place = [], 0
        while place < len(reading.words):
            one = self._at(reading, place)
            if one is not None:
                found.append(one)
            place = one.end if one is not None else place + 1
        return found

    def _at(self, reading: Reading, place: int) -> Named | None:
        word = reading.words[place]
        is_arabic = "\u0600" <= word.text[0] <= "\u06ff"
        role = self._role(reading, place)
        for many in range(min(LONGEST_NAME, len(reading.words) - place), 0, -1):
            last = place + many - 1
            if any(reading.gap(n).strip(" '’-\u00a0") for n in range(place + 1, last + 1)):
                continue
            if not is_arabic and not (word.is_capital or (many > 1 and reading.words[last].is_capital)):
                continue
            if many == 1 and any(form in self._not_places for form in reading.forms[place]):
                return None
            if many == 1 and not is_arabic and self._goes_on(reading, place + 1):
                return None
            entries = self._called(reading, place, many)
            if entries and (not is_arabic or role or many > 1 or entries[0].weight > 8):
                return Named(place, last + 1, entries, role)
        return None

    def _goes_on(self, reading: Reading, place: int) -> bool:
        """Tell whether a word with a capital follows that is no place itself: `Paso Canoas`, `Tripoli Street`."""
        if place >= len(reading.words) or reading.gap(place) != " ":
            return False
        word = reading.words[place]
        return word.is_capital and word.folded not in self._not_places and not self._called(reading, place, 1)

    def _called(self, reading: Reading, place: int, many: int) -> tuple[Entry, ...]:
        text = fold(reading.text[reading.words[place].start : reading.words[place + many - 1].end])
        if found := self._places.called(text):
            return found
        first = reading.words[place].folded
        for form in reading.forms[place][1:]:
            if found := self._places.called(form + text[len(first) :]):
                return found
        return ()

    def _role(self, reading: Reading, place: int) -> str:
        """Return what stands right before a name: from, to, at, off the coast of."""
        best: Found | None = None
        for back in range(1, 5):
            start = place - back
            if start < 0 or reading.clauses[start] != reading.clauses[place]:
                break
            found = self._roles.at(reading, start)
            if found is not None and found.end >= place - self._small(reading, found.end, place):
                best = found
        if best is None and any(form != reading.words[place].folded for form in reading.forms[place][1:]):
            return {"ب": "at", "ل": "to"}.get(reading.words[place].folded[0], "")
        return best.sense if best is not None else ""

    def _small(self, reading: Reading, first: int, end: int) -> int:
        """Return how many words stand between that are only articles or kinds of places."""
        is_small = all(reading.words[n].folded in self._kinds for n in range(first, end))
        return end - first if is_small else 0

    # --- what they stand for -----------------------------------------------------------------------------------------

    def _leg(self, reading: Reading, named: Sequence[Named]) -> tuple[Named | None, Named | None]:
        """Return where a journey began and where it was to end, each where it is told."""
        for at, one in enumerate(named):
            if not one.role.startswith("from"):
                continue
            for other in named[at + 1 :]:
                if reading.clauses[other.first] != reading.clauses[one.first]:
                    break
                if other.role == "to" or (other.role == "to-weak" and other.first - one.end <= 3):
                    return one, other
        start = next((one for one in named if one.role == "from"), None)
        end = next((one for one in named if one.role == "to"), None)
        return start, end

    def _place(
        self, named: Sequence[Named], legs: tuple[Named | None, Named | None], countries: set[str]
    ) -> Named | None:
        best: tuple[float, Named] | None = None
        for one in named:
            if one in legs:
                continue
            entry = one.entries[0]
            weight = _WEIGHTS.get(one.role, 0) * 2 + (entry.weight != COUNTRY) + (entry.country != "") / 2
            weight += any(other.country in countries and other.weight != COUNTRY for other in one.entries)
            if best is None or weight > best[0]:
                best = (weight, one)
        if best is None or (any(legs) and best[1].role in ("", "from-weak")):
            return None
        return best[1]

    def _proposals(self, reading: Reading, one: Named, path: str, countries: set[str], lang: str) -> list[Proposal]:
        hits = [self._places.hit(entry, lang=lang) for entry in one.entries[: 2 * MOST_OTHERS]]
        hits = _without_doubles(hits)
        told = [hit for hit in hits if hit.country in countries and hit.kind != "country"]
        ordered = [*told, *(hit for hit in hits if hit not in told)][:MOST_OTHERS]
        is_clear = len(ordered) == 1 or len(told) == 1 or ordered[0].weight >= ordered[1].weight + MUCH_LARGER
        span = reading.span(one.first, one.end)
        return [
            Proposal(
                ((path, typed(hit)),),
                *span,
                Sureness.STATED if len(ordered) == 1 else Sureness.READ if is_clear and n == 0 else Sureness.OPEN,
            )
            for n, hit in enumerate(ordered)
        ]


def typed(hit: Hit) -> str:
    """Return a place as it is typed into a form: name, country and point, so that no other can be meant."""
    if not hit.country or not hit.point or hit.kind == "country":
        return hit.name
    lat, _, lon = hit.point.partition(",")
    return f"{hit.name} ({hit.country}; {lat}, {lon})"


def _without_doubles(hits: Sequence[Hit]) -> list[Hit]:
    """Leave out airports, ports and crossings named as a town of the same country is."""
    kept: list[Hit] = []
    for hit in hits:
        if not any(hit.country == other.country and other.kind != "airport" for other in kept):
            kept.append(hit)
    return kept
