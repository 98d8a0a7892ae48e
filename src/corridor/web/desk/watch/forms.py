"""What a person may type to watch something: what cannot be read is said field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from corridor import shelf
from corridor.core.kernel.text import clean
from corridor.core.watching.codes import Counted, Way
from corridor.core.watching.records import Subject
from corridor.web.design.pieces import FormProblem

LONGEST = 80


@dataclass(frozen=True)
class Asked:
    """A watch as it was typed, and what could not be read."""

    subject: Subject
    way: Way
    problems: tuple[FormProblem, ...] = ()


def asked(values: Mapping[str, str]) -> Asked:
    """Read a watch from a form."""
    problems = []
    counted, way = values.get("counted", "") or Counted.DETECTIONS.value, values.get("way", "") or Way.RISE.value
    if counted not in list(Counted):
        problems.append(FormProblem("counted", gettext("Choose one of the measures.")))
        counted = Counted.DETECTIONS.value
    if way not in list(Way):
        problems.append(FormProblem("way", gettext("Choose one of the list.")))
        way = Way.RISE.value
    country = values.get("country", "").strip().upper()
    if country and country not in shelf.countries().by_code:
        problems.append(FormProblem("country", gettext("Choose a country from the list.")))
        country = ""
    told = {"kind": "", "method": "", "transport": ""}
    for name in told:
        told[name] = clean(values.get(name, ""))[:LONGEST]
        if told[name] and told[name] not in codes_of(name):
            problems.append(FormProblem(name, gettext("Choose one of the list.")))
            told[name] = ""
    return Asked(
        subject=Subject(
            counted=Counted(counted),
            route=clean(values.get("route", ""))[:LONGEST],
            country=country,
            place=clean(values.get("place", ""))[:LONGEST],
            is_invented=values.get("world", "") == "invented",
            **told,
        ),
        way=Way(way),
        problems=tuple(problems),
    )


def codes_of(name: str) -> Mapping[str, str]:
    """Return what can be chosen of a list, with its English names."""
    prop = "incident_kind" if name == "kind" else name
    vocabulary = shelf.registry().vocabulary_of(prop)
    return {} if vocabulary is None else {code: term.labels["en"] for code, term in vocabulary.terms.items()}
