"""The course of the corridor for a reader: legs, hubs and crossing points of the same question.

Legs and places are found through their facts, then laid together from the statements behind them, record by record, so
that source, grade and marking narrow them as they narrow everything else on the picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.handling.codes import Use
from corridor.core.kernel.counts import Count
from corridor.core.kernel.text import fold
from corridor.core.picture.codes import CROSSING_KINDS, HUB_KINDS, Scope
from corridor.core.picture.legs import End, Leg, People, stands
from corridor.core.picture.places import PRECISIONS, drawn_at
from corridor.core.picture.plausibility import flags_of
from corridor.core.picture.records import Question
from corridor.web.desk.picture import facts
from corridor.web.desk.picture.clusters import leaders
from corridor.web.desk.picture.conditions import DRAWN
from corridor.web.desk.picture.ground import ground_of
from corridor.web.desk.picture.known import then_for
from corridor.web.desk.statements.models import Dataset
from corridor.web.desk.statements.past import order_of
from corridor.web.desk.statements.queries import prop_names
from corridor.web.desk.statements.store import uids_of
from corridor.web.desk.statements.telling import Told, told_about
from corridor.web.desk.statements.then import Then, there_now
from corridor.web.desk.vocabularies.queries import settled_told

MOST_DRAWN = 500
"""So many legs, and so many places, are drawn and listed; a narrower question shows the rest."""

Said = dict[str, list[Told]]
"""What is told of one thing, by property."""


@dataclass(frozen=True)
class Spot:
    """A hub or crossing point: where it is, what kind, and how many legs of the answer touch it."""

    end: End
    kind: str
    is_crossing: bool
    departing: int
    arriving: int


@dataclass(frozen=True)
class Course:
    """Legs that stand in the period, the hubs and crossing points of the question, and how much was left out.

    `earlier` counts the legs that do not stand in the period, `more` those that are too many to draw. `gone` are the
    things that have no page for the reader, such as those of an earlier day as known of which nothing is said today.
    """

    legs: tuple[Leg, ...]
    hubs: tuple[Spot, ...]
    crossings: tuple[Spot, ...]
    earlier: int
    more: int
    gone: frozenset[str] = frozenset()

    @property
    def points(self) -> list[tuple[float, float]]:
        """Latitude and longitude of everything of it that is drawn."""
        ends = [end for leg in self.legs if leg.start.point and leg.end.point for end in (leg.start, leg.end)]
        ends += [spot.end for spot in (*self.hubs, *self.crossings)]
        return [end.point for end in ends if end.point is not None]


def course_for(officer: Officer, question: Question) -> Course:
    """Return the legs, hubs and crossing points that answer a question, with every doubt about each leg."""
    check_permission(officer, Permission.PICTURE_READ)
    question = replace(question, place=fold(question.place))
    datasets, then = datasets_of(question), then_for(officer, question)
    leg_things = _things(officer, Scope.LEG, question, datasets, then)
    places = _Places(officer, question, datasets, then)
    legs = [leg for leg in places.legs_from(leg_things) if _fits(leg, question)]
    standing = [leg for leg in legs if stands(leg, question.since, question.until)]
    reaches, ground = shelf.reaches(), ground_of(invented=question.invented)
    drawn = [replace(leg, flags=flags_of(leg, reaches, ground)) for leg in standing[:MOST_DRAWN]]
    spots = [spot for spot in places.spots(drawn) if _spot_fits(spot, question, drawn)][: 2 * MOST_DRAWN]
    return Course(
        legs=tuple(drawn),
        hubs=tuple(spot for spot in spots if not spot.is_crossing)[:MOST_DRAWN],
        crossings=tuple(spot for spot in spots if spot.is_crossing)[:MOST_DRAWN],
        earlier=len(legs) - len(standing),
        more=max(0, len(standing) - MOST_DRAWN),
        gone=_without_pages(officer, [*leg_things, *places.things], then),
    )


def every_leg(officer: Officer, question: Question) -> tuple[Leg, ...]:
    """Return every leg that answers a question, whether it stands in the period or not, without doubts."""
    check_permission(officer, Permission.PICTURE_READ)
    question = replace(question, place=fold(question.place))
    datasets, then = datasets_of(question), then_for(officer, question)
    things = _things(officer, Scope.LEG, question, datasets, then)
    return tuple(leg for leg in _Places(officer, question, datasets, then).legs_from(things) if _fits(leg, question))


def _without_pages(officer: Officer, entities: Sequence[int], then: Then | None) -> frozenset[str]:
    """Return which of these things have no page for an officer today, by identifier: nothing is said of them any more,
    or the function opens no thing.
    """
    if Permission.ENTITY_READ not in officer.permissions:
        return frozenset(uids_of(entities).values())
    if then is None:
        return frozenset()
    there = there_now(officer.reader_class, Use.READ, entities)
    return frozenset(uids_of([entity for entity in entities if entity not in there]).values())


def datasets_of(question: Question) -> list[int]:
    """Return the data sets of the world and source asked for; what is in them is filtered row by row."""
    rows = Dataset.objects.filter(is_invented=question.invented)
    if question.source:
        rows = rows.filter(source__code=question.source)
    return sorted(rows.values_list("pk", flat=True))


def _things(
    officer: Officer, scope: Scope, question: Question, datasets: Sequence[int], then: Then | None
) -> dict[int, set[tuple[int, int, int]]]:
    """Return the things of a scope by the entity named first, each with what tells it: entity, record and mark."""
    rows = facts.told_of(officer.reader_class, scope, question, datasets, then)
    order = order_of((row.record for row in rows), then)
    leader = leaders(officer.reader_class, then) if rows else {}
    first: dict[int, int] = {}
    found: dict[int, set[tuple[int, int, int]]] = {}
    for row in sorted(rows, key=lambda row: (order.get(row.record, (0, 0)), row.record, row.uid)):
        of_cluster = leader.get(row.entity, row.entity)
        named = first.setdefault(of_cluster, row.entity)
        found.setdefault(named, set()).add((row.entity, row.record, row.mark))
    return found


class _Places:
    """Reads places, and the legs between them."""

    def __init__(self, officer: Officer, question: Question, datasets: Sequence[int], then: Then | None) -> None:
        self.officer = officer
        self.then = then
        self.question = question
        self.names = prop_names()
        self.things = _things(officer, Scope.PLACE, question, datasets, then)
        self.of_entity = {entity: named for named, tellers in self.things.items() for entity, _, _ in tellers}
        self.said = self._told(self.things)
        self.uids = uids_of(self.things)
        self.ends = {named: self._end(named) for named in self.things}

    def _told(self, things: Mapping[int, set[tuple[int, int, int]]]) -> dict[int, Said]:
        """Return what the tellers of each thing say, in the order in which their records came to stand."""
        named = {teller: name for name, tellers in things.items() for teller in tellers}
        entities = sorted({entity for entity, _, _ in named})
        rows = settled_told(self.officer, told_about(self.officer.reader_class, DRAWN, entities, self.then))
        order = order_of((row.record for row in rows), self.then)
        said: dict[int, Said] = {name: {} for name in things}
        for row in sorted(rows, key=lambda row: (order.get(row.record, (0, 0)), row.record)):
            name = named.get((row.entity, row.record, row.mark))
            if name is not None:
                said[name].setdefault(self.names[row.prop], []).append(row)
        return said

    def _end(self, named: int) -> End:
        """Return a place: the name told first, the most precise point, never finer than told."""
        said = self.said[named]
        precise: dict[tuple[int, int], str] = {
            (told.record, told.mark): told.value for told in said.get("place_precision", ())
        }
        points = [(told.value, precise.get((told.record, told.mark))) for told in said.get("point", ())]
        point, precision = min(points, key=lambda pair: PRECISIONS.index(pair[1] or "exact"), default=("", None))
        lat, lon = drawn_at(point, precision) if point else (None, None)
        return End(
            name=_first(said, "name", "place_text", "region"),
            uid=self.uids[named],
            lat=lat,
            lon=lon,
            precision=precision,
            country=_first(said, "country") or None,
        )

    def legs_from(self, things: Mapping[int, set[tuple[int, int, int]]]) -> Iterable[Leg]:
        """Yield each leg as its records tell it; one without a beginning or an end that may be read is no leg."""
        uids = uids_of(things)
        for named, said in self._told(things).items():
            start, end = self._side(said, "from_place"), self._side(said, "to_place")
            if start is not None and end is not None:
                yield _leg(uids[named], start, end, said)

    def _side(self, said: Said, prop: str) -> End | None:
        """Return where a leg begins or ends: a place that may be read, else the name that the record gives."""
        for told in said.get(prop, ()):
            if told.ref is None:
                return End(name=told.value)
            if told.ref in self.of_entity:
                return self.ends[self.of_entity[told.ref]]
        return None

    def spots(self, legs: Sequence[Leg]) -> Iterable[Spot]:
        """Yield the hubs and crossing points, with how many of these legs touch each."""
        for named, end in self.ends.items():
            said = self.said[named]
            kinds = {told.value for prop in ("kind", "place_kind") for told in said.get(prop, ())}
            if kinds & (HUB_KINDS | CROSSING_KINDS):
                yield Spot(
                    end=end,
                    kind=_first(said, "hub_kind", "crossing_kind", "holding_kind", "place_kind"),
                    is_crossing=bool(kinds & CROSSING_KINDS),
                    departing=sum(leg.start.uid == end.uid for leg in legs),
                    arriving=sum(leg.end.uid == end.uid for leg in legs),
                )


def _first(said: Said, *props: str) -> str:
    return next((told.value for prop in props for told in said.get(prop, ())), "")


def _all(said: Said, prop: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(told.value for told in said.get(prop, ())))


def _leg(uid: str, start: End, end: End, said: Said) -> Leg:
    return Leg(
        uid=uid,
        start=start,
        end=end,
        route=_first(said, "route"),
        transports=_all(said, "transport"),
        methods=_all(said, "method"),
        borders=_all(said, "border_type"),
        hazards=_all(said, "hazard"),
        fees=_all(said, "fee"),
        told_on=tuple(sorted({*_all(said, "period"), *_all(said, "occurred_on")})),
        until=max(_all(said, "until"), default=""),
        people=_people(said),
        hours=tuple(float(hours) for hours in _all(said, "duration_hours")),
        distances_km=tuple(float(km) for km in _all(said, "distance_km")),
    )


def _people(said: Said) -> tuple[People, ...]:
    """Return the people that each record tells, for the period of the same record; parts by sex or age are no total."""
    when = {told.record: told.value for prop in ("occurred_on", "period") for told in said.get(prop, ())}
    found = []
    for told in said.get("people", ()):
        if "|" not in told.value:
            count = Count.parse(told.value)
            low = count.low or 0
            found.append(People(when.get(told.record, ""), low, low if count.high is None else count.high))
    return tuple(found)


def _fits(leg: Leg, question: Question) -> bool:
    ends = (leg.start, leg.end)
    return (
        question.route in ("", leg.route)
        and question.method in ("", *leg.methods)
        and question.transport in ("", *leg.transports)
        and (not question.country or question.country in {end.country for end in ends})
        and (not question.place or any(question.place in fold(end.name) for end in ends))
    )


def _spot_fits(spot: Spot, question: Question, legs: Sequence[Leg]) -> bool:
    """A place answers by itself to country and place, and through its legs to route, method and transport."""
    touched = spot.departing + spot.arriving > 0
    return (
        question.country in ("", spot.end.country)
        and question.place in fold(spot.end.name)
        and (touched or not (question.route or question.method or question.transport))
    )
