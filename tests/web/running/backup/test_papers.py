"""The recovery key: two papers of three open, one opens nothing, and what was miscopied is found."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.web.running.backup import papers
from corridor.web.running.backup.errors import PapersNotEnough, PapersOfOther, RecoveryMissing

HALF, PAPERS = papers.drawn()
OTHER_HALF, OTHER_PAPERS = papers.drawn()


@given(st.permutations(PAPERS), st.integers(2, 3), st.binary(min_size=32, max_size=32))
@settings(max_examples=20, deadline=None)
def test_any_two_or_three_papers_in_any_order_open_what_the_open_half_sealed(
    order: list[str], count: int, secret: bytes
) -> None:
    sealed = HALF.seal(secret, about=b"test")

    assert papers.joined(order[:count], number=HALF.number).open(sealed, about=b"test") == secret


@pytest.mark.parametrize("paper", PAPERS)
def test_one_paper_opens_nothing_also_when_it_is_given_twice(paper: str) -> None:
    with pytest.raises(PapersNotEnough) as one:
        papers.joined([paper])
    with pytest.raises(PapersNotEnough):
        papers.joined([paper, f"  {paper.upper()} "])

    assert one.value.params["why"] == "1 of 2 were given"


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_a_word_that_was_copied_wrongly_is_found_and_no_word_is_told(data: st.DataObject) -> None:
    words = PAPERS[0].split()
    place = data.draw(st.integers(0, len(words) - 1))
    others = st.sampled_from([*OTHER_PAPERS[0].split(), "corridor"])
    words[place] = data.draw(others.filter(lambda word: word != words[place]))

    with pytest.raises(PapersNotEnough) as refused:
        papers.joined([" ".join(words), PAPERS[1]])

    assert not set(refused.value.message.split()) & (set(PAPERS[0].split()) - set(papers.LEFT.split()))


def test_papers_of_different_sets_and_of_another_key_are_refused() -> None:
    with pytest.raises(PapersNotEnough):
        papers.joined([PAPERS[0], OTHER_PAPERS[1]])
    with pytest.raises(PapersOfOther) as refused:
        papers.joined(OTHER_PAPERS[:2], number=HALF.number)

    assert refused.value.params == {"theirs": OTHER_HALF.number, "needed": HALF.number}


def test_a_printed_paper_reads_back_as_its_words() -> None:
    printed = papers.printed(HALF, PAPERS).split("\n\n")

    assert [papers.words_of(one) for one in printed] == list(PAPERS)


def test_the_home_keeps_the_half_that_seals_and_nothing_of_the_half_that_opens(tmp_path: Path) -> None:
    half, made = papers.renew(tmp_path)

    (only,) = tmp_path.iterdir()
    content = only.read_text()
    assert papers.kept(tmp_path) == half
    assert papers.joined(made[1:]).seed.hex() not in content
    assert not any(" ".join(pair) in content for paper in made for pair in itertools.pairwise(paper.split()))
    assert only.stat().st_mode & 0o077 == 0


def test_without_a_recovery_key_there_is_nothing_to_seal_for(tmp_path: Path) -> None:
    with pytest.raises(RecoveryMissing):
        papers.kept(tmp_path)
