"""A briefing on a node of tests, its sources, and its files made as the worker would make them."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
from django.test import Client
from django.utils import timezone
from docx import Document

from corridor.core.access.records import Officer
from corridor.core.series.codes import Counted
from corridor.core.series.records import LAID_TOGETHER, Scope
from corridor.web.base.ledger import turn
from corridor.web.desk.briefings.apart import work
from corridor.web.desk.briefings.models import Briefing, BriefingPart, BriefingVersion
from corridor.web.desk.briefings.versions import KIND
from corridor.web.desk.series import worked
from corridor.web.desk.series.models import Worked
from tests import make

CROSSINGS = Scope(Counted.DETECTIONS, "border-detections", "Western Route", source="frontex", edition="reduced")
LANDINGS = Scope(Counted.DEATHS, source=LAID_TOGETHER)


def crossings(march: int = 15300) -> bytes:
    """Return a file of detections of one route in three months."""
    rows = [("2025-01", 10200), ("2025-02", 12400), ("2025-03", march)]
    lines = [f"Western Route,sea,{month},{figure}" for month, figure in rows]
    return "\n".join(["route,border_type,period,detections", *lines]).encode() + b"\n"


def load(by: Officer, *, march: int = 15300, released: str = "2025-04-10") -> None:
    """Load the published series, which anybody may have."""
    make.load(by, crossings(march), mapping="frontex-reduced", preset="public", released=released)


def own_deaths(by: Officer, preset: str = "own-authority") -> str:
    """Load shipwrecks of the own authority; return the reference of the load."""
    make.mapping("landings", edition="landings")
    rows = [make.row("A", 7, "2025-01-14"), make.row("B", 5, "2025-03-09")]
    return str(make.load(by, make.table(rows), mapping="landings", preset=preset, released="2025-04-10").uid)


def begun(browser: Client, language: str = "fr", title: str = "La route de l’Ouest", **fields: str) -> str:
    """Begin a briefing on its page; return its address."""
    answer = browser.post("/analysis/briefings/", {"title": title, "language": language, **fields})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def sentence(browser: Client, here: str, text: str, **fields: str) -> str:
    """Add a sentence; return the address of its page."""
    answer = browser.post(here, {"kind": "sentence", "text": text, **fields})
    assert answer.status_code == 302, answer.content.decode()
    part = BriefingPart.objects.order_by("-pk").first()
    assert part is not None
    return f"{here}parts/{part.uid}/"


def bind(browser: Client, at: str, asks: str, about: Scope, **months: str) -> int:
    """Bind a figure on the page of a sentence; return the status of the answer."""
    return browser.post(f"{at}bind/", {"asks": asks, "about": about.key, **months}).status_code


def make_version(browser: Client, here: str, version: str) -> BriefingVersion:
    """Make a version on its page."""
    answer = browser.post(f"{here}leave/{version}/")
    assert answer.status_code == 302, answer.content.decode()
    row = BriefingVersion.objects.order_by("-pk").first()
    assert row is not None
    return row


def worked_out(row: BriefingVersion) -> None:
    """Put the files where the worker would put them."""
    with turn.write():
        Worked.objects.filter(key=worked.key_of(KIND, row.document)).update(
            state=Worked.State.DONE, answer=work(row.document), done_at=timezone.now()
        )


def taken(browser: Client, row: BriefingVersion, form: str) -> bytes:
    """Take the file of a version along."""
    answer = browser.post(f"/analysis/briefings/versions/{row.uid}/{form}/")
    assert answer.status_code == 200, answer.content.decode()
    return bytes(answer.content)


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page of a PDF."""
    paper = pypdfium2.PdfDocument(pdf)
    try:
        return [paper[at].get_textpage().get_text_range() for at in range(len(paper))]
    finally:
        paper.close()


def words_of(docx: bytes) -> tuple[str, Any]:
    """Return the text of a DOCX, and the document."""
    document = Document(io.BytesIO(docx))
    return "\n".join(paragraph.text for paragraph in document.paragraphs), document


def briefing() -> Briefing:
    """Return the one briefing there is."""
    return Briefing.objects.get()
