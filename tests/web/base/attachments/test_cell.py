"""The process that takes hostile files apart can neither open, nor connect, nor start, nor grow, nor go on for ever."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from corridor.core.attachments.codes import Fault, Form
from corridor.core.attachments.errors import AttachmentRefused
from corridor.web.base.attachments import actions

SHUT_IN = """
import os, socket, sys
from corridor.web.base.attachments.confinement import limit, shut_in
limit()
is_shut_in = shut_in()
def attempt():
    {attempt}
try:
    attempt()
    told = "done"
except (OSError, MemoryError, ValueError) as refused:
    told = type(refused).__name__
os.write(1, f"{{is_shut_in}} {{told}}".encode())
os._exit(0)
"""

needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process give up calls")


def inside(attempt: str) -> str:
    """Run something in a process that shut itself in; return whether it was shut in, and what came of it."""
    command = [sys.executable, "-I", "-c", SHUT_IN.format(attempt=attempt)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False).stdout


@needs_linux
@pytest.mark.parametrize(
    "attempt",
    [
        "open('/etc/passwd')",
        "open('/tmp/written', 'w')",
        "socket.socket()",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "os.kill(os.getppid(), 0)",
        "os.listdir('/')",
        "os.unlink('/tmp/nothing')",
        "os.pipe()",
    ],
)
def test_a_cell_neither_opens_nor_connects_nor_starts_anything(attempt: str) -> None:
    assert inside(attempt) == "True PermissionError"


@needs_linux
def test_a_cell_may_compute() -> None:
    assert inside("sum(range(1000)); os.getpid()") == "True done"


def test_a_cell_gets_no_more_memory_than_is_set() -> None:
    assert inside("bytearray(3 << 30)").endswith("MemoryError")


def test_a_cell_that_dies_refuses_the_file_and_harms_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")

    with pytest.raises(AttachmentRefused) as refused:
        actions.take_in(b"Seen at sea", name="a.txt")

    assert refused.value.params["fault"] == Fault.EFFORT


def test_a_cell_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/usr/bin/yes")
    monkeypatch.setattr(actions, "WAIT_SECONDS", 0.5)

    with pytest.raises(AttachmentRefused):
        actions.take_in(b"Seen at sea", name="a.txt")


def test_a_cell_knows_nothing_of_the_node(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORRIDOR_HOME", "/somewhere")
    seen: list[object] = []
    start = subprocess.Popen

    def watched(*arguments: object, **options: object) -> object:
        seen.append(options["env"])
        return start(*arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "Popen", watched)
    actions.take_in(b"Seen at sea", name="a.txt")

    assert seen == [{}]


def test_no_more_cells_stand_at_once_than_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once: list[int] = [0, 0]
    inside_one = actions._in_a_cell

    def counted(content: bytes, form: Form) -> tuple[dict[str, Any], bytes]:
        at_once[0] += 1
        at_once[1] = max(at_once)
        try:
            return inside_one(content, form)
        finally:
            at_once[0] -= 1

    monkeypatch.setattr(actions, "_in_a_cell", counted)
    with ThreadPoolExecutor(6) as people:
        names = [
            clean.name for clean in people.map(lambda n: actions.take_in(b"Seen at sea", name=f"{n}.txt"), range(6))
        ]

    assert names == [f"{n}.txt" for n in range(6)]
    assert at_once[1] <= actions.AT_ONCE
