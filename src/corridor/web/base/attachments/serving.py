"""Hands an attachment out so that no browser does anything with it but save it."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from corridor.core.attachments.codes import Kind
from corridor.core.attachments.naming import safe_name


def handed_out(content: bytes, *, kind: str, name: str) -> HttpResponse:
    """Return an attachment as a response: saved, never shown inside the node's own pages, kept in no cache.

    Args:
        content: The bytes of a `Clean`, as the caller kept them.
        kind: A code of `Kind`; nothing else is handed out.
        name: The name under which it was kept; made safe once more.
    """
    known = Kind(kind)
    response = HttpResponse(content, content_type="text/plain; charset=utf-8" if known is Kind.TEXT else str(known))
    response["Content-Disposition"] = content_disposition_header(True, safe_name(name, known)) or "attachment"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
