"""What in a free text would point at one person: where it stands and what it looks like."""

from __future__ import annotations

from corridor.core.gazetteer.finding import Gazetteer
from corridor.core.kernel.words import plain_of
from corridor.core.screening.names import Names
from corridor.core.screening.patterns import Patterns
from corridor.core.screening.records import Cues, Finding, Vocabulary


class Screening:
    """Looks through free text before it is saved."""

    def __init__(self, vocabulary: Vocabulary, cues: Cues, places: Gazetteer) -> None:
        self._names = Names(vocabulary, places)
        self._patterns = Patterns(cues)

    def screen(self, text: str) -> tuple[Finding, ...]:
        """Return where a text seems to name or identify somebody, in the order of the text; nothing overlaps.

        The words of all languages count wherever they stand: officers mix languages. A finding is a place in the
        text and a kind; it never carries the text.
        """
        plain = plain_of(text)
        found: list[Finding] = []
        taken = bytearray(len(text))
        for one in (*self._patterns.findings(plain), *self._names.findings(text)):
            if not any(taken[one.start : one.end]):
                found.append(one)
                taken[one.start : one.end] = b"\1" * (one.end - one.start)
        return tuple(sorted(found, key=lambda one: one.start))
