"""Pages on which an officer enters a price, or a lawful route, from a published source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.rules import check_permission
from corridor.core.entities.errors import DraftsRefused
from corridor.core.picture.legs import Leg
from corridor.core.picture.records import Question
from corridor.web.base.marks.presets import presets
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.desk.fees import actions, typed
from corridor.web.desk.pages.fees import FeeFormPage
from corridor.web.desk.picture.legs import course_for
from corridor.web.desk.statements.presenting import country_label

USUAL = "public"
"""What a published source says is public, unless the officer chooses otherwise."""


@require_http_methods(["GET", "HEAD", "POST"])
def fee_new(request: OfficerRequest) -> HttpResponse:
    """Enter a price from a published source."""
    check_permission(request.officer, Permission.REPORT_FILE)
    check_permission(request.officer, Permission.PICTURE_READ)
    legs = course_for(request.officer, Question(invented=_is_invented(request))).legs
    if request.method != "POST":
        return _shown(request, "desk/fee_new.html", "desk:fee-new", {}, (), legs)
    found = typed.fee_typed(request.POST, timezone.now().date(), {leg.uid for leg in legs})
    return _entered(request, "Fee", found, "desk/fee_new.html", "desk:fee-new", legs)


@require_http_methods(["GET", "HEAD", "POST"])
def lawful_new(request: OfficerRequest) -> HttpResponse:
    """Enter what a lawful route costs and how long it takes."""
    check_permission(request.officer, Permission.REPORT_FILE)
    if request.method != "POST":
        return _shown(request, "desk/lawful_new.html", "desk:lawful-new", {}, ())
    found = typed.lawful_typed(request.POST, timezone.now().date())
    return _entered(request, "LawfulRoute", found, "desk/lawful_new.html", "desk:lawful-new")


def _is_invented(request: OfficerRequest) -> bool:
    """Tell whether it belongs to the invented corridor, which only a demonstration has."""
    return bool(settings.DEMONSTRATION) and request.GET.get("world", "") == "invented"


def _entered(
    request: OfficerRequest, kind: str, found: typed.Typed, template: str, name: str, legs: Sequence[Leg] = ()
) -> HttpResponse:
    preset = request.POST.get("marking", "")
    problems = found.problems
    if preset not in presets() or presets()[preset].needs_recipients:
        problems = (*problems, FormProblem("marking", gettext("Choose from the list.")))
    if not problems:
        try:
            actions.enter(
                by=request.officer,
                kind=kind,
                values=found.values,
                preset=preset,
                invented=_is_invented(request),
                now=timezone.now(),
            )
        except DraftsRefused:
            sentence = gettext("A safeguard speaks against this entry: name places and sources only, and no person.")
            problems = (FormProblem("", sentence),)
        else:
            return redirect(_world(request, reverse("desk:fees")))
    return _shown(request, template, name, request.POST, problems, legs, status=422)


def _world(request: OfficerRequest, address: str) -> str:
    return f"{address}?{urlencode({'world': 'invented'})}" if _is_invented(request) else address


def _shown(
    request: OfficerRequest,
    template: str,
    name: str,
    values: Mapping[str, str],
    problems: tuple[FormProblem, ...],
    legs: Sequence[Leg] = (),
    status: int = 200,
) -> HttpResponse:
    language = get_language() or "en"
    page = FeeFormPage(
        action=_world(request, reverse(name)),
        back_url=_world(request, reverse("desk:fees")),
        values={field: values.get(field, "")[:200] for field in FIELDS},
        units=_terms("price_unit", values.get("unit", ""), language, without=("document", "unknown")),
        price_kinds=_terms("price_kind", values.get("price_kind", ""), language, without=("ransom",)),
        transports=_terms("transport", values.get("transport", ""), language),
        legs=_legs(legs, values.get("leg", ""), language),
        countries_from=_countries(values.get("start", ""), language),
        countries_to=_countries(values.get("end", ""), language),
        kinds=_terms("pathway_kind", values.get("kind", ""), language),
        markings=_markings(values.get("marking", USUAL), language),
        problems=problems,
    )
    return render(request, template, {"page": page}, status=status)


FIELDS = (
    "low",
    "high",
    "and_more",
    "currency",
    "on",
    "people",
    "start",
    "end",
    "publisher",
    "url",
    "days",
    "days_high",
)


def _terms(prop: str, chosen: str, language: str, without: Iterable[str] = ()) -> tuple[Choice, ...]:
    vocabulary = shelf.registry().vocabulary_of(prop)
    codes = [] if vocabulary is None else [term for term in vocabulary.current() if term.code not in without]
    return tuple(Choice(term.code, term.labels[language], term.code == chosen) for term in codes)


def _legs(legs: Sequence[Leg], chosen: str, language: str) -> tuple[Choice, ...]:
    labelled = sorted((f"{leg.start.name} → {leg.end.name}", leg.uid) for leg in legs)
    return tuple(Choice(uid, label, uid == chosen) for label, uid in labelled)


def _countries(chosen: str, language: str) -> tuple[Choice, ...]:
    named = sorted((country_label(code, language), code) for code in shelf.countries().by_code)
    return tuple(Choice(code, label, code == chosen) for label, code in named)


def _markings(chosen: str, language: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(name, preset.labels[language], name == chosen)
        for name, preset in presets().items()
        if not preset.needs_recipients
    )
