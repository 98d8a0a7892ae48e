"""A set tells nothing but hits, and what crosses is read strictly."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.matching.codes import Domain, Result, Telling
from corridor.core.matching.errors import FormRefused
from corridor.core.matching.exchange import (
    Answering,
    Asking,
    SetPart,
    answer_from,
    answer_written,
    asking_written,
    part_from,
    part_written,
    question_from,
    telling_written,
)
from corridor.core.matching.exchange import Telling as Told
from corridor.core.matching.packing import ENTRY_BYTES, Label, entry, found, is_in_order, packed

SET = "5" * 32
POINT = bytes(range(32))


def raised(key: str) -> bytes:
    """Return what some secret makes of a key."""
    return hashlib.sha256(b"secret" + key.encode()).digest()


def filling(count: int) -> bytes:
    return b"".join(hashlib.sha256(b"filling %d" % number).digest()[:ENTRY_BYTES] for number in range(count))


@settings(max_examples=25)
@given(st.sets(st.text("abc0123", min_size=4, max_size=9), min_size=1, max_size=40), st.data())
def test_every_key_of_a_set_is_found_with_its_label_and_no_other(held: set[str], data: st.DataObject) -> None:
    tellings = {key: data.draw(st.sampled_from([Telling.VISIBLE, Telling.HIT_ONLY])) for key in held}
    entries = [entry(SET, key, raised(key), Label(told, b"\x01\x02\x03\x04\x05")) for key, told in tellings.items()]

    made = packed(entries, filling(50))

    for key, told in tellings.items():
        label = found(SET, key, raised(key), made)
        assert label == Label(told, b"\x01\x02\x03\x04\x05" if told is Telling.VISIBLE else bytes(5))
    assert found(SET, "other", raised("other"), made) is None
    assert is_in_order(made)


def test_an_entry_opens_neither_without_the_secret_nor_in_another_set() -> None:
    made = packed([entry(SET, "phone:+1", raised("phone:+1"), Label(Telling.VISIBLE))], b"")

    assert found(SET, "phone:+1", hashlib.sha256(b"phone:+1").digest(), made) is None
    assert found("6" * 32, "phone:+1", raised("phone:+1"), made) is None


def test_visible_and_hit_only_look_alike_until_they_are_hit() -> None:
    one = entry(SET, "phone:+1", raised("phone:+1"), Label(Telling.HIT_ONLY, b"12345"))
    other = entry(SET, "phone:+1", raised("phone:+1"), Label(Telling.HIT_ONLY, b"54321"))

    assert one == other
    assert len(one) == ENTRY_BYTES


PART = SetPart("XB-NAT", Domain.HOLDINGS, SET, 1, 1, 1024, "Liaison desk of XA", packed([], filling(1024)))
ASKING = Asking("XA-POL", Domain.TARGETS, SET, "0123456789abcdef", (POINT, POINT))
TOLD = Told("XA-POL", 2, ("0102030405",))
ANSWER = Answering("XB-NAT", SET, Result.ANSWERED, (POINT,))


def test_what_is_written_is_read_as_it_was() -> None:
    assert part_from(part_written(PART)) == PART
    assert question_from(asking_written(ASKING)) == ASKING
    assert question_from(telling_written(TOLD)) == TOLD
    assert answer_from(answer_written(ANSWER)) == ANSWER


WRONG: list[Any] = [None, True, -1, 0, 2**60, "", "x", "\u202e", [], {}, ["x"], "A" * 2_000_000]


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (part_written(PART), part_from),
        (asking_written(ASKING), question_from),
        (telling_written(TOLD), question_from),
        (answer_written(ANSWER), answer_from),
    ],
    ids=["set", "question", "told", "answer"],
)
def test_a_field_that_is_missing_further_or_wrong_is_refused(body: dict[str, Any], read: Any) -> None:
    for name in body:
        with pytest.raises(FormRefused):
            read({field: value for field, value in body.items() if field != name})
        for value in WRONG:
            if name in ("contact", "hits", "references") and value in ("", "x", 0, []):
                continue
            with pytest.raises(FormRefused):
                read({**body, name: value})
    with pytest.raises(FormRefused):
        read({**body, "further": "x"})


@pytest.mark.parametrize(
    "part",
    [
        replace(PART, size=1000),
        replace(PART, part=2),
        replace(PART, parts=2),
        replace(PART, entries=PART.entries[:-1]),
        replace(PART, entries=PART.entries[ENTRY_BYTES:] + PART.entries[:ENTRY_BYTES]),
        replace(PART, entries=b""),
        replace(PART, contact="a" * 200),
        replace(PART, contact="call\u202e me"),
    ],
)
def test_a_set_of_another_size_or_order_is_refused(part: SetPart) -> None:
    with pytest.raises(FormRefused):
        part_from(part_written(part))


def test_a_refusal_carries_no_points_and_an_answer_has_some() -> None:
    for answer in (replace(ANSWER, points=()), replace(ANSWER, result=Result.SET_OUTDATED)):
        with pytest.raises(FormRefused):
            answer_from(answer_written(answer))
