"""Attacks with files: each is refused before it costs anything, which is seen by what was read and unpacked of it."""

from __future__ import annotations

import gzip
import io
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator

import pytest

from corridor.core.imports.errors import FAULTS, FileRefused
from corridor.core.imports.tables import limits, table, tables
from tests.core.imports.books import fault, ods, read, row, sheet, xlsx
from tests.core.imports.books import packed as zipped

MEGABYTE = 1 << 20
DATA = row(1, "ref", "n") + row(2, "R1", 1)
LAUGHS = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count what comes out of every unpacking."""
    sizes: list[int] = []
    make = zlib.decompressobj

    class Counted:
        def __init__(self, window: int) -> None:
            self._inner = make(window)

        def decompress(self, data: bytes, most: int) -> bytes:
            piece = self._inner.decompress(data, most)
            sizes.append(len(piece))
            return piece

        def __getattr__(self, name: str) -> object:
            return getattr(self._inner, name)

    monkeypatch.setattr(zlib, "decompressobj", Counted)
    return sizes


def test_a_gzip_bomb_of_one_endless_line_is_refused_at_the_size_of_a_row(unpacked: list[int]) -> None:
    bomb = gzip.compress(b"a,b\n" + b"0" * (64 * MEGABYTE))

    assert fault(bomb, "t.csv.gz") == "binary"
    assert max(unpacked) <= limits.CHUNK
    assert sum(unpacked) <= 3 * MEGABYTE


def test_a_gzip_bomb_of_many_short_lines_is_refused_while_its_rows_are_read(unpacked: list[int]) -> None:
    bomb = gzip.compress(b"a,b\n" + (b"1," + b"2" * 5000 + b"\n") * (MEGABYTE // 80))
    found = table(io.BytesIO(bomb), "t.csv.gz")

    with pytest.raises(FileRefused) as refused:
        for _ in found.rows:
            pass

    assert refused.value.params["fault"] == "bomb"
    assert sum(unpacked) <= limits.RATIO_FROM + limits.CHUNK


def test_gzip_in_gzip_or_a_workbook_in_gzip_is_refused() -> None:
    assert fault(gzip.compress(gzip.compress(b"a,b\n1,2\n"))) == "packed"
    assert fault(gzip.compress(xlsx({"S": DATA}))) == "packed"
    assert fault(gzip.compress(b"a,b\n1,2\n")[:-6]) == "damaged"


def test_several_gzip_files_in_a_row_are_one() -> None:
    content = gzip.compress(b"a,b\n1,") + gzip.compress(b"2\n")

    assert read(content)[""] == (("a", "b"), [(2, ["1", "2"])])


def test_a_workbook_that_unpacks_to_far_too_much_is_refused_before_anything_of_it_is(unpacked: list[int]) -> None:
    bomb = xlsx({"S": sheet(DATA) + b" " * (200 * MEGABYTE)})

    assert fault(bomb) == "bomb"
    assert sum(unpacked) == 0


def test_a_part_that_comes_to_more_than_it_says_is_refused_where_it_does(unpacked: list[int]) -> None:
    content = sheet(DATA) + b" " * (8 * MEGABYTE)
    honest = xlsx({"S": content})
    lie = honest.replace(struct.pack("<I", len(content)), struct.pack("<I", 5000))

    assert lie != honest
    assert fault(lie) == "bomb"
    assert sum(unpacked) < MEGABYTE


def test_parts_that_share_their_bytes_are_refused() -> None:
    kernel = zipped({"a": b"x" * 1000})
    directory = kernel.index(b"PK\x01\x02")
    entry = kernel[directory : kernel.index(b"PK\x05\x06")]
    twin = entry.replace(b"a", b"b")
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 2, 2, 2 * len(entry), directory, 0)

    assert fault(kernel[:directory] + entry + twin + end) == "damaged"


@pytest.mark.parametrize("count", [limits.PARTS + 1, 65_000])
def test_a_workbook_of_too_many_parts_is_refused_by_its_directory(count: int, unpacked: list[int]) -> None:
    content = zipped({f"{i}": b"" for i in range(count)})

    assert fault(content) == "parts"
    assert sum(unpacked) == 0


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (xlsx({"S": LAUGHS + sheet(DATA)}), "entities"),
        (xlsx({"S": DATA}, shared=LAUGHS + b"<sst/>"), "entities"),
        (xlsx({"S": DATA}, styles=LAUGHS + b"<styleSheet/>"), "entities"),
        (xlsx({"S": sheet(DATA)}, extra={"xl/vbaProject.bin": b"x"}), "macros"),
        (ods("", extra={"Basic/script-lc.xml": b"<a/>"}), "macros"),
        (ods("", extra={"Scripts/python/a.py": b"x"}), "macros"),
        (ods("", extra={"META-INF/manifest.xml": b"<manifest:encryption-data/>"}), "encrypted"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old-workbook"),
        (b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"%PDF-1.7", "document"),
        (b"MZ\x90\x00" + bytes(100), "program"),
        (b"<!DOCTYPE html><table></table>", "document"),
        (b"\xef\xbb\xbf  <?xml version='1.0'?><a/>", "document"),
        ("<html>".encode("utf-16"), "document"),
        (b"7z\xbc\xaf\x27\x1c", "packed"),
    ],
)
def test_what_is_no_plain_table_is_refused_with_its_reason(content: bytes, expected: str) -> None:
    assert fault(content) == expected


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"a,b\n1,2\n", "t.xlsx", "wrong-type"),
        (b"a,b\n1,2\n", "t.ods", "wrong-type"),
        (b"a,b\n1,2\n", "t.csv.gz", "wrong-type"),
        (b"a,b\n1,2\n", "t.parquet", "wrong-type"),
        (xlsx({"S": DATA}), "t.csv", "wrong-type"),
        (xlsx({"S": DATA}), "t.XLS", "wrong-type"),
        (xlsx({"S": DATA}), "t.xlsm", "macros"),
        (gzip.compress(b"a,b\n1,2\n"), "t.csv", "wrong-type"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "t.xlsx", "old-workbook"),
        (xlsx({"S": DATA}), "t.xlsx", ""),
        (b"a,b\n1,2\n", "t.2021", ""),
    ],
)
def test_a_name_that_promises_another_kind_is_refused(content: bytes, name: str, expected: str) -> None:
    assert fault(content, name) == expected


def test_a_protected_part_is_refused() -> None:
    content = bytearray(xlsx({"S": DATA}))
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1

    assert fault(bytes(content)) == "encrypted"


def test_a_mark_of_absurd_size_is_refused_before_it_is_kept() -> None:
    content = sheet(DATA).replace(b"<sheetData>", b'<sheetData a="' + b"xy" * (10 * MEGABYTE) + b'">')

    workbook = xlsx({"S": content}, compression=zipfile.ZIP_STORED)

    tracemalloc.start()
    found = fault(workbook)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert found == "token"
    assert peak < len(workbook) + 4 * limits.TOKEN


def test_a_cell_at_the_end_of_the_world_makes_no_wide_row() -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'

    tracemalloc.start()
    rows = read(xlsx({"S": DATA + far}))["S"][1]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert [line for line, _ in rows] == [2, 1_048_576]
    assert len(rows[1][1]) == 501
    assert peak < 8 * MEGABYTE


def test_a_sheet_that_says_nothing_for_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SILENT", MEGABYTE)

    assert fault(xlsx({"S": '<row r="1"><c r="A1"/></row>' * 70_000})) == "bomb"
    assert fault(xlsx({"S": DATA + '<row r="1"><c r="A1"/></row>' * 10_000})) == ""


def test_many_sheets_of_much_content_in_one_part_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    one = '<table:table table:name="S"><table:table-row><table:table-cell/></table:table-row></table:table>'
    monkeypatch.setattr(limits, "PART", MEGABYTE)

    assert fault(ods(one * 150)) == "parts"


def test_shared_texts_of_absurd_number_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SHARED_TEXTS", 50)

    assert fault(xlsx({"S": DATA}, shared=b"<sst>" + b"<si><t>x</t></si>" * 51 + b"</sst>")) == "bomb"


def test_an_ods_row_that_repeats_without_end_is_refused_and_never_laid_out() -> None:
    def repeated(times: int, wide: int = 1) -> bytes:
        cell = f'<table:table-cell table:number-columns-repeated="{wide}" office:value-type="float" office:value="1"/>'
        first = "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>"
        again = f'<table:table-row table:number-rows-repeated="{times}">{cell}</table:table-row>'
        return ods(f'<table:table table:name="S">{first}{again}</table:table>')

    tracemalloc.start()
    assert fault(repeated(999_999_999)) == "sheet-size"
    found = next(tables(io.BytesIO(repeated(1_000_000, 999_999_999)), "file"), None)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert found is None
    assert peak < 8 * MEGABYTE


@pytest.mark.parametrize("depth", [20, 100_000])
def test_json_may_be_nested_only_so_deep(depth: int) -> None:
    content = b'[{"a": ' + b'{"a": ' * depth + b"1" + b"}" * depth + b"}]"

    assert fault(content) == ("json-deep" if depth > 1000 else "")


def test_an_object_without_a_list_is_not_kept_without_end() -> None:
    def pieces() -> Iterator[bytes]:
        yield b"{"
        for number in range(100_000):
            yield b'"%d": {"a": "%s"},' % (number, b"x" * 1000)

    tracemalloc.start()
    with pytest.raises(FileRefused) as refused:
        table(pieces(), "file")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert refused.value.params["fault"] == "json-element"
    assert peak < 64 * MEGABYTE


def test_every_reason_says_what_to_do() -> None:
    for name in FAULTS:
        refused = FileRefused(fault=name)

        assert refused.hint_for_fault.endswith(".")
        assert refused.params["what"]


def test_zip_methods_that_are_not_used_by_workbooks_are_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_BZIP2) as archive:
        for name in ("[Content_Types].xml", "xl/workbook.xml"):
            archive.writestr(name, b"<a/>")

    assert fault(stream.getvalue()) == "damaged"


def test_a_file_that_is_refused_as_a_whole_names_no_line() -> None:
    assert FileRefused(fault="damaged").message == f"file refused: {FAULTS['damaged'][0]}"
    assert "at line 3" in FileRefused(fault="damaged", line=3).message
