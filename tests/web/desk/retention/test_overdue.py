"""What is overdue is invisible at once, everywhere, before anybody has come to erase it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from corridor.core.entities.codes import Ground
from corridor.core.kernel.errors import NotFound
from corridor.web.base.ledger import turn
from corridor.web.base.zone import zone
from corridor.web.desk.entities.actions import Basis, judge_same
from corridor.web.desk.entities.history import history_for
from corridor.web.desk.entities.queries import thing_for
from corridor.web.desk.imports import queries as imports
from corridor.web.desk.imports.sources import sources_for
from corridor.web.desk.search.queries import found_for
from corridor.web.desk.statements import terms
from corridor.web.desk.statements.models import Dataset, RetentionTerm
from tests import cast, make
from tests.web.desk.retention.aging import FOUR_YEARS, THREE_YEARS, age, filed

pytestmark = pytest.mark.store


@pytest.mark.parametrize(("ago", "is_there"), [(THREE_YEARS - timedelta(days=1), True), (THREE_YEARS, False)])
def test_a_report_ends_on_the_day_its_rule_says(node: object, ago: timedelta, is_there: bool) -> None:
    reader = cast.officer(cast.ANALYST_XA)

    uid = filed(reader, "wreck", "own-authority", ago, summary="zephyr")

    assert bool(found_for(reader, "zephyr").found) is is_there
    if is_there:
        assert thing_for(reader, uid).uid == uid
    else:
        with pytest.raises(NotFound):
            thing_for(reader, uid)


def test_an_overdue_statement_leaves_the_thing_as_if_it_had_never_been_said(node: object) -> None:
    reader = cast.officer(cast.ANALYST_XA)
    filed(reader, "wreck", "partners", FOUR_YEARS, dead="3")
    uid = filed(reader, "wreck", "own-authority", FOUR_YEARS, dead="7")

    thing = thing_for(reader, uid)

    assert thing.laid.values("dead") == ("3",)
    changes = [change for moment in history_for(reader, uid).moments for change in moment.changes]
    assert [change.after for change in changes if change.prop == "dead"] == [("3",)]
    assert len(thing.sources) == 1


def test_an_overdue_report_is_counted_nowhere(node: object) -> None:
    reader = cast.officer(cast.ANALYST_XA)
    before = make.picture(reader, measure="incidents")

    filed(reader, "wreck", "own-authority", FOUR_YEARS)

    after = make.picture(reader, measure="incidents")
    assert (after.things, after.low, after.high) == (before.things, before.low, before.high)
    assert [source.code for source in sources_for(reader)] == []


def test_an_overdue_import_does_not_exist(node: object) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.mapping("landings")
    load = make.load(by, make.table([make.row("A")]), preset="own-authority")
    assert imports.listing_for(by, first=0, limit=10).total == 1

    age(load.pk, FOUR_YEARS)

    assert imports.listing_for(by, first=0, limit=10).total == 0
    with pytest.raises(NotFound):
        imports.load_for(by, load.uid)
    assert sources_for(by) == ()
    assert make.picture(by, measure="incidents").editions == ()


def test_what_a_data_set_covers_is_counted_anew_when_a_release_falls_due(node: object) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.mapping("landings")
    older = make.load(by, make.table([make.row("A", day="2021-03-14")]), preset="own-authority", released="2022-01-01")
    make.load(by, make.table([make.row("B", day="2021-04-14")]), preset="own-authority", released="2022-02-01")
    assert Dataset.objects.get(mapping="landings").months == 2

    age(older.pk, FOUR_YEARS)

    (edition,) = make.picture(by, measure="incidents").editions
    assert (edition.coverage.months, edition.coverage.records) == (1, 1)


def test_a_record_that_a_later_release_repeats_is_kept_by_that_release(node: object) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.mapping("landings")
    content = make.table([make.row("A")])
    loads = [make.load(by, content, preset="own-authority", released=f"2022-0{n}-01") for n in (1, 2, 3)]

    age(loads[0].pk, FOUR_YEARS)

    assert make.picture(by, measure="incidents").things == 1


def test_a_judgement_ends_by_the_rule_of_its_own_marking(node: object) -> None:
    reader = cast.officer(cast.ANALYST_XA)
    now = timezone.now()
    one, other = (filed(reader, name, "public", timedelta()) for name in ("one", "other"))

    judge_same(by=reader, one=one, other=other, basis=Basis("own-authority", Ground.SEEN), now=now - FOUR_YEARS)

    assert len(thing_for(reader, one).cluster) == 1
    judge_same(by=reader, one=one, other=other, basis=Basis("own-authority", Ground.SEEN), now=now)
    assert len(thing_for(reader, one).cluster) == 2


def test_an_upgrade_finds_the_terms_of_what_the_node_holds(node: object) -> None:
    reader = cast.officer(cast.ANALYST_XA)
    filed(reader, "wreck", "own-authority", FOUR_YEARS, summary="zephyr")
    filed(reader, "landing", "partners", FOUR_YEARS)
    before = list(RetentionTerm.objects.order_by("load", "mark").values_list("load", "mark", "ends_on"))
    with turn.write(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM retention_term")
    assert found_for(reader, "zephyr").found

    zone().catch_up([terms.SINCE])

    assert list(RetentionTerm.objects.order_by("load", "mark").values_list("load", "mark", "ends_on")) == before
    assert not found_for(reader, "zephyr").found
