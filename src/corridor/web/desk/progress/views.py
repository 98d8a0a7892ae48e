"""Pages of entries: the half-year of an authority, the form, one entry, and what is done with it."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.core.commitments.records import Item
from corridor.core.commitments.rules import equivalents
from corridor.core.kernel.errors import NotFound
from corridor.core.progress.codes import Found, How, Level, Status, Uncomputed
from corridor.core.progress.errors import EntryIncomplete
from corridor.core.progress.periods import half_of, is_half, number_of
from corridor.core.progress.records import Said
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.commitments import queries as commitments
from corridor.web.desk.progress import (
    actions,
    comparing,
    computing,
    form_presenting,
    forms,
    presenting,
    queries,
    sources,
    words,
)
from corridor.web.desk.progress.actions import Writing
from corridor.web.desk.progress.forms import Typed

MOST_BLANK = 12
"""A form shows at most so many empty rows of each kind at once."""


def _language() -> str:
    return get_language() or "en"


@require_safe
def progress(request: OfficerRequest) -> HttpResponse:
    """Show the entries of the own authority for a half-year."""
    now = timezone.now()
    period = presenting.half_asked(request.GET.get("period", ""), now.date())
    page = presenting.progress_page(request.officer, period, today=now.date(), language=_language())
    record(Event.PAGE_READ, by=request.officer, now=now, about="progress", results=len(page.rows))
    return render(request, "desk/progress.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def progress_new(request: OfficerRequest) -> HttpResponse:
    """Show the form for an entry about a commitment, or the commitments to choose from; a POST keeps a draft."""
    check_permission(request.officer, Permission.PROGRESS_WRITE)
    if request.method == "POST":
        return _written(request, forms.typed_from(request.POST), "")
    if request.GET.get("copy"):
        return _form(request, _copied(request, request.GET["copy"]), "")
    now = timezone.now()
    period = presenting.half_asked(request.GET.get("period", ""), now.date())
    item = commitments.catalogue_for(request.officer).items.get(request.GET.get("item", ""))
    if item is None or not item.is_asked:
        page = presenting.choose_page(request.officer, period, request.GET.get("instrument", ""), language=_language())
        record(Event.PAGE_READ, by=request.officer, now=now, about="progress-choose")
        return render(request, "desk/progress_choose.html", {"page": page})
    empty = Writing(Said(item.id, Status.UNDER_WAY), period, Level.OWN)
    return _form(request, forms.typed_of(empty), "")


def _copied(request: OfficerRequest, about: str) -> Typed:
    """Return the last half-year's entry as the beginning of the next one's; the keys of its milestones go on."""
    row = actions.own_row(request.officer, about)
    writing = actions.writing_of(row)
    said = replace(writing.said, values=())
    return forms.typed_of(replace(writing, said=said, period=half_of(number_of(writing.period) + 1)))


@require_http_methods(["GET", "HEAD", "POST"])
def progress_edit(request: OfficerRequest, about: str) -> HttpResponse:
    """Show the form of an entry of the own authority; a POST keeps the draft."""
    check_permission(request.officer, Permission.PROGRESS_WRITE)
    row = actions.own_row(request.officer, about)
    if request.method == "POST":
        return _written(request, forms.typed_from(request.POST), about)
    return _form(request, forms.typed_of(actions.writing_of(row)), about)


def _written(request: OfficerRequest, typed: Typed, about: str) -> HttpResponse:
    now = timezone.now()
    if request.POST.get("more"):
        return _form(request, typed, about, more=form_presenting.MORE)
    if request.POST.get("tick"):
        return _form(request, _ticked(request, typed), about)
    if indicator := request.POST.get("compute", ""):
        return _computed(request, typed, about, indicator)
    unread = dict(typed.problems)
    found = actions.problems_of(request.officer, typed.writing, about=about, now=now)
    problems = {**{field: why for field, why in found if field not in unread}, **unread}
    if problems:
        return _form(request, typed, about, problems=tuple(problems.items()), status=422)
    row = actions.write(by=request.officer, writing=typed.writing, about=about, now=now)
    return redirect("desk:progress-entry", row.about)


def _ticked(request: OfficerRequest, typed: Typed) -> Typed:
    item = _item(request, typed)
    known = commitments.catalogue_for(request.officer)
    return replace(typed, answers=tuple(one.id for one in equivalents(known, item.id)))


def _computed(request: OfficerRequest, typed: Typed, about: str, indicator: str) -> HttpResponse:
    """Show the form again with a value that this node computed, or with the reason why there is none."""
    source, writing = "", typed.writing
    if indicator == "chosen":
        indicator, source = request.POST.get("chosen-indicator", ""), request.POST.get("chosen-source", "")
    writing = replace(writing, sources={**writing.sources, indicator: source})
    others = [
        (one, writing.asked(one.indicator))
        for one in writing.said.values
        if one.how is How.COMPUTED and one.indicator != indicator
    ]
    value = (
        computing.computed(request.officer, writing.asked(indicator), beside=others, now=timezone.now())
        if is_half(writing.period)
        else Uncomputed.NOT_TOLD
    )
    if isinstance(value, Uncomputed):
        return _form(request, typed, about, told=(FormProblem("values", sources.refusal_words(value)),), status=422)
    kept = [row for row in typed.rows["values"] if row["indicator"] != indicator]
    made = forms.value_row(value, source)
    return _form(request, replace(typed, rows={**typed.rows, "values": (*kept, made)}), about)


def _item(request: OfficerRequest, typed: Typed) -> Item:
    found = commitments.catalogue_for(request.officer).items.get(typed.fields["item"])
    if found is None or not found.is_asked:
        raise NotFound(kind="commitment")
    return found


def _form(
    request: OfficerRequest,
    typed: Typed,
    about: str,
    *,
    problems: tuple[tuple[str, str], ...] = (),
    told: tuple[FormProblem, ...] = (),
    more: int = 0,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    page = form_presenting.entry_form_page(
        request.officer,
        _item(request, typed),
        typed,
        problems,
        about=about,
        blank=min(_blank(request.POST) + more, MOST_BLANK),
        today=now.date(),
        language=_language(),
    )
    record(Event.PAGE_READ, by=request.officer, now=now, about=about or "progress-new")
    page = replace(page, problems=(*page.problems, *told))
    return render(request, "desk/progress_form.html", {"page": page}, status=status)


def _blank(posted: QueryDict) -> int:
    text = posted.get("blank", "")
    return (
        max(form_presenting.BLANK, int(text))
        if text.isascii() and text.isdigit() and len(text) < 3
        else form_presenting.BLANK
    )


@require_safe
def progress_entry(request: OfficerRequest, about: str) -> HttpResponse:
    """Show one entry with its versions."""
    return _entry(request, about)


def _entry(
    request: OfficerRequest, about: str, *, problems: tuple[FormProblem, ...] = (), why: str = "", status: int = 200
) -> HttpResponse:
    now = timezone.now()
    versions = queries.versions_for(request.officer, about)
    page = presenting.entry_page(
        request.officer, versions, today=now.date(), language=_language(), problems=problems, typed_why=why
    )
    if request.GET.get("compute") and page.compute_url:
        page = replace(page, recomputed=comparing.recomputed(request.officer, versions[0], _language(), now=now))
    record(Event.PAGE_READ, by=request.officer, now=now, about=about)
    return render(request, "desk/progress_entry.html", {"page": page}, status=status)


@require_POST
def progress_act(request: OfficerRequest, about: str) -> HttpResponse:
    """Submit, take or send back, approve or withdraw an entry, or write down whether its evidence is there."""
    by, now = request.officer, timezone.now()
    queries.versions_for(by, about)
    match request.POST.get("act", ""):
        case "submit" | "approve" as act:
            try:
                if act == "submit":
                    actions.submit(by=by, about=about, now=now)
                else:
                    actions.approve(by=by, about=about, shown=request.POST.get("shown", ""), now=now)
            except EntryIncomplete as refused:
                return _entry(request, about, problems=presenting.refused(refused), status=422)
        case "take-back":
            actions.take_back(by=by, about=about, now=now)
        case "send-back":
            why = request.POST.get("why", "")
            try:
                actions.send_back(by=by, about=about, why=why, now=now)
            except EntryIncomplete as refused:
                fault = str(refused.params["fields"]).removeprefix("why ")
                problem = FormProblem("why", words.problem_words(fault))
                return _entry(request, about, problems=(problem,), why=why[: actions.LONGEST_WHY], status=422)
        case "withdraw":
            if not request.POST.get("sure"):
                problem = FormProblem("sure", gettext("Tick that it shall count no more."))
                return _entry(request, about, problems=(problem,), status=422)
            actions.withdraw(by=by, about=about, now=now)
        case "there" | "missing" as found:
            key = request.POST.get("key", "")
            actions.look_at_evidence(by=by, about=about, key=key, found=Found(found), now=now)
        case _:
            problem = FormProblem("", gettext("Choose from the list."))
            return _entry(request, about, problems=(problem,), status=422)
    return _after(request, about)


def _after(request: OfficerRequest, about: str) -> HttpResponse:
    """Go on to the entry, or to the list where it is not this officer's to read any more."""
    try:
        queries.versions_for(request.officer, about)
    except NotFound:
        return redirect("desk:progress")
    return redirect("desk:progress-entry", about)
