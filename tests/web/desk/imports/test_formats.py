"""The same small table in every kind of file, brought, read and published; and what the command says of it."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
import xlsxwriter
from django.utils import timezone

from corridor.core.imports.errors import FileRefused
from corridor.web.desk.imports import actions, files, queries
from corridor.web.desk.imports.errors import MappingUnknown
from corridor.web.desk.imports.models import Reject
from corridor.web.desk.statements.models import Load
from tests import cast, make, nodes
from tests.core.imports.books import ods, row, xlsx

pytestmark = pytest.mark.store

ROWS = [("R1", "2021-03-14", 3, "Ashmar"), ("R2", "2021-03-15", 4, "Bessim"), ("R3", "soon", 5, "Corvath")]
CSV = ("ref,day,dead,place\n" + "".join(f"{','.join(map(str, cells))}\n" for cells in ROWS)).encode()


def workbook() -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.add_worksheet("About").write(0, 0, "Deaths on the coast")
    page = book.add_worksheet("Data")
    for number, cells in enumerate([("ref", "day", "dead", "place"), *ROWS]):
        page.write_row(number, 0, cells)
    book.close()
    return stream.getvalue()


def open_document() -> bytes:
    def cell(value: object) -> str:
        if isinstance(value, int):
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    lines = [("ref", "day", "dead", "place"), *ROWS]
    rows = "".join(f"<table:table-row>{''.join(map(cell, cells))}</table:table-row>" for cells in lines)
    return ods(f'<table:table table:name="Data">{rows}</table:table>')


def parquet() -> bytes:
    path = files.folder("rejects") / "made-for-a-test"
    values = ", ".join(f"('{ref}', '{day}', {dead}, '{place}')" for ref, day, dead, place in ROWS)
    with duckdb.connect(":memory:") as engine:
        select = f"SELECT * FROM (VALUES {values}) t(ref, day, dead, place)"
        engine.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    try:
        return path.read_bytes()
    finally:
        path.unlink()


def features() -> bytes:
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "geometry": {"type": "Point", "coordinates": [-20, -35.5]},
                    "properties": dict(zip(("ref", "day", "dead", "place"), cells, strict=True)),
                }
                for cells in ROWS
            ],
        }
    ).encode()


KINDS: dict[str, Callable[[], bytes]] = {
    "t.csv": lambda: CSV,
    "t.csv.gz": lambda: gzip.compress(CSV),
    "t.tsv": lambda: CSV.replace(b",", b"\t"),
    "t.geojson": features,
    "t.xlsx": workbook,
    "t.ods": open_document,
    "t.parquet": parquet,
}


@pytest.mark.parametrize("name", KINDS)
def test_a_table_is_imported_from_every_kind_of_file(node: nodes.Node, name: str) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.mapping()

    load = make.load(by, KINDS[name](), name=name)

    assert (load.accepted, load.rejected, load.rows_total) == (2, 1, 3)
    assert make.picture(by).low == 7
    (refused,) = Reject.objects.filter(load=load)
    assert refused.problems[0]["code"] == "date-form"
    assert "soon" in refused.cells
    header = next(iter(queries.rejects_file(by, load.uid)))
    assert {"ref", "day", "dead", "place"} <= set(header)


def test_the_same_release_in_another_format_changes_nothing(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.mapping()
    make.load(by, CSV)

    again = make.load(by, workbook(), name="t.xlsx")

    assert (again.accepted, again.revised, again.unchanged) == (0, 0, 2)
    assert make.picture(by).low == 7


def test_a_formula_in_a_workbook_is_refused_as_its_row_and_leaves_defused(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.mapping()
    rows = row(1, "ref", "day", "dead", "place") + row(2, "R1", "2021-03-14", "<f>2+1</f><v>3</v>", "Ashmar")
    content = xlsx({"S": rows + row(3, "R2", "2021-03-14", 4, "Ashmar")})

    load = make.load(by, content, name="t.xlsx")

    assert (load.accepted, load.rejected) == (1, 1)
    lines = list(queries.rejects_file(by, load.uid))
    assert lines[1][2:] == ["R1", "2021-03-14", "'=2+1", "Ashmar"]


def test_wide_columns_are_counted_previewed_and_rejected_as_the_rows_that_they_become(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.mapping(
        wide={"style": ["Oct 2019"], "name": "day", "value": "dead"},
        recognise={"needs": ["ref", "day", "dead"]},
        key=["ref", "day"],
    )
    content = b"ref,Jan 2019,Feb 2019,place\nR1,1,x,Ashmar\nR2,2,,Bessim\n"
    upload = actions.bring(by=by, file_name="w.csv", pieces=[content], now=timezone.now())

    sample = queries.sample_for(by, upload, "", timezone.now())
    load = make.load(by, content, name="w.csv")

    assert (sample.read, sample.accepted, sample.rejected) == (3, 2, 1)
    assert (load.rows_total, load.accepted, load.rejected) == (3, 2, 1)
    assert make.picture(by).low == 3
    lines = list(queries.rejects_file(by, load.uid))
    assert lines[0][2:] == ["ref", "place", "day", "dead"]
    assert lines[1][2:] == ["R1", "Ashmar", "2019-02", "x"]


def test_a_mapping_that_says_where_the_header_is_recognises_its_file(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.mapping(layout={"header": 3})
    content = b"a,b,c,d\n1,2,3,4\nref,day,dead,place\nR1,2021-03-14,3,Ashmar\n"

    assert make.load(by, content).accepted == 1


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"x,y\n1,2\n", "t.csv", MappingUnknown),
        (b"PAR1" + bytes(40), "t.parquet", FileRefused),
        (b"PAR1" + bytes(40) + b"PAR1", "t.parquet", FileRefused),
        (CSV, "t.xlsx", FileRefused),
    ],
)
def test_what_cannot_be_read_makes_no_load(
    node: nodes.Node, content: bytes, name: str, expected: type[Exception]
) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.mapping()

    with pytest.raises(expected):
        make.begin(by, content, name=name)

    assert not Load.objects.exists()


SHARED = Path(__file__).resolve().parents[5] / "shared" / "data"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the public data is not here")
@pytest.mark.parametrize(
    ("name", "mapping", "rows", "refused"),
    [
        ("returns/frontex-return-operations-2006-2012.xlsx", "", 177, 0),
        ("returns/frontex-return-operations-2006-2012.xlsx", "frontex-return-participation", 189, 0),
        ("displacement/unhcr-mediterranean-workbook-2014-2019.xlsx", "", 639, 0),
        ("displacement/unhcr-solutions-1959-2021.csv", "", 18_275, 153),
        ("displacement/unhcr-demographics-2025-part.csv.gz", "", 8000, 2),
        ("serious-incident-reports/frontex-sir-2015-2020.csv", "", 383, 2),
        ("border-crossings/schengen-temporary-border-controls-2006-2019.csv", "", 122, 0),
    ],
)
def test_public_files_are_loaded_as_they_are(
    node: nodes.Node, name: str, mapping: str, rows: int, refused: int
) -> None:
    by = cast.officer(cast.ANALYST_XA)
    path = SHARED / name

    load = make.load(by, path.read_bytes(), name=path.name, mapping=mapping)

    assert (load.rows_read, load.rejected) == (rows, refused)
    assert load.state == Load.State.PUBLISHED
