"""Keyed rounding: the same people get the same rounded number in every table and every release."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping

from corridor.core.disclosure.records import Place


def rounded(count: int, base: int, *, secret: bytes, counted: str, place: Place, units: Mapping[str, int]) -> int:
    """Return a count rounded to a multiple of the base, up or down as a secret draw falls; only 0 becomes 0.

    The draw rests on who is counted where that is told, else on what is counted, and on the count: asking again, in
    another table or with the axes in another order, brings the same number. From the base on, the rounded number is
    right on average; below it is always the base.
    """
    below, rest = divmod(count, base)
    if not rest:
        return count
    if not below:
        return base
    about = ["units", sorted(units.items())] if units and sum(units.values()) == count else ["place", place]
    told = json.dumps([counted, about, count, base], separators=(",", ":"), ensure_ascii=False).encode()
    draw = int.from_bytes(hmac.new(secret, told, "sha256").digest()[:8]) % base
    return (below + (draw < rest)) * base
