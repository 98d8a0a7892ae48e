"""The table of an export: one row for what one source says, nothing carried out, everything read back."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.entities.codes import Type
from corridor.core.exports.exchange import table
from corridor.core.exports.records import Item, Said
from corridor.core.imports.cells import TYPES
from corridor.core.imports.codes import Reason
from corridor.core.imports.compiling import compile_mapping
from corridor.core.imports.records import Row
from corridor.core.kernel.cells import defuse, restore
from corridor.core.kernel.text import clean
from tests.core.exports import make

texts = st.text(max_size=60).map(clean).filter(bool)
dangerous = st.tuples(st.sampled_from("=+-@\t\r＝'"), st.text(max_size=20)).map("".join)


@given(texts | dangerous)
def test_a_defused_cell_is_restored_to_what_it_was(cell: str) -> None:
    assert restore(defuse(cell)) == cell


@given(dangerous)
def test_no_defused_cell_begins_as_a_formula_does(cell: str) -> None:
    left = defuse(cell)

    assert left[0] not in "=+-@\t\r＝" or left.lstrip("+-").replace(".", "", 1).isdecimal()


@pytest.mark.parametrize("number", ["-5", "+33", "-12.5", "0"])
def test_a_plain_number_stays_a_number(number: str) -> None:
    assert defuse(number) == number


def test_no_property_shares_its_name_with_a_column_of_every_row() -> None:
    assert set(table.FIXED) & set(shelf.registry().properties) == {"kind"}


def written(item: Item) -> str:
    """Return the table of one thing as a file."""
    registry = shelf.registry()
    rows = list(table.rows(item, registry))
    columns = table.header({name for row in rows for name in row}, registry)
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(table.cells(row, columns) for row in rows)
    return file.getvalue()


def read_back(text: str, mapping: str = "corridor-export") -> list[Any]:
    """Return what the mapping for exports makes of a file's rows."""
    header, *rows = csv.reader(io.StringIO(text))
    known = shelf.mappings()[mapping]
    reader = compile_mapping(known, shelf.registry(), shelf.countries(), header=header)
    return [reader([cell or None for cell in row]) for row in rows]


def test_an_incident_is_read_back_as_it_was() -> None:
    item = make.incident(
        incident_kind="shipwreck",
        occurred_on="2021-03",
        dead=("3", "1|female", "2||child"),
        people="10..14",
        point="-35.5,-20",
        place_text="- en route, =here",
        nationality=("XA", "stateless"),
        fee="1500.00 EUR",
        summary="'+ quoted",
    )

    (row,) = read_back(written(item))

    assert isinstance(row, Row), row
    assert sorted((prop, value) for prop, value, _ in row.claims) == sorted((one.prop, one.value) for one in item.said)


@given(place=texts, summary=texts)
def test_words_of_every_kind_are_read_back_or_refused_and_never_changed(place: str, summary: str) -> None:
    item = make.incident(incident_kind="landing", place_text=place, summary=summary)

    (row,) = read_back(written(item))

    if isinstance(row, Row):
        said = {prop: value for prop, value, _ in row.claims}
        assert (said.get("place_text", ""), said.get("summary", "")) == (place, summary)
    else:
        assert {one.code for one in row.problems} <= {Reason.FORMULA.value, Reason.CONTROL.value}


def test_two_sources_and_two_markings_make_rows_of_their_own() -> None:
    one = make.incident(dead="3", record=1, mark=1)
    other = make.incident(dead="5", record=2, mark=2)
    both = make.together(one, other)

    rows = list(table.rows(both, shelf.registry()))

    assert [(row["dead"], row["marking"]) for row in rows] == [("3", "TLP:GREEN"), ("5", "TLP:AMBER")]


@pytest.mark.parametrize(
    ("kind", "mapping"), [("Incident", "corridor-export"), ("SeriesObservation", "corridor-export-series")]
)
def test_the_mapping_reads_every_property_that_a_table_may_carry(kind: str, mapping: str) -> None:
    registry = shelf.registry()
    wanted = {
        name
        for name, prop in registry.schemata[kind].properties.items()
        if prop.type is not Type.KIND
        and str(prop.type) in TYPES
        and not prop.or_text
        and not registry.is_personal(kind, name)
    }

    assert {field.prop for field in shelf.mappings()[mapping].fields} == wanted


def test_a_statement_that_refers_to_a_thing_is_written_as_its_identifier() -> None:
    said = Said("a" * 32, "vessel", "b" * 32, None, None, "b" * 32, 1, 1)
    item = make.item(said)

    (row,) = table.rows(item, shelf.registry())

    assert row["vessel"] == "b" * 32


def test_a_text_that_had_no_code_stands_beside_the_code_that_was_decided_and_is_read_back() -> None:
    item = make.item(
        make.said("kind", "Incident"),
        make.said("incident_kind", "shipwreck"),
        make.parked("transport", "inflatable-boat", "=Zodiac"),
        make.parked("method", "parked", "Two\nlines"),
    )

    (row,) = csv.DictReader(io.StringIO(written(item)))

    assert (row["transport"], row["method"]) == ("inflatable-boat", "parked")
    assert row["as_recorded"] == "transport: =Zodiac\nmethod: Two lines"
