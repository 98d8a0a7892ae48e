"""Every entry of a case in words: who wrote what down, when, and why."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import get_language, gettext

from corridor.core.casework.codes import PARTICULARS, Asked, Basis, GivenBy, Item
from corridor.core.casework.laying import answers
from corridor.core.casework.moments import moment_from
from corridor.core.casework.records import Entry, Value
from corridor.web.design.shown import day, moment
from corridor.web.protection.pages.cases import Fact, HistoryPage, HistoryRow
from corridor.web.protection.vault import wording
from corridor.web.protection.vault.queries import Kept


def history_page(kept: Kept) -> HistoryPage:
    """Return the history of a case, the latest entry first."""
    return HistoryPage(
        ref=kept.ref,
        called=kept.file.called,
        back_url=reverse("protection:case", args=[kept.ref]),
        rows=tuple(_row(entry) for entry in reversed(kept.entries)),
    )


def _row(entry: Entry) -> HistoryRow:
    facts = _answers(entry) if entry.item is Item.PERSON else _values(entry)
    return HistoryRow(
        on=moment(entry.at, get_language() or "en"),
        by=entry.by,
        what=gettext(wording.ITEMS[entry.item]),
        said=facts,
        why=entry.why,
    )


def _answers(entry: Entry) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            label=gettext(wording.QUESTIONS[name][0]),
            said=wording.said_label(name, answer.said),
            unsaid="" if answer.asked is Asked.STATED else gettext(wording.ASKED[answer.asked]),
        )
        for name, answer in answers(entry.values).items()
        if name in PARTICULARS
    )


def _values(entry: Entry) -> tuple[Fact, ...]:
    return tuple(
        Fact(gettext(wording.VALUES.get(name, name)), _said(entry.item, name, value))
        for name, value in entry.values.items()
        if value not in ("", ())
    )


def _said(item: Item, name: str, value: Value) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    listed = wording.LISTS_OF_VALUES.get((item, name))
    if isinstance(value, tuple):
        return ", ".join(wording.label(listed, code) if listed else code for code in value)
    if listed:
        return wording.label(listed, value)
    if name == "state":
        return wording.state_label(value)
    if name == "basis":
        return gettext(wording.BASES[Basis(value)][0])
    if name == "given_by":
        return wording.given_by_label(GivenBy(value))
    if name in ("until", "withdrawn_at"):
        return moment(moment_from(value), get_language() or "en")
    return day(value, get_language() or "en") if name == "due_on" else value
