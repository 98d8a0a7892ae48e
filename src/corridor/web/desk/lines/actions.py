"""Writes of lines: putting an item in the log for a partner, taking a letter, noting how the line has been."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from corridor.core.access.rates import Allowance
from corridor.core.exchange import logs
from corridor.core.exchange.codes import ENDS, Outcome, Reason
from corridor.core.exchange.errors import LetterRefused
from corridor.core.exchange.records import Content, Item, Letter, Receipt
from corridor.web.base.doors.actions import note_sealed_to
from corridor.web.base.doors.queries import own_code
from corridor.web.base.exchange import wire
from corridor.web.base.exchange.letters import LARGEST_SEALED, content_signed, letter_opened, letter_sealed
from corridor.web.base.ledger import turn
from corridor.web.base.limits.actions import spend
from corridor.web.desk.lines import intake, keyring, queries
from corridor.web.desk.lines.intake import line_to
from corridor.web.desk.lines.models import Came, Holding, Line, Posted
from corridor.web.desk.lines.queries import FIRST_ROOM, LEAST_ROOM, MOST_ROOM
from corridor.web.desk.lines.records import SAID_BY_THE_NODE, Saying, Taking
from corridor.web.desk.partners import queries as ceilings

KEPT_ASIDE_FOR = timedelta(days=60)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=15), timedelta(minutes=15)


def post(*, to: str, saying: Saying, now: datetime) -> int:
    """Sign what an authority says and put it in the log for a partner; runs inside an act.

    A node says of itself, under its own code, what no authority says.

    Returns: the number of the item.
    Raises:
        NotFound: There is no such partner.
        WritingRefused: A field would be refused by every reader.
    """
    door = queries.partner(to)
    content = Content(
        kind=saying.kind,
        originator=saying.originator,
        about=saying.about,
        version=saying.version,
        at=now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        marking=saying.marking,
        purpose=saying.purpose,
        legal_basis=saying.legal_basis,
        retention=saying.retention,
        until=saying.until,
        thread=saying.thread,
        urgency=saying.urgency,
        body=saying.body,
    )
    is_own = saying.kind in SAID_BY_THE_NODE
    signing = keyring.node_key(door) if is_own else keyring.authority_key(saying.originator)
    return put(to=to, content=content, signed=content_signed(content, signing=signing), now=now)


def hold(partners: Iterable[str]) -> None:
    """Hold the lines to partners for this write, before anything else that a letter of theirs could want.

    Everybody holds them in the order of their codes, so that nobody waits for somebody who waits.
    """
    for partner in sorted(partners):
        line_to(partner)


def put(*, to: str, content: Content, signed: bytes, now: datetime) -> int:
    """Put what was signed in the log for a partner, also what another authority signed; return its number."""
    line = line_to(to)
    number = line.posted + 1
    digest = logs.digest_of(content.kind, content.originator, content.about, content.version, signed)
    link = logs.link_after(bytes(line.posted_link), number, digest)
    Posted.objects.create(
        partner=to,
        number=number,
        kind=content.kind.value,
        originator=content.originator,
        about=content.about,
        version=content.version,
        digest=digest,
        link=link,
        content=signed,
        urgency=content.urgency.value,
        made_at=now,
    )
    Line.objects.filter(pk=line.pk).update(posted=number, posted_link=link, next_at=now)
    return number


def take_letter(brought: bytes, *, taking: Taking, now: datetime) -> Letter:
    """Take what a partner sent: its items, each carried out or kept aside, and its receipts for ours.

    Raises:
        LetterRefused: With the first reason that applies; nothing of it was carried out, and nothing is kept.
        TooOften: The partner sends more letters than a node can have reason to.
    """
    if len(brought) > LARGEST_SEALED:
        raise LetterRefused(reason=Reason.TOO_LARGE.value, where=wire.SEALED)
    private = keyring.opening(brought)
    letter = letter_opened(brought, private=private, us=own_code(), nodes=keyring.nodes, now=now)
    if ceilings.is_suspended(letter.sender):
        raise LetterRefused(reason=Reason.SUSPENDED.value, where="from")
    spend(Allowance.LETTERS, letter.sender, now=now)
    _note_answers(letter, wire.recipient_of(brought), now)
    if letter.items:
        intake.check_room_aside(letter.sender, now=now)
        intake.take_items(letter.sender, letter.items, taking=taking, now=now)
    return letter


def _note_answers(letter: Letter, sealed_to: str, now: datetime) -> None:
    """Note which of our items the partner answered, how far it has come, and how much a letter may hold.

    Whoever seals to a newer key of ours knows us by it. A letter that was written before another that came already may
    be an old one that somebody sends again: it takes nothing back.
    """
    with turn.write():
        note_sealed_to(letter.sender, sealed_to)
        line = line_to(letter.sender)
        _note_receipts(line, letter.receipts, now)
        unanswered = Posted.objects.filter(partner=line.partner, outcome="").order_by("number")
        first = unanswered.values_list("number", flat=True).first()
        answered = line.posted if first is None else first - 1
        written_at = datetime.fromisoformat(letter.at)
        is_latest = line.theirs_at is None or written_at >= line.theirs_at
        noted: dict[str, object] = {"confirmed": min(max(letter.have, line.confirmed), answered)}
        if is_latest:
            confirmed = min(letter.have, answered)
            noted = {"confirmed": confirmed, "theirs_at": written_at, "reached_at": now, "tries": 0, "trouble": ""}
            noted |= {"room": _room(line, confirmed), "offered": 0}
        Line.objects.filter(pk=line.pk).update(**noted)
    if letter.have > line.posted:
        intake.note_changed(line.partner, now=now)  # It has more of our log than we have: ours was restored.


def _room(line: Line, confirmed: int) -> int:
    """Return how many bytes of items the next letter may hold: twice as many where all of the last were confirmed."""
    room = line.room or FIRST_ROOM
    if not line.offered:
        return room
    return min(2 * room, MOST_ROOM) if confirmed >= line.offered else max(room // 2, LEAST_ROOM)


def _note_receipts(line: Line, receipts: Sequence[Receipt], now: datetime) -> None:
    """Note how items were answered; a receipt for something else than was sent under its number says nothing."""
    told = {one.number: one for one in receipts}
    waiting = Posted.objects.filter(partner=line.partner, number__in=sorted(told), outcome="")
    rows: dict[tuple[Outcome, str], list[int]] = {}
    for row, number, digest in waiting.values_list("pk", "number", "digest"):
        one = told[number]
        if bytes(digest) == one.digest:
            rows.setdefault((one.outcome, str(one.reason or "")), []).append(row)
    for (outcome, reason), answered in rows.items():
        said = {"outcome": outcome.value, "reason": reason, "answered_at": now}
        Posted.objects.filter(pk__in=answered).update(**said)


def note_held(*, originator: str, about: str, version: int, brought_by: str = "") -> None:
    """Note that something is held here that came by another way than its own release; runs inside an act."""
    held = {"version": version, "digest": b"", "is_ended": False, "brought_by": brought_by}
    Holding.objects.get_or_create(originator=originator, about=about, defaults=held)


def overwrite(*, partner: str, originator: str, about: str) -> None:
    """Overwrite what our log tells a partner of something that was ended, as far as it was answered; inside an act."""
    line = line_to(partner)
    told = Posted.objects.filter(partner=partner, originator=originator, about=about, number__lte=line.confirmed)
    told.exclude(kind__in=[kind.value for kind in ENDS]).update(content=b"")


def answer_to(letter: Letter, *, now: datetime) -> bytes:
    """Return the sealed answer to a letter that was taken: receipts for its items, and what waits for its sender."""
    return written(letter.sender, letter.items, now=now)


def written(partner: str, brought: Sequence[Item], *, now: datetime) -> bytes:
    """Return the next letter to a partner, signed and sealed, and note how far it offers our log."""
    with turn.write():
        line = line_to(partner)
        letter = queries.letter_to(line, brought, now=now)
        offered = letter.items[-1].number if letter.items else 0
        Line.objects.filter(pk=line.pk).update(offered=offered, room=line.room or FIRST_ROOM)
    door = queries.partner(partner)
    return letter_sealed(letter, signing=keyring.node_key(door), recipient=bytes(door.sealing_key))


def note_failure(partner: str, trouble: str, *, now: datetime) -> None:
    """Note that a partner was not reached, or refused the letter; the next try waits longer, and brings less."""
    with turn.write():
        line = line_to(partner)
        wait = min(FIRST_WAIT * 2 ** min(line.tries, 10), LONGEST_WAIT)
        room = max((line.room or FIRST_ROOM) // 2, LEAST_ROOM)
        Line.objects.filter(pk=line.pk).update(
            tries=line.tries + 1, tried_at=now, next_at=now + wait, trouble=trouble, room=room, offered=0
        )


def sweep(*, now: datetime) -> None:
    """Forget what was kept aside longer ago than anybody will look at it."""
    old = Came.objects.filter(outcome=Outcome.KEPT_ASIDE.value, came_at__lt=now - KEPT_ASIDE_FOR).exclude(content=b"")
    if old.exists():
        with turn.write():
            old.update(content=b"")
