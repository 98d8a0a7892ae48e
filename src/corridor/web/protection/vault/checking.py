"""Compares the vault with the ledger: a case brought back to an earlier state as a whole opens, and is found here."""

from __future__ import annotations

from django.db.models import Count

from corridor.core.access.codes import Event
from corridor.web.base.ledger.queries import last_told
from corridor.web.protection.vault.models import Case

WRITING = (
    Event.CASE_OPENED,
    Event.CASE_WRITTEN,
    Event.CASE_CLOSED,
    Event.CASE_REOPENED,
    Event.CONSENT_GIVEN,
    Event.CONSENT_WITHDRAWN,
    Event.PART_SHARED,
    Event.CASE_ERASED,
)
"""The acts that add entries to a case; the ledger holds how many there were then."""


def rolled_back() -> tuple[str, ...]:
    """Return the references of cases that have not as many entries as the ledger says; nothing of them is opened."""
    stand = dict(Case.objects.annotate(size=Count("entries")).values_list("ref", "size"))
    told = last_told(WRITING, "size")
    return tuple(sorted(ref for ref in told.keys() | stand.keys() if told.get(ref) != [stand.get(ref, 0)]))
