"""What a hand-over must say, what each ground asks for, and who decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.doors.codes import Ground, Lack, Notice, Said
from corridor.core.doors.errors import DisclosureLacks, HandOverIncomplete, SecondOfficerNeeded
from corridor.core.doors.records import FieldChosen
from corridor.core.doors.rules import (
    LONGEST_DAYS,
    PARTICULARS,
    check_hand_over,
    check_proposal,
    check_second_officer,
    hand_over_problems,
    is_over,
    lacks,
)
from tests.core.doors import make

LISTS = {"ages": make.AGES, "sexes": make.SEXES, "needs": make.NEEDS}
grounds = st.sampled_from(Ground)


def found(proposal: object) -> set[Lack]:
    """Return what stands against a proposal."""
    return {one.lack for one in lacks(proposal, fields=make.FIELDS, today=make.TODAY)}  # type: ignore[arg-type]


def test_a_hand_over_asks_for_nothing_but_where_the_person_can_be_reached() -> None:
    check_hand_over(make.hand_over(), **LISTS)

    with pytest.raises(HandOverIncomplete):
        check_hand_over(make.hand_over(reach=" "), **LISTS)


def test_a_hand_over_takes_codes_of_the_lists_only() -> None:
    wrong = make.hand_over(age="old", sex="x", needs=("medical", "gold"), asks=Said.YES)

    assert hand_over_problems(wrong, **LISTS) == ("age", "sex", "needs")


@pytest.mark.parametrize("ground", list(Ground))
def test_each_ground_with_its_particulars_can_be_proposed(ground: Ground) -> None:
    check_proposal(make.proposal(ground), fields=make.FIELDS, today=make.TODAY)


@given(grounds, st.data())
def test_no_ground_stands_without_every_one_of_its_particulars(ground: Ground, data: st.DataObject) -> None:
    left_out = data.draw(st.sampled_from(PARTICULARS[ground]))
    told = {name: said for name, said in make.PARTICULARS[ground].items() if name != left_out}

    assert Lack.PARTICULAR_MISSING in found(make.proposal(ground, particulars=told))


@given(grounds, st.integers(-400, 800))
def test_nothing_is_disclosed_for_longer_than_its_ground_allows(ground: Ground, days: int) -> None:
    until = make.TODAY + timedelta(days=days)

    may = not found(make.proposal(ground, until=until)) & {Lack.EXPIRY_FAR, Lack.EXPIRY_PAST}

    assert may == (0 <= days <= LONGEST_DAYS[ground])


def test_an_order_that_was_issued_tomorrow_compels_nobody() -> None:
    told = {**make.PARTICULARS[Ground.COMPULSION], "issued_on": "2026-11-23", "answer_by": "soon"}

    assert found(make.proposal(particulars=told)) == {Lack.DAY_AHEAD, Lack.DAY_MALFORMED}


def test_every_field_needs_a_reason_and_a_value_and_comes_once() -> None:
    name = FieldChosen("name", "Ansel", "the order names it")
    fields = (name, name, FieldChosen("danger", "", ""), FieldChosen("route", "x", "y"))

    assert found(make.proposal(fields=fields)) == {
        Lack.FIELD_TWICE,
        Lack.FIELD_UNKNOWN,
        Lack.REASON_MISSING,
        Lack.VALUE_MISSING,
    }
    assert found(make.proposal(fields=())) == {Lack.NO_FIELD}


def test_who_does_not_tell_the_person_says_why_and_looks_again() -> None:
    silent = make.proposal(notice=Notice.UNSAFE)

    assert found(silent) == {Lack.NOTICE_REASON_MISSING, Lack.NOTICE_REVIEW_MISSING}
    assert not found(replace(silent, notice_reason="the smuggler reads along", notice_review_on=date(2026, 12, 1)))


def test_a_disclosure_without_recipient_is_refused() -> None:
    with pytest.raises(DisclosureLacks):
        check_proposal(make.proposal(authority=""), fields=make.FIELDS, today=make.TODAY)


def test_nobody_decides_about_what_they_proposed() -> None:
    check_second_officer(proposed_by="mp.officer", decides="mp.second")

    with pytest.raises(SecondOfficerNeeded):
        check_second_officer(proposed_by="mp.officer", decides="mp.officer")


def test_a_disclosure_stands_through_its_day() -> None:
    assert not is_over(make.TODAY, make.TODAY)
    assert is_over(make.TODAY, make.TODAY + timedelta(days=1))
