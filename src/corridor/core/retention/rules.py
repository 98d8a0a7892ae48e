"""The decisions of retention: until when a hold may keep something beyond its term."""

from __future__ import annotations

import re
from datetime import date, timedelta

from corridor.core.retention.errors import HoldDayInvalid, HoldReferenceInvalid

LONGEST_HOLD = timedelta(days=366)
"""A hold lapses after so long at most, unless somebody looks at it again and renews it."""

REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,63}", re.ASCII)


def check_hold(*, until: date, reference: str, today: date) -> None:
    """Refuse a hold without an end in sight, or without a file mark by which it can be examined.

    Raises:
        HoldDayInvalid: The day is not after today, or too far ahead.
        HoldReferenceInvalid: The reference is none, or could hold words about somebody.
    """
    if not today < until <= today + LONGEST_HOLD:
        raise HoldDayInvalid(longest_days=LONGEST_HOLD.days)
    if not REFERENCE.fullmatch(reference):
        raise HoldReferenceInvalid


def is_live(*, until: date, is_ended: bool, today: date) -> bool:
    """Return whether a hold keeps anything today; on its last day and after it, unless renewed, it does not."""
    return not is_ended and today < until
