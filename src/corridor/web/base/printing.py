"""Prints: the same page for paper, with only what may be printed, under its marking and with its sources.

Whoever asks for a page with `print` reads it through a reader class of its own, for which a use counts only where
printing is allowed too (`Reader.is_printing`). So no page has to take care, and what may be read but not printed is not
there: in lists, in totals, on the map.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.kernel.errors import CorridorError, NotPermitted
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import record
from corridor.web.base.marks.actions import open_class, touch
from corridor.web.base.marks.queries import is_untouched, live_class
from corridor.web.base.refusals import refusal_page
from corridor.web.base.requests import OfficerRequest
from corridor.web.base.zone import zone
from corridor.web.design.frame import Badge, Imprint, OwnBadge
from corridor.web.design.shown import moment

PRINT = "print"
"""What a request carries that asks for the page on paper."""

OF_THE_BASE = "base:"
"""The pages of the base show no marked content: whoever may read one may print it."""


class NotForPaper(CorridorError):
    """A page is not printed as it stands on the screen."""

    code = "access.E15"
    template = "this page is not printed"
    hint = "Print what it leads to: cases, things and answers have prints of their own."
    status = 403


@dataclass(frozen=True)
class Told:
    """What a view said of the page it made: its markings, the strictest first, its sources, and how it counts."""

    markings: Sequence[Badge]
    sources: Sequence[str]
    withheld: int | None


def tell(
    request: OfficerRequest,
    *,
    markings: Sequence[Badge],
    sources: Sequence[str] = (),
    count: Callable[[Officer], int] | None = None,
) -> None:
    """Say what a page shows, for its print; a page that says nothing is printed for the own authority alone.

    Args:
        markings: The badges of what is shown, the strictest first.
        sources: Where it comes from, each with the day it stands for.
        count: How many things the page shows somebody. It is asked for the reader and for the print, and the difference
            is told as withheld.
    """
    withheld = None
    reading = getattr(request, "reading", None)
    if reading is not None and count is not None:
        withheld = max(0, count(reading) - count(request.officer))
    cast("Any", request).told = Told(markings, sources, withheld)


def at(request: OfficerRequest, url: str) -> None:
    """Say that a page has a print of its own, and where; nothing where the reader may not print it."""
    if not request.officer.reader.is_printing:
        cast("Any", request).print_url = url


def as_print(
    request: OfficerRequest, *, now: datetime, markings: Sequence[Badge], withheld: int, screen_url: str
) -> None:
    """Make the answer to this request a print, for a view that lays things together for paper by itself."""
    asked = cast("Any", request)
    asked.printed_at, asked.screen_url = now, screen_url
    asked.told = Told(markings, (), withheld)


def imprint_of(request: HttpRequest) -> Imprint | None:
    """Return the head and foot of the print that was asked for; nothing for a page on the screen."""
    if (printed_at := getattr(request, "printed_at", None)) is None:
        return None
    officer = cast("OfficerRequest", request).officer
    told: Told | None = getattr(request, "told", None)
    kept = request.GET.copy()
    kept.pop(PRINT, None)
    return Imprint(
        printed_at=moment(printed_at, get_language() or "en"),
        screen_url=getattr(request, "screen_url", f"{request.path}?{kept.urlencode()}" if kept else request.path),
        markings=tuple(told.markings) if told is not None and told.markings else (own_badge(officer.reader.authority),),
        sources=tuple(told.sources) if told is not None else (),
        withheld=told.withheld if told is not None else None,
    )


def own_badge(authority: str) -> Badge:
    """Return the badge under which a page is printed that tells no marking: it stays with the authority."""
    sentence = gettext("Stays with %(authority)s.") % {"authority": authority}
    return OwnBadge(code=gettext("Own authority"), originator=authority, sentence=sentence, tone="closed")


def print_url_of(request: HttpRequest) -> str:
    """Return where the page that is shown can be printed; nothing where it cannot."""
    if (told := getattr(request, "print_url", None)) is not None:
        return str(told)
    officer = getattr(request, "officer", None)
    if officer is None or request.method != "GET" or PRINT in request.GET or _refused(request, officer) is not None:
        return ""
    asked = request.GET.copy()
    asked[PRINT] = "1"
    return f"{request.path}?{asked.urlencode()}"


def for_print(officer: Officer, *, now: datetime) -> Officer:
    """Return the officer as somebody who prints all that is shown, with a reader class of its own."""
    reader = replace(officer.reader, is_printing=True)
    row = live_class(reader, now)
    if row is None or is_untouched(row.pk, now):
        with turn.write():
            number = open_class(reader, now)
            touch(number, now)
    else:
        number = row.pk
    return replace(officer, reader=reader, reader_class=number)


class PrintingMiddleware:
    """Lets a page that was asked for with `print` see only what may be printed, and writes down that it was."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not hasattr(request, "reading") or not _is_page(response):
            return response
        told: Told | None = getattr(request, "told", None)
        counted = {} if told is None or told.withheld is None else {"withheld": told.withheld}
        officer = cast("OfficerRequest", request).officer
        record(Event.PAGE_PRINTED, by=officer, now=timezone.now(), about=_page(request), **counted)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Put the printing officer in the place of the reading one, or refuse."""
        officer: Officer | None = getattr(request, "officer", None)
        if officer is None or request.method not in ("GET", "HEAD") or PRINT not in request.GET:
            return None
        now = timezone.now()
        if (refused := _refused(request, officer)) is not None:
            record(
                Event.ACT_REFUSED,
                by=officer,
                now=now,
                about=_page(request),
                act=str(Event.PAGE_PRINTED),
                code=refused.code,
            )
            return refusal_page(request, refused)
        asked = cast("Any", request)
        asked.reading, asked.printed_at = officer, now
        asked.officer = for_print(officer, now=now)
        return None


def _is_page(response: HttpResponse) -> bool:
    """Return whether an answer is a page that was found, and not the figures of a map or a refusal."""
    return response.status_code == HTTPStatus.OK and response.headers.get("Content-Type", "").startswith("text/html")


def _page(request: HttpRequest) -> str:
    """Return the name of the page, as the addresses call it."""
    return request.resolver_match.view_name if request.resolver_match is not None else ""


def _refused(request: HttpRequest, officer: Officer) -> CorridorError | None:
    """Return why an officer may not print a page; nothing where it may be printed."""
    page = _page(request)
    if page.startswith(OF_THE_BASE):
        return None
    for beginning, permission in zone().printed:
        if page.startswith(beginning) or f"{page}$" == beginning:
            return None if permission in officer.permissions else NotPermitted(permission=permission.value)
    return NotForPaper()
