"""Writes an office document anew, part by part: text, tables and pictures, and nothing else. Runs in the cell alone."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from corridor.core.attachments import limits
from corridor.core.attachments.codes import Fault, Form, Kind, Taken
from corridor.core.attachments.errors import AttachmentRefused
from corridor.core.attachments.kinds import form_of
from corridor.core.attachments.markup import rewritten as marked
from corridor.core.attachments.office import LEFT_OUT, PICTURE, Contents, Marks, Relations, place_of
from corridor.web.base.attachments import pictures

_TYPES, _MANIFEST, _MIMETYPE = "[Content_Types].xml", "META-INF/manifest.xml", "mimetype"
_OPEN_DOCUMENTS = {kind.value.encode(): kind for kind in (Kind.ODT, Kind.ODS)}
_OFFICE = (("word/document.xml", Kind.DOCX), ("xl/workbook.xml", Kind.XLSX))
_PAINTED = frozenset((Form.JPEG, Form.PNG, Form.GIF, Form.WEBP))
_WRITTEN_AT = (1980, 1, 1, 0, 0, 0)


def prepare() -> None:
    """Load what reads and writes a package, by doing so."""
    pictures.prepare()
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(_TYPES, "<Types/>")
        package.writestr("word/document.xml", "<a b='\xe9'/>")
    # A name in the encoding of old systems, which is loaded when it is first met.
    rewritten(kept.getvalue())
    b"\x82".decode("cp437")


def rewritten(content: bytes) -> tuple[Kind, bytes, tuple[Taken, ...]]:
    """Return the document as it is written anew, and what was left out.

    Raises:
        AttachmentRefused: It is no office document, damaged, protected, or holds what cannot be made safe.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _rewritten(package)
    except MemoryError:
        raise AttachmentRefused(fault=Fault.EFFORT) from None
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, LookupError, RuntimeError, OverflowError):
        # The library raises all of these for files that are damaged.
        raise AttachmentRefused(fault=Fault.DAMAGED) from None


def _rewritten(package: zipfile.ZipFile) -> tuple[Kind, bytes, tuple[Taken, ...]]:
    parts = _parts(package)
    kind = _kind(package, parts)
    places = {part: place_of(part) for part in parts if part not in (_TYPES, _MIMETYPE)}
    kept = frozenset(part.casefold() for part, place in places.items() if place != LEFT_OUT) | {_TYPES.casefold()}
    notes: list[Taken] = [Taken.RE_ENCODED]
    if len(kept) < len(parts):
        notes += [Taken.PROPERTIES, Taken.PARTS]
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as out:
        if kind in (Kind.ODT, Kind.ODS):
            out.writestr(zipfile.ZipInfo(_MIMETYPE, _WRITTEN_AT), kind.value)
        for part in parts:
            if part == _MIMETYPE or places.get(part) == LEFT_OUT:
                continue
            entry = zipfile.ZipInfo(part, _WRITTEN_AT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, _part(package.read(part), part, places.get(part, ""), kept, notes))
    return kind, written.getvalue(), tuple(notes)


def _parts(package: zipfile.ZipFile) -> list[str]:
    """Return the names of the parts, after the directory was judged."""
    entries = package.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > limits.PARTS or sum(entry.file_size for entry in entries) > limits.UNPACKED:
        raise AttachmentRefused(fault=Fault.BOMB)
    if any(entry.flag_bits & 1 for entry in entries):
        raise AttachmentRefused(fault=Fault.ENCRYPTED)
    if len({name.casefold() for name in names}) < len(names) or not all(map(_is_plain, names)):
        raise AttachmentRefused(fault=Fault.DAMAGED)
    return names


def _is_plain(name: str) -> bool:
    return name.isprintable() and not name.startswith("/") and "\\" not in name and ".." not in name.split("/")


def _kind(package: zipfile.ZipFile, parts: list[str]) -> Kind:
    if _MIMETYPE in parts:
        if (kind := _OPEN_DOCUMENTS.get(package.read(_MIMETYPE).strip())) and _MANIFEST in parts:
            return kind
        raise AttachmentRefused(fault=Fault.PARTS)
    for part, kind in _OFFICE:
        if _TYPES in parts and part in parts:
            return kind
    raise AttachmentRefused(fault=Fault.ARCHIVE)


def _part(content: bytes, part: str, place: str, kept: frozenset[str], notes: list[Taken]) -> bytes:
    if place == PICTURE:
        form = form_of(content)
        if form not in _PAINTED:
            raise AttachmentRefused(fault=Fault.PARTS)
        _, painted, beside = pictures.painted(content, form)
        notes += [Taken.PICTURE_PROPERTIES for _ in _told(beside)]
        return painted
    if part in (_TYPES, _MANIFEST):
        judge: Contents | Relations | Marks = Contents(kept)
    elif part.endswith(".rels"):
        judge = Relations(part, kept)
    else:
        judge = Marks()
    made = marked(content, judge)
    notes += judge.notes
    return made


def _told(beside: tuple[Taken, ...]) -> Iterator[Taken]:
    return (note for note in beside if note in (Taken.EXIF, Taken.PLACE, Taken.WORDS))
