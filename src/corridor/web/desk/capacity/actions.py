"""Writes of needs and offers: posted, matched by a person, pledged by two officers, judged and withdrawn."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from corridor import shelf
from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.capacity.codes import Side, State
from corridor.core.capacity.errors import CapacityIncomplete, NotNow, NotYours, SecondOfficerNeeded
from corridor.core.capacity.exchange import (
    NEED_COLUMNS,
    PLEDGE_COLUMNS,
    pledge_cells,
    pledge_from,
    post_cells,
    post_from,
    rows_in,
)
from corridor.core.capacity.records import Pledge, Post
from corridor.core.capacity.rules import LONGEST_LINE, LONGEST_TEXT, Problems, pledge_problems, post_problems
from corridor.core.commitments.levels import Level, marking_for
from corridor.core.kernel.errors import NotFound
from corridor.web.base import identity
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger.actions import act
from corridor.web.base.marks.actions import intern
from corridor.web.desk.capacity import queries
from corridor.web.desk.capacity.models import CapacityJudgement, CapacityMatch, CapacityPledge, CapacityPost
from corridor.web.desk.centre.screening import fault_in
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.forums.queries import audience_of, bodies, spaces_for


def post(*, by: Officer, said: Post, now: datetime) -> str:
    """Post a need or an offer of the officer's authority; return its identifier.

    Raises:
        NotPermitted: The function posts nothing.
        CapacityIncomplete: Fields must be corrected, or the same was posted already; nothing was kept.
    """
    check_permission(by, Permission.CAPACITY_POST)
    _check(_post_faults(by, said, now))
    uid, digest = str(identity.uid()), _digest(said.side, post_cells(said))
    event = Event.NEED_POSTED if said.side is Side.NEED else Event.OFFER_MADE
    with act(event, by=by, now=now, about=uid, kind=said.kind, pillar=said.pillar):
        if CapacityPost.objects.filter(authority=by.reader.authority, digest=digest, withdrawn_at=None).exists():
            raise CapacityIncomplete(fields="title doubled")
        CapacityPost.objects.create(
            uid=uid,
            side=said.side.value,
            authority=by.reader.authority,
            subject=people.authority_of(by.reader.authority).country,
            content=post_cells(said),
            digest=digest,
            mark=_mark(by.reader.authority, said.level, said.forums, frozenset(), now),
            posted_by=by.handle,
            posted_at=now,
        )
    return uid


def withdraw_post(*, by: Officer, uid: str, now: datetime) -> None:
    """Withdraw a need or an offer of the own authority.

    Raises:
        NotFound: There is none that this officer may know of.
        NotYours: It is of another authority.
    """
    check_permission(by, Permission.CAPACITY_POST)
    row = queries.post_for(by, uid).row
    with act(Event.CAPACITY_WITHDRAWN, by=by, now=now, about=uid, what=row.side):
        _check_own(by, row.authority)
        CapacityPost.objects.filter(pk=row.pk).update(withdrawn_by=by.handle, withdrawn_at=now)


def match(*, by: Officer, need: str, offer: str, now: datetime) -> None:
    """Put an offer of the own authority to a need.

    Raises:
        NotYours: The offer is of another authority.
        NotNow: It was put to this need already.
        CapacityIncomplete: They are not a need and an offer of one kind.
    """
    check_permission(by, Permission.CAPACITY_POST)
    asked, offered = queries.post_for(by, need), queries.post_for(by, offer)
    with act(Event.OFFER_MADE, by=by, now=now, about=offer, need=need, step="matched"):
        _check_own(by, offered.row.authority)
        sides = (asked.post.side, offered.post.side)
        if sides != (Side.NEED, Side.OFFER) or asked.post.kind is not offered.post.kind:
            raise CapacityIncomplete(fields="offer out-of-kind")
        if CapacityMatch.objects.filter(need=asked.row, offer=offered.row, ended_at=None).exists():
            raise NotNow(state="matched")
        CapacityMatch.objects.create(
            need=asked.row, offer=offered.row, authority=by.reader.authority, by=by.handle, at=now
        )


def end_match(*, by: Officer, need: str, offer: str, now: datetime) -> None:
    """Take an offer back from a need; both stay.

    Raises:
        NotFound: There is no such match that this officer may know of.
        NotYours: Neither is of the own authority.
    """
    check_permission(by, Permission.CAPACITY_POST)
    asked, offered = queries.post_for(by, need), queries.post_for(by, offer)
    with act(Event.CAPACITY_WITHDRAWN, by=by, now=now, about=offer, need=need, what="match"):
        _check_own(by, asked.row.authority, offered.row.authority)
        if not CapacityMatch.objects.filter(need=asked.row, offer=offered.row, ended_at=None).update(ended_at=now):
            raise NotFound(kind="match")


def pledge(*, by: Officer, said: Pledge, need: str = "", now: datetime) -> str:
    """Write down a pledge of the own authority; it counts once a second officer confirmed it.

    Raises:
        CapacityIncomplete: Fields must be corrected, or the same was reported already; nothing was kept.
        NotFound: `need` is none that this officer may know of.
    """
    check_permission(by, Permission.CAPACITY_POST)
    _check(_pledge_faults(by, said, now))
    asked = queries.post_for(by, need) if need else None
    if asked is not None and (asked.post.side is not Side.NEED or asked.post.kind is not said.kind):
        raise CapacityIncomplete(fields="kind out-of-kind")
    uid, digest = str(identity.uid()), _digest("pledge", pledge_cells(said))
    with act(Event.PLEDGE_MADE, by=by, now=now, about=uid, step="written", kind=said.kind, pillar=said.pillar):
        if CapacityPledge.objects.filter(authority=by.reader.authority, digest=digest, withdrawn_at=None).exists():
            raise CapacityIncomplete(fields="title doubled")
        CapacityPledge.objects.create(
            uid=uid,
            authority=by.reader.authority,
            receiver=said.receiver,
            need=asked.row if asked is not None else None,
            content=pledge_cells(said),
            digest=digest,
            mark=_mark(by.reader.authority, Level.OWN, (), frozenset(), now),
            state=State.DRAFT.value,
            made_by=by.handle,
            made_at=now,
        )
    return uid


def confirm(*, by: Officer, uid: str, now: datetime) -> None:
    """Confirm a pledge of the own authority: it counts from now on, and those see it for whom it is meant.

    Raises:
        SecondOfficerNeeded: The officer wrote it.
        NotNow: It is no draft.
    """
    check_permission(by, Permission.CAPACITY_CONFIRM)
    one = queries.pledge_for(by, uid, today=now.date())
    with act(Event.PLEDGE_MADE, by=by, now=now, about=uid, step="confirmed"):
        _check_own(by, one.row.authority)
        if by.handle == one.row.made_by:
            raise SecondOfficerNeeded(step="confirm")
        parties = frozenset({one.pledge.receiver, *one.pledge.donors})
        mark = _mark(one.row.authority, one.pledge.level, one.pledge.forums, parties, now)
        changed = CapacityPledge.objects.filter(pk=one.row.pk, state=State.DRAFT.value).update(
            state=State.CONFIRMED.value, mark=mark, confirmed_by=by.handle, confirmed_at=now
        )
        if not changed:
            raise NotNow(state=one.row.state)


def withdraw_pledge(*, by: Officer, uid: str, now: datetime) -> None:
    """Withdraw a pledge: a draft by whoever writes them, a confirmed one by whoever confirms them.

    Raises:
        NotNow: Something of it was handed over.
    """
    one = queries.pledge_for(by, uid, today=now.date())
    is_draft = one.row.state == State.DRAFT
    check_permission(by, Permission.CAPACITY_POST if is_draft else Permission.CAPACITY_CONFIRM)
    with act(Event.CAPACITY_WITHDRAWN, by=by, now=now, about=uid, what="pledge"):
        _check_own(by, one.row.authority)
        if one.handed:
            raise NotNow(state="handed-over")
        CapacityPledge.objects.filter(pk=one.row.pk).update(
            state=State.WITHDRAWN.value, withdrawn_by=by.handle, withdrawn_at=now
        )


def judge(*, by: Officer, one: str, other: str, is_same: bool | None, now: datetime) -> None:
    """Say whether two reports are one pledge, for an authority that reported one of them or receives it.

    Args:
        by: Who judges; a later word of the same authority takes the place of an earlier one.
        one: One report.
        other: Another one that the officer may see.
        is_same: What is judged; nothing takes back what this authority judged before.
        now: When.

    Raises:
        NotFound: One of them is none that this officer may know of.
        NotYours: The authority neither reported nor receives either.
    """
    check_permission(by, Permission.CAPACITY_CONFIRM)
    pair = sorted((one, other))
    rows = [queries.pledge_for(by, uid, today=now.date()).row for uid in pair]
    ours = by.reader.authority
    step = "undone" if is_same is None else "same" if is_same else "apart"
    with act(Event.PLEDGE_MERGED, by=by, now=now, about=pair[0], other=pair[1], step=step):
        if pair[0] == pair[1] or any(row.state != State.CONFIRMED for row in rows):
            raise NotNow(state="draft")
        _check_own(by, *(row.authority for row in rows), *({rows[0].receiver} & {rows[1].receiver}))
        CapacityJudgement.objects.filter(one=rows[0], other=rows[1], authority=ours, undone_at=None).update(
            undone_at=now
        )
        if is_same is not None:
            CapacityJudgement.objects.create(
                one=rows[0], other=rows[1], authority=ours, is_same=is_same, by=by.handle, at=now
            )


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not kept: its line, and the fields with the reasons."""

    line: int
    problems: Problems


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of a table: how many rows were kept, and those that were refused."""

    kept: int
    refused: tuple[Refused, ...]


def bring(*, by: Officer, text: str, is_pledges: bool, now: datetime) -> Brought:
    """Post the needs of a table, or write down its pledges; a row that is refused leaves the others alone.

    Raises:
        TableUnreadable: It is no such table.
    """
    check_permission(by, Permission.CAPACITY_POST)
    kept, refused = 0, []
    for row in rows_in(text, PLEDGE_COLUMNS if is_pledges else NEED_COLUMNS):
        try:
            _bring_row(by, row.cells, is_pledges=is_pledges, now=now)
            kept += 1
        except CapacityIncomplete as wrong:
            refused.append(Refused(row.line, problems_in(wrong)))
    return Brought(kept, tuple(refused))


def _bring_row(by: Officer, cells: Mapping[str, str], *, is_pledges: bool, now: datetime) -> None:
    if is_pledges:
        promised, problems = pledge_from(cells, by.reader.authority)
        _check(problems)
        pledge(by=by, said=promised, now=now)
    else:
        needed, problems = post_from(cells, Side.NEED)
        _check(problems)
        post(by=by, said=needed, now=now)


def problems_in(refused: CapacityIncomplete) -> Problems:
    """Return the fields that were refused, each with its reason."""
    told = str(refused.params["fields"]).split(", ")
    return tuple((one.partition(" ")[0], one.partition(" ")[2]) for one in told)


def _post_faults(by: Officer, said: Post, now: datetime) -> Problems:
    texts = {"words": (said.words, LONGEST_TEXT), "conditions": (said.conditions, LONGEST_TEXT)}
    return (
        *post_problems(said, catalogue(), today=now.date()),
        *_names({**_lines(said), **texts}),
        *_forum_faults(by, said.forums),
    )


def _pledge_faults(by: Officer, said: Pledge, now: datetime) -> Problems:
    ours = () if by.reader.authority in said.donors else (("donors", "own"),)
    known = pledge_problems(said, bodies=bodies().keys(), today=now.date())
    return (*known, *ours, *_names(_lines(said)), *_forum_faults(by, said.forums))


def _lines(said: Post | Pledge) -> dict[str, tuple[str, int]]:
    return {"title": (said.title, LONGEST_LINE), "corridor": (said.corridor, LONGEST_LINE)}


def _names(texts: Mapping[str, tuple[str, int]]) -> Problems:
    faults = {field: fault_in(text, longest=longest, is_needed=False) for field, (text, longest) in texts.items()}
    return tuple((field, fault) for field, fault in faults.items() if fault == "names-somebody")


def _forum_faults(by: Officer, forums: Sequence[str]) -> Problems:
    return () if set(forums) <= {space.uid for space in spaces_for(by)} else (("forums", "unknown"),)


def _check(problems: Problems) -> None:
    if problems:
        first = dict(reversed(problems))
        raise CapacityIncomplete(fields=", ".join(f"{field} {why}" for field, why in reversed(first.items())))


def _check_own(by: Officer, *authorities: str) -> None:
    if by.reader.authority not in authorities:
        raise NotYours(who="an authority that has a part in it")


def _digest(what: str, cells: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps([str(what), cells], sort_keys=True).encode()).hexdigest()


def _mark(authority: str, level: Level, forums: Sequence[str], parties: frozenset[str], now: datetime) -> int:
    """Return the mark of a level; at the level of a forum, who has a part in it reads it too."""
    recipients = audience_of(forums) | parties if level is Level.FORUM else frozenset()
    purposes = shelf.schemes().content_purposes
    return intern(marking_for(level, originator=authority, recipients=recipients, purposes=purposes), now)
