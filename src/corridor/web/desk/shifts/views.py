"""Pages of shifts: what a scan proposes, and what an officer says of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from corridor.core.access.codes import Event
from corridor.core.shifts.errors import VerdictUnclear
from corridor.web.base.keys import digest_text
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.shifts import actions, forms, presenting, queries
from corridor.web.desk.shifts.errors import WordsRefused


@require_http_methods(["GET", "HEAD", "POST"])
def shifts(request: OfficerRequest) -> HttpResponse:
    """Show where routes moved; a POST has the scan made."""
    question, now = forms.asked(request.GET), timezone.now()
    if request.method == "POST":
        actions.ask(by=request.officer, question=question, now=now)
        return redirect(presenting.address(question))
    looked = queries.looked_for(request.officer, question, today=now.date())
    actions.keep_count(by=request.officer, looked=looked, now=now)
    judgements = queries.judgements_for(request.officer)
    record(Event.PAGE_READ, by=request.officer, now=now, about="shifts", question=digest_text(repr(question)))
    page = presenting.Laying(request.officer, looked, judgements).page()
    return render(request, "desk/shifts.html", {"page": page})


@require_POST
def judge(request: OfficerRequest) -> HttpResponse:
    """Say what became of a proposed shift."""
    question, said, now = forms.asked(request.GET), forms.judged(request.POST), timezone.now()
    try:
        actions.judge(by=request.officer, question=question, said=said, now=now)
    except (VerdictUnclear, WordsRefused) as refused:
        problems = (FormProblem(str(refused.params.get("by", "words")), gettext(refused.hint)),)
        looked = queries.looked_for(request.officer, question, today=now.date())
        judgements = queries.judgements_for(request.officer)
        page = presenting.Laying(request.officer, looked, judgements, typed=said, problems=problems).page()
        return render(request, "desk/shifts.html", {"page": page}, status=refused.status)
    return redirect(presenting.address(question))
