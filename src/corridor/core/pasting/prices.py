"""What was paid or asked for a journey."""

from __future__ import annotations

from corridor.core.pasting.codes import Sureness
from corridor.core.pasting.figures import Figures
from corridor.core.pasting.reading import Matcher, Reading
from corridor.core.pasting.records import Lexicon, Proposal

MOST = 6
REACH = 14
_SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP"}
_KINDS = ("ransom", "paid", "asked", "advertised", "agreed")
_UNITS = ("person-leg", "family", "group")


class Prices:
    """Reads the fees of texts."""

    def __init__(self, lexicon: Lexicon, figures: Figures) -> None:
        self._figures = figures
        self._currencies = Matcher(lexicon.currencies)
        self._marks = Matcher(mark for mark in lexicon.marks if mark.sense in {*_KINDS, *_UNITS})
        self._fees = Matcher(mark for mark in lexicon.marks if mark.sense == "fee")
        self._seized = Matcher(mark for mark in lexicon.marks if mark.sense == "seized")

    def all(self, reading: Reading) -> tuple[list[Proposal], list[range]]:
        """Return every fee, one row each, and the words that they take."""
        rows: list[Proposal] = []
        taken: list[range] = []
        for figure in self._figures.all(reading):
            money = self._currency(reading, figure.first, figure.end)
            amount = figure.high if figure.low is None else figure.low
            if money is None or amount is None:
                continue
            currency, end = money
            taken.append(range(figure.first, end))
            around = self._around(reading, figure.first, end)
            if len(rows) < MOST and self._is_fee(reading, around):
                rows.append(self._row(reading, around, (figure.first, end), amount, currency, len(rows)))
        return rows, taken

    def _currency(self, reading: Reading, first: int, end: int) -> tuple[str, int] | None:
        before = reading.gap(first).strip()[-1:]
        if before in _SYMBOLS:
            return _SYMBOLS[before], end
        after = (
            reading.gap(end).strip()[:1]
            if end < len(reading.words)
            else reading.text[reading.words[end - 1].end :].strip()[:1]
        )
        if after in _SYMBOLS:
            return _SYMBOLS[after], end
        if end < len(reading.words) and reading.clauses[end] == reading.clauses[first]:
            at = end + 1 if reading.words[end].folded in ("de", "d") and end + 1 < len(reading.words) else end
            if found := self._currencies.at(reading, at):
                return found.sense, found.end
        if first > 0 and (found := self._currencies.at(reading, first - 1)) and found.end == first:
            return found.sense, end
        return None

    def _around(self, reading: Reading, first: int, end: int) -> range:
        clause = reading.clause(first)
        return range(max(clause.start, first - REACH), min(clause.stop, end + REACH))

    def _is_fee(self, reading: Reading, around: range) -> bool:
        """Tell whether money is paid for a journey here, rather than seized or fined."""
        if any(self._seized.at(reading, place) for place in around):
            return False
        return any(self._fees.at(reading, place) or self._unit(reading, place) for place in around)

    def _unit(self, reading: Reading, place: int) -> str:
        found = self._marks.at(reading, place)
        return found.sense if found is not None and found.sense in _UNITS else ""

    def _row(
        self, reading: Reading, around: range, words: tuple[int, int], amount: int, currency: str, number: int
    ) -> Proposal:
        told = [(abs(place - words[0]), found.sense) for place in around if (found := self._marks.at(reading, place))]
        kind = min((one for one in told if one[1] in _KINDS), default=(0, ""))[1]
        unit = min((one for one in told if one[1] in _UNITS), default=(0, ""))[1]
        kind = "ransom" if any(sense == "ransom" for _, sense in told) else kind
        values = [
            ("amount", str(amount)),
            ("currency", currency),
            ("per", unit if unit != "person-leg" else "person-journey"),
            ("price_kind", kind),
            ("leg", "journey"),
        ]
        paths = tuple((f"fees.{number}.{field}", value) for field, value in values if value)
        sure = Sureness.STATED if unit and kind else Sureness.READ
        return Proposal(paths, *reading.span(*words), sure)
