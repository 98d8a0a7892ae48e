"""Who died is counted on once an incident is no longer kept: by month, without place, day or words (R-30)."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.picture.records import Question
from corridor.web.base.ledger import turn
from corridor.web.desk.deaths.models import DeathsRemaining
from corridor.web.desk.deaths.queries import register_for
from corridor.web.desk.holds.schedule import erase_overdue
from corridor.web.desk.retention.erasing import erase_now
from corridor.web.desk.statements import record_store
from corridor.web.desk.statements.models import Dataset, Load, Same
from tests import cast, make
from tests.web.desk.deaths.test_register import PAGE, XA, XB, page
from tests.web.desk.retention.aging import FOUR_YEARS, age_all, filed

pytestmark = pytest.mark.store


def erase() -> None:
    erase_overdue(by=cast.service(), now=timezone.now())


def told(officer: Officer, question: Question | None = None) -> list[tuple[str, str, str, int, int, int]]:
    """Return what remains, and look that no incident of it is still drawn."""
    register = register_for(officer, question or Question())
    return [(one.month, one.country, one.route, one.incidents, one.low, one.high) for one in register.remaining]


def test_the_dead_of_a_report_whose_term_is_over_are_counted_before_and_after_it_is_erased(node: object) -> None:
    reader = cast.officer(XA)
    filed(reader, "wreck", "own-authority", FOUR_YEARS, dead="3..5", country="XA", route="Western", summary="zephyr")
    expected = [("2021-03", "XA", "Western", 1, 3, 5)]
    assert told(reader) == expected
    assert register_for(reader, Question()).entries == ()
    erase()
    assert told(reader) == expected
    assert DeathsRemaining.objects.count() == 1


def test_while_an_incident_is_kept_nothing_of_it_remains_beside_it(node: object) -> None:
    reader = cast.officer(XA)
    filed(reader, "wreck", "own-authority", timedelta(), dead="3")
    assert told(reader) == []


def test_of_place_day_and_words_nothing_is_written_down(node: object) -> None:
    filed(cast.officer(XA), "wreck", "own-authority", FOUR_YEARS, dead="3", summary="zephyr lantern")
    erase()
    (row,) = DeathsRemaining.objects.values()
    written = {name: value for name, value in row.items() if name not in ("id", "key")}
    assert written.keys() == {"dataset", "entity", "mark", "month", "country", "route", "low", "high"}
    assert (row["month"], row["low"], row["high"]) == ("2021-03", 3, 3)
    assert len(row["key"]) == 16


def test_another_authority_is_told_nothing_of_what_remains_of_what_was_not_for_it(node: object) -> None:
    filed(cast.officer(XA), "wreck", "own-authority", FOUR_YEARS, dead="3")
    assert told(cast.officer(XB)) == []
    assert "No longer kept" not in page(PAGE, XB)
    erase()
    assert told(cast.officer(XB)) == []
    assert "No longer kept" not in page(PAGE, XB)


def test_whoever_is_told_of_by_somebody_else_is_not_counted_twice(node: object) -> None:
    reader = cast.officer(XA)
    filed(reader, "wreck", "own-authority", FOUR_YEARS, dead="3")
    make.file(cast.officer(XB), make.incident("wreck", dead="4"))
    assert told(reader) == []
    erase()
    assert told(reader) == []
    assert register_for(reader, Question()).answer.low == 4


def test_nor_is_who_is_judged_to_be_the_same_as_one_that_is_kept_until_it_is_taken_back(node: object) -> None:
    reader = cast.officer(XA)
    filed(reader, "wreck", "own-authority", FOUR_YEARS, dead="3")
    make.file(cast.officer(XB), make.incident("wrack", dead="4"))
    make.same(make.uid("wreck"), make.uid("wrack"), make.marking("public"))
    erase()
    assert told(reader) == []
    Same.objects.update(withdrawn_at=timezone.now())
    assert told(reader) == [("2021-03", "", "", 1, 3, 3)]


def test_of_two_reports_of_one_incident_that_both_ended_one_incident_remains(node: object) -> None:
    reader = cast.officer(XA)
    for dead in ("3", "5"):
        filed(reader, "wreck", "own-authority", FOUR_YEARS, dead=dead)
    erase()
    assert told(reader) == [("2021-03", "", "", 1, 3, 5)]


def test_a_report_that_is_filed_again_counts_by_itself_and_nothing_remains(node: object) -> None:
    reader = cast.officer(XA)
    filed(reader, "wreck", "own-authority", FOUR_YEARS, dead="3", ref="R-1")
    erase()
    filed(reader, "wrack", "own-authority", timedelta(), dead="4", ref="R-1")
    assert told(reader) == []


def test_what_was_taken_back_before_its_term_was_over_leaves_no_count(node: object) -> None:
    reader = cast.officer(XA)
    filed(reader, "wreck", "own-authority", FOUR_YEARS, dead="3")
    with turn.write():
        record_store.fall(Load.objects.get().pk)
    assert told(reader) == []
    erase()
    assert told(reader) == []


def test_what_an_authority_abroad_told_leaves_with_its_count(node: object) -> None:
    """Originator control: a count that its owner let go of is not ours to keep."""
    reader = cast.officer(XA)
    filed(reader, "wreck", "own-authority", FOUR_YEARS, dead="3")
    Dataset.objects.update(authority="XZ-POL")
    assert told(reader) == []
    erase()
    assert told(reader) == []
    assert not DeathsRemaining.objects.exists()


def test_what_is_recalled_leaves_no_count(node: object) -> None:
    reader = cast.officer(XA)
    filed(reader, "wreck", "own-authority", timedelta(), dead="3")
    load = Load.objects.get()
    with turn.write():
        erase_now(load, record_store.marks_of(load.pk), timezone.now())
    assert told(reader) == []


def test_it_is_asked_by_period_country_route_and_source_and_by_nothing_else(node: object) -> None:
    reader = cast.officer(XA)
    filed(reader, "one", "own-authority", FOUR_YEARS, dead="3", country="XA", route="Western")
    filed(reader, "two", "own-authority", FOUR_YEARS, dead="4", country="XB", occurred_on="2022")
    undated = make.incident("three", dead="5", occurred_on=None)
    filed(reader, None, "own-authority", FOUR_YEARS, drafts=[undated])
    erase()
    first, second = ("2021-03", "XA", "Western", 1, 3, 3), ("2022", "XB", "", 1, 4, 4)
    assert told(reader) == [second, first, ("", "", "", 1, 5, 5)]
    assert told(reader, Question(since="2021-04")) == [second]
    assert told(reader, Question(until="2021-12")) == [first]
    assert told(reader, Question(country="XB")) == [second]
    assert told(reader, Question(route="Western")) == [first]
    assert told(reader, Question(source="XB-POL")) == []
    assert told(reader, Question(place="ashmar")) == []
    assert told(reader, Question(invented=True)) == []


def test_the_register_counts_as_many_dead_at_every_age_of_what_it_was_told(node: object) -> None:
    """Whatever falls due and whenever it is erased, nobody who was counted is lost and nobody counts twice."""
    reader, draw = cast.officer(XA), random.Random(30)
    total = 0
    for number in range(12):
        dead = draw.randint(1, 9)
        total += dead
        preset = draw.choice(["own-authority", "public"])
        filed(reader, f"wreck-{number}", preset, draw.choice([timedelta(), FOUR_YEARS]), dead=str(dead))
    for step in range(4):
        register = register_for(reader, Question())
        assert register.answer.low + sum(one.low for one in register.remaining) == total
        if step % 2:
            age_all(timedelta(days=600))
        else:
            erase()


def test_the_page_shows_what_remains_and_the_sum_with_it(node: object) -> None:
    reader = cast.officer(XA)
    filed(reader, "wreck", "own-authority", FOUR_YEARS, dead="3", country="XA", route="Western")
    filed(reader, "other", "own-authority", timedelta(), dead="4")
    erase()
    shown = page(PAGE)
    assert "No longer kept in detail" in shown
    assert "March 2021" in shown
    for label, figure in (("Dead and missing", 7), ("Of them no longer kept in detail", 3)):
        assert f'<dt>{label}</dt><dd><span class="num" dir="ltr">{figure}</span></dd>' in shown
