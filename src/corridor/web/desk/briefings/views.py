"""Pages of briefings: write one, bind its figures, settle what changed, look at what leaves, make it, take it along."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from corridor.core.access.codes import Event
from corridor.core.access.rates import Allowance
from corridor.core.briefings.errors import BindingUnfit, PartUnfit
from corridor.core.forecasting.errors import NoBetterThanNaive, NotForecast, NotWorkedOut
from corridor.web.base.ledger.actions import record
from corridor.web.base.limits.actions import limited
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.briefings import actions, forms, presenting, queries, showing, versions

Problems = tuple[FormProblem, ...]
both = require_http_methods(["GET", "HEAD", "POST"])


@both
def briefings(request: OfficerRequest) -> HttpResponse:
    """Show the briefings of the authority, and begin one."""
    now = timezone.now()
    problems: Problems = ()
    if request.method == "POST":
        try:
            uid = actions.begin_briefing(by=request.officer, begun=forms.begun(request.POST), now=now)
            return redirect("desk:briefing", uid)
        except PartUnfit as refused:
            problems = forms.problem_of(refused)
    rows = queries.briefings_for(request.officer)
    record(Event.PAGE_READ, by=request.officer, now=now, about="briefings")
    page = presenting.briefings_page(rows, request.POST, problems)
    return render(request, "desk/briefings.html", {"page": page}, status=422 if problems else 200)


@both
def briefing(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show a briefing with every figure as it is now, and add to it."""
    if request.method != "POST":
        return _briefing(request, uid)
    try:
        actions.add_part(
            by=request.officer,
            briefing=uid,
            kind=forms.kind(request.POST),
            typed=forms.typed(request.POST),
            after=request.POST.get("after", ""),
            now=timezone.now(),
        )
    except PartUnfit as refused:
        return _briefing(request, uid, forms.problem_of(refused))
    return redirect("desk:briefing", uid)


def _briefing(
    request: OfficerRequest, uid: str, problems: Problems = (), chart_problems: Problems = ()
) -> HttpResponse:
    now = timezone.now()
    row = queries.briefing_for(request.officer, uid)
    answers = queries.answering(request.officer, row, today=now.date())
    opened = queries.opened_with(answers, row)
    record(Event.PAGE_READ, by=request.officer, now=now, about=f"briefing {uid}")
    page = presenting.briefing_page(
        answers,
        opened,
        forms.choosing(request.GET if request.method != "POST" else request.POST),
        forms.typed(request.POST),
        problems,
        chart_problems,
    )
    return render(request, "desk/briefing.html", {"page": page}, status=422 if problems or chart_problems else 200)


@require_POST
def add_chart(request: OfficerRequest, uid: str) -> HttpResponse:
    """Add the chart of a series to a briefing."""
    try:
        actions.add_chart(by=request.officer, briefing=uid, binding=forms.chart(request.POST), now=timezone.now())
    except BindingUnfit as refused:
        return _briefing(request, uid, chart_problems=forms.problem_of(refused))
    return redirect("desk:briefing", uid)


@both
def part(request: OfficerRequest, uid: str, part: str) -> HttpResponse:
    """Show one part with its figures, and keep it as it is typed anew."""
    if request.method != "POST":
        return _part(request, uid, part)
    typed = forms.typed(request.POST)
    try:
        actions.change_part(by=request.officer, briefing=uid, part=part, typed=typed, now=timezone.now())
    except PartUnfit as refused:
        return _part(request, uid, part, forms.problem_of(refused), typed=typed)
    return redirect("desk:briefing-part", uid, part)


def _part(
    request: OfficerRequest,
    uid: str,
    part: str,
    problems: Problems = (),
    bind_problems: Problems = (),
    typed: actions.Typed | None = None,
) -> HttpResponse:
    now = timezone.now()
    briefing = queries.briefing_for(request.officer, uid)
    answers = queries.answering(request.officer, briefing, today=now.date())
    looked = queries.looked_at(queries.part_row(briefing, part), answers)
    record(Event.PAGE_READ, by=request.officer, now=now, about=f"briefing {uid}")
    values = request.GET if request.method != "POST" else request.POST
    wrong_there = presenting.Wrong(problems, bind_problems, typed)
    page = presenting.part_page(answers, briefing, looked, forms.choosing(values), wrong_there)
    wrong = problems or bind_problems
    return render(request, "desk/briefing_part.html", {"page": page}, status=422 if wrong else 200)


@require_POST
def bind(request: OfficerRequest, uid: str, part: str) -> HttpResponse:
    """Bind a figure of a sentence to its question."""
    try:
        binding = forms.binding(request.POST)
        actions.bind(by=request.officer, briefing=uid, part=part, binding=binding, now=timezone.now())
    except BindingUnfit as refused:
        return _part(request, uid, part, bind_problems=forms.problem_of(refused))
    except (NotForecast, NotWorkedOut, NoBetterThanNaive) as refused:
        return _part(request, uid, part, bind_problems=forms.refusal_of(refused))
    return redirect("desk:briefing-part", uid, part)


@require_POST
def unbind(request: OfficerRequest, uid: str, part: str) -> HttpResponse:
    """Take a figure out of a sentence."""
    actions.unbind(
        by=request.officer, briefing=uid, part=part, name=request.POST.get("figure", "")[:2], now=timezone.now()
    )
    return redirect("desk:briefing-part", uid, part)


@require_POST
def accept(request: OfficerRequest, uid: str, part: str) -> HttpResponse:
    """Keep the figures of one sentence as they are now."""
    actions.accept(by=request.officer, briefing=uid, part=part, now=timezone.now())
    return redirect("desk:briefing-changes", uid)


@require_POST
def remove(request: OfficerRequest, uid: str, part: str) -> HttpResponse:
    """Remove a part; it can be brought back."""
    actions.remove_part(by=request.officer, briefing=uid, part=part, now=timezone.now())
    return redirect("desk:briefing", uid)


@require_POST
def restore(request: OfficerRequest, uid: str, part: str) -> HttpResponse:
    """Bring a part back."""
    actions.restore_part(by=request.officer, briefing=uid, part=part, now=timezone.now())
    return redirect("desk:briefing", uid)


@both
def changes(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show what changed since the author last saw it; accept every changed figure at once."""
    now = timezone.now()
    if request.method == "POST":
        actions.accept_all(by=request.officer, briefing=uid, now=now)
        return redirect("desk:briefing-changes", uid)
    opened = queries.opened_for(request.officer, uid, today=now.date())
    record(Event.PAGE_READ, by=request.officer, now=now, about=f"briefing {uid}")
    return render(request, "desk/briefing_changes.html", {"page": presenting.changes_page(opened)})


@limited(Allowance.EXPORTS, "POST")
@both
def leave(request: OfficerRequest, uid: str, name: str) -> HttpResponse:
    """Show what a version would leave out and how it would read; make it."""
    version, now = forms.version(name), timezone.now()
    if request.method == "POST":
        made = versions.make_version(by=request.officer, briefing=uid, version=version, now=now)
        return redirect("desk:briefing-version", made)
    opened = queries.opened_for(request.officer, uid, today=now.date())
    record(Event.PAGE_READ, by=request.officer, now=now, about=f"briefing {uid}")
    page = showing.leave_page(request.officer, opened, version, now)
    return render(request, "desk/briefing_leave.html", {"page": page})


@both
def version(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show a version as it was made; have its files made again."""
    now = timezone.now()
    if request.method == "POST":
        versions.ask_again(by=request.officer, uid=uid, now=now)
        return redirect("desk:briefing-version", uid)
    row = queries.version_for(request.officer, uid)
    record(Event.PAGE_READ, by=request.officer, now=now, about=f"briefing {row.briefing.uid}")
    page = showing.version_page(request.officer, row, today=now.date())
    return render(request, "desk/briefing_version.html", {"page": page})


@limited(Allowance.EXPORTS, "POST")
@require_POST
def take(request: OfficerRequest, uid: str, form: str) -> HttpResponse:
    """Send the file of a version, if it may still leave."""
    now = timezone.now()
    content = versions.take_version(by=request.officer, uid=uid, form=form, now=now)
    response = HttpResponse(content, content_type=versions.FORMS[form])
    response["Content-Disposition"] = f'attachment; filename="corridor-briefing-{now.date().isoformat()}.{form}"'
    response["Cache-Control"] = "no-store"
    return response
