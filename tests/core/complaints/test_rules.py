"""A complaint never reaches whom it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.complaints.records import Concern, Handler, House
from corridor.core.complaints.rules import (
    concerned_bodies,
    handlers_for,
    house_of,
    houses_named,
    is_named,
    is_overdue,
    may_read,
)

bodies = st.sampled_from(("XB-OMB", "XB-INS", "XB-POL", "XB-POL-NORTH", "XB-POL-SOUTH", "XC-POL", "INT-MPA"))
names = st.sampled_from(("Gard Alby", "Iska Feldrane", "Thale Unwick", "Órla Besh", "علي منصور", "Lu Fen"))
handlers = st.lists(
    st.builds(
        Handler,
        handle=st.sampled_from(("a.one", "b.two", "c.three")),
        name=names,
        body=bodies,
        is_fallback=st.booleans(),
    ),
    max_size=6,
)
concerns = st.builds(
    Concern,
    about=st.frozensets(bodies, max_size=3),
    words=st.lists(
        st.sampled_from(("they", "took", "money", "Alby", "FELDRANE", "orla", "b.two", "منصور")), max_size=5
    ).map(" ".join),
)


@given(concerns, handlers)
def test_nobody_of_the_house_complained_about_and_nobody_named_receives_it(
    concern: Concern, known: list[Handler]
) -> None:
    for handler in handlers_for(concern, known):
        assert house_of(handler.body) not in {house_of(code) for code in concern.about}
        assert not any(is_named(one, concern.words) for one in known if one.body == handler.body)


@given(concerns, handlers)
def test_who_receives_it_may_read_it_and_nobody_else(concern: Concern, known: list[Handler]) -> None:
    chosen = handlers_for(concern, known)
    for handler in known:
        for body in {one.body for one in known}:
            if may_read(concern, body=body, handle=handler.handle, handlers=known):
                assert body not in concerned_bodies(concern, known)
    for handler in chosen:
        assert may_read(concern, body=handler.body, handle=handler.handle, handlers=known)


@given(concerns, handlers, bodies)
def test_to_complain_about_one_more_never_opens_it_to_a_body_concerned_before(
    concern: Concern, known: list[Handler], more: str
) -> None:
    wider = replace(concern, about=concern.about | {more})

    assert concerned_bodies(concern, known) <= concerned_bodies(wider, known)


@given(concerns, handlers)
def test_the_order_of_handlers_changes_nothing(concern: Concern, known: list[Handler]) -> None:
    turned = list(reversed(known))

    assert {one.body for one in handlers_for(concern, known)} == {one.body for one in handlers_for(concern, turned)}


OMBUDS = Handler("om.thale", "Thale Unwick", "XB-OMB", is_fallback=True)
INSPECTOR = Handler("in.gard", "Gard Alby", "XB-INS")


def test_a_body_comes_before_the_fallback() -> None:
    assert handlers_for(Concern(frozenset({"XB-POL"}), ""), [OMBUDS, INSPECTOR]) == (INSPECTOR,)


def test_a_report_that_names_its_handler_goes_to_the_fallback() -> None:
    assert handlers_for(Concern(frozenset(), "Mr. ALBY asked for money"), [OMBUDS, INSPECTOR]) == (OMBUDS,)


def test_a_complaint_about_the_only_body_is_held() -> None:
    assert handlers_for(Concern(frozenset({"XB-OMB"}), ""), [OMBUDS]) == ()
    assert handlers_for(Concern(frozenset(), "it was Thale"), [OMBUDS]) == ()


@pytest.mark.parametrize(
    "words",
    [
        "Thale Unwick",
        "unwick",
        "UNWICK,",
        "Unwik did it",
        "Unwikc",
        "Unwickk",
        "Inwick",
        "om.thale",
        "the officer om.thale!",
    ],
)
def test_a_name_with_a_slip_of_the_pen_names(words: str) -> None:
    assert is_named(OMBUDS, words)


@pytest.mark.parametrize("words", ["", "the unit", "an unwilling man", "om", "the whale"])
def test_other_words_do_not_name(words: str) -> None:
    assert not is_named(replace(OMBUDS, name="Unwick"), words)


def test_an_authority_is_named_by_its_code_or_its_name() -> None:
    houses = [House("XB-OMB", "Ombudsperson of XB (invented)"), House("XB-RET", "Office for Status and Return of XB")]

    assert houses_named("at the office of the ombudsperson of xb", houses) == {"XB-OMB"}
    assert houses_named("the XB-RET people", houses) == {"XB-RET"}
    assert houses_named("somebody at the border", houses) == frozenset()


def test_a_complaint_is_overdue_after_a_week() -> None:
    today = date(2030, 3, 14)

    assert not is_overdue(today - timedelta(days=7), taken=False, today=today)
    assert is_overdue(today - timedelta(days=8), taken=False, today=today)
    assert not is_overdue(today - timedelta(days=80), taken=True, today=today)
