"""Pages of the ready markings: what is offered to everybody who marks something on this node."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.handling.errors import PresetTaken
from corridor.web.base.administration import marking_forms, marking_presenting, markings, queries
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem

FOLDER = "design/administration"


@require_safe
def markings_page(request: OfficerRequest) -> HttpResponse:
    """Show the ready markings of the node."""
    return render(request, f"{FOLDER}/markings.html", {"page": marking_presenting.markings_page(request.officer)})


@require_http_methods(["GET", "POST"])
def marking_new(request: OfficerRequest) -> HttpResponse:
    """Show the form for another ready marking; a POST makes it."""
    queries.check_house(request.officer)
    asked = marking_forms.MarkingAsked()
    problems: tuple[FormProblem, ...] = ()
    if request.method == "POST":
        asked, problems = marking_forms.marking_asked(request.POST)
        if not problems:
            try:
                markings.make_preset(by=request.officer, name=asked.name, document=asked.document, now=timezone.now())
            except PresetTaken:
                problems = (marking_forms.taken(),)
            else:
                return redirect("base:markings")
    page = marking_presenting.new_marking_page(asked, problems)
    return render(request, f"{FOLDER}/marking_new.html", {"page": page}, status=422 if problems else 200)


def _on_marking(do: Callable[..., None]) -> Callable[..., HttpResponse]:
    @require_POST
    def view(request: OfficerRequest, name: str) -> HttpResponse:
        do(by=request.officer, name=name, now=timezone.now())
        return redirect("base:markings")

    return view


withdraw = _on_marking(markings.withdraw_preset)
offer = _on_marking(markings.offer_preset)
