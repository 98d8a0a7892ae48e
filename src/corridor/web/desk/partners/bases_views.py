"""Pages of legal bases: ask the finder, and keep what officers write down or read in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.core.bases.declarations import LONGEST_DECLARED
from corridor.core.bases.errors import InstrumentIncomplete, SheetDoubled, StatusIncomplete, TableUnreadable
from corridor.core.bases.exchange import LONGEST_TABLE
from corridor.core.kernel.errors import MethodRefused
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.partners import asking, bases_presenting, forms, instruments, queries, writing
from corridor.web.desk.partners.views import Problems, language


@require_safe
def bases(request: OfficerRequest) -> HttpResponse:
    """Answer on what a measure between two States can rest on a day, and on what not and why."""
    now = timezone.now()
    check_permission(request.officer, Permission.PARTNER_READ)
    asked = asking.asked_from(request.GET, today=now.date(), own=queries.own_country())
    answer = None
    if asked.is_whole and asked.measure is not None:
        answer = instruments.answer_for(request.officer, asked.a, asked.b, on=asked.on, measure=asked.measure)
    record(Event.PAGE_READ, by=request.officer, now=now, about="bases", between=sorted((asked.a, asked.b)))
    page = bases_presenting.bases_page(request.officer, asked, answer, language())
    return render(request, "desk/bases.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: OfficerRequest) -> HttpResponse:
    """Show what officers wrote down or read in; a POST adds, confirms, ends or puts aside."""
    now = timezone.now()
    check_permission(request.officer, Permission.PARTNER_READ)
    problems: Problems = ()
    if request.method == "POST":
        if (carry_out := ACTS.get(request.POST.get("act", ""))) is None:
            raise MethodRefused
        problems = carry_out(request, now)
        if not problems:
            return redirect("desk:bases-kept")
    found = instruments.kept_for(request.officer)
    record(Event.PAGE_READ, by=request.officer, now=now, about="bases-kept")
    page = bases_presenting.kept_page(request.officer, found, request.POST, language(), problems)
    return render(request, "desk/bases_kept.html", {"page": page}, status=422 if problems else 200)


def _add_instrument(request: OfficerRequest, now: datetime) -> Problems:
    check_permission(request.officer, Permission.BASIS_MANAGE)
    one = forms.instrument_from(request.POST)
    if wrong := writing.problems_of_instrument(one):
        return forms.told(wrong, forms.instrument_words())
    writing.add_instrument(by=request.officer, one=one, now=now)
    return ()


def _add_status(request: OfficerRequest, now: datetime) -> Problems:
    check_permission(request.officer, Permission.BASIS_MANAGE)
    sheet = forms.sheet_from(request.POST)
    if wrong := writing.problems_of_sheet(sheet, today=now.date()):
        return _of_form(forms.told(wrong, forms.status_words()), "status")
    writing.add_sheet(by=request.officer, sheet=sheet, now=now)
    return ()


def _read_list(request: OfficerRequest, now: datetime) -> Problems:
    words = forms.status_words()
    sent = request.FILES.get("file")
    written = sent.read(LONGEST_TABLE + 1) if sent is not None else b""
    instrument, source = forms.text(request.POST, "instrument"), forms.text(request.POST, "source")
    as_of = forms.day(request.POST, "as_of") or forms.LONG_AGO
    try:
        writing.read_in(
            by=request.officer,
            instrument=instrument,
            written=forms.list_written(written),
            as_of=as_of,
            source=source,
            now=now,
        )
    except TableUnreadable as refused:
        return (FormProblem("list-file", forms.list_problem(refused)),)
    except SheetDoubled:
        return (FormProblem("list-file", gettext("A list that tells the same as of the same day is here already.")),)
    except StatusIncomplete as refused:
        field = str(refused.params["field"])
        return (FormProblem(f"list-{field}", words[field]),)
    return ()


def _read_declarations(request: OfficerRequest, now: datetime) -> Problems:
    words = forms.status_words()
    sent = request.FILES.get("file")
    written = sent.read(LONGEST_DECLARED + 1) if sent is not None else b""
    try:
        writing.read_declarations(
            by=request.officer,
            instrument=forms.text(request.POST, "instrument"),
            written=forms.list_written(written),
            as_of=forms.day(request.POST, "as_of") or forms.LONG_AGO,
            source=forms.text(request.POST, "source"),
            now=now,
        )
    except TableUnreadable as refused:
        return (FormProblem("declared-file", forms.declared_problem(refused)),)
    except SheetDoubled:
        return (FormProblem("declared-file", gettext("The same was read in as of this day already.")),)
    except StatusIncomplete as refused:
        field = str(refused.params["field"])
        return (FormProblem(f"declared-{field}", words[field]),)
    return ()


def _of_form(problems: Problems, form: str) -> Problems:
    """Return problems under the names that fields have in one of several forms of a page."""
    return tuple(FormProblem(f"{form}-{one.field}", one.message) for one in problems)


def _confirm_instrument(request: OfficerRequest, now: datetime) -> Problems:
    writing.confirm_instrument(by=request.officer, uid=forms.uid(request.POST), now=now)
    return ()


def _end_instrument(request: OfficerRequest, now: datetime) -> Problems:
    on = forms.day(request.POST, "on") or now.date()
    uid = forms.uid(request.POST)
    try:
        writing.end_instrument(by=request.officer, uid=uid, on=on, now=now)
    except InstrumentIncomplete:
        return (FormProblem(f"on-{uid}", forms.instrument_words()["ended_on"]),)
    return ()


def _confirm_sheet(request: OfficerRequest, now: datetime) -> Problems:
    writing.confirm_sheet(by=request.officer, uid=forms.uid(request.POST), now=now)
    return ()


def _withdraw_sheet(request: OfficerRequest, now: datetime) -> Problems:
    writing.withdraw_sheet(by=request.officer, uid=forms.uid(request.POST), now=now)
    return ()


ACTS: Mapping[str, Callable[[OfficerRequest, datetime], Problems]] = {
    "instrument": _add_instrument,
    "status": _add_status,
    "list": _read_list,
    "declared": _read_declarations,
    "confirm-instrument": _confirm_instrument,
    "end-instrument": _end_instrument,
    "confirm-sheet": _confirm_sheet,
    "withdraw-sheet": _withdraw_sheet,
}
