"""A large file is read in a process of its own, and everything comes out as if it had been read here."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corridor import shelf
from corridor.core.imports.errors import FileRefused
from corridor.core.kernel.errors import CorridorError
from corridor.web.desk.imports import actions, ahead, queries, tables_in
from corridor.web.desk.imports.ahead import Item, Job, ReaderEnded, coming, items
from corridor.web.desk.statements.models import Load
from corridor.web.desk.statements.preparing import Preparing
from tests import cast, make, nodes

HEADER = (
    "Web ID,Reported Date,Number Dead,Total Dead and Missing,Location Coordinates,Migration Route,Source Quality,"
    "Region of Incident,Country of Incident,Minimum Estimated Number of Missing,Number of Survivors,Number of Females,"
    "Number of Males,Number of Children,Cause of Death,Location Description,Information Source,URL"
)


def job(folder: Path, *lines: str) -> Job:
    path = folder / "deaths.csv"
    path.write_text("\n".join([HEADER, *(line + "," * 11 for line in lines)]) + "\n", encoding="utf-8")
    mapping = shelf.mappings()["missing-migrants-api"]
    props = {name: number for number, name in enumerate(sorted(shelf.registry().properties))}
    return Job(path, path.name, mapping, "2026-03-01", Preparing(props, {"place_text": False}, b"k" * 32))


@pytest.fixture
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables_in, "LARGE_BYTES", 0)


def test_rows_come_as_they_would_have_come_from_here(tmp_path: Path, everything_is_large: None) -> None:
    rows = [f'{number},29-Oct-19,{number % 7},{number % 9},"35.1, 11.{number}",مسار,3' for number in range(900)]
    asked = job(tmp_path, *rows, "901,yesterday,1,1,,,", "902,29-Oct-19,-4,1,,,")

    with coming(asked) as found:
        there = list(found)

    assert there == list(items(asked))
    assert len(there) == 902
    assert sum(isinstance(item, ahead.Rejected) for item in there) == 2


def test_a_file_that_is_damaged_further_down_is_refused_with_its_line(
    tmp_path: Path, everything_is_large: None
) -> None:
    asked = job(tmp_path, *["1,29-Oct-19,1,1,,,"] * 600)
    with asked.path.open("ab") as file:
        file.write(b'9,"unclosed' + b"x" * 200_000)

    def read(found: Iterator[Item]) -> list[Item]:
        return list(found)

    with pytest.raises(FileRefused) as here:
        read(items(asked))
    with pytest.raises(FileRefused) as there, coming(asked) as found:
        read(found)

    assert there.value.params == here.value.params


def test_a_reader_that_dies_ends_the_import_and_leaves_no_process(
    tmp_path: Path, everything_is_large: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def start(*arguments: Any, **named: Any) -> subprocess.Popen[bytes]:
        started.append(popen(*arguments, **named))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    asked = job(tmp_path, *[f"{number},29-Oct-19,1,1,,," for number in range(20_000)])

    with pytest.raises(ReaderEnded), coming(asked) as found:
        next(found)
        started[0].kill()
        list(found)

    assert started[0].poll() is not None


def test_who_stops_early_leaves_no_process(tmp_path: Path, everything_is_large: None) -> None:
    asked = job(tmp_path, *[f"{number},29-Oct-19,1,1,,," for number in range(20_000)])

    with coming(asked) as found:
        first = next(found)

    assert first == next(items(asked))


@pytest.mark.store
def test_an_import_through_another_process_says_what_one_from_here_says(
    node: nodes.Node, everything_is_large: None
) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.mapping()

    load = make.load(by, make.table([make.row("A"), make.row("B"), make.row("B")]), mapping="landings")

    assert (load.state, load.accepted, load.rejected, load.rows_total) == (Load.State.PUBLISHED, 2, 1, 3)


def test_a_damaged_large_file_is_a_failed_import_that_says_why(node: nodes.Node, everything_is_large: None) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.mapping()
    begun = make.begin(by, make.table([make.row("A")]) + b'"unclosed' + b"x" * 200_000, mapping="landings")

    with pytest.raises(CorridorError):
        actions.run(by=by, load=begun, now=make.NOW)

    assert queries.load_for(by, begun).state == Load.State.FAILED


def test_a_fault_of_the_reader_is_told_by_its_kind_and_not_by_its_words(
    tmp_path: Path, everything_is_large: None, capfd: pytest.CaptureFixture[str]
) -> None:
    asked = job(tmp_path, "1,29-Oct-19,1,1,,,")

    with pytest.raises(ReaderEnded) as ended, coming(replace(asked, path=tmp_path)) as found:
        list(found)

    assert str(ended.value) == "IsADirectoryError"
    assert capfd.readouterr().err == ""
