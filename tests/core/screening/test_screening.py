"""What screening finds in free text, how often it is right, and what it never does."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.screening.codes import Kind
from tests import words

SCREEN = shelf.screening().screen


def kinds(text: str) -> list[tuple[str, str]]:
    """Return the kinds that are found, with the words."""
    return [(str(one.kind), text[one.start : one.end]) for one in SCREEN(text)]


@pytest.mark.parametrize("marked", [text for texts in words.vectors("screening")["tuned"].values() for text in texts])
def test_every_labelled_text_is_marked_where_it_points_at_a_person_and_nowhere_else(marked: str) -> None:
    text, spans = words.unmarked(marked)

    found = SCREEN(text)

    assert [str(one.kind) for one in found] == [kind for kind, _, _ in spans]
    assert all(one.start < end and start < one.end for one, (_, start, end) in zip(found, spans, strict=True))


def test_on_texts_that_nobody_tuned_for_nine_of_ten_are_found_and_four_of_five_marks_are_right() -> None:
    scores = words.screening("held_out").values()
    all_of_them = words.Score(*(sum(score[n] for score in scores) for n in range(3)))

    assert all_of_them.recall >= 0.9
    assert all_of_them.precision >= 0.8


@pytest.mark.shared
def test_real_reports_without_private_names_raise_few_false_alarms() -> None:
    texts = words.real_texts()["serious incident reports (Frontex)"][::5]

    told, found = words.false_alarms(texts)

    assert told > 5_000
    assert 1000 * found.total() / told < 5


def test_arabic_on_is_not_taken_for_the_name_ali() -> None:
    assert kinds("وعلى متن القارب 40 شخصا") == []
    assert kinds("قال علي إن القارب غرق") == [("name", "علي")]


@pytest.mark.parametrize(
    "text",
    [
        "Wreck at 35.512345, 12.601234 on 2026-03-14, 20 000 euro, 2015-2020",
        "The boat left Tripoli for Lampedusa; MV Ocean Viking and Open Arms were near.",
        "شارع محمد الخامس قرب مطار القاهرة",
        "Report SIR 10503/2019 by the Hellenic Coast Guard and the Ministry of Interior",
    ],
)
def test_places_ships_streets_authorities_days_and_points_are_not_marked(text: str) -> None:
    assert kinds(text) == []


def test_digits_of_any_script_are_read() -> None:
    assert kinds("هاتف ۰۹۱۲۳۴۵۶۷۸۹") == [("phone", "۰۹۱۲۳۴۵۶۷۸۹")]


def test_a_number_of_an_account_must_add_up() -> None:
    assert (str(Kind.ACCOUNT), "DE89370400440532013000") in kinds("Paid to DE89370400440532013000.")
    assert kinds("Container DE89370400440532013001.") == []


@given(st.text(max_size=400))
def test_findings_lie_in_the_text_in_order_and_never_overlap(text: str) -> None:
    found = SCREEN(text)

    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_finding_never_carries_the_words() -> None:
    found = SCREEN("Ahmed Ben Ali, +218 91 234 5678")

    assert "Ahmed" not in repr(found)
    assert "218" not in repr(found)


HOSTILE = {
    "digits": "1" * 100_000,
    "separated digits": "1-" * 50_000,
    "capitals": "Aa " * 33_000,
    "names": "Ahmed Ben " * 10_000,
    "at signs": "a@" * 50_000,
    "words of one letter with dots": "a." * 50_000,
    "brackets of a machine-readable line": "<" * 100_000,
    "upper case": "A1" * 50_000,
    "a cue again and again": "passport no " * 8_000,
    "particles": "al " * 33_000,
    "arabic": "محمد بن " * 12_000,
    "marks": "م" + "\u064b" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_of_100_kilobytes_holds_screening_up(text: str) -> None:
    start = time.process_time()

    SCREEN(text)

    assert time.process_time() - start < 5
