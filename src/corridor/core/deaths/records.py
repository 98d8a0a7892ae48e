"""The nouns of the register: what one source tells of an incident, and two incidents that may be one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from corridor.core.deaths.codes import Reason


class Told(NamedTuple):
    """What is told of one incident: days as proleptic ordinals, both included; a point with how far it may be off.

    `deaths` counts the dead and the missing together, None where no figure is told. `source` is who tells it.
    """

    thing: str
    first_day: int
    last_day: int
    lat: float | None
    lon: float | None
    within_km: float
    country: str
    low: int | None
    high: int | None
    source: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """How well two tellings fit one event, between 0 and 1, and why."""

    score: float
    reasons: tuple[Reason, ...]
    days_apart: int
    km_apart: float | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two incidents that an officer should compare."""

    one: Told
    other: Told
    likeness: Likeness
