"""Names in Latin letters: by tables, whole or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.kernel.romanising import romanised


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("محمد", "Mhmd"),
        ("طرابلس", "Trabls"),
        ("مُحَمَّد", "Muhamad"),
        ("الزاوية", "Al-zawyah"),
        ("زوارة ١٢", "Zwarah 12"),
        ("Харьков", "Kharkov"),
        ("Юлия Щербак", "Iuliia Shcherbak"),
        ("Київ", "Kiiv"),
        ("Λέσβος", "Lesvos"),
        ("Αλεξανδρούπολη", "Alexandroypole"),
        ("አሰብ", "Asabe"),
        ("თბილისი", "Tbilisi"),
        ("Երևան", "Erewan"),
        ("חיפה", "Hyph"),
        ("Ṣabrātah (صبراتة)", "Ṣabrātah (sbratah)"),
    ],
)
def test_a_name_is_written_in_latin_letters(written: str, latin: str) -> None:
    assert romanised(written) == latin


@pytest.mark.parametrize("text", ["", "Lampedusa", "Málaga 12", "12–14", "利比亚", "محمد 利"])
def test_what_is_latin_already_or_in_no_table_is_not_written_anew(text: str) -> None:
    assert romanised(text) == ""


@given(st.text())
def test_a_romanised_name_holds_no_letter_of_another_script(text: str) -> None:
    assert all(romanised(letter).isascii() or not letter.isalpha() for letter in text if romanised(letter).isalpha())
    assert romanised(text) == romanised(text)
