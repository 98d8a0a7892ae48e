"""Pages on which a table is described, and those of the layouts that an authority keeps."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor import shelf
from corridor.core.access.codes import Event
from corridor.core.imports.describing import Description
from corridor.core.imports.errors import MappingInvalid
from corridor.core.imports.written import document_from
from corridor.core.kernel.errors import CorridorError
from corridor.core.kernel.identifiers import is_uid
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.imports.presenting import SEPARATOR, refusal_words, uploads_in
from corridor.web.desk.imports.wizard import actions, forms, kept_pages, presenting, queries
from corridor.web.desk.imports.wizard.columns import listed_values
from corridor.web.desk.imports.wizard.errors import NameTaken, PeopleListed
from corridor.web.desk.pages import FormProblem, Trial

_CARRIED = ("marking", "released_on", "recipients")


@require_http_methods(["GET", "HEAD", "POST"])
def describe(request: OfficerRequest, uid: str) -> HttpResponse:
    """Describe a table column by column, with a trial of its first rows; saving it makes a layout."""
    like = queries.kept(request.officer, request.GET["like"]) if request.GET.get("like") else None
    asked = request.GET.get("wide", "")
    widen = queries.is_wide(like) if like is not None and not asked else asked != "no"
    opened = queries.opened_for(request.officer, uid, widen=widen)
    proposal = opened.proposal
    if request.method != "POST":
        described = queries.described(like, opened.header) if like is not None else None
        if described is None:
            described = forms.suggested(proposal.description, opened.file_name, request.officer)
        missing = (*forms.missing_in(described, request.officer), *forms.undecided(described))
        return _page(request, opened, described, missing)
    values = listed_values(opened)
    typed = forms.typed(request.POST, opened.header, values, proposal.description, request.officer)
    described = forms.with_reasons(typed.described, proposal.description)
    problems = (*typed.problems, *forms.undecided(described))
    if proposal.lists_people:
        problems = (FormProblem("kind", refusal_words(PeopleListed())),)
    if request.POST.get("act") == "save" and not problems:
        name = like.row.name if like is not None else ""
        saved, problems = _saved(request, described, name)
        if saved:
            return redirect(_onward(request, uid, saved))
    return _page(request, opened, described, problems)


def _saved(request: OfficerRequest, described: Description, of: str) -> tuple[str, tuple[FormProblem, ...]]:
    """Save a description; return the name of the layout, or what is wrong with it, field by field."""
    written = shelf.written(document_from(described, shelf.registry()))
    try:
        return actions.save_mapping(by=request.officer, written=written, now=timezone.now(), of=of).name, ()
    except MappingInvalid as refused:
        return "", tuple(forms.problem_of(problem, described) for problem in refused.problems)
    except NameTaken as refused:
        return "", (FormProblem("name", refusal_words(refused)),)


def _page(
    request: OfficerRequest,
    opened: queries.Opened,
    described: Description,
    problems: tuple[FormProblem, ...],
) -> HttpResponse:
    now = timezone.now()
    lists_people = opened.proposal.lists_people
    problems = () if lists_people and request.method != "POST" else problems
    trial, found = _trial(opened, described, now) if not problems and not lists_people else (_hidden(), ())
    record(Event.IMPORT_PREVIEWED, by=request.officer, now=now, about=opened.upload, part="describe")
    asked = presenting.Asked(
        opened=opened,
        described=described,
        action=request.get_full_path(),
        back_url=reverse("desk:import-new"),
        problems=(*problems, *found),
        trial=trial,
        markings=forms.choosable_presets(request.officer),
        is_new=not request.GET.get("like"),
        lists_people=lists_people,
        other_url=_other_url(request, opened),
        was_sent=request.method == "POST",
    )
    status = 422 if request.POST.get("act") == "save" and asked.problems else 200
    return render(request, "desk/describe.html", {"page": presenting.describe_page(asked)}, status=status)


def _other_url(request: OfficerRequest, opened: queries.Opened) -> str:
    """Return the address at which wide columns stand by themselves, or become rows again; empty where none is."""
    asked = request.GET.copy()
    was_refused = asked.pop("wide", [""])[-1] == "no"
    if opened.is_widened:
        asked["wide"] = "no"
    elif not was_refused:
        return ""
    return f"{request.path}?{asked.urlencode()}" if asked else request.path


def _hidden() -> Trial:
    return Trial(obstacle=gettext("The first rows are shown here once everything above is right."))


def _trial(opened: queries.Opened, described: Description, now: datetime) -> tuple[Trial, tuple[FormProblem, ...]]:
    """Return the first rows as they would be understood, or what is wrong with the description."""
    try:
        mapping = queries.checked(document_from(described, shelf.registry()))
        return presenting.trial_shown(queries.trial_of(opened, mapping, now)), ()
    except MappingInvalid as refused:
        return _hidden(), tuple(forms.problem_of(problem, described) for problem in refused.problems)
    except CorridorError as refused:
        return Trial(obstacle=refusal_words(refused)), ()


def _onward(request: OfficerRequest, uid: str, name: str) -> str:
    """Return the address of the preview of all files that were brought together, with what was chosen for them."""
    asked = request.GET
    uploads = [one for one in uploads_in(asked.get("files", "")) if is_uid(one)] or [uid]
    carried: list[tuple[str, str]] = [(one, value) for one in _CARRIED for value in asked.getlist(one) if value]
    if uploads == [uid]:
        carried.insert(0, ("mapping", name))
    address = reverse("desk:import-preview", args=[SEPARATOR.join(uploads)])
    return f"{address}?{urlencode(carried)}" if carried else address


# ---------------------------------------------------------------------------------------------- layouts that are kept


@require_safe
def mappings(request: OfficerRequest) -> HttpResponse:
    """List the layouts of the own authority."""
    rows = queries.kept_for(request.officer)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="mappings")
    return render(request, "desk/mappings.html", {"page": kept_pages.mappings_page(rows, request.officer)})


@require_http_methods(["GET", "HEAD", "POST"])
def mapping(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show one version of a layout as text; saving the text makes a new version."""
    found = queries.kept(request.officer, uid)
    now = timezone.now()
    if request.method == "POST":
        return _save(request, found, now)
    record(Event.PAGE_READ, by=request.officer, now=now, about=uid)
    return render(request, "desk/mapping.html", {"page": kept_pages.mapping_page(found)})


def _save(request: OfficerRequest, found: queries.Kept, now: datetime) -> HttpResponse:
    written = request.POST.get("written", "")
    try:
        saved = actions.save_mapping(by=request.officer, written=written, now=now, of=found.row.name)
    except MappingInvalid as refused:
        problems = kept_pages.problems_of(refused)
    except NameTaken as refused:
        problems = (FormProblem("written", refusal_words(refused)),)
    else:
        return redirect("desk:mapping", saved.uid)
    page = kept_pages.mapping_page(found, written, problems)
    return render(request, "desk/mapping.html", {"page": page}, status=422)


@require_safe
def mapping_file(request: OfficerRequest, uid: str) -> HttpResponse:
    """Send one version of a layout as a file."""
    found = queries.kept(request.officer, uid)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about=uid, part="file")
    response = HttpResponse(found.row.written, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.row.name}-{found.row.version}.yaml"'
    return response


@require_POST
def mapping_remove(request: OfficerRequest, uid: str) -> HttpResponse:
    """Stop recognising files by a layout."""
    actions.remove_mapping(by=request.officer, uid=uid, now=timezone.now())
    return redirect("desk:mappings")
