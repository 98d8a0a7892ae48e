"""Introduces the two zones of the demonstration to each other, as two administrators and two overseers would."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from corridor.core.access.records import Officer
from corridor.core.doors.exchange import card_from, fingerprint
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import queries as people
from corridor.web.base.doors import actions as doors
from corridor.web.base.doors import queries as known
from corridor.web.base.doors.transport import BESIDE
from corridor.web.demonstration import founding

HERE = "xa.edda:administrator", "xa.wick:overseer"
THERE = "mp.verra:administrator", "mp.dorne:overseer"
"""Who accepts a card in each zone, and who confirms it."""


def introduce(other: Path, *, now: datetime) -> None:
    """Let the desk of this home and the zone of protection beside it accept each other's cards."""
    theirs = founding.told_by(other, ["door", "show", "--origin", BESIDE])
    _accept(theirs["card"].encode(), theirs["fingerprint"], now)
    ours = known.own_card(BESIDE)
    card, _, _ = card_from(ours)
    with tempfile.NamedTemporaryFile(suffix=".card") as file:
        file.write(ours)
        file.flush()
        same = ["--fingerprint", fingerprint(card)]
        founding.told_by(other, ["door", "add", file.name, *same, "--as", THERE[0]])
        founding.told_by(other, ["door", "confirm", card.code, *same, "--as", THERE[1]])


def _accept(written: bytes, compared: str, now: datetime) -> None:
    card = doors.add_door(by=_officer(HERE[0], now), written=written, fingerprint=compared, now=now)
    doors.confirm_door(by=_officer(HERE[1], now), code=card.code, fingerprint=compared, now=now)


def _officer(named: str, now: datetime) -> Officer:
    account, duty = people.duty_named(named)
    return people.acting(account, duty, now) or accounts.take_duty(account, duty, now=now)
