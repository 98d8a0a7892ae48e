from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.imports.placement import (
    Flip,
    Load,
    LoadUnknown,
    Placement,
    Sighting,
    live_version,
    placement,
)

DAYS = ("2019-01-01", "2020-01-01", "2021-01-01")
KEYS = ("a", "b", "c")

Contents = dict[str, str]


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[tuple[Load, Contents]], list[int]]:
    """Some releases, each with the contents of some keys, and an order of publishing, undoing and redoing them."""
    count = draw(st.integers(1, 6))
    releases = [
        (
            Load(number, draw(st.sampled_from(DAYS)), draw(st.booleans())),
            draw(st.dictionaries(st.sampled_from(KEYS), st.sampled_from("ABC"), max_size=3)),
        )
        for number in range(1, count + 1)
    ]
    flips = draw(st.lists(st.integers(1, count), max_size=14))
    return releases, flips


class Database:
    """Rows with a home and an until, a set of standing loads, and nothing else: what the real tables do."""

    def __init__(self, releases: list[tuple[Load, Contents]]) -> None:
        self.releases = {load.id: (load, contents) for load, contents in releases}
        self.standing: set[int] = set()
        self.sightings: dict[str, list[Sighting]] = {}
        self.rows: dict[str, dict[int, Placement]] = {}
        self.imported: set[int] = set()

    def stage(self, number: int) -> None:
        """Write what flipping a load needs, without flipping it."""
        contents = self.releases[number][1]
        if number not in self.imported:
            self.imported.add(number)
            for key, content in contents.items():
                self.sightings.setdefault(key, []).append(Sighting(number, ord(content)))
        flip = Flip([self.releases[known][0] for known in sorted(self.imported)], self.standing, number)
        keys = self.sightings if flip.affects_every_key else [key for key in self.sightings if key in contents]
        for key in keys:
            self.rows.setdefault(key, {}).update(flip.placements(self.sightings[key]))

    def flip(self, number: int) -> None:
        self.standing ^= {number}

    def answer(self) -> set[tuple[str, str]]:
        return {
            (key, chr(version))
            for key, versions in self.rows.items()
            for version, placed in versions.items()
            if placed.is_visible(self.standing)
        }


def only_ever(releases: list[tuple[Load, Contents]], standing: set[int]) -> set[tuple[str, str]]:
    """The answer of a place that loaded only the standing releases, in the order of their days: said in another way."""
    state: Contents = {}
    for load, contents in sorted(releases, key=lambda one: (one[0].release_on, one[0].id)):
        if load.id in standing:
            state = contents if load.whole else {**state, **contents}
    return set(state.items())


@settings(max_examples=400)
@given(histories())
def test_every_answer_is_that_of_a_database_which_only_ever_loaded_the_standing_releases(
    history: tuple[list[tuple[Load, Contents]], list[int]],
) -> None:
    releases, flips = history
    database = Database(releases)

    for number in flips:
        before = database.answer()
        database.stage(number)
        assert database.answer() == before
        database.flip(number)
        assert database.answer() == only_ever(releases, database.standing)


@settings(max_examples=200)
@given(histories())
def test_a_staged_flip_that_is_given_up_changes_nothing_later(
    history: tuple[list[tuple[Load, Contents]], list[int]],
) -> None:
    releases, flips = history
    database = Database(releases)

    for step, number in enumerate(flips):
        database.stage(number)
        if step % 3 != 1:
            database.flip(number)
        assert database.answer() == only_ever(releases, database.standing)


@settings(max_examples=200)
@given(histories())
def test_at_most_one_version_of_a_key_is_live(history: tuple[list[tuple[Load, Contents]], list[int]]) -> None:
    releases, flips = history
    database = Database(releases)

    for number in flips:
        database.stage(number)
        database.flip(number)

        keys = [key for key, _ in database.answer()]
        assert len(keys) == len(set(keys))


@given(histories())
def test_the_placements_agree_with_the_fold(history: tuple[list[tuple[Load, Contents]], list[int]]) -> None:
    releases, flips = history
    loads = [load for load, _ in releases]
    sightings = [Sighting(load.id, ord(contents["a"])) for load, contents in releases if "a" in contents]
    standing: set[int] = set()

    for number in flips:
        placed = placement(sightings, loads, standing, number)
        for state in (standing, standing ^ {number}):
            visible = [version for version, where in placed.items() if where.is_visible(state)]
            assert visible == [live for live in [live_version(sightings, loads, state)] if live is not None]
        standing ^= {number}


def test_a_new_record_is_at_home_in_the_load_that_brings_it() -> None:
    loads = [Load(1, "2020-01-01", False), Load(2, "2021-01-01", False)]

    assert placement([Sighting(2, 7)], loads, {1}, 2) == {7: Placement(2, None)}


def test_a_record_seen_again_unchanged_stays_where_it_is() -> None:
    loads = [Load(1, "2020-01-01", False), Load(2, "2021-01-01", False)]

    assert placement([Sighting(1, 7), Sighting(2, 7)], loads, {1}, 2) == {7: Placement(1, None)}


def test_undoing_the_first_release_keeps_what_the_second_repeated() -> None:
    loads = [Load(1, "2020-01-01", False), Load(2, "2021-01-01", False)]

    assert placement([Sighting(1, 7), Sighting(2, 7)], loads, {1, 2}, 1) == {7: Placement(2, None)}


def test_a_whole_release_withdraws_what_it_lacks_and_gives_it_back_when_undone() -> None:
    loads = [Load(1, "2020-01-01", True), Load(2, "2021-01-01", True)]

    assert placement([Sighting(1, 7)], loads, {1}, 2) == {7: Placement(1, 2)}
    assert live_version([Sighting(1, 7)], loads, {1, 2}) is None
    assert live_version([Sighting(1, 7)], loads, {1}) == 7


def test_a_load_of_another_data_set_is_refused() -> None:
    with pytest.raises(LoadUnknown):
        Flip([Load(1, "2020-01-01", False)], set(), 9)
