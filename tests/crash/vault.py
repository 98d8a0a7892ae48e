"""What is done on the stage in the zone of protection: data keys are made, and looked at."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger import queries as ledger
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.protection.vault import dual, keyring
from corridor.web.protection.vault.models import DataKey


def fill(count: str) -> str:
    """Make data keys, and have a renewal proposed by one person and approved by another; return what the keys are."""
    now = timezone.now() - timedelta(minutes=1)
    administrator = people.without_content(f"{people.service_handle()}:administrator")
    with act(Event.OFFICER_ADDED, by=administrator, now=now, about="mp.officer"):
        accounts.add_officer(
            handle="mp.officer",
            display_name="Ansa Whitlow",
            authority=people.authority_of(administrator.reader.authority),
            duties=[("protection-officer", "protection")],
            password=None,
        )
    with turn.write():
        for number in range(int(count)):
            keyring.create(f"thing-{number}")
    uid = dual.propose(by=administrator, kind=dual.Kind.RENEW_KEYS, now=now)
    dual.approve(by=people.without_content("mp.officer:protection-officer"), uid=uid, now=now)
    return _digest()


def seen() -> dict[str, Any]:
    """Return what all data keys are, under which generations they hang, and what the ledger says of renewals."""
    verdict = ledger.verdict(people.without_content(f"{people.service_handle()}:overseer"))
    standing = keyring.standing()
    return {
        "whole": verdict.ok,
        "keys": _digest(),
        "behind": standing.behind,
        "newest": standing.newest,
        "files": list(standing.files),
        "may_renew": dual.may_renew(timezone.now()),
    }


def _digest() -> str:
    names = list(DataKey.objects.order_by("of").values_list("of", flat=True))
    opened = keyring.keys_of(names)
    return hashlib.sha256(b"".join(opened[name] for name in names)).hexdigest()
