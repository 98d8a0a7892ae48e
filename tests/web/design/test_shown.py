"""Figures and dates in the four languages of the pages."""

from __future__ import annotations

import pytest

from corridor.web.design.shown import day, isolated, number, short_day, span

NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "12,345"), ("fr", f"12{NARROW_SPACE}345"), ("es", "12.345"), ("ar", "12,345")],
)
def test_a_number_carries_the_separators_of_the_language_and_western_digits(language: str, written: str) -> None:
    assert number(12345, language) == written


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_no_number_holds_a_plain_space_that_a_right_to_left_line_would_tear_apart(language: str) -> None:
    assert " " not in number(-1234567, language)


def test_a_range_names_both_ends_and_an_exact_figure_only_one() -> None:
    assert span(10, 14, "en") == "10–14"
    assert span(10, 10, "en") == "10"
    assert span(10, None, "en") == "10"


def test_a_figure_that_no_source_gave_is_not_written_as_zero() -> None:
    assert span(None, None, "en") == ""


def test_a_date_is_as_precise_as_it_was_stated() -> None:
    assert day("2021", "en") == "2021"
    assert day("2021-03", "fr") == "mars 2021"
    assert day("2021-03-14", "es") == "14 de marzo de 2021"
    assert short_day("2021-03-14", "en") == "14 Mar 2021"


@pytest.mark.parametrize("value", ["", "soon", "2021-13", "2021-02-30", "2021-03-14-15"])
def test_what_is_not_a_date_is_shown_as_it_is(value: str) -> None:
    assert day(value, "en") == value


def test_a_span_that_stands_alone_keeps_its_order_in_a_right_to_left_line() -> None:
    assert isolated(span(20, 29, "ar")) == "\u206620–29\u2069"
