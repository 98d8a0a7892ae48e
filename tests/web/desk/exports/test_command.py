"""`corridor export`: the file, its manifest beside it, and the check of both."""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from corridor import cli
from corridor.core.exports.codes import Format, View
from corridor.core.exports.errors import ManifestInvalid
from corridor.core.picture.codes import Measure
from corridor.web.desk.exports import actions
from corridor.web.desk.exports.checking import answer
from corridor.web.desk.exports.queries import Asked
from tests import cast, make, nodes

pytestmark = pytest.mark.store


@pytest.fixture
def out(node: nodes.Node, tmp_path: Path) -> Path:
    make.file(cast.officer(cast.ANALYST_XA), make.incident("one", dead="3"))
    folder = tmp_path / "out"
    folder.mkdir()
    return folder / "export.csv"


def run(capsys: Any, *arguments: str, code: int = 0) -> Any:
    """Run `corridor export` and return what it said."""
    from django.conf import settings

    assert cli.main(["--home", str(settings.HOME), "export", *arguments, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_a_file_is_written_with_its_manifest_and_the_check_holds(out: Path, capsys: Any) -> None:
    told = run(capsys, "--format", "csv", "--out", str(out))

    assert told["ok"]
    assert told["things"] == 1
    assert Path(told["manifest"]).exists()
    assert run(capsys, "--check", str(out))["ok"]


@pytest.mark.parametrize("form", Format)
def test_every_form_is_written_by_its_name(out: Path, capsys: Any, form: Format) -> None:
    told = run(capsys, "--format", form, "--out", str(out))

    assert (told["format"], told["bytes"]) == (form.value, out.stat().st_size)


def test_nobody_else_on_the_machine_reads_the_file(out: Path, capsys: Any) -> None:
    run(capsys, "--format", "csv", "--out", str(out))

    assert out.stat().st_mode & 0o077 == 0


def test_the_options_of_the_picture_narrow_the_export(out: Path, capsys: Any) -> None:
    make.file(cast.officer(cast.ANALYST_XA), make.incident("two", occurred_on="2022-01-01"))

    told = run(capsys, "--format", "csv", "--until", "2021-12", "--out", str(out))

    assert (told["view"], told["things"]) == ("picture", 1)


def test_a_changed_file_does_not_pass_the_check(out: Path, capsys: Any) -> None:
    run(capsys, "--format", "csv", "--out", str(out))
    out.write_bytes(out.read_bytes().replace(b"Ashmar", b"Ashmur"))

    assert run(capsys, "--check", str(out), code=1)["faults"] == ["file-changed"]


def test_a_changed_manifest_does_not_pass_the_check(out: Path, capsys: Any) -> None:
    beside = Path(run(capsys, "--format", "csv", "--out", str(out))["manifest"])
    beside.write_text(beside.read_text().replace('"authority": "XA-POL"', '"authority": "XB-BRD"'))

    assert run(capsys, "--check", str(out), code=1)["faults"] == ["signature-wrong"]


def test_a_manifest_of_an_unknown_key_passes_only_with_its_fingerprint(out: Path, capsys: Any) -> None:
    told = run(capsys, "--format", "csv", "--out", str(out))
    fingerprint = run(capsys, "--check", str(out))["fingerprint"]

    assert told["ok"]
    assert run(capsys, "--check", str(out), "--key", "0" * 64, code=1)["faults"] == ["key-unknown"]
    assert run(capsys, "--check", str(out), "--key", fingerprint)["ok"]


def test_a_file_under_another_name_does_not_pass_the_check(out: Path, capsys: Any) -> None:
    run(capsys, "--format", "csv", "--out", str(out))
    other = out.with_name("other.csv")
    shutil.copy(out, other)
    shutil.copy(out.with_name("export.csv.manifest.json"), out.with_name("other.csv.manifest.json"))

    assert run(capsys, "--check", str(other), code=1)["faults"] == ["name-changed"]


def test_an_archive_passes_the_check_as_a_whole(out: Path) -> None:
    _, archive = actions.export_archive(
        by=cast.officer(cast.ANALYST_XA), asked=Asked(View.EVERYTHING), form=Format.FTM, now=timezone.now()
    )
    path = out.with_name("export.zip")
    with archive:
        path.write_bytes(archive.read())

    assert answer(path)["ok"]


def test_an_archive_with_anything_beside_is_refused(out: Path) -> None:
    path = out.with_name("export.zip")
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("a.csv", "a.csv.manifest.json", "more"):
            archive.writestr(name, "{}")

    with pytest.raises(ManifestInvalid):
        answer(path)


def test_a_folder_that_is_not_there_is_named_and_nothing_is_left(out: Path, capsys: Any) -> None:
    told = run(capsys, "--format", "csv", "--out", str(out.parent / "nowhere" / "a.csv"), code=1)

    assert told["error"]["code"] == "exports.E05"


def test_a_refused_export_leaves_no_file(out: Path, capsys: Any) -> None:
    run(capsys, "--format", "csv", "--thing", "f" * 32, "--out", str(out), code=1)

    assert list(out.parent.iterdir()) == []


def test_the_command_takes_every_measure_of_the_picture() -> None:
    commands = next(one for one in cli._parser()._actions if isinstance(one, argparse._SubParsersAction)).choices
    offered = [
        next(a for a in commands[name]._actions if a.dest == "measure").choices for name in ("picture", "export")
    ]

    assert [list(one or ()) for one in offered] == [list(Measure)] * 2


def test_an_exported_table_is_read_back_by_the_mapping_that_recognises_it(out: Path, capsys: Any) -> None:
    make.file(
        cast.officer(cast.ANALYST_XA),
        make.incident(
            "two", dead=("3", "1|female"), place_text="- en route", nationality=("XA", "stateless"), point="-35.5,-20"
        ),
    )
    run(capsys, "--format", "csv", "--view", "everything", "--out", str(out))

    load = make.load(cast.officer(cast.ANALYST_XA), out.read_bytes(), name="export.csv", preset="partners")

    assert (load.mapping, load.accepted, load.rejected) == ("corridor-export", 2, 0)
    again = out.with_name("again.csv")
    run(capsys, "--format", "csv", "--source", "corridor-export", "--out", str(again))
    assert said(again) == said(out)


def said(path: Path) -> list[dict[str, str]]:
    """Return what a table says of things, without what each node gives them itself."""
    fixed = "thing", "record_about", "title", "source", "source_edition", "grade", "stated_on", "marking", "originator"
    with path.open(newline="") as file:
        rows = [dict(row) for row in csv.DictReader(file)]
    for row in rows:
        for name in (*fixed, "audience", "marking_digest"):
            del row[name]
    return sorted(rows, key=str)
