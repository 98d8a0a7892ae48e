"""A version as DOCX: headings and styles, the marking on each page, Arabic from right to left, charts as pictures.

The one module that knows python-docx.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from corridor.web.design.charts.raster import html_to_png
from corridor.web.desk.briefings.paper import RIGHT_TO_LEFT, is_foreign

TAGS = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ar": "ar-SA"}
PICTURE_POINTS = 1300
AT = datetime(2000, 1, 1, tzinfo=UTC)
"""A file says nowhere else when it was made than in its own words, so that equal versions are equal files."""


def to_docx(document: dict[str, Any]) -> bytes:
    """Return a version as DOCX."""
    written = _Written(document)
    written.write()
    file = io.BytesIO()
    written.docx.save(file)
    return file.getvalue()


class _Written:
    """One document while it is written."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.docx: Docx = Document()
        self.is_rtl = document["language"] in RIGHT_TO_LEFT

    def write(self) -> None:
        self._prepare()
        self._paragraph(self.document["title"], style="Title")
        self._paragraph(self.document["sentence"], style="Caption")
        for part in self.document["parts"]:
            self._part(part)
        if self.document["notes"]:
            labels = self.document["labels"]
            self._paragraph(labels["sources"], style="Heading 1")
            self._paragraph(labels["about"])
            for number, note in enumerate(self.document["notes"], 1):
                self._paragraph(f"[{number}] {note}")

    def _prepare(self) -> None:
        core = self.docx.core_properties
        core.title, core.language, core.author = self.document["title"], self.document["language"], ""
        core.comments, core.created, core.modified = "", AT, AT
        section = self.docx.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        if self.is_rtl:
            section._sectPr.append(OxmlElement("w:bidi"))  # the library has no name for it
        style = self.docx.styles["Normal"]
        style.font.name, style.font.size = "Noto Sans", Pt(10.5)
        self._say_language(style.element.get_or_add_rPr())
        self._run(section.header.paragraphs[0], self.document["marking"]).bold = True
        foot = section.footer.paragraphs[0]
        self._run(foot, self.document["marking"]).bold = True
        for text in (self.document["imprint"], f"{self.document['labels']['page']} "):
            last = section.footer.add_paragraph()
            self._run(last, text)
            self._turn(last)
        self._field(last, "PAGE")
        self._run(last, " / ")
        self._field(last, "NUMPAGES")
        for paragraph in (section.header.paragraphs[0], foot):
            self._turn(paragraph)

    def _part(self, part: dict[str, Any]) -> None:
        if part["kind"] == "heading":
            self._paragraph(part["text"], style=f"Heading {part.get('level', 1)}")
        elif part["kind"] == "table":
            self._table([part["head"], *part["rows"]] if part["head"] else part["rows"], has_head=bool(part["head"]))
            self._paragraph("")
        elif part["kind"] == "paragraph":
            paragraph = self._paragraph("")
            for place, sentence in enumerate(part["sentences"]):
                self._run(paragraph, f"{' ' if place else ''}{sentence['text']}")
                self._notes(paragraph, sentence["notes"])
        else:
            self._chart(part)

    def _chart(self, part: dict[str, Any]) -> None:
        caption = self._paragraph(" · ".join(word for word in (part["title"], part["unit"]) if word), style="Caption")
        self._notes(caption, part["notes"])
        picture = html_to_png(part["html"], part["width"], part["height"], PICTURE_POINTS)
        drawn = self.docx.add_picture(io.BytesIO(picture), width=Cm(16))
        properties = drawn._inline.docPr  # the library has no name for what is read instead of a picture
        properties.set("descr", part["description"])
        properties.set("title", part["title"])
        self._paragraph(part["description"])
        self._table([part["head"], *part["rows"]])

    def _table(self, rows: list[list[str]], *, has_head: bool = True) -> None:
        table = self.docx.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
        if self.is_rtl:
            table._tblPr.append(OxmlElement("w:bidiVisual"))  # the library has no name for it
        for cells, row in zip(table.rows, rows, strict=True):
            for cell, text in zip(cells.cells, row, strict=True):
                self._run(cell.paragraphs[0], text)
                self._turn(cell.paragraphs[0])
        if has_head:
            head = table.rows[0]._tr.get_or_add_trPr()  # the library has no name for it
            head.append(OxmlElement("w:tblHeader"))

    def _paragraph(self, text: str, style: str | None = None) -> Paragraph:
        paragraph = self.docx.add_paragraph(style=style)
        if text:
            self._run(paragraph, text)
        self._turn(paragraph)
        return paragraph

    def _notes(self, paragraph: Paragraph, numbers: list[int]) -> None:
        for number in numbers:
            self._run(paragraph, f"[{number}]").font.superscript = True

    def _run(self, paragraph: Paragraph, text: str) -> Run:
        run = paragraph.add_run(text)
        properties = run._r.get_or_add_rPr()  # the library has no name for it
        keeps_its_own = self.document.get("has_foreign_words", False) and is_foreign(text)
        if self.is_rtl and not keeps_its_own:
            properties.append(OxmlElement("w:rtl"))
        self._say_language(properties)
        return run

    def _say_language(self, properties: Any) -> None:
        language = OxmlElement("w:lang")
        language.set(qn("w:bidi" if self.is_rtl else "w:val"), TAGS[self.document["language"]])
        properties.append(language)

    def _turn(self, paragraph: Paragraph) -> None:
        if self.is_rtl:
            properties = paragraph._p.get_or_add_pPr()  # the library has no name for it
            if properties.find(qn("w:bidi")) is None:
                properties.append(OxmlElement("w:bidi"))

    def _field(self, paragraph: Paragraph, name: str) -> None:
        run = self._run(paragraph, "")
        for kind, text in (("begin", ""), ("", name), ("end", "")):
            if kind:
                part = OxmlElement("w:fldChar")
                part.set(qn("w:fldCharType"), kind)
            else:
                part = OxmlElement("w:instrText")
                part.text = text
            run._r.append(part)  # the library has no name for it
