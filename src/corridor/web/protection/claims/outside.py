"""Which claims there are, kept beside the database as well: an older database put in its place opens no step.

The file holds random references only, a line for each claim. It is added to once the claim is committed, and never
shortened. A claim that is in it and not in the database is lost, and the file of its person is not whole. A second
file holds the references of claims whose particulars were erased: an older database does not show them again.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from django.conf import settings

from corridor.web.base.ledger import turn

CLAIMS, ERASED = "claims.txt", "claims-erased.txt"


def note(person: str, claim: str) -> None:
    """Add a claim once the write that is under way is committed."""
    turn.afterwards(lambda: _append(CLAIMS, f"{person} {claim}\n"))


def note_erased(claim: str) -> None:
    """Add a claim whose particulars are erased, once the write that is under way is committed."""
    if claim not in erased():
        turn.afterwards(lambda: _append(ERASED, f"{claim}\n"))


def erased() -> frozenset[str]:
    """Return the references of the claims whose particulars were erased."""
    return frozenset(_lines(ERASED))


def claims_of(persons: Collection[str]) -> frozenset[str]:
    """Return the references of the claims of some persons, as they stand beside the database."""
    known = claims_by_person()
    return frozenset(claim for person in persons for claim in known.get(person, ()))


def claims_by_person() -> dict[str, set[str]]:
    """Return the references of all claims that stand beside the database, by person."""
    known: dict[str, set[str]] = {}
    for line in _lines(CLAIMS):
        person, _, claim = line.partition(" ")
        known.setdefault(person, set()).add(claim)
    return known


def _lines(name: str) -> list[str]:
    try:
        return _place(name).read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return []


def _append(name: str, line: str) -> None:
    handle = os.open(_place(name), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, line.encode("ascii"))
        os.fsync(handle)
    finally:
        os.close(handle)


def _place(name: str) -> Path:
    return Path(settings.HOME) / name
