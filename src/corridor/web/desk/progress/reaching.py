"""How far a computed value may go: no farther than every single thing that went into it may be counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.handling.codes import Use
from corridor.core.handling.records import Marking, Reader
from corridor.core.handling.rules import uses_for
from corridor.core.progress.codes import Level
from corridor.web.base.marks.queries import marking_of
from corridor.web.desk.forums.queries import audience_of

COUNTED = Use.READ | Use.COUNT
TAKEN_OUT = COUNTED | Use.EXPORT


def widest(officer: Officer, marks: Iterable[int], forums: Sequence[str]) -> Level | None:
    """Return the widest level at which everybody may count all that stands under some marks.

    None where not even everybody of the own authority may: a mark for single functions, with a clearance or of a
    compartment. Of purposes only the officer's own is looked at: an entry is read for whatever it is reported for.
    """
    markings = [marking_of(mark) for mark in sorted(set(marks))]
    if any(one.functions or one.clearance or one.compartments for one in markings):
        return None
    if _may_all(officer, [""], markings, TAKEN_OUT):
        return Level.PUBLIC
    own = officer.reader.authority
    members = sorted(audience_of(forums) - {own})
    if members and _may_all(officer, members, markings, TAKEN_OUT) and _may_all(officer, [own], markings, COUNTED):
        return Level.FORUM
    return Level.OWN if _may_all(officer, [own], markings, COUNTED) else None


def _may_all(officer: Officer, authorities: Iterable[str], markings: Iterable[Marking], use: Use) -> bool:
    schemes = shelf.schemes()
    readers = [Reader(code, officer.reader.function, officer.reader.purpose) for code in authorities]
    return all(uses_for(reader, one, schemes) & use == use for one in markings for reader in readers)
