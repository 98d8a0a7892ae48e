"""Telling owners how often what they released is used here, and which uses were refused: counts by authority and day.

All of it follows from the ledger, which is looked through once, from where it was left. Nobody is named.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from django.db.models import Q

from corridor import shelf
from corridor.core.access.codes import Event
from corridor.core.access.ledger import Entry, stored_from
from corridor.core.access.readings import MARKING_CHARACTERS, Way, shown_in, way_of
from corridor.core.access.records import Officer
from corridor.core.exchange.codes import Kind
from corridor.core.exchange.told import MOST_DAYS, Told, What, told_body
from corridor.core.handling.codes import USE_NAMES, Use
from corridor.core.handling.records import Marking, Reader
from corridor.core.handling.rules import decide
from corridor.core.kernel.errors import NotFound
from corridor.web.base.doors.queries import own_code
from corridor.web.base.ledger import queries as ledger
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import Act, act
from corridor.web.base.marks.queries import marking_of, origins_of
from corridor.web.desk.exchange.models import CountedUse, Received, UseCounting
from corridor.web.desk.lines import actions as lines
from corridor.web.desk.lines import queries as partners
from corridor.web.desk.lines.records import Saying
from corridor.web.desk.statements import record_store, store
from corridor.web.desk.statements.models import Load

BATCH = 1000
MOST = 20_000
"""So many entries of the ledger are looked through at a time, and in one go."""

MOST_TOLD = 50
"""Of so many things the owners are told in one go; the rest is told a minute later."""

USED = {Way.PAGE: "read", Way.PROGRAM: "read", Way.LISTED: "read", Way.PRINT: "print", Way.EXPORT: "export"}
"""The use that an entry tells of, by the way in which something was shown."""

ACTS = {
    Event.ITEM_PRINTED.value: "print",
    Event.ITEM_EXPORTED.value: "export",
    Event.EVIDENCE_DECLARED.value: "evidence",
}
"""The use that an act makes of a thing."""

Name = tuple[str, str]
"""What was released: who released it, and under which name."""

Key = tuple[str, str, str, str, str, str]
"""What is counted: the thing released by its name, the day, the authority, what became of it and in which use."""


def tell_uses(*, by: Officer, now: datetime) -> int:
    """Count what the ledger tells of, and tell the owners of the days that are over; return of how many things."""
    count_uses()
    due = CountedUse.objects.filter(is_told=False, on__lt=now.date()).order_by("about", "originator")
    names = list(due.values_list("originator", "about").distinct()[:MOST_TOLD])
    for originator, about in names:
        with act(Event.USE_TOLD, by=by, now=now, about=about) as doing:
            tell(originator, about, doing, until=now.date())
    return len(names)


def tell(originator: str, about: str, doing: Act, *, until: date | None = None) -> None:
    """Tell the owner of one thing what was counted and not told yet, of days before one; runs inside an act."""
    name = {"originator": originator, "about": about}
    rows = CountedUse.objects.filter(**name, is_told=False).order_by("on", "pk")
    rows = rows.filter(on__lt=until) if until is not None else rows
    told = list(rows[:MOST_DAYS])
    latest = Received.objects.filter(**name).order_by("-version").first()
    if not told or latest is None:
        return
    days = [Told(row.on.isoformat(), row.authority, What(row.what), row.use, row.count) for row in told]
    body = told_body(days)
    saying = Saying(kind=Kind.TOLD, originator=own_code(), about=about, version=latest.version, body=body)
    with contextlib.suppress(NotFound):  # Without a line to the owner, nobody can be told.
        lines.post(to=partners.owner_of(originator, latest.partner), saying=saying, now=doing.now)
    CountedUse.objects.filter(pk__in=[row.pk for row in told]).update(is_told=True)


def begin() -> None:
    """Look through the ledger from here on, once the first thing is received; runs inside a write."""
    if not UseCounting.objects.filter(id=1).exists():
        UseCounting.objects.create(id=1, position=ledger.end().size)


def count_uses(most: int = MOST) -> None:
    """Look through what was added to the ledger since the last time; nothing before the first thing was received."""
    for _ in range(0, most, BATCH):
        position = UseCounting.objects.filter(id=1).values_list("position", flat=True).first()
        if position is None or position >= ledger.end().size:
            return
        with turn.write():
            state = UseCounting.objects.select_for_update().get(id=1)
            entries = [stored_from(row)[0] for row in ledger.stored(state.position, state.position + BATCH)]
            _add(_counted(entries))
            UseCounting.objects.filter(id=1).update(position=state.position + len(entries))


def _add(counts: Mapping[Key, int]) -> None:
    for (originator, about, on, authority, what, use), count in sorted(counts.items()):
        named = {"originator": originator, "about": about, "on": on, "authority": authority, "what": what, "use": use}
        row, is_new = CountedUse.objects.get_or_create(**named, defaults={"count": count})
        if not is_new:
            CountedUse.objects.filter(pk=row.pk).update(count=row.count + count, is_told=False)


def _counted(entries: Iterable[Entry]) -> Counter[Key]:
    """Count the entries that tell of something received, each once for a thing that was released."""
    telling = [entry for entry in entries if _tells(entry)]
    held = _Held(_things(telling))
    counts: Counter[Key] = Counter()
    for entry in telling:
        for name, what, use in held.uses(entry):
            counts[*name, entry.at[:10], entry.authority, what, use] += 1
    return counts


def _tells(entry: Entry) -> bool:
    if entry.event == Event.ACT_REFUSED:
        return entry.detail.get("act") in ACTS
    return entry.event in ACTS or way_of(entry.event, entry.detail) is not None


def _things(entries: Iterable[Entry]) -> set[str]:
    found = set()
    for entry in entries:
        found.add(entry.about)
        found |= {shown.thing for shown in shown_in(entry.detail)}
    return {one for one in found if one}


class _Held:
    """What is held of the things that entries tell of: under which name it was released, and under which marks."""

    def __init__(self, things: Collection[str]) -> None:
        entities = store.entities_of(sorted(things))
        uids = {entity: uid for uid, entity in entities.items()}
        brought = record_store.brought_about(uids)
        loads = dict(Load.objects.filter(pk__in={one.load for one in brought}).values_list("pk", "uid"))
        named = Q(load__in=loads.values()) | Q(about__in=things)
        rows = Received.objects.filter(named).order_by("pk").values_list("load", "originator", "about", "mark")
        names = {load: (originator, about) for load, originator, about, _ in rows}
        self.digests = {mark: digest for mark, (digest, _) in origins_of(one.mark for one in brought).items()}
        self.marks: dict[str, set[tuple[Name, int]]] = {}
        for one in brought:
            if (name := names.get(loads.get(one.load, ""))) is not None:
                self.marks.setdefault(uids[one.entity], set()).add((name, one.mark))
        for load, _, about, mark in rows:
            if about in things:
                self.marks.setdefault(about, set()).add((names[load], mark))

    def uses(self, entry: Entry) -> set[tuple[Name, str, str]]:
        """Return what an entry tells of: the names under which it was released, what became of it, in which use."""
        found = set()
        act_of = str(entry.detail.get("act", "")) if entry.event == Event.ACT_REFUSED else entry.event
        use = ACTS.get(act_of, "")
        if use and (entry.event == Event.ACT_REFUSED or entry.detail.get("withheld")):
            found |= {(name, What.REFUSED.value, use) for name in self._refused(entry, USE_NAMES[use])}
        if entry.event == Event.EVIDENCE_DECLARED:
            found |= {(name, What.USED.value, use) for name, _ in self.marks.get(entry.about, ())}
        if (way := way_of(entry.event, entry.detail)) is not None:
            found |= {(name, What.USED.value, USED[way]) for name in self._shown(entry)}
        return found

    def _shown(self, entry: Entry) -> set[Name]:
        return {
            name
            for shown in shown_in(entry.detail)
            for name, mark in self.marks.get(shown.thing, ())
            if self.digests.get(mark, "")[:MARKING_CHARACTERS] == shown.marking
        }

    def _refused(self, entry: Entry, use: Use) -> set[Name]:
        """Return what a reader like the one of an entry may read of a thing and not put to a use."""
        found = set()
        for name, mark in self.marks.get(entry.about, ()):
            marking = marking_of(mark)
            if marking.originator != entry.authority and _is_refused(entry, marking, use):
                found.add(name)
        return found


def _is_refused(entry: Entry, marking: Marking, use: Use) -> bool:
    reader = Reader(entry.authority, entry.function, entry.purpose, marking.clearance, marking.compartments)
    schemes = shelf.schemes()
    may_read = decide(reader, Use.READ, marking, schemes).allowed
    return may_read and not decide(reader, use, marking, schemes).allowed
