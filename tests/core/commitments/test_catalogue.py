"""The catalogue that ships: its own checks stay green, also after something was changed, and in four languages."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest

from corridor import shelf
from corridor.core.commitments.codes import ASKED, Binding, Compared
from corridor.core.commitments.errors import CatalogueInvalid
from corridor.core.commitments.exchange import catalogue_from, joined
from corridor.core.commitments.importing import COLUMNS, Earlier, Head, Refused, head_problems, table_read
from corridor.core.commitments.rules import asked_by, equivalents
from tests.web.desk.imports.test_shared_files import SHARED

PROPER = "unodc observatory on smuggling of migrants", "model law against the smuggling of migrants"
"""Proper names have no other words."""


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return shelf.document("corridor.core.commitments", "catalogue/commitments.yaml")


def test_the_catalogue_holds_what_its_note_says() -> None:
    found = shelf.catalogue()
    assert (len(found.items), len(found.themes), len(found.instruments)) == (404, 78, 9)
    assert sum(len(item.indicators) for item in found.items.values()) == 336
    assert all(1 <= len(item.indicators) <= 3 for item in found.items.values() if item.is_asked)


@pytest.mark.parametrize(
    ("place", "field", "value", "told"),
    [
        (0, "related", ["nothing"], "nothing is not known"),
        (0, "related", ["ga-2023-ctx-01"], "related to itself"),
        (0, "part_of", "nothing", "nothing is not known"),
        (0, "theme", "nothing", "theme nothing is not known"),
        (0, "id", "ga-2023-ctx-02", "item ga-2023-ctx-02 stands twice"),
        (0, "title", "one two three four five six seven eight nine ten eleven twelve thirteen", "more than 12 words"),
        (0, "pillar", "nowhere", "items 1 ga-2023-ctx-01"),
        (0, "instrument_key", "nothing", "instrument nothing is not known"),
    ],
)
def test_whatever_breaks_a_check_is_refused_by_its_place(
    document: dict[str, Any], place: int, field: str, value: object, told: str
) -> None:
    broken = copy.deepcopy(document)
    broken["items"][place][field] = value
    with pytest.raises(CatalogueInvalid) as refused:
        catalogue_from(broken)
    assert told in refused.value.message


def test_a_link_that_only_one_side_says_is_refused(document: dict[str, Any]) -> None:
    broken = copy.deepcopy(document)
    broken["items"][0]["related"] = broken["items"][0]["related"][1:]
    with pytest.raises(CatalogueInvalid):
        catalogue_from(broken)


@pytest.mark.parametrize("language", ["fr", "es", "ar"])
def test_every_text_of_the_catalogue_is_there_in_every_language(language: str) -> None:
    found, words = shelf.catalogue(), shelf.catalogue_words(language)
    assert words is not None
    for told in (words.titles, words.paraphrases, words.locators):
        assert told.keys() == found.items.keys()
        assert all(text.strip() for text in told.values())
    assert words.themes.keys() == found.themes.keys()
    assert words.instruments.keys() == found.instruments.keys()
    assert words.indicators.keys() == {one.id for item in found.items.values() for one in item.indicators}


def test_what_is_from_memory_says_so_whatever_was_compared() -> None:
    found = shelf.catalogue().items.values()
    memory = [item for item in found if item.is_from_memory]
    assert len(memory) == 122
    assert all(item.compared is Compared.NOT for item in found if not item.is_from_memory)
    assert {item.instrument for item in memory if item.compared is not Compared.NOT} >= {"som", "untoc"}


def test_what_answers_a_commitment_asks_something_too_and_links_are_not_followed_further() -> None:
    found = shelf.catalogue()
    for item in asked_by(found, "g7-2024"):
        for other in equivalents(found, item.id):
            assert other.kind in ASKED
            assert item.id in other.related


@pytest.mark.shared
def test_no_run_of_six_words_is_a_founding_documents_but_for_proper_names() -> None:
    def words(text: str) -> list[str]:
        return re.findall(r"[a-z0-9]+", text.lower())

    runs = set()
    for path in (SHARED.parent / "founding-documents").glob("*.txt"):
        told = words(path.read_text("utf-8"))
        runs |= {tuple(told[place : place + 6]) for place in range(len(told) - 5)}
    shared = {
        tuple(mine[place : place + 6])
        for item in shelf.catalogue().items.values()
        for mine in (words(item.title), words(item.paraphrase))
        for place in range(len(mine) - 5)
        if tuple(mine[place : place + 6]) in runs
    }
    assert {run for run in shared if not any(" ".join(run) in name for name in PROPER)} == set()


HEAD = Head("invented-plan", "Invented work plan", "Invented conference", "2024-05-01", Binding.POLITICAL)
LINE = {
    "id": "invented-plan-1",
    "paragraph": "Paragraph 3",
    "kind": "commitment",
    "pillar": "cooperation",
    "theme": "channels",
    "title": "Name one contact for urgent requests",
    "paraphrase": "Each State names an authority that answers at any hour.",
    "addressed_to": "governments",
    "equivalents": "som-art8-6",
    "sdg_targets": "16.a",
    "legal_refs": "",
    "indicator": "Contact named; Contacts tested",
    "unit": "yes_no; count",
}


def read(*lines: dict[str, str], earlier: Earlier | None = None) -> tuple[Refused, ...]:
    return table_read(HEAD, enumerate(lines, start=2), shelf.catalogue(), earlier=earlier or Earlier()).refused


def earlier(**changed: str) -> Earlier:
    """Return what an earlier version had, with one item that said something else."""
    document = table_read(HEAD, [(2, LINE | changed)], shelf.catalogue(), earlier=Earlier()).document
    return Earlier({item["id"]: item for item in document["items"]})


def test_a_further_instrument_joins_the_catalogue_and_what_it_is_like_says_so_too() -> None:
    told = table_read(HEAD, [(2, LINE)], shelf.catalogue(), earlier=Earlier())
    assert told.refused == ()
    found = joined(shelf.catalogue(), [told.document])
    assert [item.id for item in asked_by(found, "invented-plan")] == ["invented-plan-1"]
    assert "invented-plan-1" in found.items["som-art8-6"].related
    assert "invented-plan-1" not in shelf.catalogue().items["som-art8-6"].related


@pytest.mark.parametrize(
    ("changed", "column", "why"),
    [
        ({"id": ""}, "id", "missing"),
        ({"id": "Not An Id"}, "id", "malformed"),
        ({"id": "som-art8-6", "equivalents": ""}, "id", "taken"),
        ({"theme": "nothing"}, "theme", "unknown"),
        ({"kind": "wish"}, "kind", "unknown"),
        ({"addressed_to": "everybody"}, "addressed_to", "unknown"),
        ({"addressed_to": "; ;"}, "addressed_to", "missing"),
        ({"equivalents": "nothing-at-all"}, "equivalents", "unknown"),
        ({"equivalents": "invented-plan-1"}, "equivalents", "unknown"),
        ({"title": "a " * 13}, "title", "too-long"),
        ({"paraphrase": "a " * 41}, "paraphrase", "too-long"),
        ({"indicator": "", "unit": ""}, "indicator", "missing"),
        ({"unit": "yes_no"}, "unit", "missing"),
        ({"unit": "yes_no; apples"}, "unit", "unknown"),
        ({"sdg_targets": "10.7; everything"}, "sdg_targets", "unknown"),
    ],
)
def test_each_line_is_refused_by_its_number_column_and_reason(changed: dict[str, str], column: str, why: str) -> None:
    assert read(LINE | changed) == (Refused(2, column, why),)


def test_an_id_stands_once_and_keeps_its_place_through_versions() -> None:
    assert read(LINE, LINE) == (Refused(3, "id", "twice"),)
    assert read(LINE, earlier=earlier()) == ()
    assert read(LINE, earlier=earlier(paragraph="Paragraph 4")) == (Refused(2, "id", "moved"),)
    assert read(dict.fromkeys(COLUMNS, "")) == (Refused(1, "id", "nothing"),)


@pytest.mark.parametrize(
    ("before", "column"),
    [
        ({"kind": "lesson"}, "kind"),
        ({"indicator": "Contacts tested; Contact named", "unit": "count; yes_no"}, "indicator"),
        ({"unit": "percent; count"}, "indicator"),
    ],
)
def test_an_id_keeps_its_kind_and_its_measures(before: dict[str, str], column: str) -> None:
    assert read(LINE, earlier=earlier(**before)) == (Refused(2, column, "changed"),)


def test_a_measure_may_be_added_after_those_that_were_reported() -> None:
    assert read(LINE, earlier=earlier(indicator="Contact named", unit="yes_no")) == ()


def test_an_id_that_another_instrument_ever_had_is_taken() -> None:
    assert read(LINE, earlier=Earlier(others=frozenset({LINE["id"]}))) == (Refused(2, "id", "taken"),)


def test_a_later_version_leaves_nothing_out() -> None:
    assert read(LINE, earlier=Earlier(standing=frozenset({"invented-plan-9"}))) == (Refused(2, "id", "left-out"),)


def test_an_item_is_not_linked_to_everything() -> None:
    every = "; ".join(list(shelf.catalogue().items)[:13])
    assert read(LINE | {"equivalents": every}) == (Refused(2, "equivalents", "too-many"),)


def test_the_head_of_an_instrument_is_checked_field_by_field() -> None:
    wrong = Head("som", "", "x" * 201, "2024", Binding.POLITICAL)
    assert dict(head_problems(wrong, shelf.catalogue(), is_new=True)) == {
        "key": "taken",
        "name": "missing",
        "issuer": "malformed",
        "date": "malformed",
    }
    assert head_problems(HEAD, shelf.catalogue(), is_new=True) == ()
