"""How deadly a route is, said only where it can be: deaths and crossings from sources that cover the same time.

Deaths are those that a source recorded, so the true figure is higher; crossings are those that were detected, so the
true figure is higher too. Neither is estimated here, and no figure is made from sources that cover different months.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from typing import NamedTuple

PER = 1000


class Unassessed(enum.StrEnum):
    """Why no rate is given."""

    NO_DEATHS_SERIES = "no-deaths-series"
    NO_CROSSINGS = "no-crossings"
    NO_COMMON_MONTHS = "no-common-months"
    PERIOD_NOT_COVERED = "period-not-covered"
    NARROWED = "narrowed"


class Months(NamedTuple):
    """What one source tells of one route in one month: the lowest and highest figure."""

    on: str
    low: int
    high: int


class Cover(NamedTuple):
    """What a source covers: its first and last month with a figure, how many months, and the figures in them."""

    source: str
    since: str
    until: str
    months: int
    low: int
    high: int


class Danger(NamedTuple):
    """What can be said of the danger of a route: the rate for 1,000 detected crossings, or why there is none.

    `deaths` and `crossings` say what each source covers in the period asked for; `since` and `until` are the months
    on which the rate rests.
    """

    route: str
    deaths: Cover | None
    crossings: Cover | None
    rate: tuple[float, float] | None
    since: str
    until: str
    reason: Unassessed | None


def danger_of(
    route: str,
    deaths: tuple[str, Iterable[Months]],
    crossings: tuple[str, Iterable[Months]],
    *,
    since: str,
    until: str,
    is_narrowed: bool = False,
) -> Danger:
    """Return what can be said of the danger of one route in a period.

    Args:
        deaths: The source of the deaths and its months with a figure; months of both are without gaps or overlap.
        crossings: The source of the detected crossings and its months with a figure.
        since: The first month asked for, or "" for any.
        until: The last month asked for, or "" for any.
        is_narrowed: The question also asks for something that a series of crossings does not tell, such as a kind.
    """
    dead, crossed = _by_month(deaths[1]), _by_month(crossings[1])
    asked = {"since": since, "until": until}
    covers = _cover(deaths[0], _within(dead, **asked)), _cover(crossings[0], _within(crossed, **asked))
    common = sorted(_within(dead, **asked).keys() & _within(crossed, **asked).keys())
    reason = _reason(covers, common, is_narrowed)
    if reason is None and not _covers_asked(common, since, until):
        reason = Unassessed.PERIOD_NOT_COVERED
    low, high = (sum(dead[on][side] for on in common) for side in (0, 1))
    fewest, most = (sum(crossed[on][side] for on in common) for side in (0, 1))
    if reason is None and not fewest:
        reason = Unassessed.NO_CROSSINGS
    rate = None if reason is not None else (PER * low / most, PER * high / fewest)
    span = ("", "") if reason is not None else (common[0], common[-1])
    return Danger(route, *covers, rate, *span, reason)


def _by_month(told: Iterable[Months]) -> dict[str, tuple[int, int]]:
    return {month.on: (month.low, month.high) for month in told if len(month.on) == 7}


def _within(told: Mapping[str, tuple[int, int]], *, since: str, until: str) -> dict[str, tuple[int, int]]:
    return {
        on: figures for on, figures in told.items() if (not since or on >= since) and (not until or on <= until + "~")
    }


def _cover(source: str, told: Mapping[str, tuple[int, int]]) -> Cover | None:
    if not told:
        return None
    lows, highs = zip(*told.values(), strict=True)
    return Cover(source, min(told), max(told), len(told), sum(lows), sum(highs))


def _reason(covers: tuple[Cover | None, Cover | None], common: Iterable[str], is_narrowed: bool) -> Unassessed | None:
    if is_narrowed:
        return Unassessed.NARROWED
    if covers[0] is None:
        return Unassessed.NO_DEATHS_SERIES
    if covers[1] is None:
        return Unassessed.NO_CROSSINGS
    return None if any(common) else Unassessed.NO_COMMON_MONTHS


def _covers_asked(common: list[str], since: str, until: str) -> bool:
    """Tell whether the common months reach both ends that were asked for."""
    return (not since or common[0] <= _month(since, "01")) and (not until or common[-1] >= _month(until, "12"))


def _month(asked: str, month: str) -> str:
    return asked if len(asked) == 7 else f"{asked}-{month}"
