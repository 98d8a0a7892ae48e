"""The page on which an officer lets programs act, and stops them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST

from corridor import shelf
from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.base.tokens import actions, queries
from corridor.web.base.tokens.models import Token
from corridor.web.base.tokens.pages import TokenProblem, TokenRow, TokensPage
from corridor.web.design.shown import moment


@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: OfficerRequest) -> HttpResponse:
    """List the officer's tokens for this duty; make one, and show its secret this once."""
    check_permission(request.officer, Permission.API_USE)
    now = timezone.now()
    if request.method != "POST":
        record(Event.PAGE_READ, by=request.officer, now=now, about="tokens")
        return _page(request)
    name, days = request.POST.get("name", ""), request.POST.get("days", "")
    try:
        number = int(days) if days.isascii() and days.isdecimal() and len(days) < 4 else 0
        made = actions.make_token(by=request.officer, name=name, days=number, now=now)
    except actions.TokenInvalid:
        return _page(request, name=name[: actions.LONGEST_NAME], problems=_problems(name, days))
    return _page(request, secret=made.secret)


def _problems(name: str, days: str) -> tuple[TokenProblem, ...]:
    problems = []
    if not name.strip() or len(name) > actions.LONGEST_NAME:
        problems.append(TokenProblem("name", gettext("Name what will use the token, in up to 80 letters.")))
    if not (days.isascii() and days.isdecimal() and 1 <= int(days[:4]) <= queries.LONGEST_DAYS):
        problems.append(TokenProblem("days", gettext("Write a number of days from 1 to 90.")))
    return tuple(problems)


@require_POST
def revoke(request: OfficerRequest, uid: str) -> HttpResponse:
    """Revoke one token; whatever uses it is refused from now on."""
    actions.revoke_token(by=request.officer, uid=uid, now=timezone.now())
    return redirect("base:tokens")


def _page(
    request: OfficerRequest, *, name: str = "", secret: str = "", problems: tuple[TokenProblem, ...] = ()
) -> HttpResponse:
    language = get_language() or "en"
    reader = request.officer.reader
    page = TokensPage(
        action=reverse("base:tokens"),
        function=shelf.function_label(reader.function, language),
        purpose=shelf.purpose_label(reader.purpose, language),
        rows=tuple(_row(token, language) for token in queries.tokens_for(request.officer)),
        longest_days=queries.LONGEST_DAYS,
        name=name,
        secret=secret,
        address=request.build_absolute_uri("/api/v1/"),
        problems=problems,
    )
    return render(request, "design/tokens.html", {"page": page}, status=422 if problems else 200)


def _row(token: Token, language: str) -> TokenRow:
    state = token.state_at(timezone.now())
    words = {"good": gettext("good"), "revoked": gettext("revoked"), "expired": gettext("expired")}
    return TokenRow(
        name=token.name,
        made_on=moment(token.made_at, language),
        expires_on=moment(token.expires_at, language),
        used_on=moment(token.used_at, language) if token.used_at is not None else "",
        state=words[state],
        is_good=state == "good",
        revoke_url=reverse("base:token-revoke", args=[token.uid]) if state == "good" else "",
    )
