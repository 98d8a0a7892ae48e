"""The addresses of the programming interface, and what holds for all of them: who acts, and how it refuses."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from corridor.core.kernel.errors import CorridorError, NotFound
from corridor.web.base.accounts.middleware import PUBLIC
from corridor.web.base.tokens.queries import TokenRefused
from corridor.web.desk.api import views
from corridor.web.desk.api.acting import Bearer
from corridor.web.desk.api.problems import (
    MEDIA_TYPE,
    BodyTooLarge,
    BodyUnreadable,
    MediaTypeUnknown,
    MethodUnknown,
    RequestInvalid,
    problem,
)

VERSION = "1"
READ_BODIES = ("application/json", "multipart/form-data")
FILES_AT = "imports"


class Interface(NinjaAPI):
    """The programming interface; its description says of refusals that they are problems."""

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None) -> Any:
        """Return the description, in which refusals have the media type of RFC 9457."""
        schema: OpenAPISchema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, response in operation["responses"].items():
                    if int(status) >= 400 and "application/json" in response.get("content", {}):
                        response["content"] = {MEDIA_TYPE: response["content"]["application/json"]}
        return schema


api = Interface(
    title="Corridor",
    version=VERSION,
    description="A node, for programs that act for an officer by a token. Docs: docs/howto/use-the-api.md",
    urls_namespace="api",
    docs_url=None,
    openapi_url="/openapi.json",
    auth=Bearer(),
)
api.add_router("", views.router)


@api.exception_handler(CorridorError)
def refused(request: HttpRequest, wrong: CorridorError) -> HttpResponse:
    """Answer a refusal of the domain."""
    return problem(request, wrong)


@api.exception_handler(AuthenticationError)
def without_token(request: HttpRequest, wrong: AuthenticationError) -> HttpResponse:
    """Answer a request without a token, as one with a bad one."""
    del wrong
    return problem(request, TokenRefused())


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    """Name every fault of a request by its place and kind; what was sent is not repeated."""
    faults = [
        {"where": ".".join(map(str, one["loc"])), "code": str(one["type"]), "message": ""} for one in wrong.errors
    ]
    return problem(request, RequestInvalid(), faults)


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, wrong: HttpError) -> HttpResponse:
    """Answer a body that cannot be read."""
    del wrong
    return problem(request, BodyUnreadable())


@api.exception_handler(MultiPartParserError)
def broken_form(request: HttpRequest, wrong: MultiPartParserError) -> HttpResponse:
    """Answer a form that ends too early or is no form."""
    del wrong
    return problem(request, BodyUnreadable())


@api.exception_handler(RequestDataTooBig)
@api.exception_handler(TooManyFieldsSent)
@api.exception_handler(TooManyFilesSent)
def too_large(request: HttpRequest, wrong: Exception) -> HttpResponse:
    """Answer a body that is larger than is read."""
    del wrong
    return problem(request, BodyTooLarge())


@api.exception_handler(Http404)
def absent(request: HttpRequest, wrong: Http404) -> HttpResponse:
    """Answer an address that leads nowhere."""
    del wrong
    return problem(request, NotFound(kind="address"))


def nowhere(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer every other address below the interface's."""
    del rest
    return problem(request, NotFound(kind="address"))


def _entrance(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Return a view that needs no session, takes no cookie's word for anything, and refuses in one form."""

    @wraps(view, assigned=())
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
    found = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
    # An address that takes two methods is listed once for each; one view answers both.
    patterns = list({str(one.pattern): one for one in reversed(found)}.values())[::-1]
    for pattern in patterns:
        pattern.callback = _entrance(pattern.callback)
    elsewhere = _entrance(nowhere)
    return [*patterns, path("", elsewhere, name="api-root"), path("<path:rest>", elsewhere, name="elsewhere")]


app_name = "api"
urlpatterns = _entrances()
