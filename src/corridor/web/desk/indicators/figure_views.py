"""Pages of reference figures: side by side, one by one, in one line where that is honest, and where they disagree."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.core.entities.errors import DraftsRefused
from corridor.core.indicators.errors import FiguresDiffer
from corridor.core.kernel.errors import NotFound
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.indicators import actions, figures, forms, words
from corridor.web.desk.indicators import figures_presenting as presenting


@require_safe
def all_figures(request: OfficerRequest) -> HttpResponse:
    """Show every reference figure, side by side by topic."""
    page = presenting.figures_page(request.officer)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="figures")
    return render(request, "desk/figures.html", {"page": page})


@require_safe
def figure(request: OfficerRequest, ref: str) -> HttpResponse:
    """Show one reference figure."""
    page = presenting.figure_page(request.officer, figures.figure_for(request.officer, ref))
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="figure")
    return render(request, "desk/figure.html", {"page": page})


@require_safe
def figure_line(request: OfficerRequest) -> HttpResponse:
    """Draw figures in one line, or say in what they differ."""
    refs = request.GET.getlist("figure")[:50]
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="figure-line")
    try:
        found = figures.line_for(request.officer, refs) if len(set(refs)) > 1 else ()
    except (FiguresDiffer, NotFound) as refused:
        said = words.differs_words(str(refused.params["by"])) if isinstance(refused, FiguresDiffer) else ""
        refusal = said or gettext("One of these figures is not there.")
        hint = gettext("They stand beside each other below, each with what it counts and how.")
        page = presenting.figures_page(request.officer, picked=refs, refusal=refusal, hint=hint)
        return render(request, "desk/figures.html", {"page": page}, status=422)
    if not found:
        refusal = gettext("Tick at least two figures.")
        page = presenting.figures_page(request.officer, picked=refs, refusal=refusal)
        return render(request, "desk/figures.html", {"page": page}, status=422)
    return render(request, "desk/figure_line.html", {"page": presenting.line_page(request.officer, found)})


@require_http_methods(["GET", "HEAD", "POST"])
def figure_new(request: OfficerRequest) -> HttpResponse:
    """Show the form for a reference figure; a POST files it under its marking."""
    check_permission(request.officer, Permission.INDICATOR_DEFINE)
    check_permission(request.officer, Permission.REPORT_FILE)
    if request.method != "POST":
        return render(request, "desk/figure_new.html", {"page": presenting.figure_form_page(request.officer, {}, ())})
    known = {one.ref for one in figures.figures_for(request.officer)}
    typed = forms.figure_typed(request.POST, known)
    problems = typed.problems
    if not problems:
        try:
            actions.add_figure(by=request.officer, values=typed.values, preset=typed.preset, now=timezone.now())
        except DraftsRefused:
            sentence = gettext("A safeguard speaks against this entry: name places and sources only, and no person.")
            problems = (FormProblem("", sentence),)
        else:
            return redirect("desk:figures")
    page = presenting.figure_form_page(request.officer, request.POST, problems)
    return render(request, "desk/figure_new.html", {"page": page}, status=422)


@require_safe
def discrepancies(request: OfficerRequest) -> HttpResponse:
    """Show where figures, dates and names of the founding documents seem to disagree."""
    page = presenting.discrepancies_page(request.officer)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="discrepancies")
    return render(request, "desk/figure_discrepancies.html", {"page": page})
