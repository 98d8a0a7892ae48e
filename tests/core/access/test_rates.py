"""How often something may be done: up to the limit at once, then slowly, and never more than that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.access.errors import RatesUnreadable
from corridor.core.access.rates import DEFAULTS, Allowance, Rate, rates_from, used_up_until, wait_for

rates = st.builds(Rate, times=st.integers(1, 500), seconds=st.integers(1, 3600))
pauses = st.lists(st.floats(0, 100, allow_nan=False), min_size=1, max_size=200)


def allowed(rate: Rate, moments: list[float]) -> list[float]:
    """Return the moments at which something was allowed, of those at which it was tried."""
    until, done = float("-inf"), []
    for now in moments:
        after = used_up_until(until, now, rate)
        if after is not None:
            until = after
            done.append(now)
    return done


def moments_of(pauses: list[float]) -> list[float]:
    moments, now = [], 1_800_000_000.0
    for pause in pauses:
        now += pause
        moments.append(now)
    return moments


@given(rates)
def test_as_many_as_the_rate_says_are_allowed_at_once_and_no_more(rate: Rate) -> None:
    assert len(allowed(rate, [1_800_000_000.0] * (rate.times + 20))) == rate.times


@given(rates, pauses)
def test_in_no_stretch_of_time_is_more_allowed_than_twice_the_rate(rate: Rate, pauses: list[float]) -> None:
    done = allowed(rate, moments_of(pauses))

    for first in done:
        assert sum(first <= now < first + rate.seconds for now in done) <= 2 * rate.times


@given(rates, pauses)
def test_who_waits_as_long_as_told_is_let_through(rate: Rate, pauses: list[float]) -> None:
    until = float("-inf")
    for now in moments_of(pauses):
        after = used_up_until(until, now, rate)
        if after is None:
            wait = wait_for(until, now, rate)
            assert 1 <= wait <= rate.seconds + 1
            assert used_up_until(until, now + wait, rate) is not None
        else:
            until = after


@given(rates)
def test_after_the_whole_time_all_is_left_again(rate: Rate) -> None:
    start = 1_800_000_000.0

    assert len(allowed(rate, [start] * rate.times + [start + rate.seconds + 1] * (rate.times + 5))) == 2 * rate.times


@given(rates)
def test_a_process_keeps_at_most_a_twentieth(rate: Rate) -> None:
    assert 1 <= rate.lease <= max(1, rate.times / 20)


def test_a_setting_changes_what_it_names_and_nothing_else() -> None:
    assert rates_from("search=10/60  exports=1/3600") == {
        **DEFAULTS,
        Allowance.SEARCH: Rate(10, 60),
        Allowance.EXPORTS: Rate(1, 3600),
    }
    assert rates_from("") == DEFAULTS
    assert rates_from("off") == {}


@pytest.mark.parametrize(
    "written", ["search", "search=0/60", "search=10", "nothing=1/1", "search=10/0", "search=-1/60"]
)
def test_a_setting_that_says_nothing_clear_is_refused(written: str) -> None:
    with pytest.raises(RatesUnreadable):
        rates_from(written)
