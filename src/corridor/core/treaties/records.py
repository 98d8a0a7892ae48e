"""The nouns of treaty status: a cell of the table, what is wrong with it, and what a later sheet changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corridor.core.bases.codes import Consent
from corridor.core.bases.records import Reservation, Status
from corridor.core.treaties.codes import Change, Flaw, Stand


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that cannot be as it is told: which days speak against each other, and the other instrument if any."""

    flaw: Flaw
    earlier: date | None = None
    later: date | None = None
    other: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """How one State stands to one instrument on a day, and as of which day that is known.

    Days after the asked one are not told. `is_older` says that the sheet was made before the asked day, so that nobody
    knows what was done since.
    """

    state: str
    instrument: str
    stand: Stand
    as_of: date | None = None
    source: str = ""
    signed_on: date | None = None
    consented_on: date | None = None
    by: Consent = Consent.RATIFICATION
    bound_on: date | None = None
    denounced_from: date | None = None
    reservations: tuple[Reservation, ...] = ()
    is_older: bool = False
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What a later sheet tells of one State otherwise than the one before."""

    state: str
    change: Change
    before: Status | None
    after: Status | None
