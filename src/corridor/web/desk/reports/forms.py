"""What an officer types into a report, and everything it is read against."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache

from babel.numbers import list_currencies
from django.http import QueryDict

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.gazetteer.records import Fit, Hit
from corridor.core.reports.building import CONFIRMED
from corridor.core.reports.records import Asking, Place
from corridor.web.base.accounts.queries import authority_of
from corridor.web.desk.lines.queries import authorities_named
from corridor.web.desk.reports import queries
from corridor.web.desk.reports.actions import EARLIEST
from corridor.web.desk.reports.known_places import known_as
from corridor.web.desk.reports.queries import Kept
from corridor.web.desk.reports.readers import default_for, offered_to
from corridor.web.desk.reports.screening import findings_in

MOST_TYPED = 60_000
GRADES = "europol-4x4"
"""The scale on which this page asks for a grade."""

CARRIED = ("country", "border_type", "transport", "method", "route", "reported_by")
"""What a new report takes over from the officer's last one: the post, and nothing of the event."""


@cache
def currencies() -> frozenset[str]:
    """Return the codes of all currencies, those that are gone included: fees of the past were paid in them."""
    return frozenset(list_currencies())


def typed(post: QueryDict) -> dict[str, str]:
    """Return what was typed, by path; several entries of one field are joined by commas."""
    form = shelf.report_form()
    found: dict[str, str] = {}
    for path, texts in post.lists():
        field = form.field(path)
        if path == CONFIRMED or (field is not None and field.is_many):
            found[path] = ",".join(part for text in texts for part in text.split(",") if part)
        elif field is not None:
            found[path] = texts[-1] if isinstance(texts[-1], str) else ""
    return {path: text for path, text in found.items() if text.strip()}


def asking(officer: Officer, kept: Kept, ref: str, language: str, now: datetime) -> Asking:
    """Return everything that a report of an officer is read against."""
    scheme = shelf.schemes().evaluation(GRADES)
    grades = {side: frozenset(scale.labels) for side, scale in scheme.scales.items()} if scheme is not None else {}
    return Asking(
        form=shelf.report_form(),
        registry=shelf.registry(),
        countries=shelf.countries(),
        invented=shelf.invented_countries(),
        currencies=currencies(),
        places=places(officer, language),
        screen=findings_in,
        today=(now + EARLIEST).date(),
        presets={name: preset.needs_recipients for name, preset in offered_to(officer).items()},
        authorities=frozenset(code for code, _ in authorities_named()),
        grades=grades,
        grade_scheme=GRADES,
        language=language,
        ref=ref,
        things=kept.uid_of,
    )


def places(officer: Officer, language: str) -> Callable[..., Sequence[Place]]:
    """Return what answers which places of the gazetteer have a name; what the node knows keeps its identifier."""

    def found(text: str, country: str = "") -> Sequence[Place]:
        hits = shelf.gazetteer().find(text, lang=language, country=country or None, limit=10)
        exact = [_place(hit) for hit in hits if hit.fit is Fit.EXACT]
        return [one._replace(uid=known_as(officer, one)) for one in exact]

    return found


def _place(hit: Hit) -> Place:
    precision = "country" if hit.kind == "country" else "locality"
    return Place(hit.id, hit.name, hit.country, hit.point, hit.invented, precision)


def defaults(officer: Officer) -> dict[str, str]:
    """Return what a new report begins with: the post of the officer, and what the last report said of it."""
    last = queries.last_for(officer)
    carried: Mapping[str, str] = queries.kept_of(last).values if last is not None else {}
    values = {path: carried[path] for path in CARRIED if path in carried}
    values["marking"] = default_for(officer, offered_to(officer))
    values.setdefault("country", authority_of(officer.reader.authority).country)
    values["fees.0.currency"] = carried.get("fees.0.currency", "")
    values |= {f"counts.{row}.what": what for row, what in enumerate(("people", "dead", "missing"))}
    return {path: text for path, text in values.items() if text}


def template_of(officer: Officer) -> dict[str, str]:
    """Return the officer's last report without its day and counts, to begin the next one with."""
    last = queries.last_for(officer)
    values = queries.kept_of(last).values if last is not None else {}
    dropped = ("occurred_on", "counts.", "summary", CONFIRMED)
    return {path: text for path, text in values.items() if not path.startswith(dropped)}
