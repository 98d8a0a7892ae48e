"""How the records behind a figure were evaluated stands in its note, as far as its readers may know it."""

from __future__ import annotations

from datetime import date

import pytest

from corridor.core.briefings.codes import Asks
from corridor.core.briefings.records import Binding
from corridor.core.entities.records import Draft
from corridor.core.series.codes import Counted
from corridor.core.series.records import Scope
from corridor.web.desk.briefings.figures import Answering
from tests import cast, make

pytestmark = pytest.mark.store
DEAD = Scope(Counted.DEATHS, country="XA")


def wreck(name: str, grade: str) -> None:
    make.file(cast.officer(cast.ANALYST_XA), dead_of(name), grade=grade)


def dead_of(name: str) -> Draft:
    return make.incident(name, dead="2", country="XA", occurred_on="2021-03-14")


def note(member: cast.Member = cast.ANALYST_XA, language: str = "en") -> str:
    answering = Answering(cast.officer(member), language, date(2026, 1, 1))
    found = answering.found(Binding(Asks.VALUE, DEAD.key, since="2021-03"))
    assert found is not None
    return found.source.words


def test_the_note_tells_how_many_records_are_graded_and_which_grades_they_have(node: object) -> None:
    for name, grade in (("one", "europol-4x4:B2"), ("two", "europol-4x4:A1"), ("three", "")):
        wreck(name, grade)

    assert "records with a grade: 2 of 3 (" in note()
    assert "europol-4x4 A1, B2" in note()
    assert "سجلات" in note(language="ar")


def test_grades_of_two_schemes_are_told_apart(node: object) -> None:
    wreck("one", "europol-4x4:B2")
    wreck("two", "admiralty-6x6:C3")

    assert "admiralty-6x6 C3; europol-4x4 B2" in note()


def test_where_no_record_was_evaluated_the_note_says_so(node: object) -> None:
    wreck("one", "")

    assert "no record has a grade" in note()


def test_a_grade_under_a_narrower_marking_than_the_figure_is_told_to_nobody(node: object) -> None:
    """The figure is for everybody, the grade of its source for one authority: a note goes where its figure goes."""
    own, public = make.marking("own-authority", "XA-POL"), make.marking("public", "XA-POL")
    boat, dead = make.draft("boat", "Vessel", name="Ashmar Star"), dead_of("one")
    by = cast.officer(cast.ANALYST_XA)
    make.file(by, dead, boat, grade="europol-4x4:B2", markings={dead.uid: public}, marked=own)

    for member in (cast.ANALYST_XA, cast.ANALYST_XB):
        assert "B2" not in note(member)
        assert "no record has a grade" in note(member)
