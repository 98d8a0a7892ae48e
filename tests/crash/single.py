"""One act, ended in the middle: renewing the keys of the vault, or erasing what is overdue."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.crash import power
from tests.crash.runs import Act, Outcome, Stage

Examine = Callable[[Stage, Path, Outcome], None]


@dataclass
class Single:
    """An act that is about to be done at a node: how to look at what it left, and how long it takes."""

    home: Path
    act: Act
    examine: Examine
    seconds: float = 0
    calls: int = 0


def measured(at: Stage, single: Single) -> Single:
    """Carry the act out once, to know how long it takes and how often it writes."""
    with copied(at, single) as home:
        if at.control:
            at.control.watch(home.parent)
        begun = time.monotonic()
        assert at.ask(home, *single.act)["ok"]
        single.seconds = time.monotonic() - begun
        if at.control:
            single.calls = at.control["calls"]
            at.control.rest()
    return single


@contextmanager
def copied(at: Stage, single: Single) -> Iterator[Path]:
    """Yield a copy of the home in a folder of its own."""
    folder = at.folder / "single"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(single.home, folder / "home", ignore=shutil.ignore_patterns("*-shm"))
    try:
        yield folder / "home"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def crash(at: Stage, single: Single, chance: random.Random, *, by: str) -> Outcome:
    """Carry out the act and die at a random moment, as `runs.crash` does; look at what is left."""
    with copied(at, single) as home:
        kill_after = chance.random() * single.seconds if by == "delay" else None
        if by != "delay":
            assert at.control
            at.control.watch(home.parent, notes=at.folder / "notes" if by == "power" else None)
            at.control["kill_at"] = chance.randint(1, single.calls)
        told = at.run(home, [single.act], kill_after=kill_after)
        outcome = Outcome([single.act], len(told.answers), told.killed)
        if at.control:
            at.control.rest()
        if told.fault:
            outcome.doubled.append(f"a fault instead of a refusal: {told.fault.splitlines()[-1]}")
        if by == "power":
            outcome.taken_back = power.cut(at.folder / "notes", chance)
            shutil.rmtree(at.folder / "notes.aside", ignore_errors=True)
            for path in home.glob("*-shm"):
                path.unlink()
        single.examine(at, home, outcome)
    return outcome
