"""Reads of matching: whom one can ask, what was asked and found, what others asked, and the targets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Sum

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.handling.codes import Audience, Use
from corridor.core.handling.exchange import digest as digest_of
from corridor.core.handling.records import Marking
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.core.matching.codes import (
    AGAIN_DAYS,
    AUTHORITIES,
    MOST_KEYS_A_DAY,
    TARGETS_ASKED_EVERY,
    Domain,
    Result,
    Telling,
)
from corridor.core.matching.keys import Key
from corridor.web.base import keys
from corridor.web.base.accounts import queries as people
from corridor.web.base.marks.queries import visible_digests
from corridor.web.desk.lines import queries as lines
from corridor.web.desk.matching.holdings import keys_for, own_markings
from corridor.web.desk.matching.models import (
    AskedKey,
    HeldSet,
    MatchAsked,
    MatchChoice,
    MatchHit,
    MatchQuestion,
    MatchSet,
    Target,
)
from corridor.web.desk.statements import store
from corridor.web.desk.statements.titles import titles_for

SHOWN = 50
OPEN_STATES = ("nominated", "accepted")


@dataclass(frozen=True)
class Other:
    """Another authority that matches: on this node, or through a partner."""

    code: str
    name: str
    kind: str
    node: str


def others(authority: str) -> tuple[Other, ...]:
    """Return the authorities with which one of this node can match, by code."""
    here = {code: Other(code, name, kind_of(code), "") for code, name in people.authorities()}
    abroad = {row.authority: Other(row.authority, row.name, row.kind, row.node) for row in lines.authorities_abroad()}
    found = {**abroad, **here}
    return tuple(found[code] for code in sorted(found) if code != authority and found[code].kind in AUTHORITIES)


def other(authority: str, code: str) -> Other:
    """Return one authority with which one of this node can match.

    Raises:
        NotFound: There is none, or it is no authority that matches.
    """
    found = next((one for one in others(authority) if one.code == code), None)
    if found is None:
        raise NotFound(kind="authority")
    return found


def kind_of(code: str) -> str:
    """Return of which kind an authority of this node is; nothing for one that it does not know."""
    known = dict(people.authorities())
    return people.authority_of(code).kind if code in known else ""


def is_here(code: str) -> bool:
    """Return whether the officers of an authority work on this node."""
    return code in dict(people.authorities())


def held_set(owner: str, *, authority: str, purpose: str, domain: Domain) -> HeldSet | None:
    """Return the newest set of an owner of which all parts have come."""
    rows = HeldSet.objects.filter(owner=owner, authority=authority, purpose=purpose, domain=domain.value)
    return next((row for row in rows.order_by("-pk") if row.came == row.parts), None)


def has_joined(authority: str, other: str) -> bool:
    """Return whether people of an authority of this node decided to match its targets with another one."""
    rows = MatchSet.objects.filter(owner=authority, authority=other, domain=Domain.TARGETS.value)
    return rows.filter(ended_at=None).exists()


def was_asked_lately(row: HeldSet, *, now: datetime) -> bool:
    """Return whether the owner of a set of targets was asked already, by the authority that the set is for."""
    rows = MatchQuestion.objects.filter(owner=row.owner, authority=row.authority, domain=row.domain)
    lately = rows.filter(asked_at__gt=now - TARGETS_ASKED_EVERY)
    return lately.exclude(result=Result.SET_OUTDATED.value).exists()


def target_sets_not_asked() -> tuple[HeldSet, ...]:
    """Return the sets of targets that came whole and of whose owner nothing was asked since, the oldest first."""
    asked = MatchQuestion.objects.filter(domain=Domain.TARGETS.value).values("set_uid")
    rows = HeldSet.objects.filter(domain=Domain.TARGETS.value, came=F("parts")).exclude(uid__in=asked)
    working = Target.objects.filter(state="accepted").values("authority")
    return tuple(rows.filter(authority__in=working).order_by("pk"))


def sets_for(reader: Officer) -> tuple[HeldSet, ...]:
    """Return the sets that others made ready for the reader's authority and purpose, by owner.

    Raises:
        NotPermitted: The function does not ask.
    """
    check_permission(reader, Permission.MATCH_ASK)
    known = {one.code for one in others(reader.reader.authority)}
    found: dict[str, HeldSet] = {}
    rows = HeldSet.objects.filter(
        authority=reader.reader.authority, purpose=reader.reader.purpose, domain=Domain.HOLDINGS.value
    )
    for row in rows.order_by("owner", "-pk"):
        if row.came == row.parts and row.owner in known:
            found.setdefault(row.owner, row)
    return tuple(found.values())


def asked_today(owner: str, *, authority: str, domain: Domain, now: datetime) -> int:
    """Return how many keys an authority of this node asked an owner today."""
    rows = MatchQuestion.objects.filter(owner=owner, authority=authority, domain=domain.value)
    return _sum(rows.filter(asked_at__date=now.date()).exclude(result__in=REFUSED))


def left_today(owner: str, *, authority: str, now: datetime) -> int:
    """Return how many keys may still be asked of an owner today."""
    return max(0, MOST_KEYS_A_DAY - asked_today(owner, authority=authority, domain=Domain.HOLDINGS, now=now))


def asked_for_case(owner: str, *, authority: str, case_digest: str) -> int:
    """Return how many keys an authority of this node asked an owner for one case."""
    rows = MatchQuestion.objects.filter(owner=owner, authority=authority, case_digest=case_digest)
    return _sum(rows.exclude(result__in=REFUSED))


REFUSED = tuple(result.value for result in Result if result is not Result.ANSWERED)


def came_today(owner: str, *, authority: str, domain: Domain, now: datetime) -> int:
    """Return how many keys another authority had answered today."""
    rows = MatchAsked.objects.filter(owner=owner, authority=authority, domain=domain.value, at__date=now.date())
    return _sum(rows.filter(result=Result.ANSWERED.value))


def came_for_case(owner: str, *, authority: str, case_digest: str) -> int:
    """Return how many keys another authority had answered for one case."""
    rows = MatchAsked.objects.filter(owner=owner, authority=authority, case_digest=case_digest)
    return _sum(rows.filter(result=Result.ANSWERED.value))


def _sum(rows: object) -> int:
    total = rows.aggregate(total=Sum("keys"))["total"]  # type: ignore[attr-defined]  # a query set of either table
    return int(total or 0)


def key_digest(key: str) -> str:
    """Return the digest under which it is noted that a key was asked."""
    return keys.digest_text(f"match key {key}")


def again(owner: str, *, authority: str, asked: Collection[Key], now: datetime) -> dict[str, int]:
    """Return how often each key was asked of an owner lately."""
    digests = {key_digest(key.written): key.written for key in asked}
    since = now.date() - timedelta(days=AGAIN_DAYS)
    found = dict.fromkeys(digests.values(), 0)
    rows = AskedKey.objects.filter(owner=owner, authority=authority, on__gt=since).values_list("digest", flat=True)
    for digest in rows.iterator():
        if digest in digests:
            found[digests[digest]] += 1
    return found


def questions_for(reader: Officer) -> tuple[MatchQuestion, ...]:
    """Return the questions that an officer asked, the latest first.

    Raises:
        NotPermitted: The function does not ask.
    """
    check_permission(reader, Permission.MATCH_ASK)
    rows = MatchQuestion.objects.filter(asked_by=reader.handle, authority=reader.reader.authority)
    return tuple(rows.filter(domain=Domain.HOLDINGS.value).order_by("-asked_at", "-pk")[:SHOWN])


def question_for(reader: Officer, uid: str) -> MatchQuestion:
    """Return a question that an officer asked.

    Raises:
        NotFound: The officer asked none such.
    """
    check_permission(reader, Permission.MATCH_ASK)
    rows = MatchQuestion.objects.filter(asked_by=reader.handle, authority=reader.reader.authority)
    found = rows.filter(uid=uid, domain=Domain.HOLDINGS.value).first() if is_uid(uid) else None
    if found is None:
        raise NotFound(kind="question")
    return found


@dataclass(frozen=True)
class Hit:
    """One hit: our key as our statements say it today, and what our thing is called."""

    row: MatchHit
    key: Key
    title: str


def hits_of(reader: Officer, question: MatchQuestion) -> tuple[Hit, ...]:
    """Return the hits of a question, for those whose identifier the officer may read and match today."""
    rows = list(question.found.order_by("pk"))
    things = sorted({row.thing for row in rows})
    keys_now = {(one.thing, key_digest(written)): one.key for written, one in keys_for(reader, things).items()}
    entities = store.entities_of(things)
    titles = titles_for(reader, list(entities.values()))
    return tuple(
        Hit(row, keys_now[row.thing, row.key], titles.get(entities[row.thing], ""))
        for row in rows
        if (row.thing, row.key) in keys_now
    )


def judged(authority: str) -> tuple[int, int]:
    """Return how many hits of an authority were looked into, and how many of them were wrong."""
    rows = MatchHit.objects.filter(question__authority=authority).exclude(judged="")
    return rows.count(), rows.filter(judged="wrong").count()


def may_read(reader: Officer, thing: str) -> bool:
    """Return whether anything is said of a thing that the reader may read."""
    entity = store.entity_of(thing)
    return entity is not None and bool(store.entity_rows(reader.reader_class, Use.READ, [entity]))


@dataclass(frozen=True)
class Choosing:
    """A marking under which the reader's authority says something, and how little it lets hits tell."""

    digest: str
    marking: Marking
    telling: Telling


def own_sets(reader: Officer) -> tuple[MatchSet, ...]:
    """Return the sets that the reader's authority has ready, by the authority that may ask.

    Raises:
        NotPermitted: The function does not keep sets.
    """
    check_permission(reader, Permission.MATCH_KEEP)
    rows = MatchSet.objects.filter(owner=reader.reader.authority, ended_at=None)
    return tuple(rows.order_by("authority", "domain", "purpose"))


def asked_of(reader: Officer) -> tuple[MatchAsked, ...]:
    """Return what others asked the reader's authority, the latest first.

    Raises:
        NotPermitted: The function does not keep sets.
    """
    check_permission(reader, Permission.MATCH_KEEP)
    return tuple(MatchAsked.objects.filter(owner=reader.reader.authority).order_by("-at", "-pk")[:SHOWN])


def choices_for(reader: Officer) -> tuple[Choosing, ...]:
    """Return the markings of the reader's authority that the reader may read and others match, and what was chosen.

    Raises:
        NotPermitted: The function does not keep sets.
    """
    check_permission(reader, Permission.MATCH_KEEP)
    owner = reader.reader.authority
    chosen = dict(MatchChoice.objects.filter(owner=owner).values_list("marking", "telling"))
    seen = set(visible_digests(reader.reader_class, Use.READ, originator=owner))
    found = [
        Choosing(digest_of(marking), marking, Telling(chosen.get(digest_of(marking), Telling.VISIBLE)))
        for _, marking in own_markings(owner)
        if digest_of(marking) in seen and marking.uses & Use.MATCH and marking.audience is not Audience.ORIGINATOR
    ]
    return tuple(sorted(found, key=lambda one: one.digest))


@dataclass(frozen=True)
class KnownTarget:
    """A target as its officers see it: what it is called, and which other authorities work on it."""

    row: Target
    title: str
    kind: str
    met: tuple[str, ...]


def targets_for(reader: Officer) -> tuple[KnownTarget, ...]:
    """Return the targets of the reader's authority whose thing the reader may read, the latest first.

    Raises:
        NotPermitted: The function does not work on targets.
    """
    check_permission(reader, Permission.TARGET_NOMINATE)
    rows = Target.objects.filter(authority=reader.reader.authority).prefetch_related("met")
    return _known(reader, list(rows.order_by("-nominated_at", "-pk")))


def target_for(reader: Officer, uid: str) -> KnownTarget:
    """Return one target of the reader's authority.

    Raises:
        NotFound: There is none whose thing the reader may read.
    """
    check_permission(reader, Permission.TARGET_NOMINATE)
    rows = Target.objects.filter(authority=reader.reader.authority, uid=uid) if is_uid(uid) else Target.objects.none()
    found = _known(reader, list(rows.prefetch_related("met")))
    if not found:
        raise NotFound(kind="target")
    return found[0]


def _known(reader: Officer, rows: Sequence[Target]) -> tuple[KnownTarget, ...]:
    from corridor.web.desk.statements.queries import prop_numbers

    entities = store.entities_of([row.thing for row in rows])
    titles = titles_for(reader, list(entities.values()))
    kinds = dict(
        reversed(
            store.visible_values(reader.reader_class, Use.READ, list(entities.values()), prop_numbers().get("kind", 0))
        )
    )
    return tuple(
        KnownTarget(
            row,
            titles.get(entities[row.thing], ""),
            kinds[entities[row.thing]],
            tuple(sorted(met.authority for met in row.met.all())) if row.state == "accepted" else (),
        )
        for row in rows
        if row.thing in entities and entities[row.thing] in kinds
    )
