"""The register for a reader: incidents with their dead and missing, and which of them may be one event."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.deaths.records import Proposal, Told
from corridor.core.deaths.rules import proposals
from corridor.core.entities.codes import Type
from corridor.core.kernel.counts import Count
from corridor.core.kernel.text import fold
from corridor.core.picture.codes import Measure
from corridor.core.picture.records import Question
from corridor.web.desk.deaths.remaining import Remainder, remaining_for
from corridor.web.desk.entities.judgements import are_apart
from corridor.web.desk.entities.queries import thing_for
from corridor.web.desk.picture import facts
from corridor.web.desk.picture.clusters import leaders
from corridor.web.desk.picture.facts import Row
from corridor.web.desk.picture.queries import Answer, answer_for, scene_for
from corridor.web.desk.picture.sources import sources_of
from corridor.web.desk.statements.models import Dataset

COUNTS = ("dead", "missing", "dead_or_missing", "survivors")
"""What the register shows of an incident, in this order."""

WITHIN_KM = {"exact": 2.0, "locality": 10.0, "area": 30.0}
"""So far may a point be off; where a place is told more coarsely, no point is compared."""

MOST_COMPARED = 6_000
"""So many incidents are compared at once, the latest; a shorter period shows the rest."""

MOST_PROPOSED = 60


@dataclass(frozen=True)
class Saying:
    """What one record says of an incident: who says it, and each count by sex and age ("" is all together)."""

    dataset: Dataset | None
    counts: dict[str, dict[str, list[Count]]]


@dataclass(frozen=True)
class Entry:
    """One incident of the register, with everybody who tells of it; `causes` are codes."""

    uid: str
    day: str
    country: str
    route: str
    place: str
    low: int | None
    high: int | None
    causes: tuple[str, ...]
    sayings: tuple[Saying, ...]


@dataclass(frozen=True)
class Register:
    """The answer to a question about the dead and missing, and one page of the incidents behind it.

    `remaining` are those of incidents that are no longer kept; the answer does not count them.
    """

    answer: Answer
    entries: tuple[Entry, ...]
    remaining: tuple[Remainder, ...]


def register_for(officer: Officer, question: Question, *, first: int = 0) -> Register:
    """Return the register that answers a question, beginning at row `first` (0 is the latest)."""
    answer = answer_for(officer, replace(question, measure=Measure.DEATHS), first=first)
    is_open = Permission.ENTITY_READ in officer.permissions
    entries = tuple(_entry(officer, row.uid, row.low, row.high) for row in answer.rows) if is_open else ()
    return Register(answer, entries, remaining_for(officer, answer))


@dataclass(frozen=True)
class Recorded:
    """How many dead and missing the register holds of some months, from the least to the most, and by whom.

    `remaining` are the marks of those whose incidents are no longer kept, `is_told` whether anybody tells a figure,
    `is_complete` whether each incident that is kept has one.
    """

    low: int
    high: int
    sources: tuple[Dataset, ...]
    has_reports: bool
    is_told: bool
    is_complete: bool
    remaining: frozenset[int]


def recorded_for(officer: Officer, question: Question) -> Recorded:
    """Return what the register comes to for a question, without its incidents."""
    answer = answer_for(officer, replace(question, measure=Measure.DEATHS))
    older = remaining_for(officer, answer)
    drawn = [one.dataset for one in answer.editions if one.is_drawn]
    return Recorded(
        low=answer.low + sum(one.low for one in older),
        high=answer.high + sum(one.high for one in older),
        sources=tuple(one for one in drawn if one.mapping),
        has_reports=any(not one.mapping for one in drawn) or bool(older),
        is_told=bool(answer.told or older),
        is_complete=answer.told == answer.things,
        remaining=frozenset[int]().union(*(one.marks for one in older)),
    )


def _entry(officer: Officer, uid: str, low: int | None, high: int | None) -> Entry:
    thing = thing_for(officer, uid)
    laid = thing.laid
    counted = {name for name, prop in shelf.registry().properties.items() if prop.type is Type.COUNT}
    by_record: dict[int, dict[str, dict[str, list[Count]]]] = {}
    for prop in (name for name in COUNTS if name in counted):
        for row in laid.rows(prop):
            told = by_record.setdefault(int(str(row[5])), {}).setdefault(prop, {})
            told.setdefault(str(row[1]).partition("|")[2], []).append(Count.parse(str(row[1])))
    sayings = []
    for record, counts in by_record.items():
        source = thing.sources.get(record)
        sayings.append(Saying(thing.datasets.get(source.dataset) if source else None, counts))
    return Entry(
        uid=uid,
        day=next(iter(laid.values("occurred_on")), ""),
        country=next(iter(laid.values("country")), ""),
        route=next(iter(laid.values("route")), ""),
        place=next(iter(laid.values("place_text")), ""),
        low=low,
        high=high,
        causes=laid.values("cause"),
        sayings=tuple(sayings),
    )


@dataclass(frozen=True)
class Alike:
    """What may be one event: the pairs shown, how many there are at least, and whether more was told than compared."""

    found: tuple[Proposal, ...]
    compared: int
    is_cut: bool
    sources: dict[str, Dataset]


def alike_for(officer: Officer, question: Question) -> Alike:
    """Return the pairs of incidents that an officer should compare, among what answers a question.

    What the officer may know to be the same, or judged apart, is not proposed. Nothing is merged by itself (R-23).
    """
    check_permission(officer, Permission.PICTURE_READ)
    question = replace(question, measure=Measure.DEATHS, place=fold(question.place))
    scene = scene_for(officer, question)
    rows = facts.page(officer.reader_class, question, scene.within, MOST_COMPARED + 1)
    is_cut = len(rows) > MOST_COMPARED
    among = set(scene.within.datasets)
    shared = [row for row in facts.shared(officer.reader_class, question) if row.dataset in among]
    told_of = [row for row in (*rows[:MOST_COMPARED], *shared) if row.strip.deaths_low is not None]
    sources = sources_of(officer, {row.dataset for row in told_of})
    told = [one for row in told_of if (one := _told(row, sources.get(row.dataset, ""))) is not None]
    entities = {row.uid: row.entity for row in told_of}
    leader = leaders(officer.reader_class)
    found: list[Proposal] = []
    for pair in proposals(told):
        a, b = entities[pair.one.thing], entities[pair.other.thing]
        is_one = leader.get(a, a) == leader.get(b, b)
        if not is_one and not are_apart(officer, [a], [b]):
            found.append(pair)
        if len(found) == MOST_PROPOSED:
            break
    datasets = Dataset.objects.select_related("source").in_bulk({row.dataset for row in told_of})
    named = {sources[pk]: row for pk, row in datasets.items() if sources.get(pk)}
    return Alike(tuple(found), len(told), is_cut, named)


def _told(row: Row, source: str) -> Told | None:
    """Return what one strip tells, None where it has no day."""
    span = _days(row.strip.day)
    if span is None:
        return None
    strip = row.strip
    within = WITHIN_KM.get(strip.precision or "exact")
    lat, lon = (strip.lat, strip.lon) if within is not None else (None, None)
    return Told(
        row.uid, *span, lat, lon, within or 0.0, strip.country or "", strip.deaths_low, strip.deaths_high, source
    )


def _days(told: str) -> tuple[int, int] | None:
    """Return the first and the last day of a date that may be partial."""
    parts = [int(part) for part in told.split("-")] if told else []
    match parts:
        case [year, month, day]:
            on = date(year, month, day).toordinal()
            return on, on
        case [year, month]:
            return date(year, month, 1).toordinal(), date(year, month, monthrange(year, month)[1]).toordinal()
        case _:
            return None
