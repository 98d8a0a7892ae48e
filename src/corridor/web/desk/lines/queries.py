"""Reads of lines: the partners, for whom they speak, how each line stands, and the next letter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import F, Q
from django.db.models.functions import Length

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.exchange.codes import Kind, Outcome, Reason
from corridor.core.exchange.letters import MOST_ITEMS, MOST_RECEIPTS
from corridor.core.exchange.records import Item, Letter, Receipt
from corridor.core.kernel.errors import NotFound
from corridor.web.base.accounts import queries as people
from corridor.web.base.doors import queries as doors
from corridor.web.base.doors.models import Door
from corridor.web.desk.lines.keyring import ZONE
from corridor.web.desk.lines.models import AuthorityKey, Came, Line, Posted
from corridor.web.desk.partners import queries as ceilings

LEAST_ROOM, FIRST_ROOM, MOST_ROOM = 16 * 1024, 64 * 1024, 2 * 1024 * 1024
"""How many bytes of items a letter holds: on the worst line, at first, and on the best."""

MOST_SHOWN = 30
"""So many items in each direction are shown, the last ones."""

AROUND_AN_ITEM = 512
"""What an item takes in a letter beside its content."""


def partners() -> tuple[Door, ...]:
    """Return the nodes with which this one has a line, by code."""
    return doors.open_doors(ZONE)


def partner(code: str) -> Door:
    """Return a partner by its code.

    Raises:
        NotFound: There is none.
    """
    return doors.open_door(code, ZONE)


def own_authorities() -> tuple[str, ...]:
    """Return the codes of the authorities for which this node speaks."""
    return tuple(code for code, _ in people.authorities())


def authorities_abroad() -> tuple[AuthorityKey, ...]:
    """Return the authorities for which partners speak now, by code."""
    nodes = [door.code for door in partners()]
    found = AuthorityKey.objects.filter(node__in=nodes, ended_at=None, is_revoked=False)
    return tuple(found.order_by("authority"))


def authorities_named() -> tuple[tuple[str, str], ...]:
    """Return the code and name of every authority that a marking can name: of this node, and of partners', by code."""
    abroad = {one.authority: one.name for one in authorities_abroad()}
    return tuple(sorted((abroad | dict(people.authorities())).items()))


def authorities_of(partner: str) -> set[str]:
    """Return the authorities for which a partner speaks now, or spoke."""
    return set(AuthorityKey.objects.filter(node=partner).values_list("authority", flat=True))


def node_of(authority: str) -> str:
    """Return the partner that speaks for an authority.

    Raises:
        NotFound: No partner does.
    """
    found = next((key.node for key in authorities_abroad() if key.authority == authority), None)
    if found is None:
        raise NotFound(kind="authority")
    return found


def owner_of(originator: str, brought_by: str) -> str:
    """Return the partner to tell what becomes of something: who speaks for its originator, else who brought it."""
    try:
        return node_of(originator)
    except NotFound:
        return brought_by


def parts(line: Line) -> tuple[int, ...]:
    """Return after which items the letters begin that hold what the partner has not confirmed; one at least."""
    waiting = Posted.objects.filter(partner=line.partner, number__gt=line.confirmed).order_by("number")
    begun, room, items = [line.confirmed], MOST_ROOM, 0
    for number, size in waiting.annotate(size=Length("content")).values_list("number", "size").iterator():
        needed = 4 * size // 3 + AROUND_AN_ITEM
        if items and (items == MOST_ITEMS or needed > room):
            begun.append(number - 1)
            room, items = MOST_ROOM, 0
        room, items = room - needed, items + 1
    return tuple(begun)


def reached_at(partner: str) -> datetime | None:
    """Return when a partner last answered a letter; nothing where it never did."""
    return Line.objects.filter(partner=partner).values_list("reached_at", flat=True).first()


def answer_for(partner: str, number: int) -> tuple[str, str, datetime | None]:
    """Return how a partner answered one item of our log: the outcome, the reason, and when; nothing yet is empty."""
    row = Posted.objects.filter(partner=partner, number=number).values_list("outcome", "reason", "answered_at").first()
    return row or ("", "", None)


def made_at(partner: str, number: int) -> datetime | None:
    """Return when one item was put in the log for a partner."""
    return Posted.objects.filter(partner=partner, number=number).values_list("made_at", flat=True).first()


def next_items(line: Line, room: int, after: int | None = None) -> tuple[Item, ...]:
    """Return the items to deliver next: those after what was answered, as many as fit, and one in any case.

    Args:
        after: Those after another item, where a letter continues one that was handed out but not answered yet.
    """
    after = line.confirmed if after is None else max(after, line.confirmed)
    rows = Posted.objects.filter(partner=line.partner, number__gt=after).order_by("number")
    chosen: list[Item] = []
    for row in rows[:MOST_ITEMS].iterator(chunk_size=100):
        size = 4 * len(row.content) // 3 + AROUND_AN_ITEM
        if chosen and size > room:
            break
        room -= size
        chosen.append(item_of(row))
    return tuple(chosen)


def was_posted(partner: str, kind: Kind, about: str) -> bool:
    """Return whether something was put in the log for a partner already."""
    return Posted.objects.filter(partner=partner, kind=kind.value, about=about).exists()


def item_of(row: Posted) -> Item:
    """Return an item as it stands in the log."""
    return Item(
        row.number,
        Kind(row.kind),
        row.originator,
        row.about,
        row.version,
        bytes(row.digest),
        bytes(row.link),
        bytes(row.content),
    )


def receipts_for(partner: str, items: Iterable[Item]) -> tuple[Receipt, ...]:
    """Return the receipts for items that a letter brought, whether they were new or not."""
    return _receipts(partner, [item.number for item in items])


def _receipts(partner: str, numbers: Sequence[int]) -> tuple[Receipt, ...]:
    rows = Came.objects.filter(partner=partner, number__in=numbers).defer("content").order_by("number")
    return tuple(
        Receipt(row.number, bytes(row.digest), Outcome(row.outcome), Reason(row.reason) if row.reason else None)
        for row in rows
    )


def latest_receipts(partner: str) -> tuple[Receipt, ...]:
    """Return the receipts for the latest items that came, as many as a letter may hold."""
    came = Came.objects.filter(partner=partner).order_by("-number").values_list("number", flat=True)[:MOST_RECEIPTS]
    return _receipts(partner, list(came))


def letter_to(line: Line, brought: Sequence[Item], *, now: datetime) -> Letter:
    """Return the next letter to a partner: what waits for it, and the receipts for what its last letter brought."""
    return Letter(
        sender=doors.own_code(),
        recipient=line.partner,
        at=now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        have=line.have,
        receipts=receipts_for(line.partner, brought),
        items=() if ceilings.is_suspended(line.partner) else next_items(line, line.room or FIRST_ROOM),
    )


@dataclass(frozen=True)
class LineNow:
    """How a line stands: what waits for its answer, what was kept aside at either end, and since when nothing came."""

    line: Line
    name: str
    unanswered: int
    aside_there: int
    aside_here: int
    oldest: datetime | None

    @property
    def is_quiet(self) -> bool:
        """Whether nothing waits and nothing is wrong."""
        return not (self.unanswered or self.line.trouble or self.line.changed_at)


def lines_for(officer: Officer, *, posted: Q, came: Q) -> tuple[LineNow, ...]:
    """Return how the lines to all partners stand, by code, counting the items that the officer may know of.

    Raises:
        NotPermitted: The officer's function does not see the traffic.
    """
    check_permission(officer, Permission.TRAFFIC_READ)
    known = {line.partner: line for line in Line.objects.all()}
    return tuple(_now(known.get(door.code) or Line(partner=door.code), door.name, posted, came) for door in partners())


def _now(line: Line, name: str, posted: Q, came: Q) -> LineNow:
    waiting = Posted.objects.filter(posted, partner=line.partner, outcome="")
    aside = {"partner": line.partner, "outcome": Outcome.KEPT_ASIDE.value}
    oldest = waiting.order_by("number").values_list("made_at", flat=True).first()
    return LineNow(
        line,
        name,
        unanswered=waiting.count(),
        aside_there=Posted.objects.filter(posted, **aside).count(),
        aside_here=Came.objects.filter(came, **aside).count(),
        oldest=oldest,
    )


@dataclass(frozen=True)
class Passed:
    """One item that was put in the log for a partner or came from one, without what it says."""

    partner: str
    kind: Kind
    at: datetime
    outcome: str
    reason: str


def last_items(officer: Officer, *, posted: Q, came: Q) -> tuple[tuple[Passed, ...], tuple[Passed, ...]]:
    """Return the last items to and from partners that the officer may know of, without what they say; latest first.

    Raises:
        NotPermitted: The officer's function does not see the traffic.
    """
    check_permission(officer, Permission.TRAFFIC_READ)
    fields = ("partner", "kind", "at", "outcome", "reason")
    there = Posted.objects.filter(posted).annotate(at=F("made_at")).order_by("-made_at", "-pk").values_list(*fields)
    here = Came.objects.filter(came).annotate(at=F("came_at")).order_by("-came_at", "-pk").values_list(*fields)
    return tuple(map(_passed, there[:MOST_SHOWN])), tuple(map(_passed, here[:MOST_SHOWN]))


def items_about(*, originator: str, about: str) -> tuple[Passed, ...]:
    """Return every item that tells partners of one thing, without what it says, the latest first."""
    rows = Posted.objects.filter(originator=originator, about=about).annotate(at=F("made_at"))
    fields = ("partner", "kind", "at", "outcome", "reason")
    return tuple(map(_passed, rows.order_by("-made_at", "-pk").values_list(*fields)[:MOST_SHOWN]))


def _passed(row: tuple[str, str, datetime, str, str]) -> Passed:
    partner, kind, at, outcome, reason = row
    return Passed(partner, Kind(kind), at, outcome, reason)
