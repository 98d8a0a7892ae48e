"""Pages on which an officer takes an empty workbook, and brings a filled one."""

from __future__ import annotations

import csv
import io
import json

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, get_language_info, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Permission
from corridor.core.access.rules import check_permission
from corridor.core.imports.errors import FileRefused
from corridor.core.kernel.text import storable
from corridor.core.reports.sheets.layout import LANGUAGES
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem, Link
from corridor.web.desk.imports.presenting import refusal_words
from corridor.web.desk.pages.sheets import RefusedRow, SheetPage
from corridor.web.desk.sheets import actions, words

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_REJECTS = 500
LONGEST = 400


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: OfficerRequest) -> HttpResponse:
    """Offer empty workbooks, and read a filled one."""
    check_permission(request.officer, Permission.REPORT_FILE)
    if request.method != "POST":
        return render(request, "desk/report_sheet.html", {"page": _page(None, ())})
    file = request.FILES.get("file")
    problems: tuple[FormProblem, ...] = ()
    outcome = None
    if file is None:
        problems = (FormProblem("file", gettext("Choose the filled workbook.")),)
    elif (file.size or 0) > actions.LARGEST:
        problems = (
            FormProblem("file", gettext("The workbook is larger than 4 MB; it is not the one that was given out.")),
        )
    else:
        try:
            outcome = actions.bring(
                by=request.officer,
                name=storable(file.name or ""),
                content=io.BytesIO(file.read()),
                language=get_language() or "en",
                now=timezone.now(),
            )
        except FileRefused as refused:
            problems = (FormProblem("file", refusal_words(refused)),)
    is_refused = bool(problems) or (outcome is not None and bool(outcome.refusals) and not outcome.made)
    page = _page(outcome, problems)
    return render(request, "desk/report_sheet.html", {"page": page}, status=422 if is_refused else 200)


@require_safe
def sheet_file(request: OfficerRequest, language: str) -> HttpResponse:
    """Give an empty workbook in one of the languages."""
    language = language if language in LANGUAGES else "en"
    content = actions.empty_workbook(by=request.officer, language=language, now=timezone.now())
    answer = HttpResponse(content, content_type=KIND)
    answer["Content-Disposition"] = f'attachment; filename="reports-{language}.xlsx"'
    return answer


@require_POST
def sheet_rejects(request: OfficerRequest) -> HttpResponse:
    """Give the refused rows as a file: where and why, and nothing of what stands in them."""
    check_permission(request.officer, Permission.REPORT_FILE)
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow([gettext("Sheet"), gettext("Row"), gettext("Column"), gettext("Why, and what to do")])
    writer.writerows(_rejects(request.POST.get("rejects", "")))
    answer = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="refused-rows.csv"'
    return answer


def _rejects(text: str) -> list[list[str]]:
    """Return the rows that the page sent back, as plain cells; whatever else was sent gives none."""
    try:
        rows = json.loads(text)
    except ValueError:
        return []
    if not isinstance(rows, list):
        return []
    plain = [
        row
        for row in rows[:MOST_REJECTS]
        if isinstance(row, list) and len(row) == len(("sheet", "row", "column", "why"))
    ]
    return [[_cell(str(cell)[:LONGEST]) for cell in row] for row in plain]


def _cell(text: str) -> str:
    """Return a text that no program of spreadsheets carries out."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text


def _page(outcome: actions.Outcome | None, problems: tuple[FormProblem, ...]) -> SheetPage:
    refused = (
        ()
        if outcome is None
        else tuple(
            RefusedRow(one.at.sheet, one.at.line, one.at.heading, words.sentence(one)) for one in outcome.refusals
        )
    )
    rejects = [[one.sheet, one.line, one.column, one.sentence] for one in refused]
    return SheetPage(
        action=reverse("desk:report-sheet"),
        back_url=reverse("desk:reports"),
        files=tuple(
            Link(get_language_info(one)["name_local"], reverse("desk:report-sheet-file", args=[one]))
            for one in LANGUAGES
        ),
        made=()
        if outcome is None
        else tuple(Link(one.number, reverse("desk:report-edit", args=[one.uid])) for one in outcome.made),
        refused=refused,
        rejects_action=reverse("desk:report-sheet-rejects"),
        rejects=json.dumps(rejects, ensure_ascii=False),
        problems=problems,
        is_brought=outcome is not None,
    )
