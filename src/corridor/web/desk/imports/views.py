"""Pages of imports and sources: request in, one call, response out."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.core.imports.codes import Restoration, Withdrawal
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.imports import actions, forms, links, presenting, queries, source_pages, tasks
from corridor.web.desk.imports import sources as sourcing
from corridor.web.desk.pages import FormProblem
from corridor.web.desk.statements import printing

PAGE_ROWS = 50


def _language() -> str:
    return get_language() or "en"


def _read(request: OfficerRequest, about: str, **detail: object) -> None:
    """Write one ledger entry for one page read."""
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about=about[:200], **detail)


@require_safe
def imports(request: OfficerRequest) -> HttpResponse:
    """List the imports this reader may see."""
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    listing = queries.listing_for(request.officer, first=(number - 1) * PAGE_ROWS, limit=PAGE_ROWS)
    _read(request, "imports", page=number)
    page = presenting.imports_page(listing, PAGE_ROWS, request.officer, _language())
    return render(request, "desk/imports.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request: OfficerRequest) -> HttpResponse:
    """Choose files; they are kept, and a preview says what would become of them."""
    check_permission(request.officer, Permission.IMPORT_RUN)
    if request.method != "POST":
        return _new_page(request, queries.Choice(), ())
    now = timezone.now()
    files = request.FILES.getlist("files")
    choice, problems = forms.chosen(request.officer, request.POST, now)
    problems = (*forms.problems_of(files), *problems)
    if not problems:
        contents = [(file.name or "", forms.pieces(file)) for file in files]
        brought = actions.bring_all(by=request.officer, brought=contents, choice=choice, now=now, to_describe=True)
        if not brought.refused:
            if brought.unknown and len(brought.uploads) == 1:
                return redirect(links.describe_address(brought.uploads[0], brought.uploads[0], choice))
            address = reverse("desk:import-preview", args=[presenting.SEPARATOR.join(brought.uploads)])
            return redirect(address + links.query(choice))
        problems = presenting.problems_of(brought.refused)
    return _new_page(request, choice, problems)


def _new_page(request: OfficerRequest, choice: queries.Choice, problems: tuple[FormProblem, ...]) -> HttpResponse:
    page = presenting.new_page(request.officer, choice, problems, _language())
    return render(request, "desk/import_new.html", {"page": page}, status=422 if problems else 200)


@require_safe
def import_preview(request: OfficerRequest, uids: str) -> HttpResponse:
    """Show what would happen to files that were brought; nothing is stored."""
    now = timezone.now()
    uploads = presenting.uploads_in(uids)
    choice, problems = forms.chosen(request.officer, request.GET, now)
    if problems:
        return _new_page(request, choice, problems)
    samples = queries.samples_for(request.officer, uploads, choice, now)
    record(Event.IMPORT_PREVIEWED, by=request.officer, now=now, about=uploads[0], uploads=uploads)
    page = presenting.preview_page(samples, uids, choice, request.officer, _language())
    return render(request, "desk/import_preview.html", {"page": page})


@require_POST
def import_run(request: OfficerRequest, uids: str) -> HttpResponse:
    """Begin to read files that were brought; it goes on in the background."""
    now = timezone.now()
    choice, problems = forms.chosen(request.officer, request.GET, now)
    if problems:
        return _new_page(request, choice, problems)
    loads = tasks.start(by=request.officer, uploads=presenting.uploads_in(uids), choice=choice, now=now)
    return redirect("desk:import", loads[0]) if len(loads) == 1 else redirect("desk:imports")


@require_POST
def import_discard(request: OfficerRequest, uids: str) -> HttpResponse:
    """Forget files that were brought."""
    actions.discard_all(by=request.officer, uploads=presenting.uploads_in(uids), now=timezone.now())
    return redirect("desk:imports")


@require_safe
def import_(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show one import: how far it is, what became of its rows, and what can be done with it."""
    overview = queries.overview_for(request.officer, uid)
    _read(request, uid)
    page = presenting.import_page(overview, request.officer, _language())
    return render(request, "desk/import.html", {"page": page})


@require_safe
def import_progress(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show how far one import is: the part of its page that changes.

    While it is being read only figures are shown and nothing is written to the ledger; with its end the rejected rows
    come, and with them the entry.
    """
    overview = queries.overview_for(request.officer, uid)
    page = presenting.import_page(overview, request.officer, _language())
    if page.progress is None:
        _read(request, uid, part="progress")
    return render(request, "desk/import_progress.html", {"page": page})


@require_POST
def import_cancel(request: OfficerRequest, uid: str) -> HttpResponse:
    """Stop an import that has not ended."""
    actions.cancel(by=request.officer, load=uid, now=timezone.now())
    return redirect("desk:import", uid)


@require_POST
def import_undo(request: OfficerRequest, uid: str) -> HttpResponse:
    """Take one import back."""
    actions.undo(by=request.officer, load=uid, now=timezone.now())
    return redirect("desk:import", uid)


@require_POST
def import_redo(request: OfficerRequest, uid: str) -> HttpResponse:
    """Put an import back that was taken back."""
    actions.redo(by=request.officer, load=uid, now=timezone.now())
    return redirect("desk:import", uid)


class _Echo:
    """Gives back what a writer writes, so that it can be sent at once."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def _csv(lines: Iterable[list[str]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"
    for line in lines:
        yield writer.writerow(line)


@require_safe
def import_rejects(request: OfficerRequest, uid: str) -> HttpResponseBase:
    """Send the rejected rows of one import as a table, with reasons; formulas are defused."""
    lines = queries.rejects_file(request.officer, uid)
    _read(request, uid, part="rejects")
    response = StreamingHttpResponse(_csv(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rejects-{uid}.csv"'
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def sources(request: OfficerRequest) -> HttpResponse:
    """List the sources this reader may see."""
    seen = sourcing.sources_for(request.officer)
    _read(request, "sources")
    return render(request, "desk/sources.html", {"page": source_pages.sources_page(seen, request.officer)})


@require_safe
def source(request: OfficerRequest, code: str) -> HttpResponse:
    """Show one source and its releases."""
    return _source_page(request, code)


def _source_page(request: OfficerRequest, code: str, problems: tuple[FormProblem, ...] = ()) -> HttpResponse:
    found = sourcing.source_for(request.officer, code)
    _read(request, code)
    page = source_pages.source_page(found, request.officer, _language(), problems)
    if request.officer.reader.is_printing:
        printing.tell(
            request,
            {load.mark for load in found.seen.releases},
            sources=[page.title],
            count=lambda officer: len(sourcing.source_for(officer, code).seen.releases),
        )
    return render(request, "desk/source.html", {"page": page}, status=422 if problems else 200)


@require_POST
def source_withdraw(request: OfficerRequest, code: str) -> HttpResponse:
    """Withdraw what the own authority holds of a source, with a reason."""
    check_permission(request.officer, Permission.SOURCE_WITHDRAW)
    reason = forms.reason_from(Withdrawal, request.POST.dict())
    if reason is None:
        return _source_page(request, code, (source_pages.reason_missing(),))
    actions.withdraw_source(by=request.officer, source=code, reason=reason, now=timezone.now())
    return redirect("desk:source", code)


@require_POST
def source_restore(request: OfficerRequest, code: str) -> HttpResponse:
    """Let a withdrawn source stand again, with a reason."""
    check_permission(request.officer, Permission.SOURCE_WITHDRAW)
    reason = forms.reason_from(Restoration, request.POST.dict())
    if reason is None:
        return _source_page(request, code, (source_pages.reason_missing(),))
    actions.restore_source(by=request.officer, source=code, reason=reason, now=timezone.now())
    return redirect("desk:source", code)
