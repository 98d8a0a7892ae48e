"""Feeds readers with hostile files, led by coverage: what reaches new lines of the code becomes material for more.

    python -m tests.hostile.guided [--runs N] [--seed N] [--target NAME …] [--keep FOLDER] [--atheris]

Prints one line of JSON: inputs, crashes, unexplained, and how many lines were reached. With `--atheris`, LibFuzzer
leads instead (extra `fuzz`); it needs one target.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from tests.hostile.mutating import Mutating
from tests.hostile.seeds import HOSTILE
from tests.hostile.targets import Target, Verdict, judged, little_memory, targets

_OURS = str(Path(__file__).resolve().parents[2] / "src" / "corridor")
_MOST_KEPT = 400


class Led:
    """The inputs of one target: the good ones, and those that reached something new."""

    def __init__(self, target: Target, seed: int) -> None:
        self.target = target
        self.kept = list(target.seeds)
        self.reached: set[tuple[str, int]] = set()
        self.count = 0
        self.finds: list[tuple[bytes, Verdict]] = []
        self._mutating = Mutating(seed)
        for content in self.kept:
            self.give(content)

    def next(self) -> bytes:
        """Return a hostile input made of one that was kept; the newest are taken most often."""
        chance = self._mutating.chance
        recent = self.kept[-30:] if chance.random() < 0.5 else self.kept
        return self._mutating.damaged(chance.choice(recent), self.kept)

    def give(self, content: bytes) -> Verdict:
        """Give one input; keep it if it reached a line that none did before."""
        before = len(self.reached)
        with _watched(self.reached):
            verdict = judged(self.target, content)
        self.count += 1
        if verdict.fault:
            self.finds.append((content, verdict))
        elif len(self.reached) > before and len(self.kept) < _MOST_KEPT and self.count > len(self.target.seeds):
            self.kept.append(content)
        return verdict


@contextmanager
def _watched(reached: set[tuple[str, int]]) -> Iterator[None]:
    """Note which lines of our code are run."""

    def line(frame: FrameType, event: str, argument: Any) -> Any:
        if event == "line":
            reached.add((frame.f_code.co_filename, frame.f_lineno))
        return line

    def call(frame: FrameType, event: str, argument: Any) -> Any:
        if not frame.f_code.co_filename.startswith(_OURS):
            return None
        reached.add((frame.f_code.co_filename, frame.f_lineno))
        return line

    before = sys.gettrace()
    sys.settrace(call)
    try:
        yield
    finally:
        sys.settrace(before)


def led(names: Sequence[str], runs: int, seed: int) -> list[Led]:
    """Give so many inputs to the targets of these names, or to all, by turns."""
    chosen = [one for one in targets() if not names or one.name in names]
    ways = [Led(target, seed + number) for number, target in enumerate(chosen)]
    for number in range(max(0, runs - sum(way.count for way in ways))):
        way = ways[number % len(ways)]
        way.give(way.next())
    return ways


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, say what was found, keep what broke; return how many finds there are, up to 100."""
    parser = argparse.ArgumentParser(prog="guided")
    parser.add_argument("--runs", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--target", action="append", default=[])
    parser.add_argument("--keep", type=Path, help="a folder for what breaks or is not explained")
    parser.add_argument("--atheris", action="store_true", help="let LibFuzzer lead (pip install '.[fuzz]')")
    chosen = parser.parse_args(arguments)
    if chosen.atheris:
        return _by_atheris(chosen.target[0], chosen.runs, chosen.keep)
    little_memory()
    ways = led(chosen.target, chosen.runs, chosen.seed)
    finds = [(way.target.name, content, verdict) for way in ways for content, verdict in way.finds]
    for name, content, verdict in finds:
        sys.stderr.write(f"{name}: {verdict.said}: {verdict.fault}\n")
        if chosen.keep:
            _keep(chosen.keep, name, content)
    told = {
        "inputs": sum(way.count for way in ways),
        "crashes": sum(verdict.is_crash for _, _, verdict in finds),
        "unexplained": sum(not verdict.is_crash for _, _, verdict in finds),
        "lines": sum(len(way.reached) for way in ways),
        "kept": {way.target.name: len(way.kept) - len(way.target.seeds) for way in ways},
    }
    sys.stdout.write(json.dumps(told) + "\n")
    return min(len(finds), 100)


def _keep(folder: Path, name: str, content: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}-{hashlib.sha256(content).hexdigest()[:12]}").write_bytes(content)


def _by_atheris(name: str, runs: int, keep: Path | None) -> int:
    """Let LibFuzzer lead; it never comes back, and ends with 0 when nothing was found."""
    atheris = importlib.import_module("atheris")  # an extra that neither the suite nor its types need

    atheris.instrument_all()
    target = next(one for one in targets() if one.name == name)
    corpus = (keep or Path("/tmp")) / f"corpus-{name}"  # a folder for LibFuzzer
    for content in (*target.seeds, *(path.read_bytes() for path in HOSTILE.iterdir())):
        _keep(corpus, "seed", content)

    def give(content: bytes) -> None:
        verdict = judged(target, content)
        if verdict.fault:
            raise AssertionError(f"{verdict.said}: {verdict.fault}")

    atheris.Setup([sys.argv[0], str(corpus), f"-runs={runs}", "-max_len=20000"], give)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
