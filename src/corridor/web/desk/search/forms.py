"""What a person asks for when finding things."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from corridor import shelf
from corridor.web.desk.search.queries import LONGEST_QUERY, MOST, PAGE

LAST_PAGE = -(-MOST // PAGE)


@dataclass(frozen=True)
class Asked:
    """Words, a kind of things or all, and a page of what is found."""

    words: str
    kind: str = ""
    page: int = 1

    @property
    def first(self) -> int:
        """How many things stand on the pages before."""
        return (self.page - 1) * PAGE


def asked_in(address: QueryDict) -> Asked:
    """Read the words, the kind and the page from an address."""
    return asked(address.get("words", ""), kind=address.get("kind", ""), page=address.get("page", ""))


def asked(words: str, *, kind: str, page: str) -> Asked:
    """Return what is asked for; a kind or a page that is not known is as if it were not there."""
    is_page = page.isascii() and page.isdecimal() and len(page) < 4
    return Asked(
        words=words[:LONGEST_QUERY],
        kind=kind if kind in shelf.registry().schemata else "",
        page=min(max(int(page), 1), LAST_PAGE) if is_page else 1,
    )
