"""The written form of requests that are passed on, and of their answers: the good are read, the bad refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.rights.codes import GROUNDS, PASSED_ON, Ground, Outcome, Say
from corridor.core.rights.errors import NoticeUnreadable
from corridor.core.rights.exchange import answer_document, answer_from, notice_document, notice_from, said_in
from corridor.core.rights.records import Answer, Notice

FOLDER = Path(__file__).parents[2] / "vectors" / "rights"
TODAY = date(2026, 3, 21)

days = st.dates(min_value=date(2000, 1, 1), max_value=TODAY)
codes = st.sampled_from(["XA", "XA-POL", "XB-BRD"])
notices = st.builds(
    Notice,
    st.sampled_from(sorted(PASSED_ON)),
    codes,
    st.integers(min_value=0, max_value=2**128 - 1).map(lambda number: f"{number:032x}"),
    days,
)
answers = st.sampled_from([(outcome, ground) for outcome, some in GROUNDS.items() for ground in some]).flatmap(
    lambda pair: st.builds(Answer, st.just(pair[0]), st.just(pair[1]), days)
)
values = (
    st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text()) | st.dictionaries(st.text(), st.text())
)


def read(body: Mapping[str, Any]) -> dict[str, Any]:
    """Read a body as a node would, and write it again."""
    if said_in(body) is Say.ASKED:
        return notice_document(notice_from(body, today=TODAY))
    return answer_document(answer_from(body, today=TODAY))


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.json")))
def test_the_good_are_read_and_the_bad_refused(name: str) -> None:
    body = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    if name.startswith("good"):
        assert read(body) == body
    else:
        with pytest.raises(NoticeUnreadable):
            read(body)


@given(notices)
def test_what_is_passed_on_is_read_as_it_was_written(notice: Notice) -> None:
    assert notice_from(notice_document(notice), today=TODAY) == notice


@given(answers)
def test_an_answer_is_read_as_it_was_written(answer: Answer) -> None:
    assert answer_from(answer_document(answer), today=TODAY) == answer


@given(notices, st.sampled_from([one.name for one in fields(Notice)]), values)
def test_whatever_stands_in_a_field_is_read_as_itself_or_refused(notice: Notice, field: str, value: object) -> None:
    body = notice_document(notice) | {field: value}
    try:
        assert notice_document(notice_from(body, today=TODAY)) == body
    except NoticeUnreadable as refused:
        assert refused.params.keys() == {"field"}
        assert refused.params["field"] in {"fields", *body}


@given(st.text(min_size=1), values)
def test_there_is_no_place_for_anything_else(name: str, value: object) -> None:
    body = notice_document(Notice(sorted(PASSED_ON)[0], "XA-POL", "0" * 32, TODAY))
    if name not in body:
        with pytest.raises(NoticeUnreadable):
            notice_from(body | {name: value}, today=TODAY)


@given(st.sampled_from(list(Outcome)), st.sampled_from(list(Ground)))
def test_an_answer_stands_on_a_ground_that_carries_its_outcome(outcome: Outcome, ground: Ground) -> None:
    body = answer_document(Answer(outcome, ground, TODAY))
    if ground in GROUNDS[outcome]:
        assert answer_from(body, today=TODAY).ground is ground
    else:
        with pytest.raises(NoticeUnreadable):
            answer_from(body, today=TODAY)


def test_a_day_may_be_one_ahead_where_the_sender_is_and_no_more() -> None:
    def read_on(day: date) -> date:
        return answer_from(answer_document(Answer(Outcome.GRANTED, Ground.UNLAWFUL, day)), today=TODAY).on

    assert read_on(TODAY + timedelta(days=1)) == TODAY + timedelta(days=1)
    with pytest.raises(NoticeUnreadable):
        read_on(TODAY + timedelta(days=2))
