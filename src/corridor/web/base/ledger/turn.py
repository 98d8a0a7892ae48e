"""Every write takes its turn.

SQLite lets one writer in; without a queue an importer starves everybody else. A lock file makes the queue, and a write
holds it for its transaction only (batches of at most 100 ms). PostgreSQL needs no turn.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction

_inside = threading.local()


class Unfinished(RuntimeError):
    """A write was committed and stands, and what should follow it failed: a fault of the node, never a refusal."""


@contextmanager
def write() -> Iterator[None]:
    """Run one write transaction, durably, in turn.

    Raises:
        RuntimeError: A write was begun inside another; join the outer one instead.
        Unfinished: The write was committed, and something to be done afterwards failed.
    """
    if getattr(_inside, "write", False):
        raise RuntimeError("a write was begun inside another write")
    _inside.write, _inside.afterwards = True, []
    try:
        with _turn():
            yield
    finally:
        _inside.write = False
    for do in _inside.afterwards:
        try:
            do()
        except Exception as fault:
            raise Unfinished("a write was committed, and what should follow it failed") from fault


def afterwards(do: Callable[[], None]) -> None:
    """Do something once this write is committed and somebody else may take a turn."""
    transaction.on_commit(lambda: _inside.afterwards.append(do))


@contextmanager
def _turn() -> Iterator[None]:
    if connection.vendor != "sqlite":
        with transaction.atomic(durable=True):
            yield
        return
    lock = os.open(settings.HOME / f"{settings.ZONE}.turn", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with transaction.atomic(durable=True):
            yield
    finally:
        os.close(lock)
