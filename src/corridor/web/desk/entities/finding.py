"""Puts what was found by words into its page."""

from __future__ import annotations

from django.urls import reverse

from corridor.core.access.records import Officer
from corridor.core.handling.codes import Use
from corridor.web.desk.entities.presenting import kind_name
from corridor.web.desk.entities.queries import Found
from corridor.web.desk.pages import FindPage, FindResult, Pagination
from corridor.web.desk.statements import queries as spine
from corridor.web.desk.statements import store
from corridor.web.desk.statements.presenting import country_label, marking_badge
from corridor.web.desk.statements.titles import titles_for


def find_page(officer: Officer, words: str, found: tuple[Found, ...], *, language: str, action: str) -> FindPage:
    """Return the page of what was found."""
    entities = [one.entity for one in found]
    titles = titles_for(officer, entities)
    uids = store.uids_of(entities)
    numbers = spine.prop_numbers()

    def first(prop: str) -> dict[int, str]:
        values: dict[int, str] = {}
        for entity, value in store.visible_values(officer.reader_class, Use.READ, entities, numbers[prop]):
            values.setdefault(entity, value)
        return values

    kinds, days, countries = first("kind"), first("occurred_on"), first("country")
    marks = store.first_marks(officer.reader_class, Use.READ, entities)
    results = tuple(
        FindResult(
            title=titles.get(entity) or kind_name(kinds.get(entity, ""), language),
            url=reverse("desk:thing", args=[uids[entity]]),
            kind=kind_name(kinds.get(entity, ""), language),
            on=days.get(entity, ""),
            place=country_label(countries[entity], language) if entity in countries else "",
            source="",
            marking=marking_badge(marks[entity], language),
        )
        for entity in entities
    )
    return FindPage(
        action=action,
        words=words,
        results=results,
        pagination=Pagination(first=1 if results else 0, last=len(results), total=len(results)),
        asked=bool(words.strip()),
    )
