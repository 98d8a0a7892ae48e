"""Keys of a file: as a dictionary would, whatever of them waits on the disk."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corridor.core.imports.codes import Reason, Repeats
from corridor.core.imports.numbering import Numbering
from corridor.core.imports.records import Problem
from corridor.web.desk.imports.remembering import Remembered

KEYS = st.integers(0, 12) | st.sampled_from([(1 << 63) - 1, 1 << 63, (1 << 64) - 1])
NUMBERS = st.integers(0, (1 << 128) - 1)


@given(st.integers(0, 6), st.lists(st.tuples(KEYS, NUMBERS)))
def test_it_answers_as_a_dictionary_does_wherever_a_key_is_kept(near: int, told: list[tuple[int, int]]) -> None:
    plain: dict[int, int] = {}
    ours = Remembered(near)
    for key, number in told:
        assert ours.get(key) == plain.get(key)
        ours[key] = number
        plain[key] = number
    assert {key: ours.get(key) for key in plain} == plain


def test_memory_does_not_grow_with_the_keys() -> None:
    ours = Remembered(10)
    for key in range(1000):
        ours[key] = key
    assert len(ours._near) == 10
    assert ours.get(999) == 999


def test_copies_and_repeated_keys_are_found_again_far_down_a_file() -> None:
    numbering = Numbering(Repeats.REJECT, lambda: Remembered(2))
    placed = [numbering.place(f"k{n % 50}", [f"cell {n % 75}"], n + 2) for n in range(200)]
    assert placed[:50] == [f"k{n}" for n in range(50)]
    assert placed[50:75] == [f"k{n}#2" for n in range(25)]
    copy = placed[150]
    assert isinstance(copy, Problem)
    assert copy.code == Reason.DUPLICATE
    assert dict(copy.params) == {"line": 2}
