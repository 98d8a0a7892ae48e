"""Pages of published tables: make one, have it attacked, propose it, publish what somebody else proposed."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rates import Allowance
from corridor.core.access.rules import check_permission
from corridor.core.publishing.codes import Counted
from corridor.core.publishing.errors import NothingCounted
from corridor.core.publishing.exchange import asked_from
from corridor.core.publishing.records import Asked
from corridor.web.base.ledger.actions import record
from corridor.web.base.limits.actions import limited
from corridor.web.base.published import files
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.publishing import actions, forms, presenting, protecting, queries, taking


def _language() -> str:
    return get_language() or "en"


@require_safe
def tables(request: OfficerRequest) -> HttpResponse:
    """Show the tables that wait, that are being made, and that were published."""
    rows = queries.tables_for(request.officer)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="tables")
    return render(request, "desk/tables.html", {"page": presenting.tables_page(request.officer, rows, _language())})


@limited(Allowance.EXPORTS, "POST")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: OfficerRequest) -> HttpResponse:
    """Choose what a table counts; count it and keep it as a draft."""
    check_permission(request.officer, Permission.TABLE_MAKE)
    if request.method != "POST":
        asked = Asked(Counted.DEAD_OR_MISSING, is_invented=request.GET.get("world") == "invented")
        return _form(request, forms.Typed(asked))
    typed = forms.typed(request.POST)
    if typed.problems:
        return _form(request, typed, status=422)
    try:
        row = actions.make_table(by=request.officer, asked=typed.asked, now=timezone.now())
    except NothingCounted:
        wrong = (FormProblem("source", gettext("Nothing is counted here. Choose another source or a longer time.")),)
        return _form(request, forms.Typed(typed.asked, typed.threshold, wrong), status=422)
    return redirect("desk:table", row.uid, row.number)


def _form(request: OfficerRequest, typed: forms.Typed, status: int = 200) -> HttpResponse:
    page = presenting.form_page(request.officer, typed, _language())
    return render(request, "desk/table_new.html", {"page": page}, status=status)


@require_safe
def table(request: OfficerRequest, uid: str, number: int) -> HttpResponse:
    """Show one version."""
    row = queries.table_for(request.officer, uid, number)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about=f"table {uid}")
    return render(request, "desk/table.html", {"page": presenting.table_page(request.officer, row, _language())})


@require_POST
def take(request: OfficerRequest) -> HttpResponse:
    """Take the signed file of a protection body."""
    check_permission(request.officer, Permission.TABLE_PUBLISH)
    brought = request.FILES.get("file")
    content = brought.read(files.LARGEST_SIGNED + 1) if brought is not None else b""
    publication = taking.take(by=request.officer, content=content, now=timezone.now())
    return redirect("public:table", _language()[:2], publication.release.uid)


@require_POST
def attack(request: OfficerRequest, uid: str, number: int) -> HttpResponse:
    """Have a draft protected and attacked."""
    row = queries.table_for(request.officer, uid, number)
    protecting.ask(by=request.officer, row=row, now=timezone.now())
    return redirect("desk:table", uid, number)


@require_POST
def propose(request: OfficerRequest, uid: str, number: int) -> HttpResponse:
    """Ask for the publication of what withstood the attack."""
    actions.propose(by=request.officer, uid=uid, number=number, now=timezone.now())
    return redirect("desk:table", uid, number)


@require_POST
def publish(request: OfficerRequest, uid: str, number: int) -> HttpResponse:
    """Publish what somebody else proposed."""
    actions.publish(by=request.officer, uid=uid, number=number, now=timezone.now())
    return redirect("desk:table", uid, number)


@require_POST
def give_back(request: OfficerRequest, uid: str, number: int) -> HttpResponse:
    """Send back what somebody else proposed."""
    actions.return_table(by=request.officer, uid=uid, number=number, now=timezone.now())
    return redirect("desk:tables")


@require_POST
def give_up(request: OfficerRequest, uid: str, number: int) -> HttpResponse:
    """Give up a draft."""
    actions.give_up(by=request.officer, uid=uid, number=number, now=timezone.now())
    return redirect("desk:tables")


@limited(Allowance.EXPORTS, "POST")
@require_POST
def correct(request: OfficerRequest, uid: str) -> HttpResponse:
    """Count a published table anew, as the draft of its next version."""
    latest = queries.published_for(request.officer, uid)
    asked = asked_from(latest.asked)
    row = actions.make_table(by=request.officer, asked=asked, now=timezone.now(), uid=uid, why=_why(request.POST))
    return redirect("desk:table", uid, row.number)


@require_POST
def withdraw(request: OfficerRequest, uid: str) -> HttpResponse:
    """Propose that a published table is withdrawn."""
    queries.published_for(request.officer, uid)
    row = actions.propose_withdrawal(by=request.officer, uid=uid, why=_why(request.POST), now=timezone.now())
    return redirect("desk:table", uid, row.number)


def _why(values: QueryDict) -> str:
    return values.get("why", "")[:24]
