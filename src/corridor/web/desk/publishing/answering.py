"""Puts on the lines what nodes ask each other for fixed tables, and what they answer; each write runs inside an act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.exchange.codes import Kind
from corridor.core.publishing.federation import answered_written
from corridor.web.base.ledger.actions import Act
from corridor.web.desk.lines import actions as lines
from corridor.web.desk.lines.records import Saying
from corridor.web.desk.partners.queries import check_may_go
from corridor.web.desk.publishing import queries
from corridor.web.desk.publishing.models import FiguresRound, PublicTable


def say(about: str, node: str, body: Mapping[str, Any], *, by: Officer, now: datetime) -> None:
    """Put an item about figures in the log for a partner.

    Raises:
        NotFound: There is no such partner.
        NotToPartner: Nothing may go there today.
    """
    purpose = by.reader.purpose
    basis = check_may_go(node, purpose=purpose, is_personal=False, kind=Kind.FIGURES.value, today=now.date())
    saying = Saying(
        kind=Kind.FIGURES,
        originator=by.reader.authority,
        about=about,
        version=1,
        body=body,
        purpose=purpose,
        legal_basis=basis,
    )
    lines.post(to=node, saying=saying, now=now)


def answer(row: PublicTable, *, by: Officer, now: datetime, doing: Act) -> None:
    """Answer the partner that asked with what two officers released: the protected table, and nothing else."""
    publication = queries.publication_of(row)
    FiguresRound.objects.filter(uid=row.round, node=row.node).update(
        state=FiguresRound.State.ANSWERED if row.node else FiguresRound.State.OPEN
    )
    if row.node and publication is not None:
        doing.note(Event.FIGURES_RELEASED, about=row.round, partner=row.node, digest=row.digest)
        say(row.round, row.node, answered_written(publication.tables[0]), by=by, now=now)
