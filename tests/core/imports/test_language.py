from __future__ import annotations

from typing import Any

import pytest

from corridor.core.imports.compiling import compile_mapping
from corridor.core.imports.errors import FileRefused, MappingInvalid
from corridor.core.imports.language import mapping_from, recognise, released_on
from tests.core.imports.make import countries, document, mapping, mappings, registry, schemes


def keys(changed: object) -> list[str]:
    with pytest.raises(MappingInvalid) as refused:
        mapping_from(changed, registry(), schemes())
    return [problem.key for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("kind", "prop"), [("Measure", "since"), ("Operation", "period")], ids=["a measure", "an operation"]
)
@pytest.mark.parametrize(
    "how", [{"column": "day", "future": True}, {"constant": "2199-01-01"}], ids=["cell", "constant"]
)
def test_no_mapping_lets_a_measure_in_that_is_still_to_come(kind: str, prop: str, how: dict[str, Any]) -> None:
    required = {"measure_kind": {"constant": "closure"}} if kind == "Measure" else {"name": {"column": "place"}}
    fields = {**required, prop: {"column": "day"}}

    assert mapping_from(document(entity=kind, fields=fields, checks=[]), registry(), schemes()).kind == kind
    assert keys(document(entity=kind, fields={**fields, prop: how}, checks=[])) == [f"fields.{prop}"]


def test_a_mapping_says_what_a_user_wrote() -> None:
    found = mapping_from(document(columns={"day": ["Reported Date"]}), registry(), schemes())

    assert (found.name, found.kind, found.key, found.dataset) == (
        "landings",
        "Incident",
        ("ref",),
        "xa-coast-guard/landings",
    )
    assert found.columns["day"] == ("day", "reported date")
    assert found.title == {"en": "Landings"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"mapping": "Two Words"}, ["mapping"]),
        ({"version": "1"}, ["version"]),
        ({"title": {"fr": "x"}}, ["title"]),
        ({"whole": "maybe"}, ["whole"]),
        ({"format": "xls"}, ["format"]),
        ({"repeats": "sometimes"}, ["repeats"]),
        ({"released": {"file_name": "no date"}}, ["released"]),
        ({"as_of": "soon"}, ["as_of"]),
        ({"key": []}, ["key"]),
        ({"colums": {}}, ["colums"]),
        ({"entity": "Shipwreck"}, ["entity"]),
        ({"checks": [{"total": "people"}]}, ["checks[1]"]),
        ({"grade": {"column": "note"}}, ["grade"]),
        ({"grade": {"column": "note", "scheme": "nonsense", "codes": {"B2": ["good"]}}}, ["grade.scheme"]),
        (
            {"grade": {"column": "note", "scheme": "admiralty-6x6", "codes": {"B2": ["good"], "Z9": ["bad"]}}},
            ["grade.codes.Z9"],
        ),
        ({"checks": 3}, ["checks"]),
        ({"recognise": {"need": ["ref"]}}, ["recognise"]),
    ],
)
def test_a_wrong_key_is_named(changes: dict[str, Any], expected: list[str]) -> None:
    assert keys(document(**changes))[: len(expected)] == expected


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ({"people": {"column": "n", "style": "iso"}}, "fields.people.style"),
        ({"people": {"sex": "female"}}, "fields.people"),
        ({"people": {"column": "n", "sex": "woman"}}, "fields.people.sex"),
        ({"people": 5}, "fields.people"),
        ({"people": {"column": "n", "constant": "5"}}, "fields.people"),
        ({"people": [{"column": "n"}, {"column": "m", "age": "old"}]}, "fields.people[2].age"),
        ({"occurred_on": {"column": "d", "style": "sometime"}}, "fields.occurred_on.style"),
        ({"occurred_on": {"column": "d", "year_begins": "October"}}, "fields.occurred_on.year_begins"),
        ({"point": {"columns": ["a", "b", "c"]}}, "fields.point.columns"),
        ({"point": {"column": "p", "order": "north"}}, "fields.point.order"),
        ({"border_type": {"constant": "swamp"}}, "fields.border_type.constant"),
        ({"border_type": {"column": "b", "codes": {"swamp": ["x"]}}}, "fields.border_type.codes.swamp"),
        ({"border_type": {"column": "b", "codes": {"sea": ["x"], "land": ["X"]}}}, "fields.border_type.codes.land"),
        ({"border_type": {"column": "b", "otherwise": "text:people"}}, "fields.border_type.otherwise"),
        ({"border_type": {"column": "b", "otherwise": "perhaps"}}, "fields.border_type.otherwise"),
        ({"country": {"constant": "Spain"}}, "fields.country.constant"),
        ({"fee": {"column": "f", "currency": "euro"}}, "fields.fee.currency"),
        ({"place": "p"}, "fields.place"),
        ({"shoe_size": "s"}, "fields.shoe_size"),
    ],
)
def test_a_wrong_field_is_named_with_its_option(field: dict[str, Any], expected: str) -> None:
    assert keys(document(fields={"incident_kind": {"constant": "landing"}, **field})) == [expected]


def test_all_problems_are_told_at_once_with_what_to_do() -> None:
    with pytest.raises(MappingInvalid) as refused:
        mapping_from({"mapping": "x", "fields": {"dead": 3}, "entity": "Incident"}, registry(), schemes())

    assert len(refused.value.problems) > 8
    assert all(problem.wrong and problem.remedy for problem in refused.value.problems)
    assert "fields.dead" in str(refused.value)


@pytest.mark.parametrize(
    "nonsense", [None, 5, "text", [], {}, {5: 6}, {"fields": 5, "columns": 5, "title": 5, "key": {}}]
)
def test_nonsense_is_refused_not_tripped_over(nonsense: object) -> None:
    assert keys(nonsense)


@pytest.mark.parametrize("kind", ["Person", "Role"])
def test_a_table_never_makes_people_or_roles(kind: str) -> None:
    assert "entity" in keys(document(entity=kind))


def test_what_a_kind_requires_must_be_filled() -> None:
    assert keys(document(fields={"people": "people"})) == ["fields.incident_kind"]


def test_every_mapping_that_ships_is_sound_and_named_after_its_file() -> None:
    assert {one.name for one in mappings()} >= {
        "missing-migrants-api",
        "missing-migrants-export",
        "missing-migrants-harmonised",
        "missing-migrants-incidents",
        "missing-migrants-reduced",
        "frontex-detections",
        "frontex-reduced",
    }
    assert all({"en", "fr", "es", "ar"} == set(one.title) for one in mappings())


@pytest.mark.parametrize("one", [one for one in mappings() if one.wide is None], ids=lambda one: one.name)
def test_each_mapping_recognises_its_own_columns_and_no_other_takes_them(one: Any) -> None:
    header = [names[-1].title() for names in one.columns.values()]

    assert recognise(header, mappings(), file_name=f"{one.name}.csv") is one


def test_a_header_that_fits_nothing_is_not_recognised() -> None:
    assert recognise(["id", "colour"], mappings()) is None
    assert recognise([], mappings()) is None


def test_two_equal_fits_are_left_to_the_user() -> None:
    twin = mapping_from(document(mapping="twin"), registry(), schemes())
    one = mapping_from(document(), registry(), schemes())

    assert recognise(["ref", "day"], [one, twin]) is None


def test_the_day_of_release_is_read_from_the_name_of_the_file() -> None:
    export = mapping("missing-migrants-export")

    assert released_on(export, "export-2019-11-04.csv") == "2019-11-04"
    assert released_on(export, "C:\\files\\export-20191104.csv") == "2019-11-04"
    assert released_on(export, "export-2019-99-04.csv") is None
    assert released_on(export, "export.csv") is None
    assert released_on(mapping("missing-migrants-api"), "api-2014-01-01.json") is None


def test_a_file_without_a_needed_column_or_with_one_twice_is_refused() -> None:
    found = mapping_from(document(), registry(), schemes())

    for header, fault in ((["day"], "column-missing"), (["ref", "Ref "], "column-twice")):
        with pytest.raises(FileRefused) as refused:
            compile_mapping(found, registry(), countries(), header=header)
        assert refused.value.params["fault"] == fault


def test_columns_that_nobody_reads_are_told() -> None:
    found = mapping_from(document(unread=["Comment"]), registry(), schemes())

    reader = compile_mapping(found, registry(), countries(), header=["ref", "day", "comment", "secret"])

    assert reader.unread == ("secret",)


@pytest.mark.parametrize(
    "header",
    [
        ["Country", "2019", "2020"],
        ["Country", "Year", "Indicator", "Figure"],
        ["Country", "Indicator", "2019", "2020"],
        ["Id", "Date", "Country", "Coordinates", "Total"],
        ["Date", "Country", "Origin", "Lat", "Lon", "Total"],
        ["Month", "Quarter", "Nationality", "Persons"],
        ["Month", "Quarter", "Demographic", "Persons"],
        ["Country", "Year", "Cause", "Figure"],
        ["Country", "Day", "People"],
        ["Date", "Migrants arrived", "Boats arrived"],
        ["geo", "TIME_PERIOD", "citizen", "sex", "OBS_VALUE"],
    ],
)
def test_no_ready_mapping_takes_the_table_of_another_publisher_for_its_own(header: list[str]) -> None:
    assert recognise(header, mappings(), file_name="figures.csv") is None
