"""A forum of three States at one node, and a peer review in it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from corridor.core.forums.codes import Template
from corridor.core.reviews.codes import Kind, Say
from corridor.core.reviews.records import Turn
from corridor.web.desk.forums import actions as forums
from corridor.web.desk.reviews import actions, queries
from corridor.web.desk.reviews.actions import Planned
from tests import cast

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
PERIOD = "2026-H1"
ITEM = "ga-2023-prevention-01"
WORDS = "The law names the offence; its use was not yet looked at."


def opened_forum(*members: str, now: datetime = NOW) -> str:
    """Open a forum that XA-POL hosts, with some members."""
    host = cast.officer(cast.RAPPORTEUR_XA)
    uid = forums.open_space(
        by=host, name="Route forum (invented)", instruments=["ga-2023"], template=Template.GLOBAL_ALLIANCE, now=now
    )
    for member in members or ("XA-POL", "XB-BRD", "XC-POL"):
        forums.add_member(by=host, uid=uid, authority=member, now=now)
    return uid


def planned(forum: str, **changed: Any) -> Planned:
    """Return a review of XB by XA and XC that may be opened."""
    said: dict[str, Any] = {"reviewed": "XB-BRD", "near": "XA-POL", "far": "XC-POL", "period": PERIOD, "items": [ITEM]}
    return Planned(forum, **{**said, **changed})


def opened(forum: str = "", *, now: datetime = NOW, **changed: Any) -> str:
    """Open a review as the host."""
    plan = planned(forum or opened_forum(now=now), **changed)
    return actions.open_review(by=cast.officer(cast.RAPPORTEUR_XA), planned=plan, now=now)


def turn(say: Say, *, to: str = "", text: str = WORDS, **changed: Any) -> Turn:
    """Return something to say, without author and day."""
    kind = Kind.GAP if say is Say.FINDING else None
    return Turn("", say, "", NOW.date(), text, to=to, **{"kind": kind, **changed})


def say(member: cast.Member, review: str, said: Turn, *, now: datetime = NOW) -> str:
    """Say something as a member of the cast."""
    return actions.say(by=cast.officer(member), uid=review, turn=said, now=now)


def approved(review: str, said: Turn, *, now: datetime = NOW) -> str:
    """Let XB say something: one officer writes it, another approves it."""
    uid = say(cast.RAPPORTEUR_XB, review, said, now=now)
    actions.approve(by=cast.officer(cast.FOCAL_XB), uid=review, turn=uid, now=now)
    return uid


def seen(member: cast.Member, review: str, *, now: datetime = NOW) -> list[Say]:
    """Return the kinds of what a member of the cast may know in a review."""
    known = queries.review_for(cast.officer(member), review, today=now.date()).known
    return [one.say for one in known.turns]


def add_body(code: str = "CV-LIG", name: str = "Lantern League (invented)") -> None:
    """Let an organisation of civil society work at this node."""
    from corridor.core.access.codes import Event
    from corridor.web.base.accounts import actions as accounts
    from corridor.web.base.doors.actions import service
    from corridor.web.base.ledger.actions import act

    with act(Event.AUTHORITY_ADDED, by=service(), now=NOW, about=code):
        accounts.add_authority(code=code, name=name, country="XB", kind="civil-society")
