"""Good files, of every kind that people bring: what hostile ones are made of."""

from __future__ import annotations

import gzip
import io
import json
import tempfile
from functools import cache
from pathlib import Path

import duckdb
from PIL import Image

from corridor import shelf
from tests.core.imports.books import ods, xlsx
from tests.core.imports.tables.test_mutations import CSV, PLAIN, RECORDS
from tests.core.imports.tables.test_workbooks import ODS
from tests.web.base.attachments.documents import letter, open_text, paper, picture

VECTORS = Path(__file__).resolve().parents[1] / "vectors"
HOSTILE = VECTORS / "hostile"

_HEADER = (
    "id,occurred_on,dead,missing,dead_or_missing,survivors,women,men,children,cause,country,route,lat,lon,"
    "source_quality,place\n"
)
INCIDENTS = (
    _HEADER
    + "R1,2014-12-19,9,,9,21,,,3,drowning,MA,Western Mediterranean,35.85,-5.80,1,\n"
    + 'R2,2015-02-01,,4,4,0,1,2,1,"drowning",LY,Central Mediterranean,33.1,12.2,2,"Off, the coast"\n'
)


@cache
def tables() -> tuple[bytes, ...]:
    """Return tables of every form: text, JSON in its three ways, packed, workbooks."""
    vectors = [path.read_bytes() for path in sorted((VECTORS / "missing-migrants").iterdir())]
    exported = [(VECTORS / "exports" / name).read_bytes() for name in ("wreck.csv", "wreck.geojson", "wreck.ftm.json")]
    packed = gzip.compress(json.dumps(RECORDS).encode())
    return (*PLAIN.values(), packed, xlsx({"A": "", "B": "<row/>"}), *vectors, *exported)


@cache
def incidents() -> tuple[bytes, ...]:
    """Return tables that a shipped mapping reads, as text, as records and packed."""
    lines = INCIDENTS.splitlines()
    names = lines[0].split(",")
    records = [dict(zip(names, line.split(","), strict=False)) for line in lines[1:]]
    exotic = INCIDENTS.replace("\n", "\r\n").encode("utf-16")
    return INCIDENTS.encode(), json.dumps(records).encode(), gzip.compress(INCIDENTS.encode()), exotic


@cache
def parquet() -> tuple[bytes, ...]:
    """Return Parquet of plain, nested and compressed columns."""
    made = []
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "t.parquet"
        for select, options in (
            ("1 AS a, 'x' AS b, DATE '2021-01-01' AS c", "COMPRESSION uncompressed"),
            ("range AS a, {'x': range, 'y': [range]} AS b FROM range(9)", "COMPRESSION snappy"),
            ("'a' || range AS id, 1.5 AS n, NULL AS z FROM range(40)", "COMPRESSION zstd, ROW_GROUP_SIZE 10"),
        ):
            duckdb.connect().execute(f"COPY (SELECT {select}) TO '{place}' (FORMAT parquet, {options})")
            made.append(place.read_bytes())
    return tuple(made)


@cache
def mappings() -> tuple[bytes, ...]:
    """Return layouts that ship."""
    names = ("missing-migrants-reduced", "uk-channel-daily", "unhcr-population", "mexico-sex-age", "corridor-export")
    return tuple(shelf.written(one).encode() for one in shelf.mapping_documents() if one["mapping"] in names)


@cache
def manifests() -> tuple[bytes, ...]:
    """Return signed manifests of exports."""
    return tuple(path.read_bytes() for path in sorted((VECTORS / "exports").glob("*.manifest.json")))


@cache
def attachments() -> tuple[bytes, ...]:
    """Return pictures, papers, office documents and texts."""
    small = io.BytesIO()
    further = [Image.new("P", (24, 16))]
    Image.effect_noise((24, 16), 60).convert("P").save(small, "GIF", save_all=True, append_images=further)
    pictures = [picture(form, size=(24, 16)) for form in ("JPEG", "PNG", "WEBP")]
    documents = [letter("", **{"word__media__a.png": picture("PNG", size=(4, 4))}), open_text(), xlsx({"S": "<row/>"})]
    return (*pictures, small.getvalue(), paper(), *documents, ods(ODS), CSV, "Seen at sea ‮".encode("utf-16"))
