"""What a pasted text proposes for the fields of a report. Nothing is filled in before somebody confirms it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from corridor.core.gazetteer.finding import Gazetteer
from corridor.core.kernel.words import plain_of
from corridor.core.pasting.codes import Sureness
from corridor.core.pasting.counts import Counts
from corridor.core.pasting.days import Days
from corridor.core.pasting.figures import Figures
from corridor.core.pasting.prices import Prices
from corridor.core.pasting.reading import Found, Matcher, Reading
from corridor.core.pasting.records import Lexicon, Proposal
from corridor.core.pasting.where import Where

MOST_PROPOSALS = 80

_ONE_ONLY = frozenset(
    {"incident_kind", "border_type", "cause", "documents.0.misuse", "documents.0.kind", "fees.0.payment_method"}
)
"""Fields that hold one entry: what is found after the first is another thing that the text may mean."""

_GUESSED = frozenset({"trafficking", "coercion"})
"""What a few words cannot settle: an officer has to look."""


class Pasting:
    """Reads pasted texts."""

    def __init__(self, lexicon: Lexicon, places: Gazetteer) -> None:
        figures = Figures(lexicon)
        self._lexicon = lexicon
        paths = dict.fromkeys(phrase.sense.partition("=")[0] for phrase in lexicon.fields)
        self._matchers = tuple(
            Matcher(phrase for phrase in lexicon.fields if phrase.sense.startswith(f"{path}=")) for path in paths
        )
        self._days = Days(lexicon)
        self._prices = Prices(lexicon, figures)
        self._counts = Counts(lexicon, figures)
        self._where = Where(lexicon, places)

    def proposals(self, text: str, *, lang: str = "en", message_on: date | None = None) -> tuple[Proposal, ...]:
        """Return what a text says, each with the words it comes from, in the order of the fields.

        Args:
            text: The text in whichever of the languages; beyond twenty thousand characters it is not read.
            lang: The language in which names of places are wanted.
            message_on: The day of the message, by which `yesterday` and days without year are read.
        """
        reading = Reading(text)
        days = self._days.all(reading, plain_of(reading.text), message_on)
        fees, taken = self._prices.all(reading)
        on_days = [_words(reading, day) for day in days]
        found = [
            *_first_day(days),
            *self._where.all(reading, lang, [*taken, *on_days]),
            *self._counts.all(reading, [*taken, *on_days]),
            *self._codes(reading, has_fee=bool(fees)),
            *fees,
        ]
        return tuple(found[:MOST_PROPOSALS])

    def _codes(self, reading: Reading, *, has_fee: bool) -> Iterator[Proposal]:
        seen: set[str] = set()
        for found in self._senses(reading):
            if found.sense in seen or reading.is_negated(found.first, self._lexicon):
                continue
            path, _, code = found.sense.partition("=")
            if path.startswith("fees.") and not has_fee:
                continue
            is_second = path in _ONE_ONLY and any(other.startswith(f"{path}=") for other in seen)
            seen.add(found.sense)
            sure = Sureness.OPEN if path in _GUESSED or is_second else Sureness.READ
            yield Proposal(((path, code),), *reading.span(found.first, found.end), sure)

    def _senses(self, reading: Reading) -> Iterator[Found]:
        """Yield the phrases of every field: the fields are looked through one by one, since one word may serve two."""
        return (found for matcher in self._matchers for found in matcher.all(reading))


def _first_day(days: list[Proposal]) -> list[Proposal]:
    """Return the day most surely told; where others stand in the text, none is sure."""
    values = dict.fromkeys(day.values for day in days)
    if len(values) < 2:
        return days[:1]
    first = {values_: next(day for day in days if day.values == values_) for values_ in [*values][:3]}
    return [day._replace(sure=Sureness.OPEN if n else day.sure) for n, day in enumerate(first.values())]


def _words(reading: Reading, proposal: Proposal) -> range:
    first = bisect_left(reading.words, proposal.start, key=lambda word: word.start)
    return range(first, bisect_left(reading.words, proposal.end, key=lambda word: word.start))
