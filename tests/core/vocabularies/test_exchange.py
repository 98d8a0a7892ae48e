from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from corridor import shelf
from corridor.core.kernel.documents import LANGUAGES
from corridor.core.vocabularies.codes import PARKED
from corridor.core.vocabularies.errors import VocabulariesInvalid
from corridor.core.vocabularies.exchange import vocabularies_from
from tests.core.vocabularies import make

Spoil = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("spoil", "finding"),
    [
        (lambda d: d["codes"]["boat"].pop("ar"), "means/codes/boat: label ar is missing"),
        (lambda d: d["codes"]["boat"].pop("means"), "means is missing"),
        (lambda d: d["codes"].update({True: make.labels("x")}), "put quotes around yes, no and numbers"),
        (lambda d: d["codes"].update({"Big Boat": make.term("x")}), "a code is lower-case words with hyphens"),
        (lambda d: d["codes"].update({PARKED: make.term("x")}), "never parked"),
        (lambda d: d["codes"]["boat"].update(marks=["wicked"]), "unknown mark wicked"),
        (lambda d: d["codes"]["boat"].update(colour="red"), "unknown key colour"),
        (lambda d: d["codes"]["boat"].update(since=3), "since names the unknown version 3"),
        (lambda d: d["codes"]["walk"].update(broader="ghost"), "broader names an unknown code"),
        (lambda d: d["codes"]["walk"].update(broader="hike"), "goes in a circle"),
        (
            lambda d: d["codes"]["boat"]["superseded"].update(by=["ghost"]),
            "superseded by ghost, which is not there then",
        ),
        (lambda d: d["codes"]["boat"]["superseded"].update(by=["ferry"]), "superseded by ferry, which ended before"),
        (lambda d: d["codes"]["boat"]["superseded"].update({"in": 1}), "which does not follow its own"),
        (
            lambda d: d["codes"]["boat"]["superseded"].update(by=["vessel", "hike"]),
            "several codes cannot each be exactly",
        ),
        (lambda d: d["codes"]["vessel"].update(marks=["hub"]), "in which the safeguards read something else"),
        (lambda d: d.update(versions={}), "must map 1, 2, 3"),
        (lambda d: d.update(versions={1: datetime.date(2026, 1, 1), 3: datetime.date(2026, 2, 1)}), "must map 1, 2, 3"),
        (lambda d: d["versions"].update({2: datetime.date(2025, 1, 1)}), "counts from a later day"),
        (lambda d: d.update(codes={}), "means: no codes"),
        (lambda d: d["partners"]["elsewhere"]["exact"].update(Canot="ghost"), "names the unknown code ghost"),
        (lambda d: d["partners"]["elsewhere"]["exact"].update(Pirogue="boat"), "gives one value two codes"),
        (lambda d: d["partners"]["elsewhere"].pop("source"), "and a source"),
    ],
)
def test_a_mistake_in_a_list_is_named_with_its_place(spoil: Spoil, finding: str) -> None:
    document = make.following()
    spoil(document)

    with pytest.raises(VocabulariesInvalid) as refused:
        vocabularies_from([document])

    assert any(finding in line for line in refused.value.findings), refused.value.findings


def test_two_documents_may_not_carry_one_name() -> None:
    with pytest.raises(VocabulariesInvalid, match="two documents"):
        vocabularies_from([make.former(), make.following()])


def test_every_list_that_ships_has_labels_in_every_language_and_a_meaning_for_every_code() -> None:
    for vocabulary in shelf.vocabularies().values():
        assert all(vocabulary.labels[language] for language in LANGUAGES)
        for term in vocabulary.terms.values():
            assert all(term.labels[language] for language in LANGUAGES), (vocabulary.name, term.code)
            assert all(term.meaning(language).endswith(".") for language in LANGUAGES), (vocabulary.name, term.code)


def test_no_list_has_two_codes_of_one_name_in_any_language() -> None:
    for vocabulary in shelf.vocabularies().values():
        for language in LANGUAGES:
            names = [term.labels[language] for term in vocabulary.current()]
            assert len(set(names)) == len(names), (vocabulary.name, language)


def test_the_lists_of_the_brief_are_there() -> None:
    asked = (
        "methods transport concealment harms causes roles document-kinds document-misuse payment-channels "
        "recruitment-channels seizure-kinds measure-kinds hub-kinds holding-kinds incident-kinds benefits sex age"
    )

    assert set(asked.split()) <= set(shelf.vocabularies())


def test_a_seizure_is_kept_apart_from_a_confiscation() -> None:
    seizure = shelf.vocabularies()["seizure-kinds"]

    assert not [code for code in seizure.terms if "confisc" in code]


def test_at_least_two_lists_have_superseded_something() -> None:
    stepped = {v.name for v in shelf.vocabularies().values() if any(t.superseded for t in v.terms.values())}

    assert {"methods", "payment-channels"} <= stepped
