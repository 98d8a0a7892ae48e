"""What a PDF may hold: pages, and nothing that acts, fetches or is carried along."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from corridor.core.attachments.codes import Fault, Taken
from corridor.core.attachments.errors import AttachmentRefused
from corridor.web.base.attachments.papers import rewritten
from tests.web.base.attachments.documents import SECRET, paper, picture, written

SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def on_page(**annotation: object) -> bytes:
    """Return a PDF whose page carries one annotation."""
    with pikepdf.new() as made:
        made.add_blank_page()
        entry = Dictionary({"/Type": Name.Annot, "/Rect": Array([0, 0, 9, 9])})
        for key, value in annotation.items():
            entry[f"/{key}"] = value
        made.pages[0].Annots = made.make_indirect(Array([entry]))
        return written(made)


def with_stream(content: bytes, **keys: object) -> bytes:
    """Return a PDF with one stream that its page refers to."""
    with pikepdf.new() as made:
        made.add_blank_page()
        stream = made.make_stream(content)
        for key, value in keys.items():
            stream[f"/{key}"] = value
        made.pages[0].Contents = stream
        return written(made)


def attached() -> bytes:
    """Return a PDF that carries a file."""
    with pikepdf.open(io.BytesIO(paper())) as made:
        made.attachments["evil.exe"] = b"MZ"
        return written(made)


def protected(user: str) -> bytes:
    """Return a PDF under a password."""
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper())) as made:
        made.save(kept, encryption=pikepdf.Encryption(owner="owner", user=user))
    return kept.getvalue()


def action(kind: str, **more: object) -> Dictionary:
    """Return one action."""
    return Dictionary({"/S": Name(f"/{kind}"), **{f"/{key}": value for key, value in more.items()}})


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (paper(OpenAction=SCRIPT), Fault.ACTIVE),
        (paper(OpenAction=action("GoTo", D=Array([]), Next=SCRIPT)), Fault.ACTIVE),
        (paper(OpenAction=action("Launch", F=String("cmd.exe"))), Fault.ACTIVE),
        (paper(AA=Dictionary(WC=SCRIPT)), Fault.ACTIVE),
        (paper(Names=Dictionary(JavaScript=Dictionary(Names=Array([String("a"), SCRIPT])))), Fault.ACTIVE),
        (paper(AcroForm=Dictionary(XFA=String("<x/>"), Fields=Array([]))), Fault.ACTIVE),
        (on_page(Subtype=Name.Link, A=action("SubmitForm", F=String("http://example.org"))), Fault.ACTIVE),
        (on_page(Subtype=Name.Text, AA=Dictionary(E=SCRIPT)), Fault.ACTIVE),
        (on_page(Subtype=Name.Link, A=action("GoToR", F=String("//example.org/a.pdf"))), Fault.OUTSIDE),
        (on_page(Subtype=Name.Link, A=action("URI", URI=String("file:///etc/passwd"))), Fault.OUTSIDE),
        (on_page(Subtype=Name.Link, A=action("URI", URI=String("javascript:alert(1)"))), Fault.OUTSIDE),
        (on_page(Subtype=Name.FileAttachment), Fault.EMBEDDED),
        (on_page(Subtype=Name.RichMedia), Fault.EMBEDDED),
        (on_page(Subtype=Name.Screen), Fault.EMBEDDED),
        (attached(), Fault.EMBEDDED),
        (paper(Collection=Dictionary()), Fault.EMBEDDED),
        (with_stream(b"", F=String("http://example.org/a")), Fault.OUTSIDE),
        (with_stream(b"x", Filter=Array([Name.FlateDecode, Name.FlateDecode])), Fault.BOMB),
        (protected(""), Fault.ENCRYPTED),
        (protected("secret"), Fault.ENCRYPTED),
        (with_stream(b"no picture", Filter=Name.DCTDecode), Fault.DAMAGED),
    ],
)
def test_what_acts_fetches_or_carries_refuses_the_document(content: bytes, fault: Fault) -> None:
    with pytest.raises(AttachmentRefused) as refused:
        rewritten(content)

    assert refused.value.params["fault"] == fault


def test_a_script_whose_name_is_written_in_figures_is_seen() -> None:
    hidden = paper(OpenAction=SCRIPT).replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS ", b"/#4AS ")

    with pytest.raises(AttachmentRefused) as refused:
        rewritten(hidden)

    assert refused.value.params["fault"] == Fault.ACTIVE


def test_what_tells_who_made_it_and_how_it_opens_is_left_out() -> None:
    shown = paper(OpenAction=Array([Name.Fit]), PieceInfo=Dictionary(App=String(SECRET)))

    _, after, notes = rewritten(shown)

    assert {Taken.PROPERTIES, Taken.OPENING} <= set(notes)
    assert SECRET.encode() not in after
    with pikepdf.open(io.BytesIO(after)) as made:
        assert not {"/OpenAction", "/Metadata", "/PieceInfo"} & set(made.Root.keys())
        assert "/Info" not in made.trailer


def test_a_remark_stays_without_its_author() -> None:
    _, after, notes = rewritten(on_page(Subtype=Name.Text, T=String("A. Author"), Contents=String("Seen at sea")))

    assert Taken.AUTHORS in notes
    assert b"A. Author" not in after
    assert b"Seen at sea" in after


def test_a_link_to_a_page_of_the_web_stays() -> None:
    _, after, _ = rewritten(on_page(Subtype=Name.Link, A=action("URI", URI=String("https://example.org/"))))

    assert b"https://example.org/" in after


def test_a_picture_inside_loses_what_the_camera_wrote() -> None:
    _, after, notes = rewritten(with_stream(picture(), Filter=Name.DCTDecode))

    assert Taken.PICTURE_PROPERTIES in notes
    assert SECRET.encode() not in after


def test_what_an_earlier_version_said_is_gone() -> None:
    first = with_stream(b"the name that was struck out")
    with pikepdf.open(io.BytesIO(first)) as made:
        number = made.pages[0].Contents.objgen[0]
    update = f"\n{number} 0 obj\n<</Length 5>>stream\nclean\nendstream\nendobj\n".encode()
    start = first.rindex(b"startxref")
    before = int(first[start:].split()[1])
    table = (
        f"xref\n{number} 1\n{len(first) + 1:010d} 00000 n \ntrailer\n<</Size 9/Root 1 0 R/Prev {before}>>\n".encode()
    )
    content = first + update + table + f"startxref\n{len(first) + len(update)}\n%%EOF\n".encode()

    _, after, notes = rewritten(content)

    assert Taken.VERSIONS in notes
    assert b"struck out" not in after
    with pikepdf.open(io.BytesIO(after)) as made:
        assert made.pages[0].Contents.read_bytes() == b"clean"
