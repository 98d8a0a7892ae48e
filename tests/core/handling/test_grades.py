"""Evaluations of sources and of information."""

from __future__ import annotations

import pytest

from corridor.core.handling.errors import GradeInvalid
from corridor.core.handling.grades import grade_from, grade_labels, grade_text
from corridor.core.handling.records import Grade
from tests.core.handling.make import SCHEMES


@pytest.mark.parametrize(
    ("text", "scheme", "grade"),
    [
        ("B2", "europol-4x4", Grade("europol-4x4", "B", "2")),
        (" x 4 ", "europol-4x4", Grade("europol-4x4", "X", "4")),
        ("b-", "admiralty-6x6", Grade("admiralty-6x6", "B", None)),
        ("-6", "admiralty-6x6", Grade("admiralty-6x6", None, "6")),
        ("1e", "uk-3x5x2", Grade("uk-3x5x2", "1", "E")),
        ("", "europol-4x4", Grade("europol-4x4")),
        ("-", "europol-4x4", Grade("europol-4x4")),
    ],
)
def test_an_evaluation_is_read_on_the_scales_of_its_scheme(text: str, scheme: str, grade: Grade) -> None:
    assert grade_from(text, scheme, SCHEMES) == grade
    assert grade_from(grade_text(grade), scheme, SCHEMES) == grade


@pytest.mark.parametrize(
    ("text", "scheme"),
    [
        ("D1", "europol-4x4"),
        ("A5", "europol-4x4"),
        ("A1", "uk-3x5x2"),
        ("A", "europol-4x4"),
        ("A1", "tlp"),
        ("G1", "admiralty-6x6"),
    ],
)
def test_what_is_not_a_grade_of_the_scheme_is_refused(text: str, scheme: str) -> None:
    with pytest.raises(GradeInvalid):
        grade_from(text, scheme, SCHEMES)


def test_not_evaluated_is_never_a_default_grade() -> None:
    assert grade_labels(Grade("europol-4x4", "A"), "fr", SCHEMES) == (
        "aucun doute sur l’authenticité, la fiabilité et la compétence, ou toujours fiable jusqu’ici",
        None,
    )


def test_a_grade_that_says_no_judgement_is_possible_has_no_rank() -> None:
    source = SCHEMES.schemes["europol-4x4", "2016"].scales["source"]

    assert [source.rank(grade) for grade in "ABCX"] == [0, 1, 2, None]
