"""Reads of needs and offers: posts, pledges and hand-overs that a reader may see, and what they come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Q

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.capacity.codes import Check, Kind, Reason, Result, Sameness, Side, Stage, State
from corridor.core.capacity.counting import alike, pairs, totals
from corridor.core.capacity.delivering import standing_of
from corridor.core.capacity.exchange import pledge_from, post_from
from corridor.core.capacity.records import (
    Checked,
    HandOver,
    Judged,
    Pledge,
    Post,
    Quantity,
    Reported,
    Standing,
    Total,
)
from corridor.core.capacity.rules import lacking, reasons_for, stage_of
from corridor.core.commitments.codes import Pillar
from corridor.core.handling.codes import Use
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.web.base.accounts import queries as people
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.capacity.models import (
    CapacityCheck,
    CapacityHandOver,
    CapacityJudgement,
    CapacityMatch,
    CapacityPledge,
    CapacityPost,
)
from corridor.web.desk.forums.queries import Body, bodies
from corridor.web.desk.partners.queries import suspended

SHOWN = Use.READ | Use.COUNT


@dataclass(frozen=True, slots=True)
class Posted:
    """A need or an offer with its row."""

    row: CapacityPost
    post: Post


@dataclass(frozen=True, slots=True)
class Handed:
    """A hand-over with its checks, oldest first, and how it stands today."""

    row: CapacityHandOver
    checks: tuple[CapacityCheck, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Pledged:
    """A pledge with its row and its hand-overs."""

    row: CapacityPledge
    pledge: Pledge
    handed: tuple[Handed, ...]
    evaluations: int

    @property
    def reported(self) -> Reported:
        """The pledge as it is counted."""
        return Reported(self.row.uid, self.row.authority, self.pledge)

    @property
    def stage(self) -> Stage:
        """How far it came."""
        delivered = sum(one.standing.is_delivered for one in self.handed)
        return stage_of(offers=0, pledges=1, handed=len(self.handed), delivered=delivered, evaluated=self.evaluations)


def may_post(officer: Officer) -> bool:
    """Return whether an officer may post needs and offers and report pledges."""
    return Permission.CAPACITY_POST in officer.permissions


def posts_for(officer: Officer, side: Side | None = None, *, use: Use = SHOWN) -> tuple[Posted, ...]:
    """Return the standing needs and offers that an officer may see, by State, pillar and title.

    Raises:
        NotPermitted: The function does not read commitments.
    """
    check_permission(officer, Permission.COMMITMENT_READ)
    rows = CapacityPost.objects.filter(withdrawn_at=None).order_by("subject", "pk")
    rows = rows.filter(side=side.value) if side else rows
    known = list(rows)
    seen = visible_marks(officer.reader_class, {row.mark for row in known}, use)
    found = [Posted(row, post_of(row)) for row in known if row.mark in seen]
    return tuple(sorted(found, key=lambda one: (one.row.subject, one.post.pillar, one.post.title, one.row.uid)))


def post_of(row: CapacityPost) -> Post:
    """Return what a row says."""
    return post_from(row.content, Side(row.side))[0]


def post_for(officer: Officer, uid: str) -> Posted:
    """Return one of them.

    Raises:
        NotFound: There is none that this officer may know of.
    """
    found = next((one for one in posts_for(officer) if one.row.uid == uid), None) if is_uid(uid) else None
    if found is None:
        raise NotFound(kind="post")
    return found


def offers_to(need: CapacityPost, seen: Iterable[Posted]) -> dict[str, CapacityMatch]:
    """Return the matches of a need with offers that the reader sees, by offer."""
    rows = CapacityMatch.objects.filter(need=need, ended_at=None, offer__withdrawn_at=None).select_related("offer")
    shown = {one.row.uid for one in seen}
    return {row.offer.uid: row for row in rows if row.offer.uid in shown}


def proposals_for(officer: Officer, need: Posted) -> tuple[tuple[Posted, tuple[Reason, ...]], ...]:
    """Return the offers that a person may want to look at for a need, with the reasons; those with most first."""
    offers = posts_for(officer, Side.OFFER)
    matched = offers_to(need.row, offers)
    found = [(one, reasons_for(need.post, one.post)) for one in offers if one.row.uid not in matched]
    kept = [(one, reasons) for one, reasons in found if reasons]
    return tuple(sorted(kept, key=lambda each: (-len(each[1]), each[0].post.title, each[0].row.uid)))


def pledges_for(officer: Officer, *, today: date, use: Use = SHOWN) -> tuple[Pledged, ...]:
    """Return the pledges that an officer may see: confirmed ones, and drafts of the own authority.

    Raises:
        NotPermitted: The function does not read commitments.
    """
    check_permission(officer, Permission.COMMITMENT_READ)
    own = Q(authority=officer.reader.authority, state=State.DRAFT.value)
    works = {Permission.CAPACITY_POST, Permission.CAPACITY_CONFIRM} & officer.permissions
    wanted = Q(state=State.CONFIRMED.value) | own if works else Q(state=State.CONFIRMED.value)
    rows = list(CapacityPledge.objects.filter(wanted).order_by("receiver", "pk"))
    seen = visible_marks(officer.reader_class, {row.mark for row in rows}, use)
    return _read([row for row in rows if row.mark in seen], today)


def pledge_for(officer: Officer, uid: str, *, today: date) -> Pledged:
    """Return one of them.

    Raises:
        NotFound: There is none that this officer may know of.
    """
    found = next((one for one in pledges_for(officer, today=today) if one.row.uid == uid), None)
    if found is None:
        raise NotFound(kind="pledge")
    return found


def _read(rows: Sequence[CapacityPledge], today: date) -> tuple[Pledged, ...]:
    known, stopped = bodies(), suspended()
    handed: dict[int, list[CapacityHandOver]] = defaultdict(list)
    kept = CapacityHandOver.objects.filter(pledge__in=rows, taken_back_at=None).order_by("on", "pk")
    for one in kept.prefetch_related("checks"):
        handed[one.pledge_id].append(one)
    found = []
    for row in rows:
        pledge = pledge_of(row)
        is_stopped = _is_stopped(pledge.receiver, known, stopped)
        parts = tuple(_handed(one, pledge, today, is_stopped=is_stopped) for one in handed[row.pk])
        found.append(Pledged(row, pledge, parts, row.evaluations.count() if parts else 0))
    return tuple(found)


def _is_stopped(receiver: str, known: Mapping[str, Body], stopped: frozenset[str]) -> bool:
    node = known[receiver].node if receiver in known else ""
    return bool({receiver, node} & stopped)


def _handed(row: CapacityHandOver, pledge: Pledge, today: date, *, is_stopped: bool) -> Handed:
    checks = tuple(sorted(row.checks.all(), key=lambda one: one.pk))
    told = [checked_of(one, row.uid) for one in checks]
    return Handed(row, checks, standing_of(hand_over_of(row, pledge), told, today=today, is_suspended=is_stopped))


def hand_over_of(row: CapacityHandOver, pledge: Pledge) -> HandOver:
    """Return a hand-over as the rule looks at it."""
    return HandOver(
        uid=row.uid,
        kind=pledge.kind,
        receiver_kind=kind_of(pledge.receiver),
        on=row.on,
        written_by=row.written_by,
        marked_by=row.marked_by,
    )


def checked_of(row: CapacityCheck, about: str) -> Checked:
    """Return a check as the rule looks at it."""
    return Checked(about, Check(row.what), row.by, row.on, Result(row.result), row.again_on)


def kind_of(authority: str) -> str:
    """Return the kind of an authority; nothing where it is not known here, which counts as a force."""
    return people.authority_of(authority).kind if authority in dict(people.authorities()) else ""


def pledge_of(row: CapacityPledge) -> Pledge:
    """Return what a row says."""
    return pledge_from(row.content, row.authority)[0]


def judgements() -> tuple[Judged, ...]:
    """Return what was judged of reports and not undone, the last word of each authority."""
    rows = CapacityJudgement.objects.filter(undone_at=None).select_related("one", "other").order_by("pk")
    return tuple(Judged(row.one.uid, row.other.uid, row.authority, row.is_same) for row in rows)


def confirmed(pledges: Iterable[Pledged]) -> tuple[Reported, ...]:
    """Return those that count."""
    return tuple(one.reported for one in pledges if one.row.state == State.CONFIRMED)


def totals_of(pledges: Iterable[Pledged]) -> tuple[Total, ...]:
    """Return what some pledges come to; each counts once."""
    return totals(confirmed(pledges), judgements())


def twins_of(one: Pledged, pledges: Iterable[Pledged]) -> tuple[tuple[Pledged, Sameness, tuple[Reason, ...]], ...]:
    """Return the reports that are, or may be, the same pledge as one, with the reasons."""
    counted = {each.row.uid: each for each in pledges if each.row.state == State.CONFIRMED}
    if one.row.uid not in counted:
        return ()
    found = pairs([each.reported for each in counted.values()], judgements())
    told = [(next(iter(pair - {one.row.uid})), what) for pair, what in found.items() if one.row.uid in pair]
    return tuple((counted[uid], what, alike(one.reported, counted[uid].reported)) for uid, what in sorted(told))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the ledger."""

    kind: Kind | None = None
    pillar: Pillar | None = None
    corridor: str = ""
    subject: str = ""

    def fits(self, one: Post | Pledge, subject: str = "") -> bool:
        """Return whether something is asked for."""
        return (
            self.kind in (None, one.kind)
            and self.pillar in (None, one.pillar)
            and self.corridor in ("", one.corridor)
            and self.subject in ("", subject)
        )


@dataclass(frozen=True, slots=True)
class Answered:
    """A need and how far it came; it is unmet as long as nobody offered or pledged anything for it.

    `lacking` is how much of it nobody pledged yet, `undelivered` how much was not delivered; nothing where it is all.
    """

    need: Posted
    stage: Stage
    pledges: tuple[Pledged, ...]
    lacking: Quantity | None
    undelivered: Quantity | None

    @property
    def is_partly(self) -> bool:
        """Whether something is pledged for it, and not enough."""
        return bool(self.pledges) and self.lacking is not None


def needs_for(officer: Officer, *, today: date, wanted: Wanted) -> tuple[Answered, ...]:
    """Return the needs that an officer may see, those with no offer first."""
    posts = posts_for(officer)
    offered = {one.row.pk for one in posts if one.post.side is Side.OFFER}
    matched: dict[int, int] = defaultdict(int)
    for need, offer in CapacityMatch.objects.filter(ended_at=None).values_list("need_id", "offer_id"):
        matched[need] += offer in offered
    by_need: dict[int | None, list[Pledged]] = defaultdict(list)
    for one in pledges_for(officer, today=today):
        if one.row.state == State.CONFIRMED:
            by_need[one.row.need_id].append(one)
    judged = judgements()
    found = [
        _answered(one, matched[one.row.pk], tuple(by_need[one.row.pk]), judged)
        for one in posts
        if one.post.side is Side.NEED and wanted.fits(one.post, one.row.subject)
    ]
    return tuple(sorted(found, key=lambda one: one.stage is not Stage.POSTED))


def _answered(need: Posted, offers: int, given: tuple[Pledged, ...], judged: tuple[Judged, ...]) -> Answered:
    asked, came = need.post.quantity, [one for one in map(_delivered, given) if one.pledge.quantity.amount]
    return Answered(
        need=need,
        stage=_stage(offers, given),
        pledges=given,
        lacking=lacking(asked, totals(confirmed(given), judged)),
        undelivered=lacking(asked, totals(came, judged)),
    )


def _stage(offers: int, pledges: Sequence[Pledged]) -> Stage:
    parts = [part for one in pledges for part in one.handed]
    return stage_of(
        offers=offers,
        pledges=len(pledges),
        handed=len(parts),
        delivered=sum(part.standing.is_delivered for part in parts),
        evaluated=sum(one.evaluations for one in pledges),
    )


def _delivered(one: Pledged) -> Reported:
    """Return a pledge as if no more than what is delivered of it had been pledged."""
    amount = sum((part.row.amount for part in one.handed if part.standing.is_delivered), Decimal(0))
    return replace(one.reported, pledge=replace(one.pledge, quantity=replace(one.pledge.quantity, amount=amount)))


def left_of(one: Pledged) -> Decimal:
    """Return how much of a pledge was not handed over yet."""
    return one.pledge.quantity.amount - sum((part.row.amount for part in one.handed), Decimal(0))
