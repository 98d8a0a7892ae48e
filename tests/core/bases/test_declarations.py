"""Reservations and declarations are read State by State as they were made; what is not understood is said by line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.bases.codes import Measure
from corridor.core.bases.declarations import LONGEST_ARTICLES, Declared, articles_in, declarations_read, with_declared
from corridor.core.bases.errors import TableUnreadable
from corridor.core.bases.exchange import status_from, status_written
from corridor.core.bases.records import Reservation, Status

COUNTRIES = shelf.countries()
PAGE = """\
Declarations and Reservations
(Unless otherwise indicated, the declarations were made upon ratification.)
Something that is no State
Albania 2

Reservation:
"The Republic does not consider itself bound by article 20, paragraph 2, of the Protocol (invented wording)."

Bahrain
Upon accession the Kingdom declared, as to article 8 (6) and Article 20, paragraph 2 (invented wording).
Notifications made under article 8 (6)
Algeria
"""


def test_each_state_has_its_text_and_the_articles_that_it_names_and_what_follows_the_texts_is_left_out() -> None:
    found = declarations_read(PAGE, COUNTRIES)

    assert [(one.state, one.articles, one.line) for one in found.declared] == [
        ("AL", "20(2)", 4),
        ("BH", "8(6), 20(2)", 9),
    ]
    assert found.declared[0].text.startswith("Reservation:\n")
    assert found.not_read == (3,)


@pytest.mark.parametrize(
    ("written", "why", "line"),
    [
        ("Words alone\n", "no-state", 0),
        ("Albania\n\nBahrain\nText.\n", "no-text", 1),
        ("Albania\nText.\nAlbania\nMore.\n", "twice", 3),
        ("Albania\nAsk somebody@ministry.example.\n", "reaches-somebody", 2),
        ("Albania\nText \u202e turned.\n", "cannot-be-shown", 2),
        ("Albania\n" + "x" * 20_001, "too-long", 1),
        ("x" * 1_000_001, "too-long", 0),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(written: str, why: str, line: int) -> None:
    with pytest.raises(TableUnreadable) as refused:
        declarations_read(written, COUNTRIES)

    assert (refused.value.params["why"], refused.value.params["line"]) == (why, line)


def test_a_text_takes_the_place_of_an_earlier_one_and_never_of_what_an_officer_said_that_it_excludes() -> None:
    by_hand = Reservation("16(5)", frozenset({Measure.EXTRADITION}), date(2004, 1, 1))
    status = Status("AL", consented_on=date(2002, 8, 21), reservations=(by_hand, Reservation("1", text="Old.")))

    laid = with_declared(status, Declared("AL", "New.", "20(2)", 4))

    assert laid.reservations == (by_hand, Reservation("20(2)", since=date(2002, 8, 21), text="New."))
    assert status_from(status_written(laid)) == laid


@given(st.text(max_size=400) | st.lists(st.integers(1, 999)).map(lambda ns: " ".join(f"article {n} (1)" for n in ns)))
def test_the_articles_of_any_text_fit_a_line(text: str) -> None:
    assert len(articles_in(text)) <= LONGEST_ARTICLES
