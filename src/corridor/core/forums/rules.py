"""The decisions of forums: who speaks for whom, what a meeting and a decision must say, a decision as a commitment."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from corridor.core.commitments.codes import Binding, Kind, Origin, Unit
from corridor.core.commitments.records import Catalogue
from corridor.core.commitments.rules import LONGEST_PARAPHRASE, LONGEST_TITLE
from corridor.core.forums.codes import ORGANISATIONS
from corridor.core.forums.records import Decision, Meeting, Space
from corridor.core.kernel.text import has_forbidden

LONGEST_LINE, LONGEST_TEXT = 200, 2000
LONGEST_NAME, LONGEST_PLACE = 120, 120
MOST_MEMBERS, MOST_MEETINGS, MOST_DECISIONS = 60, 30, 100
MOST_POINTS, MOST_PAPERS, MOST_ITEMS, MOST_INSTRUMENTS = 12, 8, 20, 20
LONGEST_AHEAD = 20
"""In years: no day of a forum lies further ahead."""

Problems = tuple[tuple[str, str], ...]
"""The field that must be corrected, and a code that says why; each field once."""


def subject_of(authority: str, *, country: str, kind: str) -> str:
    """Return for whom an authority speaks in a forum: its State, or itself where it is an organisation."""
    return authority if kind in ORGANISATIONS else country


def key_of(space: str) -> str:
    """Return the key of the instrument that a forum's decisions make."""
    return f"forum-{space[:8]}"


def item_of(space: str, number: int) -> str:
    """Return the id that a decision has as a commitment."""
    return f"{key_of(space)}-{number}"


def space_problems(name: str, instruments: Collection[str], catalogue: Catalogue) -> Problems:
    """Return what must be corrected about a forum before it is opened."""
    return _once(
        [
            *_line_problems("name", name, LONGEST_NAME),
            *([] if instruments else [("instruments", "missing")]),
            *([("instruments", "too-many")] if len(instruments) > MOST_INSTRUMENTS else []),
            *([] if set(instruments) <= set(catalogue.instruments) else [("instruments", "unknown")]),
        ]
    )


def meeting_problems(meeting: Meeting, *, items: Collection[str] | None, today: date) -> Problems:
    """Return what must be corrected about a meeting.

    Args:
        meeting: The meeting.
        items: Every commitment that the agenda may point to; nothing where that is not asked.
        today: The day.
    """
    return _once(_meeting_problems(meeting, items, today))


def _meeting_problems(meeting: Meeting, items: Collection[str] | None, today: date) -> Iterator[tuple[str, str]]:
    yield from _day_problems("on", meeting.on, today)
    yield from _line_problems("place", meeting.place, LONGEST_PLACE, is_needed=False)
    yield from _line_problems("minutes", meeting.minutes, LONGEST_TEXT, is_needed=False)
    if len(meeting.agenda) > MOST_POINTS:
        yield "agenda", "too-many"
    if len(meeting.papers) > MOST_PAPERS:
        yield "papers", "too-many"
    for number, point in enumerate(meeting.agenda, start=1):
        yield from _line_problems(f"agenda-{number}", point.text, LONGEST_LINE)
        if len(point.items) > MOST_ITEMS:
            yield f"agenda-{number}-items", "too-many"
        if items is not None and not set(point.items) <= set(items):
            yield f"agenda-{number}-items", "unknown"
    for number, paper in enumerate(meeting.papers, start=1):
        yield from _line_problems(f"papers-{number}", paper.title, LONGEST_LINE)
        yield from _line_problems(f"papers-{number}-reference", paper.reference, LONGEST_LINE)


def decision_problems(decision: Decision, catalogue: Catalogue, *, today: date) -> Problems:
    """Return what must be corrected about a decision before it becomes a commitment."""
    return _once(_decision_problems(decision, catalogue, today))


def _decision_problems(decision: Decision, catalogue: Catalogue, today: date) -> Iterator[tuple[str, str]]:
    yield from _line_problems("title", decision.title, LONGEST_LINE)
    if len(decision.title.split()) > LONGEST_TITLE:
        yield "title", "too-many-words"
    yield from _line_problems("paraphrase", decision.paraphrase, LONGEST_TEXT)
    if len(decision.paraphrase.split()) > LONGEST_PARAPHRASE:
        yield "paraphrase", "too-many-words"
    yield from _line_problems("measure", decision.measure, LONGEST_LINE)
    if decision.theme not in catalogue.themes:
        yield "theme", "unknown"
    yield from _day_problems("on", decision.on, today)
    if decision.on > today:
        yield "on", "not-yet"
    if decision.due is not None:
        yield from _day_problems("due", decision.due, today)
        if decision.due < decision.on:
            yield "due", "before"
    asked = {key for key, item in catalogue.items.items() if item.is_asked}
    if len(set(decision.alike)) != len(decision.alike) or not set(decision.alike) <= asked:
        yield "alike", "unknown"
    if len(decision.alike) > MOST_ITEMS:
        yield "alike", "too-many"


def _line_problems(field: str, text: str, longest: int, *, is_needed: bool = True) -> Iterator[tuple[str, str]]:
    if is_needed and not text.strip():
        yield field, "missing"
    if len(text) > longest:
        yield field, "too-long"
    if has_forbidden(text):
        yield field, "malformed"


def _day_problems(field: str, day: date, today: date) -> Iterator[tuple[str, str]]:
    if not 1990 <= day.year <= today.year + LONGEST_AHEAD:  # before any forum that is known, or after any plan
        yield field, "malformed"


def _once(problems: Sequence[tuple[str, str]] | Iterator[tuple[str, str]]) -> Problems:
    found: dict[str, str] = {}
    for field, why in problems:
        found.setdefault(field, why)
    return tuple(found.items())


def next_meeting(space: Space, today: date) -> Meeting | None:
    """Return the next meeting of a forum from a day on, or nothing."""
    return min((one for one in space.meetings if one.on >= today), key=lambda one: (one.on, one.uid), default=None)


def instrument_document(space: Space) -> dict[str, Any]:
    """Return a forum's decisions as an instrument of the catalogue."""
    key = key_of(space.uid)
    return {
        "instrument": {
            "key": key,
            "name": space.name,
            "issuer": space.name,
            "date": space.opened_on.isoformat(),
            "date_note": "",
            "origin": Origin.ADDED.value,
            "version": str(len(space.decisions)),
        },
        "items": [_item(space.uid, key, one) for one in space.decisions],
    }


def _item(space: str, key: str, one: Decision) -> dict[str, Any]:
    name = item_of(space, one.number)
    return {
        "id": name,
        "instrument_key": key,
        "origin": Origin.ADDED.value,
        "locator": f"{one.number} ({one.on.isoformat()})",
        "pillar": one.pillar.value,
        "kind": Kind.COMMITMENT.value,
        "binding": Binding.POLITICAL.value,
        "theme": one.theme,
        "title": one.title,
        "paraphrase": one.paraphrase,
        "addressed_to": [one.addressee.value],
        "related": sorted(one.alike),
        "indicators": [{"id": f"{name}-1", "unit": Unit.YES_NO.value, "measure": one.measure}],
    }
