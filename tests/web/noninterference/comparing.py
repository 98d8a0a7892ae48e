"""Compares what a reader is told by a world with what two other worlds tell: one from which the rows the reader may not
see were deleted, and one that never held them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corridor.web.desk.statements.models import Dataset, Source
from tests import cast, make, nodes
from tests.web.noninterference.asking import Answers, Picked, ask_everything, everything, faults
from tests.web.noninterference.building import AFTER, Built, carry_out, delete_hidden, frozen, prepare, sees
from tests.web.noninterference.entrances import Known
from tests.web.noninterference.worlds import ANYWAY, THINGS, Import, World


@dataclass(frozen=True)
class Difference:
    """One entrance that answered differently, and the lines in which it did."""

    reader: str
    world: int
    against: str
    asked: str
    lines: tuple[str, ...]

    def __str__(self) -> str:
        told = "\n    ".join(self.lines[:12])
        return f"{self.reader} in world {self.world}, against {self.against}: {self.asked}\n    {told}"


@dataclass(frozen=True)
class Whole:
    """A world carried out in full at a node of its own."""

    world: World
    node: nodes.Node
    built: Built
    known: Known
    start: nodes.Node


@contextmanager
def carried_out(world: World, folder: Path) -> Iterator[Whole]:
    """Carry out a world in full."""
    with nodes.visiting(folder) as node, frozen(world.seed) as clock:
        prepare()
        start = nodes.copy(node, folder)
        nodes.go(node)
        built = carry_out(world, clock)
        known = Known(
            things=tuple(make.uid(name) for name in THINGS),
            loads=tuple(built.loads.values()),
            uploads=tuple(built.uploads[n] for n in built.uploads if n not in built.loads)
            + tuple(built.uploads.values())[:1],
            datasets=tuple(Dataset.objects.order_by("pk").values_list("uid", flat=True)),
            sources=tuple(Source.objects.order_by("pk").values_list("code", flat=True)),
            contents=tuple(
                step.content for n, step in enumerate(world.steps) if n in ANYWAY and isinstance(step, Import)
            ),
            mappings=tuple(built.mappings.values()),
            judgements=tuple(built.judgements.values()),
            held_files=tuple(built.held_files.values()),
            reports=tuple(built.reports.values()),
            alerts=tuple(built.alerts.values()),
            entries=tuple(built.entries.values()),
            progress=built.promised.of("entry"),
            forums=(*built.promised.of("forum"), *built.promised.of("elsewhere")),
            reviews=built.promised.of("review"),
            turns=(*built.promised.of("question"), *built.promised.of("finding"), *built.promised.of("reply")),
            posts=(*built.promised.of("need"), *built.promised.of("offer")),
            pledges=built.promised.of("pledge"),
            library=built.promised.of("practice"),
            words=built.promised.of("words"),
        )
        try:
            yield Whole(world, node, built, known, start)
        finally:
            nodes.go(node)
            nodes.drop(start)


@contextmanager
def at_a_copy(whole: Whole, folder: Path) -> Iterator[None]:
    """Be at a copy of a world after its story is over."""
    with nodes.visiting(folder, whole.node), frozen(whole.world.seed) as clock:
        clock.now = AFTER
        yield
    nodes.go(whole.node)


WORLDS_APART = ("the deletion of hidden rows", "a world that never held them")


def differences(
    whole: Whole,
    member: cast.Member,
    folder: Path,
    apart: Sequence[str] = WORLDS_APART,
    picked: Picked = everything,
) -> list[Difference]:
    """Return every entrance that tells this reader of something hidden, and every fault."""
    truth = _answers(whole, member, folder, whole.node, "truth", picked)
    found = [
        Difference(member.handle, whole.world.seed, "a fault", what, (dict(truth)[what][:600],))
        for what in faults(truth)
    ]
    for against in apart:
        source = whole.start if "never" in against else whole.node
        told = _answers(whole, member, folder, source, against, picked)
        found += _compared(truth, told, member, whole.world.seed, against)
    nodes.go(whole.node)
    return found


def _answers(
    whole: Whole, member: cast.Member, folder: Path, source: nodes.Node, against: str, picked: Picked
) -> Answers:
    with nodes.visiting(folder, source), frozen(whole.world.seed) as clock:
        reader = cast.officer(member).reader
        if "never" in against:
            carry_out(whole.world, clock, may=sees(reader), reader=member.handle, like=whole.built)
        else:
            clock.now = AFTER
        if "deletion" in against:
            delete_hidden(reader, member.handle)
        return ask_everything(member, whole.known, own_pages_only=whole.world.seed % 5 > 0, picked=picked)


def _compared(truth: Answers, told: Answers, member: cast.Member, seed: int, against: str) -> list[Difference]:
    found = []
    for (what, first), (other, second) in zip(truth, told, strict=False):
        if what != other:
            found.append(Difference(member.handle, seed, against, f"{what} | {other}", ("asked differently",)))
            break
        if first != second:
            lines = [
                line
                for line in difflib.unified_diff(second.splitlines(), first.splitlines(), lineterm="", n=0)
                if not line.startswith(("---", "+++", "@@"))
            ]
            found.append(Difference(member.handle, seed, against, what, tuple(line[:300] for line in lines)))
    return found
