"""Pages around signing in: choosing a function and purpose, which is an act."""

from __future__ import annotations

from allauth.mfa.webauthn.views import remove_webauthn
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_safe

from corridor import shelf
from corridor.core.kernel.errors import CorridorError, NotFound
from corridor.web.base.accounts import actions, factors, models, queries
from corridor.web.base.accounts.frame import home_of
from corridor.web.base.accounts.middleware import DUTY, public
from corridor.web.base.accounts.pages import DutyProblem, FunctionChoice, PurposeChoice, PurposePage


@public
@login_required
@require_http_methods(["GET", "POST"])
def purpose(request: HttpRequest) -> HttpResponse:
    """Choose the function and purpose to act in; the choice is written to the ledger."""
    account = request.user
    if not isinstance(account, models.Officer):
        raise NotFound(kind="officer")
    if request.method == "POST":
        duties = queries.duties_of(account)
        chosen = next((duty for duty in duties if str(duty.id) == request.POST.get("acting")), None)
        if chosen is not None:
            officer = actions.take_duty(account, chosen, now=timezone.now())
            request.session[DUTY] = chosen.id
            return redirect(_after(request) or home_of(officer))
        problem = DutyProblem("acting", gettext("Choose one function and purpose."))
        page = _page(request, account, (problem,))
        return render(request, "design/purpose.html", {"page": page}, status=422)
    return render(request, "design/purpose.html", {"page": _page(request, account)})


@public
@login_required
@require_safe
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Lead to the recovery codes that were made and not shown yet, or to making them."""
    account = request.user
    if not isinstance(account, models.Officer):
        raise NotFound(kind="officer")
    if not factors.count_of(account.pk):
        return redirect("mfa_index")
    return redirect("mfa_view_recovery_codes" if factors.awaits_codes(account.pk) else "mfa_generate_recovery_codes")


class LastFactor(CorridorError):
    """The only factor of an officer is not removed where factors are enforced."""

    code = "access.E14"
    template = "this is the only factor that is left, and stays"
    hint = "Add another passkey or an app first, then remove this one."
    status = 409


@public
@login_required
@require_http_methods(["GET", "POST"])
def remove_passkey(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a passkey, which asks again who one is; the last factor stays.

    Raises:
        LastFactor: It is the last one.
    """
    account = request.user
    if isinstance(account, models.Officer) and not settings.DEMONSTRATION and factors.count_of(account.pk) <= 1:
        raise LastFactor
    removed: HttpResponse = remove_webauthn(request, pk=pk)
    return removed


def _after(request: HttpRequest) -> str:
    """Return the page asked for before choosing, if it is one of ours and not merely the start; else nothing."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    # What does not begin at the root would be looked up as the name of a page.
    return (
        wanted
        if is_ours and wanted.startswith("/") and wanted != "/" and not wanted.startswith(reverse("base:purpose"))
        else ""
    )


def _page(request: HttpRequest, account: models.Officer, problems: tuple[DutyProblem, ...] = ()) -> PurposePage:
    language = get_language() or "en"
    current = request.session.get(DUTY)
    functions, purposes = shelf.functions(), shelf.schemes().purposes
    grouped: dict[str, list[PurposeChoice]] = {}
    for duty in queries.duties_of(account):
        term = purposes[duty.purpose]
        grouped.setdefault(duty.function, []).append(
            PurposeChoice(
                value=str(duty.id),
                label=term.labels[language],
                chosen=duty.id == current,
                note=term.meaning[language],
            )
        )
    return PurposePage(
        action=reverse("base:purpose"),
        authority=account.authority.name,
        functions=tuple(
            FunctionChoice(
                label=functions[function].labels[language],
                note=functions[function].meaning[language],
                purposes=tuple(choices),
            )
            for function, choices in grouped.items()
        ),
        next_url=request.GET.get("next", ""),
        problems=problems,
    )
