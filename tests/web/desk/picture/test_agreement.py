"""Map, timeline and table always agree, competing values span, a withdrawn source is gone everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.picture.codes import Measure
from corridor.core.picture.records import Question
from corridor.web.desk.imports import actions as imports
from corridor.web.desk.picture import queries
from corridor.web.desk.search.queries import found_for
from corridor.web.desk.statements import store
from tests import cast, make, nodes
from tests.web.desk.imports import live
from tests.web.noninterference.building import carry_out, frozen, prepare
from tests.web.noninterference.worlds import READERS, ROUTES, world_from

pytestmark = pytest.mark.store

QUESTIONS = [
    Question(measure=measure, **narrowed)  # type: ignore[arg-type]  # its text fields
    for measure in Measure
    for narrowed in (
        {},
        {"since": "2021-03", "until": "2021-12"},
        {"until": "2021-03"},
        {"kind": "shipwreck"},
        {"country": "XA"},
        {"route": ROUTES[0]},
        {"place": "Ashmar"},
        {"source": "XA-POL"},
        {"method": "clandestine-crossing"},
        {"transport": "inflatable-boat", "reliability": "B"},
        {"accuracy": "2"},
    )
]


@pytest.fixture(scope="module")
def folder(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with django_db_blocker.unblock():
        yield tmp_path_factory.mktemp("pictures")


def check_agreement(officer: Officer, question: Question) -> None:
    answer = queries.answer_for(officer, question)
    places = queries.places_for(officer, question)
    rows = queries.rows_for(officer, question, limit=10_000)

    assert sum(month.things for month in answer.months) == answer.things == len(rows)
    assert sum(month.low for month in answer.months) == answer.low == sum(row.low or 0 for row in rows)
    assert sum(month.high for month in answer.months) == answer.high == sum(row.high or 0 for row in rows)
    placed = _placed(officer, rows)
    assert sum(place.things for place in places) == len(placed)
    assert sum(place.low for place in places) == sum(row.low or 0 for row in placed)
    assert sum(place.high for place in places) == sum(row.high or 0 for row in placed)


def _placed(officer: Officer, rows: tuple[queries.Thing, ...]) -> list[queries.Thing]:
    """Return the things of the table that have a point."""
    return [row for row in rows if row.strip.lat is not None or _has_point(row)]


def _has_point(row: queries.Thing) -> bool:
    found = live.rows(
        "SELECT lat FROM fact WHERE entity = %s AND record = %s AND mark = %s", row.entity, row.record, row.mark
    )
    return any(lat is not None for (lat,) in found)


@pytest.mark.parametrize("seed", range(4))
def test_map_timeline_and_table_agree_for_every_reader_and_question(seed: int, folder: Path) -> None:
    world = world_from(1000 + seed)
    with nodes.visiting(folder), frozen(world.seed) as clock:
        prepare()
        carry_out(world, clock)
        for member in READERS[seed % 2 :: 2]:
            officer = cast.officer(member)
            for question in QUESTIONS:
                check_agreement(officer, question)


def test_map_and_table_agree_when_there_are_too_many_points_to_draw_one_by_one(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    rows = [make.row(f"K{n}", n % 5, point=f"{-40 + n % 37 * 0.3:.1f},{-25 + n % 41 * 0.3:.1f}") for n in range(900)]
    make.load(by, make.table(rows), mapping=make.mapping())
    make.file(by, make.incident("other", dead="3..9"))
    make.file(by, make.incident("other", dead="4"))

    check_agreement(by, Question())

    assert len(queries.places_for(by, Question())) < 900


def test_competing_values_span_what_the_sources_say(node: nodes.Node) -> None:
    by, partner = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    make.file(by, make.incident("wreck", dead="7"))
    make.file(partner, make.incident("wreck", dead="12"))

    drawn = make.picture(by)

    assert (drawn.things, drawn.low, drawn.high) == (1, 7, 12)


def test_competing_values_that_one_may_not_read_do_not_widen_the_span(node: nodes.Node) -> None:
    by, partner = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    make.file(by, make.incident("wreck", dead="7"))
    make.file(partner, make.incident("wreck", dead="12"), marked=make.marking("own-authority", "XB-BRD"))

    drawn, theirs = make.picture(by), make.picture(partner)

    assert (drawn.things, drawn.low, drawn.high) == (1, 7, 7)
    assert (theirs.things, theirs.low, theirs.high) == (1, 7, 12)


def test_things_judged_the_same_are_drawn_once_for_who_may_know_it(node: nodes.Node) -> None:
    by, partner = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    make.file(by, make.incident("one", dead="7"))
    make.file(by, make.incident("other", dead="9"))

    make.same(make.uid("one"), make.uid("other"), make.marking("own-authority", "XA-POL"))

    assert (make.picture(by).things, make.picture(by).high) == (1, 9)
    assert (make.picture(partner).things, make.picture(partner).high) == (2, 16)


def test_a_thing_judged_the_same_before_anybody_described_it_is_drawn_once(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.file(by, make.incident("one", dead="7"))
    make.file(by, make.incident("third", part_of=make.uid("other"), dead=None))
    make.same(make.uid("one"), make.uid("other"), make.marking())

    make.file(by, make.incident("other", dead="9"))

    assert (make.picture(by, measure="incidents").things, make.picture(by).high) == (2, 9)


def test_a_record_revised_after_a_judgement_is_still_drawn_once(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    mapping = make.mapping()
    make.load(by, make.table([make.row("A", 3)]), mapping=mapping, released="2020-01-01")
    imported = store.uids_of([queries.rows_for(by, Question(), limit=1)[0].entity])
    make.file(by, make.incident("one", dead="7"))
    make.same(next(iter(imported.values())), make.uid("one"), make.marking())

    make.load(by, make.table([make.row("A", 4)]), mapping=mapping, released="2021-01-01")

    drawn = make.picture(by)
    assert (drawn.things, drawn.low, drawn.high) == (1, 4, 7)


def test_withdrawing_a_source_removes_it_everywhere_at_once(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.load(by, make.table([make.row("A", 3), make.row("B", 4)]), mapping=make.mapping())
    make.file(by, make.incident("wreck", dead="7"))
    assert len(found_for(by, "ashmar").found) == 3

    imports.withdraw_source(by=by, source="landings-source", now=timezone.now())

    answer = make.picture(by)
    assert (answer.things, answer.low) == (1, 7)
    assert [place.things for place in queries.places_for(by, Question())] == [1]
    assert len(found_for(by, "ashmar").found) == 1
    assert "landings-source" not in [edition.dataset.source.code for edition in answer.editions]


def test_parts_by_sex_and_age_are_not_added_to_the_total(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)

    make.file(by, make.incident("wreck", dead=("10", "4|female", "2||child")))

    assert (make.picture(by).low, make.picture(by).high) == (10, 10)


def test_a_mark_that_may_be_read_but_not_counted_is_not_in_the_picture(node: nodes.Node) -> None:
    from corridor.core.handling.codes import Use

    by, partner = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    make.file(by, make.incident("wreck", dead="7"), marked=make.marking("public", "XA-POL", uses=Use.READ))

    assert make.picture(partner).things == 0
    assert queries.places_for(partner, Question()) == ()
