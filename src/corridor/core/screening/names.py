"""Names of people in free text, told by words around them, by given names, and by capitals that nothing explains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corridor.core.gazetteer.finding import Gazetteer
from corridor.core.kernel.text import fold
from corridor.core.kernel.words import Word, words_of
from corridor.core.screening.codes import Kind
from corridor.core.screening.records import Finding, Vocabulary

LONGEST_NAME = 5
LONGEST_PLACE = 4
LARGE = 9
"""A town that weighs so much (a quarter of a million people) is meant rather than a person of its name."""

_ARABIC = re.compile("[\u0600-\u06ff]")
_ENDS = re.compile(r"[.!?؟:;؛\n\r•]")
_GAP = re.compile(r"[ \t\u00a0'’\-]{1,3}")
ALI, ALEF = fold("علي"), "ى"
"""The name Ali folds as the word for "on" does, which is written with another last letter."""

_AND = frozenset({"y", "e", "o"})
"""Inside family names in Spanish and Portuguese; between two given names they join two people."""

_PREFIXES = ("و", "ف", "ب", "ل", "ك")


class Names:
    """Looks for the names of people in texts."""

    def __init__(self, vocabulary: Vocabulary, places: Gazetteer) -> None:
        self._known = vocabulary
        self._places = places

    def findings(self, text: str) -> Iterator[Finding]:
        """Yield where a name seems to stand."""
        words = words_of(text)
        reading = _Reading(self._known, self._places, text, words)
        at = 0
        while at < len(words):
            taken = reading.name_at(at)
            if taken:
                yield Finding(Kind.NAME, words[at].start, words[at + taken - 1].end)
            at += taken or 1


class _Reading:
    """One text while it is read."""

    def __init__(self, known: Vocabulary, places: Gazetteer, text: str, words: Sequence[Word]) -> None:
        self.known, self.places, self.text, self.words = known, places, text, words
        self._weights: dict[str, int] = {}
        self._is_shouted = sum(one.isupper() for one in text) > sum(one.islower() for one in text)
        self._of_place = self._places_in()

    def name_at(self, at: int) -> int:
        """Return of how many words the name is that begins here; none where none does."""
        word = self.words[at]
        if self._is_borne(at):
            return 0
        if self._is_announced(at) and (taken := self._run(at, is_announced=True)):
            return taken
        if _ARABIC.search(word.text):
            return self._arabic(at)
        if word.folded in self.known.kunyas and word.is_capital and self._is_given(at + 1) and self._joined(at + 1):
            return self._run(at) if not self._is_listed(at + 1, 1) else 0
        if word.folded in self.known.given and word.is_capital and self._stands_for_person(at):
            return self._run(at)
        return self._two_capitals(at)

    def _two_capitals(self, at: int) -> int:
        """Return of how many words a name is that nothing but its capitals tells, away from where places stand."""
        if self._begins_sentence(at) or self._is_shouted or not self._is_unexplained(at):
            return 0
        taken = self._run(at)
        kept = [n for n in range(at, at + taken) if self.words[n].folded not in self.known.particles]
        if len(kept) < 2 or not all(self._is_unexplained(n) for n in kept):
            return 0
        is_place = self._before(at) in self.known.before_places or self._is_listed(at, taken)
        return 0 if is_place or self._is_on_ground(at, taken) or self._is_heading(at) else taken

    def _is_on_ground(self, at: int, taken: int) -> bool:
        """Tell whether words of places stand in a run, or right before or behind it."""
        around = range(max(0, at - 1), min(len(self.words), at + taken + 1))
        return any(self.words[n].folded in self.known.grounds for n in around)

    def _is_listed(self, at: int, taken: int) -> bool:
        """Tell whether a place stands before or behind a run, with a comma between."""
        after = at + taken
        if after < len(self.words) and self._of_place[after] and self._comma(after):
            return True
        return at > 0 and self._of_place[at - 1] > 0 and self._comma(at)

    def _comma(self, at: int) -> bool:
        return self.text[self.words[at - 1].end : self.words[at].start].strip() in (",", "-", "،", "/")

    def _is_heading(self, at: int) -> bool:
        """Tell whether nearly every long word around has a capital, as in a title."""
        around = [word for word in self.words[max(0, at - 5) : at + 7] if len(word.text) > 3]
        return len(around) > 4 and sum(word.is_capital for word in around) * 4 > len(around) * 3

    # --- what stands around ------------------------------------------------------------------------------------------

    def _joined(self, at: int) -> bool:
        """Tell whether a word stands beside the one before it, with nothing but a blank or a hyphen between."""
        return at > 0 and _GAP.fullmatch(self.text[self.words[at - 1].end : self.words[at].start]) is not None

    def _begins_sentence(self, at: int) -> bool:
        if at == 0:
            return True
        return _ENDS.search(self.text[self.words[at - 1].end : self.words[at].start]) is not None

    def _before(self, at: int) -> str:
        """Return the folded word before a word of the same sentence, quotation marks apart."""
        return "" if self._begins_sentence(at) else self.words[at - 1].folded

    def _is_borne(self, at: int) -> bool:
        """Tell whether a ship, a street or a building has this name."""
        one, two = self._before(at), self._before(at - 1) if at > 1 and not self._begins_sentence(at) else ""
        return one in self.known.bearers or (
            two in self.known.bearers and (one in self.known.particles or len(one) < 3)
        )

    def _is_announced(self, at: int) -> bool:
        one = self._before(at) or (
            self.words[at - 1].folded if at and self.text[self.words[at - 1].end] in ":." else ""
        )
        if one in self.known.cues or one in self.known.titles:
            return True
        two = f"{self.words[at - 2].folded} {one}" if at > 1 else one
        return two in self.known.cues

    def _stands_for_person(self, at: int) -> bool:
        """Tell whether a given name is meant, not a town of that name nor an ordinary word with a capital."""
        word = self.words[at]
        following = self.words[at + 1] if at + 1 < len(self.words) and self._joined(at + 1) else None
        is_pair = following is not None and (
            (following.is_capital and following.folded not in self.known.known)
            or following.folded in self.known.given | self.known.joints
        )
        if word.folded in self.known.ambiguous:
            return is_pair and following is not None and self._is_namelike(at + 1)
        if self._of_place[at] > 1 or word.folded in self.known.known or self._is_beside_ground(at):
            return False
        if self._weight(word.folded) >= LARGE and not is_pair:
            return False
        return not (self._before(at) in self.known.before_places and self._weight(word.folded) > 0 and not is_pair)

    def _is_beside_ground(self, at: int) -> bool:
        """Tell whether a place is named so: `Bab Al-Hawa`, `Gonzalez Ranch`, `Abu Issa, Zawiyah`."""
        if self._before(at) in self.known.grounds or self._is_listed(at, 1):
            return True
        further = range(at + 1, min(len(self.words), at + 3))
        return any(self.words[n].folded in self.known.grounds and self._joined(n) for n in further)

    def _is_namelike(self, at: int) -> bool:
        folded = self.words[at].folded
        return folded in self.known.given or folded in self.known.joints or self._is_unexplained(at)

    def _is_unexplained(self, at: int) -> bool:
        """Tell whether a word has a capital that neither a place, nor an authority, nor a list explains."""
        word = self.words[at]
        if not word.is_capital or len(word.text) < 3 or word.text.isupper() or not word.text.isalpha():
            return False
        folded = word.folded
        return not (folded in self.known.known or self._of_place[at] or folded in self.known.followers)

    # --- how far it goes ---------------------------------------------------------------------------------------------

    def _run(self, at: int, *, is_announced: bool = False) -> int:
        """Return of how many words a name is that begins here."""
        first = self.words[at]
        is_arabic = _ARABIC.search(first.text) is not None
        if is_announced and not (is_arabic or first.is_capital or first.folded in self.known.given):
            return 0
        if len(first.folded) < 2 or (first.folded == ALI and first.text.endswith(ALEF)):
            return 0
        if first.folded in self.known.followers | self.known.known | self.known.cues | self.known.bearers:
            return 0
        if is_announced and self._weight(first.folded) >= LARGE and first.folded not in self.known.given:
            return 0
        taken = last = 1
        while taken < LONGEST_NAME and at + taken < len(self.words) and self._joined(at + taken):
            word = self.words[at + taken]
            if word.folded in self.known.particles or word.folded in self.known.joints:
                if word.folded in _AND and self._is_given(at + taken + 1):
                    break
                taken += 1
                continue
            if not self._continues(at + taken, is_arabic=is_arabic, is_announced=is_announced):
                break
            taken += 1
            last = taken
        return last

    def _is_given(self, at: int) -> bool:
        return at < len(self.words) and self.words[at].folded in self.known.given

    def _continues(self, at: int, *, is_arabic: bool, is_announced: bool) -> bool:
        word = self.words[at]
        if word.folded in self.known.known | self.known.followers | self.known.cues:
            return False
        if not is_arabic:
            return word.is_capital or word.folded in self.known.given
        before = self.words[at - 1].folded
        if word.folded in self.known.given | self.known.ambiguous or before in self.known.joints | {"عبد", "ابو", "ام"}:
            return True
        is_family = word.folded.startswith("ال") and not self._of_place[at]
        return is_family and (is_announced or len(word.folded) > 4) and word.folded not in _ARABIC_WORDS

    def _arabic(self, at: int) -> int:
        """Return of how many words an Arabic name is: a given name beside a sign that a person is meant."""
        word = self.words[at]
        folded = self._bare(word.folded)
        if folded == ALI and word.text.endswith(ALEF):
            return 0
        if folded not in self.known.given and folded not in self.known.ambiguous and folded not in {"عبد", "ابو", "ام"}:
            return 0
        taken = self._run(at)
        if folded in self.known.given and self._of_place[at] < 2 and (taken > 1 or not self._is_place(at)):
            return taken
        return taken if taken > 1 and self._has_given(at + 1, taken - 1) else 0

    def _has_given(self, at: int, many: int) -> bool:
        folded = [self.words[n].folded for n in range(at, at + many)]
        return any(one in self.known.given or one in self.known.joints for one in folded)

    def _bare(self, folded: str) -> str:
        if folded not in self.known.given and folded[:1] in _PREFIXES and folded[1:] in self.known.given:
            return folded[1:]
        return folded

    # --- places ------------------------------------------------------------------------------------------------------

    def _is_place(self, at: int) -> bool:
        return self._of_place[at] > 0 and self._before(at) in self.known.before_places

    def _weight(self, folded: str) -> int:
        if folded not in self._weights:
            found = self.places.called(folded)
            self._weights[folded] = found[0].weight + 1 if found else 0
        return self._weights[folded]

    def _places_in(self) -> list[int]:
        """Return for each word of how many words the place is to which it belongs; none for most."""
        found = [0] * len(self.words)
        for at, word in enumerate(self.words):
            if not (word.is_capital or _ARABIC.search(word.text)):
                continue
            for many in range(min(LONGEST_PLACE, len(self.words) - at), 0, -1):
                run = range(at + 1, at + many)
                if not all(self._joined(n) for n in run):
                    continue
                if self._weight(fold(self.text[word.start : self.words[at + many - 1].end])):
                    for n in range(at, at + many):
                        found[n] = max(found[n], many)
                    break
        return found


_ARABIC_WORDS = frozenset(
    map(fold, ("الذي", "التي", "الى", "اليوم", "الآن", "السلطات", "الشرطة", "المهاجرين", "القارب", "الساحل", "البحر"))
)
