"""Reads of reference figures: those that ship, and those that reports and imports told, as a reader may see them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.handling.codes import Use
from corridor.core.indicators.figures import (
    Discrepancy,
    ReferenceFigure,
    check_line,
    discrepancies_from,
    figures_from,
)
from corridor.core.kernel.errors import NotFound
from corridor.web.desk.statements.priced import priced
from corridor.web.desk.statements.queries import prop_names
from corridor.web.desk.statements.store import uids_of
from corridor.web.desk.statements.telling import told_about

MOST = 2_000
"""So many own reference figures are read at most."""


@cache
def shipped() -> tuple[ReferenceFigure, ...]:
    """Return the figures that ship, in the order of their file."""
    return figures_from(shelf.document("corridor.core.indicators", "figures.yaml"))


@cache
def discrepancies() -> tuple[Discrepancy, ...]:
    """Return where figures, dates and names of the founding documents seem to disagree."""
    known = frozenset(one.ref for one in shipped())
    return discrepancies_from(shelf.document("corridor.core.indicators", "figures.yaml"), known)


def own_for(officer: Officer) -> tuple[ReferenceFigure, ...]:
    """Return the figures that reports and imports told, each once, in an order that follows from what is told."""
    check_permission(officer, Permission.PICTURE_READ)
    entities = priced(officer.reader_class, Use.READ, "figure_topic", MOST)
    names, uids = prop_names(), uids_of(entities)
    said: dict[int, dict[str, str]] = {}
    marks: dict[int, int] = {}
    for row in told_about(officer.reader_class, Use.READ, entities):
        said.setdefault(row.entity, {}).setdefault(names[row.prop], row.value)
        marks.setdefault(row.entity, row.mark)
    found = [_figure(uids[entity], values, marks[entity]) for entity, values in said.items()]
    return tuple(sorted(found, key=lambda one: (one.topic, one.title, one.vintage, one.ref)))


def _figure(uid: str, said: dict[str, str], mark: int) -> ReferenceFigure:
    return ReferenceFigure(
        ref=uid,
        title=said.get("figure_title") or said.get("name") or said.get("figure_stated", ""),
        topic=said.get("figure_topic", ""),
        stated=said.get("figure_stated", ""),
        low=_number(said.get("figure_low")),
        high=_number(said.get("figure_high")),
        unit=said.get("figure_unit", ""),
        currency=said.get("currency", ""),
        period=said.get("figure_period", ""),
        scope=said.get("figure_scope", ""),
        method=said.get("figure_method", ""),
        publisher=said.get("publisher", ""),
        vintage=said.get("figure_vintage", ""),
        document=said.get("document_named", ""),
        minimum=said.get("figure_bound") == "minimum",
        superseded_by=said.get("superseded_by", ""),
        caveat=said.get("caveat", ""),
        mark=mark,
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def figures_for(officer: Officer) -> tuple[ReferenceFigure, ...]:
    """Return every figure that a reader may see: those that ship, then own ones."""
    check_permission(officer, Permission.PICTURE_READ)
    return (*shipped(), *own_for(officer))


def figure_for(officer: Officer, ref: str) -> ReferenceFigure:
    """Return one figure.

    Raises:
        NotFound: There is none that this reader may see.
    """
    found = next((one for one in figures_for(officer) if one.ref == ref), None)
    if found is None:
        raise NotFound(kind="figure")
    return found


def line_for(officer: Officer, refs: Sequence[str]) -> tuple[ReferenceFigure, ...]:
    """Return figures that may stand in one line, by period.

    Raises:
        NotFound: One of them is none that this reader may see.
        FiguresDiffer: They differ in unit, scope or method, or one does not say them.
    """
    every = {one.ref: one for one in figures_for(officer)}
    missing = [ref for ref in refs if ref not in every]
    if missing:
        raise NotFound(kind="figure")
    found = [every[ref] for ref in dict.fromkeys(refs)]
    check_line(found)
    return tuple(sorted(found, key=lambda one: (one.period, one.vintage, one.ref)))
