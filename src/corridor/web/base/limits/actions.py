"""Counts how often something is done, over all processes of the node, and refuses what is too often."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.conf import settings
from django.db import connection

from corridor.core.access.errors import TooOften
from corridor.core.access.rates import Allowance, Rate, used_up_until, wait_for
from corridor.web.base import keys
from corridor.web.base.ledger import turn

View = TypeVar("View", bound=Callable[..., object])

ALLOWANCE = "allowance"
"""A view that uses up an allowance beside that of all pages says so by this attribute: of what, by which methods."""

SWEEP = 500
"""After so many writes a process drops what has passed."""

MOST_LEASES = 10_000

_lock = threading.Lock()
_leases: dict[str, int] = {}
_written = 0


def limited(of: Allowance, *methods: str) -> Callable[[View], View]:
    """Declare that a view uses up an allowance of the officer who asks; by some methods only, or by all."""

    def declare(view: View) -> View:
        setattr(view, ALLOWANCE, (of, methods))
        return view

    return declare


def spend(of: Allowance, whom: str, *, now: datetime) -> None:
    """Use up one time of an allowance; each officer, token or address has one of its own.

    Raises:
        TooOften: It is used up.
    """
    rate: Rate | None = settings.RATES.get(of)
    if rate is None:
        return
    digest = digest_of(f"{of}\0{whom}")
    if _had_left(digest):
        return
    taken = _take(digest, rate, now.timestamp())
    if taken > 1:
        with _lock:
            if len(_leases) >= MOST_LEASES:
                _leases.clear()
            _leases[digest] = taken - 1


def digest_of(name: str) -> str:
    """Return the digest under which something is kept, which says nothing to who has only the database."""
    return hashlib.blake2b(name.encode(), digest_size=32, key=keys.digest_key(), person=b"corridor kept").hexdigest()


def _had_left(digest: str) -> bool:
    with _lock:
        left = _leases.get(digest, 0)
        if left > 1:
            _leases[digest] = left - 1
        else:
            _leases.pop(digest, None)
        return left > 0


def _take(digest: str, rate: Rate, now: float) -> int:
    """Use up what a process takes at once, or one where no more is left, and return how many were taken.

    It is one transaction that no other can come between.
    """
    global _written
    lock = "" if connection.vendor == "sqlite" else " FOR UPDATE"
    with turn.write(), connection.cursor() as cursor:
        # The row is there before it is locked, so that two first requests do not both find nothing.
        cursor.execute(
            "INSERT INTO base_kept (digest, until, value) VALUES (%s, 0, '') ON CONFLICT (digest) DO NOTHING", [digest]
        )
        cursor.execute(f"SELECT until FROM base_kept WHERE digest = %s{lock}", [digest])
        until = float(cursor.fetchone()[0])
        times = rate.lease
        after = used_up_until(until, now, rate, times)
        if after is None and times > 1:
            times = 1
            after = used_up_until(until, now, rate)
        if after is not None:
            cursor.execute("UPDATE base_kept SET until = %s WHERE digest = %s", [after, digest])
        _written += 1
        if _written % SWEEP == 0:
            cursor.execute("DELETE FROM base_kept WHERE until < %s", [now])
    if after is None:
        raise TooOften(seconds=wait_for(until, now, rate))
    return times
