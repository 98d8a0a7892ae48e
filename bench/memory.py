"""How much memory the whole demonstration holds when nobody uses it.

`node.idle_memory`: `corridor demo` fills a home, `corridor serve` starts the node (web process, worker and what watches
them); after 20 seconds without a request, the proportional share (PSS) of every process of that tree is added up, so
that pages shared between them count once. MB; there is no baseline. Measured on SQLite only, as `make run` starts it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

from tests.ports import free_port

from bench.figures import Figure

if TYPE_CHECKING:
    from bench.engines import Engine

IDLE_SECONDS = 20
READY_SECONDS = 60


def measure(engine: Engine) -> list[Figure]:
    """Start the demonstration, leave it alone, and weigh it."""
    if engine.suffix:
        return []
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("CORRIDOR_", "DJANGO_"))}
    command = [sys.executable, "-m", "corridor.cli", "--home", str(engine.folder / "demonstration"), "--json"]
    subprocess.run([*command, "demo"], env=environment, check=True, stdout=subprocess.DEVNULL)
    port = free_port()
    served = subprocess.Popen([*command, "serve", "--port", str(port)], env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/accounts/login/")
        time.sleep(2 if engine.is_quick else IDLE_SECONDS)
        weight = sum(_share(process) for process in _tree(served.pid))
    finally:
        served.send_signal(signal.SIGTERM)
        served.wait(timeout=30)
    return [Figure("node.idle_memory", weight, None)]


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.3)


def _tree(root: int) -> list[int]:
    """Return a process and all that descend from it."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:  # It ended meanwhile.
            continue
        parents[int(stat.parent.name)] = int(fields[1])
    tree = [root]
    for process in tree:
        tree += [child for child, parent in parents.items() if parent == process]
    return tree


def _share(process: int) -> float:
    """Return the proportional set size of a process in MB."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) / 1024
