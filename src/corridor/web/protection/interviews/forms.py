"""What may be typed about an interview where no script runs, and what a telephone sends."""

from __future__ import annotations

import json
from typing import Any

from django.http import QueryDict

from corridor.core.interviews.codes import ONE_OF, SOME_OF, Offer
from corridor.core.interviews.exchange import VERSION, interview_from
from corridor.core.interviews.records import Interview

MOST_ITEMS = 50


def interview_read(posted: QueryDict, *, uid: str, slip: str, month: str) -> Interview:
    """Return the interview of a form that was sent without a script.

    Raises:
        InterviewRefused: There is no consent, or fields are missing or not of their form.
    """
    version = posted.get("consent_version", "")
    return interview_from(
        {
            "interview": VERSION,
            "uid": uid,
            "month": month,
            "consent": {
                "version": int(version) if version.isdecimal() else 0,
                "language": posted.get("consent_language", ""),
                "given": posted.get("consent") == "yes",
                "to": posted.getlist("consent_to"),
            },
            "offers": {offer.value: posted.get(offer.value, "") for offer in Offer},
            "origin": posted.get("origin", ""),
            "destination": posted.get("destination", ""),
            "slip": slip,
            "slip_before": posted.get("slip_before", ""),
            "words": posted.get("words", "").replace("\r\n", "\n"),
            "guardian": posted.get("guardian") == "yes",
            "confirmed": posted.get("confirmed") == "yes",
            **{name: posted.get(name, "") for name in ONE_OF},
            **{name: posted.getlist(name) for name in SOME_OF},
        }
    )


def items_sent(posted: QueryDict) -> tuple[dict[str, Any], ...]:
    """Return the sealed interviews that a telephone sends; what is none is left out."""
    try:
        told = json.loads(posted.get("items", "[]"))
    except ValueError:
        return ()
    found = told if isinstance(told, list) else []
    return tuple(one for one in found[:MOST_ITEMS] if isinstance(one, dict))
