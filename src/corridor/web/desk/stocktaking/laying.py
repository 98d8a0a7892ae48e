"""Lays a report out for PDF and DOCX: the tables of its page, its marking, digest and imprint."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext, override

from corridor.core.access.records import Officer
from corridor.web.base.accounts.frame import node_name
from corridor.web.design.shown import day
from corridor.web.desk.forums.models import ForumSpace
from corridor.web.desk.pages.stocktaking import CountRow
from corridor.web.desk.stocktaking import tables, words
from corridor.web.desk.stocktaking.queries import Kept

Piece = dict[str, Any]


def document_of(officer: Officer, kept: Kept, language: str) -> dict[str, Any]:
    """Return what the files of a report are made from; equal reports are equal documents."""
    scope = kept.stock.scope
    with override(language):
        stock = tables.tables_of(kept.stock, language)
        of = words.scope_words(scope, forum_names(scope.forum), language)
        told = {"authority": kept.stock.authority, "day": day(kept.stock.on.isoformat(), language)}
        return {
            "language": language,
            "title": gettext("Stocktaking: %(of)s, %(period)s") % {"of": of, "period": scope.period},
            "marking": f"TLP:AMBER · {kept.stock.authority}",
            "sentence": gettext("As %(authority)s could see it on %(day)s. No State is ranked.") % told,
            "imprint": f"SHA-256 {kept.row.digest} · {node_name(settings.HOME)} · {officer.reader.authority}",
            "labels": {"page": gettext("Page"), "sources": "", "about": "", "figures": ""},
            "parts": [
                _heading(gettext("By pillar")),
                _counts(stock.pillars),
                _heading(gettext("Balance")),
                *(_paragraph(one) for one in stock.lacks),
                _table(
                    [gettext("Pillar"), gettext("Activities"), gettext("Planned"), gettext("Spent")],
                    [[row.name, str(row.activities), row.planned, row.spent] for row in stock.balance],
                ),
                _heading(gettext("By instrument")),
                _counts(stock.instruments),
                _heading(gettext("Who told something of what")),
                _table(
                    [gettext("Commitment"), gettext("Reported by")],
                    [[f"{row.item} · {row.title}", row.by] for row in stock.told],
                ),
            ],
            "notes": [],
        }


def forum_names(forum: str) -> dict[str, str]:
    """Return the name of a forum, also of one that is closed by now."""
    return dict(ForumSpace.objects.filter(uid=forum).values_list("uid", "name"))


def _heading(text: str) -> Piece:
    return {"kind": "heading", "text": text, "level": 1}


def _paragraph(text: str) -> Piece:
    return {"kind": "paragraph", "sentences": [{"text": text, "notes": []}]}


def _table(head: list[str], rows: list[list[str]]) -> Piece:
    return {"kind": "table", "head": head, "rows": rows or [["–", *[""] * (len(head) - 1)]]}


def _counts(rows: tuple[CountRow, ...]) -> Piece:
    head = ["", gettext("Asked"), gettext("Evidenced"), gettext("Claimed"), gettext("Silent"), gettext("Overdue")]
    numbers = [[row.name, *map(str, (row.asked, row.evidenced, row.claimed, row.silent, row.overdue))] for row in rows]
    return _table(head, numbers)
