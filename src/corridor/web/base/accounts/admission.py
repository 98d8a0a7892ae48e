"""Lets requests pass as often as the node's rates allow: those that sign in by address, all others by officer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

from corridor.core.access.codes import Event
from corridor.core.access.errors import TooOften
from corridor.core.access.rates import Allowance
from corridor.core.access.records import Officer
from corridor.web.base.accounts.signals import NOBODY
from corridor.web.base.ledger.actions import record
from corridor.web.base.limits.actions import ALLOWANCE, spend
from corridor.web.base.proxies import CLIENT
from corridor.web.base.refusals import refusal_page

ENTRANCES = frozenset(
    {"account_login", "mfa_login_webauthn", "mfa_authenticate", "base:sign-on", "base:sign-on-back"},
)
"""The routes by which one signs in."""

LOOKING = frozenset({"account_login", "mfa_authenticate"})
"""Of these, the routes that only show a form when they are asked without one."""

TELL = 60.0
"""A process tells the ledger of one limit at most once in so many seconds; the log has every refused request."""

_told: dict[tuple[str, str], float] = {}


def entering(request: HttpRequest, now: datetime) -> TooOften | None:
    """Use up the allowance of an address to sign in; where no address is known there is no limit by it."""
    match = request.resolver_match
    name = match.view_name if match is not None else ""
    address = getattr(request, CLIENT, "")
    if name not in ENTRANCES or not address or (name in LOOKING and request.method != "POST"):
        return None
    return _spent(Allowance.SIGN_IN, address, NOBODY, now)


def going_on(officer: Officer, request: HttpRequest, view: Callable[..., Any], now: datetime) -> TooOften | None:
    """Use up the allowance of an officer for pages, and for what the page costs beside."""
    further: Allowance | None
    further, methods = getattr(view, ALLOWANCE, (None, ()))
    refused = _spent(Allowance.PAGES, officer.handle, officer, now)
    if refused is not None or further is None or (methods and request.method not in methods):
        return refused
    return _spent(further, officer.handle, officer, now)


def _spent(of: Allowance, whom: str, by: Officer, now: datetime) -> TooOften | None:
    try:
        spend(of, whom, now=now)
    except TooOften as refused:
        tell(of, by, now)
        return refused
    return None


def tell(of: Allowance, by: Officer, now: datetime) -> None:
    """Write to the ledger that a limit was reached, once in a while only: refusing must stay cheap."""
    known = (of.value, by.handle)
    if _told.get(known, float("-inf")) <= now.timestamp() - TELL:
        if len(_told) > 10_000:
            _told.clear()
        _told[known] = now.timestamp()
        record(Event.RATE_REACHED, by=by, now=now, about=of.value)


def locked_out(request: HttpRequest, *_: object) -> HttpResponse:
    """Return the page for too many wrong passwords of one name; the same whether there is such an officer."""
    return refusal_page(request, TooOften(seconds=LOCKED_SECONDS))


LOCKED_SECONDS = 15 * 60
"""How long a name stays locked after too many wrong passwords; a passkey signs in all the same."""


def name_of(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Return under what wrong passwords are counted: a digest of the handle, since people type passwords there too."""
    from corridor.web.base.limits.actions import digest_of

    typed = (credentials or {}).get("username") or request.POST.get("login", "")
    return digest_of(f"handle\0{str(typed).strip().lower()}")


def nowhere(request: HttpRequest) -> None:
    """Say nothing of where wrong passwords came from: addresses of officers are not kept."""
