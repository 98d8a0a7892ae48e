"""Pages on which officers see what came of their reports, answer questions, ask about a report, and thank."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.core.returned.codes import Sentence
from corridor.web.base.ledger.actions import record
from corridor.web.base.oversight.actions import catch_up
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem, Pagination
from corridor.web.desk.entities.forms import page_from
from corridor.web.desk.returned import actions, presenting, queries
from corridor.web.desk.returned.errors import AskedAlready, OwnReport, ThankedAlready, WordsRefused
from corridor.web.desk.statements.titles import titles_for


@require_safe
def returned(request: OfficerRequest) -> HttpResponse:
    """Show what came of the officer's reports."""
    return _returned(request)


def _returned(request: OfficerRequest, sent: Mapping[str, str] | None = None, status: int = 200) -> HttpResponse:
    officer = request.officer
    check_permission(officer, Permission.REPORT_FILE)
    check_permission(officer, Permission.ENTITY_READ)
    whole = request.GET.get("of") == "authority"
    if Permission.READING_REVIEW in officer.permissions:
        catch_up()
    filed = queries.filed_by(officer, whole_authority=whole)
    number = page_from(request.GET.get("page", ""))
    first = (number - 1) * queries.PAGE
    found = queries.came_of(officer, filed[first : first + queries.PAGE], today=timezone.localdate())
    page = presenting.returned_page(
        officer,
        found,
        whole_authority=whole,
        pagination=_pagination(number, first, len(found), is_last=first + queries.PAGE >= len(filed), whole=whole),
        answers=() if whole else queries.answers_for(officer),
        sent=sent,
    )
    record(Event.PAGE_READ, by=officer, now=timezone.now(), about="returned", results=len(found))
    return render(request, "desk/returned.html", {"page": page}, status=status)


def _pagination(number: int, first: int, shown: int, *, is_last: bool, whole: bool) -> Pagination:
    """Return the way to the pages before and after; how many reports there are in all is not told."""
    of = {"of": "authority"} if whole else {}

    def url(page: int) -> str:
        return f"{reverse('desk:returned')}?{urlencode({**of, 'page': str(page)})}"

    return Pagination(
        first=first + 1,
        last=first + shown,
        total=0,
        previous_url=url(number - 1) if number > 1 else "",
        next_url="" if is_last else url(number + 1),
    )


@require_POST
def answer(request: OfficerRequest) -> HttpResponseBase:
    """Answer a question about the officer's own report."""
    question, text = request.POST.get("question", ""), request.POST.get("text", "")
    try:
        actions.answer(by=request.officer, question=question, text=text, now=timezone.now())
    except WordsRefused as refused:
        problem = gettext(refused.hint)
        return _returned(request, {"question": question, "text": text, "problem": problem}, refused.status)
    return redirect("desk:returned")


@require_http_methods(["GET", "HEAD", "POST"])
def thing_reports(request: OfficerRequest, uid: str) -> HttpResponseBase:
    """Show the reports behind a thing; a POST asks the author of one, or thanks for it."""
    if request.method == "POST":
        return _said(request, uid)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about=uid, part="reports")
    return _behind(request, uid)


def _behind(
    request: OfficerRequest,
    uid: str,
    problem: FormProblem | None = None,
    typed: tuple[str, str] = ("", ""),
    status: int = 200,
) -> HttpResponse:
    thing, reports = queries.behind(request.officer, uid)
    title = titles_for(request.officer, [thing.entity]).get(thing.entity, "")
    page = presenting.behind_page(uid, title, reports, problem=problem, typed=typed)
    return render(request, "desk/thing_reports.html", {"page": page}, status=status)


def _said(request: OfficerRequest, uid: str) -> HttpResponseBase:
    sent, by, now = request.POST, request.officer, timezone.now()
    load, text = sent.get("load", ""), sent.get("text", "")
    try:
        if sent.get("act") == "thank":
            chosen = sent.get("sentence", "")
            sentence = Sentence(chosen) if chosen in set(Sentence) else Sentence.THANKS
            named = sent.get("named") == "yes"
            actions.thank(by=by, thing=uid, load=load, sentence=sentence, is_named=named, now=now)
        else:
            actions.ask(by=by, thing=uid, load=load, text=text, now=now)
    except (WordsRefused, AskedAlready, OwnReport, ThankedAlready) as refused:
        problem = FormProblem("text", gettext(refused.hint))
        return _behind(request, uid, problem, (load, text), refused.status)
    return redirect("desk:thing-reports", uid)
