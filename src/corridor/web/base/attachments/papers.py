"""Writes a PDF anew: its pages, and nothing that acts, fetches, hides or tells who made it. Runs in the cell alone.

What acts by itself refuses the document, since somebody meant it to act, or cannot know that it does; what merely tells
more than is seen is left out.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, cast

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from corridor.core.attachments import limits
from corridor.core.attachments.codes import Fault, Kind, Taken
from corridor.core.attachments.errors import AttachmentRefused
from corridor.core.attachments.segments import without_properties

_ACTS = frozenset(("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/ResetForm", "/RichMediaExecute",
                   "/Rendition", "/Movie", "/Sound", "/GoTo3DView", "/SetOCGState", "/Trans", "/GoToDp"))  # fmt: skip
_FETCHES = frozenset(("/GoToR", "/GoToE", "/Thread"))
_CARRIES = frozenset(("/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D", "/Projection"))
_SAFE_LINKS = ("http://", "https://", "mailto:")
_LEFT_OUT = {
    "/Metadata": Taken.PROPERTIES,
    "/PieceInfo": Taken.PROPERTIES,
    "/LastModified": Taken.PROPERTIES,
    "/Thumb": Taken.PREVIEW,
    "/SpiderInfo": Taken.PROPERTIES,
    "/LegalAttestation": Taken.PROPERTIES,
    "/Perms": Taken.PROPERTIES,
}
_OF_REMARKS = ("/T", "/M", "/CreationDate", "/NM", "/RC", "/Subj")
_CHUNK = 1 << 16


def prepare() -> None:
    """Load what reads and writes a PDF, by doing so."""
    for protection in (None, pikepdf.Encryption(owner="a", user="")):
        # The source of random numbers, too, is opened at its first use.
        kept = io.BytesIO()
        with pikepdf.new() as paper:
            paper.add_blank_page()
            paper.save(kept, encryption=protection)
        with suppress(AttachmentRefused):
            rewritten(kept.getvalue())


def rewritten(content: bytes) -> tuple[Kind, bytes, tuple[Taken, ...]]:
    """Return the document as it is written anew, and what was left out.

    Raises:
        AttachmentRefused: It is damaged, protected, or holds something that acts, fetches or is carried along.
    """
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as paper:
            return Kind.PDF, *_rewritten(paper, content)
    except pikepdf.PasswordError:
        raise AttachmentRefused(fault=Fault.ENCRYPTED) from None
    except MemoryError:
        raise AttachmentRefused(fault=Fault.EFFORT) from None
    except RecursionError:
        raise AttachmentRefused(fault=Fault.BOMB) from None
    except (pikepdf.PdfError, pikepdf.ForeignObjectError, ValueError, TypeError, LookupError, RuntimeError, OSError):
        # The library raises all of these for files that are damaged.
        raise AttachmentRefused(fault=Fault.DAMAGED) from None


def _rewritten(paper: pikepdf.Pdf, content: bytes) -> tuple[bytes, tuple[Taken, ...]]:
    if paper.is_encrypted:
        raise AttachmentRefused(fault=Fault.ENCRYPTED)
    if len(paper.objects) > limits.OBJECTS or len(paper.pages) > limits.PAGES:
        raise AttachmentRefused(fault=Fault.BOMB)
    if not len(paper.pages):
        raise AttachmentRefused(fault=Fault.DAMAGED)
    notes: list[Taken] = [Taken.RE_ENCODED]
    _bare_root(paper, notes)
    left = limits.UNPACKED
    for one in list(cast("Iterator[Object]", paper.objects)):
        if isinstance(one, Stream):
            left -= _checked(one, left, notes)
        _visit(one, notes, 0)
    if "/Info" in paper.trailer:
        notes.append(Taken.PROPERTIES)
        del paper.trailer["/Info"]
    if content.count(b"startxref") > 1 and b"/Linearized" not in content[:1024]:
        notes.append(Taken.VERSIONS)
    kept = io.BytesIO()
    paper.save(
        kept,
        static_id=True,
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
    return kept.getvalue(), tuple(notes)


def _bare_root(paper: pikepdf.Pdf, notes: list[Taken]) -> None:
    """Look at what a document does as a whole, and leave out how it is opened."""
    root = paper.Root
    if "/OpenAction" in root:
        _visit(root["/OpenAction"], notes, 0)
        del root["/OpenAction"]
        notes.append(Taken.OPENING)
    names = root.get("/Names")
    if isinstance(names, Dictionary):
        if "/JavaScript" in names:
            raise AttachmentRefused(fault=Fault.ACTIVE)
        if "/EmbeddedFiles" in names:
            raise AttachmentRefused(fault=Fault.EMBEDDED)
    if "/Collection" in root or "/AF" in root:
        raise AttachmentRefused(fault=Fault.EMBEDDED)


def _check_action(action: Object) -> None:
    """Refuse an action that does more than go to a place in the document.

    Raises:
        AttachmentRefused: It does.
    """
    if not isinstance(action, Dictionary):
        return
    kind = str(action.get("/S", ""))
    if kind in _ACTS or "/JS" in action:
        raise AttachmentRefused(fault=Fault.ACTIVE)
    if kind in _FETCHES:
        raise AttachmentRefused(fault=Fault.OUTSIDE)
    if kind == "/URI":
        address = str(action.get("/URI", "")).strip().casefold()
        if not address.startswith(_SAFE_LINKS):
            raise AttachmentRefused(fault=Fault.OUTSIDE)


def _visit(one: Object, notes: list[Taken], depth: int) -> None:
    """Look at an object and what is written inside it; what it refers to is an object of its own."""
    if depth > limits.DEPTH:
        raise AttachmentRefused(fault=Fault.BOMB)
    if isinstance(one, Array):
        for value in cast("Any", one):
            if isinstance(value, Dictionary | Array) and not value.is_indirect:
                _visit(value, notes, depth + 1)
    elif isinstance(one, Dictionary | Stream):
        _judge(one)
        for key in list(one.keys()):
            value = one.get(key)
            if key in _LEFT_OUT:
                notes.append(_LEFT_OUT[key])
                del one[key]
            elif isinstance(value, Dictionary | Array) and not value.is_indirect:
                _visit(value, notes, depth + 1)
        _bare_remark(one, notes)


def _is_type(one: Object, name: str) -> bool:
    return one.get("/Type") == Name(name)


def _judge(one: Object) -> None:
    """Refuse an object that acts, fetches or carries a file.

    Raises:
        AttachmentRefused: It does.
    """
    keys = set(one.keys())
    if keys & {"/JS", "/XFA", "/AA"}:
        raise AttachmentRefused(fault=Fault.ACTIVE)
    if "/EF" in keys or _is_type(one, "/EmbeddedFile") or _is_type(one, "/Filespec"):
        raise AttachmentRefused(fault=Fault.EMBEDDED)
    if str(one.get("/Subtype", "")) in _CARRIES and ("/Rect" in keys or _is_type(one, "/Annot")):
        raise AttachmentRefused(fault=Fault.EMBEDDED)
    if isinstance(one, Stream) and "/F" in keys:
        raise AttachmentRefused(fault=Fault.OUTSIDE)
    if "/Ref" in keys and str(one.get("/Subtype", "")) == "/Form":
        raise AttachmentRefused(fault=Fault.OUTSIDE)
    if isinstance(one.get("/S"), Name) and not _is_type(one, "/StructElem"):
        _check_action(one)


def _bare_remark(one: Object, notes: list[Taken]) -> None:
    """Leave out who wrote a remark on a page, and when."""
    if "/Rect" not in one or str(one.get("/Subtype", "")) in ("/Widget", "/Link", ""):
        return
    for key in _OF_REMARKS:
        if key in one:
            notes.append(Taken.AUTHORS)
            del one[key]


def _checked(one: Stream, left: int, notes: list[Taken]) -> int:
    """Look at what a stream holds; return what it unpacks to.

    Raises:
        AttachmentRefused: It unpacks to more than is left.
    """
    filters = one.get("/Filter")
    names = [str(name) for name in cast("Any", filters)] if isinstance(filters, Array) else [str(filters or "")]
    if names == ["/DCTDecode"]:
        raw = one.read_raw_bytes()
        bare = without_properties(raw)
        if not bare:
            raise AttachmentRefused(fault=Fault.DAMAGED)
        if len(bare) < len(raw):
            notes.append(Taken.PICTURE_PROPERTIES)
            one.write(bare, filter=Name.DCTDecode, decode_parms=cast("Any", one.get("/DecodeParms")))
        return len(raw)
    packed = sum(name in ("/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL") for name in names)
    if packed > 1 or len(names) > 4:
        # What is packed twice comes to a thousand times a thousand times its size.
        raise AttachmentRefused(fault=Fault.BOMB)
    if names[0] in ("/FlateDecode", "/Fl"):
        return _unpacked(one.read_raw_bytes(), left)
    return len(one.read_raw_bytes()) * (8 if packed else 1)


def _unpacked(packed: bytes, left: int) -> int:
    inflater = zlib.decompressobj()
    size = 0
    rest = packed
    while rest and not inflater.eof:
        try:
            size += len(inflater.decompress(rest, _CHUNK))
        except zlib.error:
            break
        if size > left:
            raise AttachmentRefused(fault=Fault.BOMB)
        rest = inflater.unconsumed_tail
    return size
