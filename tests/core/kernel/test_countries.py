from __future__ import annotations

from pathlib import Path

import pytest

import corridor.core.kernel as kernel
from corridor.core.kernel.countries import Countries, Country, CountryTableInvalid, country_rows, people_rows

TEXT = Path(kernel.__path__[0], "countries.csv").read_text("utf-8")
PEOPLE = tuple(people_rows(Path(kernel.__path__[0], "demonyms.csv").read_text("utf-8")))
COUNTRIES = Countries(country_rows(TEXT), PEOPLE)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ES", "ES"),
        ("ESP", "ES"),
        ("Turkey", "TR"),
        ("TÜRKİYE", "TR"),
        ("Côte d'Ivoire", "CI"),
        ("Swaziland", "SZ"),
        ("The former Yugoslav Republic of Macedonia", "MK"),
        ("Dem. Rep. of the Congo", "CD"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Namibia", "NA"),
        ("أفغانستان", "AF"),
        ("Kosovo", "XK"),
        ("XKX", "XK"),
        ("Western Sahara", "EH"),
        ("XA", "XA"),
        ("no", None),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_country_is_found_by_code_and_by_name(text: str, code: str | None) -> None:
    assert COUNTRIES.code(text) == code


@pytest.mark.parametrize("text", ["Stateless", "XXA", "STL", "STA", "apatride", "apátrida", "عديم الجنسية"])
def test_having_no_nationality_is_a_nationality_status(text: str) -> None:
    assert COUNTRIES.nationality(text) == "stateless"


@pytest.mark.parametrize(
    "text", ["UNK", "Unknown", "OOO", "XXX", "Inconnu", "Not specified", "no especificada", "غير محدد"]
)
def test_an_unknown_nationality_is_said_not_left_out(text: str) -> None:
    assert COUNTRIES.nationality(text) == "unknown"


def test_stateless_is_no_country() -> None:
    assert COUNTRIES.code("Stateless") is None


def test_the_status_of_a_code_is_told() -> None:
    assert {COUNTRIES.by_code[code].status for code in ("XA", "XB", "XC")} == {"invented"}
    assert COUNTRIES.by_code["XK"].status == "user-assigned"
    assert COUNTRIES.by_code["EH"].status == "iso"


def test_two_countries_cannot_share_a_name() -> None:
    with pytest.raises(CountryTableInvalid):
        Countries([Country("XA", "", "One", "invented", ()), Country("XB", "", "Two", "invented", ("one",))])


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("SY", "سوريا|سورية|Syrie|Siria|Syrian Arab Republic"),
        ("IR", "إيران|Irán|Iran (Islamic Republic of)"),
        ("RU", "روسيا|Russie|Rusia"),
        ("GB", "بريطانيا|المملكة المتحدة|Royaume-Uni|Reino Unido|Regno Unito"),
        ("US", "الولايات المتحدة|États-Unis|Etats-Unis|Estados Unidos|EE. UU."),
        ("CI", "ساحل العاج|Costa de Marfil|Costa d’Avorio"),
        ("CD", "RDC|RD Congo|Congo-Kinshasa"),
        ("GN", "Guinée Conakry|Guinea-Conakry"),
        ("PS", "فلسطين|Territoires palestiniens|Palestina"),
    ],
)
def test_short_names_in_the_languages_of_national_statistics_are_known(code: str, names: str) -> None:
    assert {name: COUNTRIES.nationality(name) for name in names.split("|")} == dict.fromkeys(names.split("|"), code)


def test_a_nationality_may_be_said_by_the_word_for_people_and_a_country_may_not() -> None:
    words = {
        "Syrian": "SY",
        "MARROQUÍ": "MA",
        "سوري": "SY",
        "Vénézuéliennes": "VE",
        "Nigérien": "NE",
        "nigerianos": "NG",
    }

    assert {word: COUNTRIES.nationality(word) for word in words} == words
    assert {COUNTRIES.code(word) for word in words} == {None}
    assert not COUNTRIES.is_people("Syria")


@pytest.mark.parametrize("word", ["Congolese", "Dominican", "Korean", "Kurdish", "African"])
def test_a_word_that_does_not_tell_one_country_is_none(word: str) -> None:
    assert COUNTRIES.nationality(word) is None


def test_every_word_for_people_belongs_to_a_country_of_the_table_and_means_it() -> None:
    assert {code for code, _ in PEOPLE} <= COUNTRIES.by_code.keys()
    assert [word for code, word in PEOPLE if COUNTRIES.nationality(word) != code] == []


def test_a_word_for_people_that_names_another_country_is_refused() -> None:
    table = [Country("XA", "", "One", "invented", ()), Country("XB", "", "Two", "invented", ())]
    for people in ([("XA", "Two")], [("XA", "Onese"), ("XB", "onese")]):
        with pytest.raises(CountryTableInvalid):
            Countries(table, people)
