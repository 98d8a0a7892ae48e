"""What can be watched: what is counted, and by what it can be narrowed."""

from __future__ import annotations

from corridor.core.watching.codes import Counted
from corridor.core.watching.errors import SubjectUnclear
from corridor.core.watching.records import Subject

MOST = 20
"""So many watches an officer has at most, in one function and for one purpose."""

_OF_INCIDENTS = frozenset({"route", "country", "place", "kind", "method", "transport"})

NARROWED_BY = {
    Counted.DEATHS: _OF_INCIDENTS,
    Counted.INCIDENTS: _OF_INCIDENTS,
    Counted.PEOPLE: _OF_INCIDENTS,
    Counted.DETECTIONS: frozenset({"route", "country", "kind"}),
    Counted.METHOD: _OF_INCIDENTS,
    Counted.TRANSPORT: _OF_INCIDENTS,
    Counted.PRICE: frozenset({"route"}),
}
"""By what each can be narrowed."""

NEEDS = {Counted.METHOD: "method", Counted.TRANSPORT: "transport"}
"""What a share is the share of."""


def check_subject(subject: Subject) -> None:
    """Refuse a watch that is narrowed by what its figures are not told for, or a share of nothing.

    Raises:
        SubjectUnclear: It is so.
    """
    told = {name for name in ("route", "country", "place", "kind", "method", "transport") if getattr(subject, name)}
    for name in sorted(told - NARROWED_BY[subject.counted]):
        raise SubjectUnclear(counted=subject.counted.value, by=name)
    needed = NEEDS.get(subject.counted, "")
    if needed and not getattr(subject, needed):
        raise SubjectUnclear(counted=subject.counted.value, by=needed)
