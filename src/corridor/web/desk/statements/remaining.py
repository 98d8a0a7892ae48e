"""Raw SQL of what remains of the dead and missing once an incident is no longer kept: the count, by month (R-30).

A term ends the record, and not that people died. What an authority of this node told counts on from the day on which
its term is over: first from the record itself, and once that is erased from what was written down when it was. What
others told is theirs: with its record goes its count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection

from corridor.core.handling.codes import Use
from corridor.core.picture.codes import Scope
from corridor.web.base.accounts.queries import authorities, closed_authorities
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.statements.erasing import PART, Item, overdue
from corridor.web.desk.statements.inserting import TableRows, insert_all
from corridor.web.desk.statements.models import Dataset
from corridor.web.desk.statements.record_store import in_parts, keys_of_load
from corridor.web.desk.statements.store import MAY, holes, may, visible

COLUMNS = "dataset, key, entity, mark, month, country, route, low, high"

COUNTED = (
    f"f.scope = '{Scope.INCIDENT}' AND f.deaths_low IS NOT NULL "
    "AND EXISTS (SELECT 1 FROM standing st WHERE st.load = f.home) "
    "AND (f.until IS NULL OR NOT EXISTS (SELECT 1 FROM standing su WHERE su.load = f.until))"
)
"""The condition under which a strip counted the dead before its term was over."""

TOLD = (
    "f.dataset, r.key, f.entity, f.mark, substr(f.day, 1, 7), COALESCE(f.country, ''), COALESCE(f.route, ''), "
    "f.deaths_low, COALESCE(f.deaths_high, f.deaths_low)"
)


class Remaining(NamedTuple):
    """The dead and missing that one record told of one incident that is no longer kept.

    `month` may be a year, or "" where no day was told.
    """

    dataset: int
    key: bytes
    entity: int
    mark: int
    month: str
    country: str
    route: str
    low: int
    high: int


def keep(items: Iterable[Item]) -> None:
    """Write down how many dead items counted that are about to be erased; runs inside the write that erases them."""
    add(counted_by(items))


def counted_by(items: Iterable[Item]) -> list[Remaining]:
    """Return what items of the node's own authorities count of the dead."""
    wanted, own = {item[:3] for item in items}, _own()
    rows = _told_by({record for record, _, _ in wanted})
    return [row for key, row in rows if key in wanted and row.dataset in own]


def add(rows: Iterable[Remaining]) -> None:
    """Write down what remains; of one record of one incident under one mark once. Runs inside a write."""
    told = [tuple(row) for row in rows]
    insert_all([TableRows("desk_deaths_remaining", COLUMNS, told, is_known_fine=True)])


def _told_by(records: Iterable[int], load: int = 0) -> list[tuple[tuple[int, int, int], Remaining]]:
    """Return what records counted: by record, thing and mark; of one load alone, where one is named."""
    found = []
    for some in in_parts(set(records)):
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT f.record, {TOLD} FROM fact f JOIN record r ON r.id = f.record "
                "WHERE f.entity IN (SELECT q.entity FROM record q "
                f"WHERE q.id IN ({holes(some)}) UNION SELECT a.entity FROM record_about a "
                f"WHERE a.record IN ({holes(some)})) AND f.record IN ({holes(some)}) AND %s IN (0, f.home) "
                f"AND {COUNTED}",
                [*some, *some, *some, load],
            )
            for record, *row in cursor.fetchall():
                one = _row(row)
                found.append(((record, one.entity, one.mark), one))
    return found


def _row(row: Sequence[object]) -> Remaining:
    one = Remaining._make(row)
    return one._replace(key=bytes(one.key))


def _own() -> set[int]:
    """Return the data sets that the node's own authorities told, also those that were closed."""
    codes = {code for code, _ in authorities()} | closed_authorities()
    return set(Dataset.objects.filter(authority__in=sorted(codes)).values_list("pk", flat=True))


def remaining(reader_class: int, use: Use) -> list[Remaining]:
    """Return what remains of incidents that are no longer kept, as far as the reader may make this use of its mark.

    What was erased and what is overdue and waits to be erased are told alike.
    """
    own = _own()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT m.{COLUMNS.replace(', ', ', m.')} FROM desk_deaths_remaining m WHERE {MAY.format(row='m')}",
            may(reader_class, use),
        )
        kept = [_row(row) for row in cursor.fetchall()]
    kept += _overdue(reader_class, use)
    return sorted({row[:4]: row for row in kept if row.dataset in own}.values())


def _overdue(reader_class: int, use: Use) -> list[Remaining]:
    """Return what waits to be erased; it is found from its terms on, since mostly nothing waits."""
    marks: dict[int, set[int]] = {}
    for due in overdue():
        marks.setdefault(due.load, set()).add(due.mark)
    if not marks:
        return []
    shown = visible_marks(reader_class, set().union(*marks.values()), use)
    found = []
    for load, ended in marks.items():
        wanted = ended & shown
        after = 0
        while wanted and (records := keys_of_load(load, after, PART)):
            after = records[-1][0]
            told = _told_by((record for record, _ in records), load)
            found += [row for (_, _, mark), row in told if mark in wanted]
    return found


def told_anew(rows: Iterable[Remaining]) -> dict[tuple[int, bytes], int]:
    """Return the things as which records are told again, by data set and key."""
    by_dataset: dict[int, set[bytes]] = {}
    for row in rows:
        by_dataset.setdefault(row.dataset, set()).add(row.key)
    found: dict[tuple[int, bytes], int] = {}
    for dataset, keys in by_dataset.items():
        wanted = sorted(keys)
        for start in range(0, len(wanted), 500):
            some = wanted[start : start + 500]
            with connection.cursor() as cursor:
                cursor.execute(
                    f"SELECT key, entity FROM record WHERE dataset = %s AND key IN ({holes(some)})", [dataset, *some]
                )
                found |= {(dataset, bytes(key)): entity for key, entity in cursor.fetchall()}
    return found


def counted(reader_class: int, use: Use, entities: Iterable[int]) -> set[int]:
    """Return of which things the reader is told how many died, by what is kept."""
    found: set[int] = set()
    for some in in_parts(set(entities)):
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT DISTINCT f.entity FROM fact f WHERE f.entity IN ({holes(some)}) "
                f"AND f.scope = '{Scope.INCIDENT}' AND f.deaths_low IS NOT NULL AND {visible('f')}",
                [*some, *may(reader_class, use)],
            )
            found |= {entity for (entity,) in cursor.fetchall()}
    return found


def judged_same(reader_class: int, use: Use) -> list[tuple[int, int]]:
    """Return the things that are judged the same, also where nothing is kept of one of them any more."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT j.a, j.b FROM desk_same j WHERE j.withdrawn_at IS NULL "
            f"AND (j.ends_on IS NULL OR j.ends_on > CURRENT_DATE) AND {MAY.format(row='j')}",
            may(reader_class, use),
        )
        return [(a, b) for a, b in cursor.fetchall()]
