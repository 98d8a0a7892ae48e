"""Puts what members of forums are told on the lines to their nodes; each write runs inside an act.

A partner that may not be told today stops nobody: it is told when it may be again (`resend`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from corridor.core.access.codes import Event
from corridor.core.exchange.codes import Kind
from corridor.core.exchange.errors import WritingRefused
from corridor.core.forums.codes import Say
from corridor.core.forums.exchange import out_document, space_document
from corridor.web.base.doors.actions import service
from corridor.web.base.ledger.actions import Act, act
from corridor.web.desk.forums import queries
from corridor.web.desk.forums.models import ForumSpace, ForumTold
from corridor.web.desk.lines import actions as lines
from corridor.web.desk.lines.records import Saying


@dataclass(frozen=True, slots=True)
class Word:
    """What one node is told of a space or of an entry."""

    kind: Kind
    originator: str
    about: str
    version: int
    say: str
    body: Mapping[str, Any]


def tell(word: Word, node: str, *, basis_of: Kind | None = None, doing: Act) -> bool:
    """Put a word in the log for a partner; return whether it could be.

    Args:
        word: What is said.
        node: The partner.
        basis_of: By which kind it is decided whether it may go; what makes a partner hold less goes as a recall.
        doing: The act.
    """
    if queries.refusal(node, basis_of or word.kind, now=doing.now):
        return False
    saying = Saying(
        kind=word.kind,
        originator=word.originator,
        about=word.about,
        version=word.version,
        body=word.body,
        purpose=queries.PURPOSE,
    )
    try:
        number = lines.post(to=node, saying=saying, now=doing.now)
    except WritingRefused:
        return False
    ForumTold.objects.create(
        kind=word.kind.value,
        about=word.about,
        version=word.version,
        say=word.say,
        node=node,
        number=number,
        at=doing.now,
    )
    return True


def tell_space(row: ForumSpace, *, doing: Act) -> None:
    """Tell the nodes of a forum's members how it stands, and the node of who left that it is out."""
    for node, say in wanted(row):
        body = space_document(queries.told_of(row)) if say is Say.SPACE else out_document()
        word = Word(Kind.FORUM, row.host, row.uid, row.version, say.value, body)
        if tell(word, node, basis_of=Kind.FORUM if say is Say.SPACE else Kind.RECALL, doing=doing):
            doing.note(Event.FORUM_TOLD, about=row.uid, partner=node, version=row.version, say=say.value)


def wanted(row: ForumSpace) -> list[tuple[str, Say]]:
    """Return which nodes are still to be told of a space that is hosted here, and what."""
    members = row.members.filter(ended_at=None).values_list("authority", flat=True)
    nodes = {node for node in queries.nodes_of(members).values() if node}
    last = queries.told(Kind.FORUM, row.uid)
    behind = {node for node in nodes if node not in last or last[node].version < row.version}
    gone = {node for node, one in last.items() if node not in nodes and one.say == Say.SPACE}
    return sorted([*((node, Say.SPACE) for node in behind), *((node, Say.OUT) for node in gone)])


def resend(now: datetime) -> None:
    """Tell the nodes that could not be told before how the forums stand that are hosted here."""
    for row in ForumSpace.objects.filter(node="").order_by("pk"):
        ready = [node for node, say in wanted(row) if not queries.refusal(node, _kind(say), now=now)]
        if not ready:
            continue
        with act(Event.FORUM_TOLD, by=service(), now=now, about=row.uid) as doing:
            row.refresh_from_db()
            tell_space(row, doing=doing)


def _kind(say: Say) -> Kind:
    return Kind.FORUM if say is Say.SPACE else Kind.RECALL
