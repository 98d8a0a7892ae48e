"""Reads of causes: what is measured of an area, what published series count of who came from it, what was worked out.

A nationality is asked for here as the column of a published table alone, for an area of origin as a whole (R-24).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.causes.codes import SUMMED, Grain, Outcome, Unassessed, Verdict
from corridor.core.causes.records import AreaFigure, AreaLine, Association, Finding
from corridor.core.causes.rules import associations, check_compared, grain_of, lines_of, to_years
from corridor.core.kernel.counts import Count
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.picture.conditions import DRAWN
from corridor.web.desk.series import worked
from corridor.web.desk.series.models import Worked
from corridor.web.desk.statements import measured
from corridor.web.desk.statements.models import Dataset
from corridor.web.desk.statements.queries import summed_up

KIND = "causes.1"
UNIT_OF_COUNTS = "people-or-crossings"

SUMS = frozenset(
    {"net-migration", "gross-product", "remittances-in", "remittances-out", "climate-events", "conflict-deaths"}
)
"""Indicators whose months are added up where years are made of them; of others the mean stands for the year."""


@dataclass(frozen=True)
class Question:
    """What is asked: of which area, which outcome by its key, and the indicator that is drawn beside it.

    `by_year` makes years of months; it is never done unasked.
    """

    area: str = ""
    outcome: str = ""
    beside: str = ""
    by_year: bool = False


@dataclass(frozen=True)
class Told:
    """All lines of an area: outcomes, indicators, the one of each that was chosen, and the sources by their codes."""

    question: Question
    outcomes: tuple[AreaLine, ...]
    indicators: tuple[AreaLine, ...]
    outcome: AreaLine | None
    beside: AreaLine | None
    sources: Mapping[str, Dataset]
    marks: frozenset[int] = frozenset()

    @property
    def comparable(self) -> tuple[AreaLine, ...]:
        """The indicators that are told for the same kind of period as the outcome, and are not it."""
        chosen = self.outcome
        if chosen is None:
            return ()
        return tuple(line for line in self.indicators if line.grain is chosen.grain and line.key != chosen.key)

    @property
    def apart(self) -> tuple[AreaLine, ...]:
        """The indicators that are told for another kind of period, and are compared with nothing."""
        chosen = self.outcome
        return tuple(line for line in self.indicators if chosen is not None and line.grain is not chosen.grain)


def areas_for(officer: Officer) -> tuple[str, ...]:
    """Return the countries of which the officer may read and count any indicator."""
    check_permission(officer, Permission.PICTURE_READ)
    return tuple(area for area, _ in measured.areas_read(officer.reader_class, DRAWN))


def told_for(officer: Officer, question: Question) -> Told:
    """Return every line of an area that the officer may see and count."""
    check_permission(officer, Permission.PICTURE_READ)
    datasets = _datasets(officer)
    codes = _codes(datasets)
    marks: set[int] = set()
    indicators = _indicators(officer, question.area, codes, marks) if question.area else ()
    series = {pk: code for pk, code in codes.items() if datasets[pk].scope == "series"}
    outcomes = [*_outcomes(officer, question.area, series, marks)] if question.area else []
    outcomes += [line for line in indicators if line.code == "net-migration"]
    if question.by_year:
        indicators = _as_years(indicators)
        outcomes = list(_as_years(outcomes))
    outcome = next((line for line in outcomes if line.key == question.outcome), outcomes[0] if outcomes else None)
    beside = [line for line in indicators if outcome is None or line.key != outcome.key]
    fitting = [line for line in beside if outcome is not None and line.grain is outcome.grain]
    chosen = next((line for line in beside if line.key == question.beside), None)
    return Told(
        question=question,
        outcomes=tuple(outcomes),
        indicators=indicators,
        outcome=outcome,
        beside=chosen or next(iter(fitting or beside), None),
        sources={code: datasets[pk] for pk, code in codes.items()},
        marks=frozenset(marks),
    )


def _as_years(lines: Iterable[AreaLine]) -> tuple[AreaLine, ...]:
    """Return lines of months as lines of years, unless the same source tells years itself."""
    found = list(lines)
    own = {(line.code, line.unit, line.source) for line in found if line.grain is Grain.YEAR}
    made = []
    for line in found:
        if line.grain is Grain.YEAR:
            made.append(line)
        elif (line.code, line.unit, line.source) not in own:
            made.append(to_years(line, is_count=line.code in SUMS or line.unit == UNIT_OF_COUNTS))
    return tuple(line for line in made if line.values)


def _codes(datasets: Mapping[int, Dataset]) -> dict[int, str]:
    """Return the word by which each data set is a source of its own; two that bear one name are told apart."""
    plain = {pk: f"{row.source.code}.{row.edition}" for pk, row in datasets.items()}
    twice = {code for code, count in Counter(plain.values()).items() if count > 1}
    return {pk: f"{code}.{datasets[pk].uid[:8]}" if code in twice else code for pk, code in plain.items()}


def _datasets(officer: Officer) -> dict[int, Dataset]:
    """Return the published data sets that the officer may read and count; invented ones are none of them."""
    rows = Dataset.objects.select_related("source").filter(is_invented=False).exclude(mapping="")
    known = summed_up(list(rows.order_by("source__code", "edition", "uid")))
    readable = visible_marks(officer.reader_class, [row.mark for row in known], DRAWN)
    return {row.pk: row for row in known if row.mark in readable}


def _indicators(officer: Officer, area: str, codes: Mapping[int, str], marks: set[int]) -> tuple[AreaLine, ...]:
    """Return the lines of an area's indicators, and note the marks that they rest on."""
    rows = [one for one in measured.read_of(officer.reader_class, DRAWN, country=area) if one.dataset in codes]
    marks.update(one.mark for one in rows)
    found = [
        AreaFigure(one.indicator, one.unit, one.country, one.period, float(one.value), codes[one.dataset])
        for one in rows
    ]
    return lines_of(found, covered=_covered(officer, found, codes, marks))


def _covered(
    officer: Officer, figures: Iterable[AreaFigure], codes: Mapping[int, str], marks: set[int]
) -> dict[str, tuple[str, ...]]:
    """Return the months of which a source of single events tells anything, wherever it happened.

    What is told of elsewhere makes a month here zero instead of missing: its marks are noted too.
    """
    wanted = sorted({one.code for one in figures if one.code in SUMMED})
    found: dict[str, set[str]] = defaultdict(set)
    for code in wanted:
        for row in measured.read_of(officer.reader_class, DRAWN, indicator=code):
            if row.dataset in codes:
                found[codes[row.dataset]].add(row.period[:7])
                marks.add(row.mark)
    return {source: tuple(sorted(periods)) for source, periods in found.items()}


def _outcomes(officer: Officer, area: str, series: Mapping[int, str], marks: set[int]) -> Iterable[AreaLine]:
    """Yield what each published series counts of those who came from an area; covered periods without a row are 0."""
    covered: dict[int, set[str]] = defaultdict(set)
    covering: dict[int, set[int]] = defaultdict(set)
    for dataset, period, mark in measured.periods_of(officer.reader_class, DRAWN, sorted(series)):
        covered[dataset].add(period)
        covering[dataset].add(mark)
    for pk, code in series.items():
        for outcome in Outcome:
            rows = measured.counted_of(officer.reader_class, DRAWN, pk, outcome.value, area)
            marks.update(one.mark for one in rows)
            values = _sums(rows)
            for grain in Grain:
                told = {period: value for period, value in values.items() if grain_of(period) is grain}
                if told:
                    marks.update(covering[pk])
                    periods = [one for one in covered[pk] if grain_of(one) is grain and one]
                    whole = {period: told.get(period, 0.0) for period in sorted(periods)}
                    yield AreaLine(outcome.value, UNIT_OF_COUNTS, area, code, grain, whole)


def _sums(rows: Iterable[measured.Counted]) -> dict[str, float]:
    """Return the sum for each period; a record that tells a whole and its parts counts by the whole alone."""
    by_record: dict[tuple[str, int], list[Count]] = defaultdict(list)
    for row in rows:
        by_record[(row.period[:7], row.record)].append(Count.parse(row.value))
    found: dict[str, float] = defaultdict(float)
    for (period, _), counts in by_record.items():
        whole = [one for one in counts if one.sex is None and one.age is None]
        found[period] += sum(_middle(one) for one in (whole[:1] or counts))
    return dict(found)


def _middle(count: Count) -> float:
    low = count.low if count.low is not None else count.high or 0
    high = count.high if count.high is not None else low
    return (low + high) / 2


# --- what was worked out ---------------------------------------------------------------------------------------------


def inputs_of(told: Told) -> dict[str, Any] | None:
    """Return all that the association rests on, as the officer may see it; None where there is nothing to compare."""
    if told.outcome is None or not told.comparable:
        return None
    for line in told.comparable:
        check_compared(told.outcome, line)
    figures = {
        "grain": told.outcome.grain.value,
        "outcome": dict(told.outcome.values),
        "lines": {line.key: dict(line.values) for line in told.comparable},
    }
    digest = hashlib.sha256(json.dumps(figures, sort_keys=True).encode()).digest()
    return {**figures, "seed": int.from_bytes(digest[:4], "big")}


def found_for(told: Told) -> Worked | None:
    """Return the work on these lines if anybody who sees the same asked for it."""
    inputs = inputs_of(told)
    return None if inputs is None else worked.found(KIND, inputs)


def associations_in(answer: Mapping[str, Any], told: Told) -> tuple[Association, ...]:
    """Return what the work found of each indicator, those that move together first."""
    tested = [
        Finding(**{**one, "reason": Unassessed(one["reason"]) if one["reason"] else None}) for one in answer["tested"]
    ]
    order = [Verdict.TOGETHER, Verdict.NOT_FOUND, Verdict.UNASSESSED]
    known = {line.key for line in told.comparable}
    found = [one for one in associations(tested) if one.line in known]
    return tuple(sorted(found, key=lambda one: (order.index(one.verdict), one.line)))
