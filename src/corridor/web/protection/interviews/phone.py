"""The page for telephones: it names nobody, works without a network, and sends what was sealed on it later."""

from __future__ import annotations

import hashlib
import json
import os
from functools import cache
from pathlib import Path
from typing import cast

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.interviews.codes import SLIP_SIGNS
from corridor.core.interviews.errors import InterviewRefused
from corridor.core.interviews.rules import month_of
from corridor.core.kernel.spoken import spoken
from corridor.web.base import identity
from corridor.web.base.accounts.middleware import public
from corridor.web.base.refusals import what_of
from corridor.web.base.requests import OfficerRequest
from corridor.web.protection.interviews import actions, forms, presenting

TEMPLATE = "protection/interview_phone.html"
HTML = Path(__file__).resolve().parent.parent / "templates" / TEMPLATE
NEEDED = ("built/app.css", "built/latin.woff2", "built/arabic.woff2", "design/mark.svg")


@public
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Show the page to anybody, since it says nothing of anybody; take a form only of who holds interviews."""
    language = request.GET.get("lang", "")
    with translation.override(language if language in presenting.LANGUAGES else translation.get_language()):
        if request.method != "POST":
            return render(request, TEMPLATE, {"page": presenting.phone_page()})
        return _taken(request)


def _taken(request: HttpRequest) -> HttpResponse:
    """Take an interview that was typed where no script runs."""
    officer = cast("Officer | None", getattr(request, "officer", None))
    if officer is None:
        return redirect(f"{reverse('account_login')}?next={reverse('protection:interview-phone')}")
    check_permission(officer, Permission.INTERVIEW_RECORD)
    now, uid, slip = timezone.now(), identity.uid(), spoken(os.urandom(SLIP_SIGNS), SLIP_SIGNS)
    try:
        one = forms.interview_read(request.POST, uid=uid, slip=slip, month=month_of(now.date()))
        actions.keep(by=officer, interviews={uid: one}, now=now)
    except InterviewRefused as refused:
        told = f"{what_of(refused)} {gettext(refused.hint)}"
        return render(request, TEMPLATE, {"page": presenting.phone_page(problem=told)}, status=refused.status)
    return render(request, TEMPLATE, {"page": presenting.phone_page(slip=slip)})


@require_safe
def ready(request: OfficerRequest) -> HttpResponse:
    """Tell a telephone whose interviewer is signed in that it can send."""
    check_permission(request.officer, Permission.INTERVIEW_RECORD)
    return JsonResponse({"csrf": get_token(request)}, headers={"Cache-Control": "no-store"})


@require_POST
def send(request: OfficerRequest) -> HttpResponse:
    """Take sealed interviews and answer each with its receipt, the same whenever it is sent."""
    answers = actions.receive(by=request.officer, items=forms.items_sent(request.POST), now=timezone.now())
    told = [{"uid": one.uid, "receipt": one.receipt, "refused": one.refused} for one in answers]
    return JsonResponse({"answers": told}, headers={"Cache-Control": "no-store"})


@public
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Hand out what answers for the page without a network; it sees this page alone, and keeps no answer of anybody."""
    where = reverse("protection:interview-phone")
    pages = [f"{where}?lang={language}" for language in presenting.LANGUAGES]
    files = (*NEEDED, *_scripts())
    assets = [*pages, *(static(name) for name in files if finders.find(name))]
    told = f"self.SHELL = {json.dumps({'version': _version(files), 'page': where, 'assets': assets})};\n"
    return HttpResponse(told + _built("built/interview-worker.js"), content_type="text/javascript; charset=utf-8")


@public
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Say how the page stands among the others on a telephone: under a name that tells nothing."""
    told = {
        "name": "Corridor",
        "short_name": "Corridor",
        "start_url": reverse("protection:interview-phone"),
        "scope": reverse("protection:interview-phone"),
        "display": "standalone",
        "background_color": "#f7f6f2",
        "theme_color": "#12394d",
        "icons": [{"src": static("design/mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return HttpResponse(json.dumps(told), content_type="application/manifest+json")


@cache
def _built(name: str) -> str:
    place = finders.find(name)
    return Path(place).read_text(encoding="utf-8") if isinstance(place, str) else ""


@cache
def _scripts() -> tuple[str, ...]:
    """Return the script of the page and the parts that it shares with others."""
    built = json.loads(_built("built/manifest.json") or "{}")
    entry = built.get("src/interview.js", {})
    parts = (entry, *(built[name] for name in entry.get("imports", ())))
    return tuple(f"built/{part['file']}" for part in parts if part)


@cache
def _version(files: tuple[str, ...]) -> str:
    """Return a number that changes whenever the page or what it needs does."""
    places = [Path(place) for name in files if isinstance(place := finders.find(name), str)]
    digest = hashlib.blake2b(digest_size=8)
    for one in (*places, Path(__file__), Path(presenting.__file__), HTML):
        digest.update(one.read_bytes())
    digest.update(repr([(language, *shelf.consent_wordings()) for language in presenting.LANGUAGES]).encode())
    return digest.hexdigest()
