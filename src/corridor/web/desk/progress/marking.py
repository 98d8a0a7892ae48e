"""The marks of entries and their evidence: how far each may go, decided when it is written and again when approved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.progress.codes import Level
from corridor.core.progress.rules import marking_for, marking_within
from corridor.web.base.marks.actions import intern
from corridor.web.desk.forums.queries import audience_of
from corridor.web.desk.progress.queries import authorities_of


def mark_of(level: Level, *, authority: str, forums: Sequence[str], now: datetime) -> int:
    """Return the mark of a level for an authority: at the level of a forum, its members as they are now."""
    recipients = audience_of(forums) if level is Level.FORUM else frozenset()
    purposes = shelf.schemes().content_purposes
    return intern(marking_for(level, originator=authority, recipients=recipients, purposes=purposes), now)


def waiting_mark(level: Level, *, authority: str, subject: str, now: datetime) -> int:
    """Return the mark of what waits for approval: those of the same State who report or approve may read it.

    What is for its own authority alone stays there while it waits.
    """
    if level is Level.OWN:
        return mark_of(level, authority=authority, forums=(), now=now)
    reports = {Permission.PROGRESS_WRITE, Permission.PROGRESS_APPROVE}
    functions = frozenset(code for code, one in shelf.functions().items() if reports & one.permissions)
    marking = marking_within(
        originator=authority,
        authorities=authorities_of(subject),
        functions=functions,
        purposes=shelf.schemes().content_purposes,
    )
    return intern(marking, now)
