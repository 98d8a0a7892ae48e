"""Carrying out what a host's node tells of a forum. All of it is hostile until it was read."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from corridor.core.access.codes import Event
from corridor.core.commitments.records import Catalogue
from corridor.core.exchange.codes import Reason
from corridor.core.exchange.errors import ContentRefused
from corridor.core.forums.codes import Say
from corridor.core.forums.errors import ForumIncomplete, ForumUnreadable
from corridor.core.forums.exchange import decision_document, meeting_document, said_in, space_from
from corridor.core.forums.records import Space
from corridor.core.forums.rules import decision_problems, meeting_problems, space_problems
from corridor.core.kernel.identifiers import is_uid
from corridor.web.base.ledger.actions import Act
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.forums import decided, queries
from corridor.web.desk.forums.models import ForumDecision, ForumMeeting, ForumMember, ForumSpace
from corridor.web.desk.forums.screening import named_in_decision, named_in_meeting
from corridor.web.desk.lines import queries as lines
from corridor.web.desk.lines.records import Arrived

MOST_SPACES = 50
"""So many forums of one partner may stand here."""


def take_forum(came: Arrived, *, doing: Act) -> None:
    """Take how a forum stands, as its host tells it, or that this node is out of it.

    Raises:
        ContentRefused: It cannot be carried out; nothing of it is kept.
    """
    about = came.content.about
    if not is_uid(about):
        raise ContentRefused(reason=Reason.CONTENT_REFUSED)
    row = ForumSpace.objects.filter(uid=about).first()
    if row is not None and (row.node != came.partner or row.host != came.content.originator):
        raise ContentRefused(reason=Reason.NOT_THE_ORIGINATORS)
    try:
        if said_in(came.content.body) is Say.OUT:
            _take_out(came, row, doing)
        elif row is None or came.content.version > row.version:
            _take_space(came, row, space_from(about, came.content.body), doing)
    except (ForumUnreadable, ForumIncomplete):
        raise ContentRefused(reason=Reason.CONTENT_REFUSED) from None


def _take_out(came: Arrived, row: ForumSpace | None, doing: Act) -> None:
    """Note that this node is out: what it was told stays as it was told, and nothing more comes."""
    if row is None:
        raise ContentRefused(reason=Reason.NOTHING_KNOWN)
    if came.content.version <= row.version:
        return
    row.members.filter(ended_at=None).update(ended_at=doing.now)
    ForumSpace.objects.filter(pk=row.pk).update(version=came.content.version, closed_at=row.closed_at or doing.now)
    doing.note(Event.FORUM_TOLD, about=row.uid, partner=came.partner, say=Say.OUT.value)


def _take_space(came: Arrived, row: ForumSpace | None, space: Space, doing: Act) -> None:
    ours = {one.authority for one in space.members} & set(lines.own_authorities())
    if not ours:
        raise ContentRefused(reason=Reason.NOT_FOR_US)
    if space.host != came.content.originator:
        raise ContentRefused(reason=Reason.NOT_THE_ORIGINATORS)
    if row is None and ForumSpace.objects.filter(node=came.partner).count() >= MOST_SPACES:
        raise ContentRefused(reason=Reason.TOO_MUCH_ASIDE)
    known = catalogue()
    _check_said(space, known, doing.now)
    _check_members(space)
    _check_decided(row, space)
    said = {
        "name": space.name,
        "host": space.host,
        "node": came.partner,
        "instruments": list(space.instruments),
        "template": space.template.value,
        "version": came.content.version,
        "opened_at": _moment(space.opened_on),
        "closed_at": _moment(space.closed_on) if space.closed_on is not None else None,
    }
    kept, _ = ForumSpace.objects.update_or_create(uid=space.uid, defaults=said)
    _keep_members(kept, space, doing)
    _keep_rest(kept, space)
    if space.decisions:
        decided.lay(space, node=came.partner, doing=doing)
    doing.note(Event.FORUM_TOLD, about=space.uid, partner=came.partner, version=came.content.version)


def _check_said(space: Space, known: Catalogue, now: datetime) -> None:
    """Refuse words that this node would not let its own officers write, whoever hosts the forum.

    What another node knows and this one does not, such as an added instrument, is no fault.
    """
    today = now.date() + timedelta(days=1)  # the host's clock may be in another zone
    found = [why for _, why in space_problems(space.name, space.instruments, known) if why != "unknown"]
    for meeting in space.meetings:
        found += [why for _, why in (*meeting_problems(meeting, items=None, today=today), *named_in_meeting(meeting))]
    for decision in space.decisions:
        problems = decision_problems(decision, known, today=today)
        found += [why for field, why in problems if (field, why) != ("alike", "unknown")]
        found += [why for _, why in named_in_decision(decision)]
    if found or space.opened_on > today:
        raise ForumIncomplete(fields=", ".join(sorted(set(found))))


def _check_members(space: Space) -> None:
    """Refuse that somebody is told to speak for another State than its card says."""
    bodies = queries.bodies()
    for one in space.members:
        if one.authority in bodies and bodies[one.authority].subject != one.subject:
            raise ForumIncomplete(fields="members subject")


def _check_decided(row: ForumSpace | None, space: Space) -> None:
    """Refuse that a decision is changed or taken back: entries were written on it."""
    before = [] if row is None else list(row.decisions.order_by("number").values_list("content", flat=True))
    now = [decision_document(one) for one in space.decisions]
    if now[: len(before)] != before:
        raise ForumIncomplete(fields="decisions changed")


def _keep_members(row: ForumSpace, space: Space, doing: Act) -> None:
    places = queries.nodes_of(one.authority for one in space.members)
    row.members.filter(ended_at=None).exclude(authority__in=places).update(ended_at=doing.now)
    known = {one.authority: one for one in row.members.all()}
    for one in space.members:
        said: dict[str, object] = {"name": one.name[:120], "subject": one.subject, "node": places[one.authority] or ""}
        before = known.get(one.authority)
        if before is None or before.ended_at is not None:
            said |= {"since": doing.now, "ended_at": None}
        ForumMember.objects.update_or_create(space=row, authority=one.authority, defaults=said)


def _keep_rest(row: ForumSpace, space: Space) -> None:
    row.meetings.all().delete()
    ForumMeeting.objects.bulk_create(
        ForumMeeting(space=row, uid=one.uid, on=one.on, content=meeting_document(one)) for one in space.meetings
    )
    held = row.decisions.count()
    ForumDecision.objects.bulk_create(
        ForumDecision(space=row, number=one.number, content=decision_document(one)) for one in space.decisions[held:]
    )


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)
