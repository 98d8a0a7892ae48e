"""Clocks and decisions of requests, and what concerns an authority."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.handling.presets import marking_from_preset
from corridor.core.rights.codes import GROUNDS, Ground, Heard, Outcome
from corridor.core.rights.errors import GroundUnfit, RequestMalformed
from corridor.core.rights.rules import (
    check_decision,
    check_request,
    concerns,
    due_on,
    extended,
    file_mark_of,
    heard_by,
    least_settled,
)

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 1, 1))


@given(days)
def test_a_request_is_due_in_thirty_days_and_never_later_than_ninety(received_on: date) -> None:
    assert due_on(received_on) == received_on + timedelta(days=30)
    assert extended(due_on(received_on)) == received_on + timedelta(days=90)


@given(st.sampled_from(list(Outcome)), st.sampled_from(list(Ground)))
def test_a_decision_stands_on_a_ground_that_fits(outcome: Outcome, ground: Ground) -> None:
    try:
        check_decision(outcome, ground)
    except GroundUnfit:
        assert ground not in GROUNDS[outcome]
    else:
        assert ground in GROUNDS[outcome]


def test_every_ground_fits_some_outcome() -> None:
    assert set().union(*GROUNDS.values()) == set(Ground)


@pytest.mark.parametrize("file_mark", ["", "Oru Halden", "x" * 65, "DP-1\n"])
def test_a_file_mark_holds_no_words(file_mark: str) -> None:
    with pytest.raises(RequestMalformed):
        check_request(file_mark=file_mark, received_on=date(2026, 1, 1), today=date(2026, 1, 2))


@pytest.mark.parametrize(
    ("preset", "recipients", "authority", "told"),
    [
        ("own-authority", (), "XA-POL", True),
        ("own-authority", (), "XB-BRD", False),
        ("sealed", (), "XB-BRD", False),
        ("law-enforcement", ("XB-BRD",), "XB-BRD", True),
        ("law-enforcement", ("XB-BRD",), "XC-POL", False),
        ("partners", (), "XC-POL", True),
        ("public", (), "XC-POL", True),
    ],
)
def test_what_an_authority_may_have_concerns_it(
    preset: str, recipients: tuple[str, ...], authority: str, told: bool
) -> None:
    marking = marking_from_preset(preset, "XA-POL", shelf.presets(), frozenset(recipients))

    assert concerns(marking, authority) is told


def test_recipients_of_a_marking_for_its_originator_alone_are_not_concerned() -> None:
    marking = replace(marking_from_preset("own-authority", "XA-POL", shelf.presets()), recipients=frozenset({"XB-BRD"}))

    assert not concerns(marking, "XB-BRD")


@given(st.lists(st.sampled_from(list(Heard)), min_size=1))
def test_an_authority_has_confirmed_only_what_it_confirmed_of_everything_it_was_told(heard: list[Heard]) -> None:
    found = least_settled(heard)

    assert found in heard
    assert (found is Heard.CONFIRMED) == all(one is Heard.CONFIRMED for one in heard)
    assert found is least_settled(reversed(heard))


@given(st.lists(st.sampled_from(list(Heard))), st.sampled_from(list(Heard)))
def test_being_told_of_one_thing_more_never_settles_anything(heard: list[Heard], more: Heard) -> None:
    order = list(Heard)

    assert order.index(least_settled([*heard, more])) >= order.index(least_settled(heard)) or not heard


def test_who_was_told_of_nothing_has_confirmed_nothing() -> None:
    assert least_settled([]) is Heard.WAITING


def test_only_what_is_granted_in_full_is_confirmed_by_its_originator() -> None:
    assert [one for one in Outcome if heard_by(one) is Heard.CONFIRMED] == [Outcome.GRANTED]


def test_the_file_mark_of_what_was_passed_on_can_be_one_whoever_passed_it_on() -> None:
    longest = "A" * 10 + "-" + "B" * 10 + "-" + "C" * 10

    check_request(file_mark=file_mark_of(longest, "f" * 32), received_on=date(2026, 1, 1), today=date(2026, 1, 2))
