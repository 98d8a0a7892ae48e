"""The parent of a zone's processes: it loads the zone once, and those that serve pages and carry out tasks share that.

`python -m corridor.web.running.parent corridor.web.desk.wsgi:application --port 8000`, as `corridor serve` starts it. A
process holds tens of megabytes before it has answered anything. Children that are forked after that share the memory
with their parent until they write to it, so that a node needs less of a small machine than its processes would alone.
"""

from __future__ import annotations

import argparse
import gc
import os
import signal
import sys
import time
import types
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

PARENT_ENDS = 1
"""What prctl calls the signal that the kernel sends to a process when its parent ends (prctl(2), PR_SET_PDEATHSIG)."""

END_SECONDS = 15
"""So long a worker may take to end what it is at, before it is ended."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve a zone and work on its tasks until told to stop; return 1 when a child ended by itself."""
    asked = _parser().parse_args(arguments)
    os.umask(0o077)
    load(asked.application)
    let_children_end_with_their_parent()
    tasks = Tasks(asked.task_workers)
    try:
        served = _serve(asked)
    finally:
        tasks.end()
    return 1 if tasks.has_failed else served


def load(application: str) -> None:
    """Load an application with every address it answers, and keep that memory from being written to where possible."""
    import_module(application.partition(":")[0])
    from django.db import connections
    from django.urls import get_resolver

    for pattern in get_resolver().url_patterns:
        list(getattr(pattern, "url_patterns", ()))
    # A connection must not be used by two processes.
    connections.close_all()
    gc.collect()
    gc.freeze()


def let_children_end_with_their_parent() -> None:
    """Let every child from now on be told to stop when its parent is gone, however that ended; on Linux only.

    Otherwise one that serves pages would go on behind the back of whoever starts the node again.
    """
    if sys.platform != "linux":
        return
    import ctypes

    kernel = ctypes.CDLL(None)
    forking = [os.getpid()]

    def note_who_forks() -> None:
        forking[0] = os.getpid()

    def end_with_it() -> None:
        kernel.prctl(PARENT_ENDS, signal.SIGTERM)
        if os.getppid() != forking[0]:
            os._exit(1)

    os.register_at_fork(before=note_who_forks, after_in_child=end_with_it)


class Tasks:
    """The children that carry out tasks. When one ends by itself, the parent is told to stop."""

    def __init__(self, number: int) -> None:
        self.parent = os.getpid()
        self.has_failed = False
        self.children = {self._begun() for _ in range(number)}
        signal.signal(signal.SIGCHLD, self._ended)
        self._look_after()  # One may have ended before.

    def end(self) -> None:
        """End the children, and wait until they did."""
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for child in self.children:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGTERM)
        until = time.monotonic() + END_SECONDS
        while self._left() and time.monotonic() < until:
            time.sleep(0.05)
        for child in self._left():
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)

    def _begun(self) -> int:
        if child := os.fork():
            return child
        code = 1
        try:
            from corridor.web.running import worker

            worker.main()
            code = 0
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
        except BaseException:  # noqa: BLE001  # a fault of a child must not go on as its parent
            sys.excepthook(*sys.exc_info())
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def _left(self) -> set[int]:
        """Return the children that still run."""
        for child in tuple(self.children):
            try:
                if os.waitpid(child, os.WNOHANG)[0]:
                    self.children.discard(child)
            except ChildProcessError:
                self.children.discard(child)
        return self.children

    def _ended(self, number: int, frame: types.FrameType | None) -> None:
        if os.getpid() == self.parent:  # The processes that serve inherit this.
            self._look_after()

    def _look_after(self) -> None:
        """Stop the parent when a child of ours ended; its other children are looked after by the server."""
        before = len(self.children)
        if len(self._left()) < before:
            self.has_failed = True
            os.kill(self.parent, signal.SIGTERM)


def _serve(asked: argparse.Namespace) -> int:
    from granian.constants import Interfaces, SSLProtocols
    from granian.log import LogLevels
    from granian.server.mp import MPServer

    server = MPServer(
        asked.application,
        address=asked.host,
        port=asked.port,
        interface=Interfaces.WSGI,
        workers=asked.workers,
        blocking_threads=4,
        websockets=False,
        log_level=LogLevels.warning,
        ssl_cert=Path(asked.certificate) if asked.certificate else None,
        ssl_key=Path(asked.key) if asked.key else None,
        ssl_protocol_min=SSLProtocols.tls12,
        respawn_failed_workers=asked.workers > 1,
    )
    try:
        server.serve()
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="corridor.web.running.parent")
    parser.add_argument("application")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--task-workers", type=int, default=1)
    parser.add_argument("--certificate", default="")
    parser.add_argument("--key", default="")
    return parser


if __name__ == "__main__":
    sys.exit(main())
