"""How often something may be done: many times at once up to a limit, then as slowly as the limit allows."""

from __future__ import annotations

import enum
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from corridor.core.access.errors import RatesUnreadable


class Allowance(enum.StrEnum):
    """One thing that is limited, each time for one officer, one token or one network address by itself."""

    SIGN_IN = "sign-in"
    PAGES = "pages"
    SEARCH = "search"
    EXPORTS = "exports"
    API = "api"
    FOLLOW = "follow"
    COMPLAIN = "complain"
    LETTERS = "letters"
    ITEMS = "items"
    OPENINGS = "openings"
    LARGE_OPENINGS = "large-openings"
    STRANGERS = "strangers"
    LARGE_STRANGERS = "large-strangers"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Rate:
    """So many times in so many seconds."""

    times: int
    seconds: int

    @property
    def interval(self) -> float:
        """Return after how many seconds one more time is allowed."""
        return self.seconds / self.times

    @property
    def slack(self) -> float:
        """Return by how much sums of fractions of seconds may be off; far less than one more time."""
        return min(self.interval / 2, 0.001)

    @property
    def lease(self) -> int:
        """Return how many times a process takes at once, so that not every request writes to the database."""
        return max(1, self.times // 20) if self.times >= MANY else 1


MANY: Final = 200
"""From so many times on, exactness is given up for speed: a process may keep up to a twentieth for itself."""

DEFAULTS: Final[Mapping[Allowance, Rate]] = {
    Allowance.SIGN_IN: Rate(60, 300),
    Allowance.PAGES: Rate(600, 60),
    Allowance.SEARCH: Rate(240, 60),
    Allowance.EXPORTS: Rate(60, 3600),
    Allowance.API: Rate(1200, 60),
    Allowance.FOLLOW: Rate(120, 60),
    Allowance.COMPLAIN: Rate(120, 3600),
    Allowance.LETTERS: Rate(1200, 60),
    Allowance.ITEMS: Rate(100_000, 86_400),
    Allowance.OPENINGS: Rate(2400, 60),
    Allowance.LARGE_OPENINGS: Rate(240, 60),
    Allowance.STRANGERS: Rate(4800, 60),
    Allowance.LARGE_STRANGERS: Rate(240, 60),
    Allowance.PUBLIC: Rate(600, 60),
}
"""What holds where the node is told nothing else."""

OFF: Final = "off"
_WRITTEN = re.compile(r"([a-z-]+)=([1-9][0-9]{0,5})/([1-9][0-9]{0,5})")


def rates_from(written: str) -> dict[Allowance, Rate]:
    """Return the rates that a setting such as `search=100/60 exports=10/3600` makes of the defaults.

    Args:
        written: What to change, each as NAME=TIMES/SECONDS; `off` alone for no limits at all.

    Raises:
        RatesUnreadable: A part names nothing that is limited, or is not written so.
    """
    if written.strip() == OFF:
        return {}
    rates = dict(DEFAULTS)
    for part in written.split():
        found = _WRITTEN.fullmatch(part)
        if found is None or found[1] not in list(Allowance):
            raise RatesUnreadable(known=", ".join(Allowance))
        rates[Allowance(found[1])] = Rate(int(found[2]), int(found[3]))
    return rates


def used_up_until(until: float, now: float, rate: Rate, times: int = 1) -> float | None:
    """Return until when an allowance is used up after doing something again, or nothing where that is too often.

    The one number kept for each allowance lies in the future by as much as was used of it; in the past, all is left.

    Args:
        until: The number kept before, in seconds; any moment in the past where none is kept.
        now: The moment, in seconds.
    """
    after = max(until, now) + times * rate.interval
    return after if after - now <= rate.seconds + rate.slack else None


def wait_for(until: float, now: float, rate: Rate) -> int:
    """Return after how many whole seconds one more time is allowed; at least one."""
    return max(1, math.ceil(until + rate.interval - rate.seconds - rate.slack / 2 - now))
