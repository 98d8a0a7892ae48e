"""Tells the pieces of an entry in the language of a report: half-years, days, steps, amounts, evidence and values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from babel.numbers import format_decimal

from corridor.core.answers.records import Labels, Reported
from corridor.core.commitments.codes import Unit
from corridor.core.commitments.records import Catalogue, Indicator
from corridor.core.progress.codes import Found
from corridor.core.progress.records import Budget, Due, Evidence, Value
from corridor.web.design.punctuation import COMMA, colon, in_a_row, joined
from corridor.web.design.shown import MINUS, day, isolated, locale_of
from corridor.web.desk.briefings.paper import RIGHT_TO_LEFT, first_direction
from corridor.web.desk.commitments import wording

FORMAT = "#,##0.######"


class Telling:
    """The words of one language."""

    def __init__(self, language: str, labels: Mapping[str, Labels]) -> None:
        self.language, self.labels = language, labels
        self._indicators: dict[str, Indicator] = {}

    def say(self, name: str, **filled: str) -> str:
        """Return a text of the frame, filled in."""
        return self.labels[name][self.language].format(**filled)

    def listed(self, texts: Iterable[str]) -> str:
        """Return texts one after the other, as the language lists them."""
        return joined(texts, self.language)

    def places(self, texts: Iterable[str]) -> str:
        """Return places in documents one after the other, so that a comma inside one is not taken for the next."""
        found = list(texts)
        if any(COMMA.get(self.language, ", ") in one for one in found):
            return in_a_row(found, self.language)
        return self.listed(found)

    def named(self, name: str, told: str) -> str:
        """Return what something is, and what is told of it."""
        return f"{name}{colon(self.language)} {told}"

    def day(self, on: date) -> str:
        """Return a day in words."""
        return day(on.isoformat(), self.language)

    def half(self, period: str) -> str:
        """Return a half-year in words."""
        return self.say("half", half=self.say(f"half-{period[-1]}"), year=period[:4])

    def span(self, since: str, until: str) -> str:
        """Return one half-year, or from which to which."""
        if since == until:
            return self.half(since)
        return self.say("span", since=self.half(since), until=self.half(until))

    def figure(self, value: Decimal | int) -> str:
        """Return a figure with the separators of the language."""
        return format_decimal(value, format=FORMAT, locale=locale_of(self.language)).replace("-", MINUS)

    def own(self, text: str) -> str:
        """Return a text of others, kept apart where it runs in another direction than the report."""
        direction = "rtl" if self.language in RIGHT_TO_LEFT else "ltr"
        if first_direction(text) in ("", direction):
            return text
        return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"

    def steps(self, one: Reported) -> Iterator[str]:
        """Yield the steps of an entry, each with the first day told for it."""
        known = {due.key for due in one.dues}
        for due in one.dues:
            when = [self.say("due", day=self.day(due.first_due))]
            when += [self.say("moved", day=self.day(due.due))] if due.is_moved else []
            when += [self.say("done-on", day=self.day(due.done_on))] if due.done_on else []
            yield f"{self.own(due.text)} ({self.listed(when)})"
        for step in one.said.milestones:
            if step.key not in known:
                when = [self.say("done-on", day=self.day(step.done_on)) if step.done_on else self.say("no-day")]
                yield f"{self.own(step.text)} ({self.listed(when)})"

    def late(self, one: Due) -> str:
        """Return a step that is overdue, with its first day."""
        when = [self.say("overdue-since", day=self.day(one.first_due))]
        when += [self.say("moved", day=self.day(one.due))] if one.is_moved else []
        return f"{self.own(one.text)} ({self.listed(when)})"

    def budget(self, one: Budget) -> str:
        """Return an amount of a year."""
        of = self.listed((str(one.year), self.say(f"money-{one.money}")))
        return f"{isolated(f'{self.figure(one.amount)} {one.currency}')} ({of})"

    def proof(self, one: Evidence) -> str:
        """Return a piece of evidence: what it is, its title, and where it is."""
        missing = f" ({self.say('missing')})" if one.found is Found.MISSING else ""
        told = f"{self.own(one.title)} · {isolated(one.reference)}{missing}"
        return self.named(self.say(f"proof-{one.proof.value}"), told)

    def value(self, one: Value, catalogue: Catalogue) -> str:
        """Return the value of an indicator with its period and method."""
        if not self._indicators:
            self._indicators = {each.id: each for item in catalogue.items.values() for each in item.indicators}
        indicator = self._indicators.get(one.indicator)
        measure = wording.measure(indicator, self.language) if indicator else one.indicator
        low, high = self._in_unit(one.low, indicator), self._in_unit(one.high, indicator)
        span = low if low == high else f"{low}–{high}"
        how = self.named(self.say(f"how-{one.how.value}"), self.own(one.method))
        behind = in_a_row((self.half(one.period), how), self.language)
        return self.named(measure, f"{isolated(span)} ({behind})")

    def _in_unit(self, number: Decimal, indicator: Indicator | None) -> str:
        if indicator is not None and indicator.unit is Unit.YES_NO:
            return self.say("yes" if number else "no")
        return self.figure(number) + (" %" if indicator is not None and indicator.unit is Unit.PERCENT else "")
