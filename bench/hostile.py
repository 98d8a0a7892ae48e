"""What comes of hostile input: files of every kind that people bring, every form, the programming interface, commands.

`hostile.inputs`: how many hostile inputs were given. Most are files, damaged by a run that is led by coverage
(`tests/hostile/guided.py`): what reaches new lines of a reader becomes material for more. The others are requests to
both zones by people of several functions and by a program, who read the forms of every page and send back what nobody
would type (`tests/hostile/visiting.py`), and arguments of commands.
`hostile.crashes`: how many of them ended in anything but a result or a refusal: a fault, an answer of 500, too much
time or memory.
`hostile.unexplained`: how many were refused without a code, a reason or what to do.

Measured once, on SQLite: what is looked at are the readers and the pages, not the engine. The seeds are fixed, so that
a find can be found again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bench.figures import Figure

if TYPE_CHECKING:
    from bench.engines import Engine

ROOT = Path(__file__).resolve().parent.parent
FILES, VISITS, COMMANDS = 7200, 300, 300
TESTS = {
    "desk": ("tests/hostile/test_forms.py", "tests/hostile/test_commands.py"),
    "protection": ("tests/web/protection/test_hostile_forms.py",),
}
_CRASHED = {"inputs": 0, "crashes": 1, "unexplained": 0}
QUICK = 12
"""A quick measurement gives this part of it."""


def measure(engine: Engine) -> list[Figure]:
    """Give all inputs and count what came of them."""
    if engine.suffix:
        return []
    share = QUICK if engine.is_quick else 1
    files = _files(FILES // share)
    told = [*_pages(engine.folder, VISITS // share, COMMANDS // share), _counted(files)]
    return [
        Figure(f"hostile.{name}", sum(one[name] for one in told), None) for name in ("inputs", "crashes", "unexplained")
    ]


def _files(runs: int) -> subprocess.Popen[str]:
    """Begin to damage files, led by coverage, in a process of its own whose memory is limited."""
    command = [sys.executable, "-m", "tests.hostile.guided", "--runs", str(runs)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def _counted(files: subprocess.Popen[str]) -> dict[str, int]:
    """Wait for the files; a library that brought the whole process down is a crash, whatever was counted before."""
    said, _ = files.communicate()
    counted: dict[str, int] = json.loads(said.splitlines()[-1]) if said.strip() else _CRASHED
    return counted


def _pages(folder: Path, visits: int, commands: int) -> list[dict[str, int]]:
    """Visit pages and give arguments, in nodes of the tests, one of each zone."""
    kept = folder / "hostile.json"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("CORRIDOR_", "DJANGO_"))}
    environment |= {"CORRIDOR_HOSTILE_VISITS": str(visits), "CORRIDOR_HOSTILE_COMMANDS": str(commands)}
    environment["CORRIDOR_HOSTILE_TOLD"] = str(kept)
    codes = []
    for zone, tests in TESTS.items():
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests]
        zoned = {**environment, "CORRIDOR_TEST_ZONE": zone}
        ended = subprocess.run(command, cwd=ROOT, env=zoned, stdout=subprocess.PIPE, text=True, check=False)
        codes.append(ended.returncode)
        if ended.returncode:
            sys.stderr.write(ended.stdout[-3000:])
    told = kept.read_text(encoding="utf-8").splitlines() if kept.exists() else []
    counted: list[dict[str, int]] = [json.loads(line) for line in told]
    if any(codes) and not sum(one["crashes"] + one["unexplained"] for one in counted):
        counted.append(_CRASHED)
    return counted
