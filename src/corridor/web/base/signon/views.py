"""The way to the provider of sign-on and back."""

from __future__ import annotations

import hmac
import time
from dataclasses import asdict

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from corridor.core.access.codes import Event
from corridor.core.access.errors import SignOnRefused
from corridor.core.kernel.errors import NotFound
from corridor.web.base.accounts.middleware import public
from corridor.web.base.accounts.signals import NOBODY
from corridor.web.base.ledger.actions import record
from corridor.web.base.signon import actions, provider
from corridor.web.settings.environment import Provider

ERRAND = "sign-on"
"""Where the session keeps what is under way with the provider."""

LONGEST = 2000


@public
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Lead the browser to the provider, after somebody asked for it."""
    if request.user.is_authenticated:
        return redirect("/")
    errand = provider.new_errand()
    address = provider.address_to_ask(_provider(), errand, _back(request))
    request.session[ERRAND] = {**asdict(errand), "at": time.time()}
    return redirect(address)


@public
@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """Let in whom the provider names, where this browser was sent there just now."""
    asked = _provider()
    kept = request.session.pop(ERRAND, None)
    state, code = request.GET.get("state", ""), request.GET.get("code", "")
    issuer = request.GET.get("iss", asked.issuer)
    try:
        if kept is None or not hmac.compare_digest(state.encode(), kept["state"].encode()):
            raise SignOnRefused(why="state")
        if not code or len(code) > LONGEST or issuer != asked.issuer or time.time() - kept["at"] > OLDEST_ERRAND:
            raise SignOnRefused(why="answer")
        errand = provider.Errand(kept["state"], kept["nonce"], kept["verifier"])
        identity = provider.identity_of(asked, errand, code=code, back=_back(request), now=time.time())
    except SignOnRefused:
        record(Event.SIGN_IN_REFUSED, by=NOBODY, now=timezone.now(), about=actions.METHOD)
        raise
    return actions.enter(request, identity, now=timezone.now())


OLDEST_ERRAND = 600
"""Seconds within which one comes back from the provider."""


def _provider() -> Provider:
    if settings.OIDC is None:
        raise NotFound(kind="page")
    found: Provider = settings.OIDC
    return found


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("base:sign-on-back"))
