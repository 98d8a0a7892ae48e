"""The marks of what is said in a review: who may know it at once, and who from its day on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from corridor import shelf
from corridor.core.commitments.levels import Level, marking_for
from corridor.core.reviews.codes import ABOUT_THE_STATE, Say
from corridor.core.reviews.records import Opening
from corridor.web.base.marks.actions import intern
from corridor.web.desk.forums.queries import audience_of

LATER = ABOUT_THE_STATE | {Say.REPLY, Say.FOLLOW_UP}
"""What is shown to the forum in the end; questions and answers stay with the parties."""


def mark_for(originator: str, recipients: Iterable[str], *, now: datetime) -> int:
    """Return the mark of what an authority says to others, by name; to itself alone where there are none."""
    purposes = shelf.schemes().content_purposes
    named = frozenset(recipients)
    return intern(marking_for(Level.FORUM, originator=originator, recipients=named, purposes=purposes), now)


def forum_mark(originator: str, forum: str, *, now: datetime) -> int:
    """Return the mark of what an authority says to the members and the host of a forum, as they are now."""
    return mark_for(originator, audience_of([forum]), now=now)


def first_readers(say: Say, authority: str, opening: Opening) -> frozenset[str]:
    """Return who may know what is said at once: the parties; of a submission, its author and the State alone."""
    if say is Say.SUBMISSION:
        return frozenset({authority, opening.reviewed})
    return opening.parties | {authority}
