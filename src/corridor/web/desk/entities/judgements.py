"""Reads about judgements: which join a thing, which speak against it, and what stands against judging two the same.

A judgement is as visible as its mark. Whether two things were judged apart never depends on what is out of sight.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Q

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.entities.errors import JudgementTooWide
from corridor.core.entities.laying import Laid, lay_together
from corridor.core.entities.records import Claim, Draft, Problem
from corridor.core.entities.rules import check_width, cluster_problems
from corridor.core.handling.codes import Use
from corridor.core.handling.presets import Preset, marking_from_preset
from corridor.core.handling.records import Marking
from corridor.core.handling.rules import check_marking, check_use, decide
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import Uid, is_uid
from corridor.web.base.marks.presets import presets
from corridor.web.base.marks.queries import marking_of, visible_marks
from corridor.web.desk.entities.models import Apart
from corridor.web.desk.entities.queries import Thing, thing_for
from corridor.web.desk.statements import past, store
from corridor.web.desk.statements import queries as spine
from corridor.web.desk.statements.around import known_for
from corridor.web.desk.statements.models import Same

Judgement = Same | Apart
Made = TypeVar("Made", bound=Judgement)


@dataclass(frozen=True)
class Member:
    """One of the things that are judged the same, as far as this reader may read it by itself."""

    entity: int
    uid: str
    laid: Laid


@dataclass(frozen=True)
class Membership:
    """A thing with its members and every judgement about them; `withdrawn` are those of the own authority."""

    thing: Thing
    members: tuple[Member, ...]
    judgements: tuple[Judgement, ...]
    withdrawn: tuple[Judgement, ...]


@dataclass(frozen=True)
class Comparison:
    """Two things side by side, what stands against judging them the same, and what was judged of them already."""

    one: Thing
    other: Thing
    problems: tuple[Problem, ...]
    judgements: tuple[Judgement, ...]

    @property
    def is_one(self) -> bool:
        """Tell whether both are laid together already."""
        return self.other.entity in self.one.cluster


def membership_for(officer: Officer, uid: str) -> Membership:
    """Return the members of a thing, and who judged them the same or not.

    Raises:
        NotFound: The thing does not exist for the officer.
    """
    thing = thing_for(officer, uid)
    names = spine.prop_names()
    uids = store.uids_of(thing.cluster)
    own, *others = thing.cluster
    members = []
    for entity in (own, *sorted(others, key=uids.__getitem__)):
        rows = past.in_order(store.entity_rows(officer.reader_class, Use.READ, [entity]))
        laid = lay_together((names[row[0]], *row[1:4], None, row[5], None, row[6]) for row in rows)
        if laid:
            members.append(Member(entity, uids[entity], laid))
    return Membership(
        thing=thing,
        members=tuple(members),
        judgements=(*thing.judgements, *apart_within(officer, thing.cluster)),
        withdrawn=_withdrawn(officer, thing.cluster) if Permission.JUDGEMENT_MAKE in officer.permissions else (),
    )


def speaking_of(officer: Officer, thing: Thing, use: Use = Use.READ) -> dict[tuple[str, int, str], tuple[str, ...]]:
    """Return of which of several things judged the same each statement was made, by property, record and value."""
    if len(thing.cluster) < 2:
        return {}
    names, uids = spine.prop_names(), store.uids_of(thing.cluster)
    return {
        (names[prop], record, value): tuple(dict.fromkeys(uids[entity] for entity in entities))
        for (prop, record, value), entities in past.members_of(officer.reader_class, use, thing.cluster).items()
    }


def apart_within(officer: Officer, cluster: Sequence[int]) -> tuple[Apart, ...]:
    """Return the readable judgements that things are not the same which are laid together all the same."""
    if len(cluster) < 2:
        return ()
    made = Apart.objects.filter(a__in=cluster, b__in=cluster, withdrawn_at=None).order_by("judged_at", "uid")
    return tuple(_readable(officer, list(made)))


def are_apart(officer: Officer, one: Collection[int], other: Collection[int]) -> bool:
    """Tell whether a readable judgement says that a member of one cluster is not the same as a member of the other.

    What proposes that things may be the same asks here first and proposes nothing that was judged apart.
    """
    made = Apart.objects.filter(Q(a__in=one, b__in=other) | Q(a__in=other, b__in=one), withdrawn_at=None)
    return bool(_readable(officer, list(made)))


def comparison_for(officer: Officer, uid: str, other: str) -> Comparison:
    """Return two things side by side.

    Raises:
        NotFound: One of them does not exist for the officer, or both are one and the same reference.
    """
    check_permission(officer, Permission.JUDGEMENT_MAKE)
    if uid == other:
        raise NotFound(kind="thing")
    things = thing_for(officer, uid), thing_for(officer, other)
    a, b = (thing.cluster for thing in things)
    between = Q(a__in=a, b__in=b) | Q(a__in=b, b__in=a)
    made: list[Judgement] = [
        *Same.objects.filter(between, withdrawn_at=None).order_by("judged_at", "uid"),
        *Apart.objects.filter(between, withdrawn_at=None).order_by("judged_at", "uid"),
    ]
    return Comparison(*things, problems_of(officer, things), tuple(_readable(officer, made)))


def problems_of(officer: Officer, things: Sequence[Thing]) -> tuple[Problem, ...]:
    """Return what stands against judging things the same, warnings included, by all that the officer may read."""
    together = together_of(officer, things)
    return cluster_problems(together.kinds, together.claims, shelf.registry(), roles=together.roles)


@dataclass(frozen=True)
class Together:
    """What several things would be if they were one: kinds, claims, and the claims of every role around them."""

    kinds: tuple[str, ...]
    claims: tuple[Claim, ...]
    roles: tuple[tuple[Claim, ...], ...]


def together_of(officer: Officer, things: Sequence[Thing]) -> Together:
    """Return what things would be if they were one, by all that the officer may read of them and around them."""
    drafts = [Draft(Uid(thing.uid), kind, claims_of(thing)) for thing in things for kind in thing.laid.kinds[:1]]
    return Together(
        kinds=tuple(kind for thing in things for kind in thing.laid.kinds),
        claims=tuple(claim for draft in drafts for claim in draft.claims),
        roles=tuple(draft.claims for draft in known_for(officer, drafts) if draft.kind == "Role"),
    )


def claims_of(thing: Thing) -> tuple[Claim, ...]:
    """Return what is said about a thing as claims, its kind left out."""
    return tuple(
        Claim(row[0], row[1], row[2], row[3], Uid(row[4]) if row[4] else None)
        for prop in thing.laid.props
        if prop != "kind"
        for row in thing.laid.rows(prop)
    )


def judgement_for(officer: Officer, uid: str, *, is_withdrawn: bool) -> Judgement:
    """Return a readable judgement of the own authority that stands, or one that was withdrawn.

    Raises:
        NotFound: No such judgement has this reference.
    """
    check_permission(officer, Permission.JUDGEMENT_MAKE)
    meant = Q(uid=uid, withdrawn_at__isnull=not is_withdrawn)
    named: list[Judgement] = [*Same.objects.filter(meant), *Apart.objects.filter(meant)] if is_uid(uid) else []
    for found in _readable(officer, named):
        if is_own(officer, found):
            return found
    raise NotFound(kind="judgement")


def thing_of(officer: Officer, uid: str, *, is_withdrawn: bool) -> str:
    """Return the reference of the first thing that a judgement of the own authority is about."""
    found = judgement_for(officer, uid, is_withdrawn=is_withdrawn)
    return store.uids_of([found.a])[found.a]


def marking_for(officer: Officer, preset: str, recipients: Collection[str], things: Sequence[Thing]) -> Marking:
    """Return the marking of a judgement about things, in the name of the own authority.

    Raises:
        PresetUnknown: No preset has this name.
        MarkingInvalid: The preset admits named authorities only, and none is named.
        UseRefused: The officer could not read the judgement.
        JudgementTooWide: It would reach somebody who may read nothing of one of the things.
    """
    offered, schemes = presets(), shelf.schemes()
    known = offered.get(preset)
    named = frozenset(recipients) if known is not None and known.needs_recipients else frozenset[str]()
    marking = marking_from_preset(preset, officer.reader.authority, offered, named)
    check_marking(marking, schemes)
    check_use(officer.reader, Use.READ, marking, schemes)
    check_width(marking, {thing.uid: markings_of(thing) for thing in things}, schemes)
    return marking


def presets_for(officer: Officer, things: Sequence[Thing]) -> dict[str, Preset]:
    """Return the presets under which the officer may judge of these things; whether recipients fit shows later."""
    schemes, offered, found = shelf.schemes(), presets(), {}
    for name, preset in offered.items():
        marking = marking_from_preset(name, officer.reader.authority, offered)
        if not decide(officer.reader, Use.READ, marking, schemes).allowed:
            continue
        try:
            check_width(marking, {thing.uid: markings_of(thing) for thing in things}, schemes)
        except JudgementTooWide:
            continue
        found[name] = preset
    return found


def markings_of(thing: Thing) -> list[Marking]:
    """Return the markings of what is read of a thing."""
    return [
        marking_of(mark)
        for mark in dict.fromkeys(int(str(row[7])) for prop in thing.laid.props for row in thing.laid.rows(prop))
    ]


def _withdrawn(officer: Officer, cluster: Sequence[int]) -> tuple[Judgement, ...]:
    """Return the withdrawn judgements of the own authority about a thing, which may be put back."""
    meant = Q(a__in=cluster) | Q(b__in=cluster)
    made: list[Judgement] = [
        *Same.objects.filter(meant).exclude(withdrawn_at=None).order_by("judged_at", "uid"),
        *Apart.objects.filter(meant).exclude(withdrawn_at=None).order_by("judged_at", "uid"),
    ]
    return tuple(one for one in _readable(officer, made) if is_own(officer, one))


def _readable(officer: Officer, made: Sequence[Made]) -> list[Made]:
    seen = visible_marks(officer.reader_class, [one.mark for one in made])
    return [one for one in made if one.mark in seen]


def is_own(officer: Officer, one: Judgement) -> bool:
    """Tell whether the own authority made a judgement."""
    return marking_of(one.mark).originator == officer.reader.authority
