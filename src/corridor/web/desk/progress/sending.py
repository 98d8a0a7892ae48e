"""Puts approved entries on the lines to the nodes of the members of their forums; each write runs inside an act.

A partner that may not be told today stops no approval: `resend` tells it when it may be again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.exchange.codes import Kind
from corridor.core.progress.codes import Level, State
from corridor.core.progress.exchange import said_kept
from corridor.core.progress.records import Said
from corridor.core.progress.travelling import Say, told_to_forum, withdrawn_written
from corridor.web.base.doors.actions import service
from corridor.web.base.ledger.actions import Act, act
from corridor.web.desk.forums import queries as forums
from corridor.web.desk.forums.models import ForumTold
from corridor.web.desk.forums.queries import Delivery
from corridor.web.desk.forums.telling import Word, tell
from corridor.web.desk.progress.models import ProgressEntry


def send(row: ProgressEntry, said: Said, *, by: Officer, doing: Act) -> None:
    """Send an approved entry to the nodes where members of its forums work, to each with the forums that it shares.

    A node that was told an earlier version, and for which the entry is not meant any more, is told that it counts no
    more.
    """
    last = forums.told(Kind.PROGRESS, row.about)
    for node, say in wanted(row, last):
        _tell(row, said, node, say, doing)


def withdraw(row: ProgressEntry, *, by: Officer, doing: Act) -> None:
    """Tell the nodes that were sent an entry that it counts no more."""
    for node, say in wanted(row, forums.told(Kind.PROGRESS, row.about)):
        _tell(row, all_said(row), node, say, doing)


def wanted(row: ProgressEntry, last: Mapping[str, ForumTold]) -> list[tuple[str, Say]]:
    """Return which nodes are still to be told of the newest version of an own entry, and what.

    Whoever left its forums keeps what it had; whoever was left out by its author is told that it counts no more.
    """
    if row.state != State.APPROVED:
        return sorted((node, Say.WITHDRAWN) for node, one in last.items() if one.say == Say.ENTRY)
    meant = destinations(row)
    due = [(node, Say.ENTRY) for node in meant if not _has(last.get(node), row.version)]
    out = [node for node, one in last.items() if node not in meant and one.say == Say.ENTRY]
    return sorted([*due, *((node, Say.WITHDRAWN) for node in out if _is_narrowed(row, last[node].version))])


def _has(one: ForumTold | None, version: int) -> bool:
    return one is not None and one.version >= version and one.say == Say.ENTRY


def _is_narrowed(row: ProgressEntry, version: int) -> bool:
    """Return whether the author took a forum away since a version."""
    before = ProgressEntry.objects.filter(node="", about=row.about, version=version).first()
    return before is not None and not set(before.forums) <= set(_meant(row))


def _meant(row: ProgressEntry) -> tuple[str, ...]:
    return () if row.level == Level.OWN else tuple(row.forums)


def destinations(row: ProgressEntry) -> Mapping[str, frozenset[str]]:
    """Return the partner nodes for which an own entry is meant, each with the forums that it shares with the entry."""
    members = forums.members_since(_meant(row), row.approved_at)
    found: dict[str, frozenset[str]] = {}
    for authority, node in forums.nodes_of(members).items():
        if node:
            found[node] = found.get(node, frozenset()) | members[authority]
    return found


def deliveries(row: ProgressEntry, *, now: datetime) -> tuple[Delivery, ...]:
    """Return how far an approved entry reached each member of its forums that works elsewhere, by code."""
    last = forums.told(Kind.PROGRESS, row.about)
    members = forums.members_since(_meant(row), row.approved_at)
    return tuple(
        forums.delivery_of(authority, node, last.get(node or ""), row.version, now=now)
        for authority, node in forums.nodes_of(members).items()
        if node != ""
    )


def resend(now: datetime) -> None:
    """Tell the nodes that could not be told before what they were to be told of own entries."""
    ready = {about for about, node, say in _waiting() if not forums.refusal(node, _kind(say), now=now)}
    for about in sorted(ready):
        row = _newest(about)
        if row is None:
            continue
        with act(Event.PROGRESS_SENT, by=service(), now=now, about=about) as doing:
            for node, say in wanted(row, forums.told(Kind.PROGRESS, about)):
                _tell(row, all_said(row), node, say, doing)


def _waiting() -> list[tuple[str, str, Say]]:
    """Return what is still to be told: the entry, the node, and what."""
    last: dict[str, dict[str, ForumTold]] = {}
    for one in ForumTold.objects.filter(kind=Kind.PROGRESS.value).order_by("pk"):
        last.setdefault(one.about, {})[one.node] = one
    meant = ProgressEntry.objects.filter(node="", state=State.APPROVED).exclude(forums=[])
    abouts = {*meant.values_list("about", flat=True), *last}
    rows = {about: _newest(about) for about in sorted(abouts)}
    return [
        (about, node, say)
        for about, row in rows.items()
        if row is not None
        for node, say in wanted(row, last.get(about, {}))
    ]


def _newest(about: str) -> ProgressEntry | None:
    """Return the version of an own entry that counts, or the last one that did."""
    decided = ProgressEntry.objects.filter(node="", about=about, state__in=(State.APPROVED, State.WITHDRAWN))
    return decided.order_by("-version").first()


def all_said(row: ProgressEntry) -> Said:
    """Return all that a version says, evidence of every level among it."""
    return said_kept(row.content, list(row.evidence.order_by("place").values_list("content", flat=True)))


def _tell(row: ProgressEntry, said: Said, node: str, say: Say, doing: Act) -> None:
    body = withdrawn_written()
    if say is Say.ENTRY:
        body = told_to_forum(
            said,
            subject=row.subject,
            period=row.period,
            level=Level(row.level),
            forums=destinations(row)[node],
            approved_on=(row.approved_at or doing.now).date(),
        )
    word = Word(Kind.PROGRESS, row.authority, row.about, row.version, say.value, body)
    if tell(word, node, basis_of=_kind(say), doing=doing):
        doing.note(Event.PROGRESS_SENT, about=row.about, partner=node, version=row.version, say=say.value)


def _kind(say: Say) -> Kind:
    """Return by which kind it is decided whether a word may go: what makes a partner hold less goes as a recall."""
    return Kind.PROGRESS if say is Say.ENTRY else Kind.RECALL
