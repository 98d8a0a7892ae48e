"""Writes about codes: what a parked text stands for, and taking that back."""

from __future__ import annotations

from datetime import datetime

from corridor import shelf
from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.text import fold
from corridor.core.vocabularies.codes import PARKED, REFUSED
from corridor.web.base.keys import digest_text
from corridor.web.base.ledger.actions import act
from corridor.web.desk.vocabularies import queries
from corridor.web.desk.vocabularies.errors import CodeDecided, CodeEnded
from corridor.web.desk.vocabularies.models import CodeDecision


def decide(*, by: Officer, name: str, given: str, code: str, now: datetime) -> int:
    """Decide for which code of a list a parked text stands, or that it is left open, or refused; return the marks.

    The decision counts for the readers of the own authority and for the marks that the officer reads, since it would
    otherwise tell others that there is more.

    Raises:
        NotFound: No text that the officer may read waits under this list.
        CodeEnded: The list has no such code in force.
        CodeDecided: Every statement of the text has a decision already.
    """
    check_permission(by, Permission.VOCABULARY_EDIT)
    known = shelf.vocabularies().get(name)
    about = name if known is not None else "parked"
    digest = digest_text(fold(given) or given)
    with act(Event.CODE_DECIDED, by=by, now=now, about=about, given=digest, code=code if known else ""):
        waiting = _waiting(by, name, given)
        if known is None or (code not in (PARKED, REFUSED) and code not in {term.code for term in known.current()}):
            raise CodeEnded(name=about, given="as asked")
        if not waiting.undecided:
            raise CodeDecided(name=name)
        CodeDecision.objects.bulk_create(
            CodeDecision(
                list=name,
                given=digest,
                mark=mark,
                authority=by.reader.authority,
                code=code,
                decided_by=by.handle,
                decided_at=now,
            )
            for mark in waiting.undecided
        )
    return len(waiting.undecided)


def undo(*, by: Officer, name: str, given: str, now: datetime) -> int:
    """Take a decision back, so that the text waits again; return under how many marks.

    Raises:
        NotFound: Nothing that the officer may read was decided.
    """
    check_permission(by, Permission.VOCABULARY_EDIT)
    digest = digest_text(fold(given) or given)
    about = name if name in shelf.vocabularies() else "parked"
    with act(Event.CODE_REOPENED, by=by, now=now, about=about, given=digest):
        waiting = _waiting(by, name, given)
        undone = CodeDecision.objects.filter(
            authority=by.reader.authority, list=name, given=digest, mark__in=waiting.marks, undone_at=None
        ).update(undone_at=now)
        if not undone:
            raise NotFound(kind="decision")
    return undone


def _waiting(by: Officer, name: str, given: str) -> queries.Parked:
    """Return what waits under a list and text, as far as the officer may read it."""
    key = fold(given) or given
    found = next((one for one in queries.parked_for(by) if one.list == name and one.given == key), None)
    if found is None:
        raise NotFound(kind="parked text")
    return found
