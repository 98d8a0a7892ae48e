"""The markings that are ready to choose."""

from __future__ import annotations

import copy

import pytest

from corridor import shelf
from corridor.core.handling.codes import ALL_USES, Use
from corridor.core.handling.errors import PresetUnknown, SchemeInvalid
from corridor.core.handling.presets import marking_from_preset, presets_from
from corridor.core.handling.records import Reader
from corridor.core.handling.rules import flaws, uses_for
from tests.core.handling.make import ORIGIN, SCHEMES, TRANSIT, reader

PRESETS = shelf.presets()
INVESTIGATOR = ("investigator", "detection-and-investigation")


@pytest.mark.parametrize(
    ("preset", "who", "expected"),
    [
        ("public", Reader("", "analyst", "research"), ALL_USES),
        ("partners", Reader("", "analyst", "research"), Use(0)),
        ("partners", reader(TRANSIT), ALL_USES),
        ("law-enforcement", reader(TRANSIT), ALL_USES & ~Use.EVIDENCE),
        ("law-enforcement", reader("XC-POL"), Use(0)),
        ("law-enforcement", reader(TRANSIT, function="field-officer", purpose="prevention"), Use(0)),
        ("law-enforcement", reader(TRANSIT, purpose="search-and-rescue"), Use(0)),
        ("own-authority", reader(ORIGIN), ALL_USES),
        ("own-authority", reader(TRANSIT), Use(0)),
        ("sealed", reader(ORIGIN), Use(0)),
        ("sealed", Reader(ORIGIN, *INVESTIGATOR), Use.READ | Use.COUNT | Use.MATCH),
        ("sealed", Reader(TRANSIT, *INVESTIGATOR), Use(0)),
    ],
)
def test_each_preset_does_what_its_sentence_says(preset: str, who: Reader, expected: Use) -> None:
    marking = marking_from_preset(preset, ORIGIN, PRESETS, frozenset({TRANSIT}))

    assert uses_for(who, marking, SCHEMES) == expected


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_is_a_sound_marking_once_its_recipients_are_named(preset: str) -> None:
    assert not flaws(marking_from_preset(preset, ORIGIN, PRESETS, frozenset({TRANSIT})), SCHEMES)


def test_only_law_enforcement_waits_for_recipients() -> None:
    assert [name for name, preset in PRESETS.items() if preset.needs_recipients] == ["law-enforcement"]


def test_an_unknown_preset_is_refused_without_repeating_what_was_typed() -> None:
    with pytest.raises(PresetUnknown) as refused:
        marking_from_preset("a name somebody typed", ORIGIN, PRESETS)

    assert "somebody" not in refused.value.message


def test_a_preset_wider_than_its_codes_does_not_load() -> None:
    document = copy.deepcopy(shelf.document("corridor.core.handling", "presets.yaml"))
    document["presets"]["law-enforcement"]["marking"]["audience"] = "partners"

    with pytest.raises(SchemeInvalid, match="law-enforcement: audience-too-wide"):
        presets_from(document, SCHEMES)
