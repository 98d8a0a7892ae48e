"""The test against what is known of Student's t, and its false alarms where nothing changes."""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.watching.codes import Nature
from corridor.core.watching.records import Point
from corridor.core.watching.rules.testing import even, figure, normal_from, quantile, upper_tail


@pytest.mark.parametrize(
    ("distance", "freedom", "chance"),
    [(2.998, 7, 0.01), (3.106, 11, 0.005), (1.0, 1, 0.25), (2.571, 5, 0.025), (-2.571, 5, 0.975)],
)
def test_the_tail_of_student_is_that_of_the_tables(distance: float, freedom: int, chance: float) -> None:
    assert upper_tail(distance, freedom) == pytest.approx(chance, rel=2e-3)


@given(st.floats(0.0005, 0.45), st.integers(7, 40))
def test_the_quantile_undoes_the_tail(level: float, freedom: int) -> None:
    assert upper_tail(quantile(level, freedom), freedom) == pytest.approx(level, rel=1e-6)


@given(st.integers(0, 200_000))
def test_a_count_comes_back_from_the_even_scale(count: int) -> None:
    assert figure(even(Point(count), Nature.COUNT), Nature.COUNT) == pytest.approx(count, abs=1e-6)


@given(st.lists(st.integers(0, 5000), min_size=8, max_size=12), st.integers(0, 5000), st.integers(0, 5000))
def test_more_is_never_less_surprising(reference: list[int], one: int, other: int) -> None:
    points = [Point(value, value) for value in reference]
    low, high = sorted((one, other))
    normal = normal_from(points, Point(100, 100), Nature.COUNT)

    assert normal is not None
    assert normal.chance_of_rise(Point(high, high)) <= normal.chance_of_rise(Point(low, low)) + 1e-12
    assert normal.chance_of_rise(Point(low)) + normal.chance_of_fall(Point(low)) == pytest.approx(1, abs=1e-9)


def test_too_few_months_say_nothing() -> None:
    assert normal_from([Point(4)] * 7, Point(400), Nature.COUNT) is None


@pytest.mark.parametrize(("middle", "shape"), [(3, 2.0), (40, 5.0), (500, 5.0), (40, math.inf)])
def test_where_nothing_changes_few_months_are_beyond_normal(middle: int, shape: float) -> None:
    random = Random(5)

    def month() -> Point:
        level = middle if math.isinf(shape) else random.gammavariate(shape, middle / shape)
        value = max(0, round(random.gauss(level, math.sqrt(level))))
        return Point(value, value)

    beyond = 0
    for _ in range(1500):
        tested = month()
        normal = normal_from([month() for _ in range(12)], tested, Nature.COUNT)
        assert normal is not None
        beyond += normal.chance_of_rise(tested) <= 0.01

    assert beyond / 1500 < 0.025


def test_one_large_incident_is_one_event_and_many_small_ones_are_many() -> None:
    quiet = [Point(2, 2)] * 12
    one = normal_from(quiet, Point(30, 1), Nature.COUNT)
    many = normal_from(quiet, Point(30, 30), Nature.COUNT)

    assert one is not None
    assert many is not None
    assert one.chance_of_rise(Point(30, 1)) > 0.001 > many.chance_of_rise(Point(30, 30))
