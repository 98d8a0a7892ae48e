"""Pages on which a list is edited, reviewed and released, and the page of its versions."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.vocabularies.editing import Proposal, proposals
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.vocabularies import drafts, edit_presenting, editing, forms
from corridor.web.desk.vocabularies.edit_presenting import Sent
from corridor.web.desk.vocabularies.errors import DraftInvalid

Act = Callable[[OfficerRequest, str], object]


@require_safe
def versions(request: OfficerRequest, name: str) -> HttpResponse:
    """Show the versions of a list, and in what they differ."""
    check_permission(request.officer, Permission.PICTURE_READ)
    page = edit_presenting.versions_page(name, get_language() or "en")
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="vocabularies", list=name, part="versions")
    return render(request, "desk/vocabulary_versions.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: OfficerRequest, name: str) -> HttpResponseBase:
    """Show the edit of a list; a POST changes it, sends it, or decides it."""
    drafts.check_may_edit(request.officer)
    drafts.list_named(name)
    if request.method == "POST":
        return _acted(request, name)
    edited = drafts.edited_for(request.officer, name)
    if edited is None:
        return redirect("desk:vocabulary", name)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="vocabularies", list=name, part="edit")
    return _page(request, edited)


def _page(request: OfficerRequest, edited: drafts.Edited, sent: Sent | None = None, status: int = 200) -> HttpResponse:
    page = edit_presenting.edit_page(request.officer, edited, get_language() or "en", sent)
    return render(request, "desk/vocabulary_edit.html", {"page": page}, status=status)


def _acted(request: OfficerRequest, name: str) -> HttpResponseBase:
    """Do what was asked, and show the edit again with what must be corrected."""
    asked = request.POST.get("act", "")
    if asked not in {*ACTS, "begin", "propose"}:
        raise NotFound(kind="act")
    if asked == "begin":
        editing.begin(by=request.officer, name=name, now=timezone.now())
        return _begun(request, name)
    try:
        if asked == "propose":
            return _proposed(request, name)
        ACTS[asked](request, name)
    except DraftInvalid as refused:
        edited = drafts.edited_for(request.officer, name)
        if edited is None:
            raise
        return _page(request, edited, Sent(request.POST, refused.faults, _carried(request)), refused.status)
    edited = drafts.edited_for(request.officer, name)
    return redirect("desk:vocabulary" if edited is None else "desk:vocabulary-edit", name)


def _begun(request: OfficerRequest, name: str) -> HttpResponseBase:
    """Show the edit; for a parked text the form of a new code is filled with what was written."""
    edited = drafts.edited_for(request.officer, name)
    if edited is None or not request.POST.get("given"):
        return redirect("desk:vocabulary-edit", name)
    filled = request.POST.copy()
    filled[get_language() or "en"] = request.POST["given"]
    return _page(request, edited, Sent(filled))


def _proposed(request: OfficerRequest, name: str) -> HttpResponse:
    """Read a partner's list and show for each value what it may stand for; nothing is saved."""
    edited = drafts.edited_for(request.officer, name)
    if edited is None:
        raise NotFound(kind="edit")
    rows = forms.rows_of(name, request.FILES.get("file"))
    return _page(request, edited, Sent(request.POST, {}, proposals(edited.vocabulary, rows)))


def _carried(request: OfficerRequest) -> tuple[Proposal, ...]:
    """Return the values that were being confirmed, with what had been chosen."""
    return tuple(Proposal(value, label) for value, label in forms.values_in(request.POST))


def _code(request: OfficerRequest, name: str) -> None:
    sent = request.POST
    editing.save_code(
        by=request.officer,
        name=name,
        revision=forms.revision_in(sent),
        said=editing.Said(
            code=sent.get("code", ""),
            labels=forms.labels_in(sent),
            definitions=forms.meanings_in(sent),
            broader=sent.get("broader", ""),
            given=sent.get("given", ""),
        ),
        now=timezone.now(),
    )


def _end(request: OfficerRequest, name: str) -> None:
    sent = request.POST
    editing.end_code(
        by=request.officer,
        name=name,
        revision=forms.revision_in(sent),
        code=sent.get("code", ""),
        successors=forms.successors_in(sent),
        relation=forms.relation_in(sent.get("relation", "")),
        now=timezone.now(),
    )


def _map(request: OfficerRequest, name: str) -> None:
    sent = request.POST
    editing.map_values(
        by=request.officer,
        name=name,
        revision=forms.revision_in(sent),
        partner=sent.get("partner", ""),
        source=sent.get("source", ""),
        pairs=forms.pairs_in(sent),
        now=timezone.now(),
    )


def _drop(request: OfficerRequest, name: str) -> None:
    sent = request.POST
    editing.drop(
        by=request.officer,
        name=name,
        revision=forms.revision_in(sent),
        kind=sent.get("kind", ""),
        code=sent.get("code", ""),
        now=timezone.now(),
    )


def _send(request: OfficerRequest, name: str) -> None:
    editing.send(by=request.officer, name=name, revision=forms.revision_in(request.POST), now=timezone.now())


def _release(request: OfficerRequest, name: str) -> None:
    editing.release(by=request.officer, name=name, revision=forms.revision_in(request.POST), now=timezone.now())


def _return(request: OfficerRequest, name: str) -> None:
    note = request.POST.get("note", "")
    editing.give_back(
        by=request.officer, name=name, revision=forms.revision_in(request.POST), note=note, now=timezone.now()
    )


def _withdraw(request: OfficerRequest, name: str) -> None:
    editing.withdraw(by=request.officer, name=name, revision=forms.revision_in(request.POST), now=timezone.now())


ACTS: dict[str, Act] = {
    "code": _code,
    "end": _end,
    "map": _map,
    "drop": _drop,
    "send": _send,
    "release": _release,
    "return": _return,
    "withdraw": _withdraw,
}
