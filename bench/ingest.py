"""How fast a file becomes statements, beside a bare bulk insert of the same statements; and in how much memory.

`store.ingest` and `store.ingest_rate`: an officer's import of an invented series (60,000 rows, about 900,000
statements) from `begin` to published, everything included: reading, checking, search keys, facts for the picture,
marking, write turns, ledger. The baseline takes exactly the statements that came out, in the order in which they came,
and puts them with the driver alone into an empty copy of the statement table with the same indexes and settings: one
`executemany` in one transaction on SQLite, one COPY on PostgreSQL. Three rounds, each on a fresh node; told is the
round with the median ratio.

`store.ingest_growth`: the peak of the importing process's own memory when 2 million statements are read, less its peak
when half a million are: two processes, each on a fresh node. Own is what the process and the one that reads for it
allocated (RssAnon); pages of the database file that SQLite maps belong to the system and go when it needs them. The
baseline is the smaller peak.
"""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import world
from bench.figures import Figure, median, median_pair

if TYPE_CHECKING:
    from bench.engines import Engine

ROWS = 60_000
ROUNDS = 3
SMALL, LARGE = world.ROWS_FOR_A_MILLION // 2, world.ROWS_FOR_A_MILLION * 2
COLUMNS = "entity, prop, record, n, value, original, lang, ref, mark, home, until"


def measure(engine: Engine) -> list[Figure]:
    """Measure ingest on one engine."""
    rows, rounds = (6_000, 1) if engine.is_quick else (ROWS, ROUNDS)
    series = world.write_series(engine.folder / "series.csv", rows, seed=1)
    pairs = []
    for number in range(rounds):
        told = engine.run(f"ingest-{number}", "ingest.once", series)
        pairs.append((told["ingest"], told["raw"]))
    rate, raw = median_pair(pairs)
    sizes = (rows, 2 * rows) if engine.is_quick else (SMALL, LARGE)
    peaks = [
        engine.run(f"growth-{size}", "ingest.peak", world.write_series(engine.folder / f"{size}.csv", size, seed=2))
        for size in sizes
    ]
    return [
        Figure(f"store.ingest{engine.suffix}", rate, raw),
        Figure(f"store.ingest_rate{engine.suffix}", median([ingest for ingest, _ in pairs]), raw),
        Figure(f"store.ingest_growth{engine.suffix}", peaks[1] - peaks[0], peaks[0]),
    ]


def once(series: str) -> dict[str, float]:
    """Import a series, then insert the same statements again without anything of ours; statements a second, both."""
    by = world.officer()
    begun = time.perf_counter()
    load = world.imported(by, Path(series))
    took = time.perf_counter() - begun
    if load.state != load.State.PUBLISHED or load.rejected:
        raise SystemExit(f"the import was not whole: {load.state}, {load.rejected} rows refused")
    return {"ingest": load.statements / took, "raw": load.statements / _raw()}


def _raw() -> float:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM statement ORDER BY record, n")
        rows = cursor.fetchall()
    return _raw_sqlite(rows) if connection.vendor == "sqlite" else _raw_postgresql(rows)


def _raw_sqlite(rows: list[Any]) -> float:
    import sqlite3

    from django.conf import settings
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name = 'statement' AND sql IS NOT NULL")
        tables = [sql for (sql,) in cursor.fetchall()]
    raw = sqlite3.connect(settings.HOME / "raw.sqlite3", isolation_level=None)
    raw.executescript(settings.DATABASES["default"]["OPTIONS"]["init_command"])
    for sql in tables:
        raw.execute(sql)
    holes = ", ".join("?" * len(rows[0]))
    begun = time.perf_counter()
    raw.execute("BEGIN IMMEDIATE")
    raw.executemany(f"INSERT INTO statement ({COLUMNS}) VALUES ({holes})", rows)
    raw.execute("COMMIT")
    took = time.perf_counter() - begun
    raw.close()
    return took


def _raw_postgresql(rows: list[Any]) -> float:
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE raw_statement (LIKE statement INCLUDING ALL)")
        begun = time.perf_counter()
        with transaction.atomic(), cursor.copy(f"COPY raw_statement ({COLUMNS}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return time.perf_counter() - begun


def peak(series: str, mapping: str = world.MAPPING) -> float:
    """Import a series and return the peak of this process's own memory (RssAnon, looked at 20 times a second) in MB."""
    seen, done = [own_memory()], threading.Event()

    def watch() -> None:
        while not done.wait(0.05):
            seen.append(own_memory())

    by = world.officer()
    watcher = threading.Thread(target=watch)
    watcher.start()
    world.imported(by, Path(series), mapping)
    done.set()
    watcher.join()
    return max(seen)


def own_memory() -> float:
    """Return what this process and those it started allocated (RssAnon), in MB."""
    total = 0
    for status in (Path("/proc/self/status"), *Path("/proc").glob("[0-9]*/status")):
        with suppress(OSError, KeyError):  # It ended meanwhile.
            lines = status.read_text(encoding="utf-8", errors="replace").splitlines()
            told = dict(line.split(":", 1) for line in lines if ":" in line)
            if status.parent.name == "self" or int(told["PPid"]) == os.getpid():
                total += int(told["RssAnon"].split()[0])
    return total / 1024
