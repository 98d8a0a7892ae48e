"""Reads of what came of reports, from what this reader may read alone: nothing here is known by another way.

A report is told about only while its author may read it. What others say is what the author reads of the same thing;
use by others is told by kind and month, once the month is over. Nothing is counted over officers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from django.db.models import Q
from django.utils import timezone

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.returned.codes import Agreement, Kind
from corridor.core.returned.rules import agreement, months_told
from corridor.web.base.marks.queries import visible_marks
from corridor.web.base.oversight import queries as oversight
from corridor.web.desk.centre import queries as centre
from corridor.web.desk.centre.queries import Warned
from corridor.web.desk.entities.queries import Thing, thing_for
from corridor.web.desk.reports import queries as reports
from corridor.web.desk.returned.models import Question, Thanks
from corridor.web.desk.statements import store
from corridor.web.desk.statements.models import Load, Record, Sighting, Standing
from corridor.web.desk.statements.titles import titles_for

Told = TypeVar("Told", Question, Thanks)

PAGE = 20
MOST = 400
"""So many reports of an officer are looked at, the latest."""


@dataclass(frozen=True)
class Filed:
    """A report that stands: its load, what it is about, and its reference where it was written here."""

    load: str
    thing: str
    filed_on: str
    published_at: datetime
    ref: str = ""
    version: int = 1
    corrected_at: datetime | None = None


@dataclass(frozen=True)
class CameOf:
    """What came of one report, as its author may know it."""

    filed: Filed
    title: str
    agreed: Mapping[str, Agreement] = field(default_factory=dict)
    others_on: date | None = None
    same: tuple[tuple[str, str], ...] = ()
    same_on: date | None = None
    uses: tuple[tuple[str, str], ...] = ()
    alerts: tuple[Warned, ...] = ()
    questions: tuple[Question, ...] = ()
    thanks: tuple[Thanks, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Tell whether nothing came of it yet."""
        told = (self.agreed, self.same, self.uses, self.alerts, self.questions, self.thanks, self.filed.version > 1)
        return not any(told)


@dataclass(frozen=True)
class Behind:
    """A report behind a thing, as a reader sees it who may ask about it: its load, authority and day."""

    load: str
    authority: str
    filed_on: str
    author: str
    is_own: bool
    asked: tuple[Question, ...] = ()
    thanked: bool = False


def may_ask_back(officer: Officer) -> bool:
    """Tell whether something can come back to this officer: one who files reports and reads things."""
    return {Permission.REPORT_FILE, Permission.ENTITY_READ} <= officer.permissions


def filed_by(officer: Officer, *, whole_authority: bool = False, most: int = MOST) -> list[Filed]:
    """Return the standing reports of an officer, or of the whole authority, that this reader may read; latest first.

    Raises:
        NotPermitted: The function files no reports, or asks for the authority's and does not review readings.
    """
    check_permission(officer, Permission.REPORT_FILE)
    if whole_authority:
        check_permission(officer, Permission.READING_REVIEW)
    authority = officer.reader.authority
    written = {one.load: one for one in reports.released_of(authority, "" if whole_authority else officer.handle)}
    loads = Load.objects.filter(dataset__edition=reports.EDITION, dataset__authority=authority, state="published")
    if not whole_authority:
        others = reports.released_loads(authority) - set(written)
        loads = loads.filter(Q(brought_by=officer.handle) | Q(uid__in=written)).exclude(uid__in=others)
    found = list(loads.order_by("-released_on", "-published_at", "uid")[:most])
    standing = set(Standing.objects.filter(load__in=[load.pk for load in found]).values_list("load", flat=True))
    readable = visible_marks(officer.reader_class, {load.mark for load in found})
    things = _things([load for load in found if load.pk in standing and load.mark in readable])
    return [_filed(load, things[load.pk], written.get(load.uid)) for load in found if load.pk in things]


def _filed(load: Load, thing: str, report: reports.Released | None) -> Filed:
    at = load.published_at or load.brought_at
    if report is None:
        return Filed(load.uid, thing, load.released_on, at)
    corrected = report.released_at if report.version > 1 else None
    return Filed(load.uid, report.thing or thing, load.released_on, at, report.ref, report.version, corrected)


def _things(loads: Sequence[Load]) -> dict[int, str]:
    """Return what each report is about: the first thing of its record."""
    numbers = [load.pk for load in loads]
    records = dict(Sighting.objects.filter(load__in=numbers).order_by("-record").values_list("load", "record"))
    entities = dict(Record.objects.filter(pk__in=records.values()).values_list("pk", "entity"))
    uids = store.uids_of(set(entities.values()))
    return {load: uids[entities[record]] for load, record in records.items() if record in entities}


def came_of(officer: Officer, filed: Sequence[Filed], *, today: date) -> list[CameOf]:
    """Return what came of reports, leaving out those whose thing this reader may not read."""
    things = {}
    for one in filed:
        try:
            things[one.load] = thing_for(officer, one.thing)
        except NotFound:
            continue
    told = [one for one in filed if one.load in things and _is_read(things[one.load], one.load)]
    titles = titles_for(officer, [things[one.load].entity for one in told])
    uses = oversight.used_for(officer, [one.thing for one in told])
    called = {one.load: sorted(store.uids_of(things[one.load].cluster).values()) for one in told}
    mine = Question.objects.filter(load__in=[one.load for one in told], to_author=officer.handle)
    asked = _by_load(mine.order_by("asked_at", "uid"))
    thanked = _by_load(Thanks.objects.filter(load__in=[one.load for one in told]).order_by("sentence", "of_authority"))
    alerts = centre.about_for(officer, {uid for names in called.values() for uid in names}, now=timezone.now())
    found = []
    for one in told:
        thing = things[one.load]
        agreed, others_on = _agreed(thing, one.load)
        others = [entity for entity in thing.cluster if entity != thing.entity]
        named = titles_for(officer, others)
        uids = store.uids_of(others)
        judged = [judgement.judged_at.date() for judgement in thing.judgements]
        found.append(
            CameOf(
                filed=one,
                title=titles.get(thing.entity, ""),
                agreed=agreed,
                others_on=others_on,
                same=tuple(sorted((uids[entity], named.get(entity, "")) for entity in others)),
                same_on=max(judged, default=None) if others else None,
                alerts=tuple(alert for uid in called[one.load] for alert in alerts.get(uid, ())),
                uses=months_told(uses.get(one.thing, set()), today=today),
                questions=tuple(asked.get(one.load, ())),
                thanks=tuple(thanked.get(one.load, ())),
            )
        )
    return found


def _by_load(rows: Iterable[Told]) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    for row in rows:
        found.setdefault(row.load, []).append(row)
    return found


def _is_read(thing: Thing, load: str) -> bool:
    return any(one.load == load for one in thing.sources.values())


def _agreed(thing: Thing, load: str) -> tuple[Mapping[str, Agreement], date | None]:
    """Return whether what other reports and sources say bears this one out, and when the latest of them came."""
    own: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    days: list[date] = []
    for prop in thing.laid.props:
        for row in thing.laid.rows(prop):
            source = thing.sources.get(int(str(row[5])))
            if source is None:
                continue
            (own if source.load == load else others).append((prop, row[1]))
            if source.load != load:
                days.append(source.brought_at.date())
    agreed = agreement(own, others, shelf.registry())
    return agreed, max(days, default=None) if agreed else None


def behind(officer: Officer, uid: str) -> tuple[Thing, tuple[Behind, ...]]:
    """Return the reports behind a thing that this reader may read, each with the reader's own questions.

    Raises:
        NotPermitted: The function asks no questions.
        NotFound: The thing does not exist for the reader.
    """
    check_permission(officer, Permission.FEEDBACK_GIVE)
    thing = thing_for(officer, uid)
    uids = {one.load for one in thing.sources.values() if thing.datasets[one.dataset].edition == reports.EDITION}
    loads = list(Load.objects.select_related("dataset").filter(uid__in=uids).order_by("published_at", "uid"))
    authors = reports.authors_of([load.uid for load in loads])
    mine = _by_load(Question.objects.filter(load__in=uids, asked_by=officer.handle).order_by("asked_at"))
    own = officer.reader.authority
    thanked = set(Thanks.objects.filter(load__in=uids, of_authority=own).values_list("load", flat=True))
    return thing, tuple(
        Behind(
            load=load.uid,
            authority=load.dataset.authority,
            filed_on=load.released_on,
            author=authors.get(load.uid, load.brought_by),
            is_own=authors.get(load.uid, load.brought_by) == officer.handle,
            asked=tuple(mine.get(load.uid, ())),
            thanked=load.uid in thanked,
        )
        for load in loads
    )


def question_for(officer: Officer, uid: str) -> Question:
    """Return a question that this officer may answer, while the report can be read; or behave as if there were none."""
    found = Question.objects.filter(uid=uid, to_author=officer.handle, to_authority=officer.reader.authority).first()
    if found is None or not may_ask_back(officer):
        raise NotFound(kind="question")
    if not _is_read(thing_for(officer, found.thing), found.load):
        raise NotFound(kind="question")
    return found


def news_of(found: CameOf) -> Iterator[tuple[Kind, date]]:
    """Yield what came of a report with the day on which it came, as far as it has one."""
    for question in found.questions:
        yield Kind.ASKED, question.asked_at.date()
    for thanks in found.thanks:
        yield Kind.THANKED, thanks.given_at.date()
    if found.others_on is not None:
        kinds = set(found.agreed.values())
        yield (Kind.BORNE_OUT if Agreement.SAME in kinds else Kind.SAID_OTHERWISE), found.others_on
    if found.same_on is not None:
        yield Kind.SAME, found.same_on
    if found.filed.corrected_at is not None:
        yield Kind.CORRECTED, found.filed.corrected_at.date()
    for alert in found.alerts:
        yield Kind.ALERTED, alert.on
    if found.uses:
        yield Kind.USED, _after(found.uses[0][0])


def _after(month: str) -> date:
    """Return the first day after a month: from then on it is told."""
    year, number = int(month[:4]), int(month[5:7])
    return date(year + number // 12, number % 12 + 1, 1)


def answers_for(officer: Officer) -> list[Question]:
    """Return the questions that this officer asked and that were answered, while their reports can be read."""
    answered = Question.objects.filter(
        asked_by=officer.handle, of_authority=officer.reader.authority, answered_at__isnull=False
    )
    found = []
    for question in answered.order_by("-answered_at", "uid")[:PAGE]:
        try:
            if _is_read(thing_for(officer, question.thing), question.load):
                found.append(question)
        except NotFound:
            continue
    return found
