"""The measure by which the bench says how well time tells two things apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wall.timing import auc

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
