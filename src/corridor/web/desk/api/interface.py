"""The programming interface itself: what holds for all of its entrances, who acts, and how it refuses.

It is loaded with the first request to it, by `urls`: what it stands on takes 14 MB in every process that loads it.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.urls import URLPattern
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from corridor.core.kernel.errors import CorridorError, NotFound
from corridor.web.base.tokens.queries import TokenRefused
from corridor.web.desk.api import views
from corridor.web.desk.api.acting import Bearer
from corridor.web.desk.api.problems import (
    MEDIA_TYPE,
    BodyTooLarge,
    BodyUnreadable,
    RequestInvalid,
    problem,
)

VERSION = "1"


class Interface(NinjaAPI):
    """The programming interface; its description says of refusals that they are problems, and is made once."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._described: dict[str, Any] = {}

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None) -> Any:
        """Return the description, in which refusals have the media type of RFC 9457."""
        place = f"{path_prefix} {path_params}"
        if (described := self._described.get(place)) is None:
            described = self._described[place] = self._describe(path_prefix, path_params)
        return described

    def _describe(self, path_prefix: str | None, path_params: dict[str, Any] | None) -> OpenAPISchema:
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


ENTRANCES = {
    str(one.pattern): one for one in reversed(api.urls[0]) if isinstance(one, URLPattern) and one.name != "api-root"
}
"""Every entrance by its address. One that takes two methods is listed once for each; one view answers both."""
