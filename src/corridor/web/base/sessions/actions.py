"""Writes about sessions: beginning one, noting that it is in use, ending one or all others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.http import HttpRequest

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.web.base import identity
from corridor.web.base.keeping import actions as keeping
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.base.sessions import agents, queries
from corridor.web.base.sessions.models import SignedIn
from corridor.web.base.sessions.store import digest_of


def begin(request: HttpRequest, *, by: Officer, how: str, now: datetime) -> None:
    """Note that an officer signed in with a browser, and drop what has passed.

    Args:
        how: Codes of what was proved: a password, an app, a passkey, a recovery code, a sign-on.
    """
    browser, system = agents.kind_of(request.headers.get("User-Agent", ""))
    uid = identity.uid()
    request.session[queries.UID] = uid
    with act(Event.OFFICER_SIGNED_IN, by=by, now=now, about=uid, how=how):
        Session.objects.filter(expire_date__lt=now).delete()
        SignedIn.objects.filter(began_at__lte=now - queries.LONGEST).delete()
        SignedIn.objects.create(
            uid=uid,
            officer_id=by.id,
            digest=digest_of(request.session.session_key or ""),
            browser=browser,
            system=system,
            began_at=now,
            used_at=now,
        )


def touch(row: SignedIn, session: Any, *, now: datetime) -> None:
    """Note that a session is in use, and under which key it is kept since the key was changed."""
    digest = digest_of(session.session_key or "")
    if row.digest != digest or row.used_at <= now - queries.TOUCH:
        with turn.write():
            SignedIn.objects.filter(pk=row.pk).update(used_at=now, digest=digest)


def finish(session: Any) -> None:
    """Drop the row of a session that its officer ends by signing out."""
    with turn.write():
        SignedIn.objects.filter(uid=session.get(queries.UID, "")).delete()


def end(*, by: Officer, uid: str, now: datetime) -> None:
    """End one of the officer's own sessions.

    Raises:
        NotFound: The officer has no such session.
    """
    row = queries.session_for(by, uid)
    with act(Event.SESSION_ENDED, by=by, now=now, about=uid):
        drop([row])


def end_others(*, by: Officer, own: str, now: datetime) -> int:
    """End all of the officer's sessions but the one that asks, and return how many."""
    others = SignedIn.objects.filter(officer_id=by.id).exclude(uid=own).count()
    with act(Event.SESSION_ENDED, by=by, now=now, about="others", sessions=others):
        return drop_others(by.id, own)


def drop(rows: Iterable[SignedIn]) -> None:
    """End sessions: the row and what the browser's key opens; runs inside a write."""
    found = list(rows)
    Session.objects.filter(session_key__in=[row.digest for row in found]).delete()
    SignedIn.objects.filter(pk__in=[row.pk for row in found]).delete()


def drop_others(account: int, own: str = "") -> int:
    """End every session of an officer but the own one, if any, and return how many; runs inside a write.

    Drafts that the officer's devices keep cannot be read any more.
    """
    rows = list(SignedIn.objects.filter(officer_id=account).exclude(uid=own))
    drop(rows)
    keeping.renew(account)
    return len(rows)
