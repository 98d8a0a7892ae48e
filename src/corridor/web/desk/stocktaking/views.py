"""Pages of stocktaking: stock as it is now, a report that was kept, and its files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from corridor.core.access.codes import Event
from corridor.core.kernel.errors import NotFound
from corridor.core.stocktaking.codes import Form
from corridor.core.stocktaking.records import Scope
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.stocktaking import actions, presenting, queries

TYPES = {
    Form.PDF: "application/pdf",
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.JSON: "application/json",
}


def _scope(request: OfficerRequest, asked: Mapping[str, str], today: date) -> Scope:
    """Return of what stock is asked: of the own State where no forum is named."""
    forum, period = asked.get("forum", ""), asked.get("half", "") or presenting.half_ended(today)
    subject = asked.get("subject", "") if forum else queries.subject_for(request.officer)
    return Scope(forum, subject, period)


@require_safe
def stocktaking(request: OfficerRequest) -> HttpResponse:
    """Show the stock of a forum or State as it is now."""
    now = timezone.now()
    scope = _scope(request, request.GET.dict(), now.date())
    page = presenting.stocktaking_page(request.officer, scope, today=now.date(), language=get_language() or "en")
    record(Event.PAGE_READ, by=request.officer, now=now, about="stocktaking")
    return render(request, "desk/stocktaking.html", {"page": page}, status=422 if page.problems else 200)


@require_POST
def take(request: OfficerRequest) -> HttpResponse:
    """Freeze the stock as this officer sees it."""
    now = timezone.now()
    uid = actions.take_stock(by=request.officer, scope=_scope(request, request.POST.dict(), now.date()), now=now)
    return redirect("desk:stock", uid)


@require_safe
def stock(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show a report that was kept."""
    kept = queries.report_for(request.officer, uid)
    page = presenting.report_page(request.officer, kept, get_language() or "en")
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about=uid)
    return render(request, "desk/stock.html", {"page": page})


@require_POST
def make(request: OfficerRequest, uid: str) -> HttpResponse:
    """Have the files of a report made."""
    actions.make_files(by=request.officer, uid=uid, language=get_language() or "en", now=timezone.now())
    return redirect("desk:stock", uid)


@require_safe
def file(request: OfficerRequest, uid: str, form: str) -> HttpResponse:
    """Hand out the file of a report."""
    if form not in list(Form):
        raise NotFound(kind="file")
    chosen, language = Form(form), get_language() or "en"
    content = actions.take_file(by=request.officer, uid=uid, form=chosen, language=language, now=timezone.now())
    answer = HttpResponse(content, content_type=TYPES[chosen])
    answer["Content-Disposition"] = f'attachment; filename="stocktaking-{uid[:8]}.{chosen.value}"'
    return answer
