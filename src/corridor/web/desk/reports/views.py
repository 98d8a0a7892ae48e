"""Pages of reports: write, look who will read, send, release, send back, correct."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.core.attachments.codes import Fault
from corridor.core.attachments.errors import AttachmentRefused
from corridor.core.kernel.errors import NotFound
from corridor.core.reports.codes import OPEN, ReturnReason, State
from corridor.core.reports.records import FieldProblem
from corridor.web.base import identity, printing
from corridor.web.base.attachments.serving import handed_out
from corridor.web.base.keeping import queries as keeping
from corridor.web.base.keeping import views as keeps
from corridor.web.base.ledger.actions import record
from corridor.web.base.oversight.actions import catch_up
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.reports import attaching, forming, forms, presenting, queries, writing
from corridor.web.desk.reports.errors import (
    FieldsRefused,
    FileTooMuch,
    ReportState,
    ReportTooLarge,
    SecondOfficerMissing,
)

CORRECTABLE = (FieldsRefused, ReportState, ReportTooLarge, SecondOfficerMissing)


@require_safe
def reports(request: OfficerRequest) -> HttpResponse:
    """Show the officer's own reports, and those that wait for a second officer."""
    page = presenting.reports_page(request.officer)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="reports")
    return render(request, "desk/reports.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: OfficerRequest) -> HttpResponse:
    """Begin a report from the post's defaults or from the last report; a POST saves it, and sends it if asked."""
    check_permission(request.officer, Permission.REPORT_FILE)
    if request.method == "POST":
        return _written(request, "")
    is_copy = request.GET.get("from") == "last"
    values = forms.template_of(request.officer) if is_copy else forms.defaults(request.officer)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="report", part="new")
    return _form(request, "", values, (), key=str(identity.uid()))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: OfficerRequest, uid: str) -> HttpResponse:
    """Write on with a draft of one's own."""
    found = queries.own_report_for(request.officer, uid)
    if request.method == "POST":
        return _written(request, uid)
    if found.state not in OPEN:
        return redirect("desk:report", uid)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about=uid, part="draft")
    problems = writing.reading_of(request.officer, found, timezone.now())[0].problems if "check" in request.GET else ()
    return _form(request, uid, queries.kept_of(found).values, problems)


def _written(request: OfficerRequest, uid: str) -> HttpResponse:
    """Save what was typed; send it if asked, or show again what must be corrected."""
    now, values, wanted = timezone.now(), forms.typed(request.POST), request.POST.get("act", "save")
    once = str(request.POST.get("once", ""))
    if before := keeping.sent_to(request.officer, once):
        return keeps.received(request, before)
    key = "" if uid else str(request.POST.get("key", ""))
    if wanted == "readers":
        record(Event.PAGE_READ, by=request.officer, now=now, about=uid or "report", part="readers")
        return _form(request, uid, values, (), key=key or ("" if uid else str(identity.uid())))
    language = get_language() or "en"
    wants = "" if wanted == "send" else once
    saved = writing.save_draft(
        by=request.officer, values=values, now=now, uid=uid, key=key, language=language, once=wants
    )
    if wanted == "send":
        if problems := writing.send(by=request.officer, uid=saved, now=now, once=once):
            if keeps.is_asked_by_script(request):
                # The draft is saved: its page says what to correct, and the script need not send everything again.
                return keeps.received(request, f"{reverse('desk:report-edit', args=[saved])}?check=1")
            return _form(request, "" if key else saved, values, problems, key=key)
        messages.success(request, gettext("Sent. A second officer will look at it; you can take it back until then."))
        return keeps.received(request, reverse("desk:report", args=[saved]))
    messages.success(request, gettext("The draft is saved. Nobody else sees it."))
    return keeps.received(request, reverse("desk:report-edit", args=[saved]))


def _form(
    request: OfficerRequest,
    uid: str,
    values: Mapping[str, str],
    problems: tuple[FieldProblem, ...],
    key: str = "",
) -> HttpResponse:
    page = forming.form_page(request.officer, uid, values, problems, key=key)
    return render(request, "desk/report_form.html", {"page": page}, status=422 if problems else 200)


@require_POST
def readers(request: OfficerRequest) -> HttpResponse:
    """Show who will read a report under the marking that is chosen now."""
    check_permission(request.officer, Permission.REPORT_FILE)
    page = forming.readers_part(request.officer, forms.typed(request.POST))
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="report", part="readers")
    return render(request, "desk/report_readers.html", {"page": page})


@require_safe
def report(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show one report where it stands."""
    return _report(request, uid)


def _report(request: OfficerRequest, uid: str, refused: Exception | None = None, status: int = 200) -> HttpResponse:
    found = queries.report_for(request.officer, uid)
    marked = presenting.paper_marks(request.officer, found)
    if marked:
        printing.tell(request, markings=marked, sources=(found.ref,))
    elif request.officer.reader.is_printing:
        raise NotFound(kind="report")
    else:
        printing.at(request, "")
    if found.author == request.officer.handle and found.state == State.RELEASED:
        catch_up()
    page = presenting.report_page(request.officer, found, timezone.now())
    if isinstance(refused, CORRECTABLE):
        page = replace(page, problems=presenting.problems_of(refused))
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about=uid, part="report")
    return render(request, "desk/report.html", {"page": page}, status=status)


@require_POST
def attach(request: OfficerRequest, uid: str) -> HttpResponse:
    """Put a file beside a draft."""
    given = request.FILES.get("file")
    try:
        if not isinstance(given, UploadedFile):
            raise AttachmentRefused(fault=Fault.EMPTY)
        attaching.attach(by=request.officer, uid=uid, file=given, now=timezone.now())
    except AttachmentRefused as refused:
        messages.error(request, gettext(refused.hint_for_fault))
    except FileTooMuch as refused:
        messages.error(request, gettext(refused.hint))
    return redirect(f"{reverse('desk:report-edit', args=[uid])}#files")


@require_POST
def detach(request: OfficerRequest, uid: str) -> HttpResponse:
    """Take a file away from a draft."""
    report = attaching.detach(by=request.officer, uid=uid, now=timezone.now())
    return redirect(f"{reverse('desk:report-edit', args=[report])}#files")


@require_safe
def file(request: OfficerRequest, uid: str) -> HttpResponse:
    """Hand out one file, to be saved."""
    had = attaching.had_by(request.officer, uid, timezone.now())
    return handed_out(had.content, kind=had.kind, name=had.name)


@require_safe
def thing_files(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show the files beside the reports of a thing."""
    page = presenting.files_page(request.officer, uid)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about=uid, part="files")
    return render(request, "desk/thing_files.html", {"page": page})


def _acting(do: Callable[[OfficerRequest, str], str], told: str) -> Callable[..., HttpResponse]:
    """Return a page that lets a report go on, or shows it again with the reason why it cannot."""

    @require_POST
    def view(request: OfficerRequest, uid: str) -> HttpResponse:
        queries.report_for(request.officer, uid)
        try:
            to = do(request, uid)
        except CORRECTABLE as refused:
            return _report(request, uid, refused, refused.status)
        if told:
            messages.success(request, gettext(told))
        return redirect(to)

    return view


def _take_back(request: OfficerRequest, uid: str) -> str:
    writing.take_back(by=request.officer, uid=uid, now=timezone.now())
    return reverse("desk:report-edit", args=[uid])


def _discard(request: OfficerRequest, uid: str) -> str:
    writing.discard(by=request.officer, uid=uid, now=timezone.now())
    return reverse("desk:report", args=[uid])


def _restore(request: OfficerRequest, uid: str) -> str:
    writing.restore(by=request.officer, uid=uid, now=timezone.now())
    return reverse("desk:report-edit", args=[uid])


def _correct(request: OfficerRequest, uid: str) -> str:
    return reverse("desk:report-edit", args=[writing.correct(by=request.officer, uid=uid, now=timezone.now())])


def _release(request: OfficerRequest, uid: str) -> str:
    writing.release(by=request.officer, uid=uid, now=timezone.now())
    return reverse("desk:report", args=[uid])


def _return(request: OfficerRequest, uid: str) -> str:
    given = str(request.POST.get("reason", ""))
    reason = ReturnReason(given) if given in list(ReturnReason) else ReturnReason.OTHER
    writing.return_to_author(by=request.officer, uid=uid, reason=reason, now=timezone.now())
    return reverse("desk:reports")


take_back = _acting(_take_back, gettext_noop("The report is yours again."))
discard = _acting(_discard, gettext_noop("Discarded. You can take it up again for a day."))
restore = _acting(_restore, gettext_noop("The draft is there again."))
correct = _acting(_correct, "")
release = _acting(_release, gettext_noop("Released. From now on it counts, under its marking."))
send_back = _acting(_return, gettext_noop("Sent back to its author."))
