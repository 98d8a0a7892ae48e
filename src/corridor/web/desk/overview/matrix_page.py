"""Lays out the matrix: States by name, or by when they last told something; never by how they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from corridor.core.commitments.codes import Pillar
from corridor.core.commitments.records import Catalogue, Item
from corridor.core.progress.codes import Standing, Status
from corridor.core.progress.periods import half_of
from corridor.web.base.published import promised as words
from corridor.web.design.pieces import Choice, PageLink, Pagination
from corridor.web.design.shown import isolated
from corridor.web.desk.commitments import wording
from corridor.web.desk.overview.counting import Tally, asked_items, day_of, tally
from corridor.web.desk.overview.forms import Columns, Filters, Order
from corridor.web.desk.pages.overview import Column, Count, MatrixCell, MatrixForm, MatrixPage, MatrixRow
from corridor.web.desk.progress.matrix import Cell, Matrix

ROWS = {Columns.PILLAR: 25, Columns.INSTRUMENT: 25, Columns.COMMITMENT: 10}
MOST_COLUMNS = 60
HALVES = 20


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that the page is made from."""

    asked: Filters
    catalogue: Catalogue
    matrix: Matrix
    subjects: tuple[str, ...]
    names: Mapping[str, str]
    today: date
    language: str
    confirmed: Collection[str] = ()

    @property
    def day(self) -> date:
        """The day on which deadlines are judged."""
        return day_of(self.asked.half, self.today)


@dataclass(frozen=True, slots=True)
class _Group:
    """One column with the commitments that it stands for."""

    column: Column
    items: tuple[Item, ...]
    narrowed: Filters


def matrix_page(of: Drawing) -> MatrixPage:
    """Return the matrix that was asked for."""
    groups = _groups(of)
    drawn = groups[:MOST_COLUMNS]
    subjects = _ordered(of, [one for one in of.subjects if _has_any(of, one, drawn)])
    each = ROWS[of.asked.columns]
    pages = max(1, -(-len(subjects) // each))
    page = min(of.asked.page, pages)
    first = (page - 1) * each
    return MatrixPage(
        title=_title(of),
        half=words.half_words(of.asked.half),
        form=_form(of),
        columns=tuple(one.column for one in drawn),
        rows=tuple(_row(of, subject, drawn) for subject in subjects[first : first + each]),
        legend=tuple(Count(words.GLYPHS[one], 0, words.standing_words(one)) for one in Standing),
        more_columns=len(groups) - len(drawn),
        has_caveat=any(one.column.is_caveat for one in drawn),
        pagination=_pagination(of.asked, page, pages, first, len(subjects), each),
    )


def _title(of: Drawing) -> str:
    asked = of.asked
    told = [
        wording.instrument(of.catalogue.instruments[asked.instrument], of.language) if asked.instrument else "",
        words.pillar_words(asked.pillar) if asked.pillar else "",
        wording.theme(asked.theme, of.catalogue.themes[asked.theme], of.language) if asked.theme else "",
    ]
    return " · ".join(one for one in told if one) or gettext("All commitments")


def _groups(of: Drawing) -> tuple[_Group, ...]:
    asked, items = of.asked, asked_items(of.catalogue, of.asked.fits)
    if asked.columns is Columns.COMMITMENT:
        return tuple(_Group(_column(of, one), (one,), asked) for one in items)
    found = []
    if asked.columns is Columns.PILLAR:
        for pillar in Pillar:
            narrowed = replace(asked, pillar=pillar, columns=Columns.COMMITMENT, page=1)
            column = Column(words.pillar_words(pillar), narrowed.query())
            found.append(_Group(column, tuple(one for one in items if one.pillar is pillar), narrowed))
    else:
        for instrument in of.catalogue.instruments.values():
            narrowed = replace(asked, instrument=instrument.key, columns=Columns.COMMITMENT, page=1)
            column = Column(wording.instrument(instrument, of.language), narrowed.query())
            found.append(_Group(column, tuple(one for one in items if one.instrument == instrument.key), narrowed))
    return tuple(one for one in found if one.items)


def _column(of: Drawing, item: Item) -> Column:
    is_caveat = item.is_from_memory and item.id not in of.confirmed
    return Column(wording.title(item, of.language), "", wording.locator(item, of.language), is_caveat)


def _has_any(of: Drawing, subject: str, groups: Sequence[_Group]) -> bool:
    """Return whether a State has any cell that is looked for: without a filter all have."""
    wanted = of.asked.wanted
    if wanted.standing is None and wanted.status is None and not wanted.is_overdue:
        return True
    return any(wanted.fits(of.matrix.cell(subject, item.id), of.day) for one in groups for item in one.items)


def _ordered(of: Drawing, subjects: Iterable[str]) -> list[str]:
    named = sorted(subjects, key=lambda one: (words.subject_words(one, of.names, of.language), one))
    if of.asked.order is Order.TOLD:
        return sorted(named, key=lambda one: -of.matrix.told.get(one, 0))
    return named


def _row(of: Drawing, subject: str, groups: Sequence[_Group]) -> MatrixRow:
    last = of.matrix.told.get(subject)
    is_single = of.asked.columns is Columns.COMMITMENT
    cells = (_single(of, subject, one) if is_single else _counted(of, subject, one) for one in groups)
    return MatrixRow(
        name=words.subject_words(subject, of.names, of.language),
        url=reverse("desk:country-sheet", args=[subject]),
        told=words.half_words(last) if last else gettext("nothing told"),
        cells=tuple(cells),
    )


def _single(of: Drawing, subject: str, group: _Group) -> MatrixCell:
    item = group.items[0]
    cell = of.matrix.cell(subject, item.id)
    if not of.asked.wanted.fits(cell, of.day):
        return MatrixCell(group.column.label)
    standing = cell.standing if cell else Standing.SILENT
    return MatrixCell(
        label=group.column.label,
        url=reverse("desk:matrix-cell", args=[subject, item.id]) if cell else "",
        glyph=words.GLYPHS[standing],
        words=_said(cell),
        overdue=gettext("overdue") if cell and cell.is_overdue(of.day) else "",
    )


def _said(cell: Cell | None) -> str:
    if cell is None:
        return words.standing_words(Standing.SILENT)
    return " · ".join((words.standing_words(cell.standing), words.status_words(cell.status)))


def _counted(of: Drawing, subject: str, group: _Group) -> MatrixCell:
    found = tally(of.matrix, [subject], [one.id for one in group.items], wanted=of.asked.wanted, today=of.day)
    return MatrixCell(label=group.column.label, counts=counts(found))


def counts(found: Tally) -> tuple[Count, ...]:
    """Return a tally in signs, figures and words, without what there is none of."""
    told = (
        (words.GLYPHS[Standing.EVIDENCED], found.evidenced, words.standing_words(Standing.EVIDENCED)),
        (words.GLYPHS[Standing.CLAIMED], found.claimed, words.standing_words(Standing.CLAIMED)),
        (words.GLYPHS[Standing.SILENT], found.silent, words.standing_words(Standing.SILENT)),
        ("!", found.overdue, gettext("overdue")),
    )
    return tuple(Count(glyph, figure, label) for glyph, figure, label in told if figure)


def _form(of: Drawing) -> MatrixForm:
    asked, wanted = of.asked, of.asked.wanted
    columns = {
        Columns.PILLAR: gettext("Pillars"),
        Columns.INSTRUMENT: gettext("Instruments"),
        Columns.COMMITMENT: gettext("Single commitments"),
    }
    orders = {Order.NAME: gettext("By name"), Order.TOLD: gettext("By the last report, newest first")}
    instruments = (
        (one.key, wording.instrument(one, of.language))
        for one in of.catalogue.instruments.values()
        if any(item.instrument == one.key and item.is_asked for item in of.catalogue.items.values())
    )
    used = {item.theme for item in asked_items(of.catalogue)}
    themes = sorted(
        ((key, wording.theme(key, name, of.language)) for key, name in of.catalogue.themes.items() if key in used),
        key=lambda one: one[1],
    )
    return MatrixForm(
        action=reverse("desk:matrix"),
        columns=_choices(columns.items(), asked.columns),
        instruments=_choices(instruments, asked.instrument),
        pillars=_choices(((one, words.pillar_words(one)) for one in Pillar), asked.pillar or ""),
        themes=_choices(themes, asked.theme),
        standings=_choices(((one, words.standing_words(one)) for one in Standing), wanted.standing or ""),
        statuses=_choices(((one, words.status_words(one)) for one in Status), wanted.status or ""),
        halves=_halves(of),
        orders=_choices(orders.items(), asked.order),
        is_overdue=wanted.is_overdue,
        problems=asked.problems,
    )


def _choices(told: Iterable[tuple[str, str]], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(str(value), label, value == chosen) for value, label in told)


def _halves(of: Drawing) -> tuple[Choice, ...]:
    last = max(of.today.year * 2 + 1, of.asked.half)
    known = sorted({*range(last - HALVES + 1, last + 1), of.asked.half}, reverse=True)
    return tuple(Choice(half_of(one), isolated(words.half_words(one)), one == of.asked.half) for one in known)


def _pagination(asked: Filters, page: int, pages: int, first: int, total: int, each: int) -> Pagination:

    def at(number: int) -> str:
        return reverse("desk:matrix") + asked.query(page=number)

    return Pagination(
        first=first + 1 if total else 0,
        last=min(first + each, total),
        total=total,
        pages=tuple(PageLink(number, at(number), number == page) for number in range(1, pages + 1))
        if 1 < pages <= 12
        else (),
        previous_url=at(page - 1) if page > 1 else "",
        next_url=at(page + 1) if page < pages else "",
    )
