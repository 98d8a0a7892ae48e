from __future__ import annotations

import io
import json
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.imports.errors import FileRefused
from corridor.core.imports.records import Broken
from corridor.core.imports.tables import table

Rows = list[tuple[int, list[str | None]]]


def read(content: bytes) -> tuple[tuple[str, ...], Rows]:
    found = table(io.BytesIO(content), "file")
    return found.header, list(found.rows)


def fault(content: bytes) -> tuple[object, object]:
    with pytest.raises(FileRefused) as refused:
        read(content)
    return refused.value.params["fault"], refused.value.params["line"]


EXPECTED: tuple[tuple[str, ...], Rows] = (("a", "é"), [(2, ["1", "ü"]), (3, ["2", "x"])])


@pytest.mark.parametrize(
    "content",
    [
        "a,é\n1,ü\n2,x\n".encode(),
        "\ufeffa,é\r\n1,ü\r\n2,x".encode(),
        "a,é\r1,ü\r2,x\r".encode(),
        "a;é\n1;ü\n2;x\n".encode("utf-16"),
        "a;é\n1;ü\n2;x\n".encode("utf-16-le"),
        "a\té\n1\tü\n2\tx\n".encode("cp1252"),
        "a|é\n1|ü\n2|x\n".encode("latin-1"),
        "a,é,,\n1,ü,,\n2,x\n".encode(),
    ],
)
def test_encodings_separators_and_line_ends_are_found_out(content: bytes) -> None:
    assert read(content) == EXPECTED


def test_bytes_may_come_in_pieces_of_any_size() -> None:
    content = "a,é\n1,ü\n2,x\n".encode("utf-8-sig")

    def pieces() -> Iterator[bytes]:
        for byte in content:
            yield bytes([byte])

    found = table(pieces(), "file")

    assert (found.header, list(found.rows)) == EXPECTED


def test_quoted_line_ends_belong_to_the_cell_and_lines_are_counted_from_where_a_row_begins() -> None:
    assert read(b'a,b\n1,"x\ny"\n\n\n2,z\n')[1] == [(2, ["1", "x\ny"]), (6, ["2", "z"])]


def test_titles_above_the_header_a_separator_line_and_hashtags_below_are_passed_over() -> None:
    content = b"sep=;\nMissing persons, 2021\n\nid;day;people\n#id;#date;#affected\n1;2021;5\n"

    assert read(content) == (("id", "day", "people"), [(6, ["1", "2021", "5"])])


def test_header_names_lose_their_trailing_blanks() -> None:
    assert read(b"NB ;Member State ;\n1;France;\n")[0] == ("NB", "Member State")


def test_a_file_with_a_header_only_has_no_rows() -> None:
    assert read(b"a,b\n") == (("a", "b"), [])


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ("empty", 1)),
        (b"\n\n \n", ("empty", 1)),
        (b"PK\x03\x04...", ("damaged", 0)),
        (b"\x1f\x8b\x08", ("damaged", 0)),
        (bytes(range(256)) * 20, ("binary", 0)),
        (b'a,b\n1,2\n3,"x\n4,5\n', ("quote-open", 3)),
        ("a,é\n".encode() + b"1,\xe9\n", ("mixed-encoding", 1)),
        (",".join(f"c{i}" for i in range(501)).encode(), ("columns", 1)),
        (b'[{"a": 1}, {"a": 2', ("json", 1)),
        (b'[{"a": 1}\n{"a": 2}]', ("json", 2)),
        (b"[1, 2]", ("json-shape", 1)),
        (b'{"type": {"x": 1}}', ("json-shape", 1)),
        (b"[" * 100_000, ("json-shape", 1)),
        (b'[{"a": ' + b"[" * 100_000, ("json-deep", 1)),
        (b"[]", ("empty", 1)),
        (b'[{"a": 1}] trailing', ("json", 1)),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(content: bytes, expected: tuple[str, int]) -> None:
    assert fault(content) == expected


def test_a_quotation_mark_that_swallows_the_file_is_found_where_it_was_opened() -> None:
    assert fault(b'a,b\n1,2\n3,"x\n' + b"4,5\n" * 60_000) == ("quote-open", 3)


def test_mismatched_quotation_marks_refuse_one_row_and_reading_goes_on() -> None:
    rows = read(b'a,b\n1,"x"y\n2,z\n')[1]

    assert isinstance(rows[0][1], Broken)
    assert rows[0][1].problem.code == "row-broken"
    assert rows[1] == (3, ["2", "z"])


def test_a_cell_of_absurd_size_refuses_its_row() -> None:
    for content in (
        b"a,b\n1," + b"x" * 10_001 + b"\n2,z\n",
        json.dumps([{"a": 1, "b": "x" * 10_001}, {"a": 2}]).encode(),
    ):
        rows = read(content)[1]

        assert isinstance(rows[0][1], Broken)
        assert rows[0][1].problem.code == "cell-too-long"
        assert len(rows[0][1][1] or "") == 10_000
        assert not isinstance(rows[1][1], Broken)


def test_a_cell_larger_than_any_reader_takes_refuses_its_row_and_nothing_more() -> None:
    rows = read(b"a,b\n1," + b"x" * 200_000 + b"\n2,z\n")[1]

    assert isinstance(rows[0][1], Broken)
    assert rows[0][1].problem.code == "cell-too-long"
    assert rows[1] == (3, ["2", "z"])


def test_a_few_bytes_that_the_windows_page_leaves_open_refuse_no_file() -> None:
    assert read(b"a,b\n1,\xe9\x81\n")[1] == [(2, ["1", "é\x81"])]


RECORDS = [{"id": "1", "n": "2"}, {"id": "2"}, {"n": "7", "id": "3"}]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(RECORDS),
        json.dumps(RECORDS, indent=4),
        json.dumps({"count": 3, "next": None, "data": RECORDS}),
        json.dumps({"results": RECORDS, "meta": {"a": [1]}}),
        "\n".join(json.dumps(record) for record in RECORDS),
        "\ufeff" + json.dumps(RECORDS),
    ],
)
def test_a_list_of_records_is_found_in_the_usual_shapes_of_json(content: str) -> None:
    assert read(content.encode()) == (("id", "n"), [(1, ["1", "2"]), (2, ["2", None]), (3, ["3", "7"])])


def test_json_numbers_stay_as_written_and_other_values_become_text() -> None:
    rows = read(b'[{"a": 21.10, "b": null, "c": true, "d": [1.0, 2], "e": [{"x": "y"}]}]')[1]

    assert rows == [(1, ["21.10", None, "true", "1.0, 2", '[{"x": "y"}]'])]


def test_what_a_json_record_holds_inside_another_is_named_by_both() -> None:
    content = b'[{"id": 1, "place": {"name": "P", "point": {"lat": 1.50}}}, {"id": 2, "place": {}, "place.name": "Q"}]'

    header, rows = read(content)

    assert header == ("id", "place.name", "place.point.lat", "place")
    assert rows == [(1, ["1", "P", "1.50", None]), (2, ["2", "Q", None, "{}"])]


def test_a_feature_of_geojson_is_its_properties_and_the_point_where_it_lies() -> None:
    content = json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "geometry": {"type": "Point", "coordinates": [12.5, 35.25, 0]},
                    "properties": {"dead": 3, "latitude": "about 35"},
                },
                {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[[0, 0]]]}, "properties": None},
                {"type": "Feature", "geometry": None, "properties": {"dead": 0}},
            ],
        }
    ).encode()

    header, rows = read(content)

    assert header == ("latitude", "longitude", "geometry", "dead", "properties.latitude")
    assert rows[0] == (1, ["35.25", "12.5", "Point", "3", "about 35"])
    assert rows[1] == (2, [None, None, "Polygon", None, None])
    assert rows[2] == (3, [None, None, None, "0", None])


def test_a_field_that_first_shows_up_late_refuses_its_record_and_is_not_lost_silently() -> None:
    rows = read(json.dumps([{"a": "1"}] * 300 + [{"a": "1", "b": "2"}]).encode())[1]

    assert isinstance(rows[300][1], Broken)
    assert rows[300][1].problem.code == "unknown-key"


@pytest.mark.parametrize(
    "record",
    ['{"a": "1", "a": "2", "b": "3"}', '{"a": "1", "b": {"c": 1, "c": 2}}', '{"a": "1", "b": [{"c": 1, "c": 2}]}'],
)
@pytest.mark.parametrize("shape", ["[{}, %s]", '{"data": [{}, %s]}', "{}\n%s"])
def test_a_json_record_in_which_a_field_stands_twice_is_refused_as_that_row(record: str, shape: str) -> None:
    plain = '{"a": "1", "b": "2"}'

    rows = read((shape % record).replace("{}", plain, 1).encode())[1]

    assert [isinstance(cells, Broken) for _, cells in rows] == [False, True]


def test_a_single_json_record_in_which_a_field_stands_twice_is_refused_too() -> None:
    rows = read(b'{"a": "1", "a": "2"}\n{"a": "3"}')[1]

    assert [isinstance(cells, Broken) for _, cells in rows] == [True, False]


def test_a_second_list_under_the_name_of_the_first_is_not_lost_in_silence() -> None:
    assert fault(b'{"data": [{"a": 1}],\n"data": [{"a": 2}]}') == ("json", 2)


def test_white_space_before_a_record_costs_next_to_nothing() -> None:
    began = time.process_time()

    rows = read(b'[{"a": 1},' + b" " * 20_000_000 + b'{"a": 2}]')[1]

    assert [cells for _, cells in rows] == [["1"], ["2"]]
    assert time.process_time() - began < 2


def test_a_header_holds_nothing_that_no_database_keeps() -> None:
    assert read(b'[{"a\\u0000": 1, "b\\ud800": 2}]')[0] == ("a\ufffd", "b\ufffd")
    assert read(b"a,b" + b" " * 5000 + b",c\0\n1,2,3\n")[0] == ("a", "b", "c\ufffd")


def test_json_is_read_in_pieces_that_cut_anywhere() -> None:
    content = json.dumps([{"k": 'é\\"\n' * 5, "n": i * 1.5} for i in range(50)]).encode()

    whole = read(content)
    found = table((content[i : i + 3] for i in range(0, len(content), 3)), "file")

    assert (found.header, list(found.rows)) == whole


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_refused(content: bytes) -> None:
    try:
        header, rows = read(content)
    except FileRefused:
        return

    assert header
    assert len(rows) <= content.count(b"\n") + content.count(b"\r") + content.count(b"{") + 1


cells = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=8).filter(
    lambda text: "#" not in text
)
"""Texts that cannot be taken for hashtags, which are no row."""


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=8))
def test_what_a_spreadsheet_writes_is_read_back(rows: list[tuple[str, str]]) -> None:
    written = "id,text\r\n" + "".join(
        f'"{a.replace(chr(34), chr(34) * 2)}","{b.replace(chr(34), chr(34) * 2)}"\r\n' for a, b in rows
    )

    found = [row for _, row in read(written.encode("utf-8-sig"))[1]]

    assert found == [list(row) for row in rows]
