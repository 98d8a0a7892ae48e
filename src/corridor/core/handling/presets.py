"""Markings that are ready to choose: the few combinations that daily work needs, each explained in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from corridor.core.handling.codes import Audience, Flaw
from corridor.core.handling.errors import MarkingUnreadable, PresetUnknown, SchemeInvalid
from corridor.core.handling.exchange.markings import marking_from
from corridor.core.handling.exchange.schemes import Part
from corridor.core.handling.records import Marking
from corridor.core.handling.rules import flaws
from corridor.core.handling.scheme import Labels, Schemes
from corridor.core.kernel.text import fold

_SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class Preset:
    """A marking without its originator, with its name and one sentence in each language that says what it does."""

    name: str
    labels: Labels
    meaning: Labels
    template: Marking

    @property
    def needs_recipients(self) -> bool:
        """Whether the marking admits nobody but its originator until recipients are named."""
        return self.template.audience == Audience.NAMED


def presets_from(document: Mapping[str, object], schemes: Schemes) -> dict[str, Preset]:
    """Return the presets by name, in the order of the file; each must be a sound marking.

    Raises:
        SchemeInvalid: A preset is not a sound marking.
    """
    presets = {}
    for name, part in Part("presets", "", document).at("presets").fields().items():
        template = _template(part.at("marking"), schemes)
        if found := _flaws(template, schemes):
            raise part.refusal(", ".join(sorted(found)))
        presets[name] = Preset(name, part.at("label").labels(), part.at("meaning").labels(), template)
    return presets


def preset_flaws(marking: Mapping[str, object], schemes: Schemes) -> frozenset[Flaw]:
    """Return what is wrong with the marking of a preset, as it would be written; empty when it is sound.

    Raises:
        SchemeInvalid: It does not have the form of one.
    """
    return _flaws(_template(Part("preset", "marking", marking), schemes), schemes)


def _flaws(template: Marking, schemes: Schemes) -> frozenset[Flaw]:
    sample = replace(template, originator=_SAMPLE, recipients=template.recipients | {_SAMPLE})
    return flaws(sample, schemes)


def likened(labels: Labels, presets: Mapping[str, Preset]) -> frozenset[str]:
    """Return the languages in which a new preset would be called as another is, so that who chooses mistakes them."""
    taken = {(language, fold(label)) for preset in presets.values() for language, label in preset.labels.items()}
    return frozenset(language for language, label in labels.items() if (language, fold(label)) in taken)


def _template(part: Part, schemes: Schemes) -> Marking:
    fields = {name: field.content for name, field in part.fields().items()}
    if fields.get("purposes") == "all":
        fields["purposes"] = sorted(schemes.content_purposes)
    if fields.get("uses") == "all":
        fields["uses"] = list(schemes.uses)
    written = {"marking": 1, "originator": "", "recipients": [], "clearance": 0, "compartments": []} | fields
    try:
        return marking_from(written)
    except MarkingUnreadable as unreadable:
        raise SchemeInvalid(document=part.document, where=part.where, why=unreadable.message) from unreadable


def marking_from_preset(
    name: str, originator: str, presets: Mapping[str, Preset], recipients: frozenset[str] = frozenset()
) -> Marking:
    """Return the marking of a preset for its originator, with further recipients where the preset admits named ones.

    Raises:
        PresetUnknown: No preset has this name.
    """
    if (preset := presets.get(name)) is None:
        raise PresetUnknown(known=", ".join(sorted(presets)))
    return replace(preset.template, originator=originator, recipients=preset.template.recipients | recipients)
