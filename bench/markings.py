"""What deciding costs when it happens: a reader arrives, a marking arrives.

`marking.fresh`: an officer takes up a duty that nobody has had yet, on a node with 5,000 different markings: every
marking is decided, what is allowed is stored, the act is in the ledger and committed. The process has parsed the
markings before, as a serving process has after its first sign-in. Median of 15 officers; the baseline is the bulk
insert of the same rows, committed.

`marking.new`: a marking nobody has used yet is interned while 50 reader classes are live, and committed: median of 101.
The baseline is the insert of the same rows, committed.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bench import world
from bench.figures import Figure, median

if TYPE_CHECKING:
    from bench.engines import Engine

MARKINGS = 5_000
CLASSES = 50
READERS = 15
NEW = 101


def measure(engine: Engine) -> list[Figure]:
    """Measure both on one engine."""
    told = engine.run("markings", "markings.decide", 500 if engine.is_quick else MARKINGS)
    return [
        Figure(f"marking.fresh{engine.suffix}", told["fresh"], told["fresh_plain"]),
        Figure(f"marking.new{engine.suffix}", told["new"], told["new_plain"]),
    ]


def decide(markings: int) -> dict[str, float]:
    """Open fresh classes over many markings, then intern markings beside live classes; milliseconds."""
    from django.db import connection

    from corridor.web.base.accounts import actions, queries
    from corridor.web.base.ledger import turn
    from corridor.web.base.marks.actions import intern, open_class
    from corridor.web.base.marks.models import ReaderClass

    world.intern_markings(markings)
    account, duty = queries.duty_named(world.ANALYST)
    fresh, fresh_plain = [], []
    with connection.cursor() as cursor, turn.write():
        cursor.execute("CREATE TABLE plain_use (reader_class integer, mark integer, uses smallint)")
    for clearance in range(1, READERS + 1):
        account.clearance = clearance
        begun = time.perf_counter()
        officer = actions.take_duty(account, duty, now=world.now())
        fresh.append(time.perf_counter() - begun)
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM reader_mark WHERE reader_class = %s", (officer.reader_class,))
            rows = cursor.fetchall()
        fresh_plain.append(_plainly(rows))
    with turn.write():
        for number in range(CLASSES - ReaderClass.objects.count()):
            account.clearance = 100 + number
            open_class(queries.reader_for(account, duty), world.now())
    new, new_plain = [], []
    for marking in world.markings(NEW, seed=9, first=markings):
        begun = time.perf_counter()
        with turn.write():
            mark = intern(marking, world.now())
        new.append(time.perf_counter() - begun)
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM reader_mark WHERE mark = %s", (mark,))
            rows = cursor.fetchall()
        new_plain.append(_plainly(rows))
    times = {"fresh": fresh[1:], "fresh_plain": fresh_plain[1:], "new": new, "new_plain": new_plain}
    return {name: 1000 * median(samples) for name, samples in times.items()}


def _plainly(rows: list[tuple[int, int, int]]) -> float:
    """Return how long the same rows take into a plain table, in seconds."""
    from django.db import connection

    from corridor.web.base.ledger import turn

    begun = time.perf_counter()
    with turn.write(), connection.cursor() as cursor:
        cursor.executemany("INSERT INTO plain_use VALUES (%s, %s, %s)", rows)
    return time.perf_counter() - begun
