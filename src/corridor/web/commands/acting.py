"""Who acts in a command: the officer it names, or the node's own service."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import Any

from corridor.core.access.records import Officer
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import queries as people

Answer = dict[str, Any]


def officer_acting(chosen: argparse.Namespace, now: datetime, *, function: str = "") -> Officer:
    """Return who acts: as named, or the service officer in the function that the command needs."""
    account, duty = people.duty_named(actor_named(chosen, function))
    return people.acting(account, duty, now) or accounts.take_duty(account, duty, now=now)


def actor_named(chosen: argparse.Namespace, function: str) -> str:
    return chosen.actor or f"{people.service_handle()}:{function}"
