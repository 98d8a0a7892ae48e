"""Which thing of the node a place of the gazetteer is already, as far as the officer may read."""

from __future__ import annotations

from corridor.core.access.records import Officer
from corridor.core.handling.codes import Use
from corridor.core.kernel.identifiers import Uid
from corridor.core.kernel.search import KIND, AllOf, Query, Rank, lookup
from corridor.core.kernel.text import fold
from corridor.core.reports.places import TOGETHER, is_near
from corridor.core.reports.records import Place
from corridor.web.desk.statements import search_store, store
from corridor.web.desk.statements.queries import prop_numbers

MOST = 20


def known_as(officer: Officer, place: Place) -> Uid | None:
    """Return the thing that is called so and lies there; nothing where there is none, or more than one.

    A place may be called with an addition, such as `Vendik (invented)`.
    """
    numbers, name = prop_numbers(), fold(place.name)
    asked = lookup(Query(name), Rank.BEGINS, search_store.lexicon()) if name else None
    if asked is None or not place.point or "name" not in numbers:
        return None
    reader = search_store.reader_for(officer.reader_class, Use.READ)
    found: dict[int, None] = {}
    for number, hit in enumerate(search_store.hits(reader, AllOf((asked, f"{KIND}Place")), [numbers["name"]])):
        called = [fold(value) for _, value in hit.said]
        if any(one == name or one.startswith(f"{name} ") for one in called) and _lies(officer, hit.entity, place):
            found[hit.entity] = None
        if number == MOST:
            break
    uids = store.uids_of(found)
    return Uid(next(iter(uids.values()))) if len(uids) == 1 else None


def _lies(officer: Officer, entity: int, place: Place) -> bool:
    """Tell whether a thing lies where the place does, and is said by everybody to be a place and nothing narrower."""
    numbers = prop_numbers()
    points = store.visible_values(officer.reader_class, Use.READ, [entity], numbers["point"])
    kinds = store.visible_values(officer.reader_class, Use.READ, [entity], numbers["kind"])
    return {kind for _, kind in kinds} == {"Place"} and any(
        is_near(point, place.point, TOGETHER) for _, point in points
    )
