"""Parquet through an engine that is shut off from everything but the one file."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.imports.errors import FileRefused
from corridor.core.imports.records import Broken, Cells
from corridor.web.desk.imports import parquet
from corridor.web.desk.imports.tables_in import opened

VECTORS = Path(__file__).resolve().parents[3] / "vectors" / "hostile"
Rows = list[tuple[int, Cells]]


def written(path: Path, select: str, options: str = "") -> Path:
    with duckdb.connect(":memory:") as engine:
        engine.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet{options})")
    return path


def read(path: Path, name: str = "t.parquet") -> tuple[tuple[str, ...], Rows]:
    with opened(path, name) as found:
        table = next(found)
        return table.header, list(table.rows)


def fault(path: Path, name: str = "t.parquet") -> object:
    with pytest.raises(FileRefused) as refused:
        read(path, name)
    return refused.value.params["fault"]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "brought"


def test_values_of_every_kind_come_as_text(place: Path) -> None:
    written(
        place,
        "SELECT 7 AS n, 21.10::DECIMAL(9,2) AS d, 'é' AS t, DATE '2021-03-14' AS \"a day\", TRUE AS b,"
        " {'lat': 1.5, 'of': {'x': 2}} AS \"pl\"\"ace\", ['u', 'v'] AS l, 'raw'::BLOB AS r"
        " UNION ALL SELECT NULL, NULL, '', NULL, NULL, NULL, NULL, NULL",
    )

    header, rows = read(place)

    assert header == ("n", "d", "t", "a day", "b", 'pl"ace.lat', 'pl"ace.of.x', "l", "r")
    assert rows[0] == (1, ["7", "21.10", "é", "2021-03-14", "true", "1.5", "2", "u, v", "raw"])
    assert rows[1] == (2, [None, None, "", None, None, None, None, None, None])


def test_a_cell_of_absurd_size_refuses_its_row(place: Path) -> None:
    written(place, "SELECT repeat('x', 5000000) AS a UNION ALL SELECT 'y'")

    rows = read(place)[1]

    assert [type(cells) for _, cells in rows] == [Broken, list]
    assert len(rows[0][1][0] or "") == 10_000


@pytest.mark.parametrize(
    "asked",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM glob('/*')",
        "COPY (SELECT 1) TO '/tmp/of-a-parquet-file.csv'",
        "ATTACH '/tmp/of-a-parquet-file.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SELECT * FROM read_parquet('https://example.org/a.parquet')",
        "SET enable_external_access = true",
        "SET memory_limit = '8GB'",
    ],
)
def test_the_engine_reaches_nothing_but_the_file(place: Path, asked: str) -> None:
    written(place, "SELECT 1 AS a")

    with duckdb.connect(":memory:") as engine:
        parquet._shut(engine, place)  # what the module does before it reads

        with pytest.raises(duckdb.Error):
            engine.execute(asked).fetchall()
        assert engine.execute("SELECT * FROM read_parquet(?)", [str(place)]).fetchall() == [(1,)]


def test_more_rows_than_can_be_read_are_refused_by_what_the_file_says_of_itself(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(place, "SELECT 1 AS a FROM range(3000000)")
    assert place.stat().st_size < 100_000
    monkeypatch.setattr(parquet, "ROWS", 2_999_999)
    monkeypatch.setattr(parquet, "_rows", None)

    assert fault(place) == "parquet"


def test_a_file_that_says_it_unpacks_to_far_too_much_is_refused(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(place, "SELECT repeat(chr(65 + (i % 26)::INT), 1000) || i AS a FROM range(5000) t(i)")
    monkeypatch.setattr(parquet, "GROUP_BYTES", 1_000_000)

    assert fault(place) == "bomb"


def test_too_many_columns_are_refused(place: Path) -> None:
    written(place, "SELECT " + ", ".join(f"1 AS c{i}" for i in range(501)))

    assert fault(place) == "columns"


def test_an_encrypted_file_is_refused(place: Path) -> None:
    with duckdb.connect(":memory:") as engine:
        engine.execute("SET force_mbedtls_unsafe = 'true'")
        engine.execute("PRAGMA add_parquet_key('k', '0123456789112345')")
        engine.execute(f"COPY (SELECT 1 AS a) TO '{place}' (FORMAT parquet, ENCRYPTION_CONFIG {{footer_key: 'k'}})")

    assert fault(place) == "encrypted"


def test_the_name_must_not_promise_another_kind(place: Path) -> None:
    written(place, "SELECT 1 AS a")

    assert fault(place, "t.csv") == "wrong-type"


def test_a_name_that_is_no_text_is_refused() -> None:
    """A damaged byte within the name of a column: the engine's binding fails with an error of its own."""
    damaged = VECTORS / "name-that-is-no-text.parquet"

    with pytest.raises(FileRefused):
        read(damaged, "file")


@settings(deadline=None, max_examples=60)
@given(at=st.integers(0, 10**6), new=st.binary(min_size=1, max_size=12), cut=st.booleans())
def test_a_damaged_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, at: int, new: bytes, cut: bool
) -> None:
    place = tmp_path_factory.getbasetemp() / "whole.parquet"
    if not place.exists():
        written(place, "SELECT i AS n, 'text ' || i AS t, {'x': i} AS s FROM range(50) t(i)")
    content = place.read_bytes()
    at %= len(content)
    damaged = place.with_name("damaged")
    damaged.write_bytes(content[:at] if cut else content[:at] + new + content[at + len(new) :])

    try:
        _, rows = read(damaged, "file")
    except FileRefused as refused:
        assert refused.params["what"]
    else:
        assert all(cell is None or isinstance(cell, str) for _, cells in rows for cell in cells)
