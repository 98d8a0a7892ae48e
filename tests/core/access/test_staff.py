"""Digests of staff: equal people are found whatever their names look like; without the words a file tells nothing."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.access import staff
from corridor.core.access.errors import StaffFileUnreadable, StaffWordsDiffer, StaffWordsWeak
from corridor.core.access.staff import Person

KEY = staff.key_from("lantern heron quiet estuary")
OTHER_KEY = bytes(32)
people = st.lists(
    st.builds(Person, st.text(alphabet="abcdef.-", min_size=2, max_size=8), st.text(min_size=1, max_size=12)),
    max_size=8,
)


def file(everybody: list[Person], key: bytes = KEY) -> staff.StaffFile:
    return staff.file_of(everybody, key=key, zone="desk", authority="XA-POL")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ilsa Vorn", "VORN, Ilsa"),
        ("Ilsa Vorn", "ilsá  vorn"),
        ("Søren Ålund", "Soren Alund"),
        ("محمد علي", "علي محمد"),
    ],
)
def test_a_name_is_the_same_in_any_order_case_and_accent(one: str, other: str) -> None:
    assert staff.name_digest(Person("a", one), KEY) == staff.name_digest(Person("b", other), KEY)


def test_different_names_and_different_keys_give_different_digests() -> None:
    digests = {
        staff.name_digest(Person("a", name), key) for name in ("Ilsa Vorn", "Ilsa Voren") for key in (KEY, OTHER_KEY)
    }

    assert len(digests) == 4


def test_a_handle_is_never_taken_for_a_name() -> None:
    assert staff.name_digest(Person("", "vorn"), KEY) != staff.handle_digest(Person("vorn", ""), KEY)


@given(people, people)
def test_what_stands_in_both_files_is_what_both_sides_have_in_common(mine: list[Person], theirs: list[Person]) -> None:
    brought = staff.file_from(staff.file_document(file(theirs)))
    names = {staff.name_digest(one, KEY) for one in theirs} - {""}
    handles = {one.handle for one in theirs}

    found = staff.common(file(mine), brought)

    assert found.names == len({staff.name_digest(one, KEY) for one in mine} & names)
    assert found.handles == len({one.handle for one in mine} & handles)
    assert staff.also_there(mine, brought, key=KEY) == sorted(
        one.handle for one in mine if staff.name_digest(one, KEY) in names or one.handle in handles
    )


@given(people)
def test_the_file_names_nobody_and_its_order_tells_nothing(everybody: list[Person]) -> None:
    document = staff.file_document(file(everybody))

    assert document == staff.file_document(file(everybody[::-1]))
    for word in json.loads(document)["names"] + json.loads(document)["handles"]:
        assert len(word) == 64


def test_files_made_with_different_words_are_not_compared() -> None:
    with pytest.raises(StaffWordsDiffer):
        staff.common(file([]), file([], OTHER_KEY))
    with pytest.raises(StaffWordsDiffer):
        staff.also_there([], file([], OTHER_KEY), key=KEY)


@pytest.mark.parametrize("words", ["", "lantern", "a b c d", "one one one one one one one one", "x" * 60, "y " * 200])
def test_words_that_could_be_guessed_make_no_key(words: str) -> None:
    with pytest.raises(StaffWordsWeak):
        staff.key_from(words)


def test_words_are_the_same_whatever_their_capitals_and_spaces() -> None:
    assert staff.key_from("  Lantern HERON\nquiet estuáry ") == KEY


@given(st.one_of(st.text(), st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps)))
def test_anything_else_is_no_file_of_staff(text: str) -> None:
    with pytest.raises(StaffFileUnreadable):
        staff.file_from(text)


@pytest.mark.parametrize("names", [["xyz"], ["g" * 64], ["AB" * 32], [1], None, "a" * 64])
def test_a_file_whose_digests_are_none_is_refused(names: object) -> None:
    fields = json.loads(staff.file_document(file([])))

    with pytest.raises(StaffFileUnreadable):
        staff.file_from(json.dumps({**fields, "names": names}))
