"""The pages of the library: the list, one entry, and the forms that file, grade, adopt and withdraw."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.practices.errors import EntryIncomplete, GradeUnfounded, SecondPersonNeeded
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.commitments.queries import catalogue_for
from corridor.web.desk.practices import actions, forms, presenting, queries, words


@require_safe
def practices(request: OfficerRequest) -> HttpResponse:
    """Show the library."""
    now, language = timezone.now(), get_language() or "en"
    found = queries.library_for(request.officer, language=language)
    asked = presenting.asked_from(request.GET)
    page = presenting.library_page(request.officer, found, queries.adopted_for(request.officer), asked)
    record(Event.PAGE_READ, by=request.officer, now=now, about="practices")
    return render(request, "desk/practices.html", {"page": page})


@require_safe
def practice(request: OfficerRequest, about: str) -> HttpResponse:
    """Show one entry."""
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about=about)
    return _shown(request, about)


def _shown(
    request: OfficerRequest,
    about: str,
    typed: Mapping[str, str] | None = None,
    problems: tuple[FormProblem, ...] = (),
) -> HttpResponse:
    language, officer = get_language() or "en", request.officer
    page = presenting.entry_page(
        officer,
        queries.entry_for(officer, about, language=language),
        queries.versions_for(officer, about),
        queries.adoptions_for(officer, about),
        catalogue_for(officer),
        language,
        typed=typed,
        problems=problems,
    )
    return render(request, "desk/practice.html", {"page": page}, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def practice_new(request: OfficerRequest) -> HttpResponse:
    """Show the form of an entry; a POST files it."""
    check_permission(request.officer, Permission.PRACTICE_FILE)
    return _form(request, "", {})


@require_http_methods(["GET", "HEAD", "POST"])
def practice_edit(request: OfficerRequest, about: str) -> HttpResponse:
    """Show the form of the version in force; a POST lets a new one take its place."""
    check_permission(request.officer, Permission.PRACTICE_FILE)
    found = queries.entry_for(request.officer, about, language="en")
    if found.row is None or found.row.authority != request.officer.reader.authority:
        raise NotFound(kind="entry")
    return _form(request, about, presenting.values_of(found.told, found.row.level))


def _form(request: OfficerRequest, about: str, values: Mapping[str, str]) -> HttpResponse:
    catalogue, language = catalogue_for(request.officer), get_language() or "en"
    if request.method != "POST":
        page = presenting.form_page(values, catalogue, about, (), language)
        return render(request, "desk/practice_form.html", {"page": page})
    typed = forms.entry_typed(request.POST)
    if typed.problems:
        page = presenting.form_page(request.POST.dict(), catalogue, about, typed.problems, language)
        return render(request, "desk/practice_form.html", {"page": page}, status=422)
    kept = actions.file(by=request.officer, told=typed.told, level=typed.level, about=about, now=timezone.now())
    return redirect("desk:practice", kept)


@require_POST
def practice_judge(request: OfficerRequest, about: str) -> HttpResponse:
    """Grade the evidence of an entry, or take a grade back."""
    now = timezone.now()
    if request.POST.get("act") == "take-back":
        actions.take_back(by=request.officer, about=about, now=now)
        return redirect("desk:practice", about)
    grade, reason = forms.grade_typed(request.POST)
    if grade is None:
        return _shown(request, about, request.POST.dict(), (FormProblem("grade", gettext("Choose from the list.")),))
    try:
        actions.judge(by=request.officer, about=about, grade=grade, reason=reason, now=now)
    except (SecondPersonNeeded, GradeUnfounded) as refused:
        return _shown(request, about, request.POST.dict(), (FormProblem("grade", gettext(refused.template)),))
    except EntryIncomplete as wrong:
        field, _, why = str(wrong.params["fields"]).partition(" ")
        return _shown(request, about, request.POST.dict(), (FormProblem(field, words.problem_words(field, why)),))
    return redirect("desk:practice", about)


@require_POST
def practice_adopt(request: OfficerRequest, about: str) -> HttpResponse:
    """Tell what the own authority made of an entry."""
    check_permission(request.officer, Permission.PRACTICE_FILE)
    now = timezone.now()
    typed = forms.adoption_typed(request.POST, today=now.date())
    if typed.problems:
        return _shown(request, about, request.POST.dict(), typed.problems)
    actions.adopt(
        by=request.officer,
        about=about,
        stage=typed.stage,
        on=typed.on,
        how=typed.how,
        came=typed.came,
        level=typed.level,
        now=now,
    )
    return redirect("desk:practice", about)


@require_POST
def practice_withdraw(request: OfficerRequest, about: str) -> HttpResponse:
    """Withdraw an entry."""
    actions.withdraw(by=request.officer, about=about, now=timezone.now())
    return redirect("desk:practices")
