"""Carrying out what partners send of entries: one that was approved there, or withdrawn. All of it is hostile."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from corridor import shelf
from corridor.core.access.codes import Event
from corridor.core.exchange.codes import Reason
from corridor.core.exchange.errors import ContentRefused
from corridor.core.kernel.identifiers import is_uid
from corridor.core.progress.codes import Level, State
from corridor.core.progress.errors import EntryUnreadable
from corridor.core.progress.exchange import said_document
from corridor.core.progress.records import Said
from corridor.core.progress.rules import marking_for, texts_of
from corridor.core.progress.travelling import Say, Told, say_in, told_from
from corridor.web.base import identity
from corridor.web.base.ledger.actions import Act
from corridor.web.base.marks.actions import intern
from corridor.web.desk.centre.screening import fault_in
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.forums import queries as forums
from corridor.web.desk.forums.models import ForumMember, ForumSpace
from corridor.web.desk.lines.records import Arrived
from corridor.web.desk.progress import cells
from corridor.web.desk.progress.actions import add_evidence, first_open
from corridor.web.desk.progress.models import ProgressEntry

MOST_STANDING = 10_000
"""So many entries of one authority may stand here: every commitment for more than ten years of half-years."""


def take_progress(came: Arrived, *, doing: Act) -> None:
    """Take an entry that was approved at a partner's node, or that it was withdrawn there.

    It is heard where its originator is a member or the host of a forum that is open here too, and speaks for itself.

    Raises:
        ContentRefused: It cannot be carried out; nothing of it is kept.
    """
    about = came.content.about
    if not is_uid(about):
        raise ContentRefused(reason=Reason.CONTENT_REFUSED)
    held = list(ProgressEntry.objects.filter(about=about).order_by("version"))
    if any(row.node != came.partner or row.authority != came.content.originator for row in held):
        raise ContentRefused(reason=Reason.NOT_THE_ORIGINATORS)
    try:
        if say_in(came.content.body) is Say.WITHDRAWN:
            _take_withdrawal(came, held, doing)
        else:
            today = doing.now.date() + timedelta(days=1)  # the other clock may be in another zone
            _take_entry(came, held, told_from(came.content.body, catalogue(), today=today), doing)
    except EntryUnreadable:
        raise ContentRefused(reason=Reason.CONTENT_REFUSED) from None


def _take_withdrawal(came: Arrived, held: list[ProgressEntry], doing: Act) -> None:
    if not held:
        raise ContentRefused(reason=Reason.NOTHING_KNOWN)
    standing = [row for row in held if row.state == State.APPROVED and row.version <= came.content.version]
    for row in standing:
        _end(row, State.WITHDRAWN, doing)
        doing.note(Event.PROGRESS_WITHDRAWN, about=row.about, partner=came.partner)


def _take_entry(came: Arrived, held: list[ProgressEntry], told: Told, doing: Act) -> None:
    _check_forums(came, told)
    if held and came.content.version <= held[-1].version:
        return
    if held and _named(held[-1]) != (told.subject, told.said.item, told.period):
        raise ContentRefused(reason=Reason.CONTENT_REFUSED)
    if names_somebody(told.said):
        raise ContentRefused(reason=Reason.CONTENT_REFUSED)
    standing = ProgressEntry.objects.filter(state=State.APPROVED, authority=came.content.originator, node=came.partner)
    if not held and standing.count() >= MOST_STANDING:
        raise ContentRefused(reason=Reason.TOO_MUCH_ASIDE)
    for row in held:
        if row.state == State.APPROVED:
            _end(row, State.SUPERSEDED, doing)
    _keep(came, told, doing)
    doing.note(Event.PROGRESS_RECEIVED, about=came.content.about, partner=came.partner, version=came.content.version)


def _named(row: ProgressEntry) -> tuple[str, str, str]:
    """Return what no version of an entry changes."""
    return row.subject, row.item, row.period


def _check_forums(came: Arrived, told: Told) -> None:
    """Refuse an entry to a forum of which either side is no member, and one that speaks for somebody else."""
    originator = came.content.originator
    rows = list(ForumSpace.objects.filter(uid__in=told.forums, closed_at=None))
    if len(rows) != len(told.forums) or not forums.local_audience(told.forums):
        raise ContentRefused(reason=Reason.NOT_FOR_US)
    body = forums.bodies().get(originator)
    if body is None or body.node != came.partner or body.subject != told.subject:
        raise ContentRefused(reason=Reason.NOT_THE_ORIGINATORS)
    members = ForumMember.objects.filter(space__in=rows, authority=originator, ended_at=None)
    subjects = dict(members.values_list("space_id", "subject"))
    for row in rows:
        is_host = row.host == originator
        if subjects.get(row.pk, told.subject if is_host else "") != told.subject:
            raise ContentRefused(reason=Reason.NOT_THE_ORIGINATORS)


def names_somebody(said: Said) -> bool:
    """Return whether a person seems to be named in what an entry says: entries name bodies."""
    return any(fault_in(text, longest=len(text) + 1, is_needed=False) == "names-somebody" for _, text in texts_of(said))


def _end(row: ProgressEntry, state: State, doing: Act) -> None:
    cells.lift([row.pk])
    ProgressEntry.objects.filter(pk=row.pk).update(state=state.value, ended_at=doing.now)


def _keep(came: Arrived, told: Told, doing: Act) -> None:
    """Keep an entry under marks for the members here alone: no other authority of this node sees it."""
    marks = _marks(came.content.originator, told, doing)
    row = ProgressEntry.objects.create(
        uid=str(identity.uid()),
        about=came.content.about,
        version=came.content.version,
        node=came.partner,
        authority=came.content.originator,
        subject=told.subject,
        period=told.period,
        item=told.said.item,
        status=told.said.status.value,
        level=told.level.value,
        forums=list(told.forums),
        mark=marks[told.level.value],
        state=State.APPROVED.value,
        content={**said_document(told.said), "evidence": []},
        told=told.told,
        signed=came.item.content,
        written_at=doing.now,
        approved_at=datetime.combine(told.approved_on, time(), tzinfo=UTC),
    )
    add_evidence(row, told.said, marks)
    cells.lay(row, told.said, marks=marks, due=first_open(row, doing.now.date()))


def _marks(originator: str, told: Told, doing: Act) -> dict[str, int]:
    recipients = forums.local_audience(told.forums)
    purposes = shelf.schemes().content_purposes
    return {
        level.value: intern(
            marking_for(level, originator=originator, recipients=recipients, purposes=purposes), doing.now
        )
        for level in (Level.FORUM, Level.PUBLIC)
    }
