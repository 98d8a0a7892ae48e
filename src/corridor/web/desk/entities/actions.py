"""Judgements that two things are the same: marked like any information, reversible, and no way around a safeguard."""

from __future__ import annotations

from datetime import datetime

from corridor import shelf
from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.entities.records import Claim, Draft
from corridor.core.entities.rules import check_merge
from corridor.core.handling.codes import Use
from corridor.core.handling.presets import marking_from_preset
from corridor.core.handling.rules import check_use
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import Uid
from corridor.web.base import identity
from corridor.web.base.ledger.actions import act
from corridor.web.base.marks.actions import intern
from corridor.web.base.marks.queries import marking_of, visible_marks
from corridor.web.desk.entities import queries
from corridor.web.desk.statements import store
from corridor.web.desk.statements.around import known_for
from corridor.web.desk.statements.models import Same


def judge_same(*, by: Officer, one: str, other: str, preset: str, reason: str, now: datetime) -> str:
    """Record that two things are the same, under a marking of the own authority; return the judgement's reference.

    Raises:
        NotFound: The officer may not see one of them.
        MergeRefused: Together they would say what the safeguards forbid.
    """
    check_permission(by, Permission.JUDGEMENT_MAKE)
    things = [queries.thing_for(by, uid) for uid in (one, other)]
    drafts = [Draft(Uid(thing.uid), kind, _claims(thing)) for thing in things for kind in thing.laid.kinds[:1]]
    roles = [draft.claims for draft in known_for(by, drafts) if draft.kind == "Role"]
    check_merge(
        [kind for thing in things for kind in thing.laid.kinds],
        [claim for draft in drafts for claim in draft.claims],
        shelf.registry(),
        roles=roles,
    )
    marking = marking_from_preset(preset, by.reader.authority, shelf.presets())
    check_use(by.reader, Use.READ, marking, shelf.schemes())
    uid = identity.uid()
    with act(Event.JUDGEMENT_MADE, by=by, now=now, about=uid, same=[one, other]):
        mark = intern(marking, now)
        Same.objects.create(
            uid=uid,
            a=things[0].entity,
            b=things[1].entity,
            mark=mark,
            reason=reason,
            judged_by=by.handle,
            judged_at=now,
        )
        for thing in things:
            store.compete(thing.entity)
    return uid


def withdraw_judgement(*, by: Officer, uid: str, now: datetime) -> None:
    """Take a judgement of the own authority back; the two things stand apart again.

    Raises:
        NotFound: No readable judgement of the own authority has this reference.
    """
    check_permission(by, Permission.JUDGEMENT_MAKE)
    found = Same.objects.filter(uid=uid, withdrawn_at=None).first()
    is_own = found is not None and marking_of(found.mark).originator == by.reader.authority
    if found is None or not is_own or not visible_marks(by.reader_class, [found.mark]):
        raise NotFound(kind="judgement")
    with act(Event.JUDGEMENT_UNDONE, by=by, now=now, about=uid):
        Same.objects.filter(pk=found.pk).update(withdrawn_at=now)


def _claims(thing: queries.Thing) -> tuple[Claim, ...]:
    return tuple(
        Claim(row[0], row[1], row[2], row[3], Uid(row[4]) if row[4] else None)
        for prop in thing.laid.props
        if prop != "kind"
        for row in thing.laid.rows(prop)
    )
