"""How long an item is kept."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.handling.keeping import kept_since, kept_until, review_due

RULES = shelf.schemes().retentions
days = st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 1, 1))
rules = st.sampled_from(sorted(RULES))


@given(days, rules)
def test_an_item_is_kept_for_the_days_of_its_rule_and_no_day_longer(told_on: date, rule: str) -> None:
    end = kept_until(told_on, RULES[rule])

    assert end is None or end - told_on == timedelta(days=RULES[rule].days or 0)
    assert (end is None) is (RULES[rule].days is None)


@given(days, days, rules)
def test_what_was_told_later_is_never_due_earlier(one: date, other: date, rule: str) -> None:
    earlier, later = sorted((one, other))

    assert (kept_until(earlier, RULES[rule]) or date.max) <= (kept_until(later, RULES[rule]) or date.max)


@given(days, days, rules)
def test_what_was_told_since_the_earliest_day_is_kept_and_what_was_told_before_is_not(
    told_on: date, today: date, rule: str
) -> None:
    end, since = kept_until(told_on, RULES[rule]), kept_since(today, RULES[rule])

    assert (end is None or end > today) is (since is None or told_on >= since)


@given(days, rules)
def test_an_item_is_reviewed_before_it_is_due(told_on: date, rule: str) -> None:
    assert review_due(told_on, RULES[rule]) <= (kept_until(told_on, RULES[rule]) or date.max)
