"""Nodes for tests: copies of one node, each with its own home and database, so that acts really commit.

A copy takes a few milliseconds: a file on SQLite, a database made from a template on PostgreSQL.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

_numbers = itertools.count(1)
_left: dict[str, Any] = {}
"""The open connections of nodes that one went away from, by their databases."""


@dataclass(frozen=True)
class Node:
    """A home folder and the database that goes with it."""

    home: Path
    database: str


def here() -> Node:
    """Return the node that settings and connection point at."""
    return Node(settings.HOME, str(connection.settings_dict["NAME"]))


def go(node: Node) -> None:
    """Let settings and connection point at a node; the connection to where one was stays open until one is back."""
    before = str(connection.settings_dict["NAME"])
    if before == node.database:
        settings.HOME = node.home
        return
    if connection.in_atomic_block or connection.connection is None:
        connection.close()
    else:
        _left[before], connection.connection = connection.connection, None
    connection.settings_dict["NAME"] = node.database
    connection.connection = _left.pop(node.database, None)
    settings.HOME = node.home


def _leave(database: str) -> None:
    """Close whatever this process has open of a database."""
    if (left := _left.pop(database, None)) is not None:
        left.close()
    if str(connection.settings_dict["NAME"]) == database:
        connection.close()


def copy(node: Node, folder: Path) -> Node:
    """Return a copy of a node in a folder; nobody may be connected to it meanwhile."""
    _leave(node.database)
    home = folder / f"home-{next(_numbers)}"
    home.mkdir(mode=0o700, parents=True)
    for part in ("keys", "heads", "uploads", "mappings", "rejects"):
        if (node.home / part).is_dir():
            shutil.copytree(node.home / part, home / part)
    for file in node.home.glob("*.txt"):
        shutil.copy(file, home)
    if connection.vendor == "sqlite":
        database = home / f"{settings.ZONE}.sqlite3"
        for tail in ("", "-wal"):
            source = Path(node.database + tail)
            if source.exists():
                shutil.copy(source, f"{database}{tail}")
        return Node(home, str(database))
    name = f"corridor_copy_{os.getpid()}_{next(_numbers)}"
    _maintain(f'CREATE DATABASE "{name}" TEMPLATE "{node.database}" STRATEGY file_copy')
    return Node(home, name)


def drop(node: Node) -> None:
    """Remove a node."""
    _leave(node.database)
    shutil.rmtree(node.home, ignore_errors=True)
    if connection.vendor != "sqlite":
        _maintain(f'DROP DATABASE IF EXISTS "{node.database}" WITH (FORCE)')


@contextmanager
def visiting(folder: Path, source: Node | None = None) -> Iterator[Node]:
    """Work at a fresh copy of a node (the one with the cast), and return to where one was."""
    before = here()
    node = copy(source or before, folder)
    go(node)
    try:
        yield node
    finally:
        go(before)
        drop(node)


def address(node: Node) -> str:
    """Return what `CORRIDOR_DATABASE` must be for a process of its own at this node; nothing on SQLite."""
    if connection.vendor == "sqlite":
        return ""
    place: dict[str, Any] = connection.settings_dict
    login = place["USER"] + (f":{place['PASSWORD']}" if place["PASSWORD"] else "")
    if place["HOST"].startswith("/"):
        return f"postgresql://{login}@/{node.database}?host={place['HOST']}"
    return f"postgresql://{login}@{place['HOST']}:{place['PORT'] or 5432}/{node.database}"


def _maintain(statement: str) -> None:
    import psycopg

    place: dict[str, Any] = connection.settings_dict
    login = {
        "user": place["USER"],
        "password": place["PASSWORD"] or None,
        "host": place["HOST"] or None,
        "port": place["PORT"] or None,
        "dbname": "postgres",
    }
    with psycopg.connect(autocommit=True, **login) as at_server:
        at_server.execute(statement.encode())
