"""A file is taken in by its content, written anew in a cell, or refused with a reason."""

from __future__ import annotations

import hashlib
import io

import pytest
from PIL import Image

from corridor.core.attachments import limits
from corridor.core.attachments.codes import Fault, Kind, Taken
from corridor.core.attachments.errors import AttachmentRefused
from corridor.web.base.attachments.actions import take_in
from corridor.web.base.attachments.serving import handed_out
from tests.web.base.attachments.documents import SECRET, letter, open_text, package, paper, picture


def fault_of(content: bytes, name: str = "file") -> object:
    """Return why a file is refused."""
    with pytest.raises(AttachmentRefused) as refused:
        take_in(content, name=name)
    return refused.value.params["fault"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (picture(), Kind.JPEG),
        (picture("PNG"), Kind.PNG),
        (picture("WEBP"), Kind.PNG),
        (paper(), Kind.PDF),
        (letter(), Kind.DOCX),
        (open_text(), Kind.ODT),
        ("Seen at sea\r\n".encode("utf-16"), Kind.TEXT),
    ],
    ids=["jpeg", "png", "webp", "pdf", "docx", "odt", "text"],
)
def test_what_is_taken_in_tells_nothing_beside_what_is_seen(content: bytes, kind: Kind) -> None:
    clean = take_in(content, name="C:\\private\\notes.exe")

    assert clean.kind == kind
    assert SECRET.encode() not in clean.content
    assert SECRET.encode("utf-16-be") not in clean.content
    assert clean.name.startswith("notes.")
    assert clean.size == len(clean.content)
    assert clean.sha256 == hashlib.sha256(clean.content).hexdigest()
    assert clean.sha256_before == hashlib.sha256(content).hexdigest()


def test_what_was_cleaned_passes_again_unharmed() -> None:
    for content in (picture("PNG"), paper(), letter(), open_text(), b"Seen at sea"):
        once = take_in(content, name="a")

        again = take_in(once.content, name=once.name)

        assert (again.kind, again.name) == (once.kind, once.name)
        assert again.content == once.content


def test_a_picture_is_painted_anew_the_right_way_up() -> None:
    clean = take_in(io.BytesIO(picture(turn=6) + b"<?php appended ?>"), name="boat.jpeg")

    assert {Taken.EXIF, Taken.PLACE, Taken.TURNED, Taken.APPENDED} <= set(clean.notes)
    assert b"php" not in clean.content
    with Image.open(io.BytesIO(clean.content)) as painted:
        assert painted.size == (30, 40)
        assert not painted.getexif()
        assert not {"exif", "icc_profile", "comment", "xmp"} & painted.info.keys()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_pictures_of_every_depth_are_painted(mode: str) -> None:
    kept = io.BytesIO()
    Image.new(mode, (5, 4)).save(kept, "PNG")

    clean = take_in(kept.getvalue(), name="a.png")

    with Image.open(io.BytesIO(clean.content)) as painted:
        assert painted.size == (5, 4)


def test_a_picture_of_absurd_size_is_refused_before_it_is_unpacked() -> None:
    kept = io.BytesIO()
    Image.new("1", (limits.SIDE, 4000)).save(kept, "PNG")

    assert len(kept.getvalue()) < 20_000
    assert fault_of(kept.getvalue()) == Fault.BOMB


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"<svg onload='x'/>", Fault.PAGE),
        (b"MZ\x90", Fault.PROGRAM),
        (picture()[:300], Fault.DAMAGED),
        (b"%PDF-1.7 nothing", Fault.DAMAGED),
        (package({"a.txt": "x"}), Fault.ARCHIVE),
        (letter()[:-40], Fault.DAMAGED),
        (bytes(range(256)), Fault.BINARY),
        (b"a" * (limits.SIZE + 1), Fault.SIZE),
    ],
    ids=["empty", "page", "program", "half-picture", "no-pdf", "archive", "half-document", "binary", "large"],
)
def test_what_cannot_be_made_safe_is_refused_with_its_reason(content: bytes, fault: Fault) -> None:
    assert fault_of(content, "picture.jpg") == fault


def test_what_is_handed_out_is_saved_and_never_shown() -> None:
    response = handed_out(b"Seen at sea", kind="text/plain", name='note"\r\nX: y.html')

    assert response["Content-Disposition"] == 'attachment; filename="note_ X_ y.txt"'
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store"
    with pytest.raises(ValueError, match="text/html"):
        handed_out(b"<script>", kind="text/html", name="a")
