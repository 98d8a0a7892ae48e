"""Proposes how a table that no mapping knows may be read: the kind of its rows, its columns, its key.

It proposes only, and a person decides. Columns about single people are left out, and a table that lists people one by
one gets no proposal at all (R-01).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corridor.core.imports.arranging import melted
from corridor.core.imports.breaking import breaks_of, columns_of_groups
from corridor.core.imports.choosing import PREFERRED, Signs, constants_for, key_for, kind_for, main_count
from corridor.core.imports.describing import (
    PARTS,
    Because,
    ColumnPlan,
    Confidence,
    Description,
    fillable,
    type_of,
)
from corridor.core.imports.fitting import Fit, Ground, fit
from corridor.core.imports.leaving import without_totals
from corridor.core.imports.sampling import NEARLY_ALL, Column, columns_of
from corridor.core.imports.seeing import Seeing
from corridor.core.imports.widening import is_span, wide_in
from corridor.core.imports.wording import Group, words_of
from corridor.core.kernel.text import clean

SAMPLE_ROWS = 200
KNOWN = 3.0
"""The share from which a column is what its header says."""

_DATES = ("occurred_on", "period")
_BREAKDOWNS = ("category", "dimension", "indicator")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A description that is proposed, how certain its kind is, and whether the table lists people one by one."""

    description: Description
    kind_confidence: str = ""
    lists_people: bool = False


def propose(
    header: Sequence[str],
    rows: Iterable[Sequence[str | None]],
    name: str,
    ground: Ground,
    *,
    widen: bool = True,
    tags: Sequence[str] = (),
) -> Proposal:
    """Return how a table might be read.

    Args:
        header: The headers of the columns.
        rows: The first rows, as many as are worth looking at.
        name: The name of the file or sheet, whose words help to say what the table tells of.
        widen: Columns that say the same about different months, places or groups may become rows.
        tags: The hashtags below the headers, where there are any.
    """
    plain, kept = header, [list(row) for row in rows]
    records, left_out = without_totals(header, kept, ground.wording)
    columns = columns_of(header, records, ground.wording.missing)
    widened = wide_in(columns, name, ground) if widen else None
    if widened is not None:
        numbered = ((number, [cell or None for cell in row]) for number, row in enumerate(records))
        header, spread = melted(header, numbered, widened.plan.wide)
        columns = columns_of(header, (row for _, row in spread), ground.wording.missing)
    found = _Proposing(columns, name, ground, widened, dict(zip(plain, tags, strict=False))).result()
    if found.lists_people or not found.description.kind:
        return found
    described = replace(found.description, skip=left_out.skip, skip_in=left_out.skip_in)
    return replace(found, description=described)


class _Proposing(Seeing):
    """A proposal on its way: a plan for each column, by its place."""

    def result(self) -> Proposal:
        """Look at each column, choose the kind, give each property its column, and find a key."""
        for column in self.columns:
            self.fits[column.place] = self._fits_of(column)
        if self.is_personal and not self._has_counts() and not self._counts_of_something():
            left = tuple(replace(ColumnPlan(column.header), because=Because.PEOPLE) for column in self.columns)
            return Proposal(Description(left), lists_people=True)
        self._take_parts()
        self._take_breaks()
        signs = self._signs()
        kind, confidence = kind_for(signs, self.registry)
        allowed = frozenset(fillable(kind, self.registry))
        self._assign(allowed)
        constants = constants_for(kind, self.name, self.plans, self.ground)
        self._count(allowed, constants)
        constants = {**constants_for(kind, self.name, self.plans, self.ground), **self._figure_of_its_own(allowed)}
        key, repeats = key_for(kind, self.columns, self.plans, self.registry)
        self._break_down(allowed, key)
        self._name_what_does_not_fit(allowed)
        required = self.registry.schemata[kind].required if kind else ()
        plans = tuple(replace(plan, required=plan.prop in required and not plan.part) for plan in self.plans)
        wide = self.widened.plan if self.widened else None
        if self.widened and self.widened.is_open:
            plans = tuple(_guessed(plan) if wide and plan.header == wide.name else plan for plan in plans)
        # The same columns of another year are another layout.
        names = (f"*{self.widened.year}*",) if self.widened and self.widened.year else ()
        return Proposal(Description(plans, kind, key, repeats, constants, wide=wide, file_names=names), confidence)

    def _figure_of_its_own(self, allowed: frozenset[str]) -> Mapping[str, str]:
        """Let the one column of figures that nothing names be a plain figure, and its header what is counted."""
        is_counted = any(self._is_count(plan.prop) for plan in self.plans)
        if is_counted or len(self.unnamed) != 1 or not {"figure", "indicator"} <= allowed:
            return {}
        column = self.unnamed[0]
        self._figure(column, "figure", Group(), Confidence.GUESS)
        self.plans[column.place] = replace(self.plans[column.place], because=Because.CONTENT)
        return {} if any(plan.prop == "indicator" for plan in self.plans) else {"indicator": clean(column.header)}

    def _take_parts(self) -> None:
        """Lay latitude and longitude together, and year, month and day, where no column holds the whole."""
        parts: dict[str, Column] = {}
        for column in self.columns:
            for name in self._named(column):
                if name.part and name.share == 1 and column.fits_part(name.part):
                    parts.setdefault(name.part, column)
        whole = {one.plan.prop for found in self.fits.values() for one in found if one.share >= 2}
        if "point" not in whole and {"lat", "lon"} <= parts.keys():
            self._join("point", [parts["lat"], parts["lon"]])
        if self.widened is not None and self.widened.about == "period" and "month" in parts:
            # Years as columns and months as rows.
            column = next(one for one in self.columns if one.header == self.widened.plan.name)
            if column.years >= NEARLY_ALL:
                parts["year"] = column
        days = [part for part in PARTS["date"] if part in parts]
        full = any(
            one.plan.prop in _DATES
            and one.share >= 2
            and self.columns[place].years < NEARLY_ALL
            and place not in {parts[part].place for part in days}
            for place, found in self.fits.items()
            for one in found
        )
        if not full and days[:2] == ["year", "month"]:
            self._join("occurred_on", [parts[part] for part in days], ("2019-Oct",))

    def _join(self, prop: str, columns: Sequence[Column], styles: tuple[str, ...] = ()) -> None:
        for column, part in zip(columns, PARTS[type_of(prop, self.registry)], strict=False):
            plan = ColumnPlan(
                column.header,
                prop,
                part,
                styles=styles,
                missing=column.missing,
                confidence=Confidence.SURE,
                because=Because.PARTS,
            )
            self.fits[column.place] = [Fit(plan, 3.5)]
            if column in self.figures:
                self.figures.remove(column)

    def _take_breaks(self) -> None:
        """Let columns beside figures that say a sex or an age tell whom the figures count."""
        if not self._has_counts():
            return
        said: set[str] = set()
        for column in self.columns:
            is_known = any(one.share >= KNOWN for one in self.fits[column.place])
            plan = None if is_known else breaks_of(column, self.wording)
            if plan is None or not said.isdisjoint(plan.breaks.split("-")):
                continue
            said.update(plan.breaks.split("-"))
            self.breaking[column.place] = plan
            self.fits[column.place] = []

    def _signs(self) -> Signs:
        best = {one.plan.prop for found in self.fits.values() for one in found}
        dates = [
            self.columns[place] for place, found in self.fits.items() if any(one.plan.prop in _DATES for one in found)
        ]
        spans = [plan for plan in self.plans if plan.because in (Because.SPAN, Because.FISCAL, Because.MONTH)]
        are_spans = any(plan.because == Because.MONTH or is_span(plan.header) for plan in spans)
        return Signs(
            props=frozenset(best),
            has_counts=self._has_counts() or len(self.unnamed) == 1 or are_spans,
            has_date=bool(dates or spans),
            has_day=any(_has_days(column, self.fits[column.place]) for column in dates),
            names=tuple(c.place for c in self.columns if words_of(c.header) in self.wording.names),
        )

    def _assign(self, allowed: frozenset[str]) -> None:
        """Give each property that is no count the column that fits it best; further ones repeat it."""
        wishes = []
        for place, found in self.fits.items():
            for one in found:
                plan = _dated(one.plan, allowed)
                if plan.prop in allowed and not self._is_count(plan.prop):
                    wishes.append((one.share, self._weight(place, plan), -place, plan))
        taken: dict[str, str] = {}
        wishes.sort(key=lambda wish: wish[:3], reverse=True)
        for _, _, place, plan in wishes:
            if self.plans[-place].prop:
                continue
            if plan.prop not in taken or (plan.part and taken[plan.prop] == "part"):
                self.plans[-place] = plan
                taken[plan.prop] = "part" if plan.part else "whole"
            elif self.plans[-place].because == Because.UNKNOWN:
                self.plans[-place] = ColumnPlan(plan.header, because=Because.REPEATED)

    def _weight(self, place: int, plan: ColumnPlan) -> float:
        column = self.columns[place]
        filled = len(column.values) / max(len(column.cells), 1)
        if plan.prop == "identifier":
            return filled * column.distinct
        return filled + (_has_days(column, [Fit(plan, 1)]) if plan.prop in _DATES else 0)

    def _is_count(self, prop: str) -> bool:
        return type_of(prop, self.registry) == "count"

    def _count(self, allowed: frozenset[str], constants: Mapping[str, str]) -> None:
        """Give figures their properties: named ones first, then those that say no more than that they are figures."""
        taken: set[tuple[str, str, str]] = set()
        for place in sorted(self.fits, key=lambda one: -max((found.share for found in self.fits[one]), default=0)):
            plans = [one.plan for one in self.fits[place] if self._is_count(one.plan.prop) and one.plan.prop in allowed]
            plan = next((one for one in plans if (one.prop, one.sex, one.age) not in taken), None)
            if plan is not None and not self.plans[place].prop:
                self.plans[place] = plan
                taken.add((plan.prop, plan.sex, plan.age))
            elif plans and not self.plans[place].prop:
                self.plans[place] = ColumnPlan(plans[0].header, because=Because.REPEATED)
        for place, plan in self.breaking.items():
            self.plans[place] = plan
        main = main_count(
            {prop for prop, sex, age in taken if not sex and not age},
            allowed,
            self.wording.figure_of.get(constants.get("series", ""), ""),
            has_figures=bool(self.figures),
        )
        for column in self.figures:
            if main and (main, "", "") not in taken:
                self._figure(column, main, Group(), Confidence.LIKELY)
                taken.add((main, "", ""))
        of = main or next((prop for prop in PREFERRED if (prop, "", "") in taken), "")
        of = of or ("people" if self.groups and "people" in allowed else "")
        if of in allowed:
            self._count_groups(of, taken)

    def _count_groups(self, of: str, taken: set[tuple[str, str, str]]) -> None:
        """Give columns of groups the figure that they are part of; bands of the same group are added up."""
        listed = {place: group for place, group in self.groups.items() if not self.plans[place].prop}
        for place, part in columns_of_groups(listed, self.bands, self.columns).items():
            group = listed[place]
            if part is None or (of, group.sex, group.age) in taken:
                self.plans[place] = ColumnPlan(self.columns[place].header, because=Because.REPEATED)
                continue
            self._figure(self.columns[place], of, group, Confidence.LIKELY)
            if part:
                self.plans[place] = replace(self.plans[place], part=part, because=Because.SUM)

    def _break_down(self, allowed: frozenset[str], key: Sequence[str]) -> None:
        """Let columns of the key that say nothing else be what the figures are broken down by."""
        said = {plan.prop for plan in self.plans}
        free = [prop for prop in _BREAKDOWNS if prop in allowed and prop not in said]
        for column in self.columns:
            plan = self.plans[column.place]
            if not free or plan.prop or column.header not in key or plan.because == Because.PEOPLE:
                continue
            if plan.breaks:
                if plan.breaks == "sex" and len(set(plan.codes.values())) == len(plan.codes):
                    continue
                self.plans[column.place] = replace(plan, prop=free.pop(0))
                continue
            prop = free.pop(0)
            self.plans[column.place] = ColumnPlan(
                column.header, prop, missing=column.missing, confidence=Confidence.GUESS, because=Because.DIMENSION
            )

    def _name_what_does_not_fit(self, allowed: frozenset[str]) -> None:
        """Say of columns that are known, but no part of this kind of thing, that they are."""
        for place, found in self.fits.items():
            plan = self.plans[place]
            if plan.because == Because.UNKNOWN and any(one.plan.prop not in allowed for one in found):
                self.plans[place] = replace(plan, because=Because.KIND)

    def _figure(self, column: Column, prop: str, group: Group, confidence: str) -> None:
        found = fit(column, prop, self.ground)
        if found is not None:
            self.plans[column.place] = replace(
                found.plan,
                sex=group.sex,
                age=group.age,
                confidence=confidence,
                because=Because.GROUP if group != Group() else Because.BOTH,
            )


def _guessed(plan: ColumnPlan) -> ColumnPlan:
    return replace(plan, confidence=Confidence.GUESS, because=Because.WIDE) if plan.prop else plan


def _dated(plan: ColumnPlan, allowed: frozenset[str]) -> ColumnPlan:
    """Let a date be the one that the kind of thing has."""
    if plan.prop in _DATES and plan.prop not in allowed:
        return replace(plan, prop=_DATES[plan.prop == "occurred_on"])
    return plan


def _has_days(column: Column, found: Iterable[Fit]) -> bool:
    """Say whether a column tells the day, not only the month or year."""
    if any(one.plan.part == "day" for one in found):
        return True
    return column.days >= NEARLY_ALL
