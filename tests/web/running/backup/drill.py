"""What the tests of backups share: a recovery key with its papers at hand, restoring elsewhere, all rows of a node."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from corridor.web.running.backup import making, papers, tables
from tests import nodes
from tests.web.running.homes import Home

_numbers = itertools.count(1)

MADE_AGAIN = frozenset({"name_key", "lexicon", "lexicon_part", "name_word"})


def with_papers() -> tuple[str, ...]:
    """Give the node at hand a recovery key; return its three papers."""
    return papers.renew(settings.HOME)[1]


def backed_up(folder: Path) -> making.Made:
    """Back the node at hand up into a folder."""
    folder.mkdir(exist_ok=True)
    return making.make(folder, now=timezone.now())


def restored(backup: Path, shares: Sequence[str], home: Path, *arguments: str, database: str = "") -> dict[str, Any]:
    """Restore in a process of its own, which must work; return what it told."""
    status, told = tried(backup, shares, home, *arguments, database=database)
    assert status == 0, told
    return told


def tried(
    backup: Path, shares: Sequence[str], home: Path, *arguments: str, database: str = ""
) -> tuple[int, dict[str, Any]]:
    """Restore in a process of its own; return how it ended and what it told."""
    given = [part for share in shares for part in ("--share", share)]
    return Home(home).run("restore", str(backup), *given, *arguments, *(["--database", database] if database else []))


def rows(of: nodes.Node | None = None) -> dict[str, list[str]]:
    """Return every row of a node, table by table, in the form that both engines have."""
    before = nodes.here()
    nodes.go(of or before)
    try:
        with tables.moment() as moment:
            return {
                table.name: sorted(
                    str(sorted(zip(table.columns, row, strict=True)))
                    for some in moment.rows(table)
                    for row in tables.unpacked(tables.packed(some))
                )
                for table in moment.tables
                if table.name not in tables.UNSAVED | MADE_AGAIN
            }
    finally:
        nodes.go(before)


@contextmanager
def empty_database() -> Iterator[nodes.Node]:
    """Yield a new database of the server under test, without a home."""
    name = f"corridor_restored_{os.getpid()}_{next(_numbers)}"
    nodes._maintain(f'CREATE DATABASE "{name}"')
    try:
        yield nodes.Node(Path("/nowhere"), name)
    finally:
        nodes._maintain(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def is_sqlite() -> bool:
    """Return whether the engine under test is SQLite."""
    return connection.vendor == "sqlite"
