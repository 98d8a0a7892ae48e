"""Reads of forum spaces: which ones an authority belongs to, who their members are and where they work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.exchange.codes import Kind
from corridor.core.forums.codes import Template
from corridor.core.forums.exchange import decision_from, meeting_from
from corridor.core.forums.records import Member, Space
from corridor.core.forums.rules import subject_of
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.core.partners.errors import NotToPartner
from corridor.web.base.accounts import queries as people
from corridor.web.desk.forums.models import ForumMember, ForumSpace, ForumTold
from corridor.web.desk.lines import queries as lines
from corridor.web.desk.partners.queries import check_may_go

NO_LINE, WAITS, PURPOSE = "no-line", "waits", "strategic-analysis"


def spaces_for(officer: Officer, *, past: bool = False) -> tuple[ForumSpace, ...]:
    """Return the open forums that the officer's authority hosts or belongs to, by name.

    Args:
        officer: Who reads.
        past: Those that are over instead: closed ones, and ones that the authority left.

    Raises:
        NotPermitted: The function does not read commitments.
    """
    check_permission(officer, Permission.COMMITMENT_READ)
    ours = officer.reader.authority
    belongs = dict(ForumMember.objects.filter(authority=ours).values_list("space_id", "ended_at"))
    known = [row for row in ForumSpace.objects.order_by("name", "uid") if row.host == ours or row.pk in belongs]
    return tuple(row for row in known if past is _is_over(row, ours, belongs.get(row.pk)))


def _is_over(row: ForumSpace, ours: str, ended_at: datetime | None) -> bool:
    return row.closed_at is not None or (row.host != ours and ended_at is not None)


def space_for(officer: Officer, uid: str) -> ForumSpace:
    """Return one of them that is open.

    Raises:
        NotFound: There is none that this authority hosts or belongs to.
    """
    found = next((row for row in spaces_for(officer) if row.uid == uid), None) if is_uid(uid) else None
    if found is None:
        raise NotFound(kind="forum")
    return found


def any_space_for(officer: Officer, uid: str) -> ForumSpace:
    """Return a forum of the officer's authority as long as it may read it: an open one, or one that it hosted.

    Raises:
        NotFound: There is none, or the authority is out of it.
    """
    past = [row for row in spaces_for(officer, past=True) if reads_on(officer, row)]
    found = next((row for row in (*spaces_for(officer), *past) if row.uid == uid), None) if is_uid(uid) else None
    if found is None:
        raise NotFound(kind="forum")
    return found


def reads_on(officer: Officer, row: ForumSpace) -> bool:
    """Return whether an officer's authority may still read a forum: its host, and whoever was not put out of it."""
    ours = officer.reader.authority
    return row.host == ours or row.members.filter(authority=ours, ended_at=None).exists()


def is_host(officer: Officer, row: ForumSpace) -> bool:
    """Return whether an officer may change a forum: it is open, hosted here by the own authority, and theirs."""
    is_ours = row.host == officer.reader.authority and not row.node and row.closed_at is None
    return is_ours and Permission.FORUM_KEEP in officer.permissions


def told_of(row: ForumSpace) -> Space:
    """Return a forum as its host tells it."""
    members = row.members.filter(ended_at=None).order_by("name", "authority")
    meetings = row.meetings.order_by("on", "uid").values_list("content", flat=True)
    decisions = row.decisions.order_by("number").values_list("content", flat=True)
    return Space(
        uid=row.uid,
        name=row.name,
        host=row.host,
        instruments=tuple(row.instruments),
        template=Template(row.template),
        opened_on=row.opened_at.date(),
        closed_on=row.closed_at.date() if row.closed_at is not None else None,
        members=tuple(Member(one.authority, one.name, one.subject) for one in members),
        meetings=tuple(meeting_from(one) for one in meetings),
        decisions=tuple(decision_from(one) for one in decisions),
    )


def members_of(forums: Iterable[str]) -> tuple[ForumMember, ...]:
    """Return the members of some open forums, hosts among them where they are members, by code."""
    rows = ForumMember.objects.filter(space__uid__in=list(forums), space__closed_at=None, ended_at=None)
    return tuple(rows.order_by("authority", "pk"))


def audience_of(forums: Iterable[str]) -> frozenset[str]:
    """Return the authorities that may read what is meant for some forums: their members and hosts."""
    names = list(forums)
    hosts = ForumSpace.objects.filter(uid__in=names, closed_at=None).values_list("host", flat=True)
    return frozenset({*(one.authority for one in members_of(names)), *hosts})


def local_audience(forums: Iterable[str]) -> frozenset[str]:
    """Return those of them that work at this node."""
    return audience_of(forums) & frozenset(lines.own_authorities())


@dataclass(frozen=True, slots=True)
class Body:
    """An authority that can be a member: its name, for whom it speaks, and the partner node where it works, or ""."""

    authority: str
    name: str
    subject: str
    node: str = ""


def bodies() -> Mapping[str, Body]:
    """Return every authority that can be a member, by code: those of this node, and those for which partners speak.

    For whom one speaks follows from its card, never from what anybody types or tells.
    """
    found = {
        key.authority: Body(
            key.authority, key.name, subject_of(key.authority, country=key.country, kind=key.kind), key.node
        )
        for key in lines.authorities_abroad()
    }
    for code, name in people.authorities():
        own = people.authority_of(code)
        found[code] = Body(code, name, subject_of(code, country=own.country, kind=own.kind))
    return dict(sorted(found.items()))


def members_since(forums: Iterable[str], before: datetime | None = None) -> Mapping[str, frozenset[str]]:
    """Return who is told what is meant for open forums: each authority with those of the forums to which it belongs.

    Args:
        forums: The forums.
        before: Only who was a member by then; hosts always are.
    """
    names = list(forums)
    found: dict[str, set[str]] = {}
    for row in ForumSpace.objects.filter(uid__in=names, closed_at=None):
        found.setdefault(row.host, set()).add(row.uid)
    rows = ForumMember.objects.filter(space__uid__in=names, space__closed_at=None, ended_at=None)
    for member in rows.select_related("space"):
        if before is None or member.since <= before:
            found.setdefault(member.authority, set()).add(member.space.uid)
    return {code: frozenset(uids) for code, uids in sorted(found.items())}


def nodes_of(authorities: Iterable[str]) -> Mapping[str, str | None]:
    """Return where authorities work: the code of the partner node, "" for this one, nothing where no line leads.

    It follows from the cards that two people accepted here, never from what a partner tells of another.
    """
    abroad = {key.authority: key.node for key in lines.authorities_abroad()}
    ours = set(lines.own_authorities())
    return {code: "" if code in ours else abroad.get(code) for code in authorities}


def refusal(node: str | None, kind: Kind, *, now: datetime) -> str:
    """Return a code for why nothing of a forum may go to a node today, or nothing where it may."""
    try:
        if node is None:
            return NO_LINE
        check_may_go(node, purpose=PURPOSE, is_personal=False, kind=kind.value, today=now.date())
    except NotFound:
        return NO_LINE
    except NotToPartner as refused:
        return str(refused.params["refusals"]).split(", ")[0]
    return ""


def told(kind: Kind, about: str) -> Mapping[str, ForumTold]:
    """Return what each node was told last of one thing, by node."""
    rows = ForumTold.objects.filter(kind=kind.value, about=about).order_by("pk")
    return {row.node: row for row in rows}


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far something reached an authority elsewhere: `why` is empty once its node took it."""

    authority: str
    node: str
    why: str


def delivery_of(authority: str, node: str | None, row: ForumTold | None, version: int, *, now: datetime) -> Delivery:
    """Return how far a version of something reached an authority; `row` is what its node was told last."""
    if node is None or row is None or row.version < version:
        return Delivery(authority, node or "", refusal(node, Kind.FORUM, now=now) or WAITS)
    outcome, reason, _ = lines.answer_for(node, row.number)
    return Delivery(authority, node, "" if outcome in ("applied", "held-already") else reason or WAITS)


def deliveries(row: ForumSpace, *, now: datetime) -> tuple[Delivery, ...]:
    """Return how far the last version of a space that is hosted here reached each member elsewhere, by code."""
    authorities = sorted(row.members.filter(ended_at=None).values_list("authority", flat=True))
    last = told(Kind.FORUM, row.uid)
    return tuple(
        delivery_of(code, node, last.get(node or ""), row.version, now=now)
        for code, node in nodes_of(authorities).items()
        if node != ""
    )
