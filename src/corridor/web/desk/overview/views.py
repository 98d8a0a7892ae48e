"""Pages of commitments at a glance: the matrix and its cells, the course, what is due, the sheet, what is public."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from corridor.core.access.codes import Event
from corridor.core.access.rates import Allowance
from corridor.web.base.ledger.actions import record
from corridor.web.base.limits.actions import limited
from corridor.web.base.published.files import digest
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.commitments.queries import catalogue_for, confirmed_for
from corridor.web.desk.overview import actions, forms, matrix_page, presenting, queries, sheet
from corridor.web.desk.overview.errors import NothingPublic
from corridor.web.desk.progress.queries import subject_of
from corridor.web.desk.statements import printing


def _language() -> str:
    return get_language() or "en"


def _today() -> date:
    return timezone.now().date()


@require_safe
def matrix(request: OfficerRequest) -> HttpResponse:
    """Show how commitments stand for States and organisations."""
    today, officer = _today(), request.officer
    catalogue = catalogue_for(officer)
    asked = forms.filters(request.GET, catalogue, half=queries.half_today(today))
    items = [item.id for item in catalogue.items.values() if item.is_asked and asked.fits(item)]
    page = matrix_page.matrix_page(
        matrix_page.Drawing(
            asked=asked,
            catalogue=catalogue,
            matrix=queries.matrix_of(officer, asked.half, items),
            subjects=queries.subjects_for(officer, today),
            names=queries.names_of_organisations(),
            today=today,
            language=_language(),
            confirmed=confirmed_for(officer),
        )
    )
    record(Event.PAGE_READ, by=officer, now=timezone.now(), about="matrix", half=page.half)
    return render(request, "desk/matrix.html", {"page": page}, status=422 if asked.problems else 200)


@require_safe
def matrix_cell(request: OfficerRequest, subject: str, item: str) -> HttpResponse:
    """Show what one State said of one commitment, and what shows it."""
    today, officer = _today(), request.officer
    found = queries.cell_for(officer, subject, item, today)
    catalogue = catalogue_for(officer)
    page = presenting.cell_page(
        subject,
        catalogue.items[item],
        catalogue,
        found,
        names=queries.names_of_organisations(),
        is_confirmed=item in confirmed_for(officer),
        today=today,
        language=_language(),
    )
    printing.tell(request, queries.marks_of(one.entry for one in found))
    record(Event.PAGE_READ, by=officer, now=timezone.now(), about=item, subject=subject)
    return render(request, "desk/matrix_cell.html", {"page": page})


@require_safe
def course(request: OfficerRequest) -> HttpResponse:
    """Show how many commitments stood how over time."""
    today, officer = _today(), request.officer
    scope = queries.scope_for(officer, request.GET.get("of", ""), today)
    page = presenting.course_page(
        scope,
        queries.scopes_for(officer, today),
        queries.course_for(officer, scope, today),
        queries.names_of_organisations(),
        _language(),
    )
    record(Event.PAGE_READ, by=officer, now=timezone.now(), about="course", of=scope.key)
    return render(request, "desk/commitments_course.html", {"page": page})


@require_safe
def overdue(request: OfficerRequest) -> HttpResponse:
    """Show milestones by the month of their first day."""
    today, officer = _today(), request.officer
    scope = queries.scope_for(officer, request.GET.get("of", ""), today)
    page = presenting.due_page(
        scope,
        queries.scopes_for(officer, today),
        queries.deadlines_for(officer, scope.subjects),
        catalogue_for(officer),
        is_whole=request.GET.get("done") == "yes",
        names=queries.names_of_organisations(),
        today=today,
        language=_language(),
    )
    record(Event.PAGE_READ, by=officer, now=timezone.now(), about="overdue", of=scope.key)
    return render(request, "desk/commitments_overdue.html", {"page": page})


@require_safe
def country_sheet(request: OfficerRequest, subject: str) -> HttpResponse:
    """Show one State or organisation on one page."""
    today, officer = _today(), request.officer
    found = queries.sheet_for(officer, subject, today)
    page = sheet.sheet_page(
        found,
        names=queries.names_of_organisations(),
        markings=(),
        treaties=queries.treaties_for(officer, subject, today),
        today=today,
        language=_language(),
    )
    printing.tell(request, found.marks)
    record(Event.PAGE_READ, by=officer, now=timezone.now(), about="country-sheet", subject=subject)
    return render(request, "desk/country_sheet.html", {"page": page})


@limited(Allowance.EXPORTS)
@require_safe
def country_sheet_paper(request: OfficerRequest, subject: str, language: str) -> HttpResponse:
    """Hand out the sheet as one page of PDF, with only what may be taken out."""
    if language not in sheet.LANGUAGES:
        raise Http404
    today, officer = _today(), request.officer
    found = queries.sheet_for(officer, subject, today, use=queries.TAKEN)
    written = sheet.to_pdf(
        found,
        names=queries.names_of_organisations(),
        markings=[f"{one.code} · {one.originator}" for one in printing.badges(found.marks)],
        treaties=queries.treaties_for(officer, subject, today),
        today=today,
        language=language,
    )
    told = {"subject": subject, "language": language, "entries": len(found.latest), "left_out": found.left_out}
    record(
        Event.PROGRESS_EXPORTED,
        by=officer,
        now=timezone.now(),
        about="country-sheet",
        digest=digest(written),
        **told,
    )
    response = HttpResponse(written, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="commitments-{subject}-{language}.pdf"'
    return response


@require_safe
def public_state(request: OfficerRequest) -> HttpResponse:
    """Show what is public of the own State, and what would be."""
    return _public_state(request)


def _public_state(request: OfficerRequest, problems: tuple[FormProblem, ...] = (), status: int = 200) -> HttpResponse:
    today, officer = _today(), request.officer
    page = presenting.publish_page(
        officer,
        subject_of(officer),
        queries.publishable(officer, today),
        queries.standing_for(officer),
        catalogue_for(officer),
        problems=problems,
        names=queries.names_of_organisations(),
        today=today,
        language=_language(),
    )
    record(Event.PAGE_READ, by=officer, now=timezone.now(), about="public-state")
    return render(request, "desk/commitments_public.html", {"page": page}, status=status)


@require_POST
def publish(request: OfficerRequest) -> HttpResponse:
    """Make the entries of the own State public that were approved for everybody."""
    try:
        actions.publish(by=request.officer, now=timezone.now())
    except NothingPublic:
        words = gettext("No entry is approved for everybody: there is nothing to publish.")
        return _public_state(request, (FormProblem("publish", words),), status=409)
    return redirect("desk:commitments-public")


@require_POST
def withdraw(request: OfficerRequest) -> HttpResponse:
    """Take back what is public of the own State."""
    try:
        actions.withdraw(by=request.officer, now=timezone.now())
    except NothingPublic:
        words = gettext("Nothing is public: there is nothing to take back.")
        return _public_state(request, (FormProblem("withdraw", words),), status=409)
    return redirect("desk:commitments-public")
