"""Is this node fit for service? Every finding says what was looked at, what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from corridor.web.running.fitness.entrance import limits, sign_on
from corridor.web.running.fitness.findings import Finding, State, failed
from corridor.web.running.fitness.keeping import backups, recovery
from corridor.web.running.fitness.machine import account, clock, disk, home_folder, key_files, zones
from corridor.web.running.fitness.service import database, demonstration, hosts, ledger, second_factor, tls, workers

CHECKS: tuple[tuple[str, Callable[[datetime], Iterator[Finding]]], ...] = (
    ("keys", key_files),
    ("home", home_folder),
    ("account", account),
    ("clock", clock),
    ("disk", disk),
    ("zones", zones),
    ("demonstration", demonstration),
    ("hosts", hosts),
    ("tls", tls),
    ("database", database),
    ("ledger", ledger),
    ("second factor", second_factor),
    ("limits", limits),
    ("sign-on", sign_on),
    ("workers", workers),
    ("recovery", recovery),
    ("backups", backups),
)
"""What is looked at, in the order in which it is told."""


def findings(now: datetime) -> list[Finding]:
    """Look at everything; a check that cannot be carried out is a finding itself."""
    found: list[Finding] = []
    for name, check in CHECKS:
        try:
            found += check(now)
        except Exception as raised:  # noqa: BLE001  # the other findings are wanted all the same
            kind = f"{type(raised).__module__}.{type(raised).__qualname__}"
            found.append(failed(name, f"could not be looked at ({kind})", "Mend what else is found, then check again."))
    return found


__all__ = ["CHECKS", "Finding", "State", "findings"]
