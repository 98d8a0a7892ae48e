"""The long work of causes, done in a process of its own: every indicator and lag against one outcome."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from corridor.core.causes.association import compared
from corridor.core.causes.codes import Grain
from corridor.core.causes.rules import LAGS


def work(inputs: dict[str, Any]) -> dict[str, Any]:
    """Return how each indicator goes together with the outcome at each lag.

    Args:
        inputs: `grain`, `seed`, `outcome` by period, and `lines`: the figures of each indicator by its key.
    """
    grain = Grain(inputs["grain"])
    found = [
        compared(key, lag, inputs["outcome"], values, grain, seed=int(inputs["seed"]) + number * 1000)
        for number, (key, values) in enumerate(sorted(inputs["lines"].items()))
        for lag in LAGS[grain]
    ]
    return {"tested": [asdict(one) for one in found]}
