"""The pages of the catalogue: what there is, what is asked, one item, one instrument, and what is added to it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.core.commitments.errors import CatalogueInvalid, InstrumentDoubled, SourceMissing
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.text import clean, storable
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.commitments import actions, form_presenting, forms, looking, presenting, queries


def _language() -> str:
    return get_language() or "en"


@require_safe
def hub(request: OfficerRequest) -> HttpResponse:
    """Show what there is about commitments."""
    check_permission(request.officer, Permission.COMMITMENT_READ)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="commitments")
    return render(request, "desk/commitments.html", {"page": presenting.hub_page(request.officer)})


@require_safe
def catalogue(request: OfficerRequest) -> HttpResponse:
    """Show what is asked, narrowed to one view."""
    known = queries.catalogue_for(request.officer)
    asked = looking.asked_from(request.GET, known)
    confirmed = queries.confirmed_for(request.officer)
    page = presenting.catalogue_page(request.officer, known, asked, confirmed, _language())
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="catalogue")
    return render(request, "desk/catalogue.html", {"page": page})


@require_safe
def commitment(request: OfficerRequest, item: str) -> HttpResponse:
    """Show one item with what asks for the same elsewhere."""
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="commitment")
    return _item(request, item)


def _item(request: OfficerRequest, item: str, source: str = "", problems: tuple[FormProblem, ...] = ()) -> HttpResponse:
    found, known = queries.item_for(request.officer, item), queries.catalogue_for(request.officer)
    confirmations = queries.confirmations_for(request.officer, found)
    confirmed = queries.confirmed_for(request.officer)
    page = presenting.item_page(
        request.officer, found, known, confirmations, confirmed, _language(), source=source, problems=problems
    )
    return render(request, "desk/commitment.html", {"page": page}, status=422 if problems else 200)


@require_POST
def commitment_confirm(request: OfficerRequest, item: str) -> HttpResponse:
    """Confirm an item from memory as a lawyer, or take a confirmation back."""
    now = timezone.now()
    if request.POST.get("act") == "take-back":
        actions.take_back(by=request.officer, item=item, now=now)
        return redirect("desk:commitment", item)
    source = clean(storable(request.POST.get("source", "")))
    try:
        actions.confirm(by=request.officer, item=item, source=source, now=now)
    except SourceMissing:
        told = gettext("Name the text and the place in it, in at most 200 characters.")
        return _item(request, item, source, (FormProblem("source", told),))
    return redirect("desk:commitment", item)


@require_safe
def instrument(request: OfficerRequest, key: str) -> HttpResponse:
    """Show one instrument with its items."""
    known = queries.catalogue_for(request.officer)
    if key not in known.instruments:
        raise NotFound(kind="instrument")
    row, confirmed = queries.added_for(request.officer, key), queries.confirmed_for(request.officer)
    page = presenting.instrument_page(request.officer, known.instruments[key], known, row, confirmed, _language())
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="instrument")
    return render(request, "desk/instrument.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def instrument_new(request: OfficerRequest) -> HttpResponse:
    """Show the form of a further instrument, empty or as it stands; a POST adds it or a later version."""
    check_permission(request.officer, Permission.CATALOGUE_EDIT)
    if request.method != "POST":
        row = queries.own_added_for(request.officer, storable(request.GET.get("key", "")))
        page = form_presenting.form_page(form_presenting.said_by(row), (), _language(), queries.catalogue())
        return render(request, "desk/instrument_form.html", {"page": page})
    if request.POST.get("act") == "more":
        page = form_presenting.form_page(request.POST.dict(), (), _language(), queries.catalogue(), more=True)
        return render(request, "desk/instrument_form.html", {"page": page})
    key = forms.head_from(request.POST).key
    row = queries.own_added_for(request.officer, key)
    beside = queries.catalogue_beside(key if row is not None else "")
    typed = forms.instrument_typed(request, beside, earlier=queries.earlier_of(key, row), is_new=row is None)
    problems = typed.problems
    if typed.document is not None:
        try:
            return redirect(
                "desk:instrument",
                actions.add_instrument(by=request.officer, document=typed.document, now=timezone.now()),
            )
        except InstrumentDoubled:
            problems = (FormProblem("key", gettext("This instrument is here already and says the same.")),)
        except CatalogueInvalid:
            told = gettext(
                "Another instrument has this key, or refers to an item that is left out here. Nothing was added."
            )
            problems = (FormProblem("key", told),)
    page = form_presenting.form_page(request.POST.dict(), problems, _language(), queries.catalogue())
    return render(request, "desk/instrument_form.html", {"page": page}, status=422)


@require_safe
def instrument_template(request: OfficerRequest) -> HttpResponse:
    """Give out the empty table for a further instrument."""
    check_permission(request.officer, Permission.CATALOGUE_EDIT)
    answer = HttpResponse(forms.template(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="instrument.csv"'
    return answer


@require_POST
def instrument_withdraw(request: OfficerRequest, key: str) -> HttpResponse:
    """Withdraw an instrument that the own authority added by mistake."""
    actions.withdraw_instrument(by=request.officer, key=key, now=timezone.now())
    return redirect("desk:catalogue")
