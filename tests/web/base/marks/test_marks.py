"""Markings are decided once for live reader classes; missing rows mean deny."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from corridor import shelf
from corridor.core.handling.codes import Use
from corridor.core.handling.rules import uses_for
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger import turn
from corridor.web.base.marks.actions import intern, open_class
from corridor.web.base.marks.models import Mark, ReaderClass
from corridor.web.base.marks.queries import IDLE, uses_of, visible_marks
from tests import cast, make, nodes

pytestmark = pytest.mark.store


def test_a_new_marking_is_decided_for_every_live_class_in_its_own_transaction(node: nodes.Node) -> None:
    officers = [cast.officer(member) for member in cast.EVERYBODY]
    marking = make.marking("law-enforcement", "XA-POL", "XB-BRD")

    with turn.write():
        mark = intern(marking, timezone.now())
        decided = {officer.handle: uses_of(officer.reader_class, mark) for officer in officers}

    assert decided == {o.handle: int(uses_for(o.reader, marking, shelf.schemes())) for o in officers}
    assert decided["xa.analyst"] and decided["xb.analyst"] and not decided["xc.prosecutor"]


def test_a_marking_that_rolls_back_leaves_no_decision(node: nodes.Node) -> None:
    reader = cast.officer(cast.ANALYST_XA)

    with pytest.raises(ZeroDivisionError), turn.write():
        mark = intern(make.marking("partners"), timezone.now())
        raise ZeroDivisionError

    assert uses_of(reader.reader_class, mark) == 0
    assert not Mark.objects.filter(pk=mark).exists()


def test_a_class_opened_later_knows_every_marking(node: nodes.Node) -> None:
    markings = [make.marking(name, "XA-POL", "XB-BRD") for name in shelf.presets()]
    marks = [make.mark(marking) for marking in markings]

    officer = cast.officer(cast.INVESTIGATOR_XA)

    assert [uses_of(officer.reader_class, mark) for mark in marks] == [
        int(uses_for(officer.reader, marking, shelf.schemes())) for marking in markings
    ]


def test_equal_markings_are_one_mark(node: nodes.Node) -> None:
    assert make.mark(make.marking("partners")) == make.mark(make.marking("partners"))


def test_officers_with_equal_duties_share_a_class(node: nodes.Node) -> None:
    cast.grant(cast.INVESTIGATOR_XA, "analyst", "operational-analysis")

    one = cast.officer(cast.ANALYST_XA)
    other = cast.officer(cast.INVESTIGATOR_XA, function="analyst")

    assert one.reader_class == other.reader_class


def test_a_class_left_idle_is_closed_and_then_denied(node: nodes.Node) -> None:
    analyst = cast.officer(cast.ANALYST_XA)
    mark = make.mark(make.marking("public"))
    assert visible_marks(analyst.reader_class, [mark]) == {mark}

    later = timezone.now() + IDLE + timedelta(minutes=1)
    other = cast.officer(cast.ANALYST_XB, now=later)

    assert visible_marks(analyst.reader_class, [mark]) == set()
    assert visible_marks(other.reader_class, [mark]) == {mark}
    account = cast.account(cast.ANALYST_XA)
    assert people.acting(account, people.duties_of(account)[0], later) is None


def test_an_idle_class_is_not_decided_for_new_markings(node: nodes.Node) -> None:
    analyst = cast.officer(cast.ANALYST_XA)
    later = timezone.now() + IDLE + timedelta(minutes=1)

    mark = make.mark(make.marking("public"), later)

    assert uses_of(analyst.reader_class, mark) == 0


def test_a_class_opened_again_after_it_was_closed_sees_what_came_meanwhile(node: nodes.Node) -> None:
    now = timezone.now()
    later = now + IDLE + timedelta(minutes=1)
    analyst = cast.officer(cast.ANALYST_XA, now=now)
    mark = make.mark(make.marking("public"), later)

    with turn.write():
        again = open_class(analyst.reader, later)

    assert visible_marks(again, [mark]) == {mark}


def test_a_missing_row_denies_even_a_public_statement(node: nodes.Node) -> None:
    analyst = cast.officer(cast.ANALYST_XA)
    make.file(analyst, make.incident("wreck", dead="7"))
    assert make.picture(analyst).low == 7

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM reader_mark")

    assert make.picture(analyst).things == 0
    assert visible_marks(analyst.reader_class, range(100)) == set()


def test_a_class_that_was_never_opened_sees_nothing(node: nodes.Node) -> None:
    mark = make.mark(make.marking("public"))

    assert visible_marks(987654, [mark]) == set()


def test_a_reused_class_number_does_not_inherit_old_decisions(node: nodes.Node) -> None:
    mark = make.mark(make.marking("own-authority", "XA-POL"))
    analyst = cast.officer(cast.ANALYST_XA)
    assert uses_of(analyst.reader_class, mark) & Use.READ
    later = timezone.now() + IDLE + timedelta(minutes=1)

    stranger = cast.officer(cast.OUTSIDER, now=later)

    assert uses_of(stranger.reader_class, mark) == 0
    assert ReaderClass.objects.filter(pk=stranger.reader_class).exists()
