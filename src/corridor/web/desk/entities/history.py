"""Reads about what was said of a thing when: the releases and reports that stand, and what was known on a day.

What was undone or withdrawn is as if it had never come; what a later release revised is shown as it stood before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db.models import Q

from corridor.core.access.records import Officer
from corridor.core.handling.codes import Use
from corridor.core.imports.placement import Load as Release
from corridor.core.imports.placement import Sighting, live_version
from corridor.web.desk.entities.queries import Thing, thing_for
from corridor.web.desk.entities.roles import suspended_among
from corridor.web.desk.statements import past, record_store
from corridor.web.desk.statements import queries as spine
from corridor.web.desk.statements.models import Dataset, Load, Same
from corridor.web.desk.statements.past import Told

Values = Mapping[str, tuple[str, ...]]
"""What is said of a thing: the values of each property, in their order."""


@dataclass(frozen=True)
class Change:
    """What became of one property at one moment."""

    prop: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Moment:
    """One moment: the load that changed what was said, or the judgement that laid things together.

    `is_first` tells that the data set had said nothing of the thing before.
    """

    at: datetime
    load: Load | None
    judgement: Same | None
    changes: tuple[Change, ...]
    is_first: bool = False


@dataclass(frozen=True)
class History:
    """The moments of a thing, the latest first, and what was known of it on a day, if one was asked for.

    `undated` counts the statements of which the reader may not know where they come from: they have no moment, and
    count as known throughout.
    """

    thing: Thing
    moments: tuple[Moment, ...]
    known: tuple[Change, ...]
    undated: int


@dataclass(frozen=True)
class _Past:
    """Everything that stands of a cluster, and from which loads it came."""

    told: Sequence[Told]
    loads: Mapping[int, Load]
    sightings: Mapping[int, Sequence[int]]

    def live(self, until: datetime) -> frozenset[int]:
        """Return the records that counted at a moment, as far as what stands today had come by then."""
        standing = {pk for pk, load in self.loads.items() if load.published_at and load.published_at <= until}
        by_key: dict[tuple[int, bytes], list[int]] = {}
        live: set[int] = set()
        for told in self.told:
            if not told.is_known:
                live.add(told.record)
                continue
            versions = by_key.setdefault((told.dataset, told.key), [])
            if told.record not in versions:
                versions.append(told.record)
        for (dataset, _), versions in by_key.items():
            releases = [
                Release(pk, load.released_on, load.is_whole)
                for pk, load in self.loads.items()
                if load.dataset_id == dataset
            ]
            seen = [Sighting(load, record) for record in versions for load in self.sightings.get(record, ())]
            version = live_version(seen, releases, standing)
            if version is not None:
                live.add(version)
        return frozenset(live)

    def values(self, records: Collection[int], names: Mapping[int, str]) -> dict[str, tuple[str, ...]]:
        """Return what these records say, by property."""
        said: dict[str, list[str]] = {}
        for told in self.told:
            if told.record in records:
                values = said.setdefault(names[told.prop], [])
                if told.value not in values:
                    values.append(told.value)
        return {prop: tuple(values) for prop, values in said.items()}


def history_for(officer: Officer, uid: str, on: date | None = None) -> History:
    """Return when what was said of a thing; with a day, what this node knew of it at the end of that day (UTC).

    Of a role that coercion suspends nothing is told: it must not be shown as standing.

    Raises:
        NotFound: The thing does not exist for the officer.
    """
    thing = thing_for(officer, uid)
    if "Role" in thing.laid.kinds and suspended_among(officer, [thing.entity]):
        return History(thing, (), (), 0)
    all_past = _past(officer, thing)
    names = spine.prop_names()
    moments = [*_moments(all_past, names), *_judged(thing)]
    known: dict[str, tuple[str, ...]] = {}
    if on is not None:
        known = all_past.values(all_past.live(_end_of(on)), names)
    return History(
        thing=thing,
        moments=tuple(sorted(moments, key=lambda moment: moment.at, reverse=True)),
        known=_changes(known, {prop: thing.laid.values(prop) for prop in thing.laid.props}) if on is not None else (),
        undated=sum(not told.is_known for told in all_past.told),
    )


def _past(officer: Officer, thing: Thing) -> _Past:
    told = past.told(officer.reader_class, Use.READ, thing.cluster)
    records = sorted({one.record for one in told if one.is_known})
    seen = record_store.sightings(records)
    datasets = {one.dataset for one in told if one.is_known}
    imported = set(Dataset.objects.filter(pk__in=datasets).exclude(mapping="").values_list("pk", flat=True))
    meant = Q(dataset__in=imported) | Q(pk__in={load for _, load in seen})
    loads = {load.pk: load for load in Load.objects.select_related("dataset__source").filter(meant)}
    standing = record_store.standing(sorted(loads))
    sightings: dict[int, list[int]] = {}
    for record, load in seen:
        if load in standing:
            sightings.setdefault(record, []).append(load)
    known = [one for one in told if one.record in sightings or (not one.is_known and _stands(one, thing))]
    order = past.order_of(one.record for one in known)
    known.sort(key=lambda one: (one.prop, order.get(one.record, (0, 0)), one.record))
    return _Past(known, {pk: load for pk, load in loads.items() if pk in standing}, sightings)


def _stands(told: Told, thing: Thing) -> bool:
    """Tell whether a statement without a readable report is among those that count now."""
    return any(row[5] == told.record for prop in thing.laid.props for row in thing.laid.rows(prop))


def _moments(all_past: _Past, names: Mapping[int, str]) -> Iterable[Moment]:
    """Yield each load that changed what was said, in the order of publication."""
    before = all_past.values(frozenset(one.record for one in all_past.told if not one.is_known), names)
    spoken: set[int] = set()
    loads = [load for load in all_past.loads.values() if load.published_at is not None]
    for load in sorted(loads, key=lambda load: (load.published_at, load.pk)):
        assert load.published_at is not None
        after = all_past.values(all_past.live(load.published_at), names)
        changes = _changes(before, after)
        if changes:
            yield Moment(load.published_at, load, None, changes, is_first=load.dataset_id not in spoken)
            spoken.add(load.dataset_id)
        before = after


def _judged(thing: Thing) -> Iterable[Moment]:
    for one in thing.judgements:
        yield Moment(one.judged_at, None, one, ())


def _changes(before: Values, after: Values) -> tuple[Change, ...]:
    """Return what differs between two states, by property; the kind of a thing is no news."""
    return tuple(
        Change(prop, before.get(prop, ()), after.get(prop, ()))
        for prop in dict.fromkeys((*before, *after))
        if prop != "kind" and set(before.get(prop, ())) != set(after.get(prop, ()))
    )


def _end_of(on: date) -> datetime:
    return datetime.combine(on, time.max, tzinfo=UTC)
