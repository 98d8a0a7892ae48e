"""One fact, end to end, by command: a node is made, a file goes in, the picture comes out, and all can be undone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

FILE = """ref,day,dead,place,point
A,2021-03-14,7,Ashmar Point,"-35.5,-20"
B,2021-04-02,not a number,Tern Bay,"-34,-21"
C,2021-04-09,5,Old Harbour,
"""
MAPPING = """
mapping: landings
version: 1
title: Landings
source: xa-coast-guard
edition: landings
credit: Coast Guard of XA
licence: own
marking: partners
entity: Incident
key: [ref]
fields:
  incident_kind: {constant: shipwreck}
  occurred_on: {column: day}
  dead: {column: dead}
  place_text: {column: place}
  point: {column: point}
"""


class Home:
    """A node of its own, used by command only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("CORRIDOR", "DJANGO"))}
        self.environment = kept

    def run(self, *arguments: str) -> tuple[int, dict[str, Any]]:
        """Run one command; return how it ended and the one object it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "corridor.cli", "--home", str(self.folder), *arguments, "--json"],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        lines = done.stdout.splitlines()
        assert len(lines) == 1, done.stderr
        answer: dict[str, Any] = json.loads(lines[0])
        return done.returncode, answer


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    made = Home(tmp_path_factory.mktemp("story") / "node")
    code, answer = made.run(
        "init", "--authority", "XA-POL", "--country", "XA", "--kind", "police", "--name", "Node of XA"
    )
    assert (code, answer["ok"]) == (0, True)
    (made.folder / "mappings" / "landings.yaml").write_text(MAPPING, encoding="utf-8")
    return made


def test_one_fact_goes_in_and_comes_out_and_can_be_undone(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "landings-2022-01-01.csv"
    file.write_text(FILE, encoding="utf-8")

    _, loaded = home.run("import", str(file))
    _, drawn = home.run("picture")
    _, again = home.run("import", str(file))
    _, undone = home.run("undo", loaded["import"])
    _, still = home.run("picture")
    home.run("undo", again["import"])
    _, gone = home.run("picture")
    home.run("redo", loaded["import"])
    _, back = home.run("picture")
    code, verified = home.run("verify")

    assert (loaded["accepted"], loaded["rejected"], loaded["unchanged"], loaded["revised"]) == (2, 1, 0, 0)
    assert "dead" in Path(loaded["rejects_file"]).read_text(encoding="utf-8")
    assert (again["accepted"], again["unchanged"], again["revised"], again["rejected"]) == (0, 2, 0, 1)
    assert undone["ok"]
    assert [(answer["things"], answer["low"]) for answer in (drawn, still, gone, back)] == [
        (2, 12),
        (2, 12),
        (0, 0),
        (2, 12),
    ]
    assert (code, verified["ok"]) == (0, True)


def test_a_second_node_is_not_made_over_the_first(home: Home) -> None:
    code, answer = home.run("init", "--authority", "XB-BRD", "--country", "XB", "--kind", "border-guard", "--name", "X")

    assert (code, answer["error"]["code"]) == (1, "node.E02")


def test_keys_and_database_are_readable_by_their_account_alone(home: Home) -> None:
    assert home.folder.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in (home.folder / "keys").iterdir())
