"""Drafts that the safeguards accept, to be spoiled one fact at a time."""

from __future__ import annotations

from corridor.core.entities.codes import Type
from corridor.core.entities.records import Claim, Draft
from corridor.core.entities.registry import Registry
from corridor.core.kernel.identifiers import Uid, is_uid

PERSON, ROLE, INCIDENT, GROUP = (Uid(f"{number:032x}") for number in (1, 2, 3, 4))

LAWFUL_ROLE = {
    "person": PERSON,
    "role": "organiser",
    "role_in": GROUP,
    "ground": "financial-record",
    "legal_reference": "XA Penal Code, art. 310",
    "benefit": "financial",
    "author": "ada.one",
    "reviewer": "ben.two",
}

Said = str | None | tuple[str, ...]


def draft(uid: Uid, kind: str, /, **said: Said) -> Draft:
    """Return a draft; a tuple says several values, None says nothing."""
    claims = [
        Claim(prop, value, ref=Uid(value) if is_uid(value) else None)
        for prop, values in said.items()
        if values is not None
        for value in (values if isinstance(values, tuple) else (values,))
    ]
    return Draft(uid, kind, tuple(claims))


def person(**said: Said) -> Draft:
    return draft(PERSON, "Person", **{"name": "Tarn Veldo", **said})


def role(**said: Said) -> Draft:
    return draft(ROLE, "Role", **{**LAWFUL_ROLE, **said})


def group(**said: Said) -> Draft:
    return draft(GROUP, "Group", **{"name": "The Lantern circle", **said})


def incident(**said: Said) -> Draft:
    return draft(INCIDENT, "Incident", **{"incident_kind": "movement", **said})


def with_original(made: Draft, prop: str, original: str) -> Draft:
    """Return a draft in which one property carries another text as recorded."""
    claims = tuple(claim._replace(original=original) if claim.prop == prop else claim for claim in made.claims)
    return Draft(made.uid, made.kind, claims)


SAMPLES = {
    Type.DATE: "2025-03",
    Type.COUNT: "10..14|female",
    Type.POINT: "-35.5,-25",
    Type.COUNTRY: "XA",
    Type.NATIONALITY: "stateless",
    Type.CODE: "a-code",
    Type.NUMBER: "3.5",
    Type.MONEY: "1500.00 EUR",
    Type.URL: "https://example.org/report",
    Type.NAME: "Oru Halden",
    Type.TEXT: "a sober text",
    Type.ENTITY: GROUP,
}


def sample(prop: str, registry: Registry) -> str:
    """Return some value that a property takes."""
    vocabulary = registry.vocabulary_of(prop)
    return next(iter(vocabulary.terms)) if vocabulary else SAMPLES[registry.properties[prop].type]
