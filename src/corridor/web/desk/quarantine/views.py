"""Pages of quarantine: look at what is held, ask for it, take it out, destroy it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from corridor.core.access.codes import Event
from corridor.core.attachments.quarantine import Ground
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.pages import FormProblem
from corridor.web.desk.quarantine import actions, presenting, queries


def _language() -> str:
    return get_language() or "en"


@require_safe
def held_files(request: OfficerRequest) -> HttpResponse:
    """List the files that the own authority holds."""
    found = queries.held_for(request.officer)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="quarantine")
    return render(request, "desk/held_files.html", {"page": presenting.list_page(found, _language())})


@require_safe
def held_file(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show one held file: why it is held, and what can be done with it; never what it holds."""
    return _file_page(request, uid)


def _file_page(request: OfficerRequest, uid: str, problems: tuple[FormProblem, ...] = ()) -> HttpResponse:
    found = queries.quarantined_for(request.officer, uid)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about=uid)
    page = presenting.file_page(found, request.officer, _language(), problems)
    return render(request, "desk/held_file.html", {"page": page}, status=422 if problems else 200)


@require_POST
def ask(request: OfficerRequest, uid: str) -> HttpResponse:
    """Ask that another officer take a held file out."""
    given = request.POST.get("ground", "")
    if given not in set(Ground):
        return _file_page(request, uid, (FormProblem("ground", gettext("Choose a reason from the list.")),))
    actions.ask(by=request.officer, uid=uid, ground=Ground(given), now=timezone.now())
    return redirect("desk:held-file", uid)


@require_POST
def take_out(request: OfficerRequest, uid: str) -> HttpResponse:
    """Send a held file that another officer asked for, as bytes that no program opens by itself."""
    content = actions.take_out(by=request.officer, uid=uid, now=timezone.now())
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{uid}.hostile"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def destroy(request: OfficerRequest, uid: str) -> HttpResponse:
    """Destroy a held file."""
    actions.destroy(by=request.officer, uid=uid, now=timezone.now())
    return redirect("desk:held-file", uid)
