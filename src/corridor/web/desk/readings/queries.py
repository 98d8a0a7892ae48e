"""Reads for an originator: who of other authorities read what one's own shared, and about which things."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.web.base.oversight import queries as oversight
from corridor.web.base.oversight.queries import ReadingTotal
from corridor.web.desk.entities.neighbours import seen_among
from corridor.web.desk.entities.queries import thing_for
from corridor.web.desk.statements import store
from corridor.web.desk.statements.titles import titles_for

MOST_THINGS = 500
"""Of so many things, the latest read, it is told that they were read one by one."""

PAGE = 25


@dataclass(frozen=True)
class ThingRead:
    """A thing of which others read something that one's own authority shared, and in which month they last did."""

    uid: str
    entity: int
    title: str
    month: str


@dataclass(frozen=True)
class ThingReadings:
    """Who read what one's own authority shared about one thing."""

    uid: str
    title: str
    totals: tuple[ReadingTotal, ...]


def things_for(officer: Officer, *, first: int = 0) -> tuple[list[ThingRead], int]:
    """Return a page of the things that were read one by one, and how many there are; those the reader can open.

    Raises:
        NotPermitted: The officer's function does not review readings.
    """
    read = oversight.things_read_for(officer, most=MOST_THINGS)
    entities = store.entities_of([uid for uid, _ in read])
    seen = seen_among(officer, sorted(entities.values()))
    shown = [(uid, month) for uid, month in read if entities.get(uid) in seen]
    part = shown[first : first + PAGE]
    titles = titles_for(officer, [entities[uid] for uid, _ in part])
    found = [ThingRead(uid, entities[uid], titles.get(entities[uid], ""), month) for uid, month in part]
    return found, len(shown)


def readings_of(officer: Officer, uid: str) -> ThingReadings:
    """Return who read what one's own authority shared about a thing, or behave as if the thing did not exist.

    Raises:
        NotPermitted: The officer's function does not review readings.
        NotFound: The thing does not exist for the officer.
    """
    check_permission(officer, Permission.READING_REVIEW)
    thing = thing_for(officer, uid)
    title = titles_for(officer, [thing.entity]).get(thing.entity, "")
    return ThingReadings(uid, title, tuple(oversight.readings_of(officer, uid)))
