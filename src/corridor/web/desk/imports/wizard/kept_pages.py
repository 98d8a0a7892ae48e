"""Puts the layouts that an authority keeps into the words of their pages."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import get_language, pgettext

from corridor.core.access.records import Officer
from corridor.core.imports.errors import MappingInvalid
from corridor.core.kernel.text import storable
from corridor.web.design.shown import moment
from corridor.web.desk.imports.mappings import parsed
from corridor.web.desk.imports.models import OwnMapping
from corridor.web.desk.imports.presenting import refusal_words
from corridor.web.desk.imports.wizard.details import detail
from corridor.web.desk.imports.wizard.queries import Kept
from corridor.web.desk.pages import FormProblem, MappingPage, MappingRow, MappingsPage


def _language() -> str:
    return get_language() or "en"


def _state(row: OwnMapping, newest: bool) -> tuple[str, str]:
    """Return what has become of a version, in words, with a tone."""
    if row.is_removed:
        return pgettext("layout", "Removed"), "stopped"
    return (pgettext("layout", "In use"), "good") if newest else (pgettext("layout", "Replaced"), "neutral")


def _title(row: OwnMapping) -> str:
    try:
        titles = parsed(row.written).title
    except MappingInvalid:
        return row.name
    return titles.get(_language(), titles["en"])


def _row(row: OwnMapping, *, newest: bool = True) -> MappingRow:
    state, tone = _state(row, newest)
    return MappingRow(
        title=_title(row),
        name=row.name,
        version=row.version,
        url=reverse("desk:mapping", args=[row.uid]),
        by=row.saved_by,
        at=moment(row.saved_at, _language()),
        state=state,
        tone=tone,
    )


def mappings_page(rows: Sequence[OwnMapping], officer: Officer) -> MappingsPage:
    """Return the list of layouts; those that the schemata have left behind are named with what is wrong."""
    del officer
    problems = []
    for row in rows:
        try:
            parsed(row.written)
        except MappingInvalid as refused:
            problems.append(FormProblem("", f"{row.name}: {refusal_words(refused)}"))
    return MappingsPage(
        rows=tuple(map(_row, rows)),
        new_url=reverse("desk:import-new"),
        back_url=reverse("desk:imports"),
        problems=tuple(problems),
    )


def mapping_page(found: Kept, written: str = "", problems: tuple[FormProblem, ...] = ()) -> MappingPage:
    """Return one version of a layout; only the newest that is in use can be changed or removed."""
    row = found.row
    state, tone = _state(row, found.is_newest)
    is_open = found.is_newest and not row.is_removed
    return MappingPage(
        title=_title(row),
        name=row.name,
        version=row.version,
        by=row.saved_by,
        at=moment(row.saved_at, _language()),
        state=state,
        tone=tone,
        written=written or row.written,
        save_url=reverse("desk:mapping", args=[row.uid]) if is_open else "",
        download_url=reverse("desk:mapping-file", args=[row.uid]),
        remove_url=reverse("desk:mapping-remove", args=[row.uid]) if is_open else "",
        back_url=reverse("desk:mappings"),
        versions=tuple(_row(one, newest=one == found.versions[0]) for one in found.versions),
        problems=problems,
    )


def problems_of(refused: MappingInvalid) -> tuple[FormProblem, ...]:
    """Return everything that is wrong with a text, key by key."""
    return tuple(
        FormProblem("written", storable(f"{key}: {detail(wrong)}. {detail(remedy)}.".lstrip(": ")))
        for key, wrong, remedy in refused.problems
    )
