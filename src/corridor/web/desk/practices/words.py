"""The words of the library."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from corridor.core.commitments.codes import Pillar
from corridor.core.commitments.levels import Level
from corridor.core.practices.codes import Grade, Kind, Stage


def kinds() -> Mapping[Kind, str]:
    """Return what an entry can be."""
    return {
        Kind.PRACTICE: gettext("practice"),
        Kind.STUDY: gettext("study"),
        Kind.LESSON: gettext("lesson"),
        Kind.CLAIM: gettext("claim"),
    }


def grades() -> Mapping[Grade, str]:
    """Return how strong evidence can be."""
    return {
        Grade.CLAIM: gettext("Claim: no source or no method is told"),
        Grade.DESCRIBED: gettext("Described: how it was done is told"),
        Grade.MONITORED: gettext("Monitored: figures were kept while it ran"),
        Grade.EVALUATED: gettext("Evaluated, without a comparison"),
        Grade.COMPARED: gettext("Evaluated against a comparison"),
        Grade.AGREED: gettext("Several evaluations agree"),
    }


def stages() -> Mapping[Stage, str]:
    """Return what an authority can make of an entry."""
    return {
        Stage.CONSIDERED: gettext("considered"),
        Stage.ADOPTED: gettext("adopted"),
        Stage.ADAPTED: gettext("adapted"),
        Stage.GIVEN_UP: gettext("given up"),
    }


def pillars() -> Mapping[Pillar, str]:
    """Return the pillars."""
    return {
        Pillar.PREVENTION: gettext("Prevention"),
        Pillar.RESPONSE: gettext("Response"),
        Pillar.PROTECTION: gettext("Protection"),
        Pillar.ALTERNATIVES: gettext("Alternatives"),
        Pillar.COOPERATION: gettext("Cooperation"),
        Pillar.KNOWLEDGE: gettext("Knowledge"),
    }


def levels() -> Mapping[Level, str]:
    """Return who may read an entry."""
    return {Level.OWN: gettext("Own authority only"), Level.PUBLIC: gettext("Everybody")}


def problem_words(field: str, why: str) -> str:
    """Return why a field must be corrected, and how."""
    if why == "missing":
        return _missing().get(field, gettext("This is needed."))
    return {
        "too-long": gettext("This is too long."),
        "malformed": gettext("This holds characters that cannot be kept."),
        "unknown": gettext("Choose from the list."),
        "too-many": gettext("These are too many."),
        "not-yet": gettext("This day lies ahead."),
        "names-somebody": gettext("This may name or reach a person. Name bodies and documents only."),
    }.get(why, gettext("This cannot be read. Correct it."))


def _missing() -> Mapping[str, str]:
    return {
        "title": gettext("Write a title."),
        "done": gettext("Write what was done or studied, and what was found."),
        "context": gettext("Write where, when and by which body."),
        "limits": gettext("Write what it does not show: for whom it may not hold, and which harm nobody looked for."),
        "how": gettext("Write how, in one or two sentences."),
        "reason": gettext("Write the reason for the grade."),
    }
