"""How well the time of an answer tells what is hidden from what never existed."""

from __future__ import annotations

import http.client
import random
import statistics
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from tests.two_zones import Browser, Zones

WARMING = 60
"""So many pairs are asked first and do not count: more than there are references, so that none is asked anew."""


def auc(first: Sequence[float], second: Sequence[float]) -> float:
    """Return how well times tell two lists apart, in either direction: 0.5 not at all, 1 always; ties count half."""
    ranked = sorted([(took, 0) for took in first] + [(took, 1) for took in second])
    total, start = 0.0, 0
    while start < len(ranked):
        end = start
        while end < len(ranked) and ranked[end][0] == ranked[start][0]:
            end += 1
        total += (start + end + 1) / 2 * sum(1 for _, kind in ranked[start:end] if kind == 0)
        start = end
    share = (total - len(first) * (len(first) + 1) / 2) / (len(first) * len(second))
    return max(share, 1 - share)


class Telling(NamedTuple):
    """How well time tells two things apart, and between what it lies: 0.5 not at all, 1 always."""

    auc: float
    least: float
    most: float


def telling(first: Sequence[float], second: Sequence[float], *, among: int = 1, wrong: float = 0.05) -> Telling:
    """Return how well times taken in pairs tell two things apart, with the interval that holds the truth.

    Of `among` such intervals together, at most a share of `wrong` misses: whoever looks for the worst of many finds one
    that is bad by chance. What both of a pair share, a busy machine above all, is taken out of the error: DeLong's for
    pairs.
    """
    count = len(first)
    sorted_first, sorted_second = sorted(first), sorted(second)
    below = [(bisect_left(sorted_second, one) + bisect_right(sorted_second, one)) / 2 / count for one in first]
    above = [1 - (bisect_left(sorted_first, one) + bisect_right(sorted_first, one)) / 2 / count for one in second]
    share = statistics.fmean(below)
    error = statistics.stdev(one + other for one, other in zip(below, above, strict=True)) / count**0.5
    reach = statistics.NormalDist().inv_cdf(1 - wrong / among / 2) * error
    away = abs(share - 0.5)
    return Telling(0.5 + away, 0.5 + max(0.0, away - reach), min(1.0, 0.5 + away + reach))


class Line:
    """One connection that stays open, so that making it is not part of what is timed."""

    def __init__(self, origin: str, cookies: str = "") -> None:
        self.place = urlsplit(origin)
        self.headers = {"Cookie": cookies} if cookies else {}
        self.connection = http.client.HTTPConnection(str(self.place.hostname), self.place.port, timeout=60)

    def timed(self, method: str, path: str, body: bytes | None = None) -> float:
        """Ask once and return the milliseconds until the last byte; a line that was closed is opened again."""
        try:
            return self._timed(method, path, body)
        except (http.client.RemoteDisconnected, ConnectionError):
            self.connection.close()
            self.connection.connect()
            return self._timed(method, path, body)

    def _timed(self, method: str, path: str, body: bytes | None) -> float:
        begun = time.perf_counter()
        self.connection.request(method, path, body=body, headers=self.headers)
        self.connection.getresponse().read()
        return (time.perf_counter() - begun) * 1000


def signed_in(zones: Zones, handle: str) -> Line:
    """Return a line on which an officer of the desk is signed in."""
    browser = Browser(zones.origins["desk"]).sign_in(handle)
    return Line(zones.origins["desk"], "; ".join(f"{one.name}={one.value}" for one in browser.cookies))


def pairs(
    one: Callable[[], float], other: Callable[[], float], *, rounds: int, seed: int
) -> tuple[list[float], list[float]]:
    """Ask two things again and again, in an order drawn anew for each pair, after a few that do not count."""
    draw = random.Random(seed)  # repeatable on purpose
    took: tuple[list[float], list[float]] = ([], [])
    for number in range(-WARMING, rounds):
        order = [(0, one), (1, other)]
        draw.shuffle(order)
        for which, ask in order:
            spent = ask()
            if number >= 0:
                took[which].append(spent)
    return took
