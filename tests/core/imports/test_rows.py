from __future__ import annotations

import json

from corridor.core.imports.language import mapping_from
from corridor.core.imports.records import Refused, Row
from tests.core.imports.make import claims, codes, document, mapping, outcomes, registry, schemes


def keys(content: bytes, repeats: str) -> list[str]:
    found = outcomes(content, mapping_from(document(repeats=repeats), registry(), schemes()))
    return [one.result.key if isinstance(one.result, Row) else one.result.problems[0].code for one in found]


ROWS = b"ref,people\nA,1\nA,2\nA,1\nB,-1\nB,1\n"


def test_a_copy_is_refused_with_its_line_and_split_records_are_numbered() -> None:
    assert keys(ROWS, "reject") == ["A", "A#2", "duplicate-row", "count-negative", "B#2"]
    copy = outcomes(ROWS, mapping_from(document(), registry(), schemes()))[2].result
    assert isinstance(copy, Refused)
    assert copy.problems[0].params == {"line": 2}


def test_equal_rows_are_kept_where_they_may_be_different_incidents() -> None:
    assert keys(ROWS, "keep") == ["A", "A#2", "A#3", "count-negative", "B#2"]


def test_a_key_may_be_allowed_once_only() -> None:
    assert keys(ROWS, "forbid") == ["A", "key-twice", "key-twice", "count-negative", "key-twice"]


def test_the_newer_download_is_recognised_and_read() -> None:
    header = (
        "Main ID,Incident ID,Incident Type,Region of Incident,Incident Date,Incident Year,Reported Month,"
        "Number of Dead,Minimum Estimated Number of Missing,Total Number of Dead and Missing,Number of Survivors,"
        "Number of Females,Number of Males,Number of Children,Country of Origin,Region of Origin,Cause of Death,"
        "Country of Incident,Migration Route,Location of Incident,Coordinates,UNSD Geographical Grouping,"
        "Information Source,URL,Source Quality"
    )
    row = (
        "2014.MMP00001,2014.MMP00001.1,Split Incident,Mediterranean,"
        '"Mon, 01/06/2014",2014,January,3,"1,019","1,022",,1,,,'
        '"Afghanistan,Iran (Islamic Republic of)",Southern Asia,"Drowning,Violence",Italy,Central Mediterranean,'
        'Off the coast,"35.1, 12.2",Southern Europe,"@someone, Agency","http://a.org/1, http://b.org/2",4'
    )

    found = outcomes(f"{header}\n{row}\n".encode())

    result = found[0].result
    assert isinstance(result, Row)
    assert result.key == "2014.MMP00001.1"
    assert claims(result, "occurred_on") == [("2014-01-06", "Mon, 01/06/2014")]
    assert claims(result, "dead_or_missing") == [("1022", "1,022"), ("1|female", None)]
    assert [value for value, _ in claims(result, "nationality")] == ["AF", "IR"]
    assert claims(result, "cause") == [("mixed-or-unknown", "Drowning,Violence")]
    assert claims(result, "summary") == [("Split Incident", None)]
    assert [value for value, _ in claims(result, "url")] == ["http://a.org/1", "http://b.org/2"]


def test_copies_without_identifiers_and_days_are_dated_by_month() -> None:
    content = (
        "Incident Type,Incident year,Reported Month,Region of Origin,Region of Incident,Country of Origin,"
        "Number of Dead,Minimum Estimated Number of Missing,Total Number of Dead and Missing,Number of Survivors,"
        "Number of Females,Number of Males,Number of Children,Cause of Death,Migration route,Location of death,"
        "Information Source,Coordinates,UNSD Geographical Grouping\n"
        "Incident,2014,January,Central America,North America,Guatemala,1,0,1,0,0,1,0,Mixed or unknown,,"
        '"Pima, USA",Office,"31.650259, -110.366453",Northern America\n'
    )

    result = outcomes(content.encode())[0].result

    assert claims(result, "occurred_on") == [("2014-01", "2014-January")]


def test_the_api_layout_keeps_rows_without_a_date_and_marks_entities() -> None:
    names = "web_id reported_date total_dead_and_missing country_of_incident location_coodinates number_dead"
    record = dict.fromkeys(names.split(), "")
    record |= {"web_id": "2016.MMP1", "total_dead_and_missing": "2", "country_of_incident": "C\u00f4te d&#039;Ivoire"}

    result = outcomes(json.dumps([record]).encode())[0].result

    assert codes(result) == []
    assert claims(result, "occurred_on") == []
    assert claims(result, "country") == [("CI", "Côte d'Ivoire")]


def test_a_release_in_which_one_key_moves_still_gives_the_same_keys() -> None:
    first = keys(b"ref,people\nA,1\nB,1\nA,2\n", "keep")
    second = keys(b"ref,people\nB,1\nA,1\nA,2\n", "keep")

    assert sorted(first) == sorted(second) == ["A", "A#2", "B"]


def test_the_detections_are_observations_of_one_series() -> None:
    result = outcomes(b"route,type,nat,t,n\nEastern,Sea,STL,2009-01,770\n", mapping("frontex-detections"))[0].result

    assert isinstance(result, Row)
    assert result.claims[:2] == [("kind", "SeriesObservation", None), ("series", "border-detections", None)]
    assert claims(result, "nationality") == [("stateless", "STL")]
    assert claims(result, "border_type") == [("sea", "Sea")]
    assert claims(result, "period") == [("2009-01", None)]
