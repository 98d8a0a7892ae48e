"""Finds what looks like a way to reach or identify somebody in a text that should name nobody.

It knows addresses, telephone numbers and document numbers by their look. A name beside an age it cannot know: no list
of names is complete, and a person must read the text before it is filed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from corridor.core.entities.codes import Search, Type
from corridor.core.entities.records import Draft, Problem
from corridor.core.entities.registry import Registry

ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+\.\w{2,}", re.IGNORECASE)
PROFILE = re.compile(r"(?:t\.me|wa\.me|facebook\.com|instagram\.com|tiktok\.com)/\w+|(?<!\w)@\w{4,}", re.IGNORECASE)
TELEPHONE = re.compile(r"(?<![\w.,])(?:\+|00)?\d(?:[ ()./-]{0,2}\d){7,14}(?![\w])")
NOT_TELEPHONE = re.compile(r"\d{4}-\d{2}-\d{2}.*|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}\s?[-/]\s?\d{4}|\d{1,3}( \d{3})+")
DOCUMENT = re.compile(r"(?<!\w)(?:[A-Z]{1,3}\s?\d{6,9}|\d{2}[A-Z]{2}\d{5})(?!\w)")
MACHINE_LINE = re.compile(r"[A-Z]<[A-Z<]{3}[A-Z<]{5,}|<<<")
LOOKS = {"address": ADDRESS, "profile": PROFILE, "document": DOCUMENT, "document-line": MACHINE_LINE}


def contact_problems(draft: Draft, registry: Registry) -> Iterator[Problem]:
    """Yield a warning for each text of a thing that is no person, where somebody seems to be identified."""
    for claim in draft.claims:
        prop = registry.properties.get(claim.prop)
        if prop is None or prop.type not in (Type.TEXT, Type.NAME) or prop.search is Search.IDENTIFIER:
            continue
        for look in dict.fromkeys(look for text in (claim.value, claim.original) if text for look in looks_like(text)):
            yield Problem(
                "text.contact",
                draft.uid,
                claim.prop,
                "{prop} seems to hold a {look} of a person",
                {"look": look},
                warning=True,
            )


def _levelled(text: str) -> str:
    """Return a text with one form for each character, and its digits as 0-9."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in unicodedata.normalize("NFKC", text))


def looks_like(text: str) -> tuple[str, ...]:
    """Return what a text seems to hold: address, profile, telephone, document or document-line."""
    plain = text if text.isascii() else _levelled(text)
    found = [name for name, pattern in LOOKS.items() if pattern.search(plain)]
    if any(not NOT_TELEPHONE.fullmatch(hit.group()) for hit in TELEPHONE.finditer(plain)):
        found.append("telephone")
    return tuple(found)
