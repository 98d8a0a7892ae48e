"""Judgements that two things are the same, or are not: marked like any information, reversible, and no way around a
safeguard.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from corridor import shelf
from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.entities.codes import Ground
from corridor.core.entities.rules import check_merge
from corridor.core.kernel.errors import CorridorError
from corridor.web.base import identity
from corridor.web.base.ledger.actions import act
from corridor.web.base.marks.actions import intern
from corridor.web.base.marks.terms import end_of
from corridor.web.desk.entities import judgements, queries
from corridor.web.desk.entities.judgements import Judgement
from corridor.web.desk.entities.models import Apart
from corridor.web.desk.statements import store
from corridor.web.desk.statements.models import Same


class JudgementKnown(CorridorError):
    """The same judgement stands already, readable for whoever would make it again."""

    code = "entities.E23"
    template = "the own authority has judged the same of {one} and {other} already"
    hint = "Withdraw the judgement that stands, if its marking or its reason is to change."
    status = 409


@dataclass(frozen=True)
class Basis:
    """On which ground somebody judges, in which words, and under which marking of the own authority."""

    preset: str
    ground: Ground
    reason: str = ""
    recipients: tuple[str, ...] = ()


def judge_same(*, by: Officer, one: str, other: str, basis: Basis, now: datetime) -> str:
    """Record that two things are the same, under a marking of the own authority; return the judgement's reference.

    Raises:
        NotFound: The officer may not see one of them.
        MergeRefused: Together they would say what the safeguards forbid.
        JudgementTooWide: The marking reaches somebody who may read nothing of one of them.
        JudgementKnown: The officer can read that the own authority has judged so.
    """
    return _judge(Same, by=by, one=one, other=other, basis=basis, now=now)


def judge_apart(*, by: Officer, one: str, other: str, basis: Basis, now: datetime) -> str:
    """Record that two things are not the same; return the judgement's reference.

    It parts nothing that another judgement joins: both stand, and the page of the things says so.

    Raises:
        NotFound: The officer may not see one of them.
        JudgementTooWide: The marking reaches somebody who may read nothing of one of them.
        JudgementKnown: The officer can read that the own authority has judged so.
    """
    return _judge(Apart, by=by, one=one, other=other, basis=basis, now=now)


def _judge(kind: type[Judgement], *, by: Officer, one: str, other: str, basis: Basis, now: datetime) -> str:
    compared = judgements.comparison_for(by, one, other)
    things = compared.one, compared.other
    _check_safe(by, kind, things)
    marking = judgements.marking_for(by, basis.preset, basis.recipients, things)
    if any(
        isinstance(made, kind) and _is_about(made, things) and judgements.is_own(by, made)
        for made in compared.judgements
    ):
        raise JudgementKnown(one=one, other=other)
    uid = identity.uid()
    verdict = "same" if kind is Same else "apart"
    with act(Event.JUDGEMENT_MADE, by=by, now=now, about=uid, ground=str(basis.ground), **{verdict: [one, other]}):
        mark = intern(marking, now)
        kind.objects.create(
            uid=uid,
            a=things[0].entity,
            b=things[1].entity,
            mark=mark,
            ground=str(basis.ground),
            reason=basis.reason,
            judged_by=by.handle,
            judged_at=now,
            ends_on=end_of(mark, now),
        )
        if kind is Same:
            for thing in things:
                store.compete(thing.entity)
    return uid


def _check_safe(by: Officer, kind: type[Judgement], things: tuple[queries.Thing, queries.Thing]) -> None:
    """Refuse to judge two things the same where a safeguard forbids it; that they are not the same passes around none.

    Source: R-01, R-02, R-03, R-04
    """
    if kind is Same:
        together = judgements.together_of(by, things)
        check_merge(together.kinds, together.claims, shelf.registry(), roles=together.roles)


def _is_about(made: Judgement, things: tuple[queries.Thing, queries.Thing]) -> bool:
    return {made.a, made.b} == {thing.entity for thing in things}


def withdraw_judgement(*, by: Officer, uid: str, now: datetime, ground: Ground = Ground.MISTAKEN) -> None:
    """Take a judgement of the own authority back; two things that it joined stand apart again.

    Raises:
        NotFound: No readable judgement of the own authority has this reference.
    """
    found = judgements.judgement_for(by, uid, is_withdrawn=False)
    with act(Event.JUDGEMENT_UNDONE, by=by, now=now, about=uid, ground=str(ground)):
        type(found).objects.filter(pk=found.pk).update(withdrawn_at=now)


def restore_judgement(*, by: Officer, uid: str, now: datetime) -> None:
    """Let a judgement of the own authority stand again that was withdrawn; the safeguards look at it anew.

    Raises:
        NotFound: No readable judgement of the own authority has this reference, or one of its things is gone.
        MergeRefused: Together the things would by now say what the safeguards forbid.
    """
    check_permission(by, Permission.JUDGEMENT_MAKE)
    found = judgements.judgement_for(by, uid, is_withdrawn=True)
    uids = store.uids_of([found.a, found.b])
    things = queries.thing_for(by, uids[found.a]), queries.thing_for(by, uids[found.b])
    _check_safe(by, type(found), things)
    with act(Event.JUDGEMENT_RESTORED, by=by, now=now, about=uid):
        type(found).objects.filter(pk=found.pk).update(withdrawn_at=None)
