"""Pages without an account: the list of published tables, one table, and its files. They set and read no cookie."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from corridor.core.access.rates import Allowance
from corridor.core.publishing.formats.plain import plain_csv
from corridor.core.publishing.formats.sdmx import sdmx_csv, sdmx_structure
from corridor.web.base.accounts.middleware import public
from corridor.web.base.limits.actions import spend
from corridor.web.base.proxies import CLIENT
from corridor.web.base.published.files import digest
from corridor.web.base.published.wording import title
from corridor.web.public import files, presenting, promises

FRESH = "public, max-age=300"
View = TypeVar("View", bound=Callable[..., HttpResponse])
LANGUAGES = ("en", "fr", "es", "ar")


def _open(view: View) -> View:
    """Let anybody ask, as often as the rates allow, and let anybody's cache keep the answer for a while."""

    @public
    @require_safe
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        spend(Allowance.PUBLIC, getattr(request, CLIENT, "") or "everybody", now=timezone.now())
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = FRESH
        return response

    return cast("View", asked)


def _answer(request: HttpRequest, content: str | bytes, kind: str, name: str = "") -> HttpResponse:
    """Return content with its tag, or that it has not changed."""
    body = content.encode() if isinstance(content, str) else content
    etag = quote_etag(digest(body))
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    response = HttpResponse(body, content_type=kind, headers={"ETag": etag})
    if name:
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _language(language: str) -> str:
    if language not in LANGUAGES:
        raise Http404
    return language


@public
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Lead to the list in the language that the browser asks for."""
    return redirect("public:tables", translation.get_language_from_request(request)[:2])


@_open
def tables(request: HttpRequest, language: str) -> HttpResponse:
    """Show every published table."""
    with translation.override(_language(language)):
        page = presenting.list_page(files.tables(), language)
        return _answer(request, render_to_string("public/tables.html", {"page": page}), "text/html; charset=utf-8")


@_open
def table(request: HttpRequest, language: str, uid: str, number: int = 0) -> HttpResponse:
    """Show one table; without a number the version that stands."""
    told, listed = files.table(uid, number)
    with translation.override(_language(language)):
        page = presenting.table_page(told, listed, language)
        return _answer(request, render_to_string("public/table.html", {"page": page}), "text/html; charset=utf-8")


@_open
def download(request: HttpRequest, uid: str, number: int, part: int, form: str) -> HttpResponse:
    """Hand out one table of a version in one of its forms."""
    _, listed = files.table(uid, number)
    publication = listed.publication
    if not 1 <= part <= len(publication.tables):
        raise Http404
    one = publication.tables[part - 1]
    name = f"{uid}-{number}-{part}"
    if form == "csv":
        return _answer(request, plain_csv(publication, one), "text/csv; charset=utf-8", f"{name}.csv")
    if form == "sdmx.csv":
        kind = "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8"
        return _answer(request, sdmx_csv(publication, one), kind, f"{name}.sdmx.csv")
    if form == "sdmx.json":
        with translation.override("en"):
            called = title(publication.asked, publication.tables)
        content = sdmx_structure(publication, one, title=called, prepared=f"{publication.release.on}T00:00:00Z")
        kind = "application/vnd.sdmx.structure+json; version=2.0.0; charset=utf-8"
        return _answer(request, content, kind, f"{name}.sdmx.json")
    raise Http404


@_open
def signed(request: HttpRequest, uid: str, number: int) -> HttpResponse:
    """Hand out the signed file itself, byte for byte."""
    return _answer(request, files.signed_bytes(uid, number), "application/jose", f"{uid}.{number}.jws")


@_open
def commitments(request: HttpRequest, language: str) -> HttpResponse:
    """Show which States and organisations made something public of their commitments."""
    with translation.override(_language(language)):
        page = promises.list_page(files.states(), language)
        return _answer(request, render_to_string("public/commitments.html", {"page": page}), "text/html; charset=utf-8")


@_open
def commitments_of(request: HttpRequest, language: str, subject: str) -> HttpResponse:
    """Show what one State or organisation made public of its commitments."""
    told = files.state(subject)
    with translation.override(_language(language)):
        page = promises.state_page(told, language, timezone.now().date())
        body = render_to_string("public/commitments_of.html", {"page": page})
        return _answer(request, body, "text/html; charset=utf-8")


@_open
def commitments_file(request: HttpRequest, subject: str) -> HttpResponse:
    """Hand out the signed file of one State or organisation, byte for byte."""
    name, content = files.state_bytes(subject)
    return _answer(request, content, "application/jose", name)
