"""Writes of targets: nominated by one officer, decided by another, withdrawn; each change makes the sets anew."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.exchange.codes import Kind
from corridor.core.handling.codes import Use
from corridor.core.kernel.errors import NotFound
from corridor.core.matching.codes import Basis, Domain
from corridor.core.matching.eligibility import TARGETS
from corridor.core.matching.errors import TargetDecided
from corridor.core.matching.targets import check_nomination, is_graded
from corridor.web.base import identity
from corridor.web.base.ledger.actions import Act, act
from corridor.web.desk.matching import queries
from corridor.web.desk.matching.actions import make_target_set
from corridor.web.desk.matching.carrying import TARGET_PURPOSE, may_say
from corridor.web.desk.matching.holdings import eligible_for, keys_for
from corridor.web.desk.matching.models import MatchSet, Target
from corridor.web.desk.statements import store
from corridor.web.desk.statements.queries import prop_numbers


def nominate(*, by: Officer, thing: str, bases: Collection[Basis], now: datetime) -> str:
    """Nominate a thing, group or person in a role as target; another officer decides. Return the target.

    What the sources are and how they are graded is counted, never typed.

    Raises:
        NotPermitted: The function does not work on targets.
        NotFound: There is no such thing that the officer may read.
        TargetRefused: It rests on what makes nobody a target.
        TargetDecided: It is nominated already.
    """
    check_permission(by, Permission.TARGET_NOMINATE)
    uid, authority = str(identity.uid()), by.reader.authority
    with act(Event.TARGET_NOMINATED, by=by, now=now, about=uid, bases=sorted(bases)):
        entity = store.entity_of(thing)
        rows = (
            []
            if entity is None
            else [store.Row(*row) for row in store.entity_rows(by.reader_class, Use.READ, [entity])]
        )
        if not rows:
            raise NotFound(kind="thing")
        kind_prop = prop_numbers()["kind"]
        kinds = {row.value for row in rows if row.prop == kind_prop}
        grades = _grades(by, {row.record for row in rows})
        may_be_one = TARGETS.issuperset(kinds) and thing in eligible_for(by, [thing])
        has_key = any(not one.key.is_bare for one in keys_for(by, [thing]).values())
        check_nomination(bases, grades=grades, is_eligible=may_be_one, has_key=has_key)
        if Target.objects.filter(authority=authority, thing=thing, state__in=queries.OPEN_STATES).exists():
            raise TargetDecided(why="nominated-already")
        Target.objects.create(
            uid=uid,
            authority=authority,
            thing=thing,
            bases=sorted(bases),
            sources=len(grades),
            graded=sum(is_graded(grade) for grade in grades),
            state="nominated",
            nominated_by=by.handle,
            nominated_at=now,
        )
    return uid


def decide(*, by: Officer, uid: str, is_accepted: bool, now: datetime) -> None:
    """Accept or refuse a nomination of a colleague; what is accepted is matched with the targets of others.

    Raises:
        NotFound: There is no such target that the officer may read.
        TargetDecided: It was decided already, or the officer nominated it.
    """
    target = queries.target_for(by, uid).row
    state = "accepted" if is_accepted else "refused"
    with act(Event.TARGET_DECIDED, by=by, now=now, about=uid, state=state) as doing:
        if target.nominated_by == by.handle:
            raise TargetDecided(why="own-nomination")
        rows = Target.objects.filter(pk=target.pk, state="nominated")
        if not rows.update(state=state, decided_by=by.handle, decided_at=now):
            raise TargetDecided(why="decided-already")
        if is_accepted:
            renew(target.authority, doing=doing)


def withdraw(*, by: Officer, uid: str, now: datetime) -> None:
    """Withdraw a target or a nomination: it is matched no more.

    Raises:
        NotFound: There is no such target that the officer may read.
        TargetDecided: It was refused or withdrawn already.
    """
    target = queries.target_for(by, uid).row
    with act(Event.TARGET_WITHDRAWN, by=by, now=now, about=uid) as doing:
        rows = Target.objects.filter(pk=target.pk, state__in=queries.OPEN_STATES)
        if not rows.update(state="withdrawn"):
            raise TargetDecided(why="decided-already")
        target.met.all().delete()
        if target.state == "accepted":
            renew(target.authority, doing=doing)


def join(*, by: Officer, authority: str, now: datetime) -> None:
    """Begin to match targets with another authority: the own ones are made ready for it, also when there are none yet.

    Nothing meets until the other has joined too.

    Raises:
        NotPermitted: The function keeps no sets.
        NotFound: There is no such authority that matches.
    """
    check_permission(by, Permission.MATCH_KEEP)
    with act(Event.MATCH_NARROWED, by=by, now=now, about=authority, domain=Domain.TARGETS.value) as doing:
        make_target_set(by.reader.authority, authority, doing=doing)


def renew(authority: str, *, doing: Act) -> None:
    """Make the sets of an authority's targets anew; whoever joined too asks for its own."""
    known = {one.code for one in queries.others(authority)}
    rows = MatchSet.objects.filter(owner=authority, domain=Domain.TARGETS.value, ended_at=None)
    for other in sorted({row.authority for row in rows} & known):
        if may_say(Kind.MATCH_SET, to=other, purpose=TARGET_PURPOSE, now=doing.now):
            make_target_set(authority, other, doing=doing)


def _grades(by: Officer, records: Collection[int]) -> list[str]:
    """Return the grade of each source behind a thing that the officer may know; an empty text where it has none."""
    return [one.grade for one in store.provenance(by.reader_class, Use.READ, sorted(records)).values()]
