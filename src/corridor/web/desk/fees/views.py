"""The page of prices."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from corridor.core.access.codes import Event
from corridor.web.base.keys import digest_text
from corridor.web.base.ledger.actions import record
from corridor.web.base.printing import PRINT
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.fees import forms, queries
from corridor.web.desk.fees.presenting import fees_page
from corridor.web.desk.statements import printing
from corridor.web.desk.statements.shown import shown_in_bulk


@require_safe
def fees(request: OfficerRequest) -> HttpResponse:
    """Show prices made comparable, what is to be expected, and the lawful route beside them."""
    language = get_language() or "en"
    asked = forms.asked(request.GET)
    answer = queries.fees_for(request.officer, asked.question)
    if settings.DEMONSTRATION and not set(request.GET) - {PRINT}:
        opened, answer = queries.opened_for(request.officer, asked.question, answer)
        asked = replace(asked, question=opened)
    page = fees_page(request.officer, answer, asked, request.GET, language)
    asking = digest_text(repr(asked.question))
    if request.officer.reader.is_printing:
        printing.tell(
            request,
            answer.marks,
            sources=(gettext("Rates: European Central Bank, World Bank; prices: US Bureau of Labor Statistics"),),
            count=lambda officer: len(queries.fees_for(officer, asked.question).prices),
        )
    notes = shown_in_bulk(request.officer, answer.items)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="fees", question=asking, **notes)
    return render(request, "desk/fees.html", {"page": page}, status=422 if asked.problems else 200)
