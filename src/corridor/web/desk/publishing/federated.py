"""A fixed table over several nodes: asked of partners, answered by each after its own two officers, laid together.

No node reads another: what travels is the question, and a protected aggregate or a reason (R-37).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.disclosure.exchange import document
from corridor.core.disclosure.records import Policy, Query
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.core.publishing.codes import Kind
from corridor.core.publishing.errors import AskedWrongly, Isolating, NothingCounted, NotNow
from corridor.core.publishing.exchange import asked_document, asked_from
from corridor.core.publishing.federation import Reason, asked_written, fixed_problems, query_of, refused_written
from corridor.core.publishing.records import Asked, Coverage, SourceTold
from corridor.web.base import identity
from corridor.web.base.doors.queries import own_code
from corridor.web.base.ledger.actions import act
from corridor.web.base.published import working
from corridor.web.desk.lines import queries as known
from corridor.web.desk.publishing import actions, answering, queries
from corridor.web.desk.publishing.models import FiguresAnswer, FiguresRound, PublicTable

State = PublicTable.State


def rounds_for(officer: Officer) -> tuple[FiguresRound, ...]:
    """Return the fixed tables that the officer's authority asked, or answers for this node, the latest first."""
    check_permission(officer, Permission.TABLE_MAKE)
    rows = FiguresRound.objects.prefetch_related("answers").order_by("-made_at", "uid")
    return tuple(row for row in rows if _is_of(officer, row))


def _is_of(officer: Officer, row: FiguresRound) -> bool:
    """Return whether a round is the authority's own; a partner's question is answered by who keeps this node."""
    return officer.reader.authority == (own_code() if row.node else row.authority)


def round_for(officer: Officer, uid: str) -> FiguresRound:
    """Return one of them.

    Raises:
        NotFound: There is none, or it is another authority's.
    """
    check_permission(officer, Permission.TABLE_MAKE)
    found = FiguresRound.objects.filter(uid=uid).first() if is_uid(uid) else None
    if found is None or not _is_of(officer, found):
        raise NotFound(kind="table")
    return found


def ask_partners(*, by: Officer, asked: Asked, nodes: Sequence[str], now: datetime) -> FiguresRound:
    """Ask partner nodes for the same fixed table; each decides for itself.

    Raises:
        AskedWrongly: No table can be made of this, or no partner is named.
        NotFound: One of them is no partner.
        NotToPartner: One of them may not be asked today.
    """
    check_permission(by, Permission.TABLE_MAKE)
    if wrong := (*fixed_problems(asked), *(() if nodes else ("nodes",))):
        raise AskedWrongly(field=", ".join(wrong))
    uid = str(identity.uid())
    with act(Event.FIGURES_ASKED, by=by, now=now, about=uid, nodes=", ".join(sorted(nodes))):
        row = FiguresRound.objects.create(
            uid=uid,
            asked=asked_document(asked),
            authority=by.reader.authority,
            made_by=by.handle,
            made_at=now,
            state=FiguresRound.State.OPEN,
        )
        for node in sorted(set(nodes)):
            known.partner(node)
            answering.say(row.uid, node, asked_written(asked), by=by, now=now)
            FiguresAnswer.objects.create(round=row, node=node)
    return row


def count_for(*, by: Officer, uid: str, now: datetime) -> PublicTable:
    """Count this node's part of a fixed table as a draft; from there it goes the way of every table, by two officers.

    A question that would isolate somebody, with those that were answered before, is refused, and whoever asked is told.
    Where nobody is counted it is refused alike, so that the refusal does not tell that there is somebody.

    Raises:
        Isolating: It would.
        NotNow: This node has its part already, or decided against it.
    """
    row = round_for(by, uid)
    if row.state != FiguresRound.State.OPEN or PublicTable.objects.filter(round=uid).exclude(state=State.GIVEN_UP):
        raise NotNow(state=row.state)
    asked = asked_from(row.asked)
    if reason := _isolates(asked, _units(by, asked)):
        refuse(by=by, uid=uid, reason=Reason.ISOLATING, now=now)
        raise Isolating(reason=reason)
    made = actions.make_table(by=by, asked=asked, now=now)
    with act(Event.TABLE_MADE, by=by, now=now, about=made.uid, round=uid):
        PublicTable.objects.filter(pk=made.pk).update(kind=Kind.FIGURES.value, round=uid, node=row.node)
    made.refresh_from_db()
    return made


def _units(by: Officer, asked: Asked) -> int:
    try:
        return sum(queries.counted_for(by, asked).counts.cells.values())
    except NothingCounted:
        return 0


def _isolates(asked: Asked, units: int) -> str:
    """Return why a question would isolate somebody with all that left this node; "" where it would not."""
    history: list[Query] = [
        query_of(asked_from(one.asked), units=one.units) for one in queries.together_with(asked, queries.released())
    ]
    return working.isolating(history, query_of(asked, units=units), Policy(threshold=asked.threshold))


def refuse(*, by: Officer, uid: str, reason: Reason, now: datetime) -> None:
    """Answer a partner's question with a reason and nothing else."""
    check_permission(by, Permission.TABLE_MAKE)
    row = round_for(by, uid)
    with act(Event.FIGURES_REFUSED, by=by, now=now, about=uid, reason=reason.value):
        if row.state != FiguresRound.State.OPEN:
            raise NotNow(state=row.state)
        FiguresRound.objects.filter(pk=row.pk).update(state=FiguresRound.State.REFUSED)
        if row.node:
            answering.say(uid, row.node, refused_written(reason), by=by, now=now)


def lay_together(*, by: Officer, uid: str, now: datetime) -> PublicTable:
    """Lay the parts that are there together, as the draft of a table that says which nodes answered.

    Raises:
        NotNow: The own part was not released, or no partner answered.
    """
    row = round_for(by, uid)
    own = PublicTable.objects.filter(round=uid, node="", state=State.PUBLISHED, kind=Kind.FIGURES.value).first()
    answers = row.answers.filter(state=FiguresAnswer.State.ANSWERED).order_by("node")
    publication = queries.publication_of(own) if own is not None else None
    if own is None or publication is None or not answers:
        raise NotNow(state=row.state)
    parts = [document(publication.tables[0]), *(one.table for one in answers)]
    sources = [asdict(SourceTold(node, node, "", "")) for node in (own.authority, *(one.node for one in answers))]
    made = str(identity.uid())
    with act(Event.TABLE_MADE, by=by, now=now, about=made, round=uid, parts=len(parts)):
        return PublicTable.objects.create(
            uid=made,
            kind=Kind.TABLE.value,
            asked=row.asked,
            counts={"joint": parts, "sources": sources, "coverage": asdict(Coverage())},
            marks=own.marks,
            round=uid,
            authority=by.reader.authority,
            made_by=by.handle,
            made_at=now,
        )
