"""What a scan may run along, how much it needs, and how much of what it proposes may be chance."""

from __future__ import annotations

from corridor.core.shifts.codes import Along
from corridor.core.shifts.errors import AlongRefused

LEVEL = 0.03
"""Which part of what is proposed may be chance; a family without a shift raises an alarm no more often."""

FEWEST_MONTHS = 24
"""A family needs two years: half a year to compare, the same months a year before, and months in which to look."""

MOST_ROUTES = 60
"""So many of the largest routes of a family are scanned."""


def check_along(along: str) -> Along:
    """Return what a family runs along; nationality is none of it (R-24).

    Raises:
        AlongRefused: It is neither routes nor countries of incidents.
    Source: SOM art. 19
    """
    if along not in set(Along):
        raise AlongRefused
    return Along(along)
