"""When the disk takes no writes: nothing is done by half, and who asked is told so, by page and by command."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from corridor.core.kernel.errors import CorridorError


class DiskRefuses(CorridorError):
    """The node's disk is full, takes no writes, or fails."""

    code = "node.E60"
    template = "the node cannot write to its disk: {why}"
    hint = (
        "Nothing was done. What is written down when it is read waits too. Mend the disk or make room, and try again."
    )
    status = 503


class HeadNotWritten(CorridorError):
    """An act was done, and the disk failed before the head of the ledger was written that tells of it."""

    code = "node.E61"
    template = "it was done and stands, and the head of the ledger that tells of it could not be written: {why}"
    hint = "Do not do it again. Mend the disk or make room: the next act writes a head for both."
    status = 503


FULL, READ_ONLY, FAILING = "full", "read-only", "failing"

_BY_SYSTEM = {errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EFBIG: FULL, errno.EROFS: READ_ONLY, errno.EIO: FAILING}
_BY_SQLITE = {
    "SQLITE_FULL": FULL,
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_CANTOPEN": READ_ONLY,
    "SQLITE_IOERR": FAILING,
}
_BY_POSTGRESQL = {"53100": FULL, "25006": READ_ONLY, "58030": FAILING}


def refusal(fault: BaseException) -> CorridorError | None:
    """Return what is told where the disk is the cause of a fault; nothing where it is not."""
    if not (found := _why(fault)):
        return None
    return HeadNotWritten(why=found) if getattr(fault, "stands", False) else DiskRefuses(why=found)


def _why(fault: BaseException) -> str:
    cause: BaseException | None = fault
    while cause is not None:
        if isinstance(cause, OSError) and (found := _BY_SYSTEM.get(cause.errno or 0)):
            return found
        engine = str(getattr(cause, "sqlite_errorname", ""))
        for name, found in _BY_SQLITE.items():
            if engine.startswith(name):
                return found
        if found := _BY_POSTGRESQL.get(str(getattr(cause, "sqlstate", ""))):
            return found
        cause = cause.__cause__
    return ""


@contextmanager
def told() -> Iterator[None]:
    """Tell a fault of the disk as a refusal.

    Raises:
        DiskRefuses, HeadNotWritten: The disk took no write.
    """
    try:
        yield
    except CorridorError:
        raise
    except Exception as fault:
        if (refused := refusal(fault)) is not None:
            raise refused from fault
        raise
