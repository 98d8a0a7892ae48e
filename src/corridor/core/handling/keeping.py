"""How long an information item is kept: the rule of its marking, counted from the day on which the node was told."""

from __future__ import annotations

from datetime import date, timedelta

from corridor.core.handling.scheme import Retention


def kept_until(told_on: date, rule: Retention) -> date | None:
    """Return the first day on which an item is no longer kept; None where it is kept as long as its source stands.

    Args:
        told_on: The day on which the node was told: when a report was filed or a release was brought.
    """
    return None if rule.days is None else told_on + timedelta(days=rule.days)


def kept_since(today: date, rule: Retention) -> date | None:
    """Return the earliest day of telling of which an item is still kept; None where every day is."""
    return None if rule.days is None else today - timedelta(days=rule.days - 1)


def review_due(told_on: date, rule: Retention) -> date:
    """Return the day on which somebody looks again whether an item is still needed."""
    return told_on + timedelta(days=rule.review_days)
