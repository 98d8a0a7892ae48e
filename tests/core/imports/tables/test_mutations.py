"""Damage of every kind: what comes out is rows, refused rows or a refused file, and never anything else."""

from __future__ import annotations

import gzip
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.imports.compiling import compile_mapping
from corridor.core.imports.errors import FileRefused
from corridor.core.imports.language import mapping_from
from corridor.core.imports.records import Layout, Refused, Row
from corridor.core.imports.rows import read_rows
from corridor.core.imports.tables import tables
from tests.core.imports.books import ods, packed, row, xlsx
from tests.core.imports.make import countries, document, registry, schemes
from tests.core.imports.tables.test_workbooks import ODS

CSV = b'Title\nref;day;people;"note"\n#id;#date;#n;#t\nR1;2021-01-01;3;"a;b"\nR2;;<5;=1+1\n'
RECORDS = [{"ref": "R1", "people": 3, "place": {"name": "P"}}, {"ref": "R2", "people": [1, "2"]}]
FEATURES = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [1.5, 2]}, "properties": {"ref": "R1"}}
    ],
}
SHARED = b"<sst><si><t>ref</t></si><si><t>people</t></si></sst>"
STYLES = b'<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
SHEET = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>R1</t></is></c><c r="B2" s="0"><v>44000</v></c></row>'
) + row(3, "R2", "<f>1+1</f><v>2</v>")
PLAIN = {
    "csv": CSV,
    "utf-16": CSV.decode().encode("utf-16"),
    "json": json.dumps({"data": RECORDS}).encode(),
    "lines": "\n".join(map(json.dumps, RECORDS)).encode(),
    "geojson": json.dumps(FEATURES).encode(),
    "gzip": gzip.compress(CSV),
    "xlsx": xlsx({"S": SHEET}, shared=SHARED, styles=STYLES),
    "ods": ods(ODS),
}
# The parts of a workbook as they are before they are packed, so that damage reaches the XML and not only the packing.
PARTS = {"sheet": SHEET.encode(), "shared": SHARED, "styles": STYLES, "content": ODS.encode()}

changes = st.lists(
    st.tuples(
        st.sampled_from(["flip", "cut", "drop", "copy", "insert"]),
        st.integers(0, 10**6),
        st.integers(1, 40),
        st.binary(min_size=1, max_size=8),
    ),
    min_size=1,
    max_size=4,
)


def mutated(content: bytes, what: list[tuple[str, int, int, bytes]]) -> bytes:
    for way, place, size, new in what:
        at = place % (len(content) + 1)
        if way == "flip":
            content = content[:at] + new + content[at + len(new) :]
        elif way == "cut":
            content = content[:at]
        elif way == "drop":
            content = content[:at] + content[at + size :]
        elif way == "copy":
            content = content[:at] + content[at : at + size] + content[at:]
        else:
            content = content[:at] + new + content[at:]
    return content


def read_whole(content: bytes) -> None:
    """Read every row of every table by a mapping, as an import does; only a refusal of the file is no mistake."""
    used = mapping_from(document(), registry(), schemes())
    for layout in (Layout(), Layout(header=2, header_rows=2, is_computed=True)):
        try:
            for found in tables(io.BytesIO(content), "file", layout):
                reader = None
                try:
                    reader = compile_mapping(used, registry(), countries(), header=found.header, today="2026-01-01")
                except FileRefused:
                    for line, cells in found.rows:
                        assert line >= 0
                        assert all(cell is None or isinstance(cell, str) for cell in cells)
                    continue
                for outcome in read_rows(found, reader):
                    assert isinstance(outcome.result, Row | Refused)
        except FileRefused as refused:
            assert refused.params["what"]


@pytest.mark.parametrize("kind", PLAIN)
@settings(deadline=None, max_examples=60)
@given(what=changes)
def test_a_damaged_file_is_read_or_refused(kind: str, what: list[tuple[str, int, int, bytes]]) -> None:
    read_whole(mutated(PLAIN[kind], what))


@pytest.mark.parametrize("part", PARTS)
@settings(deadline=None, max_examples=60)
@given(what=changes)
def test_a_workbook_with_a_damaged_part_is_read_or_refused(part: str, what: list[tuple[str, int, int, bytes]]) -> None:
    damaged = mutated(PARTS[part], what)
    if part == "content":
        read_whole(packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": damaged}))
        return
    parts = {**PARTS, part: damaged}
    body = b"<worksheet><sheetData>" + parts["sheet"] + b"</sheetData></worksheet>"
    read_whole(xlsx({"S": body}, shared=parts["shared"], styles=parts["styles"]))
