"""What is kept of a search: that it was made, and never what for."""

from __future__ import annotations

from datetime import datetime

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.web.base.keys import digest_text
from corridor.web.base.ledger.actions import record
from corridor.web.desk.search.queries import Answer
from corridor.web.desk.statements.shown import listed


def note_search(*, by: Officer, answer: Answer, now: datetime, about: str) -> None:
    """Write into the ledger that somebody searched; of the words only a keyed digest, equal for equal words."""
    words = digest_text(answer.query.text)
    notes = listed(by, [one.entity for one in answer.found])
    record(Event.SEARCH_MADE, by=by, now=now, about=about, words=words, results=len(answer.found), **notes)
