"""Reads about sessions: in which browsers an officer is signed in, and whether this one still is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.models import Session

from corridor.core.access.records import Officer
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.web.base.sessions.models import SignedIn

LONGEST = timedelta(hours=12)
"""After so long one signs in again, whatever one did meanwhile."""

IDLE = timedelta(hours=1)
"""After so long without a request one signs in again."""

TOUCH = timedelta(minutes=5)
"""That a session is in use is noted at most this often."""

UID = "signed-in"
"""Where a session keeps the reference of its row."""


def current(session: Any, account: int, now: datetime) -> SignedIn | None:
    """Return the row of this session of an officer, or nothing where it was ended, is too old or was idle too long."""
    uid = session.get(UID, "")
    row = SignedIn.objects.filter(uid=uid, officer_id=account).first() if is_uid(uid) else None
    if row is None or row.began_at <= now - LONGEST or row.used_at <= now - IDLE:
        return None
    return row


def sessions_for(officer: Officer, now: datetime) -> tuple[SignedIn, ...]:
    """Return the officer's own sessions that still hold, the one used last first."""
    rows = SignedIn.objects.filter(officer_id=officer.id, began_at__gt=now - LONGEST, used_at__gt=now - IDLE)
    return tuple(rows.order_by("-used_at", "uid"))


def session_for(officer: Officer, uid: str) -> SignedIn:
    """Return one of the officer's own sessions, or behave as if it did not exist."""
    row = SignedIn.objects.filter(uid=uid, officer_id=officer.id).first() if is_uid(uid) else None
    if row is None:
        raise NotFound(kind="session")
    return row


def count_of(account: int, now: datetime) -> int:
    """Return in how many browsers somebody is signed in; who asks was permitted before."""
    return SignedIn.objects.filter(officer_id=account, began_at__gt=now - LONGEST, used_at__gt=now - IDLE).count()


def kept(digests: list[str]) -> int:
    """Return how many sessions are kept under these digests."""
    return Session.objects.filter(session_key__in=digests).count()
