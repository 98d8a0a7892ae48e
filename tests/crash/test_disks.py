"""A disk that is full or takes no writes: acts are refused and say why, nothing is half done, and it goes on."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from tests.crash import runs, shim

pytestmark = pytest.mark.skipif(shim.built() is None, reason="needs a C compiler to stand between node and disk")

DISKS = {"full": shim.FULL, "read-only": shim.READ_ONLY}
POINTS = 6


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[runs.Stage]:
    """A stage with a disk that does what it is told."""
    with runs.stage(tmp_path_factory.mktemp("disk"), watched=True) as stage:
        yield stage


@pytest.fixture(scope="module")
def on(at: runs.Stage) -> runs.Ground:
    """The node that every run begins with."""
    ground = runs.ground(at)
    runs.measure(at, ground)
    return ground


@pytest.mark.parametrize("disk", DISKS)
def test_wherever_the_disk_fails_an_act_is_done_or_refused_and_may_be_done_again(
    at: runs.Stage, on: runs.Ground, disk: str
) -> None:
    chance = random.Random(f"disk {disk}")

    outcomes = [runs.disk_failure(at, on, chance, as_disk=DISKS[disk]) for _ in range(POINTS)]

    assert [(one.lost, one.doubled) for one in outcomes if one.lost or one.doubled] == []
    assert any("node.E60" in one.refusals for one in outcomes)


@pytest.mark.parametrize("disk", DISKS)
def test_pages_say_that_the_disk_is_at_fault_and_answer_again_when_it_is_mended(
    at: runs.Stage, on: runs.Ground, disk: str
) -> None:
    assert at.control
    with runs.copied(at, on, "pages") as home:
        at.control.watch(home.parent)
        told = at.ask(home, ".pages", str(DISKS[disk]))
        at.control.rest()

    assert {path: told[f"well {path}"] for path in PATHS} == {path: [200, False] for path in PATHS}
    assert {path: told[f"again {path}"] for path in PATHS} == {path: [200, False] for path in PATHS}
    assert told["ill /health/live"] == [200, False]
    assert told["ill /"] == [503, True]
    assert told["ill /find/?words=Ashmar"] == [503, True]
    if disk == "full":
        assert told["ill /health/ready"] == [200, False]
        assert told["ill /accounts/login/"] == [200, False]


PATHS = ("/health/live", "/health/ready", "/accounts/login/", "/", "/find/?words=Ashmar")
