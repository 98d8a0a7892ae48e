"""What the desk's pages say of themselves for their prints: the markings of what is shown, and the sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.db import connection
from django.utils.translation import get_language

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.exports.rules import reach
from corridor.core.handling.codes import Use
from corridor.web.base import printing
from corridor.web.base.marks.queries import marking_of
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.pages import MarkingBadge
from corridor.web.desk.statements import store
from corridor.web.desk.statements.presenting import badge_of


def tell(
    request: OfficerRequest,
    marks: Iterable[int],
    *,
    sources: Sequence[str] = (),
    count: Callable[[Officer], int] | None = None,
) -> None:
    """Say what a page shows, for its print: the marks of what is shown and its sources; see `printing.tell`."""
    printing.tell(request, markings=badges(marks), sources=tuple(dict.fromkeys(sources)), count=count)


def badges(marks: Iterable[int]) -> tuple[MarkingBadge, ...]:
    """Return the badges of marks, each once, the strictest first; no order among them tells when they came."""
    schemes, language = shelf.schemes(), get_language() or "en"
    markings = sorted({marking_of(mark) for mark in marks}, key=lambda one: (reach(one, schemes), str(one.originator)))
    return tuple(dict.fromkeys(badge_of(marking, language) for marking in markings))


def marks_about(officer: Officer, entities: Sequence[int], *, use: Use = Use.READ) -> set[int]:
    """Return the marks of every visible statement about some things."""
    found: set[int] = set()
    with connection.cursor() as cursor:
        for start in range(0, len(entities), 500):
            some = list(entities[start : start + 500])
            cursor.execute(
                f"SELECT DISTINCT s.mark FROM statement s WHERE s.entity IN ({store.holes(some)}) "
                f"AND {store.visible('s')}",
                (*some, *store.may(officer.reader_class, use)),
            )
            found.update(mark for (mark,) in cursor.fetchall())
    return found
