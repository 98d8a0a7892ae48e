"""Raw SQL over what counted at the end of an earlier day: what stood then, of what is still kept and may be read today.

`standing` and the placement of records tell of today alone. Where other releases of a data set stood then, its records
are found anew by what those releases contained; everywhere else what counted then is what counts today and had come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from corridor.core.handling.codes import Use
from corridor.web.desk.statements import record_store
from corridor.web.desk.statements.models import Load
from corridor.web.desk.statements.store import (
    JUDGED,
    LIVE,
    MAY,
    MOST_LISTED,
    TERM,
    holes,
    is_said,
    may,
    visible,
    visible_in_bulk,
    visible_values,
)


@dataclass(frozen=True)
class Then:
    """An earlier day for a class of readers, and how what counted at its end differs from what counts today.

    `changed` are the data sets of which other releases stood then; `stood` those releases, each with its data set and
    its rank in it, from the last complete one on; `records` the records that counted by them, unless they are too many
    to list. Of the other loads `also` stood then and do not today, and `without` stand today and did not then.
    `erased` are releases that stood then and are erased; `gone` records of reports that may not be shown as they were.
    `judged` are judgements that stood then and were withdrawn since, `unjudged` those that did not stand on that day.
    """

    day: date
    reader_class: int
    use: Use
    changed: tuple[int, ...] = ()
    stood: tuple[tuple[int, int, int], ...] = ()
    also: tuple[int, ...] = ()
    without: tuple[int, ...] = ()
    erased: tuple[int, ...] = ()
    gone: tuple[int, ...] = ()
    records: tuple[int, ...] | None = None
    judged: tuple[int, ...] = ()
    unjudged: tuple[int, ...] = ()


def visible_then(row: str, then: Then | None) -> str:
    """Return the condition under which a row of this alias counted; it takes `may(...)` as parameters.

    Without a day, it is the condition under which the row counts now.
    """
    if then is None:
        return visible(row)
    return f"{MAY.format(row=row)} AND {_dated(row, then)}"


def visible_in_bulk_then(row: str, reader_class: int, use: Use, then: Then | None) -> tuple[str, list[Any]]:
    """Return the same condition with its parameters, for reads through most of a table."""
    if then is None:
        return visible_in_bulk(row, reader_class, use)
    marks = "(SELECT rm.mark FROM reader_mark rm WHERE rm.reader_class = %s AND rm.uses & %s = %s)"
    return f"{row}.mark IN {marks} AND {_dated(row, then)}", list(may(reader_class, use))


def is_said_then(entity: str, then: Then | None) -> str:
    """Return the condition under which anything about an entity counted; it takes `may(...)` as parameters."""
    if then is None:
        return is_said(entity)
    return f"EXISTS (SELECT 1 FROM statement s WHERE s.entity = {entity} AND {visible_then('s', then)})"


def judged_then(row: str, then: Then | None) -> str:
    """Return the condition under which a judgement stood and is still kept."""
    if then is None:
        return JUDGED.format(row=row)
    return (
        f"{row}.judged_at < {_end(then)} AND {row}.id NOT IN ({_listed(then.unjudged)}) "
        f"AND ({row}.withdrawn_at IS NULL OR {row}.id IN ({_listed(then.judged)})) "
        f"AND ({row}.ends_on IS NULL OR {row}.ends_on > CURRENT_DATE)"
    )


def loads_then(then: Then) -> str:
    """Return the query for the loads that stood then."""
    stood = _listed(load for _, load, _ in then.stood)
    return f"{_came(then)} UNION SELECT l.id FROM desk_load l WHERE l.id IN ({stood})"


def _dated(row: str, then: Then) -> str:
    """Return the condition under which a row counted then for readers who may know where its record comes from.

    To all others nobody may tell when it came: for them it counts on every day as it does now.
    """
    knows = (
        "EXISTS (SELECT 1 FROM record q JOIN reader_mark w ON w.mark = q.mark "
        f"WHERE q.id = {row}.record AND w.reader_class = {int(then.reader_class)} "
        f"AND w.uses & {int(then.use)} = {int(then.use)})"
    )
    return f"(({knows} AND {_live(row, then)}) OR (NOT {knows} AND {LIVE.format(row=row)}))"


def _live(row: str, then: Then) -> str:
    """Return the condition under which a row counted then; the term of what is kept is asked for as it is today."""
    came = f"({_came(then)})"
    placed = (
        f"{row}.home IN {came} AND ({row}.until IS NULL OR {row}.until NOT IN {came}) "
        f"AND {row}.record NOT IN ({_listed(then.gone)})"
    )
    found = "" if not then.stood else f"{row}.record IN ({_counted(then)})"
    if found and then.erased:
        found += f" AND ({row}.until IS NULL OR {row}.until NOT IN ({_listed(then.erased)}))"
    live = f"({placed} OR {found})" if found else placed
    return f"{live} AND {TERM.format(load=f'{row}.home', mark=f'{row}.mark')}"


def _came(then: Then) -> str:
    """Return the query for the loads that stood, but for those of data sets of which other releases stood."""
    stands = (
        "SELECT st.load FROM standing st JOIN desk_load l ON l.id = st.load "
        f"WHERE l.published_at < {_end(then)} AND l.dataset_id NOT IN ({_listed(then.changed)})"
    )
    if then.without:
        stands += f" AND l.id NOT IN ({_listed(then.without)})"
    if then.also:
        stands += f" UNION SELECT l.id FROM desk_load l WHERE l.id IN ({_listed(then.also)})"
    return stands


def _counted(then: Then) -> str:
    """Return the records that counted by what stood then: of each key the version that the latest release contained."""
    if then.records is not None:
        return _listed(then.records)
    releases = Counter(dataset for dataset, _, _ in then.stood)
    alone = _listed(load for dataset, load, _ in then.stood if releases[dataset] == 1)
    several = [(load, rank) for dataset, load, rank in then.stood if releases[dataset] > 1]
    counted = f"SELECT g.record FROM sighting g WHERE g.load IN ({alone})"
    if not several:
        return counted
    stood = ",".join(f"({int(load)}, {int(rank)})" for load, rank in several)
    return (
        f"{counted} UNION ALL SELECT c.id FROM (SELECT r.id, "
        "ROW_NUMBER() OVER (PARTITION BY r.dataset, r.key ORDER BY v.column2 DESC) AS place "
        f"FROM (VALUES {stood}) v JOIN sighting g ON g.load = v.column1 JOIN record r ON r.id = g.record) c "
        "WHERE c.place = 1"
    )


def few_counted(then: Then) -> tuple[int, ...] | None:
    """Return the records that counted by what stood then, if they are few enough to be written into queries."""
    if not then.stood:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(f"{_counted(then)} LIMIT {MOST_LISTED + 1}")
        found = tuple(sorted(record for (record,) in cursor.fetchall()))
    return found if len(found) <= MOST_LISTED else None


def marked_anew() -> tuple[int, ...]:
    """Return the versions of reports before one that was replaced under another marking: they show under none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT o.id FROM desk_load l JOIN desk_dataset d ON d.id = l.dataset_id "
            "JOIN sighting g ON g.load = l.id JOIN record r ON r.id = g.record "
            "JOIN record o ON o.dataset = r.dataset AND o.key = r.key AND o.id < r.id "
            "WHERE d.mapping = '' AND l.state = %s ORDER BY o.id",
            (Load.State.UNDONE.value,),
        )
        return tuple(record for (record,) in cursor.fetchall())


def summary_then(then: Then, dataset: int) -> tuple[str, int, int, list[str]]:
    """Return what counted of a data set's facts, as `record_store.summary` does for what counts now."""
    return record_store.summary(dataset, _live("f", then))


def values_then(
    reader_class: int, use: Use, entities: Sequence[int], prop: int, then: Then | None
) -> list[tuple[int, str]]:
    """Return the values of one property of many entities as they counted: (entity, value), in a stable order."""
    if then is None:
        return visible_values(reader_class, use, entities, prop)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.entity, s.value FROM statement s WHERE s.entity IN ({holes(entities)}) "
            f"AND s.prop = %s AND {visible_then('s', then)} ORDER BY s.entity, s.record, s.n",
            (*entities, prop, *may(reader_class, use)),
        )
        return list(cursor.fetchall())


def there_now(reader_class: int, use: Use, entities: Sequence[int]) -> set[int]:
    """Return of which of these things something counts now."""
    found: set[int] = set()
    with connection.cursor() as cursor:
        for some in record_store.in_parts(entities):
            cursor.execute(
                f"SELECT DISTINCT s.entity FROM statement s WHERE s.entity IN ({holes(some)}) AND {visible('s')}",
                (*some, *may(reader_class, use)),
            )
            found.update(entity for (entity,) in cursor.fetchall())
    return found


def _end(then: Then) -> str:
    """Return the first moment after the day, as the engine writes it."""
    following = (then.day + timedelta(days=1)).isoformat()
    return f"'{following}'" if connection.vendor == "sqlite" else f"TIMESTAMPTZ '{following} 00:00:00+00'"


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(str(int(number)) for number in numbers) or "-1"
