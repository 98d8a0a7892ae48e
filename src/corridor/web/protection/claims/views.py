"""Pages of claims, files and findings, and the one where a person follows a claim by the code of the receipt."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rates import Allowance
from corridor.core.access.rules import check_permission
from corridor.core.claims.codes import StepState
from corridor.core.claims.errors import (
    ActNotOpen,
    EraserNeeded,
    EraserReturns,
    ParticularsWhole,
    RemedyTooShort,
    SecondPersonNeeded,
    StepClosed,
)
from corridor.core.kernel.errors import CorridorError, NotFound
from corridor.core.kernel.spoken import read_spoken
from corridor.web.base.accounts.frame import home_of
from corridor.web.base.accounts.middleware import public
from corridor.web.base.ledger.actions import record
from corridor.web.base.limits.actions import spend
from corridor.web.base.refusals import what_of
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.protection.claims import actions, findings, forms, presenting, queries, steps
from corridor.web.protection.claims.wording import REASONS

FOLDER = "protection"
EVERYBODY = "everybody"
"""Whose allowance following by code is: no address is looked at."""


@require_http_methods(["GET", "POST"])
def claim_new(request: OfficerRequest) -> HttpResponse:
    """Write down that a person asks for protection or fears return; answer with the receipt to print."""
    check_permission(request.officer, Permission.CLAIM_RECORD)
    now = timezone.now()
    if request.method != "POST":
        page = presenting.new_page(forms.wish_typed({}), now.date())
        return render(request, f"{FOLDER}/claim_new.html", {"page": page})
    if forms.chooses_the_clock(request.POST):
        actions.refuse_backdating(by=request.officer, about="new", now=now)
    typed = forms.wish_typed(request.POST)
    wish, problems = forms.wish_read(typed, frozenset(code for code, _ in queries.bodies()), now.date())
    if wish is None:
        page = presenting.new_page(typed, now.date(), problems)
        return render(request, f"{FOLDER}/claim_new.html", {"page": page}, status=422)
    made = actions.record_claim(by=request.officer, wish=wish, now=now)
    return _receipt(request, made, home_of(request.officer))


def _receipt(request: OfficerRequest, made: actions.Recorded, back_url: str) -> HttpResponse:
    return render(request, f"{FOLDER}/claim_receipt.html", {"page": presenting.receipt_page(made, back_url)})


@require_safe
def claims(request: OfficerRequest) -> HttpResponse:
    """Show the inbox of an asylum body; who looks is written to the ledger."""
    now = timezone.now()
    page = presenting.claims_page(request.officer, now)
    record(Event.PAGE_READ, by=request.officer, now=now, about="claims")
    return render(request, f"{FOLDER}/claims.html", {"page": page})


@require_safe
def claim(request: OfficerRequest, ref: str) -> HttpResponse:
    """Show one claim; who reads it is written to the ledger."""
    now = timezone.now()
    page = presenting.claim_page(request.officer, queries.claim_for(request.officer, ref), now)
    record(Event.CLAIM_READ, by=request.officer, now=now, about=ref)
    return render(request, f"{FOLDER}/claim.html", {"page": page})


@require_POST
def decide(request: OfficerRequest, ref: str) -> HttpResponse:
    """Add an act of the asylum body to a claim."""
    now = timezone.now()
    row = queries.claim_for(request.officer, ref)
    if forms.chooses_the_clock(request.POST):
        actions.refuse_backdating(by=request.officer, about=ref, now=now)
    move, problems = forms.move_read(request.POST, now.date())
    if move is not None:
        try:
            actions.decide(by=request.officer, ref=ref, move=move, now=now)
        except (ActNotOpen, RemedyTooShort, SecondPersonNeeded) as refused:
            problems = (FormProblem("act", what_of(refused)),)
        except (EraserNeeded, EraserReturns, ParticularsWhole) as refused:
            problems = (FormProblem("erasing", what_of(refused)),)
    if problems:
        page = presenting.claim_page(request.officer, row, now, problems)
        return render(request, f"{FOLDER}/claim.html", {"page": page}, status=422)
    return redirect("protection:claim", ref)


@require_POST
def tie(request: OfficerRequest, ref: str) -> HttpResponse:
    """Say that the person of a claim is, or is not, the person of another receipt or file."""
    now = timezone.now()
    row = queries.claim_for(request.officer, ref)
    other, same = forms.line(request.POST, "other")[:20].upper(), request.POST.get("ruling") == "same"
    try:
        actions.rule_on_persons(by=request.officer, ref=ref, other=other, same=same, now=now)
    except NotFound:
        problem = FormProblem("other", gettext("There is no other receipt or file of this number."))
        page = presenting.claim_page(request.officer, row, now, (problem,))
        return render(request, f"{FOLDER}/claim.html", {"page": page}, status=422)
    return redirect("protection:claim", ref)


@require_http_methods(["POST", "DELETE"])
def claim_delete(request: OfficerRequest, ref: str) -> HttpResponse:
    """Refuse to delete a claim, whoever asks; the attempt is written to the ledger."""
    actions.refuse_deletion(by=request.officer, ref=ref[:16], now=timezone.now())
    return redirect("protection:claims")


@require_POST
def review(request: OfficerRequest) -> HttpResponse:
    """Note that what a restore may have lost was entered anew."""
    actions.review_files(by=request.officer, now=timezone.now())
    return redirect("protection:claims")


@public
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Show where a claim stands to who has the code; a wrong code and one that nobody has are the same page."""
    now = timezone.now()
    asked = request.method == "POST"
    row = None
    if asked:
        spend(Allowance.FOLLOW, EVERYBODY, now=now)
        signs = read_spoken(request.POST.get("code", "")[:60], actions.CODE_SIGNS)
        row = queries.claim_followed(signs or "")
    page = presenting.follow_page(row, asked=asked, now=now)
    return render(request, f"{FOLDER}/claim_follow.html", {"page": page})


# --- files of steps ----------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def files(request: OfficerRequest) -> HttpResponse:
    """Show the files of the own authority; a POST opens one."""
    now = timezone.now()
    check_permission(request.officer, Permission.STEP_TAKE)
    if request.method != "POST":
        return _files(request, forms.line(request.GET, "words"))
    name, receipt = forms.line(request.POST, "name"), forms.line(request.POST, "receipt")[:20].upper()
    problems = [] if name else [FormProblem("name", gettext("Write the name as the person says it."))]
    try:
        ref = "" if problems else steps.open_file(by=request.officer, name=name, receipt=receipt, now=now)
    except NotFound:
        problems.append(FormProblem("receipt", gettext("There is no receipt of this number.")))
    if problems:
        page = presenting.files_page(request.officer, "", name=name, receipt=receipt, problems=tuple(problems))
        return render(request, f"{FOLDER}/files.html", {"page": page}, status=422)
    return redirect("protection:file", ref)


@require_safe
def monitoring(request: OfficerRequest) -> HttpResponse:
    """Show every file of steps to an independent monitor, without names."""
    check_permission(request.officer, Permission.STEP_MONITOR)
    return _files(request, forms.line(request.GET, "words"))


def _files(request: OfficerRequest, words: str) -> HttpResponse:
    page = presenting.files_page(request.officer, words)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="files")
    return render(request, f"{FOLDER}/files.html", {"page": page})


def _file_of(needed: Permission) -> Callable[..., HttpResponse]:
    @require_safe
    def view(request: OfficerRequest, ref: str) -> HttpResponse:
        now = timezone.now()
        check_permission(request.officer, needed)
        page = presenting.file_page(request.officer, queries.file_for(request.officer, ref), now)
        record(Event.FILE_READ, by=request.officer, now=now, about=ref)
        return render(request, f"{FOLDER}/file.html", {"page": page})

    return view


file = _file_of(Permission.STEP_TAKE)
monitored = _file_of(Permission.STEP_MONITOR)


@require_POST
def file_ask(request: OfficerRequest, ref: str) -> HttpResponse:
    """Keep what a person was told and answered; a fear of return is answered with the receipt to print."""
    now = timezone.now()
    person = queries.file_for(request.officer, ref)
    asked, problems = forms.asked_read(request.POST, now.date())
    if asked is None:
        page = presenting.file_page(request.officer, person, now, problems)
        return render(request, f"{FOLDER}/file.html", {"page": page}, status=422)
    made = steps.ask_person(by=request.officer, ref=ref, asked=asked, now=now)
    here = reverse("protection:file", args=(ref,))
    return redirect(here) if made is None else _receipt(request, made, here)


@require_POST
def file_step(request: OfficerRequest, ref: str) -> HttpResponse:
    """Take a step, or be told why it is closed."""
    now = timezone.now()
    person = queries.file_for(request.officer, ref)
    kind = forms.step_read(request.POST)
    problem: FormProblem | None = FormProblem("step", gettext("Choose a step."))
    if kind is not None:
        problem = _tried(lambda: steps.take_step(by=request.officer, ref=ref, kind=kind, now=now))
    if problem is not None:
        page = presenting.file_page(request.officer, person, now, (problem,))
        return render(request, f"{FOLDER}/file.html", {"page": page}, status=422)
    return redirect("protection:file", ref)


@require_POST
def step_move(request: OfficerRequest, ref: str) -> HttpResponse:
    """Carry a step out, abandon it, or take a halted one up again, where it is open."""
    now = timezone.now()
    step = queries.step_for(request.officer, ref)
    to = forms.code(StepState, request.POST.get("to", ""))
    problem: FormProblem | None = FormProblem("step", gettext("Choose what happens with the step."))
    if to is not None:
        problem = _tried(lambda: steps.move_step(by=request.officer, ref=ref, to=to, now=now))
    if problem is not None:
        page = presenting.file_page(request.officer, step.person, now, (problem,))
        return render(request, f"{FOLDER}/file.html", {"page": page}, status=422)
    return redirect("protection:file", step.person.ref)


def _tried(do: Callable[[], str]) -> FormProblem | None:
    """Return why a step did not go on; nothing when it did."""
    try:
        do()
    except (StepClosed, ActNotOpen) as refused:
        return FormProblem("step", _told(refused))
    return None


def _told(refused: CorridorError) -> str:
    if not isinstance(refused, StepClosed):
        return what_of(refused)
    reasons = str(refused.params["closed"]).split(", ")
    told = " ".join(gettext(sentence) for code, sentence in REASONS.items() if code.value in reasons)
    return f"{what_of(refused)} {told}"


# --- findings ----------------------------------------------------------------------------------------------------


@require_POST
def finding_new(request: OfficerRequest, ref: str) -> HttpResponse:
    """Add a finding to a file."""
    now = timezone.now()
    check_permission(request.officer, Permission.STEP_MONITOR)
    person = queries.file_for(request.officer, ref)
    words = forms.words(request.POST, "words")
    if not words:
        problem = FormProblem("words", gettext("Write what you found."))
        page = presenting.file_page(request.officer, person, now, (problem,))
        return render(request, f"{FOLDER}/file.html", {"page": page}, status=422)
    findings.file_finding(by=request.officer, ref=ref, words=words, now=now)
    return redirect("protection:monitored", ref)


@require_POST
def finding_answer(request: OfficerRequest, ref: str) -> HttpResponse:
    """Answer a finding; it stays as it is."""
    now = timezone.now()
    person = queries.finding_for(request.officer, ref).person
    words = forms.words(request.POST, "words")
    if not words:
        problem = FormProblem(f"answer-{ref}", gettext("Write an answer."))
        page = presenting.file_page(request.officer, person, now, (problem,))
        return render(request, f"{FOLDER}/file.html", {"page": page}, status=422)
    findings.answer_finding(by=request.officer, ref=ref, words=words, now=now)
    return redirect("protection:file", person.ref)
