"""What may be asked, and whose figures may be published."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corridor.core.disclosure.codes import FLOOR
from corridor.core.handling.codes import Audience
from corridor.core.handling.records import Marking
from corridor.core.publishing.codes import By, Counted
from corridor.core.publishing.records import Asked

MONTH = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])", re.ASCII)
MOST_AXES = 4
LEAST_BAND = 10


def problems(asked: Asked) -> tuple[str, ...]:
    """Return the fields of a question that must be corrected; empty when a table can be made of it."""
    wrong = []
    if not asked.axes or len(set(asked.axes)) != len(asked.axes) or len(asked.axes) > MOST_AXES:
        wrong.append("axes")
    if asked.counted is Counted.DETECTIONS and {By.SEX, By.AGE} & set(asked.axes):
        wrong.append("axes")
    if {By.ROUTE, By.COUNTRY} <= set(asked.axes):
        wrong.append("axes")
    for name, month in (("since", asked.since), ("until", asked.until)):
        if month and not MONTH.fullmatch(month):
            wrong.append(name)
    if not wrong and asked.since and asked.until and asked.since > asked.until:
        wrong.append("until")
    if By.PERIOD not in asked.axes and bool(asked.since) != bool(asked.until):
        wrong.append("until" if asked.since else "since")
    if asked.threshold < FLOOR or asked.threshold > 100:
        wrong.append("threshold")
    return tuple(dict.fromkeys(wrong))


def band_of(count: int, threshold: int) -> tuple[int, int]:
    """Return the least and the most of the band in which a number of records lies: no band is narrower than 10.

    How many records a table rests on is told so and not exactly: where each is one person, it is a count of people.
    """
    low, end = 0, LEAST_BAND
    while end < threshold:
        end *= 10
    while count >= end:
        low, end = end, end * 10
    return low, end - 1


def keepers(markings: Iterable[Marking], *, authority: str) -> frozenset[str]:
    """Return the authorities without whose word the figures may not be published; empty when they may.

    What is marked for the public may be; of the rest, only what the publishing authority owns itself: an aggregate
    is released by who owns what it counts (R-37).
    """
    return frozenset(
        marking.originator
        for marking in markings
        if marking.audience != Audience.PUBLIC and marking.originator != authority
    )
