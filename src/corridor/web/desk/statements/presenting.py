"""Words for what every page of the desk shows beside an item: its marking, its source, its kind."""

from __future__ import annotations

from functools import lru_cache

from babel.core import Locale
from django.utils.translation import get_language, gettext, override

from corridor import shelf
from corridor.core.handling.codes import Audience
from corridor.core.handling.records import Marking, SchemeCode
from corridor.web.base.marks.queries import marking_of
from corridor.web.desk.pages import MarkingBadge
from corridor.web.desk.statements.models import Dataset

TLP = "tlp"
TLP_TONES = {
    "CLEAR": "clear",
    "WHITE": "clear",
    "GREEN": "green",
    "AMBER": "amber",
    "AMBER+STRICT": "red",
    "RED": "red",
}
TONES = {
    Audience.PUBLIC: "clear",
    Audience.PARTNERS: "green",
    Audience.NAMED: "amber",
    Audience.ORIGINATOR: "closed",
}
"""How far an item may travel at most, as the badge's tone; a code of a scheme only ever makes it narrower."""

TONE_ORDER = ("clear", "green", "amber", "red", "closed")


def marking_badge(mark: int, language: str) -> MarkingBadge:
    """Return the badge of the marking that a mark stands for."""
    return badge_of(marking_of(mark), language)


@lru_cache(maxsize=4096)
def badge_of(marking: Marking, language: str) -> MarkingBadge:
    """Return the badge of a marking: its codes in short, its originator, a sentence that explains it, and its tone."""
    tones = [TLP_TONES.get(code.code, "closed") for code in marking.handling if code.scheme == TLP]
    with override(language):
        codes = " · ".join(_short(code) for code in marking.handling)
        return MarkingBadge(
            code=codes or audience_label(marking.audience),
            originator=marking.originator,
            sentence=_sentence(marking, language),
            tone=max([TONES[marking.audience], *tones], key=TONE_ORDER.index),
        )


def audience_label(audience: Audience) -> str:
    """Return how far an item may go at most, in words."""
    return {
        Audience.ORIGINATOR: gettext("Own authority"),
        Audience.NAMED: gettext("Named authorities"),
        Audience.PARTNERS: gettext("Partner authorities"),
        Audience.PUBLIC: gettext("Public"),
    }[audience]


def source_label(dataset: Dataset) -> str:
    """Return what a data set is called: its mapping's title in the page's language, or the authority that reported."""
    mapping = shelf.mappings().get(dataset.mapping)
    if mapping is not None:
        return mapping.title.get(get_language() or "en", mapping.title["en"])
    return dataset.title if dataset.mapping else dataset.source.code


def kind_label(code: str, language: str) -> str:
    """Return what a kind of incident, a series or a class of things is called; the code itself when it is unknown."""
    registry = shelf.registry()
    for prop in ("incident_kind", "series"):
        vocabulary = registry.vocabulary_of(prop)
        term = vocabulary.terms.get(code) if vocabulary is not None else None
        if term is not None:
            return term.labels[language]
    schema = registry.schemata.get(code)
    return code if schema is None else schema.labels[language]


@lru_cache(maxsize=4096)
def country_label(code: str, language: str) -> str:
    """Return what a country is called in the page's language; invented ones by the node's own table."""
    name: str | None = Locale.parse(language.replace("-", "_")).territories.get(code)
    known = shelf.countries().by_code.get(code)
    if known is not None and (name is None or known.status == "invented"):
        return known.name
    return name or code


def _short(code: SchemeCode) -> str:
    written = f"TLP:{code.code}" if code.scheme == TLP else code.code
    return f"{written} ({', '.join(code.params)})" if code.params else written


def _sentence(marking: Marking, language: str) -> str:
    """Say what a marking admits: the sentence of the preset it was made from, or its audience and codes in words."""
    for preset in shelf.presets().values():
        template = preset.template
        if (template.audience, template.functions, template.purposes, template.handling, template.uses) == (
            marking.audience,
            marking.functions,
            marking.purposes,
            marking.handling,
            marking.uses,
        ):
            return preset.meaning[language]
    schemes = shelf.schemes()
    words = [audience_label(marking.audience)]
    for code in marking.handling:
        scheme = schemes.schemes.get((code.scheme, code.version))
        known = scheme.codes.get(code.code) if scheme is not None else None
        if known is None:
            words.append(gettext("%(code)s: not known on this node") % {"code": code.code})
            continue
        words.append(f"{_short(code)}: {known.labels[language]}")
    return "; ".join(words)
