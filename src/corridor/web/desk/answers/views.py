"""Pages of answers to forums: a report as it would leave, its files, and the words that only a person can write."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event
from corridor.core.access.rates import Allowance
from corridor.core.answers.errors import AskedUnfit, WordsUnfit
from corridor.core.kernel.errors import NotFound
from corridor.web.base.ledger.actions import record
from corridor.web.base.limits.actions import limited
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.answers import actions, forms, making, presenting, queries
from corridor.web.desk.commitments.queries import catalogue_for
from corridor.web.desk.statements.shown import shown_in_bulk

ACTS = {
    "submit": actions.submit_words,
    "approve": actions.approve_words,
    "withdraw": actions.withdraw_words,
}


def _language() -> str:
    return get_language() or "en"


@require_safe
def answers(request: OfficerRequest) -> HttpResponse:
    """Show a report to a forum as it would leave, one section at a time."""
    officer, today, language = request.officer, timezone.now().date(), _language()
    catalogue = catalogue_for(officer)
    offered = queries.offered_to(officer, language)
    asked = forms.asked(request.GET, offered, language=language, today=today)
    whom = request.GET.get("subject", "") or offered.own
    fields = presenting.fields_of(asked, whom, offered, catalogue, language, today)
    problems: presenting.Problems = ()
    noted: dict[str, object] = {}
    page = presenting.empty_page(fields, (), officer)
    try:
        made = queries.made_for(officer, asked, today=today)
        page = presenting.answers_page(
            officer,
            made,
            fields,
            query=forms.query_of(asked, whom),
            part=forms.chapter(request.GET),
            left_out=queries.left_out(officer, asked),
        )
        noted = shown_in_bulk(officer, made.marks)
    except AskedUnfit as refused:
        problems = forms.asked_problems(refused)
        page = presenting.empty_page(fields, problems, officer)
    record(Event.PAGE_READ, by=officer, now=timezone.now(), about="answers", **noted)
    return render(request, "desk/answers.html", {"page": page}, status=422 if problems else 200)


@limited(Allowance.EXPORTS, "POST")
@require_POST
def make_files(request: OfficerRequest) -> HttpResponse:
    """Have PDF and DOCX of a report made."""
    now = timezone.now()
    offered = queries.offered_to(request.officer, _language())
    asked = forms.asked(request.GET, offered, language=_language(), today=now.date())
    actions.ask_files(by=request.officer, asked=asked, now=now)
    whom = request.GET.get("subject", "") or offered.own
    return redirect(f"{reverse('desk:answers')}?{forms.query_of(asked, whom)}")


@limited(Allowance.EXPORTS, "POST")
@require_POST
def take(request: OfficerRequest, form: str) -> HttpResponse:
    """Send a report as a file."""
    now, wanted = timezone.now(), forms.form_of(form)
    offered = queries.offered_to(request.officer, _language())
    asked = forms.asked(request.GET, offered, language=_language(), today=now.date())
    content = actions.take(by=request.officer, asked=asked, form=wanted, now=now)
    name = f"corridor-{asked.template}-{asked.until}-{asked.language}.{wanted.value}"
    response = HttpResponse(content, content_type=making.TYPES[wanted])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def words(request: OfficerRequest) -> HttpResponse:
    """Show the words of the authority for one template and half-year, and keep new ones."""
    now, typed = timezone.now(), {}
    problems: presenting.Problems = ()
    if request.method == "POST":
        typed = {name: str(value) for name, value in request.POST.items()}
        writing = forms.writing(request.POST, language=_language())
        try:
            actions.write_words(by=request.officer, writing=writing, now=now)
            return redirect(_words_address(writing.template, writing.period))
        except WordsUnfit as refused:
            problems = forms.words_problems(refused)
    return _words(request, typed, problems)


def _words(request: OfficerRequest, typed: dict[str, str], problems: presenting.Problems) -> HttpResponse:
    now = timezone.now()
    code, period = forms.words_asked(typed or request.GET, today=now.date())
    template = queries.templates().get(code)
    if template is None:
        raise NotFound(kind="template")
    page = presenting.words_page(
        request.officer, template, period, language=_language(), today=now.date(), typed=typed, problems=problems
    )
    record(Event.PAGE_READ, by=request.officer, now=now, about="answer-words")
    return render(request, "desk/answer_words.html", {"page": page}, status=422 if problems else 200)


def _words_address(template: str, period: str) -> str:
    return f"{reverse('desk:answer-words')}?template={template}&period={period}"


@require_POST
def act_on_words(request: OfficerRequest, uid: str, act: str) -> HttpResponse:
    """Hand words on, approve them, give them back or withdraw them."""
    now, row = timezone.now(), queries.own_words(request.officer, uid)
    if act == "send-back":
        try:
            actions.send_back_words(by=request.officer, uid=uid, why=request.POST.get("why", ""), now=now)
        except WordsUnfit as refused:
            typed = {"template": row.template, "period": row.period, "question": row.question}
            return _words(request, typed, forms.words_problems(refused))
    elif act in ACTS:
        ACTS[act](by=request.officer, uid=uid, now=now)
    else:
        raise NotFound(kind="act")
    return redirect(_words_address(row.template, row.period))
