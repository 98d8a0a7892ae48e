"""Runs that end in the middle: a node at work is killed, what the disk had not got is taken away, and what is left is
compared with what was acknowledged.

Knows nothing of Django: `stage` does the work in processes of its own, so that the suite and the benchmark share this.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.crash import power, shim

ROOT = Path(__file__).parents[2]
ROWS = {"table-0.csv": 40, "table-1.csv": 40, "table-2.csv": 40, "table-3.csv": 300, "table-4.csv": 40}
"""How many rows each file has; the long one is written in several batches."""

Act = tuple[str, ...]

NOTHING_DONE = "node.E60"
"""What a node says when its disk failed before anything was done."""


@dataclass
class Stage:
    """A process that carries out runs, and the file by which its writes are watched."""

    folder: Path
    process: subprocess.Popen[str]
    control: shim.Control | None

    def run(self, home: Path, acts: Sequence[Act], *, kill_after: float | None = None) -> Told:
        """Carry out acts at a home; return what was acknowledged and how it ended."""
        told = self.folder / "told.jsonl"
        told.unlink(missing_ok=True)
        asked = {"home": str(home), "acts": acts, "told": str(told), "kill_after": kill_after}
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        ended = json.loads(self.process.stdout.readline())
        lines = told.read_text(encoding="utf-8").split("\n")[:-1] if told.exists() else []
        read = [json.loads(line) for line in lines]
        return Told(
            answers=[line["answer"] for line in read if "answer" in line],
            fault=next((line["fault"] for line in read if "fault" in line), ""),
            killed=ended["killed"],
        )

    def ask(self, home: Path, *act: str) -> Any:
        """Carry out one act that must work, and return its answer."""
        told = self.run(home, [act])
        assert not told.fault, told.fault
        return told.answers[0]


@dataclass(frozen=True)
class Told:
    """What a run acknowledged, the fault that ended it if one did, and whether it was killed."""

    answers: list[Any]
    fault: str
    killed: bool


def clean_environment() -> dict[str, str]:
    """Return the environment without anything of a node in it."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("CORRIDOR_", "DJANGO_"))}


@contextmanager
def stage(folder: Path, *, watched: bool, zone: str = "desk") -> Iterator[Stage]:
    """Start a stage; with the watcher where writes are to be counted or taken back."""
    folder.mkdir(parents=True, exist_ok=True)
    environment = clean_environment()
    environment |= {"CORRIDOR_HOME": str(folder / "node"), "DJANGO_SETTINGS_MODULE": f"corridor.web.settings.{zone}"}
    control = None
    if watched:
        control = shim.Control(folder / "control")
        environment |= {"LD_PRELOAD": str(shim.built()), "CRASH_CONTROL": str(control.path)}
    (folder / "node").mkdir(mode=0o700, exist_ok=True)
    command = [sys.executable, "-m", "tests.crash.stage"]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield Stage(folder, process, control)
    finally:
        process.communicate(timeout=30)


# --- the node that every run begins with -------------------------------------------------------------------------


@dataclass
class Ground:
    """A node at rest: one import stands, one was undone; with what is known about it."""

    home: Path
    tables: list[Path]
    loads: dict[str, str]
    papers: list[str]
    statements_of_a_row: int
    seconds: dict[str, float] = field(default_factory=dict)
    calls: dict[str, int] = field(default_factory=dict)


def ground(at: Stage) -> Ground:
    """Make the node, and measure how long each act takes."""
    home = at.folder / "node"
    tables = []
    for name, count in ROWS.items():
        path = at.folder / name
        rows = [f"{name}-{row},2021-03-{1 + row % 28:02},{1 + row % 9},Ashmar {row}" for row in range(count)]
        path.write_text("ref,day,dead,place,point,note\n" + "".join(f"{row},,\n" for row in rows))
        tables.append(path)
    environment = clean_environment()
    command = [sys.executable, "-m", "corridor.cli", "--home", str(home), "init", "--json"]
    command += ["--authority", "XA-POL", "--country", "XA", "--kind", "police", "--name", "Node"]
    made = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    at.ask(home, ".prepare")
    loads = {path.name: at.ask(home, "import", str(path))["import"] for path in tables[:2]}
    at.ask(home, "undo", loads[tables[1].name])
    seen = at.ask(home, ".seen")
    standing = ROWS["table-0.csv"]
    assert seen["records"] == standing
    return Ground(home, tables, loads, json.loads(made.stdout)["papers"], seen["statements"] // standing)


def measure(at: Stage, on: Ground) -> None:
    """Carry out each kind of act once, to know how long it takes and how often it writes."""
    for act in _choices(on, at.folder / "measured" / "out"):
        with copied(at, on, "measured") as home:
            if at.control:
                at.control.watch(home.parent)
            begun = time.monotonic()
            told = at.run(home, [act])
            assert not told.fault, told.fault
            assert told.answers[0]["ok"], told.answers
            on.seconds[act[0]] = time.monotonic() - begun
            if at.control:
                on.calls[act[0]] = at.control["calls"]
                at.control.rest()


def _choices(on: Ground, out: Path) -> list[Act]:
    standing, undone = on.loads[on.tables[0].name], on.loads[on.tables[1].name]
    return [
        ("import", str(on.tables[2])),
        ("import", str(on.tables[3])),
        (".bring", str(on.tables[4])),
        ("undo", standing),
        ("redo", undone),
        ("backup", "--to", str(out)),
        ("recovery", "new", "--share", on.papers[0], "--share", on.papers[2]),
        ("officer", "xa.new", "--name", "New", "--duty", "analyst:prevention"),
    ]


@contextmanager
def copied(at: Stage, on: Ground, name: str) -> Iterator[Path]:
    """Yield a copy of the home, in a folder of its own beside one for backups."""
    folder = at.folder / name
    shutil.rmtree(folder, ignore_errors=True)
    home = folder / "home"
    shutil.copytree(on.home, home, ignore=shutil.ignore_patterns("*-shm"))
    (folder / "out").mkdir()
    try:
        yield home
    finally:
        shutil.rmtree(folder, ignore_errors=True)


# --- a run that ends in the middle -------------------------------------------------------------------------------


@dataclass
class Outcome:
    """What was found after one run: acknowledged and gone, or there twice or by half; nothing is as it should be."""

    acts: list[Act]
    acknowledged: int
    killed: bool
    taken_back: int = 0
    second_try: str = ""
    refusals: set[str] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)


def crash(at: Stage, on: Ground, chance: random.Random, *, by: str) -> Outcome:
    """Let a node work and kill it; look at what is left, help it up, and let it do again what was under way.

    Args:
        by: `delay`: killed from outside after a while. `count`: at one of its writes. `power`: the same, and what was
            not synced is taken back.
    """
    with copied(at, on, "run") as home:
        acts = _script(on, home.parent / "out", chance)
        kill_after = None
        if by == "delay":
            kill_after = chance.random() * sum(on.seconds[act[0]] for act in acts)
        else:
            assert at.control
            at.control.watch(home.parent, notes=at.folder / "notes" if by == "power" else None)
            at.control["kill_at"] = chance.randint(1, sum(on.calls[act[0]] for act in acts))
        told = at.run(home, acts, kill_after=kill_after)
        outcome = Outcome(acts, len(told.answers), told.killed)
        if at.control:
            at.control.rest()
        if told.fault:
            outcome.doubled.append(f"a fault instead of a refusal: {told.fault.splitlines()[-1]}")
        if by == "power":
            outcome.taken_back = power.cut(at.folder / "notes", chance)
            shutil.rmtree(at.folder / "notes.aside", ignore_errors=True)
            for path in home.glob("*-shm"):
                path.unlink()
        _examine(at, on, home, told, outcome)
        return outcome


def disk_failure(at: Stage, on: Ground, chance: random.Random, *, as_disk: int) -> Outcome:
    """Let a node work on a disk that fails at a random one of its writes; mend it, look, and let it try again."""
    assert at.control
    with copied(at, on, "run") as home:
        acts = _script(on, home.parent / "out", chance)
        at.control.watch(home.parent)
        at.control["fail_as"] = as_disk
        at.control["fail_at"] = chance.randint(1, sum(on.calls[act[0]] for act in acts))
        told = at.run(home, acts)
        at.control.rest()
        outcome = Outcome(acts, len(told.answers), killed=False)
        if told.fault:
            outcome.doubled.append(f"a fault instead of a refusal: {told.fault.splitlines()[-1]}")
        codes = [str(answer.get("error", {}).get("code", "")) for answer in told.answers]
        outcome.refusals = {code for code in codes if code}
        done = sum(not code for code in codes)
        outcome.acts = acts[: done + 1]
        _examine(at, on, home, replace(told, answers=told.answers[:done]), outcome)
        if NOTHING_DONE in codes[done : done + 1] and outcome.second_try == "refused":
            outcome.doubled.append(f"{acts[done][0]} was said not to be done, and was")
        return outcome


def _script(on: Ground, out: Path, chance: random.Random) -> list[Act]:
    return chance.sample(_choices(on, out), chance.randint(2, 4))


def _examine(at: Stage, on: Ground, home: Path, told: Told, outcome: Outcome) -> None:
    """Compare what is left with what was acknowledged, before and after the node was helped up and tried again."""
    done = list(zip(outcome.acts, told.answers, strict=False))
    under_way = outcome.acts[len(done)] if len(done) < len(outcome.acts) else None
    first = at.run(home, [(".seen",)])
    if first.fault:
        outcome.lost.append(f"the node does not open: {first.fault.splitlines()[-1]}")
        return
    compare(on, first.answers[0], done, outcome)
    _look_at_backups(at, on, home, done, outcome)
    again = [(".look_after", "1"), *([under_way] if under_way else []), (".seen",)]
    second = at.run(home, again)
    if second.fault:
        outcome.doubled.append(f"a second try fails: {second.fault.splitlines()[-1]}")
        return
    if under_way:
        answer = second.answers[1]
        outcome.second_try = "done" if answer["ok"] else "refused"
        if answer["ok"]:
            done.append((under_way, answer))
        elif not _was_done(under_way, answer):
            outcome.doubled.append(f"a second try of {under_way[0]} is refused: {answer}")
    compare(on, second.answers[-1], done, outcome)
    if (
        any(".partial" in path.name for path in (home.parent / "out").iterdir())
        and under_way
        and under_way[0] == "backup"
    ):
        outcome.doubled.append("half a backup stays behind after a second try")


def _was_done(act: Act, answer: Any) -> bool:
    """Return whether a refusal says that the act stands already: it was committed, and killed before it said so."""
    known = {"undo": "imports.", "redo": "imports.", "officer": "access.E24", "recovery": "node.E52"}
    return str(answer.get("error", {}).get("code", "")).startswith(known.get(act[0], "?"))


def compare(on: Ground, seen: Any, done: list[tuple[Act, Any]], outcome: Outcome) -> None:
    """Find what was acknowledged and is not there, and what is there by half or twice."""
    if not seen["whole"]:
        outcome.lost.append(f"the ledger is not whole: {seen['verdict']}")
    if seen["engine"] != "ok":
        outcome.doubled.append(f"the database is damaged: {seen['engine']}")
    entries = [tuple(entry) for entry in seen["entries"]]
    for act, answer in done:
        if not answer["ok"] and not _was_done(act, answer):
            outcome.doubled.append(f"{act[0]} was refused: {answer}")
        if act[0] == ".bring":
            if seen["uploads"].get(answer["upload"]) != answer["sha256"]:
                outcome.lost.append("a file that was brought is gone or damaged")
        elif answer["ok"] and _entry_of(act, answer) not in entries:
            outcome.lost.append(f"{act[0]} was acknowledged and is not in the ledger")
    _compare_loads(seen, entries, done, outcome)
    records = sum(ROWS[name] for name in {name for _, _, name, standing in seen["loads"] if standing})
    if (seen["records"], seen["statements"]) != (records, records * on.statements_of_a_row):
        outcome.doubled.append(
            f"{seen['records']} records with {seen['statements']} statements count, {records} should"
        )


def _entry_of(act: Act, answer: Any) -> tuple[str, str]:
    events = {"import": "import:published", "undo": "import:undone", "redo": "import:redone"}
    if act[0] in events:
        return events[act[0]], answer["import"]
    if act[0] == "backup":
        return "node:backed-up", answer["sha256"]
    return ("recovery:renewed", answer["key"]) if act[0] == "recovery" else ("officer:added", answer["handle"])


_STATES = {"import:published": "published", "import:redone": "published", "import:undone": "undone"}


def _compare_loads(
    seen: Any,
    entries: list[tuple[str, ...]],
    done: list[tuple[Act, Any]],
    outcome: Outcome,
) -> None:
    """Compare the state of each import with the ledger's last word on it, and with what stands."""
    acknowledged = {answer["import"] for act, answer in done if act[0] == "import" and answer["ok"]}
    known = {uid for uid, *_ in seen["loads"]}
    outcome.lost.extend(f"import {uid} was acknowledged and is gone" for uid in acknowledged - known)
    for uid, state, _, standing in seen["loads"]:
        words = [event for event, about in entries if about == uid and event in _STATES]
        last = _STATES[words[-1]] if words else ""
        if bool(standing) != (state == "published") or (state in _STATES.values() and state != last):
            outcome.doubled.append(f"import is {state}, stands: {standing}, and the ledger says {last or 'nothing'}")
        if last and state != last:
            outcome.lost.append(f"the ledger says {last} of an import that is {state}")
        if words.count("import:published") > 1:
            outcome.doubled.append("an import was published twice")


def _look_at_backups(at: Stage, on: Ground, home: Path, done: list[tuple[Act, Any]], outcome: Outcome) -> None:
    """Open every file that is called a backup with the papers it was sealed for."""
    papers = [tuple(on.papers[:2])]
    papers += [tuple(answer["papers"][:2]) for act, answer in done if act[0] == "recovery" and answer["ok"]]
    for path in (home.parent / "out").glob("*.backup"):
        tried = [at.run(home, [(".opens", str(path), *pair)]) for pair in papers]
        if all(told.fault for told in tried):
            outcome.doubled.append(f"a backup does not open: {tried[-1].fault.splitlines()[-1]}")
    for act, answer in done:
        if act[0] == "backup" and answer["ok"] and not Path(answer["backup"]).exists():
            outcome.lost.append("a backup was acknowledged and is gone")
