"""Puts the officer on the request, or sends the visitor to where one is chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from corridor.core.access.records import Officer
from corridor.core.kernel.errors import CorridorError
from corridor.web.base.accounts import actions, admission, factors, models, queries
from corridor.web.base.refusals import refusal_page
from corridor.web.base.requests import OfficerRequest
from corridor.web.base.sessions import actions as sessions
from corridor.web.base.sessions import queries as sessions_known

DUTY = "duty"
"""Where the session keeps the chosen function and purpose, and where a form states those that it was shown for."""

PUBLIC = "is_public"
"""A view that needs no officer says so by this attribute (sign-in, choosing a purpose, changing the language)."""


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Declare that a view needs no officer."""
    setattr(view, PUBLIC, True)
    return view


class DutyChanged(CorridorError):
    """A form was shown for one function and purpose, and sent while acting for others."""

    code = "access.E12"
    template = "this form was shown for another function and purpose than you act for now"
    hint = "Nothing was done. Open the page again, and send its form if you mean to act for what it shows."
    status = 409


class OfficerMiddleware:
    """Every page acts for an officer; deny is the default for a page that does not say otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Answer with the page to go to first, or let the view run with its officer."""
        asked = cast("OfficerRequest", request)
        if (too_often := admission.entering(request, timezone.now())) is not None:
            return refusal_page(request, too_often)
        account = request.user
        if isinstance(account, models.Officer) and _is_invitation_over(account):
            logout(request)
            return redirect("account_inactive")
        if isinstance(account, models.Officer) and not _is_still_signed_in(request, account):
            logout(request)
            return redirect_to_login(_wanted(request))
        officer = _officer(request, account) if isinstance(account, models.Officer) else None
        asked.officer = cast("Officer", officer)
        if getattr(view, PUBLIC, False) or view.__module__.startswith(("allauth.", "django.views.i18n")):
            return None
        if not isinstance(account, models.Officer):
            return redirect_to_login(_wanted(request))
        if account.invited_until is not None:
            return redirect("account_change_password")
        if (missing := _missing_factor(request, account)) is not None:
            return redirect(missing)
        if officer is None:
            return redirect(f"{reverse('base:purpose')}?{urlencode({'next': _wanted(request)})}")
        if _is_of_another_duty(request):
            return refusal_page(request, DutyChanged())
        if (too_often := admission.going_on(officer, request, view, timezone.now())) is not None:
            return refusal_page(request, too_often)
        actions.stay_at_work(officer, now=timezone.now())
        return None


def _is_of_another_duty(request: HttpRequest) -> bool:
    """Return whether a form was shown before the function or purpose was changed, in another tab perhaps."""
    return request.method == "POST" and request.POST.get(DUTY, "") not in ("", str(request.session[DUTY]))


def _wanted(request: HttpRequest) -> str:
    """Return the page to come back to: the one asked for, when it can be asked for again."""
    return request.get_full_path() if request.method == "GET" else "/"


def _officer(request: HttpRequest, account: models.Officer) -> Officer | None:
    chosen = request.session.get(DUTY)
    for duty in queries.duties_of(account) if chosen else ():
        if duty.id == chosen:
            return queries.acting(account, duty, timezone.now())
    return None


def _is_still_signed_in(request: HttpRequest, account: models.Officer) -> bool:
    """Return whether the session stands, and note that it is in use."""
    now = timezone.now()
    row = sessions_known.current(request.session, account.pk, now)
    if row is not None:
        sessions.touch(row, request.session, now=now)
    return row is not None


def _missing_factor(request: HttpRequest, account: models.Officer) -> str | None:
    """Return the page on which a second factor or its recovery codes are still to be made; nothing where all is there.

    The provider of sign-on may have asked for the second factor, where the node was told to believe that.
    """
    if settings.DEMONSTRATION or request.session.get(factors.ELSEWHERE):
        return None
    return factors.missing_of(account.pk)


def _is_invitation_over(account: models.Officer) -> bool:
    return account.invited_until is not None and account.invited_until <= timezone.now()
