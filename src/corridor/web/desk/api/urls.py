"""The addresses of the programming interface, and what its entrances have in common.

The interface is loaded with the first request: a process that no program asks does not carry what it stands on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from corridor.core.kernel.errors import NotFound
from corridor.web.base.accounts.middleware import PUBLIC
from corridor.web.desk.api.problems import MediaTypeUnknown, MethodUnknown, problem

READ_BODIES = ("application/json", "multipart/form-data")

ADDRESSES = {
    "openapi.json": "openapi-json",
    "me": "me",
    "things": "things",
    "things/<uid>": "thing",
    "things/<uid>/statements": "statements",
    "picture": "picture",
    "sources": "sources",
    "reports": "reports",
    "imports": "imports",
    "imports/<uid>": "import",
    "imports/<uid>/undo": "import-undo",
    "exports": "exports",
    "vocabularies": "vocabularies",
    "schemata": "schemata",
}
"""The name of each address; a test holds the list against the interface itself."""


def nowhere(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer every other address below the interface's."""
    del rest
    return problem(request, NotFound(kind="address"))


def _asked_at(address: str) -> Callable[..., HttpResponseBase]:
    """Return a view that loads the interface and lets it answer."""

    def asked(request: HttpRequest, **parameters: Any) -> HttpResponseBase:
        from corridor.web.desk.api.interface import ENTRANCES  # with the first request: see above

        answer: HttpResponseBase = ENTRANCES[address].callback(request, **parameters)
        return answer

    return asked


def _entrance(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Return a view that needs no session, takes no cookie's word for anything, and refuses in one form."""

    def entrance(request: HttpRequest, **parameters: Any) -> HttpResponseBase:
        kind = (request.content_type or "").lower()
        if request.method == "POST" and kind not in ("", *READ_BODIES):
            return problem(request, MediaTypeUnknown())
        response = view(request, **parameters)
        if response.status_code == MethodUnknown.status:
            answer = problem(request, MethodUnknown())
            answer["Allow"] = response["Allow"]
            return answer
        return response

    entrance.csrf_exempt = True  # type: ignore[attr-defined]  # a token is sent on purpose, never by a browser itself
    setattr(entrance, PUBLIC, True)
    return entrance


def _entrances() -> list[URLPattern]:
    patterns = [path(address, _entrance(_asked_at(address)), name=name) for address, name in ADDRESSES.items()]
    elsewhere = _entrance(nowhere)
    return [*patterns, path("", elsewhere, name="api-root"), path("<path:rest>", elsewhere, name="elsewhere")]


app_name = "api"
urlpatterns = _entrances()
