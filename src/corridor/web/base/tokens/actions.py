"""Writes about tokens: making one, revoking one, and acting by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import CorridorError
from corridor.core.kernel.text import clean
from corridor.web.base import identity
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.base.tokens import queries
from corridor.web.base.tokens.models import Token
from corridor.web.base.tokens.queries import LONGEST_DAYS, PREFIX, USED, TokenRefused, Used

LONGEST_NAME = 80


class TokenInvalid(CorridorError):
    """A token was asked for without a name, or for longer than tokens may live."""

    code = "access.E31"
    template = "a token has a name and lives {longest} days at most"
    hint = "Name what will use it, and choose how many days."
    status = 422


@dataclass(frozen=True)
class Made:
    """A token that was made: its reference, and the secret, which is told this once and kept nowhere."""

    uid: str
    secret: str
    expires_at: datetime


def make_token(*, by: Officer, name: str, days: int, now: datetime) -> Made:
    """Make a token that speaks for the officer in the function and for the purpose of the moment.

    Raises:
        NotPermitted: The function does not let programs act for it.
        TokenInvalid: It has no name, or would live too long.
    """
    check_permission(by, Permission.API_USE)
    name = clean(name)
    if not name or len(name) > LONGEST_NAME or not 1 <= days <= LONGEST_DAYS:
        raise TokenInvalid(longest=LONGEST_DAYS)
    secret = PREFIX + "".join(identity.uids(2))
    made = Made(identity.uid(), secret, now + timedelta(days=days))
    with act(Event.TOKEN_MADE, by=by, now=now, about=made.uid, days=days):
        Token.objects.create(
            uid=made.uid,
            digest=queries.digest_of(secret),
            name=name,
            officer_id=by.id,
            function=by.reader.function,
            purpose=by.reader.purpose,
            made_at=now,
            expires_at=made.expires_at,
        )
    return made


def revoke_token(*, by: Officer, uid: str, now: datetime) -> None:
    """Revoke one of the officer's own tokens; one that was revoked stays so.

    Raises:
        NotFound: The officer has no such token.
    """
    found = queries.token_for(by, uid)
    with act(Event.TOKEN_REVOKED, by=by, now=now, about=uid):
        Token.objects.filter(pk=found.pk, revoked_at=None).update(revoked_at=now)


def speak(secret: str, *, now: datetime) -> tuple[Officer, Used]:
    """Return the officer for whom a token speaks, at work: the reader class is opened unless it is live.

    Raises:
        TokenRefused: Nobody may use the token.
    """
    spoken = queries.spoken_by(secret, now)
    officer = spoken.officer
    if officer is None:
        account = people.account_of(spoken.token.officer.handle)
        if account is None:
            raise TokenRefused
        officer = accounts.take_duty(account, spoken.duty, now=now, event=Event.CLASS_OPENED)
        if Permission.API_USE not in officer.permissions:
            raise TokenRefused
    accounts.stay_at_work(officer, now=now)
    if spoken.token.used_at is None or spoken.token.used_at <= now - USED:
        with turn.write():
            Token.objects.filter(pk=spoken.token.pk).update(used_at=now)
    return officer, Used(spoken.token.uid, spoken.token.expires_at)
