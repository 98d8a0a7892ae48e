"""The parent of a zone's processes: its children share what it loaded, and none of them outlives the others."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ports import free_port
from tests.web.running.homes import Home, clean_environment

PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Served:
    """A node that is served, and the processes under its command."""

    process: subprocess.Popen[str]
    parent: int
    worker: int
    server: int

    @property
    def all(self) -> tuple[int, ...]:
        return self.process.pid, self.parent, self.worker, self.server


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A node of its own."""
    home = Home(tmp_path_factory.mktemp("parent") / "home")
    home.run("init", "--authority", "XA-POL", "--country", "XA", "--kind", "police", "--name", "Node")
    return home


@pytest.fixture
def served(home: Home) -> Iterator[Served]:
    """The node, served until the test is over."""
    port = free_port()
    for sign in (home.path / "run").glob("worker-*"):
        sign.unlink()
    command = [sys.executable, "-m", "corridor.cli", "--home", str(home.path), "--json", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=clean_environment(), stdout=subprocess.PIPE, text=True)
    try:
        until(lambda: answers(port) and any((home.path / "run").glob("worker-*")))
        (parent,) = children(process.pid)
        worker = int(next((home.path / "run").glob("worker-*")).name.partition("-")[2])
        (server,) = (one for one in children(parent) if one != worker)
        yield Served(process, parent, worker, server)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
        if process.stdout:
            process.stdout.close()


def until(holds: Callable[[], object]) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5):
            return True
    except (urllib.error.URLError, OSError):
        return False


def children(process: int) -> list[int]:
    """Return the children of a process."""
    return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def runs(process: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False


def mapped(process: int) -> dict[str, int]:
    """Return what a process holds in memory, in kB: whole, and by itself."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    told = {line.split(":")[0]: int(line.split()[1]) for line in lines if line.endswith("kB")}
    return {"whole": told["Rss"], "own": told["Private_Dirty"] + told["Private_Clean"]}


def test_children_share_what_their_parent_loaded_and_one_that_ends_by_itself_ends_the_node(served: Served) -> None:
    worker, server = mapped(served.worker), mapped(served.server)

    os.kill(served.worker, signal.SIGKILL)

    told = served.process.communicate(timeout=30)[0]
    assert worker["own"] < worker["whole"] / 2
    assert server["own"] < server["whole"] / 2
    assert '"node.E05"' in told
    until(lambda: not any(map(runs, served.all)))


def test_where_the_parent_is_gone_nothing_goes_on(served: Served) -> None:
    os.kill(served.parent, signal.SIGKILL)

    until(lambda: not any(map(runs, served.all)))
