"""Reads what a telephone sends and the wording of consent; a field that is not of its form is named and not taken."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from corridor.core.interviews.codes import LONGEST_WORDS, ONE_OF, SOME_OF, ConsentFor, Offer
from corridor.core.interviews.errors import InterviewRefused
from corridor.core.interviews.records import Consent, ConsentWording, Interview
from corridor.core.kernel.identifiers import is_uid

VERSION = 1
MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PLACE = re.compile(r"[A-Z]{2}|")


def interview_from(told: object) -> Interview:
    """Return the interview that a document tells of.

    Raises:
        InterviewRefused: Fields are missing or not of their form; they are named, not repeated.
    """
    fields = told if isinstance(told, Mapping) else {}
    consent = fields.get("consent")
    agreed: Mapping[str, Any] = consent if isinstance(consent, Mapping) else {}
    if fields.get("interview") != VERSION or agreed.get("given") is not True:
        raise InterviewRefused(fields="consent" if agreed.get("given") is not True else "interview")
    if wrong := sorted(name for name, is_right in _forms(fields, agreed).items() if not is_right):
        raise InterviewRefused(fields=", ".join(wrong))
    return Interview(
        uid=fields["uid"],
        month=fields["month"],
        consent=Consent(
            version=agreed["version"],
            language=agreed["language"],
            given=True,
            to=frozenset(ConsentFor(one) for one in agreed["to"]),
        ),
        offers={offer: fields["offers"][offer.value] for offer in Offer},
        origin=fields["origin"],
        destination=fields["destination"],
        slip=fields["slip"],
        slip_before=fields.get("slip_before", ""),
        words=fields.get("words", ""),
        guardian=fields.get("guardian") is True,
        confirmed=fields.get("confirmed") is True,
        sex=fields["sex"],
        age=fields["age"],
        way=fields["way"],
        price=fields["price"],
        told_before=fields["told_before"],
        reasons=frozenset(fields["reasons"]),
        sources=frozenset(fields["sources"]),
        abuses=frozenset(fields["abuses"]),
    )


def told_of(interview: Interview) -> dict[str, Any]:
    """Return an interview as a document that `interview_from` reads."""
    consent = interview.consent
    return {
        "interview": VERSION,
        "uid": interview.uid,
        "month": interview.month,
        "consent": {
            "version": consent.version,
            "language": consent.language,
            "given": consent.given,
            "to": sorted(consent.to),
        },
        "offers": {offer.value: answer for offer, answer in interview.offers.items()},
        "origin": interview.origin,
        "destination": interview.destination,
        "slip": interview.slip,
        "slip_before": interview.slip_before,
        "words": interview.words,
        "guardian": interview.guardian,
        "confirmed": interview.confirmed,
        **{name: getattr(interview, name) for name in ONE_OF},
        **{name: sorted(getattr(interview, name)) for name in SOME_OF},
    }


def _forms(fields: Mapping[str, Any], consent: Mapping[str, Any]) -> dict[str, bool]:
    """Return for each field whether it is of its form."""
    offers = fields.get("offers")
    offered: Mapping[str, Any] = offers if isinstance(offers, Mapping) else {}
    return {
        "uid": isinstance(fields.get("uid"), str) and is_uid(fields["uid"]),
        "month": _matches(fields.get("month"), MONTH),
        "consent": type(consent.get("version")) is int
        and _matches(consent.get("language"), CODE)
        and _are_codes(consent.get("to"), among=frozenset(ConsentFor)),
        "offers": all(_matches(offered.get(offer.value), CODE) for offer in Offer),
        "origin": _matches(fields.get("origin"), PLACE),
        "destination": _matches(fields.get("destination"), PLACE),
        "slip": _is_line(fields.get("slip"), 20),
        "slip_before": _is_line(fields.get("slip_before", ""), 60),
        "words": _is_line(fields.get("words", ""), LONGEST_WORDS),
        **{name: _matches(fields.get(name), CODE) for name in ONE_OF},
        **{name: _are_codes(fields.get(name)) for name in SOME_OF},
    }


def _matches(value: object, form: re.Pattern[str]) -> bool:
    return isinstance(value, str) and form.fullmatch(value) is not None


def _is_line(value: object, longest: int) -> bool:
    return isinstance(value, str) and len(value) <= longest


def _are_codes(value: object, *, among: frozenset[str] | None = None) -> bool:
    if not isinstance(value, Sequence) or isinstance(value, str):
        return False
    return all(_matches(one, CODE) and (among is None or one in among) for one in value)


def wordings_from(document: Mapping[str, Any]) -> tuple[ConsentWording, ...]:
    """Return every version of what is read out, the newest last."""
    return tuple(
        ConsentWording(
            version=int(number),
            since=str(one["since"]),
            paragraphs={language: tuple(one["text"][language]) for language in one["text"]},
        )
        for number, one in sorted(document["versions"].items())
    )
