"""The register of deaths: each incident once, everybody who tells of it, unknown sex and age kept, nothing merged."""

from __future__ import annotations

from http import HTTPStatus

import pytest

from corridor.core.picture.records import Question
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.deaths.queries import alike_for, register_for
from corridor.web.desk.entities.models import Apart
from corridor.web.desk.statements.models import Same
from tests import cast, make

pytestmark = pytest.mark.django_db

PAGE, PAIRS = "/analysis/deaths/", "/analysis/deaths/alike/"
XA, XB = cast.ANALYST_XA, cast.ANALYST_XB


def page(address: str, member: cast.Member = XA) -> str:
    answer = cast.client(member).get(address)
    assert answer.status_code == HTTPStatus.OK
    return answer.content.decode()


def test_an_incident_stands_once_with_each_source_and_what_it_says() -> None:
    make.file(cast.officer(XA), make.incident("wreck", dead=("12", "4|female"), missing="3"))
    make.file(cast.officer(XB), make.incident("wreck", dead="14", missing=None))
    register = register_for(cast.officer(XA), Question())
    (entry,) = register.entries
    assert (entry.low, entry.high) == (14, 15)
    assert len(entry.sayings) == 2
    shown = page(PAGE)
    assert shown.count('class="stacked__title"') == 1
    assert "women and girls" in shown
    assert "sex not known" in shown


def test_what_nobody_broke_down_by_sex_and_age_is_unknown_and_never_spread() -> None:
    """R-28: twelve dead, of whom four are told to be women, leave eight of unknown sex and twelve of unknown age."""
    make.file(cast.officer(XA), make.incident("wreck", dead=("12", "4|female")))
    shown = page(PAGE)
    for label, figure in (("women and girls", 4), ("sex not known", 8), ("age not known", 12)):
        assert f'{label} <bdi class="num" dir="ltr">{figure}</bdi>' in shown


def test_an_incident_without_a_figure_is_shown_as_such_and_not_as_nobody() -> None:
    make.file(cast.officer(XA), make.incident("wreck", dead=None))
    shown = page(PAGE)
    assert "no figure" in shown
    assert register_for(cast.officer(XA), Question()).answer.told == 0


def test_another_authority_reads_nothing_of_what_is_not_for_it_and_pairs_tell_it_nothing() -> None:
    own = make.marking("own-authority")
    make.file(cast.officer(XA), make.incident("wreck", dead="12"), marked=own)
    make.file(cast.officer(XA), make.incident("other", dead="12"), marked=own)
    assert register_for(cast.officer(XB), Question()).entries == ()
    assert alike_for(cast.officer(XB), Question()).compared == 0
    assert len(alike_for(cast.officer(XA), Question()).found) == 1


def test_incidents_of_two_authorities_that_may_be_one_are_proposed_and_nothing_is_merged() -> None:
    make.file(cast.officer(XA), make.incident("wreck", dead="12"))
    make.file(cast.officer(XB), make.incident("wrack", dead="12", occurred_on="2021-03-15"))
    shown = page(PAIRS)
    assert "a few days apart, the same place, the same figure" in shown
    assert (
        f"/things/{make.uid('wrack')}/compare/?with=" in shown or f"/things/{make.uid('wreck')}/compare/?with=" in shown
    )
    assert not Same.objects.exists()


def test_what_was_judged_the_same_or_apart_is_not_proposed_again() -> None:
    make.file(cast.officer(XA), make.incident("wreck", dead="12"))
    make.file(cast.officer(XB), make.incident("wrack", dead="12"))
    for judge, table in ((make.apart, Apart), (make.same, Same)):
        judged = judge(make.uid("wreck"), make.uid("wrack"), make.marking("public"))
        assert alike_for(cast.officer(XA), Question()).found == ()
        table.objects.filter(uid=judged).delete()
        assert len(alike_for(cast.officer(XA), Question()).found) == 1


def test_real_and_invented_dead_never_stand_in_one_register() -> None:
    make.file(cast.officer(XA), make.incident("wreck", dead="12"), is_invented=True)
    assert register_for(cast.officer(XA), Question()).entries == ()
    assert len(register_for(cast.officer(XA), Question(invented=True)).entries) == 1


def test_a_month_that_is_none_is_refused_with_words_and_the_rest_is_answered() -> None:
    answer = cast.client(XA).get(PAGE, {"since": "spring"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Write a month as 2021-03." in answer.content.decode()


def test_an_empty_register_says_so() -> None:
    assert "No incident that you may count answers this question." in page(PAGE)
    assert "No two incidents here seem to be one." in page(PAIRS)


def test_reading_the_register_is_in_the_ledger_without_a_word_of_what_was_read() -> None:
    make.file(cast.officer(XA), make.incident("wreck", place_text="Cape of the two crosses"))
    page(PAGE)
    page(PAIRS)
    read = LedgerEntry.objects.filter(about__in=("deaths", "deaths-alike"))
    assert read.count() == 2
    assert all("crosses" not in entry.detail for entry in LedgerEntry.objects.all())


def test_who_may_not_judge_is_offered_no_pairs() -> None:
    answer = cast.client(cast.STATISTICIAN_XA).get(PAIRS)
    assert answer.status_code == HTTPStatus.FORBIDDEN
