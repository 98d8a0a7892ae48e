"""Lets the forum of the demonstration review one of its members, and its host take stock."""

from __future__ import annotations

from datetime import datetime

from corridor.core.access.records import Officer
from corridor.core.progress.periods import half_of, half_on, number_of
from corridor.core.reviews.codes import Kind, Say
from corridor.core.reviews.records import Turn
from corridor.core.stocktaking.records import Scope
from corridor.demo import reviews as words
from corridor.web.demonstration.forums import HOST, acting
from corridor.web.demonstration.progress import WRITERS
from corridor.web.desk.forums.queries import spaces_for
from corridor.web.desk.progress.queries import entries_for
from corridor.web.desk.reviews import actions, queries
from corridor.web.desk.reviews.actions import Planned
from corridor.web.desk.stocktaking import actions as stocktaking

MOST_ITEMS = 3


def review_a_member(now: datetime) -> None:
    """Have XA and XC review what XB reported for the half-year before this one, up to findings with one reply."""
    host = acting(HOST, now)
    (xa, _), (xb, focal), (xc, _) = (
        tuple(acting(duty, now) for duty in WRITERS[state]) for state in ("XA", "XB", "XC")
    )
    space, half = spaces_for(host)[0], half_of(number_of(half_on(now.date())) - 1)
    asked = set(queries.items_of(space))
    told = entries_for(host, subjects=["XB"], periods=[half])
    items = list(dict.fromkeys(one for entry in told for one in entry.said.items if one in asked))[:MOST_ITEMS]
    if not items:
        return
    uid = actions.open_review(
        by=host,
        planned=Planned(space.uid, xb.reader.authority, xa.reader.authority, xc.reader.authority, half, items),
        now=now,
    )

    def say(by: Officer, say: Say, text: str, *, to: str = "", kind: Kind | None = None, source: str = "") -> str:
        turn = Turn("", say, "", now.date(), text, item="" if to else items[0], to=to, kind=kind, source=source)
        return actions.say(by=by, uid=uid, turn=turn, now=now)

    def approve(turn: str) -> None:
        actions.approve(by=focal, uid=uid, turn=turn, now=now)

    question = say(xa, Say.QUESTION, words.QUESTION)
    approve(say(xb, Say.ANSWER, words.ANSWER, to=question))
    gap = say(xc, Say.FINDING, words.GAP, kind=Kind.GAP)
    say(xa, Say.FINDING, words.GOOD_PRACTICE, kind=Kind.GOOD_PRACTICE)
    say(xc, Say.FINDING, words.ASSISTANCE, kind=Kind.ASSISTANCE)
    say(host, Say.SUBMISSION, words.SUBMISSION, source=words.LEAGUE)
    approve(say(xb, Say.REPLY, words.REPLY, to=gap))
    stocktaking.take_stock(by=host, scope=Scope(space.uid, "", half), now=now)
