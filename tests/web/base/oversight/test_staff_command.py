"""The overseers' commands about staff: a file that names nobody, and a comparison that names one's own alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corridor import cli
from corridor.core.access import staff
from corridor.web.base.ledger.models import LedgerEntry
from tests import cast, nodes

pytestmark = pytest.mark.store

WORDS = "lantern heron quiet estuary morning"


@pytest.fixture(autouse=True)
def _agreed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORRIDOR_STAFF_WORDS", WORDS)


def run(node: nodes.Node, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = cli.main(["--home", str(node.home), "staff", *arguments, "--json"])
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, answer


def theirs(folder: Path, *people: staff.Person) -> str:
    path = folder / "theirs.json"
    file = staff.file_of(people, key=staff.key_from(WORDS), zone="protection", authority="XB-NGO")
    path.write_text(staff.file_document(file))
    return str(path)


def test_two_files_say_how_many_stand_in_both_and_which_of_ones_own(
    node: nodes.Node, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine, other = str(tmp_path / "mine.json"), theirs(tmp_path, staff.Person("x", "Halden Oru"), staff.Person("y", "Z"))

    made = run(node, capsys, "digest", "--out", mine)
    found = run(node, capsys, "compare", mine, other)

    assert (made[0], made[1]["people"]) == (0, len((*cast.EVERYBODY, *cast.REPORTING)) + 1)
    assert (found[0], found[1]["names"], found[1]["handles"]) == (1, 1, 0)
    assert found[1]["own"] == [cast.INVESTIGATOR_XA.handle]
    assert list(LedgerEntry.objects.order_by("position").values_list("event", flat=True))[-2:] == [
        "staff:digested",
        "staff:compared",
    ]


def test_nobody_in_both_files_ends_with_0(node: nodes.Node, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine, other = str(tmp_path / "mine.json"), theirs(tmp_path, staff.Person("y", "Somebody Else"))
    run(node, capsys, "digest", "--out", mine)

    code, answer = run(node, capsys, "compare", mine, other)

    assert (code, answer["names"], answer["own"]) == (0, 0, [])


def test_without_the_words_only_the_numbers_are_told(
    node: nodes.Node, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = str(tmp_path / "mine.json"), theirs(tmp_path, staff.Person("x", "Oru Halden"))
    run(node, capsys, "digest", "--out", mine)
    monkeypatch.delenv("CORRIDOR_STAFF_WORDS")

    code, answer = run(node, capsys, "compare", mine, other)

    assert (code, answer["names"], answer["own"]) == (1, 1, [])


def test_the_words_can_come_from_a_file(
    node: nodes.Node, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CORRIDOR_STAFF_WORDS")
    (tmp_path / "words").write_text(f"{WORDS}\n")

    made = run(node, capsys, "digest", "--out", str(tmp_path / "a"), "--key-file", str(tmp_path / "words"))

    assert made[0] == 0
    assert (
        staff.file_from((tmp_path / "a").read_text()).check
        == staff.file_of([], key=staff.key_from(WORDS), zone="", authority="").check
    )
    assert (tmp_path / "a").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("digest",), "ledger.E06"),
        (("digest", "--out", "/nowhere/file"), "ledger.E06"),
        (("compare", "one"), "ledger.E06"),
        (("compare", "one", "two"), "access.E72"),
        (("digest", "--out", "x", "--as", "xa.analyst"), "kernel.E02"),
        (("digest", "--out", "x", "--as", "xa.administrator"), "kernel.E02"),
    ],
)
def test_anything_else_is_refused(
    node: nodes.Node, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: str
) -> None:
    status, answer = run(node, capsys, *arguments)

    assert (status, answer["error"]["code"]) == (1, code)


def test_a_file_is_never_written_over(node: nodes.Node, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "kept"
    path.write_text("kept")

    assert run(node, capsys, "digest", "--out", str(path))[1]["error"]["code"] == "ledger.E06"
    assert path.read_text() == "kept"
