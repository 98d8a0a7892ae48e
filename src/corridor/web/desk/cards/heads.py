"""Heads of ledgers between nodes: each tells its own with proofs, keeps those of others, and passes them on.

A node that writes its ledger anew, or tells two partners two stories, has signed two heads that contradict each other;
whoever comes to hold both can show it to anybody.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from corridor.core.access.codes import Event
from corridor.core.access.errors import PositionOutOfRange
from corridor.core.access.ledger import SignedHead
from corridor.core.cards import rules
from corridor.core.cards.codes import Fault
from corridor.core.cards.exchange import MOST_OTHERS, MOST_PROOFS, asked_body, shown_body
from corridor.core.cards.records import Passed, Shown
from corridor.core.cards.rules import PROOF_WITHIN
from corridor.core.exchange.codes import Kind
from corridor.web.base import identity
from corridor.web.base.doors import actions as doors
from corridor.web.base.ledger import checking, proofs
from corridor.web.base.ledger import queries as ledger
from corridor.web.base.ledger.actions import Act, act
from corridor.web.desk.cards import queries
from corridor.web.desk.cards.models import HeadFault, HeadTold, HeadWanted, KeptHead
from corridor.web.desk.lines import actions as lines
from corridor.web.desk.lines import queries as partners
from corridor.web.desk.lines.models import Posted
from corridor.web.desk.lines.records import Saying

log = logging.getLogger("corridor.cards")

EVERY = timedelta(days=1)
MOST_KEPT = 400
"""So many heads of one node are kept, more than a year of them; the oldest are forgotten first."""

ASKED_EVERY = timedelta(minutes=10)
"""A partner that asks is answered so often at most: each answer reads the whole ledger."""

MOST_FAULTS = 50
"""So many contradictions of one node are kept; one is enough."""

MOST_HEARSAY = 50
"""So many heads of one node are kept on somebody's word at a time."""


def tell_heads(*, now: datetime, to: Collection[str] | None = None) -> int:
    """Tell each partner that was not told for a day, or that asked, the newest head, with the ways that lead there.

    Args:
        to: These partners at once, whenever they were told last.
    Returns: how many were told.
    """
    known = [door.code for door in partners.partners()]
    due = [code for code in known if (code in to if to is not None else _is_due(code, now))]
    if not due:
        return 0
    newest = proofs.newest_head()
    earlier = {code: _earlier(code, newest.head.size) for code in due}
    try:
        paths = proofs.paths_to(newest, sorted({size for sizes in earlier.values() for size in sizes}))
    except PositionOutOfRange:
        paths = {}  # Entries are gone: the head goes without proofs, and every partner sees that.
    others = {code: _others(code) for code in due}
    with act(Event.HEAD_TOLD, by=doors.service(), now=now, about=queries.own_code(), size=newest.head.size):
        for code in due:
            ways = {size: paths[size] for size in earlier[code] if size in paths}
            _tell(code, Shown(newest, ways, others[code]), now)
    return len(due)


def _is_due(partner: str, now: datetime) -> bool:
    last = HeadTold.objects.filter(partner=partner).order_by("-version").first()
    wait = ASKED_EVERY if HeadWanted.objects.filter(partner=partner).exists() else EVERY
    return last is None or last.at + wait <= now


def _earlier(partner: str, newest: int) -> tuple[int, ...]:
    """Return the sizes to lead from: what the partner was told and has answered, and what it asked for."""
    told = HeadTold.objects.filter(partner=partner, size__lt=newest).order_by("-version")[:5]
    wanted = HeadWanted.objects.filter(partner=partner, size__lt=newest).order_by("-at").values_list("size", flat=True)
    return tuple(sorted({*(one.size for one in told), *wanted[: MOST_PROOFS - 5]}))


def _others(partner: str) -> tuple[Passed, ...]:
    """Return the newest heads that are kept of others, for a partner to compare; its own among them."""
    known = {node: digest for digest, (node, _) in queries.ledgers().items()}
    kept = [row for node, row in sorted(queries.newest_heads().items()) if node in known]
    return tuple(Passed(known[row.node], queries.signed_of(row)) for row in kept[:MOST_OTHERS])


def _tell(partner: str, shown: Shown, now: datetime) -> None:
    last = HeadTold.objects.filter(partner=partner).order_by("-version").first()
    version = last.version + 1 if last is not None else 1
    own = queries.own_code()
    saying = Saying(Kind.HEAD, own, _about(own), version, shown_body(shown))
    number = lines.post(to=partner, saying=saying, now=now)
    HeadTold.objects.create(partner=partner, size=shown.head.head.size, version=version, number=number, at=now)
    HeadWanted.objects.filter(partner=partner).delete()
    HeadTold.objects.filter(partner=partner, version__lte=version - MOST_PROOFS).delete()
    if last is not None:  # What a head said is kept at its reader; in the log, the newest is enough.
        Posted.objects.filter(partner=partner, number=last.number).exclude(outcome="").update(content=b"")


def _about(node: str) -> str:
    return hashlib.sha256(b"corridor head 1\n" + node.encode()).hexdigest()[:32]


def ask(partner: str, sizes: Sequence[int], *, now: datetime) -> None:
    """Ask a partner to show its head, and that it continues earlier ones; runs inside an act."""
    own = queries.own_code()
    body = asked_body(tuple(sorted(set(sizes))[-MOST_PROOFS:]))
    lines.post(to=partner, saying=Saying(Kind.HEAD, own, str(identity.uid()), 1, body), now=now)


def note_wanted(partner: str, sizes: Sequence[int], *, doing: Act) -> None:
    """Keep from which sizes a partner wants to be led; it is answered outside this write, which stays short."""
    for size in sizes or (1,):
        HeadWanted.objects.update_or_create(partner=partner, size=size, defaults={"at": doing.now})
    kept = HeadWanted.objects.filter(partner=partner).order_by("-at", "-size").values_list("pk", flat=True)
    HeadWanted.objects.filter(pk__in=list(kept[MOST_PROOFS:])).delete()
    doing.note(Event.HEAD_ASKED, about=partner, sizes=len(sizes))


def keep_shown(node: str, shown: Shown, *, doing: Act) -> None:
    """Keep a head that its own node told, where it continues what is kept; else keep the contradiction."""
    joined, hearsay = (queries.heads_of(node, is_joined=yes) for yes in (True, False))
    found = _contradicted(shown.head, joined, shown.proofs, is_hearsay=False)
    found = found or _contradicted(shown.head, hearsay, shown.proofs, is_hearsay=True)
    if found is not None and HeadFault.objects.filter(node=node).count() >= MOST_FAULTS:
        return
    if found is not None:
        _keep_fault(node, *found, _kept(node, shown.head, "", is_joined=False, doing=doing), doing=doing)
        return
    is_joined = rules.is_joined(shown.head.head, [queries.signed_of(row) for row in joined], shown.proofs)
    row = _kept(node, shown.head, "", is_joined=is_joined, doing=doing)
    size = shown.head.head.size
    KeptHead.objects.filter(pk=row.pk).update(is_joined=row.is_joined or is_joined)
    if is_joined:
        proved = [one.pk for one in hearsay if one.size in shown.proofs or one.size == size]
        KeptHead.objects.filter(pk__in=proved).update(is_joined=True)
    elif row.asked_at is None:
        KeptHead.objects.filter(pk=row.pk).update(asked_at=doing.now)
        ask(node, [one.size for one in joined[-1:]], now=doing.now)
    doing.note(Event.HEAD_KEPT, about=node, size=size)
    _forget(node)


def _contradicted(
    shown: SignedHead, rows: Sequence[KeptHead], paths: Mapping[int, Sequence[bytes]], *, is_hearsay: bool
) -> tuple[Fault, KeptHead] | None:
    by_head = {queries.signed_of(row): row for row in rows}
    found = rules.fault(shown, list(by_head), paths, is_hearsay=is_hearsay)
    return None if found is None else (found[0], by_head[found[1]])


def hear(partner: str, passed: Passed, *, doing: Act) -> None:
    """Compare a head that a partner passed on with what is kept; what is new is asked of its own node."""
    known = queries.ledgers().get(passed.key)
    if known is None or known[0] == partner or not checking.is_signed(passed.head, known[1]):
        return  # Nobody that is known, or nothing that its node signed: it says nothing of anybody.
    node = known[0]
    if node == queries.own_code():
        _hear_own(partner, passed.head, doing)
        return
    rows = [*queries.heads_of(node, is_joined=True), *queries.heads_of(node, is_joined=False)]
    if any(queries.signed_of(row).written == passed.head.written for row in rows):
        return
    found = _contradicted(passed.head, rows, {}, is_hearsay=True)
    if found is None and any(row.size == passed.head.head.size for row in rows):
        return
    if sum(not row.is_joined for row in rows) >= MOST_HEARSAY:
        return
    row = _kept(node, passed.head, partner, is_joined=False, doing=doing)
    if found is not None:
        _keep_fault(node, *found, row, doing=doing)
    elif node in {door.code for door in partners.partners()}:
        KeptHead.objects.filter(pk=row.pk).update(asked_at=doing.now)
        ask(node, [passed.head.head.size], now=doing.now)


def _hear_own(partner: str, head: SignedHead, doing: Act) -> None:
    """Compare a head of the own ledger that a partner kept: a node restored from an old backup learns of it here."""
    size, last = head.head.size, head.head.last
    links = dict(ledger.links(size - 1, size))
    if links.get(size - 1) == last:
        return
    own = queries.own_code()
    fault = Fault.REWRITTEN if links else Fault.CUT_BACK
    row = _kept(own, head, partner, is_joined=False, doing=doing)
    if not HeadFault.objects.filter(kept=row, shown=None).exists():
        _add_fault(own, fault, row, None, doing)


def _kept(node: str, head: SignedHead, way: str, *, is_joined: bool, doing: Act) -> KeptHead:
    made = {"signature": head.signature, "way": way, "came_at": doing.now, "is_joined": is_joined}
    made |= {"ledger_key": queries.ledger_key_in(node)}
    written = head.written.decode("ascii")
    return KeptHead.objects.get_or_create(node=node, size=head.head.size, written=written, defaults=made)[0]


def _keep_fault(node: str, fault: Fault, kept: KeptHead, shown: KeptHead, *, doing: Act) -> None:
    if not HeadFault.objects.filter(node=node, kept=kept, shown=shown).exists():
        _add_fault(node, fault, kept, shown, doing)


def _add_fault(node: str, fault: Fault, kept: KeptHead, shown: KeptHead | None, doing: Act) -> None:
    uid = str(identity.uid())
    HeadFault.objects.create(uid=uid, node=node, fault=fault.value, kept=kept, shown=shown, at=doing.now)
    doing.note(Event.HEAD_CONTRADICTED, about=node, fault=fault.value, evidence=uid)
    log.warning("a ledger contradicts itself", extra={"facts": {"node": node, "fault": fault.value}})


def note_unproved(*, now: datetime) -> int:
    """Note the heads whose node was asked to show that its ledger continues them, and did not in time."""
    late = KeptHead.objects.filter(is_joined=False, asked_at__lte=now - PROOF_WITHIN).order_by("pk")
    known = set(HeadFault.objects.values_list("kept_id", flat=True)) | set(
        HeadFault.objects.values_list("shown_id", flat=True)
    )
    found = [row for row in late if row.pk not in known]
    if found:
        with act(Event.HEAD_KEPT, by=doors.service(), now=now, about=queries.own_code()) as doing:
            for row in found:
                _add_fault(row.node, Fault.UNPROVED, row, None, doing)
    return len(found)


def _forget(node: str) -> None:
    """Forget the oldest heads of a node beyond so many; what a contradiction rests on stays."""
    used = HeadFault.objects.filter(node=node).values_list("kept_id", "shown_id")
    needed = {pk for pair in used for pk in pair if pk is not None}
    rows = KeptHead.objects.filter(node=node).order_by("-size", "-pk").values_list("pk", flat=True)[MOST_KEPT:]
    KeptHead.objects.filter(pk__in=[pk for pk in rows if pk not in needed]).delete()
