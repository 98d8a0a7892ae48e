"""Every consequential act goes through `act`: it takes its turn, decides, saves, and writes the ledger last."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from corridor.core.access.codes import Event
from corridor.core.access.ledger import Draft, Written, moment_text, written
from corridor.core.access.records import Officer
from corridor.core.kernel.errors import CorridorError
from corridor.web.base import keys
from corridor.web.base.ledger import chain, heads, turn
from corridor.web.base.ledger.heads import Seam

Found = TypeVar("Found")


@dataclass
class Act:
    """An act under way: what it will have written to the ledger when it commits, and what it looked up so far."""

    by: Officer
    now: datetime
    entries: list[Written] = field(default_factory=list)
    found: dict[Hashable, Any] = field(default_factory=dict)

    def note(self, event: Event, *, about: str = "", **detail: object) -> None:
        """Add an entry, appended in order when the act commits."""
        self.entries.append(_written(event, by=self.by, now=self.now, about=about, detail=detail))

    def once(self, what: Hashable, look: Callable[[], Found]) -> Found:
        """Return what stays as it is until the act ends, looked up when it is first asked for."""
        if what not in self.found:
            self.found[what] = look()
        found: Found = self.found[what]
        return found


@contextmanager
def act(event: Event, *, by: Officer, now: datetime, about: str = "", **detail: object) -> Iterator[Act]:
    """Run one act: its writes and its ledger entry commit together, or not at all.

    A refusal rolls the act back and is recorded by itself, in a transaction of its own, after the refused one.
    Codes and identifiers only go into the ledger.

    Raises:
        Unfinished: The act was done and stands, and its head could not be kept.
    """
    try:
        with turn.write():
            doing = Act(by=by, now=now)
            yield doing
            doing.note(event, about=about, **detail)
            _append(doing.entries, heads.seam())
    except CorridorError as refused:
        record_refusal(event, refused, by=by, now=now, about=about)
        raise


def record_refusal(event: Event, refused: CorridorError, *, by: Officer, now: datetime, about: str = "") -> None:
    """Write by itself that an act was refused, and with which code."""
    _record(Event.ACT_REFUSED, by=by, now=now, about=about, detail={"act": str(event), "code": refused.code})


def record(event: Event, *, by: Officer, now: datetime, about: str = "", **detail: object) -> None:
    """Write one entry by itself: a page read, an item printed. What is read for a print is written down as printed."""
    if event is Event.PAGE_READ and by.reader.is_printing:
        event = Event.ITEM_PRINTED
    _record(event, by=by, now=now, about=about, detail=detail)


def _record(event: Event, *, by: Officer, now: datetime, about: str, detail: dict[str, object]) -> None:
    """Write one entry by itself; all that can be done before its turn comes is done before."""
    entry, seam = _written(event, by=by, now=now, about=about, detail=detail), heads.seam()
    with turn.write_once():
        _append([entry], seam)


def _written(event: Event, *, by: Officer, now: datetime, about: str, detail: dict[str, object]) -> Written:
    draft = Draft(
        at=moment_text(now),
        event=str(event),
        actor=by.handle,
        authority=by.reader.authority,
        function=by.reader.function,
        purpose=by.reader.purpose,
        about=about,
        detail=detail,
    )
    return written(draft)


def _append(entries: list[Written], seam: Seam | None) -> None:
    """Chain entries to the ledger, last in the transaction of the act they tell of.

    Raises:
        HeadMissing: The ledger has entries and no head of it is kept: it is not continued.
        KeyMissing: The key that would sign the head is not there.
    """
    keys.check_signing()
    end = chain.continued(entries, seam)
    at = entries[-1].at
    turn.afterwards(lambda: heads.keep(end.size, lambda waited: chain.newest(end, at) if waited else end.head(at)))
