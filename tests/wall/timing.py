"""How well the time of an answer tells what is hidden from what never existed."""

from __future__ import annotations

import http.client
import random
import time
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from tests.two_zones import Browser, Zones

Ask = Callable[[], None]


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
    for number in range(-20, rounds):
        order = [(0, one), (1, other)]
        draw.shuffle(order)
        for which, ask in order:
            spent = ask()
            if number >= 0:
                took[which].append(spent)
    return took
