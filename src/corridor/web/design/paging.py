"""The pages of a list: which part is shown, and the links to the others."""

from __future__ import annotations

from collections.abc import Callable

from corridor.web.design.pieces import PageLink, Pagination

AROUND = 2
"""So many pages on either side of the one that is shown are linked."""


def pagination_of(
    *, first: int, shown: int, total: int, size: int, at: Callable[[int], str], most: int = 0
) -> Pagination:
    """Return the links of a list.

    Args:
        first: How many rows come before the part that is shown.
        shown: How many rows are shown.
        total: How many there are.
        size: How many a page has.
        at: Returns the address of a page by its number, from 1.
        most: So many pages can be opened at most; 0 for all.
    """
    current, pages = first // size + 1, -(-total // size)
    pages = min(pages, most) if most else pages
    near = sorted({1, pages, *range(max(1, current - AROUND), min(pages, current + AROUND) + 1)} - {0})
    links: list[PageLink] = []
    for page in near:
        if links and page - links[-1].number > 1:
            links.append(PageLink(0))
        links.append(PageLink(page, at(page), page == current))
    return Pagination(
        first=first + 1 if shown else 0,
        last=first + shown,
        total=total,
        pages=tuple(links) if pages > 1 else (),
        previous_url=at(current - 1) if current > 1 else "",
        next_url=at(current + 1) if current < pages else "",
    )
