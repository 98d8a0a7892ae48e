"""Homes for tests of running a node: of earlier versions, and commands in processes of their own."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection

from tests import nodes

_numbers = itertools.count(1)
VECTORS = Path(__file__).parents[2] / "vectors" / "nodes"


@dataclass(frozen=True)
class Home:
    """The home of a node with the environment of its commands."""

    path: Path
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, *arguments: str, **environment: str) -> tuple[int, dict[str, Any]]:
        """Run a command in a process of its own; return how it ended and what it told."""
        given = {**clean_environment(), **self.environment, **environment}
        command = [sys.executable, "-m", "corridor.cli", "--home", str(self.path), *arguments, "--json"]
        done = subprocess.run(command, env=given, capture_output=True, text=True, timeout=120, check=False)
        assert done.stdout, done.stderr
        told: dict[str, Any] = json.loads(done.stdout)
        return done.returncode, told


def clean_environment() -> dict[str, str]:
    """Return the environment without anything of a node in it."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("CORRIDOR_", "DJANGO_"))}


def unpack(packed: tarfile.TarFile, into: Path) -> None:
    """Unpack an archive of ours, with the filter that Python before 3.11.4 does not know."""
    if hasattr(tarfile, "data_filter"):
        packed.extractall(into, filter="data")
    else:
        packed.extractall(into)


@contextmanager
def of_version(version: str, folder: Path) -> Iterator[Home]:
    """Yield the home of a node that an earlier version made, on the engine under test."""
    home = folder / "home"
    home.mkdir(mode=0o700)
    with tarfile.open(VECTORS / f"{version}-{connection.vendor}.tar.gz") as packed:
        unpack(packed, home)
    if connection.vendor == "sqlite":
        yield Home(home)
        return
    name = f"corridor_earlier_{os.getpid()}_{next(_numbers)}"
    node = nodes.Node(home, name)
    nodes._maintain(f'CREATE DATABASE "{name}"')
    try:
        _restore(name, (home / "desk.sql").read_text(encoding="utf-8"))
        yield Home(home, {"CORRIDOR_DATABASE": nodes.address(node)})
    finally:
        nodes._maintain(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _restore(name: str, dump: str) -> None:
    import psycopg

    place: dict[str, Any] = connection.settings_dict
    login = {"user": place["USER"], "password": place["PASSWORD"] or None, "host": place["HOST"] or None}
    with psycopg.connect(autocommit=True, dbname=name, port=place["PORT"] or None, **login) as at_server:
        at_server.execute(dump.encode())
