"""Counters of the web processes: how many requests of which route ended how, and how long they took.

Each process keeps its own and writes them into the home; whoever asks gets the sum. Nothing here is about
what an answer held.
"""

from __future__ import annotations

import json
import os
import threading
from bisect import bisect_left
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds up to which an answer is counted, as in Prometheus' own default."""

_SEPARATOR = "\t"


class Tally:
    """What one process counted."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.requests: Counter[str] = Counter()
        self.buckets = [0] * (len(BOUNDS) + 1)
        self.seconds = 0.0

    def add(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answer."""
        with self.lock:
            self.requests[_SEPARATOR.join((method, route, str(status)))] += 1
            self.buckets[bisect_left(BOUNDS, seconds)] += 1
            self.seconds += seconds

    def told(self) -> dict[str, Any]:
        """Return the counts as they are kept."""
        with self.lock:
            return {"requests": dict(self.requests), "buckets": list(self.buckets), "seconds": self.seconds}


_tally = Tally()


def folder() -> Path:
    """Return where the processes keep their counters; emptied when the node starts."""
    path: Path = settings.HOME / "run"
    return path


def count(method: str, route: str, status: int, seconds: float) -> None:
    """Count one answer of this process, and keep the counters where the other processes find them."""
    _tally.add(method, route, status, seconds)
    with suppress(OSError):  # A full disk must not cost an answer.
        _keep()


def _keep() -> None:
    folder().mkdir(mode=0o700, exist_ok=True)
    place = folder() / f"metrics-{os.getpid()}.json"
    unfinished = place.with_suffix(f".{threading.get_ident()}")
    unfinished.write_text(json.dumps(_tally.told()), encoding="ascii")
    unfinished.replace(place)


def summed() -> dict[str, Any]:
    """Return the counts of every process since the node was started, this one's as they are now."""
    requests: Counter[str] = Counter()
    buckets = [0] * (len(BOUNDS) + 1)
    seconds = 0.0
    for told in (_tally.told(), *_kept_by_others()):
        requests.update(told["requests"])
        buckets = [have + more for have, more in zip(buckets, told["buckets"], strict=True)]
        seconds += told["seconds"]
    return {"requests": dict(requests), "buckets": buckets, "seconds": seconds}


def _kept_by_others() -> list[dict[str, Any]]:
    found = []
    for path in sorted(folder().glob("metrics-*.json")):
        if path.name != f"metrics-{os.getpid()}.json":
            with suppress(OSError, ValueError):
                found.append(json.loads(path.read_text(encoding="ascii")))
    return found


def written(gauges: dict[str, tuple[str, dict[str, int]]]) -> str:
    """Return the counters and some gauges in the text form that Prometheus reads.

    Args:
        gauges: By name, what it says and its values by label (`name="value"`, or nothing).
    """
    total = summed()
    lines = [
        "# HELP corridor_requests_total Answers by method, route and status.",
        "# TYPE corridor_requests_total counter",
    ]
    for key, times in sorted(total["requests"].items()):
        method, route, status = key.split(_SEPARATOR)
        lines.append(f'corridor_requests_total{{method="{method}",route="{route}",status="{status}"}} {times}')
    lines += [
        "# HELP corridor_request_seconds Time from the request to its answer.",
        "# TYPE corridor_request_seconds histogram",
    ]
    reached = 0
    for bound, times in zip((*BOUNDS, "+Inf"), total["buckets"], strict=True):
        reached += times
        lines.append(f'corridor_request_seconds_bucket{{le="{bound}"}} {reached}')
    lines += [f"corridor_request_seconds_sum {total['seconds']:.6f}", f"corridor_request_seconds_count {reached}"]
    for name, (meaning, values) in gauges.items():
        lines += [f"# HELP {name} {meaning}", f"# TYPE {name} gauge"]
        lines += [f"{name}{{{label}}} {value}" if label else f"{name} {value}" for label, value in values.items()]
    return "\n".join(lines) + "\n"
