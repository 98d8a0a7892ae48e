from __future__ import annotations

import re
from pathlib import Path

import yaml

from corridor.core.imports.codes import Repeats
from corridor.core.imports.fields import _OPTIONS
from corridor.core.imports.language import _KEYS, mapping_from, released_on
from corridor.core.imports.layouts import _LAYOUT
from corridor.core.imports.lists import LISTS
from corridor.core.imports.records import Row
from corridor.core.kernel.dates import STYLES
from tests.core.imports.make import claims, outcomes, registry, schemes

GUIDE = (Path(__file__).resolve().parents[3] / "docs" / "howto" / "write-a-mapping.md").read_text("utf-8")


def block(language: str) -> str:
    return blocks(language)[0]


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


def test_the_example_of_the_guide_reads_its_own_table() -> None:
    mapping = mapping_from(yaml.safe_load(block("yaml")), registry(), schemes())

    first, second = (one.result for one in outcomes(block("csv").encode(), mapping))

    assert isinstance(first, Row)
    assert first.key == "L-17"
    assert claims(first, "occurred_on") == [("2025-03-14", "14/03/2025")]
    assert claims(first, "point") == [("-35.2,-26.1", "-35,2; -26,1")]
    assert claims(first, "people") == [("12", None), ("3|female", None), ("9|male", None)]
    assert [value for value, _ in claims(first, "nationality")] == ["stateless", "XA"]
    assert isinstance(second, Row)
    assert len(second.claims) == 5
    assert released_on(mapping, "landings-2025-03-31.csv") == "2025-03-31"


def test_the_guide_names_every_key_option_style_and_rule() -> None:
    prose = re.sub(r"```.*?```", "", GUIDE, flags=re.DOTALL)
    words = set(re.findall(r"`([^`]+)`", prose))
    options = {option for allowed in _OPTIONS.values() for option in allowed}

    assert words >= _KEYS
    assert words >= options
    assert words >= set(_LAYOUT) | {"name", "value", "columns", "style", "file_name", *LISTS}
    assert words >= {repeats.value for repeats in Repeats}
    assert words >= {"iso", "29-Oct-19", "2019-Oct", "10/2019"} & set(STYLES)


def test_the_parts_of_a_mapping_that_the_guide_shows_are_understood() -> None:
    shown = {key: part for text in blocks("yaml")[1:] for key, part in yaml.safe_load(text).items()}

    mapping = mapping_from({**yaml.safe_load(block("yaml")), **shown}, registry(), schemes())

    assert set(shown) == {"layout", "wide"}
    assert mapping.layout.header == 4
    assert mapping.layout.together
    assert mapping.wide is not None
    assert mapping.wide.styles == ("Oct 2019",)
