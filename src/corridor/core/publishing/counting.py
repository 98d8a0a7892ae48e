"""From what records tell to a table: every person stands once in it, whoever is told without sex or age as unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import product
from math import prod
from typing import Final

from corridor.core.disclosure.codes import UNKNOWN
from corridor.core.disclosure.records import Axis, Table
from corridor.core.kernel.counts import Count
from corridor.core.kernel.months import between, number_of
from corridor.core.publishing.codes import By, Counted, Step
from corridor.core.publishing.errors import AskedWrongly, NothingCounted
from corridor.core.publishing.records import Asked, Counts, Coverage, Key, Told

SEXES: Final = ("female", "male", "other", UNKNOWN)
AGES: Final = ("adult", "child", UNKNOWN)
MOST_CELLS: Final = 6000
LARGEST: Final = 2
"""So many of the largest incidents of a cell decide whether it is in truth one of them."""

MONTH: Final = len("2021-03")
UNDATED: Final = "00"
"""Stands for the month of what is told of a year alone: years hold it, and among months it is unknown."""

People = tuple[str, str]
"""A sex and an age, either of them perhaps unknown."""


def period_of(month: str, step: Step) -> str:
    """Return the period that a month (or a year, or "") lies in; unknown where it is told too coarsely."""
    if len(month) < MONTH and not (step is Step.YEAR and len(month) == 4):
        return UNKNOWN
    if step is Step.YEAR:
        return month[:4]
    return month if step is Step.MONTH else f"{month[:4]}-Q{(int(month[5:7]) + 2) // 3}"


def periods(months: Iterable[str], step: Step) -> tuple[str, ...]:
    """Return every period from the first to the last that is told of, without a gap, and unknown where needed."""
    told = list(months)
    whole = sorted(month if len(month) == MONTH else f"{month}-01" for month in told if len(month) >= 4)
    found = dict.fromkeys(period_of(month, step) for month in between(whole[0], whole[-1])) if whole else {}
    if any(period_of(month, step) == UNKNOWN for month in told):
        found[UNKNOWN] = None
    return tuple(found)


def counts_of(asked: Asked, told: Iterable[Told]) -> Counts:
    """Return the table that records make, dense: a cell for each combination of codes, also where it is 0.

    Of a figure between two bounds the lowest counts; by how much the highest exceed it is told with the table.

    Raises:
        NothingCounted: No record tells a figure.
        AskedWrongly: The table would have too many cells.

    Source: R-28
    """
    lines = [line for line in told if _fits(asked, line)]
    cells: Counter[Key] = Counter()
    coverage = Coverage()
    shares: dict[Key, dict[str, int]] = {}
    for number, line in enumerate(lines):
        figures, coverage = _of_line(asked, line, coverage)
        for key, figure in figures.items():
            cells[key] += figure * line.records
            if asked.counted is not Counted.DETECTIONS:
                shares.setdefault(key, {}).update({f"{number}.{n}": figure for n in range(min(line.records, LARGEST))})
    if not cells:
        raise NothingCounted
    codes = {axis: _codes(axis, asked, lines) for axis in asked.axes}
    if prod(len(of_axis) for of_axis in codes.values()) > MOST_CELLS:
        raise AskedWrongly(field="axes")
    return Counts(codes, {key: cells[key] for key in product(*codes.values())}, coverage, _largest(shares))


def _largest(shares: Mapping[Key, Mapping[str, int]]) -> dict[Key, dict[str, int]]:
    """Return the shares of those incidents that are among the largest of any cell: the others dominate nothing."""
    kept = {name for part in shares.values() for name in sorted(part, key=lambda one: (-part[one], one))[:LARGEST]}
    found = {key: {name: n for name, n in part.items() if name in kept and n} for key, part in shares.items()}
    return {key: part for key, part in found.items() if part}


def _fits(asked: Asked, line: Told) -> bool:
    if not asked.since and not asked.until:
        return True
    if len(line.month) < MONTH:
        return _is_whole(asked, line.month)
    return _asks_for(asked, line.month)


def _asks_for(asked: Asked, month: str) -> bool:
    """Return whether a month is asked for: by its number, as the months are counted that a table is linked by."""
    number = number_of(month)
    is_late = not asked.since or number_of(asked.since) <= number
    return is_late and (not asked.until or number <= number_of(asked.until))


def _is_whole(asked: Asked, year: str) -> bool:
    """Return whether a question asks for all months of a year; what is told of a year alone counts only then."""
    return len(year) == len("2021") and _inside(asked, year) == months_in(year)


def _codes(axis: By, asked: Asked, lines: Iterable[Told]) -> tuple[str, ...]:
    if axis is By.PERIOD and asked.since and asked.until:
        asked_for = dict.fromkeys(period_of(month, asked.step) for month in between(asked.since, asked.until))
        has_years = asked.step is not Step.YEAR and any(
            _is_whole(asked, month[:4]) for month in between(asked.since, asked.until)
        )
        return (*asked_for, *((UNKNOWN,) if has_years else ()))
    if axis is By.PERIOD:
        return periods((line.month for line in lines), asked.step)
    if axis is By.SEX:
        return SEXES
    if axis is By.AGE:
        return AGES
    found = {line.route if axis is By.ROUTE else line.country for line in lines}
    return (*sorted(found - {""}), *((UNKNOWN,) if "" in found else ()))


def _of_line(asked: Asked, line: Told, coverage: Coverage) -> tuple[dict[Key, int], Coverage]:
    """Return what one of some records that tell alike adds to each cell, and what all add to the coverage."""
    counts = [Count.parse(value) for value in line.values]
    total = _total(line, counts)
    if total is None:
        return {}, replace(coverage, untold=coverage.untold + line.records)
    low, high = total
    people = _people(low, counts)
    is_at_odds = people is None
    if people is None:
        people = _people(low, [one for one in counts if one.sex is not None]) or {}
    figures: Counter[Key] = Counter()
    for (sex, age), figure in _with_rest(low, people).items():
        key = tuple(
            {
                By.PERIOD: period_of(line.month, asked.step),
                By.SEX: sex,
                By.AGE: age,
                By.ROUTE: line.route or UNKNOWN,
                By.COUNTRY: line.country or UNKNOWN,
            }[axis]
            for axis in asked.axes
        )
        figures[key] += figure
    n = line.records
    return figures, Coverage(
        told=coverage.told + n,
        untold=coverage.untold,
        undated=coverage.undated + n * (period_of(line.month, asked.step) == UNKNOWN),
        ranges=coverage.ranges + n * (high > low),
        spread=coverage.spread + n * (high - low),
        contradictory=coverage.contradictory + n * is_at_odds,
        unbroken=coverage.unbroken + n * (people == {}),
    )


def _total(line: Told, counts: Iterable[Count]) -> tuple[int, int] | None:
    whole = next((one for one in counts if one.sex is None and one.age is None), None)
    if line.low is not None:
        return line.low, max(line.low, line.high or 0)
    if whole is None:
        return None
    low = whole.low or 0
    return low, max(low, whole.high or 0)


def _people(total: int, counts: Iterable[Count]) -> dict[People, int] | None:
    """Return how many of a total are told by sex, by age or by both; None where they are more than the total.

    What is told by sex alone and by age alone is taken as told of different people. Where there are not enough for
    that, what is told by age alone counts as unknown, in every table alike; where that is still too much, all does.
    """
    said: Counter[People] = Counter()
    for count in counts:
        sex, age = count.sex or UNKNOWN, count.age or UNKNOWN
        people = (UNKNOWN if sex == "unknown" else sex, UNKNOWN if age == "unknown" else age)
        if people != (UNKNOWN, UNKNOWN):
            said[people] += count.low or 0
    found = {people: figure for people, figure in said.items() if UNKNOWN not in people}
    by_sex, by_age = Counter[str](), Counter[str]()
    for (sex, age), figure in found.items():
        by_sex[sex] += figure
        by_age[age] += figure
    for (sex, age), figure in said.items():
        if age == UNKNOWN:
            found[(sex, age)] = max(0, figure - by_sex[sex])
        elif sex == UNKNOWN:
            found[(sex, age)] = max(0, figure - by_age[age])
    return None if sum(found.values()) > total else {people: figure for people, figure in found.items() if figure}


def _with_rest(total: int, people: dict[People, int]) -> dict[People, int]:
    return {**people, (UNKNOWN, UNKNOWN): total - sum(people.values())}


def months_in(period: str) -> tuple[str, ...]:
    """Return the months of a period."""
    if "Q" in period:
        first = 3 * int(period[-1]) - 2
        return tuple(f"{period[:4]}-{first + n:02d}" for n in range(3))
    return (period,) if len(period) == MONTH else tuple(f"{period}-{n:02d}" for n in range(1, 13))


def table_of(asked: Asked, counts: Counts, *, name: str, node: str = "") -> Table:
    """Return the table as disclosure control takes it: linked with others by months, sources and what is counted.

    Args:
        node: Whose holdings are counted; "" where that is nothing to tell apart.
    """
    axes = tuple(_axis(by, codes, asked) for by, codes in counts.codes.items())
    within: dict[str, tuple[str, ...]] = {}
    if node:
        within["node"] = (node,)
    if asked.source:
        within["source"] = (asked.source,)
    if By.PERIOD not in asked.axes and asked.since and asked.until:
        within[By.PERIOD.value] = asked_months(asked)
    cells = {key: count for key, count in counts.cells.items() if count}
    return Table(name, axes, cells, counted=counted_name(asked), within=within, units=counts.units)


def counted_name(asked: Asked) -> str:
    """Return under which name figures are linked with others: what is invented never with what is real."""
    return f"{asked.counted.value} (invented)" if asked.is_invented else asked.counted.value


def _axis(by: By, codes: tuple[str, ...], asked: Asked) -> Axis:
    unknown = UNKNOWN if UNKNOWN in codes else None
    if by is not By.PERIOD:
        return Axis(by.value, codes, unknown)
    groups = {code: _inside(asked, code) for code in codes if code != UNKNOWN}
    years = dict.fromkeys(code[:4] for code in groups)
    undated = {year: f"{year}-{UNDATED}" for year in years if _is_whole(asked, year)}
    if asked.step is Step.YEAR:
        groups = {code: (*groups[code], *((undated[code],) if code in undated else ())) for code in groups}
    elif unknown is not None:
        groups[UNKNOWN] = tuple(undated.values()) if asked.since or asked.until else (*undated.values(), UNKNOWN)
    return Axis(by.value, codes, unknown, groups)


def _inside(asked: Asked, period: str) -> tuple[str, ...]:
    """Return the months of a period that a question asks for."""
    return tuple(month for month in months_in(period) if _asks_for(asked, month))


def asked_months(asked: Asked) -> tuple[str, ...]:
    """Return the months that a question names, and for each whole year among them what is told of it without month."""
    months = tuple(between(asked.since, asked.until))
    years = dict.fromkeys(month[:4] for month in months)
    return (*months, *(f"{year}-{UNDATED}" for year in years if _is_whole(asked, year)))
