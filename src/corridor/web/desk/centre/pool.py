"""Reads of what States have in common: the reports that all members may read, and what agencies gave their State."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from corridor import shelf
from corridor.core.access.codes import Permission, Zone
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.centre.passing import Item, Passing, passing
from corridor.core.handling.codes import Use
from corridor.core.handling.records import Marking, Reader
from corridor.core.handling.rules import deciding
from corridor.web.base.accounts import queries as people
from corridor.web.base.marks.queries import marking_of, visible_marks
from corridor.web.base.marks.terms import kept
from corridor.web.desk.centre import queries
from corridor.web.desk.centre.models import AgencyNamed, Proposal
from corridor.web.desk.reports.queries import EDITION
from corridor.web.desk.statements import store
from corridor.web.desk.statements.models import Load, Record, Sighting, Standing
from corridor.web.desk.statements.queries import prop_numbers
from corridor.web.desk.statements.terms import overdue_loads
from corridor.web.desk.statements.titles import titles_for

MOST = 200
"""So many reports are listed, the newest."""


@dataclass(frozen=True)
class Pooled:
    """A report that stands, as one reader may see it: whose it is, what it is about, when it was released."""

    load: str
    authority: str
    thing: str
    title: str
    kind: str
    filed_on: str
    released_at: datetime
    mark: int


def pool_for(officer: Officer) -> tuple[Pooled, ...]:
    """Return the reports that every member of the centre may read, and this reader too; the newest first.

    Raises:
        NotPermitted: The function reads no things.
    """
    check_permission(officer, Permission.ENTITY_READ)
    members = [code for code, _ in queries.members()]
    return _reports(officer, lambda marking: all(_admits(code, marking) for code in members))


def inbox_for(officer: Officer) -> tuple[Pooled, ...]:
    """Return what other authorities of the own State released so that this reader may read it; the newest first.

    Raises:
        NotPermitted: The function releases no reports.
    """
    check_permission(officer, Permission.REPORT_RELEASE)
    agencies = set(agencies_of(officer.reader.authority))
    return _reports(officer, lambda marking: marking.originator in agencies)


def agencies_of(desk: str) -> tuple[str, ...]:
    """Return the other authorities on this node that are of the same State, by code; a joint centre is of none."""
    centres = dict(queries.centres())
    if desk in centres:
        return ()
    country = people.authority_of(desk).country
    others = (code for code, _ in queries.members() if code != desk and code not in centres)
    return tuple(code for code in others if people.authority_of(code).country == country)


def named_abroad(agencies: Iterable[str]) -> frozenset[str]:
    """Return the agencies that let a national desk name them abroad."""
    return frozenset(AgencyNamed.objects.filter(authority__in=list(agencies)).values_list("authority", flat=True))


def passing_for(officer: Officer, found: Sequence[Pooled], to: Collection[str]) -> tuple[Passing, ...]:
    """Return what each agency's marking says to passing its report on to authorities abroad."""
    items = [Item(one.load, one.authority, marking_of(one.mark)) for one in found]
    named = named_abroad({one.authority for one in found})
    return passing(items, desk=officer.reader, to=to, named=named, schemes=shelf.schemes())


@dataclass(frozen=True)
class Proposed:
    """A proposal of a national desk with its report, as one reader may see it; `is_own` for the agency that decides."""

    row: Proposal
    report: Pooled
    is_own: bool


def proposals_for(officer: Officer, *, now: datetime) -> tuple[Proposed, ...]:
    """Return what a national desk proposed to the own agency, or the own authority proposed as a desk; newest first.

    Raises:
        NotPermitted: The function releases no reports.
    """
    check_permission(officer, Permission.REPORT_RELEASE)
    own = officer.reader.authority
    ours = Proposal.objects.filter(Q(agency=own) | Q(desk=own))
    marks = visible_marks(officer.reader_class, ours.values_list("mark", flat=True).distinct())
    rows = list(ours.filter(kept(marks, "proposed_at", now=now)).order_by("-proposed_at", "uid")[:MOST])
    named = {row.load for row in rows}
    agencies = {row.agency for row in rows}
    reports = _reports(officer, lambda marking: marking.originator in agencies, only=named) if rows else ()
    readable = {one.load: one for one in reports}
    return tuple(Proposed(row, readable[row.load], row.agency == own) for row in rows if row.load in readable)


def _reports(
    officer: Officer, admits: Callable[[Marking], bool], only: Collection[str] | None = None
) -> tuple[Pooled, ...]:
    loads = Load.objects.filter(dataset__edition=EDITION, state=Load.State.PUBLISHED)
    if only is not None:
        loads = loads.filter(uid__in=sorted(only))
    seen = visible_marks(officer.reader_class, loads.order_by().values_list("mark", flat=True).distinct())
    marks = [mark for mark in seen if admits(marking_of(mark))]
    standing = Standing.objects.values("load")
    newest = loads.filter(mark__in=marks, pk__in=standing).exclude(pk__in=overdue_loads()).select_related("dataset")
    return _told(officer, list(newest.order_by("-published_at", "uid")[:MOST]))


def _told(officer: Officer, loads: Sequence[Load]) -> tuple[Pooled, ...]:
    numbers = [load.pk for load in loads]
    records = dict(Sighting.objects.filter(load__in=numbers).order_by("-record").values_list("load", "record"))
    entities = dict(Record.objects.filter(pk__in=records.values()).values_list("pk", "entity"))
    about = {load: entities[record] for load, record in records.items() if record in entities}
    things = sorted(set(about.values()))
    kinds = dict(store.visible_values(officer.reader_class, Use.READ, things, prop_numbers()["kind"])) if things else {}
    titles, uids = titles_for(officer, things), store.uids_of(things)
    return tuple(
        Pooled(
            load=load.uid,
            authority=load.dataset.authority,
            thing=uids[about[load.pk]],
            title=titles.get(about[load.pk], ""),
            kind=kinds[about[load.pk]],
            filed_on=load.released_on,
            released_at=load.published_at or load.brought_at,
            mark=load.mark,
        )
        for load in loads
        if about.get(load.pk) in kinds
    )


def _admits(authority: str, marking: Marking) -> bool:
    """Tell whether somebody at an authority may read what stands under a marking, for one of their purposes."""
    schemes = shelf.schemes()
    return any(
        Use.READ in deciding(Reader(authority, code, purpose), schemes)(marking)
        for code, one in shelf.functions().items()
        if one.zone is Zone.DESK and Permission.ENTITY_READ in one.permissions
        for purpose in one.purposes
    )
