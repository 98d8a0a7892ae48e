"""The page that reads a pasted text and takes what the officer confirms into a draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rates import Allowance
from corridor.core.access.rules import check_permission
from corridor.web.base.ledger.actions import record
from corridor.web.base.limits.actions import limited
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.pasting import forms, presenting
from corridor.web.desk.reports import forms as reports
from corridor.web.desk.reports import writing


@limited(Allowance.SEARCH, "POST")
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: OfficerRequest) -> HttpResponse:
    """Read a text and show what it proposes; or begin a draft with what was ticked. The text is kept nowhere."""
    check_permission(request.officer, Permission.REPORT_FILE)
    if request.POST.get("act") == "take":
        return _take(request)
    pasted = forms.pasted_in(request.POST) if request.method == "POST" else None
    page = presenting.paste_page(pasted)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="report", part="paste")
    return render(request, "desk/paste.html", {"page": page})


def _take(request: OfficerRequest) -> HttpResponse:
    values = forms.joined(reports.defaults(request.officer), forms.taken_in(request.POST))
    uid = writing.save_draft(by=request.officer, values=values, now=timezone.now(), language=get_language() or "en")
    messages.success(request, gettext("The draft holds what you confirmed. Complete it and look it through."))
    return redirect("desk:report-edit", uid)
