"""Reads of releases: what one's own authority released, what was released to it, and what may still be released."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

from django.db.models import Q, QuerySet

from corridor import shelf
from corridor.core.access.codes import CONTENT_PERMISSIONS, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.entities.codes import Type
from corridor.core.entities.records import Draft
from corridor.core.exchange.codes import Kind, ReceivedState, ReleaseState
from corridor.core.exchange.holding import CARRIED
from corridor.core.handling.codes import Use
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.web.base import keys
from corridor.web.base.accounts import queries as people
from corridor.web.base.doors.queries import own_code
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.entities.queries import thing_for
from corridor.web.desk.exchange.models import Received, Release
from corridor.web.desk.lines import queries as lines
from corridor.web.desk.lines.queries import LineNow, Passed
from corridor.web.desk.reports import queries as reports
from corridor.web.desk.reports.queries import EDITION
from corridor.web.desk.reports.screening import findings_in
from corridor.web.desk.statements import past, record_store, releasable, terms
from corridor.web.desk.statements.models import Load

MOST_SHOWN = 200
MOST_LOOKED_AT = 1000
"""So many releases are listed, the latest, and of so many it is looked whether they are for the reader."""

MOST_LOOKED_THROUGH = 50_000
"""So many characters of free text are looked through for what names or reaches a person."""

FURTHER_USES = (Use.PRINT, Use.EXPORT, Use.FORWARD, Use.EVIDENCE)
"""What a reader may do with a thing beside reading it, each asked by itself."""

SHOWN_KINDS = sorted(kind.value for kind in (*CARRIED, Kind.ATTESTATION, Kind.TOLD, Kind.CARD, Kind.HEAD))
"""The kinds of items that traffic shows to who reads content; the others have pages of their own."""


def is_personal(drafts: Iterable[Draft], looked_through: set[str] | None = None) -> bool:
    """Return whether things include persons, roles, or anything else that the schemata call personal.

    A text that seems to name or to reach a person is personal too, and so is more text than is looked through.

    Args:
        looked_through: Texts of the same sender that name nobody; those found here are added.
    """
    registry, texts = shelf.registry(), list[str]()
    for draft in drafts:
        if draft.kind not in registry.schemata:
            continue
        props = [registry.properties[one.prop] for one in draft.claims if one.prop in registry.properties]
        if registry.schemata[draft.kind].personal or any(prop.personal for prop in props):
            return True
        free = {prop.name for prop in props if prop.type is Type.TEXT}
        texts += [one.value for one in draft.claims if one.prop in free]
    if sum(map(len, texts)) > MOST_LOOKED_THROUGH:
        return True
    known = set() if looked_through is None else looked_through
    for text in texts:
        if text not in known and findings_in(text):
            return True
        known.add(text)
    return False


def about_of(authority: str, load: str) -> str:
    """Return how a report is named on every node: as it is released now, or was, or would be first."""
    known = Release.objects.filter(load=load, authority=authority).exclude(state=ReleaseState.DENIED)
    now_out = known.filter(state=ReleaseState.OUT).values_list("about", flat=True).first()
    return now_out or known.values_list("about", flat=True).first() or _named(authority, load, 0)


def next_about(authority: str, load: str) -> str:
    """Return the name of the next release of a report: what was ended stays so wherever it went, under its name."""
    taken = Release.objects.exclude(state=ReleaseState.DENIED)
    names = (_named(authority, load, nth) for nth in count())
    return next(name for name in names if not taken.filter(about=name).exists())


def _named(authority: str, load: str, nth: int) -> str:
    said = f"corridor release 1\n{authority}\n{load}\n{nth}".encode()
    return hashlib.blake2b(said, digest_size=16, key=keys.digest_key()).hexdigest()


def own_load_for(officer: Officer, uid: str) -> Load:
    """Return a report of the officer's own authority that stands and that the officer may read.

    Raises:
        NotFound: There is none.
    """
    own = {"dataset__authority": officer.reader.authority, "dataset__edition": EDITION}
    load = Load.objects.select_related("dataset").filter(uid=uid, **own).first() if is_uid(uid) else None
    if load is None or not record_store.told(officer.reader_class, Use.READ, [load.pk]):
        raise NotFound(kind="report")
    return load


def own_release_for(officer: Officer, about: str) -> Release:
    """Return a release of the officer's own authority, whose report the officer may read or might have read.

    Raises:
        NotFound: There is none.
    """
    check_permission(officer, Permission.RELEASE_ABROAD)
    found = _own(officer).filter(about=about).first() if is_uid(about) else None
    if found is None or not visible_marks(officer.reader_class, [found.mark]):
        raise NotFound(kind="release")
    return found


def releases_for(officer: Officer) -> Sequence[Release]:
    """Return what the officer's own authority released, or is about to, as far as the officer may know of it.

    The latest comes first.

    Raises:
        NotPermitted: The officer's function does not release.
    """
    check_permission(officer, Permission.RELEASE_ABROAD)
    rows = _own(officer).prefetch_related("deliveries").order_by("-asked_at", "-pk")
    readable = visible_marks(officer.reader_class, set(_own(officer).values_list("mark", flat=True)))
    return list(rows.filter(mark__in=readable)[:MOST_SHOWN])


def releases_of(officer: Officer, load: str) -> Sequence[Release]:
    """Return the releases of one report, the latest first; nothing where the officer may not know of them."""
    return [one for one in releases_for(officer) if one.load == load]


def _own(officer: Officer) -> QuerySet[Release]:
    return Release.objects.filter(authority=officer.reader.authority)


def corrected_load_of(officer: Officer, release: Release) -> str:
    """Return the corrected version of a released report that has not gone out; nothing where there is none."""
    latest = reports.latest_load(release.load)
    if release.state != ReleaseState.OUT or latest == release.load:
        return ""
    try:
        return own_load_for(officer, latest).uid
    except NotFound:
        return ""


def received_for(officer: Officer) -> Sequence[Received]:
    """Return what was released to the officer's authority and may be known of, in its latest version, latest first.

    Raises:
        NotPermitted: The officer's function does not read what partners send.
    """
    check_permission(officer, Permission.RECEIVED_READ)
    rows = Received.objects.exclude(state=ReceivedState.REPLACED).order_by("-came_at", "-pk")
    readable = visible_marks(officer.reader_class, set(rows.values_list("mark", flat=True)))
    rows = rows.exclude(load__in=_over())
    mine = (row for row in rows.filter(mark__in=readable)[:MOST_LOOKED_AT] if _is_for(officer, row))
    return list({(row.originator, row.about): row for row in reversed(list(mine))}.values())[::-1][:MOST_SHOWN]


def _over() -> QuerySet[Any]:
    """Return the loads of reports whose own term is over here, erased or not; what their owner ended is told."""
    erased = Load.objects.filter(state=Load.State.ERASED, uid__in=Received.objects.filter(ended_at=None).values("load"))
    overdue = Load.objects.filter(pk__in=terms.overdue_loads())
    return (erased | overdue).values("uid")


def _is_for(officer: Officer, row: Received) -> bool:
    return officer.reader.authority in row.recipients


def received_about(officer: Officer, uid: str) -> Sequence[Received]:
    """Return what was released to the officer's authority and says something of a thing, the latest first.

    Raises:
        NotFound: The thing does not exist for the officer.
        NotPermitted: The officer's function does not read what partners send.
    """
    check_permission(officer, Permission.RECEIVED_READ)
    loads = {one.load for one in thing_for(officer, uid).sources.values()}
    return [row for row in received_for(officer) if row.load in loads]


def received_one(officer: Officer, load: str) -> Received:
    """Return one thing that was received, in the version that a load brought.

    Raises:
        NotFound: There is none, or not for this officer.
        NotPermitted: The officer's function does not read what partners send.
    """
    check_permission(officer, Permission.RECEIVED_READ)
    row = Received.objects.filter(load=load).exclude(load__in=_over()).first() if is_uid(load) else None
    if row is None or not _is_for(officer, row) or not visible_marks(officer.reader_class, [row.mark]):
        raise NotFound(kind="release")
    return row


def unseen(officer: Officer, received: Received) -> list[tuple[str, list[past.Told]]]:
    """Return what something says that waits for review, for whoever reviews it: by thing, the main one first.

    Raises:
        NotPermitted: The officer's function does not review.
    """
    check_permission(officer, Permission.RECEIVED_REVIEW)
    load = Load.objects.filter(uid=received.load).first()
    return releasable.said_unseen(officer, load) if load is not None else []


def reads_whole(officer: Officer, received: Received) -> bool:
    """Tell whether an officer may read everything that something received says."""
    marks = [mark for load in Load.objects.filter(uid=received.load) for mark in record_store.marks_of(load.pk)]
    return visible_marks(officer.reader_class, marks) == set(marks)


def uses_of(officer: Officer, received: Received) -> Use:
    """Return the further uses that this reader may make of anything that was received with a report."""
    loads = list(Load.objects.filter(uid=received.load).values_list("pk", flat=True))
    found = Use(0)
    for use in FURTHER_USES:
        if record_store.told(officer.reader_class, use, loads):
            found |= use
    return found


def history_of(officer: Officer, release: Release) -> tuple[Passed, ...]:
    """Return every item by which something was told of a release, the latest first."""
    own_release_for(officer, release.about)
    return lines.items_about(originator=release.authority, about=release.about)


def lines_now_for(officer: Officer) -> tuple[LineNow, ...]:
    """Return how the lines to partners stand, counting the items that the officer may know of.

    Raises:
        NotPermitted: The officer's function does not see the traffic.
    """
    return lines.lines_for(officer, posted=_posted_for(officer), came=_came_for(officer))


def last_items_for(officer: Officer) -> tuple[tuple[Passed, ...], tuple[Passed, ...]]:
    """Return the last items to and from partners that the officer may know of, without what they say; latest first.

    Raises:
        NotPermitted: The officer's function does not see the traffic.
    """
    return lines.last_items(officer, posted=_posted_for(officer), came=_came_for(officer))


def _sees_all(officer: Officer) -> bool:
    """Tell whether somebody sees that every item was there: who oversees the node and reads no content."""
    return people.is_of_the_house(officer) and not officer.permissions & CONTENT_PERMISSIONS


def _posted_for(officer: Officer) -> Q:
    own = (officer.reader.authority, own_code())
    return Q() if _sees_all(officer) else Q(originator__in=own) & _came_for(officer)


def _came_for(officer: Officer) -> Q:
    if _sees_all(officer):
        return Q()
    return Q(kind__in=SHOWN_KINDS) & ~Q(about__in=_hidden(officer))


def _hidden(officer: Officer) -> set[str]:
    """Return the names of what was released or received of which this officer may not know."""
    found: set[str] = set()
    own, rows = officer.reader.authority, list(Release.objects.values_list("about", "mark", "authority"))
    readable = visible_marks(officer.reader_class, {mark for _, mark, _ in rows})
    found |= {about for about, mark, authority in rows if mark not in readable or authority != own}
    received = list(Received.objects.values_list("about", "mark", "recipients"))
    readable = visible_marks(officer.reader_class, {mark for _, mark, _ in received})
    return found | {about for about, mark, named in received if mark not in readable or own not in named}
