"""Proposes how a table that no mapping knows may be read: the kind of its rows, its columns, its key.

It proposes only, and a person decides. Columns about single people are left out, and a table that lists people one by
one gets no proposal at all (R-01).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corridor.core.entities.registry import Registry
from corridor.core.imports.choosing import Signs, constants_for, key_for, kind_for
from corridor.core.imports.describing import (
    PARTS,
    Because,
    ColumnPlan,
    Confidence,
    Description,
    fillable,
    type_of,
)
from corridor.core.imports.fitting import Fit, Ground, by_content, by_name, fit, is_figure
from corridor.core.imports.sampling import NEARLY_ALL, Column, columns_of
from corridor.core.imports.wording import Group, Named, Wording, words_of
from corridor.core.kernel.countries import Countries
from corridor.core.kernel.text import fold

SAMPLE_ROWS = 200
_CONTACTS = 0.3
_DATES = ("occurred_on", "period")
_BREAKDOWNS = ("category", "dimension", "indicator")
_PREFERRED = ("dead_or_missing", "people", "detections", "dead", "missing", "survivors")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A description that is proposed, how certain its kind is, and whether the table lists people one by one."""

    description: Description
    kind_confidence: str = ""
    lists_people: bool = False


def propose(header: Sequence[str], rows: Iterable[Sequence[str | None]], name: str, ground: Ground) -> Proposal:
    """Return how a table might be read.

    Args:
        header: The headers of the columns.
        rows: The first rows, as many as are worth looking at.
        name: The name of the file or sheet, whose words help to say what the table tells of.
    """
    return _Proposing(columns_of(header, rows, ground.wording.missing), name, ground).result()


def ground_from(wording: Wording, registry: Registry, countries: Countries) -> Ground:
    """Return what proposals stand on."""
    return Ground(wording, registry, countries)


class _Proposing:
    """A proposal on its way: a plan for each column, by its place."""

    def __init__(self, columns: list[Column], name: str, ground: Ground) -> None:
        self.columns = columns
        self.name = name
        self.ground = ground
        self.wording = ground.wording
        self.registry = ground.registry
        self.plans = [ColumnPlan(column.header, because=Because.UNKNOWN) for column in columns]
        self.fits: dict[int, list[Fit]] = {}
        self.figures: list[Column] = []
        self.groups: dict[int, Group] = {}
        self.is_personal = False

    def result(self) -> Proposal:
        """Look at each column, choose the kind, give each property its column, and find a key."""
        for column in self.columns:
            self.fits[column.place] = self._fits_of(column)
        if self.is_personal and not self._has_counts():
            left = tuple(replace(ColumnPlan(column.header), because=Because.PEOPLE) for column in self.columns)
            return Proposal(Description(left), lists_people=True)
        self._take_parts()
        signs = self._signs()
        kind, confidence = kind_for(signs, self.registry)
        allowed = frozenset(fillable(kind, self.registry))
        self._assign(allowed)
        constants = constants_for(kind, self.name, self.plans, self.ground)
        self._count(allowed, constants)
        constants = constants_for(kind, self.name, self.plans, self.ground)
        key, repeats = key_for(kind, self.columns, self.plans, self.registry)
        self._break_down(allowed, key)
        required = self.registry.schemata[kind].required if kind else ()
        plans = (replace(plan, required=plan.prop in required and not plan.part) for plan in self.plans)
        return Proposal(Description(tuple(plans), kind, key, repeats, constants), confidence)

    # --- one column by itself

    def _fits_of(self, column: Column) -> list[Fit]:
        leave = self._reason_to_leave(column)
        if leave is not None:
            self.plans[column.place] = ColumnPlan(column.header, because=leave)
            return []
        group, rest = self.wording.group_in(column.header)
        if (group.sex or group.age) and column.counts >= NEARLY_ALL:
            self.groups[column.place] = group
            named = self.wording.named(" ".join(rest)) if rest else ()
            return [
                Fit(replace(one.plan, sex=group.sex, age=group.age), one.share) for one in self._counting(column, named)
            ]
        if is_figure(column, self.wording) and not _is_running(column):
            self.figures.append(column)
            return []
        names = [name for name in self.wording.named(column.header) if name.prop]
        found = [one for name in names if (one := by_name(column, name, self.ground))]
        if not found and (content := by_content(column, self.ground)):
            found = [content]
        if not found and any(type_of(name.prop, self.registry) == "code" for name in names):
            self.plans[column.place] = ColumnPlan(column.header, because=Because.CODES)
        return sorted(found, key=lambda one: -one.share)

    def _counting(self, column: Column, named: Sequence[Named]) -> list[Fit]:
        counts = (name for name in named if type_of(name.prop, self.registry) == "count")
        return [one for name in counts if (one := by_name(column, name, self.ground))]

    def _reason_to_leave(self, column: Column) -> Because | None:
        header = column.header
        if not fold(header):
            return Because.EMPTY
        if self.wording.is_about_people(header):
            self.is_personal = True
            return Because.PEOPLE
        if not column.values:
            return Because.EMPTY
        if self.wording.is_person_column(header):
            self.is_personal = True
            return Because.DIMENSION
        named = {name.prop for name in self.wording.named(header)}
        if column.contacts >= _CONTACTS and not named & {"identifier", "url", *_DATES}:
            return Because.CONTACT
        if words_of(header) in self.wording.free_text or (column.is_free_text and not named):
            return Because.FREE_TEXT
        return None

    def _has_counts(self) -> bool:
        fits = (one for found in self.fits.values() for one in found)
        return bool(self.figures or self.groups) or any(
            type_of(one.plan.prop, self.registry) == "count" for one in fits
        )

    # --- columns together

    def _take_parts(self) -> None:
        """Lay latitude and longitude together, and year, month and day, where no column holds the whole."""
        parts: dict[str, Column] = {}
        for column in self.columns:
            for name in self.wording.named(column.header):
                if name.part and name.share == 1 and _fits_part(column, name.part):
                    parts.setdefault(name.part, column)
        whole = {one.plan.prop for found in self.fits.values() for one in found if one.share >= 2}
        if "point" not in whole and {"lat", "lon"} <= parts.keys():
            self._join("point", [parts["lat"], parts["lon"]])
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

    def _signs(self) -> Signs:
        best = {one.plan.prop for found in self.fits.values() for one in found}
        dates = [
            self.columns[place] for place, found in self.fits.items() if any(one.plan.prop in _DATES for one in found)
        ]
        return Signs(
            props=frozenset(best),
            has_counts=self._has_counts(),
            has_date=bool(dates),
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
        main = self._main({prop for prop, sex, age in taken if not sex and not age}, allowed, constants)
        for column in self.figures:
            if main and (main, "", "") not in taken:
                self._figure(column, main, Group(), Confidence.LIKELY)
                taken.add((main, "", ""))
        of = main or next((prop for prop in _PREFERRED if (prop, "", "") in taken), "")
        for place, group in self.groups.items():
            if not self.plans[place].prop and of in allowed and (of, group.sex, group.age) not in taken:
                self._figure(self.columns[place], of, group, Confidence.LIKELY)
                taken.add((of, group.sex, group.age))

    def _break_down(self, allowed: frozenset[str], key: Sequence[str]) -> None:
        """Let columns of the key that say nothing else be what the figures are broken down by."""
        said = {plan.prop for plan in self.plans}
        free = [prop for prop in _BREAKDOWNS if prop in allowed and prop not in said]
        for column in self.columns:
            plan = self.plans[column.place]
            if not free or plan.prop or column.header not in key or plan.because == Because.PEOPLE:
                continue
            if plan.because == Because.DIMENSION and self.wording.is_person_column(column.header) != "age":
                continue
            prop = free.pop(0)
            self.plans[column.place] = ColumnPlan(
                column.header, prop, missing=column.missing, confidence=Confidence.GUESS, because=Because.DIMENSION
            )

    def _main(self, said: set[str], allowed: frozenset[str], constants: Mapping[str, str]) -> str:
        """Return what a column called no more than "total" or "number" counts."""
        if not self.figures and said:
            return next((prop for prop in _PREFERRED if prop in said), "")
        if said & {"dead", "missing"}:
            choices: tuple[str, ...] = ("dead_or_missing", "people")
        else:
            of_series = self.wording.figure_of.get(constants.get("series", ""), "")
            choices = (*((of_series,) if of_series else ()), "people", "figure")
        return next((prop for prop in choices if prop in allowed and prop not in said), "")

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


def _is_running(column: Column) -> bool:
    """Say whether a column only numbers the rows."""
    return column.values == tuple(str(number) for number in range(1, len(column.values) + 1)) and len(column.values) > 2


def _fits_part(column: Column, part: str) -> bool:
    if part in ("lat", "lon"):
        return column.numbers >= NEARLY_ALL and column.within(90 if part == "lat" else 180)
    if part == "year":
        return column.years >= NEARLY_ALL
    return part == "month" or (column.counts >= NEARLY_ALL and column.within(31))
