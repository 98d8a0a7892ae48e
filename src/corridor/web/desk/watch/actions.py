"""Writes of watches: begin and end one, look at all of an officer's together, set aside what was raised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.months import number_of
from corridor.core.watching.codes import Finding, Way
from corridor.core.watching.errors import WatchesFull, WatchKnown
from corridor.core.watching.records import Spell, Subject, Watched
from corridor.core.watching.rules.departures import last_month
from corridor.core.watching.rules.spells import watched
from corridor.core.watching.rules.subjects import MOST, check_subject
from corridor.web.base import identity
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.desk.watch import queries
from corridor.web.desk.watch.models import Alert, Watch

PAST_MONTHS = 3
"""What began more months ago than this is found when somebody begins to watch; nobody is told of it by e-mail."""


def begin_watch(*, by: Officer, subject: Subject, way: Way, now: datetime) -> str:
    """Watch something from now on; the months before are looked at as well.

    Raises:
        SubjectUnclear: It cannot be counted so.
        WatchesFull: The officer has as many as one can look after.
        WatchKnown: The officer watches it already.
    """
    check_permission(by, Permission.PICTURE_READ)
    check_subject(subject)
    uid = identity.uid()
    with act(Event.WATCH_MADE, by=by, now=now, about=uid, counted=subject.counted.value, way=way.value):
        own = list(queries.watches_for(by))
        for one in own:
            if queries.subject_of(one) == subject and one.way == way.value:
                raise WatchKnown(watch=one.uid)
        if len(own) >= MOST:
            raise WatchesFull(most=MOST)
        Watch.objects.create(
            uid=uid,
            officer=by.id,
            authority=by.reader.authority,
            function=by.reader.function,
            purpose=by.reader.purpose,
            way=way.value,
            made_at=now,
            **{**asdict(subject), "counted": subject.counted.value},
        )
    look(by=by, now=now)
    return uid


def end_watch(*, by: Officer, uid: str, now: datetime) -> None:
    """End a watch; what was raised for it goes with it.

    Raises:
        NotFound: The officer has no such watch.
    """
    found = queries.watch_for(by, uid)
    with act(Event.WATCH_ENDED, by=by, now=now, about=uid):
        Watch.objects.filter(pk=found.pk).delete()


def set_aside(*, by: Officer, uid: str, now: datetime) -> None:
    """Note that the officer has seen an alert.

    Raises:
        NotFound: Nothing such was raised for the officer.
    """
    found = queries.alerts_for(by).filter(uid=uid).first()
    if found is None:
        raise NotFound(kind="alert")
    with act(Event.ALERT_SEEN, by=by, now=now, about=uid):
        Alert.objects.filter(pk=found.pk, seen_at=None).update(seen_at=now)


def stamp_of(by: Officer, now: datetime) -> str:
    """Return what a look at the watches rests on: what stands, the day, and the reader."""
    return f"{queries.state()}.{now.date().isoformat()}.{by.reader_class}"


def keep_up(*, by: Officer, now: datetime) -> None:
    """Look at the watches of an officer unless nothing changed since the last time; a print looks at nothing anew."""
    if by.reader.is_printing:
        return
    stamp = stamp_of(by, now)
    if any(one.stamp != stamp for one in queries.watches_for(by)):
        look(by=by, now=now)


def look(*, by: Officer, now: datetime) -> None:
    """Judge all watches of an officer together, and note what is raised and what no longer stands.

    It is a function of what the officer may see and count, and of the day.
    """
    stamp = stamp_of(by, now)
    watches = list(queries.watches_for(by))
    found = found_for(by, watches, now)
    raised: list[Alert] = []
    again: list[Alert] = []
    gone: list[Alert] = []
    for watch in watches:
        known = list(Alert.objects.filter(watch=watch).order_by("pk"))
        kept: set[int] = set()
        for spell in found[watch.uid].spells:
            alert = _matching(known, spell)
            if alert is None:
                raised.append(_alert(watch, spell, now))
                continue
            kept.add(alert.pk)
            if (alert.since, alert.until, alert.withdrawn_at) != (spell.since, spell.until, None):
                alert.since, alert.until, alert.withdrawn_at = spell.since, spell.until, None
                again.append(alert)
        first = min((one.month for one in found[watch.uid].readings), default="")
        gone += [one for one in known if one.pk not in kept and one.withdrawn_at is None and one.until >= first > ""]
    if raised or gone:
        with act(Event.ALERT_RAISED if raised else Event.ALERT_WITHDRAWN, by=by, now=now, about="watch") as doing:
            _save(raised, again, gone, now)
            _stamp(watches, found, stamp)
            if raised and gone:
                doing.note(Event.ALERT_WITHDRAWN, about="watch")
    else:
        with turn.write():
            _save((), again, (), now)
            _stamp(watches, found, stamp)


def found_for(by: Officer, watches: Sequence[Watch], now: datetime) -> dict[str, Watched]:
    """Return what is found for some watches of an officer, judged together."""
    reading = queries.Reading(by, now.date())
    series = {one.uid: reading.series(queries.subject_of(one)) for one in watches}
    return watched(series, {one.uid: Way(one.way) for one in watches})


def _matching(known: Iterable[Alert], spell: Spell) -> Alert | None:
    """Return the alert that a spell is, once later figures moved its ends."""
    same = [one for one in known if one.way == spell.way.value]
    return next((one for one in same if one.since <= spell.until and spell.since <= one.until), None)


def _alert(watch: Watch, spell: Spell, now: datetime) -> Alert:
    months = number_of(last_month(now.date())) - number_of(spell.since)
    return Alert(
        uid=identity.uid(),
        watch=watch,
        since=spell.since,
        until=spell.until,
        way=spell.way.value,
        is_past=months >= PAST_MONTHS,
        raised_at=now,
    )


def _save(raised: Iterable[Alert], again: Iterable[Alert], gone: Iterable[Alert], now: datetime) -> None:
    """Write what was found; what another process raised meanwhile is not raised twice, nor for a watch that ended."""
    for alert in raised:
        known = Alert.objects.filter(
            watch=alert.watch_id, way=alert.way, since__lte=alert.until, until__gte=alert.since
        )
        if Watch.objects.filter(pk=alert.watch_id).exists() and not known.exists():
            alert.save(force_insert=True)
    for alert in again:
        alert.save(update_fields=["since", "until", "withdrawn_at"])
    Alert.objects.filter(pk__in=[alert.pk for alert in gone]).update(withdrawn_at=now)


def _stamp(watches: Iterable[Watch], found: dict[str, Watched], stamp: str) -> None:
    for watch in watches:
        last = next(iter(reversed(found[watch.uid].readings)), None)
        finding = Finding.TOO_LITTLE if last is None else last.finding
        Watch.objects.filter(pk=watch.pk).update(
            stamp=stamp, finding=finding.value, month="" if last is None else last.month
        )
