"""The page on which an officer sees in which browsers the account is open, and closes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from allauth.account.decorators import reauthentication_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from corridor.core.access.codes import Event
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.base.sessions import actions, queries
from corridor.web.base.sessions.models import SignedIn
from corridor.web.base.sessions.pages import SessionRow, SessionsPage
from corridor.web.design.shown import moment

View = TypeVar("View", bound=Callable[..., HttpResponse])


_asks_again: Callable[[View], View] = reauthentication_required(app="corridor.sessions")
"""Whoever ends a session proves first who they are."""


@require_safe
def sessions(request: OfficerRequest) -> HttpResponse:
    """List the officer's sessions."""
    now = timezone.now()
    rows = queries.sessions_for(request.officer, now)
    own = str(request.session.get(queries.UID, ""))
    record(Event.PAGE_READ, by=request.officer, now=now, about="sessions")
    page = SessionsPage(
        rows=tuple(_row(row, own) for row in rows),
        longest_hours=queries.LONGEST // timedelta(hours=1),
        idle_minutes=queries.IDLE // timedelta(minutes=1),
        others_url=reverse("base:sessions-others") if any(row.uid != own for row in rows) else "",
        factors_url=reverse("mfa_index"),
        password_url=reverse("account_change_password"),
    )
    return render(request, "design/sessions.html", {"page": page})


@_asks_again
@require_POST
def end(request: OfficerRequest, uid: str) -> HttpResponse:
    """End one session."""
    actions.end(by=request.officer, uid=uid, now=timezone.now())
    return redirect("base:sessions")


@_asks_again
@require_POST
def end_others(request: OfficerRequest) -> HttpResponse:
    """End every session but this one."""
    actions.end_others(by=request.officer, own=str(request.session.get(queries.UID, "")), now=timezone.now())
    return redirect("base:sessions")


def _row(row: SignedIn, own: str) -> SessionRow:
    language = get_language() or "en"
    named = " · ".join(filter(None, (row.browser, row.system)))
    return SessionRow(
        browser=named or gettext("unknown browser"),
        since=moment(row.began_at, language),
        used=moment(row.used_at, language),
        is_here=row.uid == own,
        end_url="" if row.uid == own else reverse("base:session-end", args=[row.uid]),
    )
