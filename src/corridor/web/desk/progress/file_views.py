"""Pages of a half-year as a file: the empty table, the filled one looked at, and the drafts that it makes."""

from __future__ import annotations

import io

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.core.commitments.rules import asked_by
from corridor.core.imports.errors import FileRefused
from corridor.core.progress.codes import Status
from corridor.core.progress.errors import EntryIncomplete
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.desk.commitments import queries as commitments
from corridor.web.desk.commitments import wording
from corridor.web.desk.pages import progress as pages
from corridor.web.desk.progress import filling, presenting, words
from corridor.web.desk.progress.filling import Looked


def _language() -> str:
    return get_language() or "en"


@require_http_methods(["GET", "HEAD", "POST"])
def progress_import(request: OfficerRequest) -> HttpResponse:
    """Show the form for a file; a POST looks at one, and a second one makes its drafts."""
    check_permission(request.officer, Permission.PROGRESS_WRITE)
    if request.method != "POST":
        return _page(request, None)
    now = timezone.now()
    if request.POST.get("sealed"):
        try:
            filling.taken_up(request.officer, request.POST["sealed"], now=now)
        except EntryIncomplete:
            told = gettext("Something changed since the file was looked at. Bring it again; nothing was kept.")
            return _page(request, None, FormProblem("file", told))
        return redirect("desk:progress")
    brought = request.FILES.get("file")
    if brought is None or not brought.size or brought.size > filling.LARGEST:
        return _page(request, None, FormProblem("file", gettext("Choose a filled table of at most 4 MB.")))
    try:
        looked = filling.looked_at(request.officer, brought.name or "", io.BytesIO(brought.read()), now=now)
    except FileRefused:
        told = gettext("This is no table with the columns of the template. Download it and fill it in.")
        return _page(request, None, FormProblem("file", told))
    return _page(request, looked)


def _page(request: OfficerRequest, looked: Looked | None, problem: FormProblem | None = None) -> HttpResponse:
    known, language = commitments.catalogue_for(request.officer), _language()
    titles = {item.id: wording.title(item, language) for item in known.items.values()}
    good = looked.good if looked else ()
    page = pages.ImportPage(
        action=reverse("desk:progress-import"),
        back_url=reverse("desk:progress"),
        instruments=tuple(
            Choice(key, wording.instrument(one, language))
            for key, one in known.instruments.items()
            if asked_by(known, key) and not one.superseded_by
        ),
        good=tuple(
            pages.ImportRow(
                one.line,
                titles.get(one.writing.said.item, ""),
                f"{words.period_words(one.writing.period)} · {words.status_words(Status(one.writing.said.status))}",
            )
            for one in good
        ),
        refused=tuple(
            pages.ImportRow(one.line, titles.get(one.item, ""), words.problem_words(one.why), one.column)
            for one in (looked.refused if looked else ())
        ),
        sealed=filling.sealed(request.officer, looked) if looked and good else "",
        codes=tuple((column, ", ".join(codes)) for column, codes in filling.CODES.items()),
        problems=(problem,) if problem else (),
    )
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="progress-file")
    return render(request, "desk/progress_import.html", {"page": page}, status=422 if problem else 200)


@require_safe
def progress_template(request: OfficerRequest) -> HttpResponse:
    """Hand out the empty table of what the chosen documents ask."""
    check_permission(request.officer, Permission.PROGRESS_WRITE)
    now = timezone.now()
    known = commitments.catalogue_for(request.officer)
    chosen = [key for key in request.GET.getlist("instruments") if key in known.instruments]
    period = presenting.half_asked(request.GET.get("period", ""), now.date())
    content = filling.empty_table(request.officer, chosen or list(known.instruments), period, _language())
    record(Event.PAGE_READ, by=request.officer, now=now, about="progress-template")
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="progress-{period}.csv"'
    return answer
