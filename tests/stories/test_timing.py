"""The measure by which the bench says how well time tells two things apart."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wall.timing import Telling, auc, telling

times = st.lists(st.integers(0, 30).map(float), min_size=1, max_size=40)


def test_times_that_never_overlap_tell_everything_and_equal_ones_nothing() -> None:
    assert auc([1.0, 2.0], [3.0, 4.0]) == 1.0
    assert auc([3.0, 4.0], [1.0, 2.0]) == 1.0
    assert auc([1.0, 1.0, 1.0], [1.0, 1.0]) == 0.5


@given(times, times)
def test_it_is_the_share_of_pairs_in_which_one_is_slower_ties_by_half(first: list[float], second: list[float]) -> None:
    won = sum((one > other) + (one == other) / 2 for one in first for other in second)
    share = won / (len(first) * len(second))

    assert auc(first, second) == pytest.approx(max(share, 1 - share))
    assert 0.5 <= auc(first, second) <= 1.0


def taken(seed: int, *, slower: float = 0.0, pairs: int = 400) -> Telling:
    """Return what pairs of times tell on a machine that is busy now and then."""
    draw = random.Random(seed)
    busy = [draw.choice([0.0, 0.0, 5.0]) for _ in range(pairs)]
    first = [shared + draw.gauss(10, 1) for shared in busy]
    second = [shared + draw.gauss(10 + slower, 1) for shared in busy]
    return telling(first, second)


def test_the_interval_holds_the_truth_nearly_always_and_misses_it_sometimes() -> None:
    """For equal things the truth is 0.5; an interval that never missed would be too wide to show anything."""
    missed = sum(taken(seed).least > 0.5 for seed in range(200))

    assert 1 <= missed <= 20


def test_things_that_time_tells_apart_are_found_in_either_direction() -> None:
    assert taken(1, slower=0.6).least > 0.5
    assert taken(1, slower=-0.6).least > 0.5


def test_more_pairs_and_fewer_questions_make_the_interval_narrower() -> None:
    few, many = taken(3), taken(3, pairs=4_000)

    assert many.most - many.auc < few.most - few.auc


@given(st.lists(st.tuples(st.integers(0, 30).map(float), st.integers(0, 30).map(float)), min_size=2, max_size=40))
def test_the_interval_is_about_the_share_of_the_slower_and_wider_among_more(pairs: list[tuple[float, float]]) -> None:
    first, second = [one for one, _ in pairs], [other for _, other in pairs]

    alone, one_of_six = telling(first, second), telling(first, second, among=6)

    assert alone.auc == pytest.approx(auc(first, second))
    assert 0.5 <= one_of_six.least <= alone.least <= alone.auc <= alone.most <= one_of_six.most <= 1.0
