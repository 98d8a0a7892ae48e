"""Carries letters to partners and takes their answers, over HTTPS or as files; who was not reached is tried again."""

from __future__ import annotations

import http.client
import json
import logging
import threading
import time
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F

from corridor.core.exchange.codes import Reason
from corridor.core.exchange.errors import LetterRefused
from corridor.core.exchange.records import Item, Letter
from corridor.core.kernel.errors import CorridorError
from corridor.web.base.doors import transport
from corridor.web.base.doors.models import Door
from corridor.web.base.exchange.letters import LARGEST_SEALED
from corridor.web.base.ledger import turn
from corridor.web.desk.lines import actions, queries
from corridor.web.desk.lines.models import Line
from corridor.web.desk.lines.records import Taking
from corridor.web.desk.partners import queries as ceilings

EVERY = timedelta(minutes=5)
"""A partner is asked this often whether something waits there, where nothing waits here."""

PATIENCE, BYTES_A_SECOND = 30.0, 2000
"""How long a letter may take: so many seconds, and one more for so many bytes."""

MOST_ROUNDS = 1000
"""So many letters are exchanged with one partner in one go."""

WAIT_SECONDS = 2.0
"""Whoever looks after the lines waits so long for all of them together; what takes longer goes on by itself."""

UNREACHED = "not-reached"

log = logging.getLogger("corridor.lines")
_at = threading.Lock()
_under_way: dict[str, threading.Thread] = {}


def carry_due(*, taking: Taking, now: datetime) -> None:
    """Exchange letters with the partners for whom something waits, or who were not asked lately, all at once.

    A partner that answers slowly, or not at all, holds up nobody else: after a while the others are not waited for.
    """
    lines = {line.partner: line for line in Line.objects.all()}
    suspended = ceilings.suspended()
    doors = [door for door in queries.partners() if door.origin and door.code not in suspended]
    due = [door for door in doors if (line := lines.get(door.code)) is None or _is_due(line, now)]
    ends = time.monotonic() + WAIT_SECONDS
    for thread in [_begun(door, taking, now) for door in due]:
        thread.join(max(0.0, ends - time.monotonic()))


def wait() -> None:
    """Wait until this process carries no letters any more."""
    with _at:
        threads = list(_under_way.values())
    for thread in threads:
        thread.join()


def _begun(door: Door, taking: Taking, now: datetime) -> threading.Thread:
    """Begin to exchange letters with a partner, unless this process is at it already."""
    thread = threading.Thread(target=_alone, args=(door, taking, now), name=f"line {door.code}", daemon=True)
    with _at:
        under_way = _under_way.get(door.code)
        if under_way is not None and under_way.is_alive():
            return under_way
        _under_way[door.code] = thread
        thread.start()
    return thread


def _alone(door: Door, taking: Taking, now: datetime) -> None:
    try:
        exchange_with(door, taking=taking, now=now)
    except Exception:
        log.exception("carrying letters failed; it is tried again")
    finally:
        connection.close()


def _is_due(line: Line, now: datetime) -> bool:
    if line.next_at is not None:
        return line.next_at <= now
    return line.tried_at is None or line.tried_at + EVERY <= now


def exchange_with(door: Door, *, taking: Taking, now: datetime) -> bool:
    """Exchange letters with a partner until neither has anything new; say whether it was reached."""
    brought: tuple[Item, ...] = ()
    before = (-1, -1)
    begun, began_at = time.monotonic(), now
    for _ in range(MOST_ROUNDS):
        now = began_at + timedelta(seconds=time.monotonic() - begun)
        letter = actions.written(door.code, brought, now=now)
        try:
            answer = _bring(letter, door)
            came = actions.take_letter(answer, taking=taking, now=now)
        except (transport.NotDelivered, CorridorError) as failed:
            actions.note_failure(door.code, _trouble(failed), now=now)
            return False
        if came.sender != door.code:
            actions.note_failure(door.code, Reason.SIGNATURE.value, now=now)
            return False
        line = Line.objects.get(partner=door.code)
        brought, reached = came.items, (line.confirmed, line.have)
        if (not brought and line.confirmed >= line.posted) or reached == before:
            break
        before = reached
    with turn.write():
        Line.objects.filter(partner=door.code).update(tried_at=now)
        Line.objects.filter(partner=door.code, posted=F("confirmed")).update(next_at=None)
    return True


class Refused(transport.NotDelivered):
    """The partner did not take the letter, and says why."""


def _bring(letter: bytes, door: Door) -> bytes:
    seconds = PATIENCE + len(letter) / BYTES_A_SECOND
    status, answer = transport.bring(
        letter, door.origin, path="/exchange/letter/", longest=LARGEST_SEALED, seconds=seconds
    )
    if status == http.client.OK:
        return answer
    raise Refused(_said(answer))


def _said(answer: bytes) -> str:
    """Return the reason that a partner gives, where it is one of the list."""
    try:
        return Reason(json.loads(answer[:1000])["reason"]).value
    except (ValueError, KeyError, TypeError, RecursionError):
        return UNREACHED


def _trouble(failed: Exception) -> str:
    if isinstance(failed, LetterRefused):
        return str(failed.params.get("reason", UNREACHED))
    return str(failed) if isinstance(failed, Refused) else UNREACHED


def taken_from_file(brought: bytes, *, taking: Taking, now: datetime) -> tuple[Letter, bytes]:
    """Take a letter that came as a file, and return it with the answer to carry back."""
    letter = actions.take_letter(brought, taking=taking, now=now)
    return letter, actions.answer_to(letter, now=now)
