"""What data protection asks of releases: what of a person's items left, what came, and ending it because the law asks.

Its officers read no content and release nothing; a release is named here by what it brought, never by what it says.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.exchange.codes import EndReason, Kind, ReleaseState
from corridor.core.exchange.errors import DecidedMeanwhile
from corridor.web.base.ledger.actions import Act
from corridor.web.desk.exchange.actions import end
from corridor.web.desk.exchange.models import Delivery, Received, Release
from corridor.web.desk.statements import record_store
from corridor.web.desk.statements.models import Load
from corridor.web.desk.statements.releasable import MOST_RECORDS


@dataclass(frozen=True, slots=True)
class Out:
    """A release that is out and told of some records, and the nodes that have it.

    `is_of_another_version` says that its recipients have a later version of the report than the one that told of them.
    """

    about: str
    partners: frozenset[str]
    is_of_another_version: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """The item by which the authorities of one node were last told of a release; `number` is 0 where no line was."""

    about: str
    partner: str
    authorities: tuple[str, ...]
    number: int


def out_telling(officer: Officer, records: Collection[int]) -> tuple[Out, ...]:
    """Return what the own authority released and has out that told of some records, now or in an earlier version.

    Raises:
        NotPermitted: The officer does not answer for what is held.
    """
    check_permission(officer, Permission.RIGHTS_MANAGE)
    loads = _loads_of(records)
    brought = {load.uid for load in loads}
    reports = {key for load in loads for record, key in _reports_in(load) if record in records}
    rows = Release.objects.filter(authority=officer.reader.authority, state=ReleaseState.OUT).order_by("about")
    return tuple(
        Out(row.about, frozenset(one.partner for one in row.deliveries.all()), row.load not in brought)
        for row in rows.prefetch_related("deliveries")
        if row.load in brought or (row.version > 1 and _is_of(row, reports))
    )


def _loads_of(records: Collection[int]) -> list[Load]:
    """Return the loads that brought some records."""
    numbers = {load for _, load in record_store.sightings(sorted(records))} if records else set()
    return list(Load.objects.filter(pk__in=numbers))


def _reports_in(load: Load) -> list[tuple[int, bytes]]:
    """Return the records of a load, each with the key of its report: the same in all versions, however marked."""
    return record_store.keys_of_load(load.pk, 0, MOST_RECORDS)


def _is_of(release: Release, reports: Collection[bytes]) -> bool:
    """Tell whether a release is of one of some reports, by their keys."""
    load = Load.objects.filter(uid=release.load).first()
    return load is not None and any(key in reports for _, key in _reports_in(load))


def hold(abouts: Collection[str]) -> None:
    """Hold releases for this write, before their lines: in the order in which whoever recalls one holds both."""
    list(Release.objects.select_for_update().filter(about__in=sorted(abouts)).order_by("about"))


def recall(about: str, doing: Act) -> tuple[Sent, ...]:
    """Recall a release because the law asks for it; nothing where it ended meanwhile. Runs inside an act."""
    release = Release.objects.get(about=about)
    reason = EndReason.LEGAL_DUTY.value
    with contextlib.suppress(DecidedMeanwhile):
        end(release, Kind.RECALL, ReleaseState.RECALLED, reason, doing)
        doing.note(Event.RELEASE_RECALLED, about=about, reason=reason)
    return sent(about)


def sent(about: str) -> tuple[Sent, ...]:
    """Return by which items the recipients of a release were told of it last, by node."""
    rows = Delivery.objects.filter(release__about=about).order_by("partner")
    return tuple(Sent(about, row.partner, tuple(row.authorities), row.number) for row in rows)


@dataclass(frozen=True, slots=True)
class Came:
    """Something that an authority abroad released to the own one, and the partner that brought it."""

    originator: str
    about: str
    partner: str


def received_telling(officer: Officer, records: Collection[int]) -> tuple[Came, ...]:
    """Return what was released to the own authority, is not over, and told of some records, by originator and name.

    Raises:
        NotPermitted: The officer does not answer for what is held.
    """
    check_permission(officer, Permission.RIGHTS_MANAGE)
    loads = [load.uid for load in _loads_of(records)]
    rows = Received.objects.filter(load__in=loads, ended_at=None).order_by("originator", "about", "version")
    own = officer.reader.authority
    return tuple({(row.originator, row.about): _came(row) for row in rows if own in row.recipients}.values())


def _came(row: Received) -> Came:
    return Came(row.originator, row.about, row.partner)


@dataclass(frozen=True, slots=True)
class Given:
    """A release as a partner that got it may ask of it: whose it is, and of which things it told."""

    authority: str
    things: Sequence[str]


def given_to(about: str, *, partner: str, authority: str) -> Given | None:
    """Return a release that went to an authority at a partner's node, whatever became of it; nothing if none did."""
    release = Release.objects.filter(about=about, deliveries__partner=partner).first()
    if release is None or authority not in release.deliveries.get(partner=partner).authorities:
        return None
    return Given(release.authority, list(release.things))


def attested(abouts: Collection[str]) -> dict[tuple[str, str], tuple[str, datetime | None]]:
    """Return what nodes attested of releases of this node, and when, by the release's name and the partner."""
    rows = Delivery.objects.filter(release__about__in=sorted(abouts)).select_related("release")
    return {(row.release.about, row.partner): (row.attested, row.attested_at) for row in rows}
