"""What a reader's rights cost when one thing is read, among a million statements under 5,000 markings.

The world: one imported series of a million statements whose records are then spread over 5,000 markings, and 2,000
judgements that two things are the same, under markings too. The reader is an analyst. Measured are 400
things of which this reader may see every row (what is hidden costs less: it need not be handed over); one in ten of
them is judged the same as another. Each is read 5 times, in rounds; told is the median over all reads of one kind.

`read.entity_rows`: the visible statements of one thing (`store.entity_rows`) in µs; the baseline is the same rows by
`SELECT … FROM statement WHERE entity = …` through the same connection.
`read.entity`: the whole record as a thing's page lays it together: which other things this reader knows to be the same,
the visible statements of all of them, grouped by property and value; the baseline is the plain rows of the same things.
`read.entity_p99`: of those reads of a whole record, 99 of 100 take at most so many ms; the baseline likewise.
"""

from __future__ import annotations

import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from bench import world
from bench.figures import Figure, median, quantile

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.engines import Engine

NODE = "world"
MARKINGS = 5_000
JUDGEMENTS = 2_000
THINGS = 400
ROUNDS = 5


def measure(engine: Engine) -> list[Figure]:
    """Measure the reads of one thing on one engine."""
    prepare(engine)
    told = engine.run(NODE, "reads.read", THINGS // (10 if engine.is_quick else 1))
    return [
        Figure(f"read.entity_rows{engine.suffix}", told["rows"], told["rows_plain"]),
        Figure(f"read.entity{engine.suffix}", told["thing"], told["thing_plain"]),
        Figure(f"read.entity_p99{engine.suffix}", told["p99"], told["p99_plain"]),
    ]


def prepare(engine: Engine) -> None:
    """Make the world of a million statements on an engine, unless it is there."""
    if (engine.folder / NODE).exists():
        return
    rows, markings = (5_000, 500) if engine.is_quick else (world.ROWS_FOR_A_MILLION, MARKINGS)
    series = world.write_series(engine.folder / "world.csv", rows, seed=4)
    engine.run(NODE, "reads.make", series, markings)


def make(series: str, markings: int) -> int:
    """Import the series, spread its records over many markings, judge some things the same; how many statements."""
    load = world.imported(world.officer(), Path(series))
    spread(world.intern_markings(markings), judgements=JUDGEMENTS)
    return load.statements


def spread(marks: list[int], *, judgements: int) -> None:
    """Put each record under one of many marks, as if it had come under its own, and judge some things the same."""
    from django.db import connection

    from corridor.web.base import identity
    from corridor.web.base.ledger import turn
    from corridor.web.desk.models import Same

    by = world.officer()
    draw = Random(6)
    with turn.write(), connection.cursor() as cursor:
        for table in ("statement", "fact"):
            cursor.execute(f"UPDATE {table} SET mark = %s + record %% %s", (marks[0], len(marks)))
        cursor.execute("SELECT min(id), max(id) FROM entity")
        low, high = cursor.fetchone()
        pairs = {tuple(sorted(draw.sample(range(low, high + 1), 2))) for _ in range(judgements)}
        Same.objects.bulk_create(
            Same(uid=identity.uid(), a=a, b=b, mark=draw.choice(marks), judged_by=by.handle, judged_at=world.now())
            for a, b in sorted(pairs)
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def read(things: int) -> dict[str, float]:
    """Read things as a reader and plainly, in turns; µs, and ms for the slow ones."""
    from django.db import connection

    from corridor.core.entities.laying import lay_together
    from corridor.core.handling.codes import Use
    from corridor.web.desk.statements import queries, store

    reader_class = world.officer().reader_class
    names = queries.prop_names()
    columns = "prop, value, original, lang, ref, record, mark"

    def plain(entities: list[int]) -> list[Any]:
        with connection.cursor() as cursor:
            if len(entities) == 1:
                cursor.execute(f"SELECT {columns} FROM statement WHERE entity = %s", entities)
            else:
                holes = ", ".join(["%s"] * len(entities))
                cursor.execute(f"SELECT {columns} FROM statement WHERE entity IN ({holes})", entities)
            return list(cursor.fetchall())

    def rows(entities: list[int]) -> list[Any]:
        return store.entity_rows(reader_class, Use.READ, entities[:1])

    def thing(entities: list[int]) -> object:
        _, found = store.thing_rows(reader_class, Use.READ, entities[0])
        return lay_together((names[row[0]], *row[1:6], None, row[6]) for row in found)

    clusters = _clusters(things, reader_class, plain)
    samples: dict[str, list[float]] = {"rows": [], "rows_plain": [], "thing": [], "thing_plain": []}
    for number in range(ROUNDS + 1):
        for cluster in clusters:
            kinds: list[tuple[str, Callable[[list[int]], object], list[int]]] = [
                ("rows_plain", plain, cluster[:1]),
                ("rows", rows, cluster),
                ("thing_plain", plain, cluster),
                ("thing", thing, cluster),
            ]
            for kind, how, entities in kinds:
                begun = time.perf_counter()
                how(entities)
                took = time.perf_counter() - begun
                if number:  # The first round finds pages and statements cold; it is not counted.
                    samples[kind].append(1e6 * took)
    told = {kind: median(taken) for kind, taken in samples.items()}
    p99, p99_plain = quantile(samples["thing"], 0.99) / 1000, quantile(samples["thing_plain"], 0.99) / 1000
    return {**told, "p99": p99, "p99_plain": p99_plain}


def _clusters(things: int, reader_class: int, plain: Callable[[list[int]], list[Any]]) -> list[list[int]]:
    """Return things with all that this reader knows to be the same, one in ten of them with others."""
    from django.db import connection

    from corridor.core.handling.codes import Use
    from corridor.web.desk.statements import store

    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id), max(id) FROM entity")
        low, high = cursor.fetchone()
        cursor.execute("SELECT a FROM desk_same ORDER BY id")
        judged = [a for (a,) in cursor.fetchall()]
    draw = Random(7)
    alone: list[list[int]] = []
    together: list[list[int]] = []
    candidates = draw.sample(range(low, high + 1), min(high - low, things * 20)) + judged
    for entity in candidates:
        cluster = store.cluster(reader_class, Use.READ, entity)
        kept, wanted = (alone, things * 9 // 10) if len(cluster) == 1 else (together, things // 10)
        if len(kept) < wanted and len(store.entity_rows(reader_class, Use.READ, cluster)) == len(plain(cluster)):
            kept.append(cluster)
    chosen = alone + together
    draw.shuffle(chosen)
    return chosen
