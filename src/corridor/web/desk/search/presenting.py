"""Puts what was found by words into its page."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.handling.codes import Use
from corridor.core.kernel.excerpts import excerpt
from corridor.core.kernel.search import Query, Rank, Text, rank
from corridor.core.kernel.text import fold
from corridor.web.desk.entities.drawing import kind_name, label_of
from corridor.web.desk.pages import Choice
from corridor.web.desk.pages.finding import FindGroup, FindMatch, FindPage, FindResult
from corridor.web.desk.search.forms import Asked
from corridor.web.desk.search.queries import MOST, Answer, Found
from corridor.web.desk.statements import queries as spine
from corridor.web.desk.statements import store
from corridor.web.desk.statements.presenting import country_label, marking_badge
from corridor.web.desk.statements.titles import titles_for

MATCHES = 3
"""So many matching texts stand with each thing."""


def find_page(officer: Officer, asked: Asked, answer: Answer, *, language: str) -> FindPage:
    """Return the page of what was found, in groups by how well it answers."""
    results = _results(officer, answer, language)
    groups: list[FindGroup] = []
    for found, result in zip(answer.found, results, strict=True):
        if groups and groups[-1].code == found.rank.name.lower():
            groups[-1] = FindGroup(groups[-1].code, groups[-1].label, (*groups[-1].results, result))
        else:
            groups.append(FindGroup(found.rank.name.lower(), rank_label(found.rank), (result,)))
    first = asked.first
    is_full = bool(answer.found) and not answer.has_more and first + len(answer.found) >= MOST
    return FindPage(
        action=reverse("desk:find"),
        words=asked.words,
        kinds=_kinds(asked.kind, language),
        kind_label=kind_name(asked.kind, language) if asked.kind else "",
        groups=tuple(groups),
        first=first + 1,
        last=first + len(answer.found),
        previous_url=_address(asked, asked.page - 1) if asked.page > 1 else "",
        next_url=_address(asked, asked.page + 1) if answer.has_more else "",
        asked=bool(asked.words.strip()),
        is_cut=is_full,
        export_url=_export(officer, asked) if groups else "",
    )


def _export(officer: Officer, asked: Asked) -> str:
    """Return the address of the page that exports what was found, for functions that export."""
    if Permission.ENTITY_EXPORT not in officer.permissions:
        return ""
    return f"{reverse('desk:export')}?{urlencode({'view': 'find', 'words': asked.words, 'kind': asked.kind})}"


def listed(officer: Officer, answer: Answer) -> list[dict[str, object]]:
    """Return what was found for a program: identifier, title, kind, how it answers, and the texts that do."""
    entities = [one.entity for one in answer.found]
    uids, titles, kinds = store.uids_of(entities), titles_for(officer, entities), _first(officer, entities, "kind")
    return [
        {
            "uid": uids[one.entity],
            "title": titles.get(one.entity, ""),
            "kind": kinds.get(one.entity, ""),
            "how": one.rank.name.lower(),
            "said": [{"property": prop, "value": value} for prop, value in _answering(answer.query, one)],
        }
        for one in answer.found
    ]


def rank_label(found: Rank) -> str:
    """Return how well something answers, in words."""
    return {
        Rank.EXACT: gettext("Exactly these words"),
        Rank.BEGINS: gettext("Begins with these words"),
        Rank.WORDS: gettext("Holds words that begin so"),
        Rank.INSIDE: gettext("Holds these letters"),
        Rank.CLOSE: gettext("Spelt almost so"),
        Rank.ALIKE: gettext("Spelt similarly"),
    }[found]


def _results(officer: Officer, answer: Answer, language: str) -> list[FindResult]:
    entities = [one.entity for one in answer.found]
    titles = titles_for(officer, entities)
    uids = store.uids_of(entities)
    kinds, days, countries = (_first(officer, entities, prop) for prop in ("kind", "occurred_on", "country"))
    marks = store.first_marks(officer.reader_class, Use.READ, entities)
    return [
        FindResult(
            title=titles.get(one.entity) or kind_name(kinds.get(one.entity, ""), language),
            url=reverse("desk:thing", args=[uids[one.entity]]),
            kind=kind_name(kinds.get(one.entity, ""), language),
            on=days.get(one.entity, ""),
            place=country_label(countries[one.entity], language) if one.entity in countries else "",
            marking=marking_badge(marks[one.entity], language),
            matches=_matches(answer.query, one, language),
        )
        for one in answer.found
    ]


def _first(officer: Officer, entities: Sequence[int], prop: str) -> dict[int, str]:
    values: dict[int, str] = {}
    number = spine.prop_numbers()[prop]
    for entity, value in store.visible_values(officer.reader_class, Use.READ, entities, number):
        values.setdefault(entity, value)
    return values


def _matches(query: Query, found: Found, language: str) -> tuple[FindMatch, ...]:
    searched = spine.searched_props()
    return tuple(
        FindMatch(label_of(prop, language), excerpt(query, value, found.rank, is_identifier=searched[prop]))
        for prop, value in _answering(query, found)
    )


def _answering(query: Query, found: Found) -> list[tuple[str, str]]:
    """Return the texts that answer, best first; of words that are spread over several texts, each that holds some."""
    searched = spine.searched_props()
    answering: list[tuple[int, tuple[str, str]]] = []
    for prop, value in dict.fromkeys(found.said):
        pieces = excerpt(query, value, found.rank, is_identifier=searched[prop])
        if any(piece.is_match for piece in pieces):
            how = rank(query, [Text(fold(value), searched[prop])])
            answering.append((how or len(Rank) + 1, (prop, value)))
    answering.sort(key=itemgetter(0))
    return [said for _, said in answering[:MATCHES]]


def _kinds(chosen: str, language: str) -> tuple[Choice, ...]:
    schemata = shelf.registry().schemata
    names = sorted((kind_name(name, language), name) for name, schema in schemata.items() if not schema.abstract)
    return (
        Choice("", gettext("All kinds"), chosen=not chosen),
        *(Choice(name, label, chosen=name == chosen) for label, name in names),
    )


def _address(asked: Asked, page: int) -> str:
    fields = {"words": asked.words, "kind": asked.kind, "page": str(page) if page > 1 else ""}
    return f"{reverse('desk:find')}?{urlencode({name: value for name, value in fields.items() if value})}"
