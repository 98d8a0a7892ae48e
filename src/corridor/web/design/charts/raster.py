"""A chart becomes a picture of points, for documents that cannot carry a drawing.

The one module that knows PDFium; it is loaded when a picture is wanted, since it is heavy.
"""

from __future__ import annotations

import io

from corridor.web.design.charts.document import to_html, whole
from corridor.web.design.charts.paper import to_pdf
from corridor.web.design.charts.records import Chart


def to_png(chart: Chart, width: int) -> bytes:
    """Return a chart as PNG, so many points wide."""
    drawing = whole(chart)
    return html_to_png(to_html(chart, drawing.width), drawing.width, drawing.height, width)


def html_to_png(html: str, across: float, down: float, width: int) -> bytes:
    """Return a piece of a document, so many pixels across and down, as PNG, so many points wide."""
    import pypdfium2

    css = f"@page {{ size: {across:g}px {down:g}px; margin: 0 }} body {{ margin: 0 }}"
    page = to_pdf(f"<!doctype html><html><body>{html}</body></html>", css=css)
    paper = pypdfium2.PdfDocument(page)
    try:
        sheet = paper[0]
        picture = sheet.render(scale=width / sheet.get_width()).to_pil()
        written = io.BytesIO()
        picture.save(written, "PNG", optimize=True)
        return written.getvalue()
    finally:
        paper.close()
