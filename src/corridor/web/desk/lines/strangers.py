"""What whoever brings a letter may cost before it is known who that is, and what it is told.

To open a letter costs what its size costs, and anybody can seal one to this node. So letters are counted before they
are opened: for their address, and for all addresses together from which no partner's letter came within a day.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Final

from django.core.cache import cache

from corridor.core.access.rates import Allowance
from corridor.core.exchange.codes import Reason
from corridor.core.exchange.errors import LetterRefused
from corridor.web.base.exchange import wire
from corridor.web.base.limits.actions import spend

LARGE: Final = 256 * 1024
"""From so many bytes on, letters are counted by themselves: they cost far more, and are few."""

REMEMBERED: Final = 24 * 60 * 60
"""So many seconds it is known, by a keyed digest alone, that a partner's letter came from an address."""

EVERYBODY: Final = "everybody"

log = logging.getLogger("corridor.lines")


def let_in(address: str, size: int, *, now: datetime) -> None:
    """Count a letter that is brought, before anything of it is read.

    Raises:
        TooOften: Too many came from this address of late, or from all that are not known.
    """
    is_large = size > LARGE
    if address:
        spend(Allowance.LARGE_OPENINGS if is_large else Allowance.OPENINGS, address, now=now)
    if not address or cache.get(_name(address)) is None:
        spend(Allowance.LARGE_STRANGERS if is_large else Allowance.STRANGERS, EVERYBODY, now=now)


def note_signed(address: str) -> None:
    """Note that a partner's letter came from an address, so that strangers cannot shut it out."""
    if address and cache.get(_name(address)) is None:
        cache.set(_name(address), True, REMEMBERED)


def told(refused: LetterRefused) -> Reason:
    """Return the reason that is told, one for all until the letter's signature holds; the log keeps which it was.

    So nobody learns who is known here.
    """
    reason = Reason(str(refused.params["reason"]))
    log.info("a letter was refused", extra={"facts": {"reason": reason.value}})
    is_of_whom = reason in (Reason.SENDER_UNKNOWN, Reason.KEY_REVOKED, Reason.SIGNATURE)
    return Reason.SENDER_UNKNOWN if is_of_whom and refused.params["where"] == wire.LETTER else reason


def _name(address: str) -> str:
    return f"letters-signed:{address}"
