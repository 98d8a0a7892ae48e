"""Whether the association finds what was planted, stays quiet on chance, and answers the same each time."""

from __future__ import annotations

import numpy as np

from corridor.core.causes.apart import work
from corridor.core.causes.association import changes, compared
from corridor.core.causes.codes import Grain, Unassessed
from corridor.core.causes.records import Finding
from corridor.core.causes.rules import LAGS, corrected, is_found
from corridor.core.kernel.months import after


def walks(seed: int, *, size: int, grain: Grain, link: float = 0.0, lag: int = 2) -> tuple[dict[str, float], ...]:
    """Return an indicator and an outcome that wander; the outcome follows so many periods later, as far as linked."""
    draw = np.random.default_rng(seed)
    periods = [after("2000-01", n) if grain is Grain.MONTH else str(1990 + n) for n in range(size)]
    season = 3 * np.sin(2 * np.pi * np.arange(size) / 12) if grain is Grain.MONTH else 0
    x = np.cumsum(draw.normal(size=size)) + season
    y = np.cumsum(draw.normal(size=size)) + season
    y[lag:] += link * x[:-lag]
    return tuple(dict(zip(periods, np.exp(line / 3) * 100, strict=True)) for line in (x, y))


def over_lags(seed: int, grain: Grain, size: int, link: float = 0.0) -> tuple[Finding, ...]:
    indicator, outcome = walks(seed, size=size, grain=grain, link=link)
    return corrected([compared("a", lag, outcome, indicator, grain, seed=seed) for lag in LAGS[grain]])


def test_what_follows_two_periods_later_is_found_at_that_lag() -> None:
    for grain, size in ((Grain.YEAR, 24), (Grain.MONTH, 96)):
        found = [one for one in over_lags(7, grain, size, link=2.0) if is_found(one)]
        assert found
        assert max(found, key=lambda one: one.rho or 0).lag == 2


def test_lines_that_only_share_a_season_and_wander_are_seldom_taken_for_associated() -> None:
    alarms = sum(any(is_found(one) for one in over_lags(seed, Grain.YEAR, 22)) for seed in range(5))
    alarms += any(is_found(one) for one in over_lags(1, Grain.MONTH, 60))

    assert alarms <= 1


def test_the_same_figures_give_the_same_answer() -> None:
    assert over_lags(3, Grain.YEAR, 22) == over_lags(3, Grain.YEAR, 22)


def test_too_few_changes_and_lines_that_stand_still_are_not_assessed() -> None:
    indicator, outcome = walks(1, size=24, grain=Grain.YEAR)
    short = dict(list(outcome.items())[:10])
    still = dict.fromkeys(indicator, 5.0)

    assert compared("a", 0, short, indicator, Grain.YEAR, seed=1).reason is Unassessed.TOO_SHORT
    assert compared("a", 0, outcome, still, Grain.YEAR, seed=1).reason is Unassessed.STANDS_STILL


def test_a_gap_makes_no_change() -> None:
    assert set(changes({"2001": 1.0, "2002": 2.0, "2004": 4.0, "2005": 4.5})) == {"2002", "2005"}
    assert set(changes({"2001-12": 1.0, "2002-01": -2.0})) == {"2002-01"}


def test_work_answers_for_every_line_and_lag_in_what_json_can_hold() -> None:
    indicator, outcome = walks(5, size=20, grain=Grain.YEAR)

    answer = work({"grain": "year", "seed": 5, "outcome": outcome, "lines": {"b": indicator, "a": indicator}})

    assert [(one["line"], one["lag"]) for one in answer["tested"]] == [
        (line, lag) for line in ("a", "b") for lag in LAGS[Grain.YEAR]
    ]
