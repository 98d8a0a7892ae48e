"""Every answer is that of a node from which the hidden rows were deleted, and of one that never held them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from corridor.web.desk.exchange.models import Received
from tests.web.noninterference import comparing
from tests.web.noninterference.asking import OneIn, everything
from tests.web.noninterference.entrances import COMMANDS, ROUTES, commands, routes
from tests.web.noninterference.worlds import READERS, world_from

WORLDS = 25
WORLDS_BESIDE = 3
"""On PostgreSQL, where the same code answers and every hidden row is filtered by the same words of SQL."""
DEEP_WORLDS = 300

SHARE = 80
"""In each world one in eighty of what an entrance can be asked is asked, another eightieth in each.

All worlds together ask three in ten; `make test-deep` asks everything in many of them.
"""
SELDOM = 5
"""Of what is left out, every entrance is asked one thing in one of five worlds."""
OFTEN = 5
"""In so many of the worlds of `make test` every entrance of ours is asked something, by as many readers."""

asked_in: Counter[str] = Counter()


@pytest.fixture(scope="module")
def folder(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with django_db_blocker.unblock():
        yield tmp_path_factory.mktemp("worlds")


def hold(seed: int, folder: Path, *, thoroughly: bool = False) -> None:
    picked = everything if thoroughly else OneIn(SHARE, seed, seldom=SELDOM)
    with comparing.carried_out(world_from(seed), folder) as whole:
        found = comparing.differences(whole, READERS[seed % len(READERS)], folder, picked=picked)
    assert not found, "\n" + "\n".join(map(str, found[:8])) + f"\n{len(found)} in all"
    if isinstance(picked, OneIn):
        asked_in.update(picked.asked)


@pytest.mark.store
@pytest.mark.parametrize("seed", range(WORLDS))
def test_a_reader_is_told_nothing_of_what_is_hidden(seed: int, folder: Path) -> None:
    if connection.vendor == "postgresql" and seed >= WORLDS_BESIDE:
        pytest.skip("the rest is compared on SQLite")
    hold(seed, folder)


def test_every_entrance_was_asked_in_several_worlds_by_several_readers(request: pytest.FixtureRequest) -> None:
    """The pages of the packages we use know nothing of a world; they are asked in one of five."""
    compared = [item for item in request.session.items if item.name.startswith("test_a_reader_is_told_nothing_of")]
    if len(compared) < WORLDS or connection.vendor != "sqlite":
        pytest.skip("some worlds were left out")
    readable = {name for name, asked in ROUTES.items() if ":" in name and (asked.reads or asked.forms is not None)}
    ours = readable | {name for name, samples in COMMANDS.items() if samples is not None}

    assert {name for name in ours if asked_in[name] < OFTEN} == set()


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(WORLDS, DEEP_WORLDS))
def test_a_reader_is_told_nothing_in_very_many_worlds(seed: int, folder: Path) -> None:
    hold(seed, folder, thoroughly=seed % 10 == 0)


def test_some_of_what_a_world_holds_came_over_a_line(folder: Path) -> None:
    with comparing.carried_out(world_from(1), folder):
        assert set(Received.objects.values_list("partner", flat=True)) == {"XD-NAT"}


def test_every_route_is_declared() -> None:
    assert {route.name for route in routes()} == set(ROUTES)


def test_every_parameter_of_an_address_has_a_supplier() -> None:
    without = {
        route.name: route.parameters
        for route in routes()
        if route.name in ROUTES and set(route.parameters) != set(ROUTES[route.name].parameters)
    }

    assert without == {}


def test_every_command_is_declared() -> None:
    assert set(commands()) == set(COMMANDS)
