"""What the codes of requests are called, and what a text for another channel calls them."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import ngettext

from corridor import shelf
from corridor.core.requests.codes import Kind
from corridor.core.requests.records import Request
from corridor.core.requests.wording import text_for
from corridor.web.design.pieces import Choice
from corridor.web.design.shown import number
from corridor.web.desk.requests.reading import Known


def label(name: str, code: str, language: str) -> str:
    """Return what a code of a list is called."""
    term = shelf.request_lists()[name].terms.get(code)
    return code if term is None else term.labels[language]


def means(name: str, code: str, language: str) -> str:
    """Return what a code of a list means."""
    return shelf.request_lists()[name].terms[code].meaning(language)


def choices(name: str, chosen: object, language: str, only: tuple[str, ...] | None = None) -> tuple[Choice, ...]:
    """Return the codes in force of a list, or some of them in their order."""
    vocabulary = shelf.request_lists()[name]
    codes = only if only is not None else tuple(term.code for term in vocabulary.current())
    return tuple(Choice(code, vocabulary.terms[code].labels[language], code == chosen) for code in codes)


def channel_label(code: str, language: str) -> str:
    """Return what a channel is called, as the directory calls it."""
    return shelf.directory_lists()["contact-channels"].terms[code].labels[language]


def message(known: Known, channel: str) -> str:
    """Return the text of a request for a channel, in the language of whoever is asked."""
    request, language = known.request, known.request.language
    return text_for(channel, request, known.row.thread, _named(request, known, language), shelf.request_templates())


def _named(request: Request, known: Known, language: str) -> dict[str, str]:
    rescue = request.rescue
    return {
        "clock": known.clock.labels[language],
        request.kind.value: label("request-kinds", request.kind, language),
        request.purpose: shelf.purpose_label(request.purpose, language),
        request.legal_basis: label("legal-bases", request.legal_basis, language),
        **{one.kind: label("identifier-kinds", one.kind, language) for one in request.identifiers},
        **{one: label("distress", one, language) for one in (rescue.distress if rescue is not None else ())},
        **({request.use: label("uses", request.use, language)} if request.use else {}),
        **(
            {request.urgent_because: label("urgency-grounds", request.urgent_because, language)}
            if request.urgent_because
            else {}
        ),
    }


def opening(kind: Kind, language: str) -> str:
    """Return the words with which a request of a kind begins."""
    return shelf.request_templates().openings[kind][language]


def hours(time: timedelta, language: str) -> str:
    """Return a span of time in whole hours, at least one."""
    count = max(1, round(time.total_seconds() / 3600))
    return ngettext("%(count)s hour", "%(count)s hours", count) % {"count": number(count, language)}
