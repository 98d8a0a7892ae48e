"""The library's rules: a claim stays a claim, and grades are founded."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.commitments.codes import Pillar
from corridor.core.practices.codes import Grade, Kind
from corridor.core.practices.records import Told
from corridor.core.practices.rules import grade_of, is_listed, kind_of, told_problems

TOLD = Told(
    kind=Kind.PRACTICE,
    title="Evening hours (invented)",
    done="A post stays open in the evening.",
    context="One post, one year.",
    limits="One post only.",
    pillar=Pillar.PROTECTION,
    method="Counts before and after.",
    source="Annual report (invented)",
)


def changed(**fields: Any) -> Told:
    return replace(TOLD, **fields)


@pytest.mark.parametrize("field", ["source", "method"])
def test_an_entry_without_source_or_method_is_a_claim(field: str) -> None:
    assert kind_of(TOLD) is Kind.PRACTICE
    assert kind_of(changed(**{field: "  "})) is Kind.CLAIM
    assert told_problems(changed(**{field: ""}), shelf.catalogue()) == ()


@settings(max_examples=25)
@given(st.sampled_from(["", "told"]), st.sampled_from(["", "told"]), st.none() | st.sampled_from(Grade))
def test_no_judgement_raises_what_has_no_source_or_method(source: str, method: str, judged: Grade | None) -> None:
    found = grade_of(changed(source=source, method=method), judged)
    assert (found is Grade.CLAIM) is not bool(source and method)


@pytest.mark.parametrize(
    ("other", "problem"),
    [
        ({"title": ""}, ("title", "missing")),
        ({"limits": " "}, ("limits", "missing")),
        ({"kind": Kind.LESSON}, ("kind", "unknown")),
        ({"theme": "nothing"}, ("theme", "unknown")),
        ({"items": ("nothing",)}, ("items", "unknown")),
        ({"source": "x" * 201}, ("source", "too-long")),
    ],
)
def test_what_must_be_corrected_is_named_by_its_field(other: dict[str, object], problem: tuple[str, str]) -> None:
    assert told_problems(changed(**other), shelf.catalogue()) == (problem,)


def test_the_practices_of_two_documents_and_every_lesson_of_the_catalogue_are_listed() -> None:
    found = [item for item in shelf.catalogue().items.values() if is_listed(item)]
    assert sum(item.instrument == "unodc-2024" and item.kind == "practice" for item in found) == 14
    assert sum(item.instrument == "gcm-9" and item.kind == "practice" for item in found) == 9
    assert sum(item.kind == "lesson" for item in found) == 53
    assert len(found) == 76
