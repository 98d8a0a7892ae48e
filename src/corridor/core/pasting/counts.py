"""How many people of which sex and age, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corridor.core.pasting.codes import Sureness
from corridor.core.pasting.figures import Figure, Figures
from corridor.core.pasting.reading import Found, Matcher, Reading
from corridor.core.pasting.records import Lexicon, Proposal

MOST = 12
LARGEST = 20_000
ARTICLES = frozenset({"a", "an", "un", "une", "una", "uno"})
NOUN_REACH = 4
"""So many words behind a number may stand what is counted."""

ARTICLE_REACH = 3
"""So many words behind `a`: an adjective or two may come between."""

AFTER, BEFORE = 9, 6
"""So many words behind and before a number its verb may stand."""


@dataclass
class _Counted:
    figure: Figure
    noun: Found | None
    what: str
    sex: str
    age: str
    is_part: bool
    state: str = ""

    @property
    def kind(self) -> str:
        return self.what if self.what not in ("", "people") else self.state or "people"


class Counts:
    """Reads the counts of people in texts."""

    def __init__(self, lexicon: Lexicon, figures: Figures) -> None:
        self._lexicon = lexicon
        self._figures = figures
        self._people = Matcher(lexicon.people)
        self._states = Matcher(lexicon.states)
        self._including = Matcher(mark for mark in lexicon.marks if mark.sense == "including")

    def all(self, reading: Reading, taken: Sequence[range]) -> list[Proposal]:
        """Return every count of people, one row each.

        Args:
            reading: The text.
            taken: Words that belong to a day or a price already.
        """
        used = {place for words in taken for place in words}
        counted = [one for one in self._counted(reading) if used.isdisjoint(range(one.figure.first, one.figure.end))]
        _spread(reading, counted)
        states = list(self._states.all(reading))
        for at, one in enumerate(counted):
            one.state = self._state(reading, counted, at, states)
        rows: dict[tuple[str, ...], Proposal] = {}
        for one in counted:
            is_one = one.figure.low == one.figure.high == 1
            if one.kind == "people" and is_one and reading.words[one.figure.first].folded in ARTICLES:
                continue
            row = self._row(reading, one, len(rows))
            rows.setdefault(tuple(value for _, value in row.values), row)
            if len(rows) == MOST:
                break
        return list(rows.values())

    def _counted(self, reading: Reading) -> list[_Counted]:
        found: list[_Counted] = []
        place = 0
        while place < len(reading.words):
            noun = self._people.at(reading, place)
            pair = noun.sense.split("|") if noun is not None else []
            if noun is not None and len(pair) == 4 and pair[3]:
                figure = Figure(noun.first, noun.end, int(pair[3]), int(pair[3]), Sureness.STATED)
                found.append(self._made(reading, figure, noun, pair))
                place = noun.end
                continue
            number = self._figures.at(reading, place)
            if number is None:
                place += 1
                continue
            place = number.end
            if (one := self._of_number(reading, number)) is not None:
                found.append(one)
        return found

    def _of_number(self, reading: Reading, figure: Figure) -> _Counted | None:
        """Return what a number counts, where that is people."""
        if (figure.high is not None and figure.high > LARGEST) or self._is_measure(reading, figure):
            return None
        is_article = figure.low == figure.high == 1 and not reading.words[figure.first].folded[0].isdigit()
        reach = ARTICLE_REACH if is_article else NOUN_REACH
        for place in range(figure.end, min(figure.end + reach, len(reading.words))):
            if reading.clauses[place] != reading.clauses[figure.first] or self._is_cut(reading, figure.end, place):
                break
            if place > figure.end and self._figures.plain(reading, place) is not None:
                break
            noun = self._people.at(reading, place)
            if noun is not None and not self._is_of_things(reading, noun):
                return self._made(reading, figure, noun, noun.sense.split("|"))
            state = self._states.at(reading, place)
            if state is not None and place <= figure.end + 1 and not is_article and state.sense != "people":
                return self._made(reading, figure, None, ["", "", ""])
        return None if is_article else self._told_before(reading, figure)

    def _is_measure(self, reading: Reading, figure: Figure) -> bool:
        """Tell whether a number is an age, a distance or a time: `27-year-old`, `aged 30-40`, `40 miles`."""
        end, before = figure.end, figure.first - 1
        if end < len(reading.words) and not self._lexicon.units.isdisjoint(reading.forms[end]):
            return True
        if before >= 0 and reading.words[before].folded == "between":
            before -= 1
        return before >= 0 and not self._lexicon.aged.isdisjoint(reading.forms[before])

    def _told_before(self, reading: Reading, figure: Figure) -> _Counted | None:
        """Return a number without noun right behind its verb: `missing: 25`, `وفقد 25`."""
        for place in range(max(0, figure.first - 2), figure.first):
            state = self._states.at(reading, place)
            if (
                state is not None
                and state.end == figure.first
                and state.sense != "people"
                and self._is_last(reading, figure)
            ):
                return self._made(reading, figure, None, ["", "", ""])
        return None

    def _is_last(self, reading: Reading, figure: Figure) -> bool:
        """Tell whether a number ends its clause or the part of it up to a comma, so that it counts nothing else."""
        end = figure.end
        if end >= len(reading.words) or reading.clauses[end] != reading.clauses[figure.first]:
            return True
        return reading.gap(end).strip() != ""

    def _is_of_things(self, reading: Reading, noun: Found) -> bool:
        return noun.end < len(reading.words) and reading.words[noun.end].folded in self._lexicon.not_people

    def _is_cut(self, reading: Reading, end: int, place: int) -> bool:
        return any(
            "," in reading.gap(n) or "،" in reading.gap(n) or "(" in reading.gap(n) for n in range(end, place + 1)
        )

    def _made(self, reading: Reading, figure: Figure, noun: Found | None, sense: Sequence[str]) -> _Counted:
        what, sex, age = (*sense, "", "")[:3]
        before = range(max(0, figure.first - 3), figure.first)
        is_part = any(
            (found := self._including.at(reading, place)) and found.end > figure.first - 2 for place in before
        )
        return _Counted(figure, noun, what, sex, age, is_part)

    def _state(self, reading: Reading, counted: Sequence[_Counted], at: int, states: Sequence[Found]) -> str:
        """Return what became of people: by the nearest verb of their clause, or as those they are part of."""
        one = counted[at]
        if one.what not in ("", "people"):
            return one.what
        follows = at > 0 and reading.clauses[counted[at - 1].figure.first] == reading.clauses[one.figure.first]
        if follows and one.is_part:
            return counted[at - 1].kind
        clause = reading.clause(one.figure.first)
        further = [other for other in counted[at + 1 :] if not other.is_part]
        stop = min(further[0].figure.first, clause.stop) if further else clause.stop
        last = counted[at - 1] if follows else None
        start = max(last.figure.end, clause.start) if last is not None else clause.start
        after = [state for state in states if one.figure.end <= state.first < min(stop, one.figure.end + AFTER + 8)]
        before = [state for state in states if max(start, one.figure.first - BEFORE) <= state.first < one.figure.first]
        near = [(state.first - one.figure.end, state.sense) for state in after]
        near += [(one.figure.first - state.end, state.sense) for state in before]
        if not any(sense != "people" for _, sense in near) and at + 1 < len(counted) and not counted[at + 1].is_part:
            following = counted[at + 1]
            last_word = one.noun.end if one.noun is not None else one.figure.end
            if following.figure.first - last_word <= 1 and following.figure.first in clause:
                return following.kind if following.what else self._state(reading, counted, at + 1, states)
        told = sorted(near, key=lambda pair: (pair[1] == "people", pair[0]))
        return told[0][1] if told else ""

    def _row(self, reading: Reading, one: _Counted, number: int) -> Proposal:
        end = one.noun.end if one.noun is not None else one.figure.end
        values = [("what", one.kind), ("range", one.figure.typed), ("sex", one.sex), ("age", one.age)]
        paths = tuple((f"counts.{number}.{field}", value) for field, value in values if value)
        sure = one.figure.sure if one.noun is not None else Sureness.READ
        return Proposal(paths, *reading.span(one.figure.first, end), sure)


def _spread(reading: Reading, counted: Sequence[_Counted]) -> None:
    """Take `12 women and 3 children` as parts together where the first is one."""
    for before, one in pairwise(counted):
        last = before.noun.end if before.noun is not None else before.figure.end
        if (
            before.is_part
            and one.figure.first - last <= 1
            and reading.clauses[last - 1] == reading.clauses[one.figure.first]
        ):
            one.is_part = True
