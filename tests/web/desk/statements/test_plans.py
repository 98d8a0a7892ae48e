"""How the engines carry out the hot reads: by probes of an index, never by reading a table through."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from corridor.core.handling.codes import Use
from corridor.core.kernel.search import MARK, AllOf, AnyOf, Text, tokens
from corridor.core.picture.codes import Measure
from corridor.core.picture.records import Question
from corridor.web.base.ledger import turn
from corridor.web.desk.picture import conditions, facts
from corridor.web.desk.statements import (
    erasing,
    holdings,
    inserting,
    parked,
    past,
    priced,
    record_store,
    search_store,
    store,
)
from corridor.web.desk.statements.queries import prop_numbers
from tests import cast, make, nodes

pytestmark = pytest.mark.store

LARGE = 60_000
"""Statements; enough for a planner to prefer a scan if it ever would."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"

Read = Callable[[int], object]

PROBED: dict[str, Read] = {
    "entity_rows of one": lambda reader: store.entity_rows(reader, Use.READ, [7]),
    "entity_rows of several": lambda reader: store.entity_rows(reader, Use.READ, [7, 9, 11]),
    "cluster": lambda reader: store.cluster(reader, Use.READ, 7),
    **{
        f"hits by {asked}": lambda reader, asked=asked: list(  # type: ignore[misc]  # a name bound in a loop
            search_store.hits(search_store.reader_for(reader, Use.READ), asked, [prop_numbers()["name"]])
        )
        for asked in ("9999", "999*", AllOf(("ashmar", "9999")), AnyOf(("9999", "9998")))
    },
    **{
        f"words {way}": lambda _, way=way: list(getattr(search_store.lexicon(), way)("ashmar"))  # type: ignore[misc]  # likewise
        for way in ("beginning", "containing", "ending", "near")
    },
    "referring": lambda reader: past.referring(reader, Use.READ, [7], 3, without=[9], first=0, limit=50),
    "count_referring": lambda reader: past.count_referring(reader, Use.READ, [7, 9]),
    "persons_referring": lambda reader: past.persons_referring(reader, Use.READ, [7], prop_numbers()["kind"]),
    "told": lambda reader: past.told(reader, Use.READ, [7]),
    "members_of": lambda reader: past.members_of(reader, Use.READ, [7, 9]),
    "order_of": lambda _: past.order_of([1, 2]),
    "holders": lambda reader: store.holders(reader, Use.READ, 7, 3),
    "visible_values": lambda reader: store.visible_values(reader, Use.READ, [7, 9], prop_numbers()["name"]),
    "entity_of": lambda _: store.entity_of("0" * 32),
    "known": lambda _: record_store.known(1, [b"0" * 16]),
    "sightings": lambda _: record_store.sightings([1, 2]),
    "keys_of_load": lambda _: record_store.keys_of_load(1, 0, 100),
    "versions_after": lambda _: record_store.versions_after(1, b"", 100),
    "is_spoken_of": lambda _: store.is_spoken_of(7),
    "parked": lambda reader: parked.rows(reader, [3, 4], 100),
    "priced": lambda reader: priced.priced(reader, conditions.DRAWN, "fee", 100),
    "datasets_of": lambda _: priced.datasets_of([1, 2]),
    "held": lambda _: holdings.held([7, 9], [1, 2]),
    "held of records": lambda _: holdings.of_records([1, 2]),
    "held that refers": lambda _: holdings.referring([7, 9], [1, 2]),
    "items to erase": lambda _: erasing.items_of([1, 2], [1, 2]),
    "kept records": lambda _: record_store.kept([1, 2]),
}
"""Reads that must never go through a large table."""

DRAWN: dict[str, Read] = {
    "grid": lambda reader: facts.grid(reader, Question(), conditions.Within([1])),
    "page": lambda reader: facts.page(reader, Question(measure=Measure.INCIDENTS), conditions.Within([1], [7]), 50),
    "spots": lambda reader: facts.spots(reader, Question(), conditions.Within([1]), 1.0),
}
"""Reads of the picture: they go through the facts, and from there only probe."""

TABLES = (
    "statement",
    "fact",
    "record",
    "entity",
    "sighting",
    "name_key",
    "lexicon",
    "lexicon_part",
    "desk_same",
    "reader_mark",
    "standing",
)


@contextmanager
def plans() -> Iterator[list[str]]:
    """Collect the plan of every statement that is executed."""
    found: list[str] = []
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "

    def noted(execute: Callable[..., Any], sql: str, values: Any, many: bool, context: dict[str, Any]) -> Any:
        if not sql.startswith(explain) and sql.lstrip().startswith("SELECT"):
            with connection.cursor() as cursor:
                cursor.execute(explain + sql, values)
                found.append("\n".join(str(row[-1]) for row in cursor.fetchall()))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(noted):
        yield found


def scans(plan: str, tables: tuple[str, ...]) -> list[str]:
    """Return the steps of a plan that read one of these tables through, or build a filter over one."""
    aliases = {
        "statement": "s",
        "fact": "f",
        "name_key": "k",
        "desk_same": "j",
        "record": "r",
        "sighting": "g",
        "lexicon": "l",
    }
    named = {name for table in tables for name in (table, aliases.get(table, table))}
    pattern = re.compile(rf"(?:^|\W)(?:SCAN(?: TABLE)? |Seq Scan on )(?:{'|'.join(sorted(named))})\b")
    return [line for line in plan.splitlines() if pattern.search(line) or "BLOOM" in line]


def fill(rows: int) -> None:
    """Write many incidents under a few marks straight into the tables."""
    reader = cast.officer(cast.ANALYST_XA)
    marks = [
        make.mark(make.marking(name, origin)) for name in ("public", "partners") for origin in ("XA-POL", "XB-BRD")
    ]
    make.file(reader, make.incident("seed"))
    props = prop_numbers()
    kind, name, part_of = props["kind"], props["name"], props["part_of"]
    each = 6
    things = rows // each
    with turn.write():
        first = inserting.reserve("entity", things)
        record = inserting.reserve("record", things)
        load = 1
        inserting.insert("entity", "id, uid", [(first + n, f"{n:032x}") for n in range(things)])
        inserting.insert(
            "record",
            "id, dataset, key, content, entity, mark, grade",
            [(record + n, 1, n.to_bytes(16, "big"), b"0" * 16, first + n, marks[0], "") for n in range(things)],
        )
        inserting.insert("sighting", "load, record, line", [(load, record + n, n) for n in range(things)])
        inserting.insert(
            "statement",
            "entity, prop, record, n, value, original, lang, ref, mark, home, until",
            [
                (
                    first + n,
                    (kind, name, part_of)[k % 3],
                    record + n,
                    k,
                    f"Ashmar {n}",
                    None,
                    None,
                    first + (n * 7) % things if k % 3 == 2 else None,
                    marks[n % len(marks)],
                    load,
                    None,
                )
                for n in range(things)
                for k in range(each)
            ],
        )
        found = search_store.key_rows(
            [
                (
                    search_store.number(record + n, 1),
                    first + n,
                    name,
                    f"{MARK}{marks[n % len(marks)]} {tokens(Text(f'ashmar {n}'))}",
                )
                for n in range(things)
            ]
        )
        inserting.insert_all(found)
        search_store.add_words(f"{a}{b}{c}{b}{c}{a}{c}" for a in LETTERS for b in LETTERS for c in LETTERS[:5])
        columns = (
            "entity, record, mark, dataset, home, until, single, scope, kind, day, lat, lon, deaths_low, deaths_high"
        )
        inserting.insert(
            "fact",
            columns,
            [
                (
                    first + n,
                    record + n,
                    marks[n % len(marks)],
                    1,
                    load,
                    None,
                    True,
                    "incident",
                    "shipwreck",
                    f"20{n % 20 + 10}-0{n % 9 + 1}-01",
                    -20.0 + n % 40,
                    -30.0 + n % 30,
                    n % 9,
                    n % 9,
                )
                for n in range(things)
            ],
        )


def analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


STATES: dict[str, Callable[[], None]] = {
    "fresh": lambda: None,
    "fresh and analysed": analyse,
    "large": lambda: fill(LARGE),
    "large and analysed": lambda: (fill(LARGE), analyse())[-1],  # type: ignore[func-returns-value]  # two steps
}


@pytest.mark.parametrize("state", STATES)
def test_hot_reads_probe_and_never_scan(node: nodes.Node, state: str) -> None:
    reader = cast.officer(cast.ANALYST_XA).reader_class
    STATES[state]()
    # On a table of a page or two PostgreSQL reads the page, rightly; only what holds many rows must be probed.
    is_small = connection.vendor == "postgresql" and "large" not in state
    hot = ("statement", "fact", "record", "entity", "sighting", "name_key", "lexicon", "lexicon_part")
    tables = () if is_small else hot

    found = {}
    for name, read in PROBED.items():
        with plans() as seen:
            read(reader)
        assert seen, name
        if wrong := [line for plan in seen for line in scans(plan, tables or ("none",))]:
            found[name] = wrong

    assert found == {}


@pytest.mark.parametrize("state", STATES)
def test_the_picture_probes_marks_and_loads_and_never_goes_through_statements(node: nodes.Node, state: str) -> None:
    reader = cast.officer(cast.ANALYST_XA).reader_class
    STATES[state]()
    is_small = connection.vendor == "postgresql" and "large" not in state
    tables = ("statement",) if is_small else ("statement", "record", "entity")

    found = {}
    for name, read in DRAWN.items():
        with plans() as seen:
            read(reader)
        if wrong := [line for plan in seen for line in scans(plan, tables)]:
            found[name] = wrong

    assert found == {}


def test_the_test_itself_sees_a_scan(node: nodes.Node) -> None:
    fill(LARGE)
    with plans() as seen, connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM statement s WHERE s.value = %s", ["x"])

    assert scans("\n".join(seen), ("statement",))


@pytest.mark.parametrize("state", STATES)
def test_what_has_no_point_is_asked_for_without_going_through_what_has_one(node: nodes.Node, state: str) -> None:
    """On SQLite, which took the index of all facts; PostgreSQL decides by its statistics."""
    if connection.vendor == "postgresql":
        pytest.skip("it goes through a small table, whatever it is asked")
    reader = cast.officer(cast.ANALYST_XA).reader_class
    STATES[state]()

    for read in (facts.regions, facts.along_routes):
        with plans() as seen:
            read(reader, Question(), conditions.Within([1]))
        assert any("fact_unplaced" in plan for plan in seen)
