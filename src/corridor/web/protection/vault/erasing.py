"""Erases cases that are not kept any more: the data key first, so that copies of the rows tell nothing either."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from django.core.cache import cache

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.casework.errors import FileBroken
from corridor.core.casework.rules import kept_until
from corridor.core.kernel.errors import CorridorError
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger.actions import act
from corridor.web.base.sealing import SealBroken
from corridor.web.protection.vault import keyring, queries
from corridor.web.protection.vault.models import Case, CaseEntry, CaseMember, CaseNotice, CasePaper, CaseReading


class CaseKept(CorridorError):
    """A case was to be erased, and meanwhile the person agreed again that it is kept."""

    code = "casework.E27"
    template = "case {ref} is kept after all"
    hint = "Nothing was erased; nothing needs to be done."
    status = 409


BETWEEN = timedelta(hours=1)
"""How often the files are looked through; each must be opened, since nothing in clear says until when it is kept."""


def erase_cases_once_an_hour(now: datetime) -> int:
    """Erase what is not kept any more, unless that was done within the hour; a worker calls this once a minute."""
    if not cache.add("vault-erasing", "1", BETWEEN.total_seconds()):
        return 0
    return erase_cases(by=people.without_content(f"{people.service_handle()}:administrator"), now=now)


def erase_cases(*, by: Officer, now: datetime) -> int:
    """Erase every case that is not kept any more, each as one act, and return how many.

    A file that was changed from outside is left for people to look at.
    """
    erased = 0
    for uid in Case.objects.exclude(entries=None).order_by("uid").values_list("uid", flat=True).distinct():
        if _is_over(uid, now):
            with suppress(CaseKept):
                _erase(uid, by, now)
                erased += 1
    return erased


def _is_over(uid: str, now: datetime) -> bool:
    try:
        until = kept_until(queries.opened(Case.objects.get(uid=uid)).file)
    except (FileBroken, SealBroken, keyring.KeyForgotten):
        return False
    return until is not None and until <= now


def _erase(uid: str, by: Officer, now: datetime) -> None:
    """Erase one case; where parts of it went to another body, the row stays until nothing is awaited from there."""
    ref = Case.objects.values_list("ref", flat=True).get(uid=uid)
    with act(Event.CASE_ERASED, by=by, now=now, about=ref, size=[0]):
        row = Case.objects.select_for_update().get(uid=uid)
        if not _is_over(uid, now):
            raise CaseKept(ref=ref)
        keyring.forget(uid)
        for kind in (CaseEntry, CasePaper, CaseMember, CaseReading, CaseNotice):
            kind.objects.filter(case=row).delete()
        if row.shares.exists():
            Case.objects.filter(pk=row.pk).update(head=b"")
        else:
            row.delete()
