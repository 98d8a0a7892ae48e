"""How fast acts enter the ledger when several processes write, and how long a person's write waits behind an import.

`ledger.append`: four processes each record 1,500 acts (one entry, one transaction, its signed head), all beginning at
once; told are entries a second from the first beginning to the last end. The baseline is the same four processes
putting rows of the same size into a plain table, one transaction each, in the same turns.

`write.wait_p99`: while another process imports a series, an officer's act is recorded every 15 ms; told is the time
below which 99 of 100 were through, in turn and committed. The baseline is the same with no import running.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from bench import world
from bench.figures import Figure, median_pair, quantile

if TYPE_CHECKING:
    from bench.engines import Engine

WRITERS = 4
ENTRIES = 1_500
ROUNDS = 3
PAUSE_SECONDS = 0.015
QUIET_SECONDS = 4
ROWS = 60_000


def measure(engine: Engine) -> list[Figure]:
    """Measure the ledger and the wait for a write on one engine."""
    from bench.engines import answer

    entries, rows = (150, 4_000) if engine.is_quick else (ENTRIES, ROWS)
    engine.run("ledger", "ledger.prepare")
    pairs = [
        (_together(engine, "ledger.append", entries), _together(engine, "ledger.insert", entries))
        for _ in range(1 if engine.is_quick else ROUNDS)
    ]
    rate, plain = median_pair(pairs)
    quiet = engine.run("ledger", "ledger.waits", QUIET_SECONDS, str(engine.folder / "never"))
    ended = engine.folder / "import-ended"
    person = engine.start("ledger", "ledger.waits", 0, str(ended))
    series = world.write_series(engine.folder / "wait.csv", rows, seed=3)
    engine.run("ledger", "ledger.importing", series)
    ended.touch()
    return [
        Figure(f"ledger.append{engine.suffix}", rate, plain),
        Figure(f"write.wait_p99{engine.suffix}", answer(person), quiet),
    ]


def _together(engine: Engine, task: str, entries: int) -> float:
    """Return how many entries a second the writers made together."""
    from bench.engines import answer, let_go, wait_until_ready

    writers = [engine.start("ledger", task, entries) for _ in range(WRITERS)]
    for writer in writers:
        wait_until_ready(writer)
    for writer in writers:
        let_go(writer)
    spans: list[tuple[float, float]] = [answer(writer) for writer in writers]
    return WRITERS * entries / (max(end for _, end in spans) - min(begun for begun, _ in spans))


def prepare() -> None:
    """Make the plain table, and the reader class that the acts are recorded under."""
    from django.db import connection

    from corridor.web.base.ledger import turn

    world.officer()
    with turn.write(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE plain_entry (at text, event text, actor text, about text, detail text, hash text)")


def _signal() -> None:
    """Say that this process is ready, and wait until it is told to begin."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()


def append(entries: int) -> tuple[float, float]:
    """Record acts one by one; when the first began and the last had ended."""
    from corridor.core.access.codes import Event
    from corridor.web.base.ledger.actions import record

    by, now = world.officer(), world.now()
    record(Event.PAGE_READ, by=by, now=now, about="0" * 32)
    _signal()
    begun = time.monotonic()
    for _ in range(entries):
        record(Event.PAGE_READ, by=by, now=now, about="0" * 32)
    return begun, time.monotonic()


def insert(entries: int) -> tuple[float, float]:
    """Insert plain rows one by one, each in its turn and committed; when the first began and the last had ended."""
    from django.db import connection

    from corridor.web.base.ledger import turn

    row = ("2030-01-01T00:00:00.000000Z", "page:read", "xa-pol.service", "0" * 32, "{}", "0" * 64)
    connection.ensure_connection()
    _signal()
    begun = time.monotonic()
    for _ in range(entries):
        with turn.write(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO plain_entry VALUES (%s, %s, %s, %s, %s, %s)", row)
    return begun, time.monotonic()


def waits(seconds: int, ended: str) -> float:
    """Record an act now and then, for so many seconds or until a file says that the import has ended; ms, 99 of 100."""
    from pathlib import Path

    from corridor.core.access.codes import Event
    from corridor.web.base.ledger.actions import record

    by, took = world.officer(), []
    until = time.monotonic() + (seconds or 600)
    while time.monotonic() < until and not Path(ended).exists():
        begun = time.perf_counter()
        record(Event.PAGE_READ, by=by, now=world.now(), about="0" * 32)
        took.append(1000 * (time.perf_counter() - begun))
        time.sleep(PAUSE_SECONDS)
    return quantile(took, 0.99)


def importing(series: str) -> int:
    """Import a series; how many statements it made."""
    from pathlib import Path

    return world.imported(world.officer(), Path(series)).statements
