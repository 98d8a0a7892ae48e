"""Somebody who trusts nothing of ours checks proofs with the plain script of the reference pages."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from corridor.core.access.codes import Event
from corridor.web.base.ledger import proofs
from corridor.web.base.ledger.actions import record
from corridor.web.base.ledger.models import LedgerEntry
from tests import cast, make, nodes

SCRIPT = Path(__file__).resolve().parents[4] / "docs" / "reference" / "check_ledger.py"


def checked(path: Path, fingerprint: str) -> int:
    command = [sys.executable, "-I", str(SCRIPT), str(path), fingerprint]
    return subprocess.run(command, capture_output=True, check=False).returncode


@pytest.fixture
def known() -> dict[str, Any]:
    """What the script knows, run as a module of its own."""
    names: dict[str, Any] = {"__name__": "check_ledger"}
    exec(compile(SCRIPT.read_text(encoding="utf-8"), str(SCRIPT), "exec"), names)
    return names


def test_the_script_uses_nothing_of_ours() -> None:
    source = SCRIPT.read_text(encoding="utf-8")

    assert "import corridor" not in source
    assert "from corridor" not in source


def test_every_proof_of_a_node_holds_for_a_stranger_and_none_that_was_changed(
    node: nodes.Node, known: dict[str, Any]
) -> None:
    overseer = cast.officer(cast.OVERSEER_XA)
    kept = []
    for number in range(9):
        record(Event.PAGE_READ, by=overseer, now=make.NOW, about=f"page {number}")
        kept.append(proofs.newest_head())
    fingerprint = proofs.own_fingerprint()
    documents = [
        json.loads(proofs.proof_told(proofs.inclusion_for(overseer, at))) for at in range(LedgerEntry.objects.count())
    ]
    for head in kept:
        found = proofs.compared_with(overseer, head)
        assert found.proof is not None
        documents.append(json.loads(proofs.proof_told(found.proof)))

    for document in documents:
        assert known["check"](document, fingerprint)
        assert not known["check"](document, "00" * 32)
        assert not known["check"]({**document, "path": [*document["path"], "11" * 32]}, fingerprint)


def test_the_script_ends_with_0_or_1(node: nodes.Node, tmp_path: Path) -> None:
    overseer = cast.officer(cast.OVERSEER_XA)
    path = tmp_path / "proof.json"
    path.write_text(proofs.proof_told(proofs.inclusion_for(overseer, 0)))

    assert checked(path, proofs.own_fingerprint()) == 0
    assert checked(path, "00" * 32) == 1
