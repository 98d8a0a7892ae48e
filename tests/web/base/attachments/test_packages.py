"""What an office document may hold: text, tables and pictures."""

from __future__ import annotations

import io
import zipfile

import pytest

from corridor.core.attachments import limits
from corridor.core.attachments.codes import Fault, Kind, Taken
from corridor.core.attachments.errors import AttachmentRefused
from corridor.web.base.attachments.packages import rewritten
from tests.web.base.attachments.documents import SECRET, letter, open_text, package, picture, relation, relations

RELS = "word___rels__document.xml.rels"
DOCTYPE = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'


def field(*runs: str) -> str:
    """Return a field whose word is spread over these runs."""
    return "".join(f"<w:r><w:instrText>{run}</w:instrText></w:r>" for run in runs)


def sheet(cell: str = "", **more: str) -> bytes:
    """Return an XLSX with this in its one cell."""
    content = f'<worksheet><sheetData><row r="1"><c r="A1">{cell}</c></row></sheetData></worksheet>'
    parts = {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": content}
    return package(parts | {name.replace("__", "/"): part for name, part in more.items()})


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (letter(word__vbaProject_bin="x").replace(b"vbaProject_bin", b"vbaProject.bin"), Fault.MACROS),
        (letter(**{"[Content_Types].xml": '<Types><Default ContentType="a.macroEnabled.b"/></Types>'}), Fault.MACROS),
        (letter(word__embeddings__oleObject1="x"), Fault.EMBEDDED),
        (letter(word__activeX__activeX1="x"), Fault.EMBEDDED),
        (letter("<w:object><o:OLEObject xmlns:o='o'/></w:object>"), Fault.EMBEDDED),
        (letter("<w:altChunk r:id='r1'/>"), Fault.EMBEDDED),
        (letter(customUI__customUI="<x/>"), Fault.MACROS),
        (letter(**{RELS: relations(relation("attachedTemplate", "https://example.org/t.dotm", is_outside=True))}),
         Fault.OUTSIDE),
        (letter(**{RELS: relations(relation("image", "https://example.org/x.png", is_outside=True))}), Fault.OUTSIDE),
        (letter(**{RELS: relations(relation("hyperlink", "file://host/share", is_outside=True))}), Fault.OUTSIDE),
        (letter(**{RELS: relations(relation("hyperlink", "javascript:x", is_outside=True))}), Fault.OUTSIDE),
        (letter(field("DDEAUTO c:\\\\cmd.exe")), Fault.ACTIVE),
        (letter(field(" DD", "EAU", "TO cmd")), Fault.ACTIVE),
        (letter("<w:fldSimple w:instr='INCLUDEPICTURE http://example.org'/>"), Fault.ACTIVE),
        (letter(word__a_xml=DOCTYPE).replace(b"a_xml", b"a.xml"), Fault.ENTITIES),
        (letter(word__media__a_emf="x").replace(b"a_emf", b"a.emf"), Fault.PARTS),
        (letter(word__media__a_png="<svg/>").replace(b"a_png", b"a.png"), Fault.PAGE),
        (letter("<a>" * 300 + "</a>" * 300), Fault.BOMB),
        (letter("<a>"), Fault.DAMAGED),
        (sheet("<f>WEBSERVICE(\"http://example.org\")</f>"), Fault.ACTIVE),
        (sheet("<f>cmd|'/c calc'!A0</f>"), Fault.ACTIVE),
        (sheet(xl__connections="<x/>").replace(b"connections", b"connections"), Fault.PARTS),
        (sheet(xl__externalLinks__externalLink1="<x/>"), Fault.OUTSIDE),
        (sheet(xl__macrosheets__sheet1="<x/>"), Fault.MACROS),
        (open_text("<draw:image xlink:href='http://example.org/a.png'/>"), Fault.OUTSIDE),
        (open_text("<draw:object xlink:href='./Object 1'/>"), Fault.EMBEDDED),
        (open_text("<office:scripts><script:event-listeners/></office:scripts>"), Fault.MACROS),
        (open_text("<text:a xlink:href='vnd.sun.star.script:x'/>"), Fault.OUTSIDE),
        (open_text("<text:dde-connection/>"), Fault.OUTSIDE),
        (open_text(Basic__script="x"), Fault.MACROS),
        (open_text(META__x="x"), Fault.PARTS),
        (package({"mimetype": "application/epub+zip", "META-INF/manifest.xml": "<a/>"}), Fault.PARTS),
        (package({"../../a.xml": "x", "word/document.xml": "<a/>", "[Content_Types].xml": "<a/>"}), Fault.DAMAGED),
    ],
)  # fmt: skip
def test_what_acts_fetches_or_carries_refuses_the_document(content: bytes, fault: Fault) -> None:
    with pytest.raises(AttachmentRefused) as refused:
        rewritten(content)

    assert refused.value.params["fault"] == fault


def test_text_and_pictures_stay_and_what_tells_who_wrote_goes() -> None:
    comment = "<w:ins w:author='A. Author' w:date='2021'><w:r><w:t>added</w:t></w:r></w:ins><!-- hidden words -->"
    content = letter(comment, **{"word__media__a.jpeg": picture(), "docProps__thumbnail.jpeg": picture()})

    kind, after, notes = rewritten(content)

    assert kind is Kind.DOCX
    assert {Taken.PROPERTIES, Taken.AUTHORS, Taken.COMMENTS, Taken.PICTURE_PROPERTIES} <= set(notes)
    with zipfile.ZipFile(io.BytesIO(after)) as made:
        whole = b"".join(made.read(name) for name in made.namelist())
        assert sorted(made.namelist()) == ["[Content_Types].xml", "word/document.xml", "word/media/a.jpeg"]
    assert b"Seen at sea" in whole
    assert b"added" in whole
    assert not any(words in whole for words in (SECRET.encode(), b"A. Author", b"hidden words", b"00AA"))


def test_relations_to_what_was_left_out_go_with_it() -> None:
    told = {
        "_rels__.rels": relations(relation("core-properties", "docProps/core.xml"), relation("x", "word/document.xml"))
    }

    _, after, _ = rewritten(letter(**told))

    with zipfile.ZipFile(io.BytesIO(after)) as made:
        kept = made.read("_rels/.rels")
    assert b"core-properties" not in kept
    assert b"word/document.xml" in kept


def test_an_open_document_keeps_its_kind_in_front() -> None:
    kind, after, _ = rewritten(open_text("<office:annotation><dc:creator>A. Author</dc:creator></office:annotation>"))

    assert kind is Kind.ODT
    assert after[30:38] == b"mimetype"
    assert b"A. Author" not in after


def test_a_part_that_comes_to_more_than_it_says_is_refused() -> None:
    bomb = letter("<w:t>" + " " * (2 * limits.MEGABYTE) + "</w:t>")
    size = (2 * limits.MEGABYTE).to_bytes(4, "little")
    with zipfile.ZipFile(io.BytesIO(bomb)) as made:
        real = made.getinfo("word/document.xml").file_size.to_bytes(4, "little")

    with pytest.raises(AttachmentRefused):
        rewritten(bomb.replace(real, (100).to_bytes(4, "little")))
    assert len(bomb) < 10_000 < int.from_bytes(size, "little")


def test_parts_that_would_come_to_too_much_are_refused_unread() -> None:
    blank = b"\0" * (16 * limits.MEGABYTE)
    parts: dict[str, str | bytes] = {f"word/media/{number}.png": blank for number in range(17)}

    with pytest.raises(AttachmentRefused) as refused:
        rewritten(package({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>", **parts}))

    assert refused.value.params["fault"] == Fault.BOMB
