"""Puts what States made public of their commitments into the words of the public pages."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from corridor import shelf
from corridor.core.commitments.codes import Pillar
from corridor.core.commitments.records import Item
from corridor.core.progress.periods import number_of
from corridor.core.progress.publication import PublicItem, PublicState
from corridor.core.progress.rules import ADDRESS
from corridor.web.base.published import promised as words
from corridor.web.design.shown import day
from corridor.web.public.pages import (
    PromisedLine,
    PromisedListPage,
    PromisedPage,
    PromisedPart,
    PromisedProof,
    PromisedRow,
)
from corridor.web.public.presenting import frame


def list_page(found: tuple[PublicState, ...], language: str) -> PromisedListPage:
    """Return every State and organisation that made something public, by name."""
    rows = (_row(one, language) for one in found)
    return PromisedListPage(frame(language, "public:commitments"), tuple(sorted(rows, key=lambda row: row.name)))


def _row(one: PublicState, language: str) -> PromisedRow:
    told = ngettext("of %(told)s commitment", "of %(told)s commitments", len(one.items)) % {"told": len(one.items)}
    return PromisedRow(
        name=words.subject_words(one.subject, {}, language),
        url=reverse("public:commitments-of", args=[language, one.subject]),
        told=gettext("withdrawn") if one.is_withdrawn else told,
        on=day(one.on.isoformat(), language),
    )


def state_page(one: PublicState, language: str, today: date) -> PromisedPage:
    """Return what one State or organisation made public, pillar by pillar."""
    known = shelf.catalogue().items
    rows = [(known[item.item], item) for item in one.items if item.item in known]
    parts = (
        PromisedPart(
            words.pillar_words(pillar),
            tuple(_line(item, told, language, today) for item, told in rows if item.pillar is pillar),
        )
        for pillar in Pillar
    )
    return PromisedPage(
        frame=frame(language, "public:commitments-of", one.subject),
        name=words.subject_words(one.subject, {}, language),
        publisher=one.authority,
        on=day(one.on.isoformat(), language),
        version=gettext("version %(number)s") % {"number": one.number},
        is_withdrawn=one.is_withdrawn,
        parts=tuple(part for part in parts if part.rows),
        has_caveat=any(item.is_from_memory for item, _ in rows),
        file_url="" if one.is_withdrawn else reverse("public:commitments-file", args=[one.subject]),
        list_url=reverse("public:commitments", args=[language]),
    )


def _line(item: Item, told: PublicItem, language: str, today: date) -> PromisedLine:
    said, instrument = shelf.catalogue_words(language), shelf.catalogue().instruments[item.instrument]
    overdue = ""
    if told.due is not None and told.is_overdue(today):
        overdue = gettext("overdue since %(day)s") % {"day": day(told.due.isoformat(), language)}
    return PromisedLine(
        title=said.titles.get(item.id, item.title) if said else item.title,
        where=said.instruments.get(instrument.key, instrument.name) if said else instrument.name,
        half=words.half_words(number_of(told.period)),
        glyph=words.GLYPHS[told.standing],
        standing=words.standing_words(told.standing),
        status=words.status_words(told.status),
        overdue=overdue,
        is_caveat=item.is_from_memory,
        evidence=tuple(
            PromisedProof(
                words.proof_words(each.proof),
                each.title,
                each.reference,
                each.reference if ADDRESS.fullmatch(each.reference) else "",
            )
            for each in told.evidence
        ),
    )
