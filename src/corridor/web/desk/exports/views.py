"""The page of an export: what it would hold, and the archive when it is asked for."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from corridor.core.access.rates import Allowance
from corridor.core.exports.errors import FormatUnknown
from corridor.web.base.limits.actions import limited
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.exports import actions, forms, presenting
from corridor.web.desk.exports.queries import Asked
from corridor.web.desk.pages import FormProblem


@limited(Allowance.EXPORTS, "POST")
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: OfficerRequest) -> HttpResponseBase:
    """Show what an export would hold; when a form is chosen, make it and send it with its manifest."""
    asked = forms.asked_from(request.GET.dict(), request.GET.getlist("edition"), today=timezone.now().date())
    if request.method != "POST":
        return _page(request, asked)
    try:
        form = forms.format_of(request.POST.get("format", ""))
    except FormatUnknown:
        return _page(request, asked, (FormProblem("format", gettext("Choose one of the formats.")),))
    made, archive = actions.export_archive(by=request.officer, asked=asked, form=form, now=timezone.now())
    response = FileResponse(archive, as_attachment=True, filename=f"{made.name}.zip", content_type="application/zip")
    response["Cache-Control"] = "no-store"
    return response


def _page(request: OfficerRequest, asked: Asked, problems: tuple[FormProblem, ...] = ()) -> HttpResponse:
    gathering, is_complete = actions.look(by=request.officer, asked=asked, now=timezone.now())
    page = presenting.export_page(
        asked,
        gathering,
        is_complete=is_complete,
        language=get_language() or "en",
        action=request.get_full_path(),
        problems=problems,
    )
    return render(request, "desk/export.html", {"page": page}, status=422 if problems else 200)
