from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.kernel.text import clean, fold, has_forbidden, storable


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("C\u00f4te d&#039;Ivoire", "Côte d'Ivoire"),
        ("C&ocirc;te&#9;d'Ivoire\n", "Côte d'Ivoire"),
        ("http://x.org/?a=1&copy=2&amp;id=3", "http://x.org/?a=1&copy=2&id=3"),
        ("Ku\u0308c\u0327u\u0308k", "Küçük"),
        ("a\u202eb\u0000c\u200bd", "abcd"),
        ("می\u200cرود", "می\u200cرود"),
        ("", ""),
    ],
)
def test_a_text_is_kept_as_a_person_would_retype_it(text: str, value: str) -> None:
    assert clean(text) == value


@given(st.text(st.characters()))
def test_what_is_kept_as_it_came_can_always_be_written(text: str) -> None:
    kept = storable(text)

    assert "\0" not in kept
    assert len(kept.encode("utf-8")) >= len(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("İSTANBUL", "istanbul"),
        ("ısparta", "ISPARTA"),
        ("مُحَمَّد أحمد", "محمد احمد"),
        ("إلى", "الي"),
        ("غزة", "غزه"),
        ("کابل", "كابل"),
        ("Łódź — Straße", "lodz strasse"),
        ("٢٠٢١", "2021"),
        ("ـعـلـي", "علي"),
        ("Müller", "MULLER"),
        ("أحمد", "احمد"),
        ("\uff12\uff10\uff12\uff11", "2021"),
        ("۱۲۳", "123"),
        ("علی", "علي"),
        ("ہمارے", "همارى"),
        ("Ёлкин", "елкин"),
        ("ሠላም ዓለም", "ሰላም ኣለም"),
        ("Ŋgɔlɛ", "ngole"),
        ("Saʿada", "saada"),
        ("שלום", "שלומ"),
    ],
)
def test_spellings_of_one_name_are_searched_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_vowel_signs_of_indic_scripts_are_kept_apart() -> None:
    assert fold("दिल्ली") != fold("दल्ला")


def test_hidden_characters_are_found_but_line_ends_are_not_hidden() -> None:
    assert has_forbidden("a\u202eb")
    assert has_forbidden("a\x00b")
    assert not has_forbidden("a\tb\r\nc\u200f")


@given(st.text())
def test_cleaning_removes_what_is_forbidden(text: str) -> None:
    assert not has_forbidden(clean(text))


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
