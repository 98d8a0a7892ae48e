"""The dead and missing of incidents that are no longer kept, for a reader: how many, when and where roughly (R-30)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from corridor.core.access.records import Officer
from corridor.core.picture.records import Question
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.picture.clusters import clustered
from corridor.web.desk.picture.conditions import DRAWN
from corridor.web.desk.picture.queries import Answer
from corridor.web.desk.statements import remaining as store
from corridor.web.desk.statements.models import Dataset
from corridor.web.desk.statements.remaining import Remaining


@dataclass(frozen=True)
class Remainder:
    """What remains of the incidents of one month, country and route that one data set told.

    `month` may be a year, or "" where no day was told; `dataset` is None where the reader may not know who told it.
    `marks` are those of what it is taken from.
    """

    month: str
    country: str
    route: str
    dataset: Dataset | None
    incidents: int
    low: int
    high: int
    marks: frozenset[int] = frozenset()


def remaining_for(officer: Officer, answer: Answer) -> tuple[Remainder, ...]:
    """Return what remains of incidents that would answer the same question, the latest month first.

    Nothing where the question asks for more than period, country, route and source: no more of them is known. Whoever
    is told of by something that is kept is not among them.
    """
    question = answer.question
    if question != Question(**{name: getattr(question, name) for name in ANSWERABLE}):
        return ()
    rows = [row for row in store.remaining(officer.reader_class, DRAWN) if _fits(row, question)]
    if not rows:
        return ()
    datasets = _counted(answer, rows)
    # Never by numbers, which hidden rows may have come to first.
    order = {pk: (one.source.code, one.edition) for pk, one in datasets.items()}
    rows = sorted(
        (row for row in rows if row.dataset in datasets), key=lambda row: (order[row.dataset], row[4:], row.key)
    )
    known = visible_marks(officer.reader_class, {one.mark for one in datasets.values()}, DRAWN)
    found: dict[tuple[str, str, str, tuple[str, str]], Remainder] = {}
    for row in _not_told(officer, rows):
        dataset = datasets[row.dataset]
        by = dataset if dataset.mark in known else None
        key = row.month, row.country, row.route, order[row.dataset] if by is not None else ("", "")
        one = found.get(key) or Remainder(row.month, row.country, row.route, by, 0, 0, 0)
        found[key] = replace(
            one,
            incidents=one.incidents + 1,
            low=one.low + row.low,
            high=one.high + row.high,
            marks=one.marks | {row.mark},
        )
    return tuple(found[key] for key in sorted(found, reverse=True))


ANSWERABLE = ("measure", "since", "until", "country", "route", "source", "invented", "own_view")
"""What can be asked of a count that remains; whom a reader trusts counts for nothing there."""


def _fits(row: Remaining, question: Question) -> bool:
    if (question.since or question.until) and not row.month:
        return False
    if question.since and row.month < question.since:
        return False
    if question.until and row.month > question.until:
        return False
    return question.country in ("", row.country) and question.route in ("", row.route)


def _counted(answer: Answer, rows: Iterable[Remaining]) -> dict[int, Dataset]:
    """Return the data sets whose remains count: all reports, and of a published source one edition alone."""
    question = answer.question
    held = Dataset.objects.select_related("source").filter(is_invented=question.invented)
    found = held.in_bulk({row.dataset for row in rows})
    editions = {
        one.dataset.source_id: one.dataset.edition for one in answer.editions if one.is_drawn and one.dataset.mapping
    }
    latest = {one.source_id: one.edition for one in sorted(found.values(), key=lambda one: one.edition) if one.mapping}
    return {
        pk: one
        for pk, one in found.items()
        if not one.mapping or one.edition == editions.get(one.source_id, latest[one.source_id])
        if question.source in ("", one.source.code)
    }


def _not_told(officer: Officer, rows: list[Remaining]) -> list[Remaining]:
    """Return each incident once of which nothing is told any more, neither as itself nor as what it is judged to be."""
    anew = store.told_anew(rows)
    leader = clustered(store.judged_same(officer.reader_class, DRAWN))
    members: dict[int, set[int]] = {}
    for entity, first in leader.items():
        members.setdefault(first, set()).add(entity)
    groups: dict[int, set[int]] = {}
    among: dict[int, list[Remaining]] = {}
    for row in rows:
        first = leader.get(row.entity, row.entity)
        group = groups.setdefault(first, {row.entity} | members.get(first, set()))
        if (other := anew.get((row.dataset, row.key))) is not None:
            group.add(other)
        among.setdefault(first, []).append(row)
    told = store.counted(officer.reader_class, DRAWN, set().union(*groups.values()))
    return [_one(among[first]) for first, group in groups.items() if group.isdisjoint(told)]


def _one(rows: list[Remaining]) -> Remaining:
    """Return one incident as all said it who told of it: from the least to the most."""
    return rows[0]._replace(low=min(row.low for row in rows), high=max(row.high for row in rows))
