"""Lays out what States have in common: the pool, and what agencies gave their national desk."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.urls import reverse
from django.utils.translation import gettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.centre.codes import ProposalState
from corridor.core.centre.passing import Passing
from corridor.web.design.pieces import Choice
from corridor.web.design.shown import moment
from corridor.web.desk.centre import carrying, pool, queries, wording
from corridor.web.desk.centre.pool import Pooled, Proposed
from corridor.web.desk.centre.wording import PROPOSALS
from corridor.web.desk.pages.centre import NationalPage, PassingRow, PoolGroup, PoolPage, PoolRow, ProposalRow
from corridor.web.desk.pages.imports import State
from corridor.web.desk.statements.presenting import kind_label, marking_badge


def pool_page(found: Sequence[Pooled], language: str) -> PoolPage:
    """Return what each authority released to all members, the newest first."""
    names = dict(queries.members())
    groups = dict.fromkeys(sorted({one.authority for one in found}))
    return PoolPage(
        tuple(
            PoolGroup(
                f"{names.get(code, code)} ({code})",
                tuple(row(one, language) for one in found if one.authority == code),
            )
            for code in groups
        )
    )


def row(one: Pooled, language: str) -> PoolRow:
    """Return one report that members have in common."""
    return PoolRow(
        url=reverse("desk:thing", args=[one.thing]),
        title=one.title or kind_label(one.kind, language),
        kind=kind_label(one.kind, language),
        authority=one.authority,
        filed_on=one.filed_on,
        released=moment(one.released_at, language),
        marking=marking_badge(one.mark, language),
    )


def national_page(
    officer: Officer,
    found: Sequence[Pooled],
    to: Collection[str],
    told: Sequence[Passing],
    proposed: Sequence[Proposed],
    language: str,
) -> NationalPage:
    """Return what agencies released to the national desk, what may go abroad, and what was proposed."""
    own = officer.reader.authority
    said = {one.item.uid: one for one in told}
    return NationalPage(
        rows=tuple(_passing(one, said.get(one.load), language) for one in found),
        to=tuple(Choice(code, carrying.name_of(code) or code, code in to, code) for code in carrying.abroad(own)),
        asked=tuple(sorted(to)),
        going=tuple(one.item.uid for one in told if one.may_go),
        propose_url=reverse("desk:centre-propose"),
        proposals=tuple(_proposal(officer, one, language) for one in proposed),
        named_url=reverse("desk:centre-named"),
        is_named=own in pool.named_abroad([own]),
    )


def _proposal(officer: Officer, one: Proposed, language: str) -> ProposalRow:
    label, tone = PROPOSALS[ProposalState(one.row.state)]
    decides = one.is_own and one.row.state == ProposalState.WAITING and Permission.RELEASE_ABROAD in officer.permissions
    return ProposalRow(
        report=row(one.report, language),
        desk=one.row.desk,
        to=tuple(one.row.to),
        state=State(one.row.state, gettext(label), tone),
        decide_url=reverse("desk:centre-proposal-decide", args=[one.row.uid]) if decides else "",
    )


def _passing(one: Pooled, told: Passing | None, language: str) -> PassingRow:
    if told is None:
        return PassingRow(row(one, language), State("open", gettext("choose where it is to go")), "", ())
    state = (
        State("may", gettext("may go"), "good") if told.may_go else State("may-not", gettext("may not go"), "stopped")
    )
    against = tuple((authority, wording.against_label(reasons)) for authority, reasons in told.against.items())
    return PassingRow(row(one, language), state, told.source, against)
