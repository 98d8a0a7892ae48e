"""Makes the files of a version in a process of its own: the libraries for it weigh more than a node has room for."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from corridor.web.desk.briefings import paper, word


def work(document: dict[str, Any]) -> dict[str, str]:
    """Return a version as PDF and as DOCX."""
    return {
        "pdf": b64encode(paper.to_pdf(document)).decode("ascii"),
        "docx": b64encode(word.to_docx(document)).decode("ascii"),
    }
