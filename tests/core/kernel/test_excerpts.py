"""Where a text answers is shown in the text as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.kernel.excerpts import LONGEST, excerpt
from corridor.core.kernel.search import Query, Rank
from corridor.core.kernel.text import fold


def marked(asked: str, value: str, how: Rank, *, is_identifier: bool = False) -> str:
    """Return a text with brackets around what matches."""
    pieces = excerpt(Query(fold(asked)), value, how, is_identifier=is_identifier)
    return "".join(f"[{piece.text}]" if piece.is_match else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("asked", "value", "how", "shown"),
    [
        ("muller", "Frau Müller, Berlin", Rank.WORDS, "Frau [Müller,] Berlin"),
        ("ashmar point", "At  Ashmar Point today", Rank.INSIDE, "At  [Ashmar Point] today"),
        ("احمد", "السيد أحمد", Rank.WORDS, "السيد [أحمد]"),
        ("asmhar", "Ashmar Point", Rank.CLOSE, "[Ashmar] Point"),
        ("shm", "Ashmar Point", Rank.INSIDE, "[Ashmar] Point"),
        ("shm", "Ashmar Point", Rank.WORDS, "Ashmar Point"),
    ],
)
def test_words_that_match_are_marked(asked: str, value: str, how: Rank, shown: str) -> None:
    assert marked(asked, value, how) == shown


def test_an_identifier_is_marked_as_a_whole() -> None:
    assert marked("2345", "XA 123-45", Rank.INSIDE, is_identifier=True) == "[XA 123-45]"


def test_a_long_text_is_cut_around_the_first_match() -> None:
    shown = marked("zephyr", "before " * 100 + "zephyr " + "after " * 100, Rank.WORDS)

    assert shown.startswith("… before")
    assert "[zephyr]" in shown and shown.endswith(" …")
    assert len(shown) < LONGEST + 20


@given(st.text(max_size=200), st.text(min_size=1, max_size=10), st.sampled_from(list(Rank)))
def test_a_short_text_is_shown_as_it_was_written(value: str, asked: str, how: Rank) -> None:
    assert "".join(piece.text for piece in excerpt(Query(fold(asked)), value, how)) == value


@given(st.text(max_size=3000), st.text(min_size=1, max_size=10), st.sampled_from(list(Rank)))
def test_an_excerpt_is_never_long(value: str, asked: str, how: Rank) -> None:
    assert sum(len(piece.text) for piece in excerpt(Query(fold(asked)), value, how)) <= 2 * LONGEST + 10
