"""Founding a zone of the demonstration: whether it is wanted, what an interrupted start left, who works in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password

from corridor import shelf
from corridor.core.access.codes import Event, Zone
from corridor.demo.records import Authority, Officer
from corridor.demo.sign_ins import PASSWORD
from corridor.web import node
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger.actions import act
from corridor.web.running.backup import papers

COMPLETE = "complete\n"


def is_wanted(home: Path) -> bool:
    """Return whether this home is to hold the demonstration and does not, or only half."""
    marker = home / "demonstration"
    return marker.exists() and marker.read_text(encoding="ascii") != COMPLETE


def is_complete(home: Path) -> bool:
    """Return whether this home holds a whole demonstration."""
    return (home / "demonstration").exists() and not is_wanted(home)


def complete(home: Path) -> None:
    """Note that the demonstration is whole."""
    (home / "demonstration").write_text(COMPLETE, encoding="ascii")


def clear(home: Path, zone: Zone) -> None:
    """Remove what an interrupted start left."""
    for tail in ("", "-wal", "-shm"):
        (home / f"{zone}.sqlite3{tail}").unlink(missing_ok=True)
    for path in (home / "heads").iterdir():
        path.unlink()


def found(authorities: Sequence[Authority], officers: Sequence[Officer], *, name: str, now: datetime) -> None:
    """Make the node of the first authority, with all authorities and officers; everybody has the same password."""
    first = authorities[0]
    node.found(node.Founding(authority=first.code, country=first.country, kind=first.kind, name=first.name), now=now)
    (settings.HOME / "node.txt").write_text(f"{name}\n", encoding="utf-8")
    papers.renew(settings.HOME, leave=True)  # Nobody is there to take them.
    service, duty = people.duty_named(f"{people.service_handle()}:administrator")
    by = accounts.take_duty(service, duty, now=now)
    password = make_password(PASSWORD)
    functions = shelf.functions()
    with act(Event.OFFICER_ADDED, by=by, now=now, about="demonstration", officers=len(officers)):
        known = {
            authority.code: accounts.add_authority(
                code=authority.code, name=authority.name, country=authority.country, kind=authority.kind
            )
            for authority in authorities
        }
        for officer in officers:
            accounts.add_officer(
                handle=officer.handle,
                display_name=officer.name,
                authority=known[officer.authority],
                duties=[
                    (function, purpose)
                    for function in officer.functions
                    for purpose in officer.purposes
                    if purpose in functions[function].purposes
                ],
                password=None,
                is_demonstration=True,
                hashed=password,
            )


def fill_beside(home: Path, zone: Zone) -> dict[str, Any]:
    """Make another zone of the demonstration in its own home, by a process of its own, and return what that told."""
    return told_by(home, ["demo", "--zone", zone])


def told_by(home: Path, arguments: Sequence[str]) -> dict[str, Any]:
    """Run a command at another home, by a process of its own, and return what it told.

    Raises:
        RuntimeError: The other process failed; what it said stands on the error output.
    """
    command = [sys.executable, "-m", "corridor.cli", "--home", str(home), *arguments, "--json"]
    ours = ("CORRIDOR_", "DJANGO_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise RuntimeError(f"the command {arguments[0]} failed at the other zone of the demonstration")
    told: dict[str, Any] = json.loads(done.stdout)
    return told
