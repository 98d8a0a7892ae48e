"""Reads for who answers for what is held: holdings under a reference, told by kind, and requests with their clocks.

Nothing here asks for a reader's marks: the function sees no content. What does not concern the own authority is left
out before anything is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.exchange.codes import Attested
from corridor.core.exchange.codes import Outcome as Receipt
from corridor.core.handling.records import Marking
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.core.kernel.text import clean
from corridor.core.rights.codes import Ground, Heard, HeldAs, Means, Outcome
from corridor.core.rights.rules import REFERENCE, concerns, heard_by, least_settled
from corridor.web.base import keys
from corridor.web.base.ledger import queries as ledger
from corridor.web.base.marks.queries import all_markings
from corridor.web.base.marks.terms import end_of
from corridor.web.desk.exchange import by_law
from corridor.web.desk.lines import queries as lines
from corridor.web.desk.retention.models import HeldItem, HoldItem
from corridor.web.desk.rights.models import NoticeTold, Request, RequestArrived
from corridor.web.desk.statements import holdings, record_store, store
from corridor.web.desk.statements import queries as spine
from corridor.web.desk.statements.holdings import Held
from corridor.web.desk.statements.models import Dataset, Load
from corridor.web.desk.statements.preparing import key_digest

LONGEST_ASKED = 200
OF_OFFICERS = frozenset({"author", "reviewer", "coercion_reviewer"})
"""What is said of officers of the authority, and not of the person who asks."""

REPORTS = "reports"
KEPT_ASIDE = Receipt.KEPT_ASIDE.value
ATTESTED = {
    Attested.ERASED.value: Heard.CONFIRMED,
    Attested.DECLINED.value: Heard.CONFIRMED,
    Attested.KEPT_FOR_HOLD.value: Heard.KEPT,
}
"""What a recipient's attestation of an end settles."""


@dataclass(frozen=True)
class Line:
    """What one record says of one thing under one marking, without saying it.

    `token` stands for it in forms; `told_on` is the day on which the node was told, `ends_on` the first on which it is
    no longer kept. `is_itself` is false for a thing that refers to what was asked about.
    """

    token: str
    thing: str
    kind: str
    is_itself: bool
    mark: int
    originator: str
    retention: str
    told_on: date
    ends_on: date | None
    props: tuple[str, ...]
    statements: int
    state: HeldAs
    is_own: bool
    key: tuple[int, int, int]


@dataclass(frozen=True)
class Holdings:
    """Everything held under a reference that concerns an authority, and what became of it.

    `sealed` counts the statements that holds keep sealed; `wide` the exports of many things that may hold it too.
    """

    things: tuple[str, ...]
    lines: tuple[Line, ...]
    sealed: int
    touched: tuple[ledger.Touched, ...]
    wide: int


def holdings_for(officer: Officer, asked: str) -> Holdings:
    """Return what is held under a reference: of a thing, a report of the own authority or an identifier.

    Raises:
        NotPermitted: The officer does not answer for what is held.
    """
    check_permission(officer, Permission.RIGHTS_MANAGE)
    marks = _concerning(officer)
    return _held(officer, _meant(officer, clean(asked)[:LONGEST_ASKED], marks), marks)


def holdings_of(officer: Officer, things: Sequence[str]) -> Holdings:
    """Return what is held of the things that a request names.

    Raises:
        NotPermitted: The officer does not answer for what is held.
    """
    check_permission(officer, Permission.RIGHTS_MANAGE)
    return _held(
        officer, list(store.entities_of([one for one in things if is_uid(one)]).values()), _concerning(officer)
    )


def _concerning(officer: Officer) -> dict[int, Marking]:
    own = officer.reader.authority
    return {mark: marking for mark, marking in all_markings() if concerns(marking, own)}


def _meant(officer: Officer, asked: str, marks: Collection[int]) -> list[int]:
    """Return the things that a reference means, as far as something of them concerns the authority."""
    if not asked:
        return []
    if is_uid(asked):
        entity = store.entity_of(asked)
        return [] if entity is None else [entity]
    found = set(holdings.of_identifier(asked, sorted(marks)))
    if REFERENCE.fullmatch(asked):
        digest = key_digest(asked, keys.digest_key())
        held = Dataset.objects.filter(authority=officer.reader.authority, edition=REPORTS, mapping="")
        records = [one.record for pk in held.values_list("pk", flat=True) for one in record_store.known(pk, [digest])]
        found.update(holdings.of_records(records))
    return sorted(found)


def _held(officer: Officer, entities: Sequence[int], marks: dict[int, Marking]) -> Holdings:
    own = holdings.held(entities, sorted(marks))
    themselves = sorted({row.entity for row in own})
    others = [entity for entity in holdings.referring(themselves, sorted(marks)) if entity not in themselves]
    rows = [*own, *holdings.held(others, sorted(marks))]
    uids = store.uids_of({row.entity for row in rows})
    lines = tuple(_lines(officer, rows, marks, uids, set(themselves)))
    things = tuple(dict.fromkeys(line.thing for line in lines))
    since = min((line.told_on for line in lines), default=None)
    return Holdings(
        things=things,
        lines=lines,
        sealed=_sealed(officer, things),
        touched=tuple(ledger.touched(officer, things)) if things else (),
        wide=ledger.count_wide_exports(officer, since=since.isoformat()) if since is not None else 0,
    )


def _lines(
    officer: Officer, rows: Iterable[Held], marks: dict[int, Marking], uids: dict[int, str], themselves: set[int]
) -> Iterable[Line]:
    rows = list(rows)
    names = spine.prop_names()
    loads = Load.objects.in_bulk({row.home for row in rows})
    kinds = {row.entity: row.kind for row in rows if row.kind}
    held = set(
        HoldItem.objects.filter(record__in={row.record for row in rows}, hold__ended_at=None).values_list(
            "record", "entity", "mark"
        )
    )
    for key, said in groupby(rows, key=lambda row: (row.record, row.entity, row.mark)):
        group = list(said)
        first, marking = group[0], marks[group[0].mark]
        load = loads[first.home]
        yield Line(
            token=token_of(key),
            thing=uids[first.entity],
            kind=kinds.get(first.entity, ""),
            is_itself=first.entity in themselves,
            mark=first.mark,
            originator=marking.originator,
            retention=marking.retention,
            told_on=load.brought_at.date(),
            ends_on=end_of(first.mark, load.brought_at),
            props=tuple(dict.fromkeys(names[row.prop] for row in group)),
            statements=len(group),
            state=_state(first, key in held),
            is_own=marking.originator == officer.reader.authority,
            key=key,
        )


def _state(row: Held, is_held: bool) -> HeldAs:
    if row.is_overdue:
        return HeldAs.OVERDUE
    if is_held:
        return HeldAs.HELD
    return HeldAs.COUNTS if row.counts else HeldAs.TAKEN_BACK


def _sealed(officer: Officer, things: Sequence[str]) -> int:
    found = HeldItem.objects.filter(hold__authority=officer.reader.authority, hold__about__in=things)
    return sum(found.values_list("statements", flat=True))


def token_of(key: tuple[int, int, int]) -> str:
    """Return what stands in a form for what a record says of a thing under a mark; numbers of rows stay in the node."""
    return keys.digest_text("held " + ":".join(map(str, key)))


# --- requests ------------------------------------------------------------------------------------------------------


def requests_for(officer: Officer) -> tuple[Request, ...]:
    """Return the requests to the own authority, those that wait first, by the day on which they are due.

    Raises:
        NotPermitted: The officer does not answer for what is held.
    """
    check_permission(officer, Permission.RIGHTS_MANAGE)
    found = Request.objects.filter(authority=officer.reader.authority)
    return tuple(sorted(found, key=lambda one: (one.answered_on is not None, one.due_on, one.file_mark)))


def request_for(officer: Officer, uid: str) -> Request:
    """Return one request to the own authority, or behave as if it did not exist."""
    check_permission(officer, Permission.RIGHTS_MANAGE)
    found = Request.objects.filter(uid=uid, authority=officer.reader.authority).first() if is_uid(uid) else None
    if found is None:
        raise NotFound(kind="request")
    return found


@dataclass(frozen=True)
class ToldNow:
    """One thing of which an authority was told over a line, and what it said of itself since, on which ground."""

    means: Means
    partner: str
    told_on: date
    heard: Heard
    ground: Ground | None
    answered_on: date | None


@dataclass(frozen=True)
class NoticeNow:
    """An authority that must hear of a decision: by which lines it was told, and how it stands.

    `confirmed_on` is the day on which an officer noted its confirmation by hand.
    """

    authority: str
    is_originator: bool
    confirmed_on: date | None
    told: tuple[ToldNow, ...]

    @property
    def heard(self) -> Heard:
        """What the authority said of itself; of several things, what leaves most to do."""
        if self.confirmed_on is not None:
            return Heard.CONFIRMED
        return least_settled(one.heard for one in self.told)


def notices_of(request: Request) -> tuple[NoticeNow, ...]:
    """Return whom a decision must reach, and how each stands: originators first, then those who have copies."""
    notices = request.notices.prefetch_related("told").order_by("-is_originator", "authority")
    ended = by_law.attested({one.about for notice in notices for one in notice.told.all()})
    return tuple(
        NoticeNow(
            notice.authority,
            notice.is_originator,
            notice.confirmed_on,
            tuple(_told_now(one, ended) for one in sorted(notice.told.all(), key=lambda one: (one.told_on, one.pk))),
        )
        for notice in notices
    )


def _told_now(one: NoticeTold, ended: Mapping[tuple[str, str], tuple[str, datetime | None]]) -> ToldNow:
    heard, answered_on = _heard_now(one, ended)
    ground = Ground(one.ground) if one.ground else None
    return ToldNow(Means(one.means), one.partner, one.told_on, heard, ground, answered_on)


def _heard_now(
    one: NoticeTold, ended: Mapping[tuple[str, str], tuple[str, datetime | None]]
) -> tuple[Heard, date | None]:
    """Return what an authority said of itself, and on which day: a receipt says only that something was taken."""
    attested, attested_at = ended.get((one.about, one.partner), ("", None))
    if one.means == Means.RECALL and attested_at is not None:
        return ATTESTED[attested], attested_at.date()
    if one.means == Means.NOTICE and one.outcome:
        return heard_by(Outcome(one.outcome)), one.answered_on
    receipt, _, received_at = lines.answer_for(one.partner, one.number)
    if receipt == KEPT_ASIDE:
        return Heard.NOT_TAKEN, None
    if one.means == Means.CORRECTION and received_at is not None:
        return Heard.CONFIRMED, received_at.date()
    return Heard.WAITING, None


def arrived_by(requests: Iterable[Request]) -> dict[int, RequestArrived]:
    """Return from where requests were passed on, by their row; what a person brought here is not among them."""
    return {one.request_id: one for one in RequestArrived.objects.filter(request__in=list(requests))}


def report_stands(officer: Officer, ref: str) -> bool:
    """Return whether the own authority has a report under this reference that counts."""
    if not re.fullmatch(REFERENCE, ref):
        return False
    digest = key_digest(ref, keys.digest_key())
    own = [mark for mark, marking in all_markings() if marking.originator == officer.reader.authority]
    held = Dataset.objects.filter(authority=officer.reader.authority, edition=REPORTS, mapping="")
    records = [one.record for pk in held.values_list("pk", flat=True) for one in record_store.known(pk, [digest])]
    return bool(holdings.said(holdings.of_records(records), own))


@dataclass(frozen=True)
class Opened:
    """What an authority lays open to the person who asked: a thing, its kind, and what is said of it."""

    thing: str
    kind: str
    said: tuple[tuple[str, str], ...]


def laid_open(officer: Officer, request: Request) -> tuple[Opened, ...]:
    """Return the content of what the own authority originated under the references of a request for access.

    Its markings may name other purposes: the person's right to know does not depend on them.
    """
    check_permission(officer, Permission.RIGHTS_MANAGE)
    own = sorted(mark for mark, marking in all_markings() if marking.originator == officer.reader.authority)
    entities = store.entities_of([one for one in request.about if is_uid(one)])
    names = spine.prop_names()
    told: dict[int, dict[tuple[str, str], None]] = {}
    for row in holdings.said(sorted(entities.values()), own):
        if names[row.prop] in OF_OFFICERS:
            continue
        told.setdefault(row.entity, {})[(names[row.prop], row.value)] = None
    opened = []
    for uid, entity in entities.items():
        if entity in told:
            pairs = tuple(told[entity])
            kind = next((value for prop, value in pairs if prop == "kind"), "")
            opened.append(Opened(uid, kind, tuple(pair for pair in pairs if pair[0] != "kind")))
    return tuple(opened)
