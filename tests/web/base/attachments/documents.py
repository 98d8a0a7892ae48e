"""Files as people would send them, each with what could act or tell more than is seen."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pikepdf
from PIL import Image

SECRET = "taken at the safe house"


def picture(form: str = "JPEG", *, mode: str = "RGB", size: tuple[int, int] = (40, 30), turn: int = 1) -> bytes:
    """Return a picture that says where and how it was taken."""
    exif = Image.Exif()
    exif[0x010E] = SECRET
    exif[0x0112] = turn
    exif.get_ifd(0x8825)[1] = "N"
    kept = io.BytesIO()
    Image.new(mode, size, 60).save(kept, form, exif=exif)
    return kept.getvalue()


def paper(**root: pikepdf.Object) -> bytes:
    """Return a PDF of one page, with more in its root where that is asked for."""
    with pikepdf.new() as made:
        made.add_blank_page()
        made.docinfo["/Author"] = SECRET
        with made.open_metadata() as told:
            told["dc:creator"] = [SECRET]
        for key, value in root.items():
            made.Root[f"/{key}"] = value
        return written(made)


def written(made: pikepdf.Pdf) -> bytes:
    """Return a PDF as bytes."""
    kept = io.BytesIO()
    made.save(kept, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return kept.getvalue()


TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def relations(*entries: str) -> str:
    """Return the relations of a part."""
    return f'<Relationships xmlns="{RELATIONS}">{"".join(entries)}</Relationships>'


def relation(kind: str, target: str, *, is_outside: bool = False) -> str:
    """Return one relation."""
    mode = ' TargetMode="External"' if is_outside else ""
    return f'<Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/>'


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a package of these parts."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return kept.getvalue()


def letter(body: str = "", **more: str | bytes) -> bytes:
    """Return a DOCX with this inside its body and with more parts (`__` in a name stands for a slash)."""
    document = (
        f'<w:document xmlns:w="{WORD}" xmlns:r="{RELATIONS}"><w:body><w:p w:rsidR="00AA"><w:r><w:t>Seen at sea'
        f"</w:t></w:r></w:p>{body}</w:body></w:document>"
    )
    core = f"<cp:coreProperties><dc:creator>{SECRET}</dc:creator></cp:coreProperties>"
    parts: dict[str, str | bytes] = {"[Content_Types].xml": TYPES, "word/document.xml": document}
    parts |= {"docProps/core.xml": core, **{name.replace("__", "/"): content for name, content in more.items()}}
    return package(parts)


def open_text(body: str = "", **more: str | bytes) -> bytes:
    """Return an ODT with this inside its body and with more parts."""
    manifest = '<manifest:manifest><manifest:file-entry manifest:full-path="/"/></manifest:manifest>'
    content = f"<office:document-content><office:body><text:p>Seen at sea</text:p>{body}</office:body>"
    parts: dict[str, str | bytes] = {"mimetype": "application/vnd.oasis.opendocument.text"}
    parts |= {"META-INF/manifest.xml": manifest, "content.xml": f"{content}</office:document-content>"}
    parts |= {"meta.xml": f"<meta:creator>{SECRET}</meta:creator>"}
    return package(parts | {name.replace("__", "/"): content for name, content in more.items()})
