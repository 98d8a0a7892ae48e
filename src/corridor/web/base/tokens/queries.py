"""Reads about tokens: those of an officer, and the officer for whom a token speaks."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.kernel.errors import CorridorError, NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.web.base import keys
from corridor.web.base.accounts import queries as people
from corridor.web.base.tokens.models import Token

LONGEST_DAYS = 90
USED = timedelta(minutes=5)
"""That a token is in use is noted at most this often."""

PREFIX = "corridor_"
"""What every token begins with, so that one that leaks is recognised by whoever looks for secrets in files."""


class TokenRefused(CorridorError):
    """No token was sent, or one that nobody may use any more; nobody can tell which."""

    code = "access.E30"
    template = "no valid token was sent"
    hint = "Send a token that has not expired and was not revoked, as Authorization: Bearer corridor_…"
    status = 401


@dataclass(frozen=True)
class Spoken:
    """The token that was sent, and the officer for whom it speaks; `is_idle` when the reader class must be opened."""

    token: Token
    duty: people.Duty
    officer: Officer | None


@dataclass(frozen=True)
class Used:
    """The token by which a program acts: its reference, and when it expires."""

    uid: str
    expires_at: datetime


def digest_of(secret: str) -> str:
    """Return the keyed digest under which a token is kept."""
    return hashlib.blake2b(secret.encode(), digest_size=32, key=keys.digest_key(), person=b"corridor token").hexdigest()


def tokens_for(officer: Officer) -> tuple[Token, ...]:
    """Return the officer's own tokens in the function and for the purpose of the moment, the latest first."""
    return tuple(
        Token.objects.filter(
            officer=officer.id, function=officer.reader.function, purpose=officer.reader.purpose
        ).order_by("-made_at", "uid")
    )


def token_for(officer: Officer, uid: str) -> Token:
    """Return one of the officer's own tokens, or behave as if it did not exist."""
    found = Token.objects.filter(uid=uid, officer=officer.id).first() if is_uid(uid) else None
    if found is None:
        raise NotFound(kind="token")
    return found


def spoken_by(secret: str, now: datetime) -> Spoken:
    """Return for whom a token speaks.

    Raises:
        TokenRefused: There is no such token, it has expired or was revoked, or the officer has left the duty.
    """
    found = Token.objects.select_related("officer__authority").filter(digest=digest_of(secret)).first()
    if found is None or found.revoked_at is not None or found.expires_at <= now:
        raise TokenRefused
    account = people.account_of(found.officer.handle)
    duty = next(
        (
            duty
            for duty in (people.duties_of(account) if account is not None else ())
            if (duty.function, duty.purpose) == (found.function, found.purpose)
        ),
        None,
    )
    if account is None or duty is None or account.invited_until is not None:
        raise TokenRefused
    officer = people.acting(account, duty, now)
    if officer is not None and Permission.API_USE not in officer.permissions:
        raise TokenRefused
    return Spoken(found, duty, officer)
