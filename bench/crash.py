"""How much is lost when a node is killed in the middle of its work, and when the power is cut under it.

`crash.kills`: so many times a node that imports, undoes, erases, backs up, renews its keys and hires is killed, one
half of them from outside at a random moment, the other at a random one of its writes. `crash.lost` and `crash.doubled`:
what was acknowledged and is gone, and what is there twice or by half, over all of these runs and the power cuts.
`crash.lost_writes`: losses when all writes that were never brought to the disk are at the mercy of chance; its baseline
is the number of these power cuts. Any answer but none fails.
"""

from __future__ import annotations

import random
import sys

from tests.crash import erasure, rotation, runs, shim, single

from bench.engines import Engine
from bench.figures import Figure

KILLS, CUTS = 200, 100
QUICK = 10
SEED = 1


def measure(engine: Engine) -> list[Figure]:
    """Kill a node on SQLite again and again; a PostgreSQL that is killed is its makers' promise."""
    if engine.address:
        return []
    if shim.built() is None:
        raise SystemExit("a C compiler is needed to watch what a node writes")
    kills, cuts = (KILLS // QUICK, CUTS // QUICK) if engine.is_quick else (KILLS, CUTS)
    outcomes: list[runs.Outcome] = []
    with runs.stage(engine.folder / "crash", watched=True) as at:
        on = runs.ground(at)
        runs.measure(at, on)
        while sum(one.killed for one in outcomes) < kills:
            number = len(outcomes)
            outcomes.append(_crash(at, on, number, by=("delay", "count")[number % 2]))
        cut = [_crash(at, on, number, by="power") for number in range(cuts)]
        overdue = erasure.ground(at, on)
        _end(at, overdue, kills // 10, outcomes, cut)
    with runs.stage(engine.folder / "vault", watched=True, zone="protection") as at:
        _end(at, rotation.ground(at), kills // 10, outcomes, cut)
    together = [*outcomes, *cut]
    return [
        Figure("crash.kills", sum(one.killed for one in outcomes), None),
        Figure("crash.lost", sum(len(one.lost) for one in together), None),
        Figure("crash.doubled", sum(len(one.doubled) for one in together), None),
        Figure("crash.lost_writes", sum(len(one.lost) for one in cut), len(cut)),
    ]


def _crash(at: runs.Stage, on: runs.Ground, number: int, *, by: str) -> runs.Outcome:
    outcome = runs.crash(at, on, random.Random(f"{SEED} {by} {number}"), by=by)
    return _told(outcome, number, by)


def _end(at: runs.Stage, act: single.Single, count: int, outcomes: list[runs.Outcome], cut: list[runs.Outcome]) -> None:
    """End one act so many times by killing it, and as often by a power cut."""
    for number in range(count):
        by = ("delay", "count")[number % 2]
        outcomes.append(_told(single.crash(at, act, random.Random(f"{SEED} {by} {number}"), by=by), number, by))
        cut.append(_told(single.crash(at, act, random.Random(f"{SEED} {number}"), by="power"), number, "power"))


def _told(outcome: runs.Outcome, number: int, by: str) -> runs.Outcome:
    for fault in (*outcome.lost, *outcome.doubled):
        sys.stderr.write(f"run {number} by {by}, {[act[0] for act in outcome.acts]}: {fault}\n")
    return outcome
