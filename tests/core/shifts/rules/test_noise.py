"""How much a route usually changes: season takes no part, what carries over is found, a lasting move is no noise."""

from __future__ import annotations

import numpy as np
import pytest

from corridor.core.shifts.rules import noise
from tests.core.shifts import make


def test_a_season_that_stays_as_it_is_is_no_change() -> None:
    season = np.tile(np.sin(2 * np.pi * np.arange(12) / 12), 6)[None, :]

    assert np.abs(noise.changes(season, 12)).max() < 1e-9
    assert np.abs(noise.changes(season, 6)).max() < 1e-9


@pytest.mark.parametrize("carried", [0.0, 0.3, 0.6, 0.8])
def test_what_carries_over_and_the_usual_change_are_read_from_the_series(carried: float) -> None:
    series = noise.invented(np.array([carried] * 4), 600, 10, make.chance())

    usual = noise.usual(series, 12)

    assert usual.carried.mean() == pytest.approx(carried, abs=0.06)
    assert usual.change.mean() == pytest.approx(noise.changes(series, 12).std(), rel=0.1)


def test_a_level_that_moves_and_stays_hardly_adds_to_what_is_usual() -> None:
    rest = noise.even(make.figures(1, 120))
    moved = rest.copy()
    moved[:, 60:] -= 1.5

    assert noise.usual(moved, 12).change[0] < 2 * noise.usual(rest, 12).change[0]
    assert moved.std() > 1.3 * rest.std()


def test_figures_that_never_vary_are_no_reason_to_divide_by_nothing() -> None:
    usual = noise.usual(noise.even(np.full((1, 60), 7.0)), 12)

    assert np.isfinite(usual.change).all()
    assert usual.change[0] > 0
