"""Hostile files: whatever is brought is read, or refused with a code, a reason and what to do; nothing else."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.attachments.errors import AttachmentRefused
from corridor.core.kernel.counts import Count
from corridor.core.kernel.dates import parse_date
from corridor.core.kernel.errors import CorridorError
from corridor.core.kernel.points import parse_point
from corridor.core.kernel.text import clean, fold
from tests.hostile.guided import Led
from tests.hostile.mutating import Mutating
from tests.hostile.seeds import HOSTILE
from tests.hostile.targets import Target, judged, targets, unexplained
from tests.hostile.values import NASTY

RUNS = 60
"""Of each reader in the suite; the bench gives thousands."""


@cache
def readers() -> dict[str, Target]:
    """Return every reader by its name."""
    return {target.name: target for target in targets()}


NAMES = ("tables", "rows", "parquet", "mapping", "manifest", "attachment")


def vectors() -> list[str]:
    """Return the names of the hostile files that are kept."""
    return sorted(path.name for path in HOSTILE.iterdir() if path.suffix not in (".md", ".json"))


def test_every_reader_is_attacked() -> None:
    assert tuple(readers()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_damage_led_by_coverage_ends_in_rows_or_in_a_refusal_that_says_why(name: str) -> None:
    way = Led(readers()[name], seed=20261122)

    for _ in range(RUNS):
        way.give(way.next())

    assert [verdict.fault for _, verdict in way.finds] == []
    assert len(way.reached) > 10


@pytest.mark.parametrize("name", NAMES)
def test_every_good_file_is_read(name: str) -> None:
    verdicts = {judged(readers()[name], content).said for content in readers()[name].seeds}

    assert verdicts in ({"read"}, {"read", "refused"})


@pytest.mark.parametrize("vector", vectors())
def test_what_once_broke_something_never_does_again(vector: str) -> None:
    content = (HOSTILE / vector).read_bytes()

    assert [verdict.fault for target in readers().values() if (verdict := judged(target, content)).fault] == []


def test_damage_is_the_same_for_the_same_seed() -> None:
    good = readers()["tables"].seeds

    one, other = (Mutating(7) for _ in range(2))

    assert [one.damaged(good[0], good) for _ in range(20)] == [other.damaged(good[0], good) for _ in range(20)]


def test_a_refusal_without_what_to_do_is_seen() -> None:
    class Mute(CorridorError):
        code = "hostile.E01"
        template = "refused"

    assert unexplained(Mute()) == "hostile.E01 says not why, or not what to do"
    assert unexplained(CorridorError()) == "CorridorError has no code"


def test_a_crash_and_an_endless_reader_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.hostile.targets.SECONDS", 0.1)

    def endless(content: bytes) -> None:
        while True:
            pass

    def broken(content: bytes) -> None:
        raise KeyError(content)

    assert judged(Target("endless", (), endless), b"").is_crash
    assert judged(Target("broken", (), broken), b"a").fault == "KeyError: b'a'"


nasty = st.sampled_from(NASTY) | st.text(max_size=60) | st.text(alphabet="0123456789.,-+eE/: T|<~²٣", max_size=30)


@given(nasty)
@settings(max_examples=300)
def test_whatever_a_cell_says_is_understood_or_refused(text: str) -> None:
    for read in (Count.parse, parse_point, lambda said: parse_date(said, ("iso", "29-Oct-19"))):
        try:
            read(text)
        except CorridorError as refused:
            assert unexplained(refused) == ""


@given(nasty)
def test_what_is_folded_or_cleaned_stays_so(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert clean(clean(text)) == clean(text)


def test_an_attachment_names_its_fault_by_a_code() -> None:
    assert AttachmentRefused.code == "attachments.E01"
