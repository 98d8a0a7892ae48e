"""Which claims there are, kept beside the database as well: an older database put in its place opens no step.

The file holds random references only, a line for each claim. It is added to once the claim is committed, and never
shortened. A claim that is in it and not in the database is lost, and the file of its person is not whole.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from django.conf import settings

from corridor.web.base.ledger import turn


def note(person: str, claim: str) -> None:
    """Add a claim once the write that is under way is committed."""
    turn.afterwards(lambda: _append(f"{person} {claim}\n"))


def claims_of(persons: Collection[str]) -> frozenset[str]:
    """Return the references of the claims of some persons, as they stand beside the database."""
    known = claims_by_person()
    return frozenset(claim for person in persons for claim in known.get(person, ()))


def claims_by_person() -> dict[str, set[str]]:
    """Return the references of all claims that stand beside the database, by person."""
    try:
        lines = _place().read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return {}
    known: dict[str, set[str]] = {}
    for line in lines:
        person, _, claim = line.partition(" ")
        known.setdefault(person, set()).add(claim)
    return known


def _append(line: str) -> None:
    handle = os.open(_place(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, line.encode("ascii"))
        os.fsync(handle)
    finally:
        os.close(handle)


def _place() -> Path:
    return Path(settings.HOME) / "claims.txt"
