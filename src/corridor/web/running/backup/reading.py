"""Going through a backup from its first frame to its last, and looking that nothing of it is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from corridor.core.access.ledger import Entry, stored_from, verify
from corridor.web.running.backup import tables
from corridor.web.running.backup.errors import BackupUnreadable
from corridor.web.running.backup.frames import Frame, From, frames

_FIELDS = ("position", "at", "event", "actor", "authority", "function", "purpose", "about", "detail", "hash")


@dataclass
class Survey:
    """What was found in a backup."""

    node: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    files: int = 0
    entries: int = 0
    last: str = ""


def surveyed(source: From) -> Survey:
    """Read a backup to its end, and return what it holds.

    Raises:
        BackupUnreadable: Something is missing, or its ledger is not whole.
    """
    survey = Survey()
    told = counted(source, survey)
    verdict = verify(_entries(told, survey))
    for _ in told:
        pass  # A ledger that is broken ends the look at it, and the rest is counted all the same.
    if not verdict.ok:
        raise BackupUnreadable(why=f"its ledger is not whole: {verdict.reason} at position {verdict.position}")
    survey.entries = verdict.size
    return survey


def _entries(told: Told, survey: Survey) -> Iterator[tuple[Entry, bytes]]:
    for frame, table in told:
        if table is not None and table.name == tables.LEDGER and "rows" in frame.line:
            order = [table.columns.index(name) for name in _FIELDS]
            for row in tables.unpacked(frame.content):
                entry, last = stored_from(tuple(row[at] for at in order))
                survey.last = last.hex()
                yield entry, last


Told = Iterator[tuple[Frame, tables.Table | None]]


def counted(source: From, survey: Survey) -> Told:
    """Read frames, each with the table that it belongs to, and compare at the end with what the backup says of itself.

    Raises:
        BackupUnreadable: They differ.
    """
    table: tables.Table | None = None
    for frame in frames(source):
        line = frame.line
        if "node" in line:
            survey.node = line["node"]
        elif "file" in line:
            survey.files += 1
        elif "table" in line:
            table = tables.Table(line["table"], tuple(line["columns"]))
            survey.rows[table.name] = 0
        elif "rows" in line and table is not None:
            survey.rows[table.name] += line["rows"]
        elif "end" in line and line["end"] != {"tables": survey.rows, "files": survey.files}:
            raise BackupUnreadable(why="it does not hold what it says it holds")
        yield frame, table
