"""Lets an officer in whom a provider of sign-on knows; nobody gets an account by it."""

from __future__ import annotations

from datetime import datetime

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse

from corridor.core.access.codes import Event
from corridor.core.access.errors import SignOnRefused
from corridor.core.access.signon import Identity
from corridor.web.base.accounts import factors, models
from corridor.web.base.accounts.signals import NOBODY
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import record

METHOD = "sign-on"


def enter(request: HttpRequest, identity: Identity, *, now: datetime) -> HttpResponse:
    """Sign in the officer whom an administrator linked with an identity; the node's own second factor comes next.

    Raises:
        SignOnRefused: Nobody is linked with it, or nobody who may sign in.
    """
    link = models.SignOn.objects.select_related("officer").filter(
        issuer=identity.issuer, subject=identity.subject, officer__is_active=True, officer__is_service=False
    )
    found = link.first()
    if found is None:
        record(Event.SIGN_IN_REFUSED, by=NOBODY, now=now, about=METHOD)
        raise SignOnRefused(why="unknown")
    officer = _accepted(found.officer, now)
    setattr(request, factors.ELSEWHERE, identity.has_second_factor)
    record_authentication(request, officer, method=METHOD)
    response: HttpResponse = perform_login(request, Login(user=officer))
    if identity.has_second_factor and request.user == officer:
        request.session[factors.ELSEWHERE] = True
    return response


def _accepted(officer: models.Officer, now: datetime) -> models.Officer:
    """Return the officer, for whom a first sign-on takes the place of the password that was handed over."""
    if officer.invited_until is not None and officer.invited_until > now:
        officer.set_unusable_password()
        officer.invited_until = None
        with turn.write():
            officer.save(update_fields=["password", "invited_until"])
    return officer
