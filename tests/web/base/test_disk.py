"""What of the disk is told as such, and whether what was asked for was done."""

from __future__ import annotations

import errno
import sqlite3

import pytest
from django.db import OperationalError

from corridor.core.kernel.errors import NotFound
from corridor.web.base import disk
from corridor.web.base.ledger.turn import Unfinished


def of_sqlite(name: str) -> OperationalError:
    """Return what Django raises for a fault of SQLite."""
    cause = sqlite3.OperationalError("x")
    cause.sqlite_errorname = name
    fault = OperationalError("x")
    fault.__cause__ = cause
    return fault


def of_postgresql(state: str) -> OperationalError:
    """Return what Django raises for a fault of PostgreSQL."""
    cause = Exception("x")
    cause.sqlstate = state  # type: ignore[attr-defined]  # as psycopg has it
    fault = OperationalError("x")
    fault.__cause__ = cause
    return fault


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (OSError(errno.ENOSPC, "x"), "full"),
        (OSError(errno.EDQUOT, "x"), "full"),
        (OSError(errno.EROFS, "x"), "read-only"),
        (OSError(errno.EIO, "x"), "failing"),
        (of_sqlite("SQLITE_FULL"), "full"),
        (of_sqlite("SQLITE_READONLY_DBMOVED"), "read-only"),
        (of_sqlite("SQLITE_IOERR_WRITE"), "failing"),
        (of_postgresql("53100"), "full"),
        (of_postgresql("25006"), "read-only"),
    ],
)
def test_a_disk_at_fault_is_told_with_its_reason(fault: Exception, why: str) -> None:
    with pytest.raises(disk.DiskRefuses) as refused, disk.told():
        raise fault

    assert (refused.value.params["why"], refused.value.status) == (why, 503)


@pytest.mark.parametrize(
    "fault", [OSError(errno.ENOENT, "x"), of_sqlite("SQLITE_BUSY"), of_postgresql("40001"), ValueError("x")]
)
def test_another_fault_stays_what_it_is(fault: Exception) -> None:
    with pytest.raises(type(fault)) as raised, disk.told():
        raise fault

    assert raised.value is fault


def test_a_refusal_stays_what_it_is() -> None:
    with pytest.raises(NotFound), disk.told():
        raise NotFound(kind="x", ref="x")


def test_what_was_done_before_the_disk_failed_is_not_said_to_be_undone() -> None:
    fault = Unfinished("x")
    fault.__cause__ = OSError(errno.ENOSPC, "x")

    with pytest.raises(disk.HeadNotWritten), disk.told():
        raise fault
