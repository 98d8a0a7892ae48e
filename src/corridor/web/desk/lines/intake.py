"""Taking the items of a letter: each is carried out or kept aside, and answered, whatever is wrong with it."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from django.db import DatabaseError, DataError, IntegrityError, OperationalError, connection, transaction
from django.db.models.functions import Length

from corridor import shelf
from corridor.core.access.codes import Event
from corridor.core.access.errors import TooOften
from corridor.core.access.rates import Allowance
from corridor.core.access.records import Officer
from corridor.core.exchange import logs
from corridor.core.exchange.codes import ENDS, Kind, Outcome, Place, Reason
from corridor.core.exchange.errors import ContentRefused, LetterRefused
from corridor.core.exchange.holding import CARRIED, NOTHING, carried_out
from corridor.core.exchange.records import Content, Held, Item, Receipt
from corridor.core.exchange.releases import check_released, released_from
from corridor.core.kernel.errors import CorridorError
from corridor.web.base.disk import DiskRefuses
from corridor.web.base.doors.actions import service
from corridor.web.base.exchange.letters import content_opened
from corridor.web.base.ledger.actions import Act, act
from corridor.web.base.limits.actions import spend
from corridor.web.desk.lines.keyring import Signers
from corridor.web.desk.lines.models import Came, Holding, Line
from corridor.web.desk.lines.queries import authorities_of, own_authorities, partners
from corridor.web.desk.lines.records import SAID_BY_THE_NODE, Arrived, Taking
from corridor.web.desk.partners import queries as ceilings

log = logging.getLogger("corridor.lines")

IN_ONE_WRITE = 0.08
"""So many seconds one write may take items for; the next items of the letter wait for the next write."""

MOST_ASIDE_BYTES = 20 * 1024 * 1024
MOST_ASIDE_ITEMS = 1000
"""Of what a partner sent and could not be carried out, so much is kept to be looked at."""

MOST_ASIDE_A_DAY = 10_000
"""After so many items that could not be carried out, a partner's letters are not taken for the rest of a day."""


DEADLOCK = "40P01"
"""By this PostgreSQL tells that two writers waited for each other."""


def line_to(partner: str) -> Line:
    """Return the line to a partner, for this write alone; it is made when it is first asked for."""
    line, _ = Line.objects.select_for_update().get_or_create(partner=partner)
    return line


def check_room_aside(sender: str, *, now: datetime) -> None:
    """Refuse the items of a partner of which far too many could not be carried out today.

    Raises:
        LetterRefused: It must be put right there first.
    """
    today = {"outcome": Outcome.KEPT_ASIDE.value, "came_at__gt": now - timedelta(days=1)}
    if Came.objects.filter(partner=sender, **today)[:MOST_ASIDE_A_DAY].count() >= MOST_ASIDE_A_DAY:
        raise LetterRefused(reason=Reason.TOO_MUCH_ASIDE.value, where="items")


class _How(NamedTuple):
    """How the items of one letter are read: by whose keys, by whom each kind is carried out, and what else it ends.

    `ended` has the number of the last item that ends a thing, by the thing's originator and name.
    """

    signers: Signers
    taking: Taking
    ended: Mapping[tuple[str, str], int]


def take_items(sender: str, items: Sequence[Item], *, taking: Taking, now: datetime) -> None:
    """Take what continues a partner's log; where the log was changed, take nothing and let people look."""
    line = Line.objects.get(partner=sender)
    before = {item.number: item.digest for item in items if item.number <= line.have}
    known = dict(Came.objects.filter(partner=sender, number__in=sorted(before)).values_list("number", "digest"))
    if any(bytes(known.get(number, b"")) != digest for number, digest in before.items()):
        note_changed(sender, now=now)
        return
    fresh: Sequence[Item] = [item for item in items if item.number > line.have]
    fresh, by = _allowed(sender, fresh, now), service()
    ended = {(item.originator, item.about): item.number for item in items if item.kind in ENDS and item.content}
    how = _How(Signers(), taking, ended)
    is_again = False
    while fresh:
        try:
            fresh = _take_some(sender, fresh, how, by, now)
        except OperationalError as fault:
            if is_again or not _is_deadlock(fault):
                raise
            is_again = True  # Nothing of it was written, and whoever waited for us goes on meanwhile.


def _allowed(sender: str, items: Sequence[Item], now: datetime) -> Sequence[Item]:
    """Return as many new items as a partner may still bring today; the rest comes again.

    Raises:
        TooOften: None at all.
    """
    for position, _ in enumerate(items):
        try:
            spend(Allowance.ITEMS, sender, now=now)
        except TooOften:
            if position == 0:
                raise
            return items[:position]
    return items


def note_changed(partner: str, *, now: datetime) -> None:
    """Note, the first time, that one of the two logs with a partner is not what it was."""
    if not Line.objects.filter(partner=partner, changed_at=None).exists():
        return
    with act(Event.LOG_CHANGED, by=service(), now=now, about=partner):
        Line.objects.filter(partner=partner, changed_at=None).update(changed_at=now)


def _take_some(sender: str, items: Sequence[Item], how: _How, by: Officer, now: datetime) -> Sequence[Item]:
    """Take items in one write, for as long as a write may be; return those that are left."""
    ends = time.monotonic() + IN_ONE_WRITE
    answered: list[Came] = []
    faults: Counter[tuple[str, str]] = Counter()
    left, is_changed = items[len(items) :], False
    with act(Event.LETTER_TAKEN, by=by, now=now, about=sender) as doing:
        line = line_to(sender)
        for position, item in enumerate(items):
            if answered and time.monotonic() > ends:
                left = items[position:]
                break
            place = logs.place_of(item, have=line.have, link=bytes(line.have_link), known=item.digest)
            if place is Place.TAKEN:
                continue
            if place is not Place.NEXT:
                is_changed = place is Place.CHANGED
                break
            answered.append(_take_one(sender, item, how, doing, faults))
            line.have, line.have_link = item.number, item.link
        Came.objects.bulk_create(answered)
        Line.objects.filter(pk=line.pk).update(have=line.have, have_link=line.have_link)
        if aside := sum(one.outcome == Outcome.KEPT_ASIDE.value for one in answered):
            doing.note(Event.ITEMS_KEPT_ASIDE, about=sender, items=aside)
            _forget_old_asides(sender)
    for (kind, fault), times in faults.items():
        log.error("items could not be carried out", extra={"facts": {"kind": kind, "fault": fault, "items": times}})
    if is_changed:
        note_changed(sender, now=now)
    return left


def _take_one(sender: str, item: Item, how: _How, doing: Act, faults: Counter[tuple[str, str]]) -> Came:
    """Carry one item out and return its answer; whatever is wrong with it, nothing else suffers."""
    noted = len(doing.entries)
    try:
        receipt = _tried(sender, item, how, doing)
    except (DataError, IntegrityError) as fault:
        faults[item.kind.value, type(fault).__name__] += 1
        receipt = Receipt(item.number, item.digest, Outcome.KEPT_ASIDE, Reason.CONTENT_REFUSED)
    except (DatabaseError, DiskRefuses):
        raise  # The node's own fault: the letter comes again.
    except CorridorError as refused:
        receipt = Receipt(item.number, item.digest, Outcome.KEPT_ASIDE, _reason_of(refused))
    except Exception as fault:  # noqa: BLE001  # one bad item must not stop the rest; only its kind is told
        faults[item.kind.value, type(fault).__name__] += 1
        receipt = Receipt(item.number, item.digest, Outcome.KEPT_ASIDE, Reason.CONTENT_REFUSED)
    if item.kind is Kind.CARD:
        how.signers.forget()
    is_aside = receipt.outcome is Outcome.KEPT_ASIDE
    if is_aside:
        if item.originator != sender and item.originator not in authorities_of(sender):
            # Whoever brings what another signed learns nothing of that other by the reason.
            receipt = replace(receipt, reason=Reason.NOT_THE_ORIGINATORS)
        _undo(doing, noted)
    return Came(
        partner=sender,
        number=item.number,
        kind=item.kind.value,
        originator=item.originator,
        about=item.about,
        version=item.version,
        digest=item.digest,
        content=item.content if is_aside else b"",
        outcome=receipt.outcome.value,
        reason=str(receipt.reason or ""),
        came_at=doing.now,
    )


def _tried(sender: str, item: Item, how: _How, doing: Act) -> Receipt:
    """Carry one item out whole or not at all; where another writer may have been first with the same, try once more."""
    noted = len(doing.entries)
    try:
        with transaction.atomic():
            return _carry_out(sender, item, how, doing)
    except IntegrityError:
        _undo(doing, noted)
    with transaction.atomic():
        return _carry_out(sender, item, how, doing)


def _is_deadlock(fault: OperationalError) -> bool:
    """Tell whether two writers waited for each other, so that it goes well when it is tried again."""
    return getattr(fault.__cause__, "sqlstate", "") == DEADLOCK


def _undo(doing: Act, noted: int) -> None:
    """Let the act know nothing of what was undone."""
    del doing.entries[noted:]
    doing.found.clear()


def _reason_of(refused: CorridorError) -> Reason:
    said = str(refused.params.get("reason", ""))
    is_told = isinstance(refused, LetterRefused | ContentRefused) and said in set(Reason)
    return Reason(said) if is_told else Reason.CONTENT_REFUSED


def _carry_out(sender: str, item: Item, how: _How, doing: Act) -> Receipt:
    if not item.content:
        _check_overwritten(sender, item, how.ended)
        return Receipt(item.number, item.digest, Outcome.APPLIED)
    content = content_opened(item, authorities=how.signers, now=doing.now)
    _check_bringer(sender, item, how.signers.node)
    receipt, is_first = Receipt(item.number, item.digest, Outcome.APPLIED), False
    if item.kind in CARRIED:
        receipt, is_first = _hold(sender, item)
        if receipt.outcome is not Outcome.APPLIED:
            _check_for_us(content, doing)
            return receipt
    take = how.taking(item.kind)
    if take is None:
        raise ContentRefused(reason=Reason.KIND.value)
    take(Arrived(sender, item, content, is_first), doing=doing)
    return receipt


def _check_overwritten(sender: str, item: Item, ended: Mapping[tuple[str, str], int]) -> None:
    """Refuse what is empty, unless its sender may have overwritten it: what is ended further on, or an older head.

    Raises:
        ContentRefused: Nothing ends it in this letter.
    """
    is_ended = item.kind not in ENDS and ended.get((item.originator, item.about), 0) > item.number
    if not is_ended and not (item.kind is Kind.HEAD and item.originator == sender):
        raise ContentRefused(reason=Reason.NOTHING_KNOWN.value)


def _check_for_us(content: Content, doing: Act) -> None:
    """Refuse what could not be held here, also where it is held: nobody learns by the answer what others released.

    Raises:
        ContentRefused: It is for somebody else, or cannot be held as it says.
    """
    if content.kind in ENDS:
        return
    check_released(
        released_from(content.body),
        originator=content.originator,
        marking=content.marking,
        purpose=content.purpose,
        until=content.until,
        ours=doing.once("own authorities", own_authorities),
        schemes=shelf.schemes(),
        today=doing.now.date(),
    )


def _check_bringer(sender: str, item: Item, spoken: str) -> None:
    """Refuse what this partner cannot tell: it comes from the node that speaks for its originator.

    A release names its recipients, so it may be passed on where its own node would be heard; what ends it may come the
    way that it came itself. All else could have been meant for somebody else.

    Args:
        spoken: The node that speaks for the authority which signed the item; nothing where a node signed it itself.
    Raises:
        ContentRefused: It was signed by somebody else, or was not for this partner to bring.
    """
    is_own = item.kind in SAID_BY_THE_NODE
    if is_own or spoken == "":
        is_right = is_own and spoken == "" and item.originator == sender
    else:
        is_right = spoken == sender or (item.kind in CARRIED and _may_be_passed_on(sender, item, spoken))
    if not is_right:
        raise ContentRefused(reason=Reason.NOT_THE_ORIGINATORS.value)


def _may_be_passed_on(sender: str, item: Item, spoken: str) -> bool:
    if item.kind in ENDS:
        named = {"originator": item.originator, "about": item.about}
        return Holding.objects.filter(**named, brought_by=sender).exists()
    return any(door.code == spoken for door in partners()) and not ceilings.is_suspended(spoken)


def _hold(sender: str, item: Item) -> tuple[Receipt, bool]:
    """Take a released thing's next version into what is held, by the rule of `core.exchange.holding`.

    A thing is its originator's: whoever else uses the same name speaks of something else.

    Returns: the answer, and whether nothing of the thing was known before.
    """
    after, receipt = carried_out(NOTHING, item)
    held = after[item.about]
    told = (item.originator, item.about, held.version, held.digest, held.is_ended, sender)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO desk_holding (originator, about, version, digest, is_ended, brought_by) "
            "VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (originator, about) DO NOTHING",
            told,
        )
        if cursor.rowcount == 1:
            return receipt, True
    row = Holding.objects.select_for_update().get(originator=item.originator, about=item.about)
    before = {item.about: Held(row.originator, row.version, bytes(row.digest), row.is_ended)}
    after, receipt = carried_out(MappingProxyType(before), item)
    if receipt.outcome is Outcome.APPLIED:
        held = after[item.about]
        now = {"version": held.version, "digest": held.digest, "is_ended": held.is_ended, "brought_by": sender}
        Holding.objects.filter(pk=row.pk).update(**now)
    return receipt, False


def _forget_old_asides(sender: str) -> None:
    """Forget what the oldest items said that were kept aside, beyond so many; how they were answered stays."""
    room = MOST_ASIDE_BYTES
    kept = Came.objects.filter(partner=sender, outcome=Outcome.KEPT_ASIDE.value).exclude(content=b"")
    sizes = kept.order_by("-number").annotate(size=Length("content")).values_list("number", "size")
    for place, (number, size) in enumerate(sizes[: MOST_ASIDE_ITEMS + 1]):
        room -= size
        if room < 0 or place == MOST_ASIDE_ITEMS:
            kept.filter(number__lte=number).update(content=b"")
            return
