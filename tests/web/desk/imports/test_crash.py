"""A real process is ended in the middle of an import; the next start sees the earlier state and imports again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from corridor.web.desk.statements.models import Load
from tests import cast, make, nodes
from tests.web.desk.imports import live

pytestmark = pytest.mark.store

ROWS = 30_000
PATIENCE_SECONDS = 60


def environment(node: nodes.Node) -> dict[str, str]:
    """Return the environment of a process of its own at a node, without anything of the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CORRIDOR", "DJANGO"))}
    address = nodes.address(node)
    return {**kept, "CORRIDOR_HOME": str(node.home), **({"CORRIDOR_DATABASE": address} if address else {})}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "corridor.cli", *arguments, "--json"]


def run(node: nodes.Node, *arguments: str) -> dict[str, Any]:
    connection.close()
    done = subprocess.run(
        command(*arguments),
        env=environment(node),
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def end_in_the_middle(node: nodes.Node, file: Path, mapping: str) -> None:
    """Start an import, and end its process by a signal it cannot catch once some rows are written."""
    connection.close()
    process = subprocess.Popen(
        command("import", str(file), "--mapping", mapping),
        env=environment(node),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            read = Load.objects.filter(file_name=file.name).values_list("rows_read", flat=True).first()
            connection.close()
            if read and 0 < read < ROWS:
                break
            assert process.poll() is None, "the import ended before it could be interrupted"
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def test_a_process_ended_in_the_middle_of_an_import_leaves_the_earlier_state(node: nodes.Node, tmp_path: Path) -> None:
    mapping = make.mapping()
    by = cast.officer(cast.ANALYST_XA)
    make.load(by, make.table([make.row("K1", 7)]), mapping=mapping, released="2019-01-01")
    before = live.said()
    file = tmp_path / "release-2020-01-01.csv"
    file.write_bytes(make.table(make.row(f"K{number}", 1) for number in range(ROWS)))

    end_in_the_middle(node, file, mapping)
    after = live.said()
    broken = Load.objects.get(file_name=file.name)
    verified = run(node, "verify")
    again = run(node, "import", str(file), "--mapping", mapping)

    assert after == before
    assert broken.state != Load.State.PUBLISHED
    assert verified["ok"]
    assert (again["ok"], again["accepted"], again["revised"], again["unchanged"]) == (True, ROWS - 1, 1, 0)
    assert make.picture(by).low == ROWS
    assert Load.objects.get(pk=broken.pk).state == Load.State.FAILED
