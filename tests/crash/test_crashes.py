"""A node at work is killed; nothing acknowledged is lost, nothing is there twice or by half, and it goes on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash import erasure, power, rotation, runs, shim, single

KILLS, CUTS = 12, 6
"""Beside these, two long acts are ended four times each: twenty kills together."""
SEED = 20261122

needs_compiler = pytest.mark.skipif(shim.built() is None, reason="needs a C compiler to watch writes")


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[runs.Stage]:
    """A stage whose writes are watched where that is possible."""
    with runs.stage(tmp_path_factory.mktemp("crash"), watched=shim.built() is not None) as stage:
        yield stage


@pytest.fixture(scope="module")
def on(at: runs.Stage) -> runs.Ground:
    """The node that every run begins with."""
    ground = runs.ground(at)
    runs.measure(at, ground)
    return ground


def test_a_node_that_is_killed_at_any_moment_loses_nothing_and_doubles_nothing(at: runs.Stage, on: runs.Ground) -> None:
    ways = ("delay", "count") if at.control else ("delay",)

    outcomes = [runs.crash(at, on, random.Random(SEED + n), by=ways[n % len(ways)]) for n in range(KILLS)]

    assert [(one.lost, one.doubled) for one in outcomes if one.lost or one.doubled] == []
    assert sum(one.killed for one in outcomes) > KILLS // 2
    assert sum(one.acknowledged for one in outcomes) > 0


@needs_compiler
def test_a_power_cut_that_takes_what_was_not_synced_loses_nothing_that_was_acknowledged(
    at: runs.Stage, on: runs.Ground
) -> None:
    outcomes = [runs.crash(at, on, random.Random(SEED + n), by="power") for n in range(CUTS)]

    assert [(one.lost, one.doubled) for one in outcomes if one.lost or one.doubled] == []
    assert sum(one.taken_back for one in outcomes) > 0


@needs_compiler
def test_renewing_the_keys_of_the_vault_loses_none_wherever_it_is_ended(tmp_path: Path) -> None:
    with runs.stage(tmp_path, watched=True, zone="protection") as at:
        vault = rotation.ground(at)
        ways = ("count", "power", "delay", "power")

        outcomes = [single.crash(at, vault, random.Random(SEED + n), by=by) for n, by in enumerate(ways)]

    assert [(one.lost, one.doubled) for one in outcomes if one.lost or one.doubled] == []
    assert sum(one.killed for one in outcomes) > 2


@needs_compiler
def test_erasing_what_is_overdue_takes_nothing_else_and_is_counted_once_wherever_it_is_ended(tmp_path: Path) -> None:
    with runs.stage(tmp_path, watched=True) as at:
        overdue = erasure.ground(at, runs.ground(at))
        ways = ("count", "power", "delay", "power")

        outcomes = [single.crash(at, overdue, random.Random(SEED + n), by=by) for n, by in enumerate(ways)]

    assert [(one.lost, one.doubled) for one in outcomes if one.lost or one.doubled] == []
    assert sum(one.killed for one in outcomes) > 2


@needs_compiler
def test_the_power_cut_is_seen_where_a_program_does_not_wait_for_the_disk(at: runs.Stage, tmp_path: Path) -> None:
    """Without this, the test above could pass because nothing is ever taken back."""
    assert at.control
    folder = tmp_path / "watched"
    folder.mkdir()
    at.control.watch(folder, notes=tmp_path / "notes")
    at.run(folder, [(".write_twice", str(folder / "synced"), "yes"), (".write_twice", str(folder / "left"), "no")])
    at.control.rest()

    power.cut(tmp_path / "notes", Everything())

    assert (folder / "synced").read_text() == "first"
    assert not (folder / "left").exists()


class Everything(random.Random):
    """Chance that takes back all there is."""

    def choice(self, seq):  # type: ignore[no-untyped-def]  # one argument of any kind
        """Keep nothing."""
        return seq[0]

    def randint(self, a: int, b: int) -> int:
        """Undo as much as there is."""
        return b


@needs_compiler
def test_the_comparison_sees_what_was_lost_and_what_is_half_done(at: runs.Stage, on: runs.Ground) -> None:
    """The other tests stand on this: an act that is not there, and rows that do not count, must be found."""
    with runs.copied(at, on, "seeing") as home:
        act = ("import", str(on.tables[2]))
        told = at.run(home, [act, (".seen",)])
        acknowledged, seen = told.answers
        lost = runs.Outcome([act], 1, killed=True)
        half = runs.Outcome([act], 1, killed=True)
        without = {**seen, "entries": [one for one in seen["entries"] if one[1] != acknowledged["import"]]}

        runs.compare(on, without, [(act, acknowledged)], lost)
        runs.compare(on, {**seen, "statements": seen["statements"] - 1}, [(act, acknowledged)], half)

    assert lost.lost
    assert half.doubled
