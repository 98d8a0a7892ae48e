"""Showing where a text answers a query: the words that match, in the text as it was written."""

from __future__ import annotations

import re
from typing import NamedTuple

from corridor.core.kernel.search import Query, Rank, Text, is_alike, rank
from corridor.core.kernel.text import fold

LONGEST = 220
"""So many characters are shown of a text; the part around the first match."""

BEFORE = 60
"""So many characters are shown before the first match of a longer text, at most."""

_chunks = re.compile(r"\s+|\S+")


class Piece(NamedTuple):
    """A part of a text, and whether it matches."""

    text: str
    is_match: bool = False


def excerpt(query: Query, value: str, how: Rank, *, is_identifier: bool = False) -> tuple[Piece, ...]:
    """Return a text in pieces, its matching words marked; a long one is cut around the first of them."""
    folded = fold(value)
    if is_identifier and rank(query, [Text(folded, True)]) in (Rank.EXACT, Rank.BEGINS, Rank.INSIDE):
        return (Piece(value, True),)
    pieces = [Piece(chunk, _matches(query, fold(chunk).split(), how)) for chunk in _chunks.findall(value)]
    return _joined(_around(pieces))


def _matches(query: Query, words: list[str], how: Rank) -> bool:
    return any(_is_meant(asked, word, how) for word in words for asked in query.words)


def _is_meant(asked: str, word: str, how: Rank) -> bool:
    if word == asked or (len(asked) > 1 and word.startswith(asked)):
        return True
    if how is Rank.INSIDE:
        return len(asked) > 1 and asked in word
    return how > Rank.INSIDE and is_alike(asked, word, how - Rank.INSIDE)


def _around(pieces: list[Piece]) -> list[Piece]:
    """Cut a long text at words, so that the first match stands in what is left."""
    if sum(len(piece.text) for piece in pieces) <= LONGEST:
        return pieces
    first = next((n for n, piece in enumerate(pieces) if piece.is_match), 0)
    start, before = first, 0
    while start > 0 and before + len(pieces[start - 1].text) <= BEFORE:
        start -= 1
        before += len(pieces[start].text)
    end, length = start, 0
    while end < len(pieces) and (length + len(pieces[end].text) <= LONGEST or end == first):
        length += len(pieces[end].text)
        end += 1
    while start < first and pieces[start].text.isspace():
        start += 1
    while end > start + 1 and pieces[end - 1].text.isspace():
        end -= 1
    kept = [Piece(piece.text[:LONGEST], piece.is_match) for piece in pieces[start:end]]
    return [*([Piece("… ")] if start else []), *kept, *([Piece(" …")] if end < len(pieces) else [])]


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Join neighbours that both match or both do not; white space between two matches matches too."""
    marked = [
        Piece(piece.text, piece.is_match or _is_between(pieces, n)) for n, piece in enumerate(pieces) if piece.text
    ]
    joined: list[Piece] = []
    for piece in marked:
        if joined and joined[-1].is_match == piece.is_match:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.is_match)
        else:
            joined.append(piece)
    return tuple(joined)


def _is_between(pieces: list[Piece], n: int) -> bool:
    return 0 < n < len(pieces) - 1 and pieces[n].text.isspace() and pieces[n - 1].is_match and pieces[n + 1].is_match
