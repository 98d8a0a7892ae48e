"""Finds what of a table is left out: columns about people and free text, rows that are totals of others or notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from corridor.core.imports.describing import Because
from corridor.core.imports.sampling import Column
from corridor.core.imports.wording import Wording, words_of
from corridor.core.kernel.text import fold

_LONGEST = 60
_NOTES = ("source", "note", "notes", "fuente", "nota", "notas", "remarque", "المصدر", "ملاحظة", "ملاحظات")
_FEWEST_COLUMNS = 3
_FEWEST_TEXTS = 3

_CONTACTS = 0.3
_MEANT = frozenset(("identifier", "url", "occurred_on", "period"))

Rows = Sequence[Sequence[str | None]]


def reason_to_leave(column: Column, wording: Wording) -> Because | None:
    """Return why a column is not read, or nothing.

    People and a sex or an age (as a dimension) may mean that a row is a person.
    """
    header = column.header
    if not fold(header):
        return Because.EMPTY
    if wording.is_about_people(header):
        return Because.PEOPLE
    if not column.values:
        return Because.EMPTY
    if wording.is_person_column(header):
        return Because.DIMENSION
    named = {name.prop for name in wording.named(header)}
    if column.contacts >= _CONTACTS and not named & _MEANT:
        return Because.CONTACT
    if words_of(header) in wording.free_text or (column.is_free_text and not named):
        return Because.FREE_TEXT
    return None


class LeftOut(NamedTuple):
    """How rows begin that are no records, and the texts of other columns that say so, as a mapping writes them."""

    skip: tuple[str, ...]
    skip_in: Mapping[str, tuple[str, ...]]


def without_totals(header: Sequence[str], rows: Rows, wording: Wording) -> tuple[list[Sequence[str | None]], LeftOut]:
    """Return the rows that are records, and what tells the others apart.

    A total is a text such as Total in a column that holds other texts too. In a column of sexes or ages it is none,
    since there everybody together is a group like the others.
    """
    if not header or len(rows) < 2:
        return list(rows), LeftOut((), {})
    columns = [[(row[place] or "").strip() if place < len(row) else "" for row in rows] for place in range(len(header))]
    texts = {place: _totals_of(cells, wording) for place, cells in enumerate(columns) if fold(header[place])}
    begins: dict[str, str] = {}
    inside: dict[int, dict[str, str]] = {}
    kept: list[Sequence[str | None]] = []
    for row in rows:
        first = next((place for place, cell in enumerate(row) if cell and cell.strip()), None)
        if first is None:
            continue
        said = (row[first] or "").strip()
        if said in texts.get(first, ()) or _is_note(row, first, header):
            begins.setdefault(fold(said), _pattern(said))
        elif (place := _total_in(row, texts)) is not None:
            total = (row[place] or "").strip()
            inside.setdefault(place, {}).setdefault(fold(total), _pattern(total))
        else:
            kept.append(row)
    if not kept:
        return list(rows), LeftOut((), {})
    skip = dict(begins)
    if 0 in texts and columns[0] and _is_text(columns[0]):
        # A total further down than the sample reaches would be taken for a record of that name.
        skip |= {fold(text): text for text in wording.total_words if fold(text) not in skip}
    skip_in = {header[place]: tuple(found.values()) for place, found in inside.items()}
    return kept, LeftOut(tuple(skip.values()), skip_in)


def _totals_of(cells: Sequence[str], wording: Wording) -> frozenset[str]:
    """Return the texts of a column that are totals; none in a column of groups of people, or where all are."""
    distinct = {cell for cell in cells if cell}
    totals = {cell for cell in distinct if wording.is_total(cell)}
    others = distinct - totals
    if not totals or not others:
        return frozenset()
    groups = sum(bool(wording.people_in(cell)) for cell in others)
    return frozenset() if groups * 2 > len(others) else frozenset(totals)


def _total_in(row: Sequence[str | None], texts: Mapping[int, frozenset[str]]) -> int | None:
    return next(
        (place for place, found in texts.items() if place < len(row) and (row[place] or "").strip() in found), None
    )


def _is_note(row: Sequence[str | None], first: int, header: Sequence[str]) -> bool:
    """Say whether a row is a note: nothing but a text at its beginning, with a footnote's sign, word or length."""
    if len(header) < _FEWEST_COLUMNS or first or sum(bool(cell and cell.strip()) for cell in row) > 1:
        return False
    said = (row[0] or "").strip()
    words = fold(said).split()
    return bool(words) and (
        said[0] in "*†‡¹²³([" or words[0] in map(fold, _NOTES) or (len(said) > _LONGEST and len(words) > _FEWEST_TEXTS)
    )


def _is_text(cells: Sequence[str]) -> bool:
    said = [cell for cell in cells if cell]
    return bool(said) and not any(cell[:1].isdigit() for cell in said)


def _pattern(text: str) -> str:
    """Return how rows of this kind begin: the whole of a short text, the first words of a long one."""
    words = text.replace("*", " ").split()
    return " ".join(words) if len(text) <= _LONGEST else " ".join(words[:3]) + " *"
