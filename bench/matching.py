"""How long it takes to learn which keys another authority holds too, between two nodes.

`match.query`: a thousand keys of two hundred things are asked of an owner who has 100,000 ready; from the click to the
hits, with the letter there and back, both ledgers and both databases. The nodes stand in one process and hand letters
to each other, so that the network is not in it. How long the set took to make is told beside it.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys

from bench.engines import ROOT, Engine
from bench.figures import Figure

HELD, QUICK = 100_000, 2_000
ROUNDS = 3
"""As often as the same key may be asked of one authority."""


def measure(engine: Engine) -> list[Figure]:
    """Ask between two nodes on SQLite."""
    if engine.address:
        return []
    folder = engine.folder / "matching"
    folder.mkdir()
    held = QUICK if engine.is_quick else HELD
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("CORRIDOR_", "DJANGO_"))}
    command = [sys.executable, "-m", "tests.web.desk.matching.measuring", str(folder), str(held), str(ROUNDS)]
    done = subprocess.run(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    sys.stderr.write(f"  {held} keys were made ready in {told['prepared']:.1f} s; {told['hits']} hits\n")
    return [Figure("match.query", statistics.median(told["seconds"]), None)]
