"""Answering a request for leave: yes is another marking first, and then the answer."""

from __future__ import annotations

from datetime import datetime

from corridor.core.access.records import Officer
from corridor.core.requests.codes import What
from corridor.core.requests.records import Said
from corridor.web.desk.exchange import leaving
from corridor.web.desk.leaves import queries
from corridor.web.desk.requests import actions as requests


def give(*, by: Officer, uid: str, now: datetime) -> bool:
    """Give the leave that was asked for, and answer; where two officers must, it is proposed. Say whether it was given.

    Raises:
        NotFound: There is no such request to answer.
        ReleaseRefused: No leave is given for this use, or a handling code forbids it.
    """
    asked = queries.asked_one(by, uid, now=now)
    is_given = asked.leave == "given" or (
        not asked.leave
        and leaving.propose_leave(by=by, about=asked.about, authority=asked.asker, use=asked.use, now=now)
    )
    if is_given:
        requests.take_turn(by=by, uid=uid, said=Said(What.ANSWERED, granted="yes"), now=now)
    return is_given


def refuse(*, by: Officer, uid: str, words: str, now: datetime) -> None:
    """Answer that no leave is given, and why.

    Raises:
        NotFound: There is no such request to answer.
        WordsPersonal: The words seem to name or reach a person.
    """
    queries.asked_one(by, uid, now=now)
    requests.take_turn(by=by, uid=uid, said=Said(What.ANSWERED, words=words, granted="no"), now=now)
