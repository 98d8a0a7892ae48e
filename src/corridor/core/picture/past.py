"""What stood on an earlier day: loads and judgements fall and stand again, and each turn was written down."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from corridor.core.picture.errors import KnownDayInvalid, KnownDayToCome

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def known_day(text: str, today: date) -> str:
    """Return the day as known on which the picture is asked for, as `2026-03-01`; "" where none is named.

    Raises:
        KnownDayInvalid: It is no day.
        KnownDayToCome: It has not begun.
    """
    if not text:
        return ""
    try:
        day = date.fromisoformat(text) if text.isascii() and _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise KnownDayInvalid
    if day > today:
        raise KnownDayToCome
    return text


class Turned(enum.Enum):
    """What became of a load or a judgement at one moment; with its source a load falls only if it stood then."""

    FELL = "fell"
    FELL_WITH_SOURCE = "fell with its source"
    STOOD = "stood"


class Turn(NamedTuple):
    """One turn, at a moment as the ledger writes it (UTC)."""

    at: str
    what: Turned


def stood_on(day: str, since: str, turns: Iterable[Turn], *, stands: bool) -> bool:
    """Return whether something stood at the end of a day.

    Withdrawing a source takes down what stood of it and what the withdrawing officer could see, which nobody wrote
    down one by one: a load fell with its source when its next own turn is that it stood again, or when it does not
    stand today.

    Args:
        since: The moment at which it first stood; "" if it never did.
        turns: What became of it, in the order in which it happened; what was before it first stood is passed over.
        stands: Whether it stands today.
    """
    if not since or since[:10] > day:
        return False
    told = [turn for turn in turns if turn.at >= since]
    stood = True
    for number, turn in enumerate(told):
        if turn.at[:10] > day:
            break
        if turn.what is Turned.FELL_WITH_SOURCE:
            later = next((one.what for one in told[number + 1 :] if one.what is not Turned.FELL_WITH_SOURCE), None)
            fell = later is Turned.STOOD or (later is None and not stands)
            stood = stood and not fell
        else:
            stood = turn.what is Turned.STOOD
    return stood
