"""What a request must say, and what a turn must say; the answer names the field and a code that says why."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from corridor.core.kernel.identifiers import is_uid
from corridor.core.kernel.text import has_forbidden
from corridor.core.requests.codes import Kind, What
from corridor.core.requests.records import KindRules, Regime, Request, Rescue, Said
from corridor.core.requests.rules.values import MOST_IDENTIFIERS, equipment_from, identifier_from

Problems = tuple[tuple[str, str], ...]
Lists = Mapping[str, Collection[str]]
"""The codes in force, by the name of their list."""

CASE: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ./_-]{0,46}[A-Za-z0-9])?")
POSITION: Final = re.compile(r"-?[0-9]{1,2}(?:\.[0-9]{1,5})?,-?[0-9]{1,3}(?:\.[0-9]{1,5})?")
MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\dZ")
PEOPLE: Final = re.compile(r"[0-9]{1,4}")
LONGEST_SAID: Final = 2000
LONGEST_PLACE: Final = 160
SHORTEST: Final = 10
"""Words that say something have at least so many signs."""

USES: Final = ("forward", "print", "export", "evidence")
"""What leave can be asked for, of an item that another authority owns."""


def request_problems(request: Request, rules: KindRules, regime: Regime, lists: Lists) -> Problems:
    """Return what must be corrected about a request, in the order of its fields."""
    clock = regime.clocks.get(request.clock)
    is_urgent = clock is not None and clock.is_urgent
    unread = has_forbidden(request.words)
    checks = (
        ("asked", "missing", not request.asked),
        ("asked", "the-asker", request.asked == request.asker),
        ("purpose", "not-for-this-kind", request.purpose not in rules.purposes),
        ("legal_basis", "unknown", request.legal_basis not in rules.bases),
        ("case", "malformed", not CASE.fullmatch(request.case)),
        ("clock", "unknown", clock is None),
        ("urgent_because", "missing", is_urgent and request.urgent_because not in lists["urgency-grounds"]),
        ("urgent_because", "not-urgent", not is_urgent and request.urgent_because != ""),
        ("words", "too-short", len(request.words.strip()) < SHORTEST and request.kind is not Kind.DANGER),
        ("words", "too-long", len(request.words) > rules.longest_words),
        ("words", "hidden-signs", unread),
        ("language", "unknown", request.language not in ("en", "fr", "es", "ar")),
        ("identifiers", "too-many", len(request.identifiers) > MOST_IDENTIFIERS),
        ("identifiers", "malformed", not all(identifier_from(i.kind, i.value) == i for i in request.identifiers)),
        ("identifiers", "not-for-this-kind", not {i.kind for i in request.identifiers} <= rules.identifiers),
        ("copy", "missing", (request.kind is Kind.DANGER) != bool(request.copy)),
        ("copy", "not-independent", bool(request.copy) and request.copy in (request.asked, request.asker)),
        *_of_the_kind(request, lists),
    )
    return _first_of_each(checks)


def _of_the_kind(request: Request, lists: Lists) -> tuple[tuple[str, str, bool], ...]:
    """Return the checks of what one kind needs and the others must not have."""
    is_about = request.kind in (Kind.CORROBORATION, Kind.LEAVE)
    piece = request.equipment
    is_normal = piece is not None and equipment_from(piece.make, piece.serial, piece.model) == piece
    return (
        ("about", "missing", is_about and not is_uid(request.about)),
        ("about", "not-for-this-kind", not is_about and request.about != ""),
        ("use", "missing", request.kind is Kind.LEAVE and request.use not in USES),
        ("use", "not-for-this-kind", request.kind is not Kind.LEAVE and request.use != ""),
        ("serial", "malformed", request.kind is Kind.EQUIPMENT and not is_normal),
        ("serial", "not-for-this-kind", request.kind is not Kind.EQUIPMENT and piece is not None),
        ("place", "not-for-this-kind", request.kind is not Kind.DANGER and request.rescue is not None),
        ("place", "missing", request.kind is Kind.DANGER and request.rescue is None),
        *(_of_the_rescue(request.rescue, lists) if request.rescue is not None else ()),
    )


def _of_the_rescue(rescue: Rescue, lists: Lists) -> tuple[tuple[str, str, bool], ...]:
    return (
        ("place", "missing", not rescue.place.strip() and not rescue.position),
        ("place", "too-long", len(rescue.place) > LONGEST_PLACE or has_forbidden(rescue.place)),
        ("position", "malformed", bool(rescue.position) and not _is_on_earth(rescue.position)),
        ("seen_at", "malformed", not MOMENT.fullmatch(rescue.seen_at)),
        ("people", "malformed", bool(rescue.people) and not PEOPLE.fullmatch(rescue.people)),
        ("distress", "missing", not rescue.distress or len(set(rescue.distress)) != len(rescue.distress)),
        ("distress", "unknown", not set(rescue.distress) <= set(lists["distress"])),
    )


def _is_on_earth(position: str) -> bool:
    if not POSITION.fullmatch(position):
        return False
    lat, lon = (float(part) for part in position.split(","))
    return abs(lat) <= 90 and abs(lon) <= 180


def said_problems(said: Said, kind: Kind, lists: Lists, *, today: date) -> Problems:
    """Return what must be corrected about a turn."""
    needs_words = said.what in (
        What.CLARIFICATION_ASKED,
        What.CLARIFIED,
        What.AUTHORISATION_AWAITED,
        What.EXTENDED,
        What.PARTLY_ANSWERED,
        What.ANSWERED,
        What.REFUSED,
    )
    is_delay = said.what in (What.EXTENDED, What.AUTHORISATION_AWAITED)
    is_refusal, is_closing = said.what is What.REFUSED, said.what is What.CLOSED
    is_decision = said.what is What.ANSWERED and kind is Kind.LEAVE
    reasons = lists["rescue-endings" if kind is Kind.DANGER else "endings"]
    is_short = len(said.words.strip()) < SHORTEST
    checks = (
        ("words", "too-short", needs_words and is_short and not is_decision and kind is not Kind.DANGER),
        ("words", "too-long", len(said.words) > LONGEST_SAID),
        ("words", "hidden-signs", has_forbidden(said.words)),
        ("ground", "unknown", is_refusal and said.ground not in lists["refusal-grounds"]),
        ("ground", "not-for-this-turn", not is_refusal and said.ground != ""),
        ("reason", "unknown", is_closing and said.reason not in reasons),
        ("reason", "not-for-this-turn", not is_closing and said.reason != ""),
        ("until", "malformed", is_delay and not _is_day_from(said.until, today)),
        ("until", "not-for-this-turn", not is_delay and said.until != ""),
        ("granted", "missing", is_decision and said.granted not in ("yes", "no")),
        ("granted", "not-for-this-turn", not is_decision and said.granted != ""),
    )
    return _first_of_each(checks)


def _is_day_from(written: str, today: date) -> bool:
    try:
        return date.fromisoformat(written) >= today and len(written) == 10
    except ValueError:
        return False


def _first_of_each(checks: tuple[tuple[str, str, bool], ...]) -> Problems:
    found: dict[str, str] = {}
    for field, why, applies in checks:
        if applies:
            found.setdefault(field, why)
    return tuple(found.items())
