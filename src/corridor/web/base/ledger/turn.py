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

from corridor.web.base import disk

_inside = threading.local()


class Unfinished(RuntimeError):
    """A write was committed and stands, and what should follow it failed: a fault of the node, never a refusal."""

    stands = True


@contextmanager
def write() -> Iterator[None]:
    """Run one write transaction, durably, in turn.

    Raises:
        RuntimeError: A write was begun inside another; join the outer one instead.
        Unfinished: The write was committed, and something to be done afterwards failed.
        DiskRefuses: The disk took no write; nothing was written.
    """
    with _follow(), _turn():
        yield


@contextmanager
def write_once() -> Iterator[None]:
    """Run a write that asks for nothing but the ledger: a bare transaction, or one statement where that is enough.

    Raises:
        RuntimeError, Unfinished: As `write`.
    """
    with _follow(), _single():
        yield


@contextmanager
def _follow() -> Iterator[None]:
    """Do what should follow the write once it is committed, and refuse a write within it."""
    if getattr(_inside, "write", False):
        raise RuntimeError("a write was begun inside another write")
    _inside.write, _inside.afterwards = True, []
    try:
        with disk.told():
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
    with _queue(), transaction.atomic(durable=True):
        yield


@contextmanager
def _single() -> Iterator[None]:
    if connection.in_atomic_block:
        with transaction.atomic(durable=True):
            yield
        return
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    execute = connection.connection.execute
    with _queue(), connection.wrap_database_errors:
        execute("BEGIN IMMEDIATE")
        try:
            yield
            execute("COMMIT")
        except BaseException:
            if connection.connection.in_transaction:  # SQLite itself goes back where the disk fails.
                execute("ROLLBACK")
            raise


@contextmanager
def _queue() -> Iterator[None]:
    """Wait until nobody else writes."""
    lock = os.open(f"{settings.HOME}/{settings.ZONE}.turn", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
