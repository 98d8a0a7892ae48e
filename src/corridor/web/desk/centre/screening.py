"""Looks through what is typed at a centre for what names or reaches a person, as reports do."""

from __future__ import annotations

from corridor import shelf
from corridor.core.entities.rules.contact import looks_like
from corridor.core.kernel.text import clean, has_forbidden

PLATE = "plate"
FURTHER = frozenset({"profile", "document-line"})


def fault_in(text: str, *, longest: int, is_needed: bool = True, plates: bool = False) -> str:
    """Return a code for what speaks against a text, or nothing.

    Args:
        plates: Whether a number plate may stand in it, because a vehicle is what it is about.
    """
    said = clean(text)
    if not said:
        return "missing" if is_needed else ""
    if len(said) > longest:
        return "too-long"
    if has_forbidden(text):
        return "hidden-signs"
    found = {str(one.kind) for one in shelf.screening().screen(said)} - ({PLATE} if plates else set())
    return "names-somebody" if found or FURTHER & set(looks_like(said)) else ""
