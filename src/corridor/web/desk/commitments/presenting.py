"""The pages of the catalogue, ready to be laid out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.commitments.codes import Origin
from corridor.core.commitments.records import Catalogue, Instrument, Item
from corridor.core.commitments.rules import equivalents
from corridor.web.design.paging import pagination_of
from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.design.punctuation import joined
from corridor.web.design.shown import day
from corridor.web.desk.commitments import looking, wording, words
from corridor.web.desk.commitments.hub import ENTRIES
from corridor.web.desk.commitments.looking import Asked
from corridor.web.desk.commitments.models import AddedInstrument, Confirmation
from corridor.web.desk.pages.commitments import CataloguePage, HubPage, HubRow, InstrumentPage, ItemPage, ItemRow

Code = TypeVar("Code", bound=StrEnum)

PAGE_ROWS = 40


def hub_page(officer: Officer) -> HubPage:
    """Return the hub for an officer: what this function may open."""
    return HubPage(
        tuple(
            HubRow(reverse(name), gettext(label), gettext(about))
            for name, needed, label, about in ENTRIES
            if needed in officer.permissions
        )
    )


def catalogue_page(
    officer: Officer, catalogue: Catalogue, asked: Asked, confirmed: Collection[str], language: str
) -> CataloguePage:
    """Return the items that fit what was asked."""
    found = looking.fitting(catalogue, asked, language)
    first = (asked.page - 1) * PAGE_ROWS
    part = found[first : first + PAGE_ROWS]
    told = {"words": asked.words, **{name: getattr(asked, name) for name in looking.FILTERS}}
    told |= {"asked": "1"} if asked.only_asked else {}

    def at(page: int) -> str:
        query = {key: value for key, value in told.items() if value} | {"page": str(page)}
        return f"{reverse('desk:catalogue')}?{urlencode(query)}"

    return CataloguePage(
        words=asked.words,
        filters=_filters(catalogue, asked, language),
        only_asked=asked.only_asked,
        rows=rows_of(part, catalogue, confirmed, language),
        pagination=pagination_of(first=first, shown=len(part), total=len(found), size=PAGE_ROWS, at=at),
        instruments=tuple(
            Link(wording.instrument(one, language), reverse("desk:instrument", args=[one.key]))
            for one in catalogue.instruments.values()
        ),
        new_url=reverse("desk:instrument-new") if Permission.CATALOGUE_EDIT in officer.permissions else "",
    )


def _filters(catalogue: Catalogue, asked: Asked, language: str) -> tuple[tuple[str, str, tuple[Choice, ...]], ...]:
    documents = ((one.key, wording.instrument(one, language)) for one in catalogue.instruments.values())
    themes = ((key, wording.theme(key, english, language)) for key, english in catalogue.themes.items())
    articles = (
        (item.id, f"{item.id}: {wording.title(item, language)}") for item in looking.articles(catalogue).values()
    )
    return (
        ("instrument", gettext("Document"), _choices(documents, asked.instrument)),
        ("pillar", gettext("Pillar"), _coded(words.pillars(), asked.pillar)),
        ("theme", gettext("Theme"), _choices(sorted(themes, key=lambda one: one[1].casefold()), asked.theme)),
        ("addressee", gettext("Addressed to"), _coded(words.addressees(), asked.addressee)),
        ("kind", gettext("Kind"), _coded(words.kinds(), asked.kind)),
        ("article", gettext("Rests on"), _choices(articles, asked.article)),
        ("sdg", gettext("Sustainable development target"), _choices(_same(catalogue), asked.sdg)),
    )


def _same(catalogue: Catalogue) -> Iterable[tuple[str, str]]:
    return ((target, target) for target in looking.targets(catalogue))


def _choices(told: Iterable[tuple[str, str]], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, label, value == chosen) for value, label in told)


def _coded(told: Mapping[Code, str], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(code.value, label, code.value == chosen) for code, label in told.items())


def rows_of(
    items: Iterable[Item], catalogue: Catalogue, confirmed: Collection[str], language: str
) -> tuple[ItemRow, ...]:
    """Return items as lines of a list."""
    return tuple(
        ItemRow(
            url=reverse("desk:commitment", args=[item.id]),
            title=wording.title(item, language),
            where=where(item, catalogue, language),
            kind=words.kinds()[item.kind],
            pillar=words.pillars()[item.pillar],
            caveat=_short_caveat(item, item.id in confirmed),
        )
        for item in items
    )


def where(item: Item, catalogue: Catalogue, language: str) -> str:
    """Return document and place of an item."""
    document = wording.instrument(catalogue.instruments[item.instrument], language)
    return joined((document, wording.locator(item, language)), language)


def item_page(
    officer: Officer,
    item: Item,
    catalogue: Catalogue,
    confirmations: Collection[Confirmation],
    confirmed: Collection[str],
    language: str,
    *,
    source: str = "",
    problems: tuple[FormProblem, ...] = (),
) -> ItemPage:
    """Return one item with what asks for the same elsewhere."""
    same = equivalents(catalogue, item.id) if item.is_asked else ()
    alike = {one.id for one in same}
    beside = [catalogue.items[name] for name in item.related if name not in alike]
    parts = [one for one in catalogue.items.values() if one.part_of == item.id]
    whole = [catalogue.items[item.part_of]] if item.part_of else []
    may_confirm = Permission.CATALOGUE_CONFIRM in officer.permissions and item.is_from_memory
    return ItemPage(
        title=wording.title(item, language),
        paraphrase=wording.paraphrase(item, language),
        facts=_facts(item, catalogue, language),
        caveat=_caveat(item, item.id in confirmed),
        compared=words.compared()[item.compared] if item.is_from_memory else "",
        confirmed=tuple(_confirmation(one, language) for one in confirmations),
        indicators=tuple(
            (
                wording.measure(one, language),
                words.units()[one.unit],
                joined((wording.breakdown(by, language) for by in one.by), language),
            )
            for one in item.indicators
        ),
        same=rows_of(same, catalogue, confirmed, language),
        beside=rows_of(beside, catalogue, confirmed, language),
        parts=rows_of([*whole, *parts], catalogue, confirmed, language),
        articles=rows_of([catalogue.items[name] for name in item.legal_ids], catalogue, confirmed, language),
        report_url=_report_url(item) if Permission.PROGRESS_WRITE in officer.permissions and item.is_asked else "",
        confirm_url=reverse("desk:commitment-confirm", args=[item.id]) if may_confirm else "",
        may_take_back=may_confirm and any(one.authority == officer.reader.authority for one in confirmations),
        source=source,
        problems=problems,
    )


def _report_url(item: Item) -> str:
    try:
        return f"{reverse('desk:progress-new')}?{urlencode({'item': item.id})}"
    except NoReverseMatch:
        return ""


def _facts(item: Item, catalogue: Catalogue, language: str) -> tuple[tuple[str, str], ...]:
    one = catalogue.instruments[item.instrument]
    rows = (
        (gettext("Document"), wording.instrument(one, language)),
        (gettext("Place in it"), wording.locator(item, language)),
        (gettext("Issued by"), wording.issuer(one, language)),
        (gettext("Date"), _date(one, language)),
        (gettext("Kind"), words.kinds()[item.kind]),
        (gettext("Source binds as"), words.bindings()[item.binding]),
        (gettext("Addressed to"), joined((words.addressees()[code] for code in item.addressed_to), language)),
        (gettext("Pillar"), words.pillars()[item.pillar]),
        (gettext("Theme"), wording.theme(item.theme, catalogue.themes[item.theme], language)),
        (gettext("Sustainable development target"), joined(item.sdg_targets, language)),
        (gettext("Legal references"), joined(item.legal_refs, language)),
        (gettext("Identifier"), item.id),
    )
    return tuple((label, value) for label, value in rows if value)


def _date(one: Instrument, language: str) -> str:
    shown = day(one.date, language) if one.date else gettext("not known")
    return f"{shown} ({one.date_note})" if one.date_note and language == "en" else shown


def _caveat(item: Item, is_confirmed: bool) -> str:
    if item.origin is Origin.ADDED:
        return gettext("Added by an authority or a forum, in its own words.")
    if not item.is_from_memory or is_confirmed:
        return ""
    return gettext(
        "Written from memory. Until a lawyer confirms it, rest nothing on it: open the text itself before you quote it."
    )


def _short_caveat(item: Item, is_confirmed: bool) -> str:
    if item.is_from_memory:
        return "" if is_confirmed else gettext("from memory")
    return _caveat(item, is_confirmed)


def _confirmation(one: Confirmation, language: str) -> str:
    told = {
        "authority": one.authority,
        "day": day(one.at.date().isoformat(), language),
        "source": one.source,
    }
    return gettext("Confirmed by a lawyer of %(authority)s on %(day)s: %(source)s") % told


def instrument_page(
    officer: Officer,
    one: Instrument,
    catalogue: Catalogue,
    row: AddedInstrument | None,
    confirmed: Collection[str],
    language: str,
) -> InstrumentPage:
    """Return one instrument with its items in its own order."""
    is_ours = row is not None and not row.forum and not row.node and row.authority == officer.reader.authority
    may = is_ours and Permission.CATALOGUE_EDIT in officer.permissions
    facts = (
        (gettext("Issued by"), wording.issuer(one, language)),
        (gettext("Date"), _date(one, language)),
        (gettext("Version"), str(row.version) if row is not None else one.version),
    )
    return InstrumentPage(
        name=wording.instrument(one, language),
        facts=tuple((label, value) for label, value in facts if value),
        rows=rows_of(
            [item for item in catalogue.items.values() if item.instrument == one.key], catalogue, confirmed, language
        ),
        added=gettext("Added by %(authority)s") % {"authority": row.authority} if row is not None else "",
        replace_url=f"{reverse('desk:instrument-new')}?{urlencode({'key': one.key})}" if may else "",
        withdraw_url=reverse("desk:instrument-withdraw", args=[one.key]) if may else "",
    )
