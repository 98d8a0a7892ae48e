"""What a file is by its content, and under which name it is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.attachments.codes import ENDINGS, TELLING, Fault, Form, Kind
from corridor.core.attachments.errors import AttachmentRefused
from corridor.core.attachments.kinds import form_of
from corridor.core.attachments.naming import LONGEST, safe_name


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (b"\xff\xd8\xff\xe0rest", Form.JPEG),
        (b"\x89PNG\r\n\x1a\nrest", Form.PNG),
        (b"RIFF\x00\x00\x00\x00WEBPrest", Form.WEBP),
        (b"GIF89arest", Form.GIF),
        (b"%PDF-1.7", Form.PDF),
        (b"PK\x03\x04rest", Form.PACKAGE),
        ("Grüße".encode(), Form.TEXT),
    ],
)
def test_a_file_is_what_its_first_bytes_say(content: bytes, form: Form) -> None:
    assert form_of(content) is form


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"MZ\x90\x00", Fault.PROGRAM),
        (b"\x7fELF\x02", Fault.PROGRAM),
        (b"#!/bin/sh\n", Fault.PROGRAM),
        (b"L\x00\x00\x00\x01\x14\x02\x00", Fault.PROGRAM),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Fault.OLD_OFFICE),
        (b"{\\rtf1", Fault.OLD_OFFICE),
        (b"7z\xbc\xaf\x27\x1c", Fault.ARCHIVE),
        (b"\x1f\x8b\x08", Fault.ARCHIVE),
        (b"PK\x05\x06", Fault.ARCHIVE),
        (b"<!doctype html>", Fault.PAGE),
        (b"\xef\xbb\xbf \n<svg xmlns='x'>", Fault.PAGE),
        ("<html>".encode("utf-16"), Fault.PAGE),
        (b"<?xml version='1.0'?>", Fault.PAGE),
    ],
)
def test_what_cannot_be_made_safe_is_refused_by_its_first_bytes(content: bytes, fault: Fault) -> None:
    with pytest.raises(AttachmentRefused) as refused:
        form_of(content)

    assert refused.value.params["fault"] == fault


@pytest.mark.parametrize("fault", Fault)
def test_every_refusal_says_what_and_what_to_do(fault: Fault) -> None:
    refused = AttachmentRefused(fault=fault)

    assert refused.message == f"attachment refused: {TELLING[fault][0]}"
    assert refused.hint_for_fault.endswith(".")
    assert refused.status == 422


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("photo.png", "photo.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\me\\scan.jpeg", "scan.jpg"),
        ("invoice.pdf.exe", "invoice_pdf.jpg"),
        ("a\u202egpj.exe", "agpj.jpg"),
        ("nul.txt", "attachment.jpg"),
        ("...", "attachment.jpg"),
        ('x"; filename="y.html', "x__ filename__y.jpg"),
        ("صورة القارب.jpg", "صورة القارب.jpg"),
        ("a\r\nSet-Cookie: b", "a Set-Cookie_ b.jpg"),
    ],
)
def test_a_name_is_shown_without_what_could_mislead(name: str, shown: str) -> None:
    assert safe_name(name, Kind.JPEG) == shown


@given(st.text(), st.sampled_from(Kind))
def test_any_name_becomes_one_that_no_system_takes_for_something_else(name: str, kind: Kind) -> None:
    shown = safe_name(name, kind)

    stem, _, ending = shown.rpartition(".")
    assert ending == ENDINGS[kind]
    assert 0 < len(stem) <= LONGEST
    assert not set(stem) & set('\\/:*?"<>|.\n\r\t\0\u202e\u2066')
    assert safe_name(shown, kind) == shown
