"""What is taken away: CSV that says of itself what it is, and SDMX that a public library reads back."""

from __future__ import annotations

import csv
import io
import json
import warnings

from corridor.core.disclosure.codes import TOTAL, UNKNOWN, State
from corridor.core.disclosure.records import Axis, Published, Shown
from corridor.core.publishing.codes import By, Counted, Kind
from corridor.core.publishing.exchange import content_of
from corridor.core.publishing.formats import in_order
from corridor.core.publishing.formats.plain import plain_csv
from corridor.core.publishing.formats.sdmx import sdmx_csv, sdmx_structure
from corridor.core.publishing.records import Asked, Coverage, Publication, Release, SourceTold
from tests import make

ROUTES = ("Western route", "Western-route", "=cmd|' /C calc'!A0", UNKNOWN)
SEXES = ("female", "male", UNKNOWN)


def cells() -> dict[tuple[str, ...], Shown]:
    keys = [(route, sex) for route in (*ROUTES, TOTAL) for sex in (*SEXES, TOTAL)]
    return {key: Shown(State.HIDDEN) if n % 5 == 2 else Shown(State.SHOWN, 10 + n) for n, key in enumerate(keys)}


TABLE = Published(
    "one", (Axis("route", ROUTES), Axis("sex", SEXES)), cells(), counted="dead-or-missing", within={}, threshold=10
)
PUBLICATION = Publication(
    kind=Kind.TABLE,
    release=Release(make.uid("a table"), 2, "Node of XA", "XA-POL", "2026-03-01", 1, "source-corrected"),
    asked=Asked(Counted.DEAD_OR_MISSING, axes=(By.ROUTE, By.SEX)),
    tables=(TABLE,),
    sources=(SourceTold("iom", "Missing persons", "A publisher", "CC BY", "2025", "2026-01-01"),),
    coverage=Coverage(told=40, untold=2, ranges=1, spread=9),
    attack={"found": 0, "exactly": 0},
    content_digest="ab" * 32,
)


def read_back(text: str) -> dict[tuple[str, ...], tuple[str, str]]:
    """Return what the public library reads: value and status by codes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pysdmx.io import read_sdmx

        message = read_sdmx(text, validate=False)
    assert message.data is not None
    rows = getattr(message.data[0], "data").to_dict("records")  # noqa: B009  # only some kinds of data have it
    return {(row["ROUTE"], row["SEX"]): (row["OBS_VALUE"], row["OBS_STATUS"]) for row in rows}


def test_sdmx_csv_is_read_back_with_equal_values_by_a_public_library() -> None:
    found = read_back(sdmx_csv(PUBLICATION, TABLE))

    assert len(found) == len(TABLE.cells)
    assert found[("WESTERN_ROUTE", "F")] == ("10", "A")
    assert found[("_T", "_T")] == (str(TABLE.cells[(TOTAL, TOTAL)].value), "A")
    told = {status for value, status in found.values() if value in ("", "NaN")}
    assert told == {"Q"}
    assert sum(int(value) for value, _ in found.values() if value.isdecimal()) == sum(
        shown.value or 0 for shown in TABLE.cells.values()
    )


def test_what_is_written_to_be_published_holds_no_exact_number_of_records() -> None:
    coverage = json.loads(content_of(PUBLICATION))["coverage"]

    assert PUBLICATION.coverage.told == 40
    assert set(coverage.values()) == {0, 10}


def test_two_codes_that_sdmx_would_write_alike_stay_two() -> None:
    routes = {route for route, _ in read_back(sdmx_csv(PUBLICATION, TABLE))}

    assert {"WESTERN_ROUTE", "WESTERN-ROUTE"} <= routes
    assert len(routes) == len(ROUTES) + 1


def test_the_structure_is_read_by_a_public_library_and_names_every_code_of_the_data() -> None:
    text = sdmx_structure(PUBLICATION, TABLE, title="Dead or missing", prepared="2026-03-01T00:00:00Z")

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import msgspec
        from pysdmx.io.json.sdmxjson2.messages import JsonStructureMessage
        from pysdmx.model import decoders

        message = msgspec.json.Decoder(JsonStructureMessage, dec_hook=decoders).decode(text).to_model()

    definition = message.get_data_structure_definitions()[0]
    assert [one.id for one in definition.components.dimensions] == ["COUNTED", "ROUTE", "SEX"]
    lists = {one.id.split("_")[1]: {code.id for code in one.items} for one in message.get_codelists()}
    used = read_back(sdmx_csv(PUBLICATION, TABLE))
    assert {route for route, _ in used} <= lists["ROUTE"]
    assert {sex for _, sex in used} <= lists["SEX"]


def test_csv_says_source_method_coverage_attack_and_what_is_not_told() -> None:
    text = plain_csv(PUBLICATION, TABLE)
    lines = list(csv.reader(io.StringIO(text)))
    head = {line[0]: line[1] for line in lines if line[0].startswith("# ")}

    assert head["# source"] == "Missing persons; 2025; A publisher"
    assert "below 10" in head["# method"]
    assert head["# legend hidden"].endswith("it is not zero")
    assert "with a figure 10 to 99, without fewer than 10" in head["# coverage"]
    assert "exceed it by fewer than 10" in head["# coverage"]
    assert head["# attack"].startswith("digest of what was attacked abab")
    assert head["# supersedes"] == "version 1: source-corrected"
    table = [line for line in lines if not line[0].startswith("# ")]
    assert table[0] == ["route", "sex", "value", "status"]
    assert len(table) - 1 == len(list(in_order(TABLE)))
    assert ["Western route", UNKNOWN, "", "hidden"] in table


def test_no_name_from_a_source_is_a_formula_in_a_spreadsheet() -> None:
    assert not any(
        cell.startswith("=") for line in csv.reader(io.StringIO(plain_csv(PUBLICATION, TABLE))) for cell in line
    )
    assert "=cmd" not in sdmx_csv(PUBLICATION, TABLE)
