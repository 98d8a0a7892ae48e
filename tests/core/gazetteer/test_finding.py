"""Places by what people type: in every script of the routes, misspelt, ambiguous, and quickly enough."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.gazetteer.finding import Gazetteer
from corridor.core.gazetteer.records import Fit
from corridor.core.gazetteer.skeleton import skeleton
from corridor.core.gazetteer.sorted_lines import SortedLines
from corridor.demo.coast import PORTS, STATES

PLACES = shelf.gazetteer()


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Zuwara", "geonames:2208425"),
        ("Zwara", "geonames:2208425"),
        ("زوارة", "geonames:2208425"),
        ("زواره", "geonames:2208425"),
        ("ዙዋራ", "geonames:2208425"),
        ("Лампедуза", "corridor:lampedusa"),
        ("Λαμπεντούζα", "corridor:lampedusa"),
        ("île de Lampedusa", "corridor:lampedusa"),
        ("TIP", "iata:TIP"),
        ("ليبيا", "country:LY"),
        ("Caldra", "invented:caldra"),
        ("كالدرا", "invented:caldra"),
    ],
)
def test_a_place_is_found_by_its_name_in_any_script(typed: str, place: str) -> None:
    assert PLACES.find(typed)[0].id == place


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Lampdusa", "corridor:lampedusa"),
        ("Zouwarah", "geonames:2208425"),
        ("Misuratah", "geonames:2214846"),
        ("Agadiz", "geonames:2448085"),
    ],
)
def test_a_place_is_found_as_it_is_heard_or_mistyped(typed: str, place: str) -> None:
    assert place in [hit.id for hit in PLACES.find(typed)[:3]]


def test_every_place_of_a_name_is_named_the_largest_first() -> None:
    hits = [hit for hit in PLACES.find("Tripoli") if hit.fit is Fit.EXACT]

    assert [hit.country for hit in hits] == ["LY", "LB", "GR"]


def test_a_country_behind_a_comma_narrows_in_any_language() -> None:
    assert {hit.country for hit in PLACES.find("طرابلس، لبنان", lang="ar")} == {"LB"}


@pytest.mark.parametrize(
    ("lang", "name"), [("en", "Algiers"), ("fr", "Alger"), ("es", "Argel"), ("ar", "الجزائر العاصمة")]
)
def test_names_are_told_in_the_readers_language_and_in_latin_letters(lang: str, name: str) -> None:
    hit = PLACES.find("Algiers", lang=lang)[0]

    assert (hit.name, hit.romanised) == (name, "Algiers")


def test_the_invented_coast_is_in_the_gazetteer_where_it_is_drawn_and_is_marked_as_invented() -> None:
    for port in PORTS:
        hit = PLACES.place(f"invented:{port.key}")

        assert hit is not None
        assert (hit.name, hit.country, hit.kind, hit.invented) == (port.name, port.country, port.kind, True)
        assert hit.point == f"{port.lat:g},{port.lon:g}"
    assert {code for code in STATES if PLACES.place(f"country:{code}")} == set(STATES)


def test_every_country_of_the_node_has_a_name_in_four_languages() -> None:
    for code in shelf.countries().by_code:
        names = {PLACES.country_name(code, lang=lang) for lang in ("en", "fr", "es", "ar")}

        assert code not in names
        assert any("\u0600" <= letter <= "\u06ff" for letter in PLACES.country_name(code, lang="ar"))


@pytest.mark.parametrize(
    ("one", "other"), [("zuwarah", "زواره"), ("agadez", "አጋዴዝ"), ("tobruk", "טברוק"), ("misrata", "мисрата")]
)
def test_spellings_of_one_name_in_several_scripts_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other) != ""


def test_a_look_up_takes_less_than_five_milliseconds() -> None:
    asked = ["tripoli", "san", "Zouwarah", "طرابلس", "al", "Lampdusa", "Tripoli, Libya", "Триполи", "la", "xyzzyx"]
    for text in asked:
        PLACES.find(text)

    start = time.process_time()
    for text in asked * 5:
        PLACES.find(text)

    assert (time.process_time() - start) / (5 * len(asked)) < 0.005


@given(st.text(max_size=200))
def test_any_text_may_be_asked(text: str) -> None:
    assert len(PLACES.find(text, limit=5)) <= 5


@given(st.sets(st.text(alphabet="abcé", min_size=1, max_size=6), min_size=1, max_size=40), st.text("abcé", max_size=3))
def test_lines_that_begin_so_are_all_found_and_no_others(lines: set[str], key: str) -> None:
    ordered = sorted(line.encode() for line in lines)

    found = SortedLines(b"".join(line + b"\n" for line in ordered)).beginning(key.encode())

    assert found == [line for line in ordered if line.startswith(key.encode())]


def test_an_empty_gazetteer_finds_nothing() -> None:
    assert Gazetteer(b"", b"").find("Zuwara") == ()
