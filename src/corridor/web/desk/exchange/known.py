"""What stands here already of the things that a partner's report touches.

What only this node knows decides nothing of the answer: the partner would learn it. It decides who looks first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.db.models import F

from corridor import shelf
from corridor.core.entities.records import Draft
from corridor.core.exchange.codes import ReceivedState, ReleaseState
from corridor.core.exchange.releases import may_have
from corridor.web.base.marks.queries import marking_of
from corridor.web.desk.exchange.models import Received, Release
from corridor.web.desk.statements import record_store, releasable, store
from corridor.web.desk.statements.models import Load
from corridor.web.desk.statements.queries import prop_numbers

MOST_REPORTS: Final = 20
"""Beside so many earlier reports a new one is checked, the latest; of persons, somebody here looks at it anyway."""


class Known:
    """What is known of the things that a report describes or points at."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        named = {str(draft.uid) for draft in drafts}
        named |= {str(claim.ref) for draft in drafts for claim in draft.claims if claim.ref}
        self._entities = sorted(store.entities_of(sorted(named)).values())

    def is_personal(self) -> bool:
        """Tell whether one of the things is known here as a person, or as anything else that is personal."""
        if not self._entities:
            return False
        personal = {name for name, schema in shelf.registry().schemata.items() if schema.personal}
        return not personal.isdisjoint(record_store.values_said(self._entities, prop_numbers()["kind"]))

    def told_between(self, originator: str, about: str) -> list[Draft]:
        """Return what an originator released to this node of the things, and this node to it; but not under one name.

        Args:
            about: What is being replaced, and so counts no more.
        """
        if not self._entities:
            return []
        numbers = {one.load for one in record_store.brought_about(self._entities)}
        loads = {load.uid: load for load in Load.objects.filter(pk__in=sorted(numbers))}
        return [*_theirs(originator, about, loads), *_ours(originator, loads)]


def _theirs(originator: str, about: str, loads: dict[str, Load]) -> Iterator[Draft]:
    rows = Received.objects.filter(originator=originator, load__in=sorted(loads), ended_at=None).exclude(about=about)
    states = (ReceivedState.SHOWN, ReceivedState.WAITING)
    for uid in rows.filter(state__in=states).order_by("-pk").values_list("load", flat=True)[:MOST_REPORTS]:
        marks = record_store.marks_of(loads[uid].pk)
        yield from (draft for draft, _ in releasable.said_to(loads[uid], marks))


def _ours(originator: str, loads: dict[str, Load]) -> Iterator[Draft]:
    """Yield what was released to an authority, as far as its markings let it have it; nothing else of the reports."""
    out = Release.objects.filter(load__in=sorted(loads), state=ReleaseState.OUT).order_by(F("pk").desc())
    ours = [release for release in out if originator in release.recipients]
    for release in ours[:MOST_REPORTS]:
        load = loads[release.load]
        marks = [
            mark
            for mark in record_store.marks_of(load.pk)
            if may_have(marking_of(mark), originator, release.purpose, shelf.schemes())
        ]
        yield from (draft for draft, _ in releasable.said_to(load, marks))
