"""The page on which things are found by words."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from corridor.core.access.rates import Allowance
from corridor.web.base.limits.actions import limited
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.search import actions, presenting, queries
from corridor.web.desk.search.forms import asked_in
from corridor.web.desk.statements import printing
from corridor.web.desk.statements.printing import marks_about


@limited(Allowance.SEARCH)
@require_safe
def find(request: OfficerRequest) -> HttpResponse:
    """Find things by names, places, identifiers and texts, in any script."""
    asked = asked_in(request.GET)
    answer = queries.found_for(request.officer, asked.words, kind=asked.kind, first=asked.first)
    page = presenting.find_page(request.officer, asked, answer, language=get_language() or "en")
    if request.officer.reader.is_printing:
        printing.tell(
            request,
            marks_about(request.officer, [found.entity for found in answer.found]),
            count=lambda by: len(queries.found_for(by, asked.words, kind=asked.kind, first=asked.first).found),
        )
    actions.note_search(by=request.officer, answer=answer, now=timezone.now(), about="find")
    return render(request, "desk/find.html", {"page": page})
