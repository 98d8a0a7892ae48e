"""How long the map of a million incidents takes, against the engine's own aggregate of the same rows.

`picture.map_1m`: an analyst with several thousand markings asks for the map of every incident: marks, standing loads,
withdrawn and displaced rows, editions and things laid together all count. The baseline is one query of the engine over
the same table, grouped by the same squares, with the same sums, that asks nobody's leave.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from bench.figures import median

ROUNDS = 7


def map_ms() -> float:
    """Return how long the map takes, in ms; the median of some rounds after a first."""
    from bench import world
    from corridor.core.picture.records import Question
    from corridor.web.desk.picture import queries

    officer = world.officer()
    places = queries.places_for(officer, Question())
    if len(places) < 100:
        raise SystemExit(f"the map shows {len(places)} places: the world is not there")
    return _median_ms(lambda: queries.places_for(officer, Question()))


def raw_ms() -> float:
    """Return how long the engine alone takes for squares, counts and sums of every incident, in ms; likewise."""
    from corridor.core.picture.records import Question
    from corridor.web.desk.picture import facts, queries

    query = facts.squares_of(Question(), queries.SQUARE_DEGREES, "f.scope = 'incident'")
    return _median_ms(lambda: _fetched(query))


def ratio() -> dict[str, float]:
    """Return both, measured turn by turn, so that whatever else the machine does weighs on both."""
    from bench import world
    from corridor.core.picture.records import Question
    from corridor.web.desk.picture import facts, queries

    officer = world.officer()
    query = facts.squares_of(Question(), queries.SQUARE_DEGREES, "f.scope = 'incident'")
    ours, raw = [], []
    for _ in range(ROUNDS):
        raw.append(_once(lambda: _fetched(query)))
        ours.append(_once(lambda: queries.places_for(officer, Question())))
    return {"map": median(ours[1:]), "raw": median(raw[1:])}


def _fetched(query: str) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(query)
        return len(cursor.fetchall())


def _once(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - begun)


def _median_ms(act: Callable[[], object]) -> float:
    _once(act)
    return median([_once(act) for _ in range(ROUNDS)])
