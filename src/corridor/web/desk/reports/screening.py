"""Looks through the free texts of a report for what names or reaches a person; it marks where, and repeats nothing."""

from __future__ import annotations

from collections.abc import Sequence

from corridor import shelf
from corridor.core.entities.rules.contact import looks_like
from corridor.core.reports.records import Finding

FURTHER = frozenset({"profile", "document-line"})
"""What screening has no kind for, and the safeguards of things know by its look: such a text is meant as a whole."""


def findings_in(text: str) -> Sequence[Finding]:
    """Return what a text seems to hold, and from where to where, in the order of the text."""
    found = [Finding(str(one.kind), one.start, one.end) for one in shelf.screening().screen(text)]
    return [*found, *(Finding(kind, 0, len(text)) for kind in looks_like(text) if kind in FURTHER)]
