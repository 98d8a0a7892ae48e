"""Cursors: where the next part of a list begins, for one question and one reader; nobody else can make one."""

from __future__ import annotations

import hashlib

from django.core import signing

from corridor.core.access.records import Officer
from corridor.web.desk.api.problems import CursorInvalid

LONGEST = 200


def _asked(officer: Officer, *question: str) -> str:
    reader = officer.reader
    asked = "\x1f".join((officer.handle, reader.authority, reader.function, reader.purpose, *question))
    return hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()


def cursor(officer: Officer, at: int, *question: str) -> str:
    """Return the cursor of a place in the answer to a question."""
    return signing.Signer(salt=_asked(officer, *question)).sign_object(at)


def place(officer: Officer, given: str, *question: str) -> int:
    """Return the place that a cursor stands for; the beginning without one.

    Raises:
        CursorInvalid: The node did not give it for this question to this reader.
    """
    if not given:
        return 0
    try:
        return int(signing.Signer(salt=_asked(officer, *question)).unsign_object(given[:LONGEST]))
    except (signing.BadSignature, ValueError, TypeError) as wrong:
        raise CursorInvalid from wrong
