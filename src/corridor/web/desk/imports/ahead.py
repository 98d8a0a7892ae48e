"""Reads and prepares the rows of a large file in a process of its own, while this one writes those before.

Reading takes about as long as writing, and neither needs the other's tables. The process knows no database and no
settings: it is told which file to read, how, and under which key to digest, and answers in plain values. Small files
are read in this process, by the same function.
"""

from __future__ import annotations

import gc
import marshal
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any, NamedTuple

from corridor import shelf
from corridor.core.imports.arranging import chosen
from corridor.core.imports.compiling import compile_mapping
from corridor.core.imports.errors import FileRefused
from corridor.core.imports.records import Cells, ImportMapping, Row
from corridor.core.imports.rows import read_rows
from corridor.core.kernel.text import storable
from corridor.web.desk.imports.remembering import Remembered
from corridor.web.desk.imports.tables_in import is_large, opened
from corridor.web.desk.statements.preparing import Prepared, Preparing

FRAME_ROWS = 250
FRAMES_AHEAD = 12
"""So many answers wait at most; the process that reads waits with the next."""

POLITENESS = 5
"""How much the process that reads steps back behind those that serve people."""


class Rejected(NamedTuple):
    """One row that was refused: its cells as recorded, and every reason as it is kept."""

    line: int
    cells: Cells
    problems: list[dict[str, object]]


Item = Prepared | Rejected


@dataclass(frozen=True)
class Job:
    """Which file to read and how; `today` as 2021-03-14, dates after it are refused."""

    path: Path
    name: str
    mapping: ImportMapping
    today: str
    preparing: Preparing


class ReaderEnded(RuntimeError):
    """The process that reads ended by a fault of the node, of which the kind is told if it could be."""


def items(job: Job) -> Iterator[Item]:
    """Yield every row of a file, prepared or refused.

    Raises:
        FileRefused: The file turned out damaged.
    """
    with opened(job.path, job.name, job.mapping.layout) as found:
        table = chosen(found, job.mapping)
        reader = compile_mapping(job.mapping, shelf.registry(), shelf.countries(), header=table.header, today=job.today)
        prepared = job.preparing.prepared
        for line, cells, result in read_rows(table, reader, Remembered):
            if isinstance(result, Row):
                yield prepared(line, result.key, result.claims, result.grade or "")
            else:
                problems: list[dict[str, object]] = [
                    {"column": one.column, "code": one.code, "message": one.message, "params": dict(one.params)}
                    for one in result.problems
                ]
                yield Rejected(line, [cell and storable(cell) for cell in cells], problems)


@contextmanager
def coming(job: Job) -> Iterator[Iterator[Item]]:
    """Give the rows of a file as they come, read in a process of its own where the file is large."""
    if not is_large(job.path):
        yield items(job)
        return
    command = [sys.executable, "-m", __name__]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603  # this module
    frames: queue.Queue[bytes] = queue.Queue(FRAMES_AHEAD)
    assert process.stdin is not None and process.stdout is not None
    receiving = threading.Thread(target=_receive, args=(process.stdout, frames), daemon=True)
    try:
        pickle.dump(job, process.stdin)
        process.stdin.close()
        receiving.start()
        yield _items_of(frames)
    finally:
        process.kill()
        process.wait()
        _drain(frames, receiving)
        process.stdout.close()


def _receive(stream: IO[bytes], frames: queue.Queue[bytes]) -> None:
    """Pass on the frames of the process that reads; an empty one is the end."""
    while length := stream.read(_LENGTH):
        frame = stream.read(int.from_bytes(length, "big"))
        frames.put(frame)
    frames.put(b"")


def _drain(frames: queue.Queue[bytes], receiving: threading.Thread) -> None:
    """Let the receiving thread come to its end, whatever still waits."""
    while receiving.is_alive():
        try:
            frames.get(timeout=0.05)
        except queue.Empty:
            continue


def _items_of(frames: queue.Queue[bytes]) -> Iterator[Item]:
    while frame := frames.get():
        kind, content = marshal.loads(frame)  # noqa: S302  # written by our own process, started above
        if kind == _END:
            return
        if kind == _FAILED:
            raise ReaderEnded(content)
        if kind == _REFUSED:
            raise FileRefused(fault=content[0], line=content[1])
        for is_prepared, values in content:
            yield Prepared._make(values) if is_prepared else Rejected._make(values)
    raise ReaderEnded


_LENGTH = 4
_ROWS, _REFUSED, _FAILED, _END = "rows", "refused", "failed", "end"


def main() -> None:
    """Read the job from the standard input and write the rows to the standard output."""
    os.nice(POLITENESS)
    gc.freeze()
    gc.disable()  # Rows make many tuples and no cycles, and the process ends with the file.
    job: Job = pickle.load(sys.stdin.buffer)  # noqa: S301  # written by the process that started this one
    out = sys.stdout.buffer
    try:
        found = items(job)
        while some := [(isinstance(item, Prepared), tuple(item)) for item in islice(found, FRAME_ROWS)]:
            _send(out, _ROWS, some)
    except FileRefused as refused:
        _send(out, _REFUSED, (refused.params["fault"], refused.params["line"]))
    except Exception as fault:  # noqa: BLE001  # its words may hold what a cell says, and would reach the log
        _send(out, _FAILED, type(fault).__name__)
    else:
        _send(out, _END, None)
    os._exit(0)  # Nothing is left to be done; libraries would tell of what they had not put away.


def _send(out: IO[bytes], kind: str, content: Any) -> None:
    frame = marshal.dumps((kind, content))
    out.write(len(frame).to_bytes(_LENGTH, "big") + frame)
    out.flush()


if __name__ == "__main__":
    main()
