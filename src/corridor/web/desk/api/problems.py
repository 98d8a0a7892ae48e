"""What the programming interface refuses, in the form of RFC 9457; the same codes as on pages and in commands."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext

from corridor.core.entities.errors import DraftsRefused
from corridor.core.kernel.errors import CorridorError
from corridor.web.base.refusals import reasons_of, what_of, with_wait
from corridor.web.base.tokens.queries import TokenRefused

MEDIA_TYPE = "application/problem+json"


class RequestInvalid(CorridorError):
    """A request does not have the form that the description of the interface gives."""

    code = "api.E01"
    template = "the request does not have the form that is described"
    hint = "Compare it with /api/v1/openapi.json; each fault is named by its place."
    status = 422


class BodyUnreadable(CorridorError):
    """The body of a request is not what its headers say."""

    code = "api.E02"
    template = "the body of the request cannot be read"
    hint = "Send JSON in UTF-8, or a form with files, as the description says."
    status = 400


class MediaTypeUnknown(CorridorError):
    """A request carries a kind of body that is not read here."""

    code = "api.E03"
    template = "this kind of body is not read here"
    hint = "Send application/json, or multipart/form-data where files are sent."
    status = 415


class MethodUnknown(CorridorError):
    """An address does not take this method."""

    code = "api.E04"
    template = "this address does not take this method"
    hint = "Use one of the methods in the header Allow."
    status = 405


class BodyTooLarge(CorridorError):
    """The body of a request is larger than the node reads."""

    code = "api.E05"
    template = "the body of the request is too large"
    hint = "Send less at once."
    status = 413


class CursorInvalid(CorridorError):
    """A cursor was not given by this node for this question and this reader."""

    code = "api.E06"
    template = "the cursor does not belong to this question"
    hint = "Take the cursor from the answer before, and ask the same question again; or begin without one."
    status = 404


def problem(request: HttpRequest, refused: CorridorError, faults: list[dict[str, Any]] | None = None) -> HttpResponse:
    """Return a refusal as a problem: by code, without anything that was sent."""
    del request
    told: dict[str, Any] = {
        "type": f"urn:corridor:error:{refused.code}",
        "title": HTTPStatus(refused.status).phrase,
        "status": refused.status,
        "code": refused.code,
        "detail": what_of(refused),
        "hint": gettext(refused.hint) if refused.hint else "",
        "reasons": list(reasons_of(refused)),
        "faults": faults or _faults(refused),
    }
    response = JsonResponse(told, status=refused.status, content_type=MEDIA_TYPE)
    if isinstance(refused, TokenRefused):
        response["WWW-Authenticate"] = "Bearer"
    response["Cache-Control"] = "no-store"
    return with_wait(response, refused)


def _faults(refused: CorridorError) -> list[dict[str, Any]]:
    if not isinstance(refused, DraftsRefused):
        return []
    return [{"where": one.prop or "", "code": one.code, "message": one.message} for one in refused.problems]
