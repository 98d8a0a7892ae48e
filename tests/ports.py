"""Ports of this machine that nobody listens on, for what tests and benchmarks serve on loopback."""

from __future__ import annotations

import socket
from contextlib import ExitStack

TRIES = 50


def free_port(together: int = 1) -> int:
    """Return a port that is free, with those after it where several are needed together."""
    for _ in range(TRIES):
        with ExitStack() as held:
            first = held.enter_context(socket.socket())
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            try:
                for further in range(1, together):
                    held.enter_context(socket.socket()).bind(("127.0.0.1", port + further))
            except OSError:
                continue
            return port
    raise RuntimeError(f"no {together} ports together are free")
