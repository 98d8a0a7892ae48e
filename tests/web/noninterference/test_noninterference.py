"""Every answer is that of a node from which the hidden rows were deleted, and of one that never held them."""

from __future__ import annotations

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

WORLDS = 4
"""A planted leak shows within the first three (`test_planted_leaks`); `make test-deep` goes on with the rest."""
WORLDS_BESIDE = 1
"""On PostgreSQL, where the same code answers and every hidden row is filtered by the same words of SQL."""
DEEP_WORLDS = 300
READERS_EACH = 1

SHARE = 8
"""In each world one in eight of what an entrance can be asked is asked, another eighth in each.

`make test-deep` asks everything in many of them.
"""
SHARE_BESIDE = 24
"""The same on PostgreSQL."""


@pytest.fixture(scope="module")
def folder(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with django_db_blocker.unblock():
        yield tmp_path_factory.mktemp("worlds")


def hold(seed: int, folder: Path, *, thoroughly: bool = False) -> None:
    share = SHARE if connection.vendor == "sqlite" else SHARE_BESIDE
    picked = everything if thoroughly else OneIn(share, seed)
    with comparing.carried_out(world_from(seed), folder) as whole:
        found = []
        for n in range(READERS_EACH):
            found += comparing.differences(
                whole, READERS[(seed * READERS_EACH + n) % len(READERS)], folder, picked=picked
            )
    assert not found, "\n" + "\n".join(map(str, found[:8])) + f"\n{len(found)} in all"


@pytest.mark.store
@pytest.mark.parametrize("seed", range(WORLDS))
def test_a_reader_is_told_nothing_of_what_is_hidden(seed: int, folder: Path) -> None:
    if connection.vendor == "postgresql" and seed >= WORLDS_BESIDE:
        pytest.skip("the rest is compared on SQLite")
    hold(seed, folder)


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
