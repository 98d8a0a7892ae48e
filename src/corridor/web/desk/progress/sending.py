"""Puts approved entries on the lines to the nodes of the members of their forums; each write runs inside an act."""

from __future__ import annotations

from corridor.core.access.records import Officer
from corridor.core.progress.records import Said
from corridor.web.base.ledger.actions import Act
from corridor.web.desk.progress.models import ProgressEntry


def send(row: ProgressEntry, said: Said, *, by: Officer, doing: Act) -> None:
    """Send an approved entry to the nodes where members of its forums work."""


def withdraw(row: ProgressEntry, *, by: Officer, doing: Act) -> None:
    """Tell the nodes that were sent an entry that it counts no more."""
