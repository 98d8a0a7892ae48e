"""Writes of forums: a space is opened, changed and closed by its host; what it decides becomes a commitment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.forums.codes import Template
from corridor.core.forums.errors import ForumIncomplete, NotTheHost
from corridor.core.forums.exchange import decision_document, meeting_document
from corridor.core.forums.records import Decision, Meeting
from corridor.core.forums.rules import (
    MOST_DECISIONS,
    MOST_MEETINGS,
    MOST_MEMBERS,
    Problems,
    decision_problems,
    item_of,
    meeting_problems,
    space_problems,
)
from corridor.core.kernel.errors import NotFound
from corridor.web.base import identity
from corridor.web.base.ledger.actions import Act, act
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.forums import decided, queries, telling
from corridor.web.desk.forums.models import ForumDecision, ForumMeeting, ForumMember, ForumSpace
from corridor.web.desk.forums.screening import named_in_decision, named_in_meeting


def open_space(*, by: Officer, name: str, instruments: Sequence[str], template: Template, now: datetime) -> str:
    """Open a forum that the officer's authority hosts, and return its uid.

    Raises:
        NotPermitted: The function does not keep forums.
        ForumIncomplete: A field must be corrected.
    """
    check_permission(by, Permission.FORUM_KEEP)
    _check(space_problems(name, instruments, catalogue()))
    uid = str(identity.uid())
    with act(Event.FORUM_OPENED, by=by, now=now, about=uid, template=template.value):
        ForumSpace.objects.create(
            uid=uid,
            name=name.strip(),
            host=by.reader.authority,
            instruments=sorted(set(instruments)),
            template=template.value,
            opened_by=by.handle,
            opened_at=now,
        )
    return uid


def add_member(*, by: Officer, uid: str, authority: str, now: datetime) -> None:
    """Take an authority in as a member; it has what is approved from then on, and nothing from before.

    Raises:
        NotTheHost: Another authority hosts the forum, or it is closed.
        NotFound: Neither this node nor a partner speaks for such an authority.
        ForumIncomplete: The forum has as many members as it may.
    """
    row = _hosted(by, uid)
    body = queries.bodies().get(authority)
    if body is None:
        raise NotFound(kind="authority")
    with act(Event.FORUM_CHANGED, by=by, now=now, about=uid, member=authority, joins=True) as doing:
        if row.members.filter(ended_at=None).exclude(authority=authority).count() >= MOST_MEMBERS:
            raise ForumIncomplete(fields="authority too-many")
        if row.members.filter(authority=authority, ended_at=None).exists():
            return
        said = {"name": body.name[:120], "subject": body.subject, "node": body.node, "since": now, "ended_at": None}
        ForumMember.objects.update_or_create(space=row, authority=authority, defaults=said)
        _changed(row, doing)


def end_member(*, by: Officer, uid: str, authority: str, now: datetime) -> None:
    """Let an authority be a member no more: its node is told that it is out, and nothing from then on.

    Raises:
        NotTheHost: Another authority hosts the forum, or it is closed.
        NotFound: It is no member.
    """
    row = _hosted(by, uid)
    with act(Event.FORUM_CHANGED, by=by, now=now, about=uid, member=authority, joins=False) as doing:
        if not row.members.filter(authority=authority, ended_at=None).update(ended_at=now):
            raise NotFound(kind="member")
        _changed(row, doing)


def close_space(*, by: Officer, uid: str, now: datetime) -> None:
    """Close a forum: nothing is reported to it any more; what was, stays as it is.

    Raises:
        NotTheHost: Another authority hosts the forum, or it is closed.
    """
    row = _hosted(by, uid)
    with act(Event.FORUM_CLOSED, by=by, now=now, about=uid) as doing:
        ForumSpace.objects.filter(pk=row.pk).update(closed_at=now)
        _changed(row, doing)


def call_meeting(*, by: Officer, uid: str, meeting: Meeting, now: datetime) -> str:
    """Call a meeting, or change one that was called; return its uid.

    Raises:
        NotTheHost: Another authority hosts the forum, or it is closed.
        NotFound: The forum has no such meeting.
        ForumIncomplete: A field must be corrected.
    """
    row = _hosted(by, uid)
    items = frozenset(catalogue().items)
    _check((*meeting_problems(meeting, items=items, today=now.date()), *named_in_meeting(meeting)))
    kept = meeting if meeting.uid else replace(meeting, uid=str(identity.uid()))
    with act(Event.MEETING_CALLED, by=by, now=now, about=uid, meeting=kept.uid) as doing:
        said = {"on": kept.on, "content": meeting_document(kept), "called_by": by.handle}
        if meeting.uid:
            if not row.meetings.filter(uid=kept.uid).update(**said):
                raise NotFound(kind="meeting")
        elif row.meetings.count() >= MOST_MEETINGS:
            raise ForumIncomplete(fields="on too-many")
        else:
            ForumMeeting.objects.create(space=row, uid=kept.uid, **said)
        _changed(row, doing)
    return kept.uid


def take_decision(*, by: Officer, uid: str, decision: Decision, now: datetime) -> str:
    """Write down what a forum decided, and return the id that it has as a commitment; it is never changed.

    Raises:
        NotTheHost: Another authority hosts the forum, or it is closed.
        ForumIncomplete: A field must be corrected.
    """
    row = _hosted(by, uid)
    _check((*decision_problems(decision, catalogue(), today=now.date()), *named_in_decision(decision)))
    with act(Event.DECISION_TAKEN, by=by, now=now, about=uid) as doing:
        number = row.decisions.count() + 1
        if number > MOST_DECISIONS:
            raise ForumIncomplete(fields="title too-many")
        if decision.meeting and not row.meetings.filter(uid=decision.meeting).exists():
            raise ForumIncomplete(fields="meeting unknown")
        content = decision_document(replace(decision, number=number))
        ForumDecision.objects.create(space=row, number=number, content=content, taken_by=by.handle)
        decided.lay(queries.told_of(row), node="", doing=doing)
        _changed(row, doing)
    return item_of(uid, number)


def _hosted(by: Officer, uid: str) -> ForumSpace:
    """Return a forum that the officer may change."""
    check_permission(by, Permission.FORUM_KEEP)
    row = queries.any_space_for(by, uid)
    if not queries.is_host(by, row):
        raise NotTheHost()
    return row


def _changed(row: ForumSpace, doing: Act) -> None:
    """Count the change, and tell every node that shall know."""
    ForumSpace.objects.filter(pk=row.pk).update(version=row.version + 1)
    row.refresh_from_db()
    telling.tell_space(row, doing=doing)


def _check(problems: Problems) -> None:
    if problems:
        found: dict[str, str] = {}
        for field, why in problems:
            found.setdefault(field, why)
        raise ForumIncomplete(fields=", ".join(f"{field} {why}" for field, why in found.items()))
