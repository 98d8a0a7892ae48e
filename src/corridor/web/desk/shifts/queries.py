"""Reads of shifts: the families of a reader, what a scan of them found, and what the own authority says of it."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.picture.codes import Scope as Drawn
from corridor.core.series.codes import Counted, Unassessed
from corridor.core.series.records import Scope, Series
from corridor.core.series.rules import together, unassessed
from corridor.core.shifts.codes import Along
from corridor.core.shifts.rules.along import FEWEST_MONTHS, MOST_ROUTES
from corridor.web.base.marks.queries import visible_marks
from corridor.web.base.marks.terms import end_of_all
from corridor.web.desk.series import queries as series
from corridor.web.desk.series import worked
from corridor.web.desk.series.models import Worked
from corridor.web.desk.shifts.models import ShiftCount, ShiftJudgement
from corridor.web.desk.watch.queries import state

KIND = "shifts.1"


@dataclass(frozen=True)
class Question:
    """What is scanned: what is counted, along what, and whether in the invented corridor of a demonstration."""

    counted: Counted = Counted.DETECTIONS
    along: Along = Along.ROUTE
    invented: bool = False


@dataclass(frozen=True)
class Told:
    """One family as its reader may see it: what it counts, the series that can be scanned, and those that cannot."""

    scope: Scope
    series: tuple[Series, ...]
    unassessed: tuple[tuple[Series, Unassessed], ...]
    smaller: int = 0

    @property
    def can_be_scanned(self) -> bool:
        """Whether there are two routes at all of which one could fall as the other rises."""
        return len(self.series) > 1


@dataclass(frozen=True)
class Looked:
    """The families of a reader, what the scan rests on, and its answer if somebody asked for it."""

    question: Question
    families: tuple[Told, ...]
    inputs: Mapping[str, Any]
    row: Worked | None

    @property
    def count(self) -> int | None:
        """How many shifts were found, None where the scan is not done."""
        if self.row is None or self.row.state != Worked.State.DONE:
            return None
        return sum(bool(one["is_alike"]) for answer in self.answers.values() for one in answer["shifts"])

    @property
    def answers(self) -> Mapping[str, Any]:
        """The answer of each family that was scanned, by its key."""
        found = self.row.answer if self.row is not None and self.row.state == Worked.State.DONE else None
        return {one["key"]: one for one in (found or {}).get("families", ())}


def looked_for(
    officer: Officer, question: Question, *, today: date, sheets: Sequence[series.Sheet] | None = None
) -> Looked:
    """Return what can be scanned for a reader, and the answer where it was asked for.

    Args:
        sheets: What this reader's sources tell of it, where that was read already.
    """
    check_permission(officer, Permission.PICTURE_READ)
    families = families_for(officer, question, today=today, sheets=sheets)
    inputs = inputs_of(question, families)
    row = worked.found(KIND, inputs) if inputs["families"] else None
    return Looked(question, families, inputs, row)


def families_for(
    officer: Officer, question: Question, *, today: date, sheets: Sequence[series.Sheet] | None = None
) -> tuple[Told, ...]:
    """Return all that may be compared, each source, edition and kind apart.

    Where one source alone tells of incidents, what is laid together is that source's, and stands once.
    """
    along = question.along.value
    by_family: dict[Scope, list[Series]] = defaultdict(list)
    found = series.all_series(
        officer, question.counted, today=today, by=along, invented=question.invented, sheets=sheets
    )
    for one in found:
        by_family[_whole(one.scope, question.along)].append(one)
    told = [_told(scope, members, along) for scope, members in sorted(by_family.items())]
    return tuple({_figures(one, along): one for one in told}.values())


def _figures(told: Told, along: str) -> tuple[object, ...]:
    """Return what tells a family from those with the same figures; of one that cannot be scanned, its scope."""
    return tuple((getattr(one.scope, along), one.values) for one in told.series) or (told.scope,)


def _whole(scope: Scope, along: Along) -> Scope:
    return replace(scope, route="") if along is Along.ROUTE else replace(scope, country="")


def _told(scope: Scope, members: Sequence[Series], along: str) -> Told:
    reasons = [(one, unassessed(one, months=FEWEST_MONTHS)) for one in members]
    fit = [one for one, reason in reasons if reason is None]
    together((one.scope for one in fit), along=along)
    largest = sorted(fit, key=lambda one: (-sum(value.middle for value in one.values), one.scope))[:MOST_ROUTES]
    return Told(
        scope=scope,
        series=tuple(sorted(largest, key=lambda one: one.scope)),
        unassessed=tuple((one, reason) for one, reason in reasons if reason is not None),
        smaller=len(fit) - len(largest),
    )


def inputs_of(question: Question, families: Sequence[Told]) -> dict[str, Any]:
    """Return all that the scan rests on; its seed follows from the figures, so that equal figures have one answer."""
    written = [_written(one, question.along) for one in families if one.can_be_scanned]
    seed = hashlib.blake2b(json.dumps(written).encode(), digest_size=6).digest()
    return {"along": question.along.value, "seed": int.from_bytes(seed), "families": written}


def _written(family: Told, along: Along) -> dict[str, Any]:
    first = max(one.first for one in family.series)
    last = min(one.last for one in family.series)
    return {
        "key": family.scope.key,
        "first": first,
        "names": [getattr(one.scope, along.value) for one in family.series],
        "rows": [
            [figure for month, figure in zip(one.months, one.middles, strict=True) if first <= month <= last]
            for one in family.series
        ],
        "breaks": [[mark.month for mark in one.breaks if mark.month > first] for one in family.series],
        "revised": sorted({month for one in family.series for month in one.revised if first <= month <= last}),
        "is_of_reports": family.scope.counted.drawn is Drawn.INCIDENT,
    }


def count_for(officer: Officer, *, today: date) -> int:
    """Return how many shifts were found of what a reader sees, for who may judge them; 0 where nobody looked yet."""
    if not officer.permissions >= {Permission.PICTURE_READ, Permission.JUDGEMENT_MAKE}:
        return 0
    row = ShiftCount.objects.filter(reader_class=officer.reader_class, stamp=stamp_of(today)).first()
    return 0 if row is None else row.count


def stamp_of(today: date) -> str:
    """Return what a count of shifts rests on beside its reader: what stands, and the day."""
    return f"{state()}.{today.isoformat()}"


def judgements_for(officer: Officer) -> tuple[ShiftJudgement, ...]:
    """Return what the own authority says of shifts, the latest first: what rests on marks that all may be read.

    What rests on something is kept no longer than it would be, had it been told when it was judged.
    """
    check_permission(officer, Permission.PICTURE_READ)
    rows = list(ShiftJudgement.objects.filter(of_authority=officer.reader.authority).order_by("-judged_at", "-pk"))
    wanted = {mark for row in rows for mark in row.marks}
    readable = visible_marks(officer.reader_class, wanted)
    found = [row for row in rows if readable.issuperset(row.marks)]
    over = set(expired(found, timezone.now()))
    return tuple(row for row in found if row.pk not in over)


def expired(rows: Iterable[ShiftJudgement], now: datetime) -> list[int]:
    """Return the judgements that may not be kept any longer, by the shortest rule of the marks that they rest on."""
    ends = ((row.pk, end_of_all(row.marks, row.judged_at)) for row in rows)
    return [pk for pk, end in ends if end is not None and end <= now.date()]


def judged(rows: Sequence[ShiftJudgement], fall: str, rise: str, since: str, until: str) -> tuple[ShiftJudgement, ...]:
    """Return those that are about one shift: the same two series, in months that overlap."""
    return tuple(
        row for row in rows if (row.fall, row.rise) == (fall, rise) and row.since <= until and since <= row.until
    )
