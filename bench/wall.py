"""What a desk lets through of protection: traces of marked records, and what the time of an answer tells.

`wall.traces`: a demonstration of both zones is served; marked records are planted in protection by its own actions and
marked words are typed into the desk's forms, sent or not. Then every page, call, form and command of the desk is asked
with every reference, as officers of six functions, and every byte of its home, backup, log and counters is looked
through, and those of the stolen home of protection. `wall.timing_auc`: pairs of what is hidden from an officer and what
never existed are asked in turn, and each entrance gives how well time tells them apart, with an interval. Told is the
upper end at the worst entrance: the promise is kept where the truth can hardly be beyond it, and never because too few
were asked to see it. Beside it stands the same of the same against the same.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from bench.engines import Engine
from bench.figures import Figure

ROUNDS, QUICK = 2000, 1000
"""Pairs an entrance. Of a thousand, equal ones differ from 0.5 by 0.013 by chance, and the interval reaches 0.034
further; of two thousand by 0.009 and 0.024."""
ROOT = Path(__file__).resolve().parents[1]


def measure(engine: Engine) -> list[Figure]:
    """Attack the wall between two zones on SQLite, where both stand on one machine."""
    if engine.address:
        return []
    folder = engine.folder / "wall"
    folder.mkdir()
    rounds = QUICK if engine.is_quick else ROUNDS
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("CORRIDOR_", "DJANGO_"))}
    command = [sys.executable, "-m", "tests.wall.measuring", str(folder), str(rounds)]
    done = subprocess.run(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    for trace in told["traces"]:
        sys.stderr.write(f"  a trace: {trace}\n")
    for entrance, (share, least, most) in told["auc"].items():
        sys.stderr.write(f"  {entrance}: time tells with {share:.3f}, between {least:.3f} and {most:.3f}\n")
    _, _, same = told["auc"].pop("same")
    return [
        Figure("wall.traces", len(told["traces"]), None),
        Figure("wall.timing_auc", max(most for _, _, most in told["auc"].values()), same),
    ]
