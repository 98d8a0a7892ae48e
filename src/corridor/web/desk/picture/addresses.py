"""Addresses of questions: what somebody asks, written so that it can be read again, kept and passed on."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode

from corridor.core.picture.codes import Measure
from corridor.core.picture.records import Question


def address(question: Question, page: int = 1, **changes: str) -> str:
    """Return the address of a question, with some of its parts changed."""
    return f"{reverse('desk:picture')}{query(question, page, **changes)}"


def without(question: Question, part: str) -> str:
    """Return the address of a question without one of its parts."""
    return f"{reverse('desk:picture')}{query(question, 1, **{part: ''})}"


def thing_address(uid: str, question: Question) -> str:
    """Return the page of a thing; on an earlier day, what was known of it then."""
    if question.known:
        return f"{reverse('desk:thing-history', args=[uid])}?{urlencode({'on': question.known})}"
    return reverse("desk:thing", args=[uid])


def watch_address(question: Question) -> str:
    """Return where the same question can be watched, as far as a watch can be narrowed so."""
    parts = {"counted": question.measure.value, "route": question.route, "country": question.country}
    if question.measure is not Measure.DETECTIONS:
        parts |= {"kind": question.kind, "place": question.place}
        parts |= {"method": question.method, "transport": question.transport}
    parts["world"] = "invented" if question.invented else ""
    told = [(name, value) for name, value in parts.items() if value]
    return f"{reverse('desk:watches')}?{urlencode(told)}#new-title"


def query(question: Question, page: int = 1, **changes: str) -> str:
    """Return the question as the query of an address; parts that say nothing are left out."""
    parts = {
        "measure": question.measure.value if question.measure is not Measure.DEATHS else "",
        "since": question.since,
        "until": question.until,
        "kind": question.kind,
        "country": question.country,
        "route": question.route,
        "place": question.place,
        "source": question.source,
        "method": question.method,
        "transport": question.transport,
        "reliability": question.reliability,
        "accuracy": question.accuracy,
        "known": question.known,
        "world": "invented" if question.invented else "",
        "choices": "" if question.own_view else "off",
        **changes,
    }
    pairs = [(name, value) for name, value in parts.items() if value]
    pairs += [("edition", edition) for edition in sorted(question.editions)]
    if page > 1:
        pairs.append(("page", str(page)))
    return f"?{urlencode(pairs)}" if pairs else ""
