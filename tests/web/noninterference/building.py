"""Carries out a world at a node: all of it, or without what one reader may not see; or deletes that afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from django.conf import settings
from django.db import connection
from django.utils import timezone

from corridor import shelf
from corridor.core.access.codes import Event
from corridor.core.access.readings import MARKING_CHARACTERS, Shown, noted, shown_in
from corridor.core.attachments.quarantine import Ground
from corridor.core.centre.codes import AlertKind, EntryKind, Haste
from corridor.core.centre.records import Saying
from corridor.core.entities.records import Draft
from corridor.core.exchange.codes import Kind, Urgency
from corridor.core.exchange.records import Content, Item
from corridor.core.exchange.releases import Released, body_of, may_have, narrowed
from corridor.core.handling.codes import Use
from corridor.core.handling.exchange import digest
from corridor.core.handling.records import Marking, Reader
from corridor.core.handling.rules import uses_for
from corridor.core.kernel.errors import CorridorError
from corridor.core.kernel.identifiers import Uid
from corridor.web.base import identity
from corridor.web.base.accounts.queries import authorities
from corridor.web.base.doors.actions import service
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act, record
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.marks.actions import intern
from corridor.web.base.marks.models import Mark
from corridor.web.base.marks.queries import marking_of
from corridor.web.desk.centre import actions as centre
from corridor.web.desk.centre import shifting
from corridor.web.desk.centre.models import CentreAlert
from corridor.web.desk.deaths.models import DeathsRemaining
from corridor.web.desk.exchange.queries import is_personal
from corridor.web.desk.exchange.taking import take_release
from corridor.web.desk.imports import actions as imports
from corridor.web.desk.imports.wizard.actions import save_mapping
from corridor.web.desk.lines.records import Arrived
from corridor.web.desk.quarantine import actions as quarantine
from corridor.web.desk.reports import writing
from corridor.web.desk.reports.actions import Filing, file_report
from corridor.web.desk.statements import inserting, store
from corridor.web.desk.statements.models import Load
from corridor.web.desk.statements.shown import shown_of
from tests import cast, make
from tests.web.noninterference.promising import Laid, Promised, lay
from tests.web.noninterference.promising import delete as delete_promised
from tests.web.noninterference.worlds import (
    THINGS,
    Alerted,
    Import,
    Judgement,
    Layout,
    Logged,
    Report,
    Step,
    Turn,
    World,
)

START = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)
AFTER = START + timedelta(hours=1)
"""When a world's story is over and the questions begin."""
Sees = Callable[[Marking], bool]


@dataclass
class Clock:
    """The clock of a world; it moves from step to step only."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now


@contextmanager
def frozen(seed: int) -> Iterator[Clock]:
    """Take time and random identifiers from the world instead of from the machine."""
    clock = Clock()
    usual = timezone.now
    timezone.now = clock
    try:
        yield clock
    finally:
        timezone.now = usual
        identity.set_source()


def identifiers_of(*names: object) -> None:
    """Let identifiers from now on follow from these names alone."""
    seed = hashlib.sha256("|".join(map(str, names)).encode()).digest()
    identity.set_source(Random(seed).randbytes)


@dataclass
class Built:
    """What came of each step: references by which it is asked for later, and how long the ledger was after it."""

    loads: dict[int, str] = field(default_factory=dict)
    uploads: dict[int, str] = field(default_factory=dict)
    judgements: dict[int, str] = field(default_factory=dict)
    mappings: dict[int, str] = field(default_factory=dict)
    held_files: dict[int, str] = field(default_factory=dict)
    reports: dict[tuple[int, str], str] = field(default_factory=dict)
    alerts: dict[int, str] = field(default_factory=dict)
    entries: dict[int, str] = field(default_factory=dict)
    promised: Laid = field(default_factory=Laid)
    ledger: list[int] = field(default_factory=list)
    readings: list[Looked] = field(default_factory=list)


@dataclass(frozen=True)
class Looked:
    """Somebody looked at a thing, and what the ledger notes of the items shown."""

    member: cast.Member
    thing: str
    shown: tuple[Shown, ...]


LOOKERS = (cast.ANALYST_XB, cast.PROSECUTOR_XC, cast.ANALYST_XA)
"""When a story is over, these look at everything they may see, so that originators have something to be told."""


def everything(marking: Marking) -> bool:
    """See all of a world."""
    return True


def sees(reader: Reader) -> Sees:
    """Return what a reader sees of a world: what may be read."""
    return lambda marking: bool(uses_for(reader, marking, shelf.schemes()) & Use.READ)


def prepare() -> None:
    """Give the node its mappings, and open the class of everybody, as if all had signed in at the start."""
    for whole in (False, True):
        name = f"landings-{'whole' if whole else 'part'}"
        make.mapping(name, source="landings-source", edition="landings", whole=whole)
    for member in (*cast.EVERYBODY, *cast.REPORTING):
        cast.officer(member)


def carry_out(
    world: World, clock: Clock, *, may: Sees = everything, reader: str = "", like: Built | None = None
) -> Built:
    """Carry out a world at the node one is at.

    Args:
        may: What the reader may see; all else is left out, as if nobody had ever known it.
        reader: The handle whose own waiting files are kept.
        like: How the whole world was built; acts that are left out are still in the ledger, which counts them.
    """
    built = Built(promised=Laid(_member(reader)))
    for number, step in enumerate(world.steps):
        clock.now = START + timedelta(minutes=number)
        identifiers_of(world.seed, number)
        _carry_out(step, number, world.steps, built, may, reader)
        while like is not None and LedgerEntry.objects.count() < like.ledger[number]:
            record(Event.PAGE_READ, by=cast.officer(cast.OVERSEER_XA), now=clock.now)
        built.ledger.append(LedgerEntry.objects.count())
    built.readings = _looked() if like is None else [_as_far_as(may, one, world) for one in like.readings]
    for one in built.readings:
        record(Event.PAGE_READ, by=cast.officer(one.member), now=clock.now, about=one.thing, **noted(one.shown))
    clock.now = AFTER
    return built


def _looked() -> list[Looked]:
    """Return what is noted when everybody who looks looks at everything."""
    looked = []
    for member in LOOKERS:
        for name in THINGS:
            notes = tuple(shown_in(shown_of(cast.officer(member), make.uid(name))))
            looked.append(Looked(member, make.uid(name), notes))
    return looked


def _as_far_as(may: Sees, one: Looked, world: World) -> Looked:
    """Return what is left of a look where what the reader may not see never was.

    What came from a partner stands under markings of its own, narrowed to the authorities of this node.
    """
    markings = {*world.markings, *(marking_of(mark) for mark in Mark.objects.values_list("pk", flat=True))}
    seen = {digest(marking)[:MARKING_CHARACTERS] for marking in markings if may(marking)}
    return Looked(one.member, one.thing, tuple(shown for shown in one.shown if shown.marking in seen))


def _carry_out(step: Step, number: int, steps: Sequence[Step], built: Built, may: Sees, reader: str) -> None:
    if isinstance(step, Report):
        _file(step, number, may)
    elif isinstance(step, Judgement):
        if may(step.marking):
            _judge(step, number, built)
    elif isinstance(step, Promised):
        lay(step, built.promised)
    elif isinstance(step, (Alerted, Logged)):
        if may(step.marking):
            _tell_at_the_centre(step, number, built)
    elif isinstance(step, Layout):
        if may(step.marking):
            saved = save_mapping(by=cast.officer(step.by), written=step.written, now=timezone.now())
            built.mappings[number] = saved.uid
    elif isinstance(step, Import):
        if may(step.marking) if not step.only_waits else reader in ("", step.by.handle):
            _import(step, number, built)
        if step.only_waits and _authority_of(reader) in ("", step.by.authority):
            _hold(step, number, built)
        if step.only_waits:
            _write(step, number, built, reader)
    else:
        _turn(step, steps, built)


class Rest(dict[Uid, Marking]):
    """The markings of what is left of a report when items under its own marking are left out.

    Nobody can file such a report, since one item at least carries the report's marking; so the keys are not counted.
    """

    def __iter__(self) -> Iterator[Uid]:
        return iter(())


def _file(step: Report, number: int, may: Sees) -> None:
    drafts, markings = [], Rest()
    for said in step.things:
        if may(said.marking or step.marking):
            draft = _waiting(make.draft(said.name, _kind(said.name), **dict(said.claims)))
            drafts.append(draft)
            if said.marking:
                markings[draft.uid] = said.marking
    if drafts and _is_from_abroad(step, number):
        _bring(step, number, drafts, markings)
    elif drafts:
        filing = Filing(
            ref=f"R-{number}",
            filed_on="2022-05-01",
            marking=step.marking,
            grade=_grade(number),
            drafts=drafts,
            markings=markings,
        )
        file_report(by=cast.officer(step.by), filing=filing, now=timezone.now())
        _remain(number, [markings.get(draft.uid, step.marking) for draft in drafts])


def _remain(number: int, markings: Sequence[Marking]) -> None:
    """Let an incident remain of each thing of a report, as if one beside it had been erased at the end of its term."""
    load = Load.objects.order_by("-pk")[0]
    with turn.write():
        for marking in dict.fromkeys(markings):
            DeathsRemaining.objects.create(
                dataset=load.dataset_id,
                key=f"{number}".encode().ljust(16),
                entity=10**9 + number,
                mark=intern(marking, timezone.now()),
                month=f"2018-0{1 + number % 9}",
                country=("XA", "XB", "")[number % 3],
                route="",
                low=number,
                high=number + len(marking.purposes),
            )


def _grade(number: int) -> str:
    return ("", "europol-4x4:A1", "europol-4x4:B2", "admiralty-6x6:C3")[number % 4]


def _is_from_abroad(step: Report, number: int) -> bool:
    """Return whether a report comes over a line, from a partner's node: one in two of those that wait for nobody."""
    whole = [make.draft(said.name, _kind(said.name), **dict(said.claims)) for said in step.things]
    originators = {(said.marking or step.marking).originator for said in step.things} | {step.marking.originator}
    return number % 2 == 1 and len(originators) == 1 and bool(_recipients(step.marking)) and not is_personal(whole)


def _recipients(marking: Marking) -> list[str]:
    """Return the authorities of the node that may have what is under a marking, for the purpose it is released for."""
    purpose, schemes = min(marking.purposes, default=""), shelf.schemes()
    return [code for code, _ in authorities() if may_have(marking, code, purpose, schemes)]


def _bring(step: Report, number: int, drafts: Sequence[Draft], markings: Mapping[Uid, Marking]) -> None:
    """Take a report as a partner's node releases it: each thing to those whom its own marking admits."""
    recipients, purpose, schemes = _recipients(step.marking), min(step.marking.purposes), shelf.schemes()
    marking = narrowed(step.marking, recipients, purpose)
    things = []
    for draft in drafts:
        own = markings.get(draft.uid, step.marking)
        if admitted := [code for code in recipients if may_have(own, code, purpose, schemes)]:
            things.append((draft, narrowed(own, admitted, purpose)))
    if not things:
        return
    released = Released(_grade(number), "2022-05-01", False, tuple(recipients), marking, tuple(things))
    content = Content(
        kind=Kind.RELEASE,
        originator=marking.originator,
        about=make.uid(f"abroad {number}"),
        version=1,
        at="2026-06-01T08:00:00Z",
        marking=digest(marking),
        purpose=purpose,
        legal_basis="none",
        retention=marking.retention,
        until="",
        thread="",
        urgency=Urgency.ROUTINE,
        body=body_of(released),
    )
    item = Item(number, Kind.RELEASE, content.originator, content.about, 1, b"", b"")
    with act(Event.LETTER_TAKEN, by=service(), now=timezone.now(), about="XD-NAT") as doing:
        take_release(Arrived("XD-NAT", item, content), doing=doing)


def _waiting(draft: Draft) -> Draft:
    """Return an incident with a means of transport that no list has a code for, called after what it tells of."""
    word = next(iter(draft.values("summary")), "")
    if draft.kind != "Incident" or not word:
        return draft
    parked = shelf.registry().park("transport", f"{word.split()[-1]} raft")
    return Draft(draft.uid, draft.kind, (*draft.claims, parked))


def _kind(name: str) -> str:
    from tests.web.noninterference.worlds import THINGS

    return THINGS[name]


def _judge(step: Judgement, number: int, built: Built) -> None:
    uids = make.uid(step.one), make.uid(step.other)
    with turn.write():
        for uid in uids:
            if store.entity_of(uid) is None:
                inserting.insert("entity", "id, uid", [(inserting.reserve("entity", 1), uid)])
    judge = make.same if step.is_same else make.apart
    built.judgements[number] = judge(*uids, step.marking, by=step.by.handle)


def _tell_at_the_centre(step: Alerted | Logged, number: int, built: Built) -> None:
    """Send an alert, or write in the log; an alert keeps its thing whether or not its sender may read that."""
    by, now = cast.officer(step.by), timezone.now()
    if isinstance(step, Logged):
        words = f"Two boats of zephyr {number}."
        noted = shifting.Noted(EntryKind.SEEN, words, happened_at=now, to=frozenset(step.to), is_open=True)
        built.entries[number] = shifting.write(by=by, noted=noted, now=now)
        return
    said = Saying(AlertKind.ROUTE_SHIFT, Haste.PROMPT, f"Boats leave off zephyr {number}.", "Ashmar", 24)
    built.alerts[number] = centre.send(by=by, saying=said, to=step.to, now=now)
    CentreAlert.objects.filter(uid=built.alerts[number]).update(thing=make.uid(step.thing))


def _import(step: Import, number: int, built: Built) -> None:
    by, now = cast.officer(step.by), timezone.now()
    built.uploads[number] = imports.bring(by=by, file_name=f"file-{number}.csv", pieces=[step.content], now=now)
    if not step.only_waits:
        order = imports.Order(
            upload=built.uploads[number], mapping=step.mapping, preset=step.preset, released_on=step.released_on
        )
        built.loads[number] = imports.begin(by=by, order=order, now=now)
        imports.run(by=by, load=built.loads[number], now=now)


def _member(handle: str) -> cast.Member | None:
    return next((one for one in (*cast.EVERYBODY, *cast.REPORTING) if one.handle == handle), None)


def _authority_of(handle: str) -> str:
    member = _member(handle)
    return member.authority if member is not None else ""


def _hold(step: Import, number: int, built: Built) -> None:
    """Let the same officer bring a file that is held as hostile, and ask every other time that it be taken out."""
    identifiers_of("held", number)
    by, now = cast.officer(step.by), timezone.now()
    path = settings.HOME / f"hostile-{number}"
    path.write_bytes(step.content)
    hostile = quarantine.Hostile(path, f"file-{number}.xlsm", "macros")
    built.held_files[number] = quarantine.hold(by=by, hostile=hostile, now=now)
    if number % 2:
        quarantine.ask(by=by, uid=built.held_files[number], ground=Ground.EVIDENCE, now=now)


def _write(step: Import, number: int, built: Built, reader: str) -> None:
    """Let the same officer write a report that stays a draft, and one that colleagues may release."""
    by, now = cast.officer(step.by), timezone.now()
    said = {"incident_kind": "shipwreck", "occurred_on": "2021-03-14", "point": "-35.5, -20", "marking": "partners"}
    for name, knows in (
        ("draft", reader in ("", step.by.handle)),
        ("sent", _authority_of(reader) in ("", step.by.authority)),
    ):
        identifiers_of(name, number)
        if knows:
            values = {**said, "summary": f"A boat off Zephyr {name} {number}"}
            built.reports[number, name] = writing.save_draft(by=by, values=values, now=now)
            if name == "sent":
                writing.send(by=by, uid=built.reports[number, name], now=now)


def _turn(step: Turn, steps: Sequence[Step], built: Built) -> None:
    """Do what can be done; what cannot is refused, which is recorded too where the whole world records it."""
    meant = steps[step.step]
    assert isinstance(meant, Import)
    by, now = cast.officer(meant.by), timezone.now()
    try:
        if step.act in ("undo", "redo"):
            if step.step in built.loads:
                (imports.undo if step.act == "undo" else imports.redo)(by=by, load=built.loads[step.step], now=now)
        else:
            act = imports.withdraw_source if step.act == "withdraw" else imports.restore_source
            act(by=by, source="landings-source", now=now)
    except CorridorError:
        pass


def delete_hidden(reader: Reader, handle: str) -> None:
    """Delete every row that a reader may not see from the database one is at."""
    may = sees(reader)
    hidden = [mark for mark in Mark.objects.values_list("pk", flat=True) if not may(marking_of(mark))]
    delete_marked(hidden, handle)
    member = _member(handle)
    assert member is not None
    delete_promised(hidden, member)


def delete_marked(hidden: Sequence[int], handle: str, *, layouts: bool = True) -> None:
    """Delete every row under some marks from the database one is at; the waiting files of one officer are kept.

    Args:
        layouts: Delete the descriptions of tables too, which are tools and no information items.
    """
    marks = ",".join(map(str, hidden)) or "NULL"
    with connection.cursor() as cursor:
        for statement in (
            "DELETE FROM name_key WHERE EXISTS (SELECT 1 FROM statement s WHERE s.entity = name_key.entity AND "
            "s.prop = name_key.prop AND s.record = name_key.id >> 15 AND s.n = name_key.id & 32767 "
            f"AND s.mark IN ({marks}))",
            f"DELETE FROM statement WHERE mark IN ({marks})",
            f"DELETE FROM fact WHERE mark IN ({marks})",
            f"DELETE FROM desk_same WHERE mark IN ({marks})",
            f"DELETE FROM desk_apart WHERE mark IN ({marks})",
            *([f"DELETE FROM desk_ownmapping WHERE mark IN ({marks})"] if layouts else []),
            f"DELETE FROM desk_codedecision WHERE mark IN ({marks})",
            "DELETE FROM desk_alertanswer WHERE alert_id IN "
            f"(SELECT a.id FROM desk_centrealert a WHERE a.mark IN ({marks}))",
            f"DELETE FROM desk_centrealert WHERE mark IN ({marks})",
            f"DELETE FROM desk_shiftentry WHERE mark IN ({marks})",
            f"DELETE FROM desk_received WHERE mark IN ({marks})",
            f"DELETE FROM desk_deaths_remaining WHERE mark IN ({marks})",
            "DELETE FROM record_about WHERE NOT EXISTS (SELECT 1 FROM statement s "
            "WHERE s.record = record_about.record AND s.entity = record_about.entity)",
            "DELETE FROM record WHERE NOT EXISTS (SELECT 1 FROM statement s WHERE s.record = record.id)",
            "DELETE FROM sighting WHERE NOT EXISTS (SELECT 1 FROM record r WHERE r.id = sighting.record)",
            "DELETE FROM desk_reject WHERE load_id IN (SELECT l.id FROM desk_load l "
            f"WHERE l.mark IN ({marks}) AND NOT EXISTS (SELECT 1 FROM sighting g WHERE g.load = l.id))",
            f"DELETE FROM standing WHERE load IN (SELECT l.id FROM desk_load l WHERE l.mark IN ({marks}) "
            "AND NOT EXISTS (SELECT 1 FROM sighting g WHERE g.load = l.id))",
            f"DELETE FROM desk_load WHERE mark IN ({marks}) "
            "AND NOT EXISTS (SELECT 1 FROM sighting g WHERE g.load = desk_load.id)",
            "DELETE FROM desk_dataset "
            "WHERE NOT EXISTS (SELECT 1 FROM desk_load l WHERE l.dataset_id = desk_dataset.id)",
            "DELETE FROM desk_source "
            "WHERE NOT EXISTS (SELECT 1 FROM desk_dataset d WHERE d.source_id = desk_source.id)",
            "DELETE FROM entity "
            "WHERE NOT EXISTS (SELECT 1 FROM statement s WHERE s.entity = entity.id OR s.ref = entity.id) "
            "AND NOT EXISTS (SELECT 1 FROM desk_same j WHERE j.a = entity.id OR j.b = entity.id) "
            "AND NOT EXISTS (SELECT 1 FROM desk_apart j WHERE j.a = entity.id OR j.b = entity.id)",
            "DELETE FROM desk_upload WHERE brought_by <> '" + handle + "' "
            "AND uid NOT IN (SELECT l.upload FROM desk_load l)",
            f"DELETE FROM desk_report WHERE author <> '{handle}' AND (state = 'draft' OR "
            f"authority <> '{_authority_of(handle)}')",
            f"DELETE FROM desk_quarantined WHERE authority <> '{_authority_of(handle)}'",
        ):
            cursor.execute(statement)
