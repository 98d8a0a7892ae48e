"""Looks at each column of a table by itself: what it may be, whom it counts, and why it is left out.

What columns mean together, and which of them has a property, `proposing` decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corridor.core.imports.arranging import SHEET
from corridor.core.imports.cells import figure
from corridor.core.imports.describing import Because, ColumnPlan, Confidence, type_of
from corridor.core.imports.fitting import Fit, Ground, by_content, by_name, fit, is_figure
from corridor.core.imports.leaving import reason_to_leave
from corridor.core.imports.sampling import NEARLY_ALL, Column
from corridor.core.imports.widening import Widened, is_month, is_span
from corridor.core.imports.wording import Group, Named

MORE_THAN_A_FAMILY = 20
"""A number of something above this is not said of one person."""


class Seeing:
    """The columns of a table as each is seen by itself: what it fits, by its place, the best first.

    `figures` hold figures and say no more, `groups` whom others count, `bands` those told by an age; `unnamed` count
    something that no word here names. `is_personal` says that a column was left out because it is about single people.
    """

    def __init__(
        self,
        columns: list[Column],
        name: str,
        ground: Ground,
        widened: Widened | None = None,
        tags: Mapping[str, str] | None = None,
    ) -> None:
        self.widened = widened
        self.tags = tags or {}
        self.columns = columns
        self.name = name
        self.ground = ground
        self.wording = ground.wording
        self.registry = ground.registry
        self.plans = [ColumnPlan(column.header, because=Because.UNKNOWN) for column in columns]
        self.fits: dict[int, list[Fit]] = {}
        self.figures: list[Column] = []
        self.groups: dict[int, Group] = {}
        self.bands: set[int] = set()
        self.breaking: dict[int, ColumnPlan] = {}
        self.is_personal = False
        self.unnamed: list[Column] = []

    def _fits_of(self, column: Column) -> list[Fit]:
        leave = reason_to_leave(column, self.wording)
        if leave is not None:
            self.is_personal |= leave in (Because.PEOPLE, Because.DIMENSION)
            self.plans[column.place] = ColumnPlan(column.header, because=leave)
            return []
        because = self._beside_wide(column)
        if because is None and self.wording.is_fiscal(column.header) and column.styles[1] >= NEARLY_ALL:
            because = Because.FISCAL
        if because is not None:
            self.plans[column.place] = ColumnPlan(column.header, because=because)
            return []
        if column.counts >= NEARLY_ALL and self.wording.is_rate(column.header):
            self.plans[column.place] = ColumnPlan(column.header, because=Because.RATE)
            return []
        if column.counts >= NEARLY_ALL and is_month(column.header):
            self.plans[column.place] = ColumnPlan(column.header, because=Because.MONTH)
            return []
        group, rest = self._group_of(column)
        if (group.sex or group.age) and column.counts >= NEARLY_ALL:
            named = self.wording.named(" ".join(rest)) if rest else ()
            if rest and not any(type_of(name.prop, self.registry) == "count" for name in named):
                return []  # A group of something that is not known.
            self.groups[column.place] = group
            return [
                Fit(replace(one.plan, sex=group.sex, age=group.age), one.share) for one in self._counting(column, named)
            ]
        is_spread = self.widened is not None and column.header == self.widened.plan.value
        if is_figure(column, self.wording) and (is_spread or not column.is_running):
            self.figures.append(column)
            return []
        names = [name for name in self._named(column) if name.prop]
        found = [one for name in names if (one := by_name(column, name, self.ground) or self._spread(column, name))]
        if not found and (content := by_content(column, self.ground)):
            found = [content]
        if not found and any(type_of(name.prop, self.registry) == "code" for name in names):
            self.plans[column.place] = ColumnPlan(column.header, because=Because.CODES)
        is_date = any(type_of(name.prop, self.registry) == "date" for name in names)
        if not found and (is_date or (column.counts >= NEARLY_ALL and is_span(column.header))):
            self.plans[column.place] = ColumnPlan(column.header, because=Because.SPAN)
        if not found and self._may_count(column):
            self.unnamed.append(column)
        return sorted(found, key=lambda one: -one.share)

    def _may_count(self, column: Column) -> bool:
        """Say whether a column holds counts of something that no word here names."""
        if column.counts < NEARLY_ALL or column.is_running or column.years >= NEARLY_ALL:
            return False
        if self.wording.is_total(column.header):
            return False
        return self.plans[column.place].because == Because.UNKNOWN and not any(
            name.part for name in self._named(column)
        )

    def _named(self, column: Column) -> tuple[Named, ...]:
        """Return what a column may be, by its hashtag where it has one that is known, by its header otherwise."""
        if column.header == SHEET and column.values:
            year = (Named("", "year", 1.0),) if column.years >= NEARLY_ALL else ()
            return (Named("period" if column.styles[1] >= NEARLY_ALL else "country", "", 1.0), *year)
        return self.wording.tagged(self.tags.get(column.header, "")) or self.wording.named(column.header)

    def _spread(self, column: Column, name: Named) -> Fit | None:
        """Return what the headers of wide columns are, whether or not most of them are known."""
        if self.widened is None or column.header != self.widened.plan.name or name.share < 1:
            return None
        found = fit(column, name.prop, self.ground)
        return found and Fit(replace(found.plan, confidence=Confidence.GUESS, because=Because.NAME), 2.0)

    def _beside_wide(self, column: Column) -> Because | None:
        """Say why figures beside wide columns are left out, or nothing."""
        if self.widened is None:
            return None
        if column.header in self.widened.totals:
            return Because.TOTAL
        return Because.BESIDE if column.header in self.widened.beside else None

    def _group_of(self, column: Column) -> tuple[Group, tuple[str, ...]]:
        """Return whom a column of figures counts, and the words of its header that do not say that."""
        tagged = self.wording.group_tagged(self.tags.get(column.header, ""))
        if tagged != Group():
            return tagged, ()
        band = self.wording.band_in(column.header)
        if band is not None:
            if band.age:
                self.bands.add(column.place)
            return Group(band.sex, band.age), ()
        return self.wording.group_in(column.header)

    def _counting(self, column: Column, named: Sequence[Named]) -> list[Fit]:
        counts = (name for name in named if type_of(name.prop, self.registry) == "count")
        return [one for name in counts if (one := by_name(column, name, self.ground))]

    def _has_counts(self) -> bool:
        """Say whether a column counts something that a word here names."""
        fits = (one for found in self.fits.values() for one in found)
        return bool(self.figures or self.groups) or any(
            type_of(one.plan.prop, self.registry) == "count" for one in fits
        )

    def _counts_of_something(self) -> bool:
        """Say whether a column says how many there are of something, more than could be said of one person.

        Where a name, a number or a date of birth stands beside it, it is still a list of people.
        """
        if any(plan.because == Because.PEOPLE for plan in self.plans):
            return False
        return any(
            self.wording.is_number_of(column.header)
            and any((figure(value, column.thousands) or 0) > MORE_THAN_A_FAMILY for value in column.values)
            for column in self.unnamed
        )
